/** Writes result lines from columns. */
import {
  ALWAYS,
  AWARDS_AT_ONCE,
  AWARDS_LATER,
  CASE_SIZE,
  CASES,
  COPY,
  DAY,
  LINES_AWARDS,
  LINES_COUNT,
  LINES_ELIGIBLE,
  LINES_ENDINGS,
  LINES_KEY_COUNT,
  LINES_KEYS,
  LINES_MOST,
  LINES_NOT_ASSESSED,
  LINES_OUTCOMES,
  LINES_PARTS,
  LINES_ROW,
  LINES_STATUS,
  LINES_TIER_COUNT,
  LINES_TIERS,
  LINES_TO,
  LINES_TO_END,
  LITERAL,
  NEVER,
  NO_LINES,
  PART_COUNT,
  PART_DIGITS,
  PART_FROM,
  PART_KIND,
  PART_LENGTH,
  PART_SHORTEST,
  PART_SIZE,
  PART_TEXTS,
  PART_THERE,
  TEXT_BY_FLAG,
  TEXT_BY_NUMBER,
  TEXT_SIZE,
  UNITS,
  WIDE_UNITS,
} from '../layout.ts';
import { copied } from './copy.ts';
import { putDay, putUnits, withoutZeros } from './write-number.ts';

const LF = 10;

/** Rows from one to before another, none of them odd, as far as there is room; returns where the text ends. */
export function write(set: usize, from: u32, to: u32): usize {
  const parts = usize(load<u32>(set, LINES_PARTS));
  const count = load<u32>(set, LINES_COUNT);
  const status = usize(load<u32>(set, LINES_STATUS));
  const awards = load<i32>(set, LINES_AWARDS);
  const endings = usize(load<u32>(set, LINES_ENDINGS));
  const outcomes = usize(load<u32>(set, LINES_OUTCOMES));
  const tierCount = load<u32>(set, LINES_TIER_COUNT);
  const stop = usize(load<u32>(set, LINES_TO_END));
  let at = usize(load<u32>(set, LINES_TO));
  let notAssessed = load<u32>(set, LINES_NOT_ASSESSED);
  let row = from;
  for (; row < to; row++) {
    if (at + mostOf(set, row) > stop) break;
    at = putParts(at, parts, count, row);
    const isAssessed = load<u8>(status + row) === 0;
    if (!isAssessed) notAssessed++;
    let outcome: u32 = 2;
    if (awards === AWARDS_AT_ONCE) {
      outcome = isAssessed ? tierOf(set, row) : 0;
      at = putSequence(at, endings + outcome * TEXT_SIZE, row);
    } else if (awards === AWARDS_LATER) {
      outcome = isAssessed ? conditionsOf(set, row) : 0;
      store<u8>(at++, 0);
      for (let tier: u32 = 0; tier < tierCount; tier++) {
        const isIn = outcome >= 2 && ((outcome >> (tier + 2)) & 1) !== 0;
        if (isIn) at = putSequence(at, endings + tier * TEXT_SIZE, row);
        store<u8>(at++, 0);
      }
    } else if (awards !== NO_LINES) store<u8>(at++, LF);
    store<u32>(outcomes + (row << 2), outcome);
  }
  store<u32>(set, notAssessed, LINES_NOT_ASSESSED);
  store<u32>(set, row, LINES_ROW);
  return at;
}

function mostOf(set: usize, row: u32): usize {
  const keys = usize(load<u32>(set, LINES_KEYS));
  const count = load<u32>(set, LINES_KEY_COUNT);
  let most = usize(load<u32>(set, LINES_MOST));
  for (let part: u32 = 0; part < count; part++) {
    const starts = usize(load<u32>(keys + (part << 3)));
    const stops = usize(load<u32>(keys + (part << 3), 4));
    most += usize(load<u32>(stops + (row << 2)) - load<u32>(starts + (row << 2)));
  }
  return most;
}

function isSet(flag: usize, row: u32): bool {
  return flag === ALWAYS || (flag !== NEVER && load<u8>(flag + row) === 1);
}

function flagOfTier(set: usize, tier: u32): usize {
  return usize(load<u32>(usize(load<u32>(set, LINES_TIERS)) + (tier << 2)));
}

/** 1 not eligible, 2 in no tier, from 3 on the tiers. */
function tierOf(set: usize, row: u32): u32 {
  if (!isSet(load<u32>(set, LINES_ELIGIBLE), row)) return 1;
  const count = load<u32>(set, LINES_TIER_COUNT);
  for (let tier: u32 = 0; tier < count; tier++) if (isSet(flagOfTier(set, tier), row)) return 3 + tier;
  return 2;
}

/** 1 not eligible, otherwise 2 and the bits of the tiers whose condition holds × 4. */
function conditionsOf(set: usize, row: u32): u32 {
  if (!isSet(load<u32>(set, LINES_ELIGIBLE), row)) return 1;
  const count = load<u32>(set, LINES_TIER_COUNT);
  let bits: u32 = 0;
  for (let tier: u32 = 0; tier < count; tier++) if (isSet(flagOfTier(set, tier), row)) bits |= 1 << tier;
  return 2 + bits * 4;
}

function putSequence(to: usize, sequence: usize, row: u32): usize {
  return putParts(to, load<u32>(sequence), load<u32>(sequence, 4), row);
}

function putParts(to: usize, parts: usize, count: u32, row: u32): usize {
  let at = to;
  const end = parts + usize(count) * PART_SIZE;
  for (let part = parts; part < end; part += PART_SIZE) {
    const kind = load<i32>(part, PART_KIND);
    const from = usize(load<u32>(part, PART_FROM));
    if (kind === LITERAL) {
      at = copied(at, from, load<i32>(part, PART_LENGTH));
      continue;
    }
    const there = usize(load<u32>(part, PART_THERE));
    if (there !== 0 && load<u8>(there + row) !== 1) continue;
    if (kind === UNITS) {
      const began = at;
      const digits = load<i32>(part, PART_DIGITS);
      const units = load<f64>(from + (row << 3));
      at = putUnits(at, units < 0, u64(abs(units)), digits);
      if (load<u32>(part, PART_SHORTEST) === 1 && digits > 0) at = withoutZeros(began, at);
    } else if (kind === COPY) {
      const start = usize(load<u32>(from + (row << 2)));
      at = copied(at, start, i32(load<u32>(usize(load<u32>(part, PART_TEXTS)) + (row << 2)) - u32(start)));
    } else if (kind === TEXT_BY_NUMBER) {
      at = putText(at, part, i32(load<f64>(from + (row << 3))));
    } else if (kind === TEXT_BY_FLAG) {
      at = putText(at, part, i32(load<u8>(from + row)));
    } else if (kind === CASES) {
      at = putCase(at, part, row);
    } else if (kind === DAY) {
      at = putDay(at, i32(load<f64>(from + (row << 3))));
    } else if (kind === WIDE_UNITS) {
      const began = at;
      const digits = load<i32>(part, PART_DIGITS);
      const units = load<i64>(from + (row << 3));
      at = putUnits(at, units < 0, u64(units < 0 ? -units : units), digits);
      if (load<u32>(part, PART_SHORTEST) === 1 && digits > 0) at = withoutZeros(began, at);
    }
  }
  return at;
}

/** Nothing where there is no text of that number. */
function putText(to: usize, part: usize, number: i32): usize {
  if (u32(number) >= load<u32>(part, PART_COUNT)) return to;
  const text = usize(load<u32>(part, PART_TEXTS)) + usize(number) * TEXT_SIZE;
  return copied(to, load<u32>(text), load<i32>(text, 4));
}

function putCase(to: usize, part: usize, row: u32): usize {
  const count = load<u32>(part, PART_COUNT);
  let at = usize(load<u32>(part, PART_TEXTS));
  for (let i: u32 = 0; i < count; i++) {
    if (isSet(load<u32>(at), row)) return copied(to, load<u32>(at, 4), load<i32>(at, 8));
    at += CASE_SIZE;
  }
  return to;
}
