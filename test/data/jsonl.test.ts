import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonLines } from '../../src/data/jsonl.ts';
import { brief } from './inputs.ts';

function read(text: string): string[] {
  const { rows, findings } = readJsonLines(text, { path: 'data.jsonl' });
  const lines = [...rows].map(({ object, row, findings: broken }) => {
    const fields = object && Object.keys(object).map((name) => `${name}=${object[name]}`);
    return `${row} ${fields ? fields.join(' ') : broken.map(brief).join(' | ')}`;
  });
  return [...findings.map(brief), ...lines];
}

describe('readJsonLines', () => {
  it('reads an object a line, with real line numbers', () => {
    expect(read('\uFEFF{"a":1,"b":"x"}\r\n\n  {"a":2}\n{}')).toEqual(['1 a=1 b=x', '3 a=2', '4 ']);
  });

  it('keeps the text of numbers', () => {
    expect(read('{"a":199001012015011001,"b":1.10,"c":1e5,"d":-0.0}')).toEqual([
      '1 a=199001012015011001 b=1.10 c=1e5 d=-0.0',
    ]);
  });

  it('takes dangerous names as they are', () => {
    const [line] = readJsonLines('{"__proto__":"x","constructor":"y"}', { path: 'p' }).rows;
    expect(Object.keys(line?.object ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(line?.object && Object.getOwnPropertyDescriptor(line.object, '__proto__')?.value).toBe('x');
  });

  it('takes brackets, colons and quotes within texts for texts', () => {
    expect(read('{"a":"[{\\"x\\": 1}]","b:c":"\\\\"}')).toEqual(['1 a=[{"x": 1}] b:c=\\']);
  });

  it.each([
    ['nothing', ' \n', ['TK620 data.jsonl']],
    ['a comma too many', '{"a":1,}', ['1 TK617 1:8: problem=syntax']],
    ['no end', '{"a":1', ['1 TK617 1:7: problem=syntax']],
    ['an open text', '{"a":"x', ['1 TK617 1:8: problem=syntax']],
    ['two objects', '{"a":1}{"b":2}', ['1 TK624 1:8: found=map']],
    ['text behind the object', '{"a":1} x', ['1 TK617 1:9: problem=syntax']],
    ['a list', '[1,2]', ['1 TK617 1:: problem=not_object']],
    ['a number', '5', ['1 TK617 1:: problem=not_object']],
    ['names without quotes', '{a:1}', ['1 TK617 1:2: problem=syntax']],
    ['NaN', '{"a":NaN}', ['1 TK617 1:6: problem=syntax']],
    ['a list in a list', '{"a":[[1]]}', ['1 TK624 1:7: found=list']],
    ['an object inside', '{"a":{"b":1}}', ['1 TK624 1:6: found=map']],
    ['a name twice', '{"a":1,"a":2}', ['1 TK621 1:: column=a']],
    ['a name twice with one value', '{"a":1,"b":2,"a":1}', ['1 TK621 1:: column=a']],
    ['a name twice, once in disguise', '{"a":1,"\\u0061":1}', ['1 TK621 1:: column=a']],
    ['__proto__ twice', '{"__proto__":1,"__proto__":1}', ['1 TK621 1:: column=__proto__']],
    ['a line too long', `{"a":"${'x'.repeat(1_000_000)}"}`, ['1 TK623 1:: limit=1000000 of=characters']],
    [
      'too many fields',
      `{${Array.from({ length: 20_001 }, (_, i) => `"f${i}":1`).join(',')}}`,
      ['1 TK623 1:: limit=20000 of=columns'],
    ],
  ])('refuses %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('refuses only the broken line', () => {
    expect(read('{"a":1}\n{"a":\n{"a":3}')).toEqual(['1 a=1', '2 TK617 2:6: problem=syntax', '3 a=3']);
  });

  it('is not tired by a hundred thousand brackets', () => {
    expect(read(`{"a":${'['.repeat(100_000)}`)).toEqual(['1 TK624 1:7: found=list']);
    expect(read('{'.repeat(100_000))).toEqual(['1 TK624 1:2: found=map']);
    expect(read('['.repeat(100_000))).toEqual(['1 TK617 1:: problem=not_object']);
  });

  it('agrees with JSON.parse on flat objects of texts', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean(), fc.constant(null))), (object) => {
        const text = JSON.stringify(object);
        const [line] = readJsonLines(text, { path: 'p' }).rows;
        expect(line?.findings).toEqual([]);
        expect(JSON.stringify(line?.object)).toBe(text);
      }),
      { seed: 20260101, numRuns: 1000 },
    );
  });

  it('never throws, and accepts what JSON.parse accepts', () => {
    const near = fc.stringMatching(/^\{["a:,1.\\ }-]{0,14}$/);
    fc.assert(
      fc.property(near, (text) => {
        const [line] = readJsonLines(text, { path: 'p' }).rows;
        const repeated = line?.findings.some(({ code }) => code === 'TK621');
        expect(line?.object !== undefined || repeated === true).toBe(isJson(text));
      }),
      { seed: 20260101, numRuns: 5000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
