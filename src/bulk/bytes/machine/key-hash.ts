/**
 * 53 bits of a key, the same as `hashOfKey` in text-table.ts works out for rows that take the ordinary way: two lanes of
 * 32 bits over words of four bytes, mixed as MurmurHash3 (A. Appleby) mixes them.
 */
let one: u32 = 0;
let two: u32 = 0;

export function begin(): void {
  one = 0x811c9dc5;
  two = 0x9e3779b9;
}

export function add(start: usize, stop: usize): void {
  let a = one;
  let b = two;
  let at = start;
  for (; at + 4 <= stop; at += 4) {
    const word = load<u32>(at);
    a = laneOne(a, word);
    b = laneTwo(b, word);
  }
  let rest: u32 = 0;
  for (let shift: u32 = 0; at < stop; at++, shift += 8) rest |= u32(load<u8>(at)) << shift;
  one = laneOne(laneOne(a, rest), u32(stop - start));
  two = laneTwo(laneTwo(b, rest), u32(stop - start));
}

function laneOne(hash: u32, word: u32): u32 {
  return rotl(hash ^ (rotl(word * 0xcc9e2d51, 15) * 0x1b873593), 13) * 5 + 0xe6546b64;
}

function laneTwo(hash: u32, word: u32): u32 {
  return rotl(hash ^ (rotl(word * 0x239b961b, 16) * 0xab0e9789), 19) * 5 + 0x561ccd1b;
}

export function end(): f64 {
  return f64(mixed(one)) * 2097152 + f64(mixed(two) >> 11);
}

function mixed(hash: u32): u32 {
  let h = hash ^ (hash >> 16);
  h *= 0x85ebca6b;
  h ^= h >> 13;
  h *= 0xc2b2ae35;
  return h ^ (h >> 16);
}
