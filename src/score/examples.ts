import { type Diagnostic, diagnostic, isError, type Related } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import { readCell } from '../data/cell.ts';
import type { Value } from '../language/core.ts';
import { type Language, OPERATORS, STATES, spelling } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import type { DataRecord } from '../model/record.ts';
import type { AwardResult, Evaluated, ScoreRow } from '../model/score.ts';
import { formatIsoDate, type Period, parsePeriod } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';
import { parseNumber, plainDecimal, shortestDecimal } from '../number/text.ts';
import type { WorkCalendar } from '../number/workdays.ts';
import { joiner } from '../plan/bind.ts';
import { exampleBook } from '../plan/example.ts';
import type { DatumAst, ExampleAst, GivenAst, Located } from '../syntax/ast.ts';
import { isState, stateIn } from '../syntax/read-examples.ts';
import { awardBeforeLimits } from './awards.ts';
import { withDetails } from './details.ts';
import { elementsGiven, readLists } from './example-lists.ts';
import { type FiledRow, Ledger } from './ledger.ts';
import { periodFinding } from './period.ts';
import { isReject, scoreRecord } from './record.ts';

/** How one of a ruleset's own examples came out; no findings: as its author expects. */
export interface ExampleResult {
  readonly name: string;
  readonly findings: readonly Diagnostic[];
}

/** Runs the examples of a ruleset, each for one record alone and with the award before limits [G5]. */
export function runRecordExamples(program: Program): readonly ExampleResult[] {
  return program.ruleset.examples.map((example) => ({
    name: example.name.value,
    findings: runExample(program, example),
  }));
}

/** The row that an example's record comes to; undefined where it is refused or cannot be scored. */
export function rowOfExample(program: Program, example: ExampleAst): ScoreRow | undefined {
  const scored = scoreExample(program, example);
  return 'findings' in scored ? undefined : scored;
}

function runExample(program: Program, example: ExampleAst): readonly Diagnostic[] {
  const scored = scoreExample(program, example);
  if ('findings' in scored) return scored.findings;
  const award = awardBeforeLimits(scored);
  return example.expect.flatMap(({ name, value }) => compare(program, { row: scored, award }, example, name, value));
}

/** The row, or why there is none. */
function scoreExample(program: Program, example: ExampleAst): ScoreRow | { readonly findings: readonly Diagnostic[] } {
  const period = parsePeriod(example.period.value);
  if (!period) return { findings: [diagnostic('TK618', example.period.span, { text: example.period.value })] };
  const unfit = periodFinding(program.ruleset, period, { kind: 'text', span: example.period.span });
  if (unfit) return { findings: [unfit] };
  const own = recordIn(program, example, period);
  if (!own.record) return { findings: own.broken ? notScored(example, own.findings) : own.findings };
  const { key } = own.record;
  const ledger = new Ledger(program, { calendars: own.calendars });
  for (const before of example.earlier) {
    const found = earlierRow(program, before, key);
    if ('findings' in found) return found;
    ledger.file(key, found.period.text, found.filed);
  }
  const scored = scoreRecord(program, own.record, ledger.setting(period));
  return isReject(scored) ? { findings: notScored(example, scored.findings) } : scored;
}

/** The same record in an earlier period: what cannot be read of it concerns only who reads it. */
function earlierRow(
  program: Program,
  before: GivenAst,
  key: string,
): { readonly period: Period; readonly filed: FiledRow } | { readonly findings: readonly Diagnostic[] } {
  const period = parsePeriod(before.period.value);
  if (!period) return { findings: [diagnostic('TK618', before.period.span, { text: before.period.value })] };
  const { record, findings } = recordIn(program, before, period);
  if (!record) return { findings };
  const bound = { key, period: period.text, row: 1, findings: [], fields: record.fields, record: { ...record, key } };
  return { period, filed: { bound, origin: { path: before.span.path, row: 1 } } };
}

interface GivenRecord {
  /** Undefined where something of it cannot be read. */
  readonly record: DataRecord | undefined;
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  readonly findings: readonly Diagnostic[];
  /** Its rows of details reject it; the findings are about rows, not about the example. */
  readonly broken: boolean;
}

function recordIn(program: Program, given: GivenAst, period: Period): GivenRecord {
  const read = withKey(program, readGiven(program, given));
  const { details, calendars, findings } = readLists(program.ruleset, given, period, read.record);
  const refused = (all: readonly Diagnostic[], broken = false) => ({
    record: undefined,
    calendars,
    findings: all,
    broken,
  });
  const all = [...read.findings, ...findings];
  if (all.some(isError)) return refused(all);
  const plan = withPlan(program, given, read.record, period);
  if (plan.findings.some(isError)) return refused(plan.findings);
  const at = { path: given.span.path, row: 1 };
  const whole = withDetails(program, plan.record, details, period.text, at);
  if (whole.findings.length > 0) return refused(whole.findings, true);
  return { record: whole.record, calendars, findings: [], broken: false };
}

/** The key of a record whose example gives none. */
const SOMEBODY = '1';

/** A rule may read the key all the same, where a quota's order ends with it: it is then that of somebody. */
function withKey({ ruleset }: Program, given: ReturnType<typeof readGiven>): ReturnType<typeof readGiven> {
  const keys = [...ruleset.inputs.values()].filter(({ key }) => key).map(({ name }) => name);
  const fields = new Map(given.record.fields);
  for (const name of keys) if (!fields.has(name)) fields.set(name, SOMEBODY);
  const key = keys.map((name) => String(fields.get(name))).join('\u001f');
  return { ...given, record: { ...given.record, key, fields } };
}

/** The record that `given` describes: each datum is read as a cell of its input would be, at its own place. */
export function readGiven(
  { ruleset }: Program,
  example: GivenAst,
): { readonly record: DataRecord; readonly findings: readonly Diagnostic[] } {
  const { span } = example;
  const given = [...example.given, ...elementsGiven(ruleset, example)];
  const fields = new Map<string, Value>();
  const findings: Diagnostic[] = [];
  for (const { name, value: datum } of given) {
    const input = ruleset.inputs.get(name.value);
    if (!input) {
      findings.push(unknownName(name, ruleset.inputs.keys()));
      continue;
    }
    const { value, finding } = readCell(datum.value ?? '', input, 'en', datum.span);
    if (finding) findings.push(finding);
    else if (value !== undefined) fields.set(name.value, value);
  }
  for (const { name, key, optional, applies, span: declared } of ruleset.inputs.values()) {
    // An example need not invent an employee number: a key that is not given is of no consequence.
    if (key || optional || applies || fields.has(name) || given.some((datum) => datum.name.value === name)) continue;
    const related: Related = { place: { kind: 'text', span: declared }, role: 'declared_here', name };
    findings.push(diagnostic('TK606', span, {}, { related: [related] }));
  }
  const keys = [...ruleset.inputs.values()].filter(({ key }) => key).map(({ name }) => String(fields.get(name) ?? ''));
  return { record: { key: keys.join('\u001f'), fields, row: 1 }, findings };
}

/** The record with the plan that the example gives, and with what was achieved of its rows. */
function withPlan(
  { ruleset }: Program,
  { plan }: GivenAst,
  record: DataRecord,
  period: Period,
): { readonly record: DataRecord; readonly findings: readonly Diagnostic[] } {
  if (ruleset.planned.size === 0 && plan.length === 0) return { record, findings: [] };
  const book = exampleBook(ruleset, record.key, plan);
  const { key, row, fields } = record;
  const joined = joiner(ruleset, book, period)({ key, period: null, row, fields, record, findings: book.findings });
  return { record: joined.record ?? record, findings: joined.findings };
}

function unknownName(name: Located<string>, known: Iterable<string>): Diagnostic {
  const suggestion = nearest(name.value, known);
  return diagnostic('TK301', name.span, { name: name.value, ...(suggestion === undefined ? {} : { suggestion }) });
}

/** The reasons of the reject stand at the example, as they would stand at a row of data. */
export function notScored(
  example: Pick<ExampleAst, 'span' | 'name'>,
  reasons: readonly Diagnostic[],
): readonly Diagnostic[] {
  const codes = [...new Set(reasons.map(({ code }) => code))].join(', ');
  const replaced = reasons.map((reason): Diagnostic => ({ ...reason, place: { kind: 'text', span: example.span } }));
  return [diagnostic('TK523', example.name.span, { example: example.name.value, reason: codes }), ...replaced];
}

/** Holds what an example expects against a row and the award that it speaks of. */
export function compare(
  program: Program,
  { row, award }: { readonly row: ScoreRow; readonly award: AwardResult | null },
  example: ExampleAst,
  name: Located<string>,
  expected: DatumAst,
): readonly Diagnostic[] {
  const { language } = program.ruleset;
  const missing = spelling(OPERATORS.missing, language);
  const found = lookUp(row, award, name.value);
  if (found === undefined) return [unknownName(name, expectableNames(program))];
  const wanted = expected.value;
  if (wanted === null || wanted === missing ? found.kind === 'missing' : equals(found, wanted)) return [];
  const state = isState(name.value);
  const texts = {
    example: example.name.value,
    expected: wanted === null ? missing : state ? stateIn(wanted, 'en', language) : wanted,
    found: state ? stateIn(foundText(found, language), 'en', language) : foundText(found, language),
  };
  const code = name.value === 'award' ? diagnostic('TK524', expected.span, texts) : undefined;
  return [code ?? diagnostic('TK522', expected.span, { ...texts, name: name.value })];
}

const MISSING: Evaluated = { kind: 'missing' };

/** The result that a name of `expect` stands for; undefined where it stands for none. */
function lookUp(row: ScoreRow, award: AwardResult | null, name: string): Evaluated | undefined {
  if (name === 'award') return asValue(award?.name);
  if (name === 'award.state') return asValue(award?.state);
  const dot = name.lastIndexOf('.');
  if (dot < 0) return row.results.get(name);
  const owner = name.slice(0, dot);
  const member = name.slice(dot + 1);
  if (owner === 'award') return grantValue(row, award, member);
  if (owner.startsWith('award.') && member === 'state') return paymentState(row, award, owner.slice('award.'.length));
  const indicator = row.indicators.find((candidate) => candidate.name === owner);
  if (!indicator) return row.results.get(name);
  switch (member) {
    case 'state':
      return asValue(indicator.state);
    case 'actual':
    case 'achievement':
    case 'score':
      return indicator[member];
    case 'target':
    case 'weight':
      return indicator[member] ?? MISSING;
    default:
      return undefined;
  }
}

/** A grant of a tier that the record is not in is missing; a name that no tier grants is a mistake. */
function grantValue(row: ScoreRow, award: AwardResult | null, name: string): Evaluated | undefined {
  const grant = award?.grants.find((candidate) => candidate.name === name);
  if (grant) return grant.value ?? asValue(grant.text);
  return grantNames(row.evaluation.program).includes(name) ? MISSING : undefined;
}

/** What became of the payment of a grant. */
function paymentState(row: ScoreRow, award: AwardResult | null, name: string): Evaluated | undefined {
  const grant = award?.grants.find((candidate) => candidate.name === name);
  if (grant) return asValue(grant.payment?.state);
  return grantNames(row.evaluation.program).includes(name) ? MISSING : undefined;
}

function grantNames(program: Program): readonly string[] {
  return (program.awards?.tiers ?? []).flatMap(({ grants }) => grants.map(({ name }) => name));
}

function asValue(text: string | null | undefined): Evaluated {
  return text === null || text === undefined ? MISSING : { kind: 'value', value: text };
}

function expectableNames(program: Program): readonly string[] {
  const members = ['actual', 'target', 'achievement', 'score', 'weight', 'state'];
  return [
    ...program.results.map(({ name }) => name),
    ...program.indicators.flatMap(({ name }) => members.map((member) => `${name}.${member}`)),
    'award',
    'award.state',
    ...grantNames(program).flatMap((name) => [`award.${name}`, `award.${name}.state`]),
  ];
}

/** Whether what was found is what the author wrote, read by the type of what was found. Numbers compare exactly. */
function equals(found: Evaluated, wanted: string): boolean {
  if (found.kind !== 'value') return false;
  const { value } = found;
  if (value instanceof Rational) return parseNumber(withoutGroups(wanted), 'en')?.value.equals(value) ?? false;
  if (typeof value === 'boolean') {
    const word = value ? OPERATORS.true : OPERATORS.false;
    return wanted === word.en || wanted === word.id;
  }
  return wanted === (typeof value === 'number' ? formatIsoDate(value) : value);
}

/** `2_500_000` as `2500000`. */
function withoutGroups(text: string): string {
  return text.replace(/(?<=\d)_(?=\d)/g, '');
}

function foundText(found: Evaluated, language: Language): string {
  if (found.kind === 'missing') return spelling(OPERATORS.missing, language);
  if (found.kind === 'not_applicable') return spelling(STATES.not_applicable, language);
  if (found.kind !== 'value') return found.kind;
  const { value } = found;
  if (value instanceof Rational) {
    return shortestDecimal(value) ?? `${plainDecimal(roundToDigits(value, 4, 'half_up'), 4)}… (${value})`;
  }
  if (typeof value === 'boolean') return spelling(value ? OPERATORS.true : OPERATORS.false, language);
  return typeof value === 'number' ? formatIsoDate(value) : value;
}
