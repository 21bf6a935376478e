import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/data/encoding.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('decodeText', () => {
  it('reads UTF-8, with or without a byte order mark', () => {
    expect(decodeText(utf8('Caf\u00e9'))).toEqual({ kind: 'text', text: 'Caf\u00e9' });
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toEqual({ kind: 'text', text: 'a' });
    expect(decodeText(new Uint8Array())).toEqual({ kind: 'text', text: '' });
    // A NUL or two is refused as such by whoever reads the text.
    expect(decodeText(utf8('nip,x\n1,2\0\n')).kind).toBe('text');
  });

  it.each([
    ['UTF-16, little end first', [0xff, 0xfe, 0x61, 0x00], 'utf16', 1],
    ['UTF-16, big end first', [0xfe, 0xff, 0x00, 0x61], 'utf16', 1],
    ['UTF-16 without a mark', [...'nip,x'].flatMap((c) => [c.charCodeAt(0), 0]), 'utf16', 1],
    ['UTF-16 without a mark, big end first', [...'nip,x'].flatMap((c) => [0, c.charCodeAt(0)]), 'utf16', 1],
    ['Latin-1', [0x43, 0x61, 0x66, 0xe9], 'not_utf8', 1],
    ['Latin-1 on the third line', [0x61, 0x0a, 0xc3, 0xa9, 0x0a, 0xe9], 'not_utf8', 3],
    ['half a character at the end', [0x61, 0x0a, 0xc3], 'not_utf8', 2],
    ['a surrogate', [0xed, 0xa0, 0x80], 'not_utf8', 1],
    ['an overlong slash', [0xc0, 0xaf], 'not_utf8', 1],
  ])('refuses %s', (_, bytes, problem, line) => {
    expect(decodeText(new Uint8Array(bytes))).toEqual({ kind: 'refused', problem, line });
  });

  it('takes time linear in the file', () => {
    const bytes = utf8('a\n'.repeat(500_000));
    bytes[bytes.length - 2] = 0xff;
    const started = performance.now();
    expect(decodeText(bytes)).toEqual({ kind: 'refused', problem: 'not_utf8', line: 500_000 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
