/** Numbers and dates as text. */

const ZERO: u8 = 48;
const MINUS: u8 = 45;
const POINT: u8 = 46;

/** Units of 10^-digits as plain decimal text; returns where it ends. */
export function putUnits(to: usize, isNegative: bool, units: u64, digits: i32): usize {
  let start = to;
  if (isNegative) store<u8>(start++, MINUS);
  const length = max(lengthOf(units), digits + 1);
  const end = start + usize(length + i32(digits > 0));
  let place = end;
  let rest = units;
  for (let i = 0; i < digits; i++) {
    const tenth = rest / 10;
    store<u8>(--place, ZERO + u8(rest - tenth * 10));
    rest = tenth;
  }
  if (digits > 0) store<u8>(--place, POINT);
  while (place > start) {
    const tenth = rest / 10;
    store<u8>(--place, ZERO + u8(rest - tenth * 10));
    rest = tenth;
  }
  return end;
}

function lengthOf(value: u64): i32 {
  let length = 1;
  for (let limit: u64 = 10; value >= limit && length < 19; limit *= 10) length++;
  return length;
}

/** Where the text ends without zeros behind the point, and without a point that nothing stands behind. */
export function withoutZeros(start: usize, end: usize): usize {
  let last = end;
  while (last > start && load<u8>(last - 1) === ZERO) last--;
  return load<u8>(last - 1) === POINT ? last - 1 : last;
}

/** An ISO date from the day's number, counted from 1 January 1970. */
export function putDay(to: usize, day: i32): usize {
  const shifted = day + 719468;
  const era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const shiftedMonth = (5 * dayOfYear + 2) / 153;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + i32(month <= 2);
  putFigures(to, year, 4);
  store<u8>(to + 4, MINUS);
  putFigures(to + 5, month, 2);
  store<u8>(to + 7, MINUS);
  putFigures(to + 8, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2);
  return to + 10;
}

function putFigures(to: usize, number: i32, count: i32): void {
  let rest = number;
  for (let place = to + usize(count); place > to; rest /= 10) store<u8>(--place, ZERO + u8(rest % 10));
}
