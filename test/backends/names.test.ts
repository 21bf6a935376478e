import { describe, expect, it } from 'vitest';
import type { DialectName } from '../../src/backends/sql/dialect.ts';
import { toSql } from '../../src/backends/sql/query.ts';
import { run } from '../../src/cli/run.ts';
import { createObjectBinder } from '../../src/data/bind.ts';
import { MemoryIo } from '../cli/memory-io.ts';
import { programOf } from '../laws/ruleset-text.ts';
import { DATABASES } from './databases.ts';
import { expectSame, period } from './sides.ts';

const Q3 = period('2026-Q3');
const DIALECTS: readonly DialectName[] = ['duckdb', 'postgres', 'spark', 'trino'];

/** Numbers of these names, the first of several optional, added up; a quota with a refused tie over them. */
function rulesetOf(names: readonly string[], score = 'total', key = 'nip', unit = 'unit'): string {
  const isOptional = (index: number) => index === 0 && names.length > 1;
  const inputs = names.map(
    (name, index) =>
      `  ${name}: { type: decimal, digits: 1, range: "[0..10]"${isOptional(index) ? ', optional: true' : ''} }`,
  );
  const sum = names.map((name, index) => (isOptional(index) ? `(${name} ?? 0)` : name)).join(' + ');
  return `takar: 1
ruleset: names
period: quarter
inputs:
  ${key}: { type: text, key: true }
  ${unit}: { type: text }
${inputs.join('\n')}
scores:
  ${score}: { value: "${sum}", round: { digits: 1, mode: half_up } }
awards:
  eligible: ${score} >= 1
  tiers:
    - tier: gold
      when: ${score} >= 5
      quota: { count: 1, within: ${unit}, order: [${score} desc], ties: refuse }
      grant: { money: { value: ${names.at(-1)} * 1 IDR, round: { digits: 0, mode: down } } }
    - tier: silver
      when: ${score} >= 3
      quota: { share: 50 %, rounding: down, of: candidates, within: ${unit}, order: [${score} desc, ${key} asc], ties: include }
  otherwise: nothing
`;
}

async function bound(text: string, names: readonly string[], key = 'nip', unit = 'unit') {
  const program = await programOf(text);
  const binder = createObjectBinder(program.ruleset, { path: 'data', locale: 'en' });
  const rows = [0, 1, 2, 3, 4, 5].map((row) => {
    const numbers = names.map((name, index) => [name, index === 0 && row === 2 ? '' : `${(row * (index + 1)) % 7}`]);
    return binder.bind({ ...Object.fromEntries(numbers), [key]: `p${row}`, [unit]: row < 4 ? 'A' : 'B' }, row + 1);
  });
  return { program, rows };
}

/** What stages call their own columns, aliases and themselves, and words that mean something in SQL. */
const OURS = ['is_fit', 'is_unique', 'is_legible', 'is_accepted', 'is_assessed', 'is_contender', 'raw_nip', 'raw_unit'];
const MORE = [
  'in_is_fit',
  'no_is_fit',
  'is_fit_empty',
  'x_total_e1',
  's7',
  'c7',
  'times',
  'when_1',
  'key_1_1',
  'rank_1',
];
const TIERS = [
  'outcome',
  'outcome_1',
  'capacity',
  'capacity_2',
  'base',
  'ahead',
  'not_after',
  'award_state',
  'standing',
];
const WORDS = ['select', 'from', 'table', 'user', 'timestamp', 'all', 'd', 'a', 'r', 't1', 'q1', 'u', 'computed_once'];

describe.each(DATABASES)('names of inputs in $name', ({ name, isHere, open }) => {
  if (!isHere) {
    it.skip(`${name}: no server here; .ci/postgres.sh starts one`);
    return;
  }

  it.each([[OURS], [MORE], [TIERS], [WORDS]])('may be those of the stages: %s', async (names) => {
    const { program, rows } = await bound(rulesetOf(names), names);
    await expectSame(program, rows, Q3, await open());
  });

  it('may be those of the stages for keys, groups and results too', async () => {
    const names = ['source', 'states'];
    const text = rulesetOf(names, 'is_fit', 'tier_1', 'standing');
    const { program, rows } = await bound(text, names, 'tier_1', 'standing');
    await expectSame(program, rows, Q3, await open());
  });

  it('may be as long as the database takes them, also where ours would be longer', async () => {
    const names = ['a'.repeat(62), 'a'.repeat(63), `${'a'.repeat(61)}b`];
    const { program, rows } = await bound(rulesetOf(names, 's'.repeat(60)), names);
    await expectSame(program, rows, Q3, await open());
  });
});

describe('names that a dialect would mix up', () => {
  const sqlOf = async (text: string, dialect: DialectName, table = 'data') =>
    toSql(await programOf(text), { dialect, period: Q3, table, columns: 'all' });

  it.each(DIALECTS)('inputs that differ in capitals alone, in %s', async (dialect) => {
    const found = await sqlOf(rulesetOf(['abc', 'ABC']), dialect);
    if (dialect === 'postgres') expect(found.kind).toBe('query');
    else expect(found).toEqual({ kind: 'unfit_names', reason: 'same', names: ['abc', 'ABC'] });
  });

  it.each(DIALECTS)('a result that is called as the state of the row, in %s', async (dialect) => {
    const found = await sqlOf(rulesetOf(['x'], 'row_state'), dialect);
    expect(found).toEqual({ kind: 'unfit_names', reason: 'same', names: ['row_state', 'row_state'] });
  });

  it('names that PostgreSQL would cut off, of inputs and of results', async () => {
    const [input, score] = ['i'.repeat(64), 's'.repeat(64)];
    const long = (names: readonly string[]) => ({ kind: 'unfit_names', reason: 'long', names });
    expect(await sqlOf(rulesetOf([input]), 'postgres')).toEqual(long([input]));
    expect(await sqlOf(rulesetOf(['x'], score), 'postgres')).toEqual(long([score]));
    expect((await sqlOf(rulesetOf([input], score), 'duckdb')).kind).toBe('query');
  });

  it.each([
    ['ABC', 'sql:spark', 'TK964', 'abc, ABC'],
    ['i'.repeat(64), 'sql:postgres', 'TK965', 'i'.repeat(64)],
  ])('are told at the command line: %s for %s', async (name, to, code, told) => {
    const io = new MemoryIo();
    io.put('r.takar.yaml', rulesetOf(['abc', name]));
    expect(await run(['export', 'r.takar.yaml', '--to', to, '--period', '2026-Q3'], io)).toBe(2);
    expect(io.said).toBe('');
    expect(io.talked).toContain(code);
    expect(io.talked).toContain(told);
  });

  it.each(['source', 'STATES', 'tier_1', 'order', 'main.user', 'Employees'])(
    'a table may be called %s',
    async (table) => {
      const duckdb = await DATABASES.find(({ name }) => name === 'duckdb')?.open();
      const query = await sqlOf(rulesetOf(['x']), 'duckdb', table);
      if (query.kind !== 'query' || !duckdb) throw new Error(query.kind);
      const quoted = table.split('.').map((part) => `"${part}"`);
      const rows = await duckdb.run(
        [
          `CREATE TABLE ${quoted.join('.')} (nip VARCHAR, unit VARCHAR, x DECIMAL(3, 1))`,
          `INSERT INTO ${quoted.join('.')} VALUES ('p', 'A', 7)`,
        ],
        query.sql,
      );
      expect(rows).toMatchObject([{ nip: 'p', award: 'gold', 'award.money': '7' }]);
    },
  );
});
