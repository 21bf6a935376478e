/** Finds the bytes at which cells may end, 64 at a time, and keeps their addresses for one window after the other. */
import { WINDOW } from '../layout.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Behind the last entry of a window. */
export const NO_MORE: u32 = 0xffffffff;

let index: usize = 0;
/** Bytes seen so far: all of them or-ed, and the least of each lane. */
let all: v128 = i8x16.splat(0);
let least: v128 = i8x16.splat(-1);
let windowStart: usize = 0;
let lastByte: usize = 0;
/** For each lower half of a byte the one byte with it that is looked for. */
let wanted: v128 = i8x16.splat(0);
const lanes = memory.data(16, 16);

export function setIndex(address: usize): void {
  index = address;
}

/** `end`: a line end stands there, whatever else follows. */
export function openWindow(from: usize, end: usize, delimiter: i32): usize {
  // In a lane's own byte another lower half than the lane's: nothing is equal to it.
  v128.store(lanes, i8x16.splat(-1));
  store<u8>(lanes + 15, 0);
  want(LF);
  want(CR);
  want(QUOTE);
  want(delimiter);
  wanted = v128.load(lanes);
  windowStart = from;
  lastByte = end;
  all = i8x16.splat(0);
  least = i8x16.splat(-1);
  return nextWindow();
}

function want(byte: i32): void {
  store<u8>(lanes + usize(byte & 15), u8(byte));
}

/** Whether a byte was 0 or beyond ASCII in the windows looked through; some behind the last byte may be counted in. */
export function sawUnusual(): bool {
  return v128.any_true(v128.and(all, i8x16.splat(-128))) || !i8x16.all_true(least);
}

function found(bytes: v128, table: v128, low: v128): u64 {
  return u64(u32(i8x16.bitmask(i8x16.eq(bytes, i8x16.swizzle(table, v128.and(bytes, low))))));
}

/** Fills the index with what stands in the next window; returns its beginning. */
export function nextWindow(): usize {
  const table = wanted;
  const low = i8x16.splat(15);
  const stop = min(windowStart + WINDOW, lastByte + 1);
  let out = index;
  let seen = all;
  let lowest = least;
  let at = windowStart;
  for (; at < stop; at += 64) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    seen = v128.or(seen, v128.or(v128.or(a, b), v128.or(c, d)));
    lowest = i8x16.min_u(lowest, i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d)));
    let mask =
      found(a, table, low) | (found(b, table, low) << 16) | (found(c, table, low) << 32) | (found(d, table, low) << 48);
    if (mask === 0) continue;
    const behind = out + (usize(popcnt(mask)) << 2);
    // Some entries too many are written, and then written over: that is faster than to count.
    do {
      store<u32>(out, u32(at + usize(ctz(mask))), 0);
      mask &= mask - 1;
      store<u32>(out, u32(at + usize(ctz(mask))), 4);
      mask &= mask - 1;
      store<u32>(out, u32(at + usize(ctz(mask))), 8);
      mask &= mask - 1;
      store<u32>(out, u32(at + usize(ctz(mask))), 12);
      mask &= mask - 1;
      out += 16;
    } while (mask !== 0);
    out = behind;
  }
  // Behind the last byte stands what is left of older bytes.
  if (at > lastByte) while (out > index && usize(load<u32>(out - 4)) > lastByte) out -= 4;
  windowStart = at;
  all = seen;
  least = lowest;
  store<u32>(out, NO_MORE);
  return index;
}
