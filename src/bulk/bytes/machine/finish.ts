/** Puts the endings behind the beginnings of lines. */
import {
  ENDING_AFTER,
  ENDING_AFTER_LENGTH,
  ENDING_BEFORE,
  ENDING_BEFORE_LENGTH,
  ENDING_TIER,
  FINISH_ENDINGS,
  FINISH_FROM,
  FINISH_PARTS,
  FINISH_ROW,
  FINISH_TO,
  FINISH_TO_END,
  SLACK,
} from '../layout.ts';
import { copied } from './copy.ts';

/**
 * Rows of a block from one to before another, as far as the bytes hold them whole and there is room; returns where the
 * text ends. The bytes stand in [from, stop).
 */
export function finish(set: usize, from: usize, stop: usize, first: u32, rows: u32): usize {
  const parts = load<i32>(set, FINISH_PARTS);
  const endings = usize(load<u32>(set, FINISH_ENDINGS));
  const roomEnd = usize(load<u32>(set, FINISH_TO_END));
  let at = usize(load<u32>(set, FINISH_TO));
  let begin = from;
  let row = first;
  for (; row < rows; row++) {
    const ending = usize(load<u32>(endings + (row << 2)));
    const tier = load<i32>(ending, ENDING_TIER);
    const prefixEnd = zeroFrom(begin, stop);
    let grantsFrom: usize = 0;
    let grantsTo: usize = 0;
    let end = prefixEnd;
    for (let part = 1; part < parts && end < stop; part++) {
      const next = zeroFrom(end + 1, stop);
      if (part - 1 === tier) {
        grantsFrom = end + 1;
        grantsTo = next;
      }
      end = next;
    }
    if (end >= stop) break;
    const before = load<i32>(ending, ENDING_BEFORE_LENGTH);
    const after = load<i32>(ending, ENDING_AFTER_LENGTH);
    const grants = i32(grantsTo - grantsFrom);
    if (at + (prefixEnd - begin) + usize(before + grants + after + 4 * SLACK) > roomEnd) break;
    at = copied(at, begin, i32(prefixEnd - begin));
    at = copied(at, load<u32>(ending, ENDING_BEFORE), before);
    at = copied(at, grantsFrom, grants);
    at = copied(at, load<u32>(ending, ENDING_AFTER), after);
    begin = end + 1;
  }
  store<u32>(set, row, FINISH_ROW);
  store<u32>(set, u32(begin), FINISH_FROM);
  return at;
}

/** Where the next 0 stands; `stop` or behind it where there is none before. */
function zeroFrom(from: usize, stop: usize): usize {
  for (let at = from; at < stop; at += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0)));
    if (mask !== 0) return at + usize(ctz(mask));
  }
  return stop;
}
