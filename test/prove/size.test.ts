import { expect, it } from 'vitest';
import { FLAG, numberType } from '../../src/language/types.ts';
import { prove } from '../../src/prove/prove.ts';
import { rangesOf } from '../../src/prove/ranges.ts';
import { Builder, span } from '../exact/program.ts';

const LONG = 60_000;

/** Results of the given nodes. */
function results(...nodes: readonly number[]) {
  return nodes.map((node) => ({ name: 'r', kind: 'value', node, type: numberType('', null), digits: 2 }) as const);
}

it(
  'a table of thousands of rows, and a guarded division behind it, are proven',
  () => {
    const b = new Builder();
    const x = b.input('x', '[0..5000]', 0);
    let chain = b.fail();
    for (let row = 0; row < 3000; row++) {
      const inRow = b.both(b.compare(x, '>=', b.constant(row)), b.compare(x, '<', b.constant(row + 1)));
      chain = b.choose(inRow, b.constant(row), chain);
    }
    const guarded = b.choose(b.compare(x, '>', b.constant(0)), b.over(chain, x, span(0, 3)), b.constant(0));
    const begun = performance.now();
    expect(prove(b.build({ results: results(guarded) }))).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(20_000);
  },
  LONG,
);

it(
  'values that read each other by the thousand keep their ranges',
  () => {
    const b = new Builder();
    const x = b.input('x', '[0..1]', 0);
    const named: number[] = [];
    let value = x;
    for (let i = 0; i < 5000; i++) {
      const positive = b.compare(value, '>', b.constant(0));
      value = b.choose(positive, b.smallest(value, b.constant(1)), b.constant(0));
      named.push(value);
    }
    const ranges = rangesOf(b.build({ results: results(...named) }));
    expect(ranges.at(value).high?.toString()).toBe('1');
  },
  LONG,
);

it(
  'conditions nested without end are answered safely',
  () => {
    const b = new Builder();
    const x = b.input('x', '[0..9]', 0);
    let condition = b.compare(x, '!=', b.constant(1));
    for (let i = 0; i < 5000; i++) {
      const other = b.compare(x, '!=', b.constant(i % 9));
      condition = b.add({ op: i % 2 ? 'and' : 'or', left: condition, right: other }, FLAG);
    }
    const root = b.choose(condition, b.over(b.constant(1), x, span(0, 3)), b.constant(0));
    expect(prove(b.build({ results: results(root) })).map(({ code }) => code)).toContain('TK411');
  },
  LONG,
);
