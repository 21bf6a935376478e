import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Diagnostic, isError } from '../../src/base/diagnostic.ts';
import { load } from '../../src/syntax/load.ts';
import { verifyRuleset } from '../../src/verify-ruleset.ts';

/**
 * Random tables against trying every record: two whole numbers, a choice and a flag; columns that are inputs, a
 * rating of one of them (which hangs together with it), or a sum; a check that forbids some records.
 */

const LAST = 5;
const CHOICES = ['p', 'q', 'r'];
const COLUMNS = ['x', 'y', 'c', 'f', 'kelas', 'total_xy'] as const;
type Name = (typeof COLUMNS)[number];

interface Person {
  readonly x: number;
  readonly y: number;
  readonly c: string;
  readonly f: boolean;
}

const PEOPLE: readonly Person[] = range(LAST + 1).flatMap((x) =>
  range(LAST + 1).flatMap((y) => CHOICES.flatMap((c) => [true, false].map((f) => ({ x, y, c, f })))),
);

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i);
}

/** The rating of x: two bands that meet at 3. */
function valueIn({ x, y, c, f }: Person, column: Name): number | string | boolean {
  return { x, y, c, f, kelas: x < 3 ? 'rendah' : 'tinggi', total_xy: x + y }[column];
}

/** A cell as it is written, and what it admits. */
interface CellPlan {
  readonly text: string;
  readonly admits: (value: number | string | boolean) => boolean;
}

const ANY: CellPlan = { text: '-', admits: () => true };

function words(list: readonly string[]): fc.Arbitrary<CellPlan> {
  return fc.subarray([...list], { minLength: 1 }).map((some) => ({
    text: some.join(', '),
    admits: (value) => some.includes(typeof value === 'boolean' ? (value ? 'true' : 'false') : String(value)),
  }));
}

function numbers(last: number): fc.Arbitrary<CellPlan> {
  return fc
    .record({ from: fc.nat(last), length: fc.nat(last), open: fc.boolean(), openEnd: fc.boolean() })
    .filter(({ length, open, openEnd }) => length > 0 || (!open && !openEnd))
    .map(({ from, length, open, openEnd }) => ({
      text: `${open ? '(' : '['}${from}..${from + length}${openEnd ? ')' : ']'}`,
      admits: (value) =>
        typeof value === 'number' &&
        (open ? value > from : value >= from) &&
        (openEnd ? value < from + length : value <= from + length),
    }));
}

function cellOf(column: Name): fc.Arbitrary<CellPlan> {
  const own =
    column === 'c'
      ? words(CHOICES)
      : column === 'f'
        ? words(['true', 'false'])
        : column === 'kelas'
          ? words(['rendah', 'tinggi'])
          : numbers(column === 'total_xy' ? 2 * LAST : LAST);
  return fc.oneof({ arbitrary: own, weight: 3 }, { arbitrary: fc.constant(ANY), weight: 1 });
}

interface Check {
  readonly text: string;
  readonly holds: (person: Person) => boolean;
}

const CHECKS: readonly (Check | null)[] = [
  null,
  null,
  { text: 'x <= y', holds: ({ x, y }) => x <= y },
  { text: 'x > 1 or f', holds: ({ x, f }) => x > 1 || f },
  { text: 'c != p or y >= 3', holds: ({ c, y }) => c !== 'p' || y >= 3 },
];

interface Plan {
  readonly columns: readonly Name[];
  readonly hit: 'unique' | 'priority';
  readonly rows: readonly { readonly cells: readonly CellPlan[]; readonly then: number }[];
  readonly otherwise: boolean;
  readonly check: Check | null;
}

function plans(allowed: readonly Name[]): fc.Arbitrary<Plan> {
  return fc.subarray([...allowed], { minLength: 1, maxLength: 3 }).chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      hit: fc.constantFrom('unique' as const, 'priority' as const),
      rows: fc.array(fc.record({ cells: fc.tuple(...columns.map(cellOf)), then: fc.nat(3) }), {
        minLength: 1,
        maxLength: 7,
      }),
      otherwise: fc.boolean(),
      check: fc.constantFrom(...CHECKS),
    }),
  );
}

function textOf({ columns, hit, rows, otherwise, check }: Plan): string {
  const when = (cells: readonly CellPlan[]) => cells.map(({ text }) => `"${text}"`).join(', ');
  return `takar: 1
ruleset: random
inputs:
  nip: { type: text, key: true }
  x: { type: decimal, digits: 0, range: "[0..${LAST}]" }
  y: { type: decimal, digits: 0, range: "[0..${LAST}]" }
  c: { type: choice, of: [p, q, r] }
  f: { type: flag }
${check ? `checks:\n  - { that: "${check.text}", message: no }\n` : ''}values:
  total_xy: { value: x + y, round: none }
ratings:
  kelas: { of: x, domain: "[0..${LAST}]", bands: { rendah: "[0..3)", tinggi: "[3..${LAST}]" } }
tables:
  t:
    inputs: [${columns.join(', ')}]
    hit: ${hit}
    rules:
${rows.map(({ cells, then }) => `      - { when: [${when(cells)}], then: ${then} }`).join('\n')}
${otherwise ? '    otherwise: 9\n' : ''}`;
}

async function findingsOf(plan: Plan): Promise<readonly Diagnostic[]> {
  const text = textOf(plan);
  const loaded = await load('t.takar.yaml', (path) => (path === 't.takar.yaml' ? text : undefined));
  if (!loaded.value) throw new Error(text);
  const all = [...loaded.diagnostics, ...verifyRuleset(loaded.value).diagnostics];
  const other = all.find((finding) => isError(finding) && !TOLD.has(finding.code));
  if (other) throw new Error(`${other.code}\n${text}`);
  return all.filter(({ code }) => TOLD.has(code));
}

const TOLD = new Set(['TK504', 'TK505', 'TK506', 'TK518', 'TK580', 'TK581']);

/** What every record comes to: the numbers of the rows that match it. */
function matches({ columns, rows, check }: Plan): readonly (readonly number[])[] {
  return PEOPLE.filter((person) => check?.holds(person) ?? true).map((person) =>
    rows.flatMap(({ cells }, index) =>
      cells.every((cell, at) => cell.admits(valueIn(person, columns[at] ?? 'x'))) ? [index] : [],
    ),
  );
}

/** The findings that trying every record leads to, as `code row`. */
function expected(plan: Plan): readonly string[] {
  const tried = matches(plan);
  const { rows, hit, otherwise } = plan;
  const then = (row: number | undefined) => (row === undefined ? (otherwise ? 9 : undefined) : rows[row]?.then);
  const found: string[] = [];
  if (!otherwise && tried.some((of) => of.length === 0)) found.push('TK504');
  for (const row of rows.keys()) {
    const own = tried.filter((of) => of.includes(row));
    const first = own.filter((of) => of[0] === row);
    if (own.length === 0 || (hit === 'priority' && first.length === 0)) found.push(`TK506 ${row + 1}`);
    else if (hit === 'priority') {
      if (first.every((of) => then(of[1]) === then(row))) found.push(`TK581 ${row + 1}`);
    } else {
      const earlier = new Set(own.flatMap((of) => of.filter((other) => other < row)));
      const differs = [...earlier].some((other) => then(other) !== then(row));
      if (differs) found.push(`TK505 ${row + 1}`);
      else if (earlier.size > 0) found.push(`TK580 ${row + 1}`);
    }
  }
  return found.sort();
}

function told(finding: Diagnostic): string {
  switch (finding.code) {
    case 'TK505':
    case 'TK580':
      return `${finding.code} ${finding.args.second}`;
    case 'TK506':
    case 'TK581':
      return `${finding.code} ${finding.args.row}`;
    default:
      return finding.code;
  }
}

it('what is found in a table is what trying every record finds, and is shown with an employee', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(plans(['x', 'y', 'c', 'f', 'kelas']), async (plan) => {
      const findings = await findingsOf(plan);
      expect(findings.map(told).sort()).toEqual(expected(plan));
      for (const finding of findings) {
        seen.set(finding.code, (seen.get(finding.code) ?? 0) + 1);
        if (finding.code === 'TK504' || finding.code === 'TK505') expect(finding.args.employee).not.toBeNull();
      }
    }),
    { seed: 20260101, numRuns: 1500 },
  );
  for (const code of TOLD) if (code !== 'TK518') expect(seen.get(code) ?? 0).toBeGreaterThan(50);
}, 240_000);

it('with sums as columns no gap and no overlap is missed', async () => {
  let gaps = 0;
  await fc.assert(
    fc.asyncProperty(plans(['x', 'y', 'kelas', 'total_xy']), async (plan) => {
      const found = new Set((await findingsOf(plan)).map(told));
      const isMissed = (code: string) => !found.has(code) && !found.has('TK518');
      const missed = expected(plan).filter((one) => /^TK50[45]/.test(one) && isMissed(one));
      expect(missed).toEqual([]);
      if (found.has('TK504')) gaps++;
    }),
    { seed: 20260102, numRuns: 500 },
  );
  expect(gaps).toBeGreaterThan(50);
}, 240_000);
