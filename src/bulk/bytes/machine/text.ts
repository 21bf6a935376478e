/** Texts: whether they are plain, which of some spellings they are, dates, and the fingerprint of a key. */
import {
  NO_NUMBER,
  NUMBERED_LENGTH,
  NUMBERED_NUMBER,
  NUMBERED_SIZE,
  NUMBERED_SLOTS,
  NUMBERED_TEXT,
  NUMBERED_TRIES,
  WORD_CODE,
  WORD_LENGTH,
  WORD_SIZE,
  WORD_TEXT,
  WORDS_COUNT,
  WORDS_FIRST,
  WORDS_LAST,
} from '../layout.ts';

const MINUS = 45;

export function isSame(a: usize, b: usize, length: i32): bool {
  let at: usize = 0;
  for (let rest = length; rest >= 8; rest -= 8) {
    if (load<u64>(a + at) !== load<u64>(b + at)) return false;
    at += 8;
  }
  const rest = length & 7;
  if (rest === 0) return true;
  return (load<u64>(a + at) ^ load<u64>(b + at)) << (u64(8 - rest) << 3) === 0;
}

/** The code of the spelling; -1 where it is none of the table. The one found last is tried first. */
export function codeOf(words: usize, start: usize, stop: usize): i32 {
  const length = i32(stop - start);
  const last = words + WORDS_FIRST + usize(load<u32>(words, WORDS_LAST)) * WORD_SIZE;
  const count = load<u32>(words, WORDS_COUNT);
  if (count === 0) return -1;
  if (isEntry(last, start, length)) return load<i32>(last, WORD_CODE);
  let entry = words + WORDS_FIRST;
  for (let i: u32 = 0; i < count; i++) {
    if (isEntry(entry, start, length)) {
      store<u32>(words, i, WORDS_LAST);
      return load<i32>(entry, WORD_CODE);
    }
    entry += WORD_SIZE;
  }
  return -1;
}

function isEntry(entry: usize, start: usize, length: i32): bool {
  return load<i32>(entry, WORD_LENGTH) === length && isSame(load<u32>(entry, WORD_TEXT), start, length);
}

/** Nothing that the ordinary reader would trim, normalise or take for an error of a spreadsheet. */
export function isPlainText(start: usize, stop: usize): bool {
  const first = load<u8>(start);
  const last = load<u8>(stop - 1);
  if (first <= 32 || last <= 32 || first >= 127 || last >= 127 || first === 35) return false;
  const isErr = (first | 32) === 101 && stop - start === 7 && load<u8>(start + 3) === 58;
  return !isErr;
}

/**
 * Printable ASCII without blanks at its ends, that no spreadsheet has spoiled and none would run, and that needs no
 * quotes in a result.
 */
export function isPlainKey(start: usize, stop: usize): bool {
  if (!isPlainText(start, stop)) return false;
  let areDigits = true;
  for (let at = start; at < stop; at++) {
    const byte = load<u8>(at);
    if (u8(byte - 48) <= 9) continue;
    areDigits = false;
    if (byte < 32 || byte > 126 || byte === 34 || byte === 44) return false;
  }
  if (areDigits) return stop - start < 18 || !endsInZeros(start, stop);
  const first = load<u8>(start);
  if (first === 61 || first === 43 || first === MINUS || first === 64) return false;
  // 1.99E+17, or anything that looks like it.
  return !(u8(first - 48) <= 9 && hasLetterE(start, stop));
}

/** 15 digits and zeros: the trace of a spreadsheet. */
function endsInZeros(start: usize, stop: usize): bool {
  for (let at = start + 15; at < stop; at++) if (load<u8>(at) !== 48) return false;
  return true;
}

function hasLetterE(start: usize, stop: usize): bool {
  for (let at = start; at < stop; at++) if ((load<u8>(at) | 32) === 101) return true;
  return false;
}

/** No day has this number. */
export const NO_DAY: i32 = i32.MIN_VALUE;

/** The day of an ISO date, counted from 1 January 1970; {@link NO_DAY} for any other form and days that do not exist. */
export function dayOf(start: usize, stop: usize): i32 {
  if (stop - start !== 10 || load<u8>(start, 4) !== MINUS || load<u8>(start, 7) !== MINUS) return NO_DAY;
  const year = figures(start, 4);
  const month = figures(start + 5, 2);
  const day = figures(start + 8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return NO_DAY;
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

function lastDayOf(year: i32, month: i32): i32 {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** -1 where one of them is no figure. */
function figures(start: usize, count: i32): i32 {
  let value = 0;
  for (let i = 0; i < count; i++) {
    const figure = u8(load<u8>(start + i) - 48);
    if (figure > 9) return -1;
    value = value * 10 + i32(figure);
  }
  return value;
}

/** Where among the texts numbered before one with these bytes is looked for first. */
function firstSlot(start: usize, stop: usize): u64 {
  let hash: u64 = u64(stop - start);
  let at = start;
  for (; at + 8 <= stop; at += 8) hash = (hash ^ load<u64>(at)) * 0x9e3779b97f4a7c15;
  const rest = u64(stop - at);
  if (rest > 0) hash = (hash ^ (load<u64>(at) << ((8 - rest) << 3))) * 0x9e3779b97f4a7c15;
  // Bytes at the end have told on the highest bits only.
  hash = (hash ^ (hash >> 29)) * 0xbf58476d1ce4e5b9;
  return hash >> 40;
}

/** A free place for a text; 0 where there is none. */
export function freeSlot(numbered: usize, start: usize, stop: usize): usize {
  const first = firstSlot(start, stop);
  for (let i: u64 = 0; i < u64(NUMBERED_TRIES); i++) {
    const slot = numbered + usize((first + i) & (NUMBERED_SLOTS - 1)) * NUMBERED_SIZE;
    if (load<i32>(slot, NUMBERED_LENGTH) === 0) return slot;
  }
  return 0;
}

/** The text's number; {@link NO_NUMBER} where it has none yet. */
export function numberOf(numbered: usize, start: usize, stop: usize): u32 {
  const first = firstSlot(start, stop);
  const length = i32(stop - start);
  for (let i: u64 = 0; i < u64(NUMBERED_TRIES); i++) {
    const slot = numbered + usize((first + i) & (NUMBERED_SLOTS - 1)) * NUMBERED_SIZE;
    const known = load<i32>(slot, NUMBERED_LENGTH);
    if (known === length && isSame(load<u32>(slot, NUMBERED_TEXT), start, length)) {
      return load<u32>(slot, NUMBERED_NUMBER);
    }
    if (known === 0) break;
  }
  return u32(NO_NUMBER);
}
