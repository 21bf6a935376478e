import { type Diagnostic, diagnostic, isError, type Place } from '../base/diagnostic.ts';
import type { BoundRow } from '../data/bind.ts';
import { readCell } from '../data/cell.ts';
import type { DetailsTable } from '../data/details.ts';
import type { Value } from '../language/core.ts';
import type { PlanBook } from '../model/plan.ts';
import type { Program } from '../model/program.ts';
import type { CohortResult } from '../model/score.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import type { Rational } from '../number/rational.ts';
import { NO_PLAN } from '../plan/book.ts';
import { exampleBook } from '../plan/example.ts';
import type { DatumAst, ExampleAst, ExpectedGroupAst, GroupExampleAst, Named } from '../syntax/ast.ts';
import { type CohortOptions, scoreKnown } from './engine.ts';
import { readLists } from './example-lists.ts';
import { compare, type ExampleResult, notScored, readGiven, runRecordExamples } from './examples.ts';
import { type GroupSource, groupShape, ownInputs } from './group-data.ts';
import { periodFinding } from './period.ts';

/** Runs all examples of a ruleset: of one record each, and of several records together [G5]. */
export function runExamples(program: Program): readonly ExampleResult[] {
  const ofGroups = program.ruleset.groupExamples.map((example) => ({
    name: example.name.value,
    findings: runGroupExample(program, example),
  }));
  return [...runRecordExamples(program), ...ofGroups];
}

function runGroupExample(program: Program, example: GroupExampleAst): readonly Diagnostic[] {
  const period = parsePeriod(example.period.value);
  if (!period) return [diagnostic('TK618', example.period.span, { text: example.period.value })];
  const unfit = periodFinding(program.ruleset, period, { kind: 'text', span: example.period.span });
  if (unfit) return [unfit];
  const rows = example.rows.map((row, index) => rowOf(program, example, row, { number: index + 1, period }));
  const groups = example.groupData.map(({ name, value }) => tableOf(program, name.value, value, example));
  const read = [...rows, ...groups].flatMap(({ findings }) => findings);
  // What all rows have in common is read for each of them, and told once.
  const told = new Map(read.map((finding) => [`${finding.code} ${JSON.stringify(finding.place)}`, finding]));
  if (read.some(isError)) return [...told.values()];
  const result = scoreKnown(
    program,
    rows.map(({ bound }) => bound),
    { period, groupData: groups.map(({ source }) => source), ...besideOf(rows) },
  );
  const aboutRun = result.diagnostics.filter(({ place }) => place.kind !== 'text').map((each) => at(each, example));
  return [
    ...aboutRun.filter(isError),
    ...example.rows.flatMap((_, index) => rowFindings(program, example, result, index)),
    ...example.groups.flatMap((expected) => groupFindings(example, result, expected)),
  ];
}

/** One row as an example of its own, what all have in common included. */
function exampleOf(example: GroupExampleAst, row: GroupExampleAst['rows'][number]): ExampleAst {
  const own = new Set([...row.given, ...row.lists].map(({ name }) => name.value));
  const isCommon = ({ name }: { readonly name: { readonly value: string } }) => !own.has(name.value);
  const given = [...example.given.filter(isCommon), ...row.given];
  const lists = [...example.lists.filter(isCommon), ...row.lists];
  const plan = row.plan.length > 0 ? row.plan : example.plan;
  const { name, period } = example;
  return { span: row.span, name, period, given, plan, lists, earlier: [], expect: row.expect };
}

interface ReadRow {
  readonly bound: BoundRow;
  readonly lists: Pick<ReturnType<typeof readLists>, 'details' | 'calendars'>;
  readonly plan: PlanBook;
  readonly findings: readonly Diagnostic[];
}

function rowOf(
  program: Program,
  example: GroupExampleAst,
  row: GroupExampleAst['rows'][number],
  { number, period }: { readonly number: number; readonly period: Period },
): ReadRow {
  const ruleset = ownInputs(program.ruleset);
  const alone = exampleOf(example, row);
  const { record, findings } = readGiven({ ...program, ruleset }, alone);
  const fields = new Map(record.fields);
  const keys = [...ruleset.inputs.values()].filter(({ key }) => key);
  // An example need not invent employee numbers: rows are told apart by their place.
  for (const { name } of keys) if (!fields.has(name)) fields.set(name, String(number));
  const key = keys.map(({ name }) => String(fields.get(name))).join('\u001f') || String(number);
  const whole = { key, fields, row: number };
  const lists = readLists(program.ruleset, alone, period, whole);
  const plan = exampleBook(program.ruleset, key, alone.plan);
  const bound = { key, period: null, row: number, findings: [], fields, record: whole };
  return { bound, lists, plan, findings: [...findings, ...lists.findings, ...plan.findings] };
}

/** Plans, details and holidays of all rows as one run brings them. */
function besideOf(rows: readonly ReadRow[]): Pick<CohortOptions, 'plan' | 'details' | 'calendars'> {
  const details = new Map<string, DetailsTable>();
  for (const { lists } of rows) {
    for (const [name, table] of lists.details) {
      const known = details.get(name);
      details.set(name, known ? together(known, table) : table);
    }
  }
  const plan: PlanBook = {
    ...NO_PLAN,
    rows: new Map(rows.flatMap((row) => [...row.plan.rows])),
    actuals: new Map(rows.flatMap((row) => [...row.plan.actuals])),
    hasPlan: rows.some((row) => row.plan.rows.size > 0),
  };
  return { plan, details, calendars: new Map(rows.flatMap(({ lists }) => [...lists.calendars])) };
}

/** Rows of two records: each has its own key. */
function together(one: DetailsTable, other: DetailsTable): DetailsTable {
  const periods = new Set([...one.byPeriod.keys(), ...other.byPeriod.keys()]);
  const byPeriod = new Map(
    [...periods].map((period) => [
      period,
      new Map([...(one.byPeriod.get(period) ?? []), ...(other.byPeriod.get(period) ?? [])]),
    ]),
  );
  return { ...one, byPeriod, findings: [...one.findings, ...other.findings] };
}

function tableOf(
  program: Program,
  name: string,
  rows: readonly Named<DatumAst>[],
  example: GroupExampleAst,
): { readonly source: GroupSource; readonly findings: readonly Diagnostic[] } {
  const shape = groupShape(program.ruleset, name);
  const key = program.ruleset.groupData.get(name)?.key ?? '';
  const findings: Diagnostic[] = [];
  const bound = rows.map((data, index): BoundRow => {
    const fields = new Map<string, Value>();
    for (const { name: column, value: datum } of data) {
      const input = shape.inputs.get(column.value);
      if (!input) continue;
      const { value, finding } = readCell(datum.value ?? '', input, 'en', datum.span);
      if (finding) findings.push(finding);
      else if (value !== undefined) fields.set(column.value, value);
    }
    for (const { name: column, optional } of shape.inputs.values()) {
      if (!optional && !fields.has(column) && !data.some((datum) => datum.name.value === column)) {
        findings.push(diagnostic('TK606', example.span, {}));
      }
    }
    const group = String(fields.get(key) ?? '');
    const row = index + 1;
    return { key: group, period: null, row, findings: [], fields, record: { key: group, fields, row } };
  });
  return { source: { name, path: example.span.path, rows: bound }, findings };
}

function at(finding: Diagnostic, { span }: GroupExampleAst): Diagnostic {
  const place: Place = { kind: 'text', span };
  return { ...finding, place };
}

function rowFindings(
  program: Program,
  example: GroupExampleAst,
  result: CohortResult,
  index: number,
): readonly Diagnostic[] {
  const row = example.rows[index];
  if (!row) return [];
  const own = exampleOf(example, row);
  const reject = result.rejects.find((each) => each.row === index + 1);
  if (reject) return notScored(own, reject.findings);
  const scored = result.rows.find(({ record }) => record.row === index + 1);
  if (!scored) throw new Error(`row ${index + 1} of ${example.name.value} is neither scored nor rejected`);
  return row.expect.flatMap(({ name, value }) =>
    compare(program, { row: scored, award: scored.award }, own, name, value),
  );
}

/** The quota of a tier, a rule of a limit, or the budget, in the group that is named. */
function groupFindings(
  example: GroupExampleAst,
  result: CohortResult,
  expected: ExpectedGroupAst,
): readonly Diagnostic[] {
  const found = foundOf(result, expected);
  const texts = (name: string, wanted: string, got: string, span: ExpectedGroupAst['span']) =>
    diagnostic('TK522', span, { example: example.name.value, name, expected: wanted, found: got });
  if (!found) return [texts(expected.group ?? '', 'group', 'none', expected.span)];
  const counts = (['base', 'capacity', 'placed'] as const).flatMap((part) => {
    const wanted = expected[part];
    if (!wanted || wanted.value === found[part]) return [];
    return [texts(part, String(wanted.value), String(found[part] ?? 'none'), wanted.span)];
  });
  const { spent } = expected;
  if (!spent || (spent.kind === 'number' && found.spent?.equals(spent.value))) return counts;
  const wanted = spent.kind === 'number' ? String(spent.value) : 'number';
  return [...counts, texts('spent', wanted, String(found.spent ?? 'none'), spent.span)];
}

interface Found {
  readonly base?: number | null;
  readonly capacity?: number;
  readonly placed?: number;
  readonly spent?: Rational;
}

function foundOf(
  { groups, limits, budgets }: CohortResult,
  { tier, limit, group = '' }: ExpectedGroupAst,
): Found | undefined {
  if (tier) return groups.find((each) => each.tier === tier.value && each.group === group);
  if (!limit) return budgets.find((each) => each.group === group);
  const rule = limits.find((each) => each.limit === limit.value && each.group === group);
  return rule && { ...rule, placed: rule.found - rule.moved - rule.undecided };
}
