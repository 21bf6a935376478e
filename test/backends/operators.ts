import { DIALECTS, type DialectName } from '../../src/backends/sql/dialect.ts';
import { Expressions, FormedBounds } from '../../src/backends/sql/expressions.ts';
import type { Bound } from '../../src/integers/bounds.ts';
import type { Step, StepOperation } from '../../src/integers/plan.ts';
import { ROUNDING_MODES, roundQuotient } from '../../src/number/rounding.ts';

/** Every operator of a plan over a table of numbers, as one query; and what each of them must give. */
export interface Probe {
  readonly query: string;
  /** By name of the operator: its value in each row, in the order of the rows. */
  readonly expected: ReadonlyMap<string, readonly string[]>;
}

const SMALL: readonly (readonly [bigint, bigint])[] = [
  -15n,
  -10n,
  -7n,
  -5n,
  -3n,
  -1n,
  0n,
  1n,
  2n,
  5n,
  6n,
  10n,
  15n,
].flatMap((a) => [1n, 2n, 3n, 4n, 7n, 10n].map((b) => [a, b] as const));
const LARGE: readonly (readonly [bigint, bigint])[] = [
  [9_007_199_254_740_991n, 9_007_199_254_740_991n],
  [-9_007_199_254_740_991n, 2n],
  [9_007_199_254_740_990n, 4n],
  [9_007_199_254_740_989n, 3n],
  [-10_000_000_000_000n, 9_999_999_999_999n],
];
const ROWS = [...SMALL, ...LARGE];
const ENDS: Bound = { low: -(2n ** 53n), high: 2n ** 53n };
const DIVISORS: Bound = { low: 1n, high: 2n ** 53n };

interface Operator {
  readonly name: string;
  readonly kind: Step['kind'];
  readonly operation: StepOperation;
  readonly gives: (a: bigint, b: bigint) => bigint | boolean;
}

/** Steps 0 and 1 are the columns a and b, 2 is whether a < b, 3 is whether a = b. */
const OPERATORS: readonly Operator[] = [
  { name: 'add', kind: 'integer', operation: { op: 'add', left: 0, right: 1 }, gives: (a, b) => a + b },
  { name: 'subtract', kind: 'integer', operation: { op: 'subtract', left: 0, right: 1 }, gives: (a, b) => a - b },
  { name: 'multiply', kind: 'integer', operation: { op: 'multiply', left: 0, right: 1 }, gives: (a, b) => a * b },
  { name: 'lesser', kind: 'integer', operation: { op: 'lesser', left: 0, right: 1 }, gives: (a, b) => (a < b ? a : b) },
  {
    name: 'greater',
    kind: 'integer',
    operation: { op: 'greater', left: 0, right: 1 },
    gives: (a, b) => (a > b ? a : b),
  },
  { name: 'magnitude', kind: 'integer', operation: { op: 'magnitude', of: 0 }, gives: (a) => (a < 0n ? -a : a) },
  {
    name: 'select',
    kind: 'integer',
    operation: { op: 'select', condition: 2, then: 0, otherwise: 1 },
    gives: (a, b) => (a < b ? a : b),
  },
  {
    name: 'one_of',
    kind: 'flag',
    operation: { op: 'one_of', of: 0, values: [-7n, 5n] },
    gives: (a) => a === -7n || a === 5n,
  },
  { name: 'both', kind: 'flag', operation: { op: 'both', left: 2, right: 3 }, gives: () => false },
  { name: 'either', kind: 'flag', operation: { op: 'either', left: 2, right: 3 }, gives: (a, b) => a <= b },
  { name: 'not', kind: 'flag', operation: { op: 'not', of: 2 }, gives: (a, b) => a >= b },
  ...(['=', '!=', '<', '<=', '>', '>='] as const).map(
    (relation, index): Operator => ({
      name: `compare_${index}`,
      kind: 'flag',
      operation: { op: 'compare', relation, left: 0, right: 1 },
      gives: (a, b) => [a === b, a !== b, a < b, a <= b, a > b, a >= b][index] ?? false,
    }),
  ),
  ...ROUNDING_MODES.flatMap((mode) =>
    [1n, 5n, 1_000_000n].map(
      (factor): Operator => ({
        name: `divided_${mode}_${factor}`,
        kind: 'integer',
        operation: { op: 'divided', factor, over: 0, under: 1, mode, way: 'direct', stages: [factor] },
        gives: (a, b) => roundQuotient(factor * a, b, mode),
      }),
    ),
  ),
];

export function probe(name: DialectName): Probe {
  const dialect = DIALECTS[name];
  const base: readonly Step[] = [
    { op: 'column', column: 0, id: 0, kind: 'integer', bound: ENDS },
    { op: 'column', column: 1, id: 1, kind: 'integer', bound: DIVISORS },
    { op: 'compare', relation: '<', left: 0, right: 1, id: 2, kind: 'flag', bound: { low: 0n, high: 1n } },
    { op: 'compare', relation: '=', left: 0, right: 1, id: 3, kind: 'flag', bound: { low: 0n, high: 1n } },
  ];
  const own = OPERATORS.map(({ operation, kind }, index): Step => ({ ...operation, id: index + 4, kind, bound: ENDS }));
  const texts = ['a', 'b', '(a < b)', '(a = b)'];
  const expressions = new Expressions(new FormedBounds({ steps: [...base, ...own] }), dialect, (id) => texts[id] ?? '');
  const columns = OPERATORS.map(({ name: operator }, index) => {
    const step = own[index];
    if (!step) throw new Error(operator);
    return `${expressions.of(step)} AS ${dialect.quote(operator)}`;
  });
  const values = ROWS.map(([a, b], index) => `(${index}, ${a}, ${b})`).join(', ');
  const cast = 'SELECT CAST(n AS BIGINT) AS n, CAST(a AS BIGINT) AS a, CAST(b AS BIGINT) AS b';
  const query = `WITH t AS ${dialect.fence}(${cast} FROM (VALUES ${values}) AS v(n, a, b))\nSELECT n,\n  ${columns.join(',\n  ')}\nFROM t ORDER BY n`;
  const expected = OPERATORS.map(
    ({ name: operator, gives }) => [operator, ROWS.map(([a, b]) => String(gives(a, b)))] as const,
  );
  return { query, expected: new Map(expected) };
}

/** Operators that a database works out otherwise, with the first row where it does. */
export function wrongOperators(
  { expected }: Probe,
  rows: readonly Readonly<Record<string, string | null>>[],
): readonly string[] {
  const ordered = [...rows].sort((a, b) => Number(a.n) - Number(b.n));
  return [...expected].flatMap(([operator, values]) => {
    const at = values.findIndex((value, index) => ordered[index]?.[operator] !== value);
    return at < 0
      ? []
      : [`${operator} of ${ROWS[at]?.join(' and ')}: ${ordered[at]?.[operator]} instead of ${values[at]}`];
  });
}
