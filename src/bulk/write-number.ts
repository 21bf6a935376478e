const ZERO = 48;

/** Writes units of 10^-digits as plain decimal text; returns where it ends. `units` is a safe integer. */
export function writeUnits(into: Uint8Array, at: number, units: number, digits: number): number {
  let start = at;
  let rest = units;
  if (rest < 0) {
    into[start++] = 45;
    rest = -rest;
  }
  const length = Math.max(lengthOf(rest), digits + 1);
  const end = start + length + (digits > 0 ? 1 : 0);
  let place = end - 1;
  const point = digits > 0 ? end - 1 - digits : -1;
  if (rest < 2_147_483_648) {
    let small = rest | 0;
    for (; place >= start; place--) {
      if (place === point) continue;
      const tenth = (small / 10) | 0;
      into[place] = ZERO + small - tenth * 10;
      small = tenth;
    }
  } else {
    for (; place >= start; place--) {
      if (place === point) continue;
      const tenth = Math.floor(rest / 10);
      into[place] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
  }
  if (point >= 0) into[point] = 46;
  return end;
}

function lengthOf(value: number): number {
  let length = 1;
  for (let limit = 10; value >= limit && length < 17; limit *= 10) length++;
  return length;
}

/** Where the text ends without zeros behind the point, and without a point that nothing stands behind. */
export function withoutZeros(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && bytes[last - 1] === ZERO) last--;
  return bytes[last - 1] === 46 ? last - 1 : last;
}
