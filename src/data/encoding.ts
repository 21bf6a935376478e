import type { EncodingProblem } from '../base/codes.ts';

/** The text of a file, or why its bytes are no text that can be trusted; `line` counts from 1. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly problem: EncodingProblem; readonly line: number };

const LINE_END = 10;

/**
 * Text of UTF-8 bytes, without a byte order mark. Nothing else is guessed at: what a wrong guess makes of a name or a
 * key would look like data. UTF-16 is recognised, so that it can be named.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (isUtf16(bytes)) return { kind: 'refused', problem: 'utf16', line: 1 };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'refused', problem: 'not_utf8', line: firstBrokenLine(bytes) };
  }
}

/** By its mark, or by the zeros between the letters of its beginning. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const beginning = bytes.subarray(0, 64);
  const zeros = (from: number) => beginning.filter((byte, at) => at % 2 === from && byte === 0).length;
  const half = Math.floor(beginning.length / 2);
  return half >= 4 && (zeros(0) >= half - 1 || zeros(1) >= half - 1) && zeros(0) + zeros(1) <= half + 1;
}

/** A line end is never part of a longer character, so that lines can be looked at one by one. */
function firstBrokenLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let at = 0; at < bytes.length; line++) {
    const found = bytes.indexOf(LINE_END, at);
    const end = found < 0 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(at, end));
    } catch {
      return line;
    }
    at = end + 1;
  }
  return line;
}
