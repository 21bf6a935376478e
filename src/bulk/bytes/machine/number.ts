/** Numbers in plain decimal notation, eight characters at a time. */

const ZEROS: u64 = 0x3030303030303030;
const ONES: u64 = 0x0101010101010101;
const HIGHS: u64 = 0x8080808080808080;
const MINUS = 45;
/** More digits than this could lose their last ones on the way through a double. */
const MOST_DIGITS = 15;

const POWERS = memory.data<f64>([1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]);

export function powerOfTen(exponent: i32): f64 {
  return load<f64>(POWERS + (usize(exponent) << 3));
}

/** Units of 10^-digits of the text in [start, stop); NaN for anything but sign, digits, and one point between them. */
export function plainNumber(start: usize, stop: usize, digits: i32, point: i32): f64 {
  const isNegative = load<u8>(start) === MINUS;
  const length = i32(stop - start) - i32(isNegative);
  const size = length <= 8 ? short(stop, length, digits, point) : long(stop, length, digits, point);
  return isNegative ? 0 - size : size;
}

/** Up to eight characters. */
function short(stop: usize, length: i32, digits: i32, point: i32): f64 {
  if (length <= 0) return NaN;
  // Digits are 0 to 9 now, and what stands before the text is 0.
  const blank = u64(8 - length) << 3;
  let word = ((load<u64>(stop - 8) ^ ZEROS) >> blank) << blank;
  const marks = zeroBytes(word ^ (u64(point ^ 48) * ONES));
  let zeros = digits;
  if (marks !== 0) {
    const place = i32(ctz(marks) >> 3);
    if (place === 7 || place === 8 - length) return NaN;
    zeros -= 7 - place;
    word = closed(word, place);
  }
  if (zeros < 0 || notDigits(word) !== 0) return NaN;
  const value = f64(eightDigits(word));
  return zeros === 0 ? value : value * powerOfTen(zeros);
}

/** Up to sixteen, in two words. */
function long(stop: usize, length: i32, digits: i32, point: i32): f64 {
  if (length > 16) return NaN;
  const mark = u64(point ^ 48) * ONES;
  const blank = u64(16 - length) << 3;
  let low = load<u64>(stop - 8) ^ ZEROS;
  let high = ((load<u64>(stop - 16) ^ ZEROS) >> blank) << blank;
  const inLow = zeroBytes(low ^ mark);
  const inHigh = zeroBytes(high ^ mark);
  let fraction = 0;
  if (inHigh !== 0) {
    const place = i32(ctz(inHigh) >> 3);
    fraction = 15 - place;
    if (fraction === length - 1) return NaN;
    high = closed(high, place);
  } else if (inLow !== 0) {
    const place = i32(ctz(inLow) >> 3);
    fraction = 7 - place;
    if (fraction === 0) return NaN;
    low = closed(low, place) | (high >> 56);
    high <<= 8;
  }
  const zeros = digits - fraction;
  if (zeros < 0 || length - i32(fraction > 0) > MOST_DIGITS) return NaN;
  if ((notDigits(low) | notDigits(high)) !== 0) return NaN;
  return (f64(eightDigits(low)) + f64(eightDigits(high)) * 1e8) * powerOfTen(zeros);
}

/** A bit of the lowest byte that is 0; bits of bytes above it may be wrong. */
function zeroBytes(word: u64): u64 {
  return (word - ONES) & ~word & HIGHS;
}

function notDigits(word: u64): u64 {
  return ((word + 0x7676767676767676) | word) & HIGHS;
}

/** Without the byte at `place`: what stands before it moves up. */
function closed(word: u64, place: i32): u64 {
  const bit = u64(place) << 3;
  const before = ((u64(1) << bit) - 1) & word;
  // Its own bits become those of the text before it.
  return (((word >> bit) & ~(0xff as u64)) << bit) | (before << 8);
}

/** The first character is the lowest byte. */
function eightDigits(word: u64): u32 {
  const pairs = (word * 2561) >> 8;
  const fours = ((pairs & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return u32(((fours & 0x0000ffff0000ffff) * 42949672960001) >> 32);
}

/** With dots between groups of three before a decimal comma. NaN where it is not such a number. */
export function groupedNumber(start: usize, stop: usize, digits: i32): f64 {
  const isNegative = load<u8>(start) === MINUS;
  const first = start + usize(isNegative);
  let value: f64 = 0;
  let count = 0;
  let fraction = -1;
  let sinceDot = -1;
  for (let at = first; at < stop; at++) {
    const byte = load<u8>(at);
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + f64(byte - 48);
      count++;
      if (fraction >= 0) fraction++;
      else if (sinceDot >= 0) sinceDot++;
    } else if (byte === 44 && fraction < 0 && count > 0) {
      if (sinceDot >= 0 && sinceDot !== 3) return NaN;
      fraction = 0;
    } else if (byte === 46 && fraction < 0) {
      if (sinceDot < 0 ? count === 0 || count > 3 || load<u8>(first) === 48 : sinceDot !== 3) return NaN;
      sinceDot = 0;
    } else return NaN;
  }
  if (count === 0 || count > MOST_DIGITS || fraction === 0) return NaN;
  if (fraction < 0 && sinceDot >= 0 && sinceDot !== 3) return NaN;
  const zeros = digits - max(fraction, 0);
  if (zeros < 0) return NaN;
  value *= powerOfTen(zeros);
  return isNegative ? 0 - value : value;
}
