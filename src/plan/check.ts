import { type Diagnostic, diagnostic, inReadingOrder, type Place } from '../base/diagnostic.ts';
import type { BoundRow } from '../data/bind.ts';
import { KEY_SEPARATOR } from '../data/bind.ts';
import { evaluateAlone } from '../exact/evaluate.ts';
import type { NodeId } from '../language/core.ts';
import type { PlanBook, PlannedItem, PlanRow } from '../model/plan.ts';
import type { IndicatorNodes, Program } from '../model/program.ts';
import type { Evaluation } from '../model/score.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { planOf } from './join.ts';

/** The plans of everybody, compared with the rules before the period begins. */
export interface PlanCheck {
  readonly findings: readonly Diagnostic[];
  /** Records of the period, and rows of plans that were read. */
  readonly records: number;
  readonly rows: number;
}

/**
 * Says before a period begins what would go wrong at its end: a required row that is missing, weights that do not
 * total 100, a zero target, a row for an indicator that does not apply, for none, or of nobody known, rows that
 * overlap, more rows than a template takes, an indicator to which nobody contributes, rows without approval. Actuals
 * are not looked at: they are still to come.
 */
export function checkPlan(program: Program, data: Iterable<BoundRow>, book: PlanBook, period: Period): PlanCheck {
  const findings: Diagnostic[] = [...book.findings, ...unapproved(book, period)];
  const contributed = new Set<string>();
  const known = new Set<string>();
  for (const row of data) {
    if (row.period !== null && (parsePeriod(row.period)?.text ?? row.period) !== period.text) continue;
    findings.push(...row.findings);
    if (row.key === null || known.has(row.key)) continue;
    known.add(row.key);
    findings.push(...ofRecord(program, row, row.key, book, period, contributed));
  }
  findings.push(...ofStrangers(book, known, period));
  if (known.size > 0) findings.push(...uncontributed(program, contributed));
  const rows = [...book.rows.values()].reduce((total, own) => total + own.length, 0);
  return { findings: inReadingOrder(findings), records: known.size, rows };
}

function ofRecord(
  program: Program,
  row: BoundRow,
  key: string,
  book: PlanBook,
  period: Period,
  contributed: Set<string>,
): readonly Diagnostic[] {
  const { ruleset } = program;
  const part = planOf(ruleset, book, key, period);
  const fields = new Map([...row.fields, ...part.fields]);
  const evaluation = evaluateAlone(program, { key, fields, plan: part.items, row: row.row }, { period });
  const place: Place = { kind: 'cell', cell: { path: row.path ?? '', row: row.row } };
  // Where a row could not be read, it may be the one that seems to be missing.
  const own = program.indicators
    .flatMap((nodes) => ofIndicator(nodes, evaluation, part.items, place, contributed))
    .filter(({ code }) => code !== 'TK665' || !book.broken.has(key));
  const findings = [...part.findings, ...own, ...emptyConditions(program, evaluation, place)];
  return findings.length > 0 ? findings : weightsOf(program, evaluation, place);
}

/** A required row that is missing, and a row where the indicator does not apply. */
function ofIndicator(
  { name, plan, applies }: IndicatorNodes,
  evaluation: Evaluation,
  items: ReadonlyMap<string, PlannedItem>,
  place: Place,
  contributed: Set<string>,
): readonly Diagnostic[] {
  const planned = evaluation.program.ruleset.indicators.get(name)?.planned;
  const indicator = planned?.indicator ?? name;
  if (!plan || !planned) {
    if (flagOf(evaluation, applies) === true) contributed.add(indicator);
    return [];
  }
  const item = items.get(name);
  const wanted = flagOf(evaluation, plan.written);
  if (wanted === true && item) contributed.add(indicator);
  if (wanted === false && item) return [diagnostic('TK670', item.row.place, { indicator })];
  const isFirst = (planned.member ?? 1) === 1;
  if (wanted !== true || item || planned.optional || !isFirst) return [];
  return [diagnostic('TK665', place, { indicator })];
}

function flagOf(evaluation: Evaluation, node: NodeId): boolean | null {
  const outcome = evaluation.at(node);
  return outcome.kind === 'value' && typeof outcome.value === 'boolean' ? outcome.value : null;
}

/** Inputs that decide whether an indicator applies, and are empty. */
function emptyConditions(program: Program, evaluation: Evaluation, place: Place): readonly Diagnostic[] {
  const undecided = program.indicators.some(({ plan }) => plan && evaluation.at(plan.written).kind === 'missing');
  if (!undecided || place.kind !== 'cell') return [];
  const seen = program.nodes.filter((node) => node.op === 'input' && evaluation.seen(node.id)?.kind === 'missing');
  return seen.flatMap((node) => {
    const input = node.op === 'input' ? program.ruleset.inputs.get(node.name) : undefined;
    if (!input || input.optional) return [];
    return [diagnostic('TK606', { kind: 'cell', cell: { ...place.cell, columnName: input.name } }, {})];
  });
}

function weightsOf(program: Program, evaluation: Evaluation, place: Place): readonly Diagnostic[] {
  return program.requirements.flatMap(({ reason }) => {
    if (reason.kind !== 'weights') return [];
    const total = evaluation.at(reason.total);
    if (total.kind !== 'value' || !(total.value instanceof Rational)) return [];
    return total.value.equals(Rational.HUNDRED) ? [] : [diagnostic('TK675', place, { total: total.value })];
  });
}

/** Rows of somebody who is not in the data: once each. Who joins later is nobody strange. */
function ofStrangers({ rows, broken }: PlanBook, known: ReadonlySet<string>, period: Period): readonly Diagnostic[] {
  const places = new Map<string, Place>();
  for (const [key, own] of rows) {
    const held = own.find((row) => holdsIn(row, period));
    if (held) places.set(key, held.place);
  }
  for (const [key, own] of broken) if (own[0] && !places.has(key)) places.set(key, own[0].place);
  const strangers = [...places].filter(([key]) => !known.has(key));
  return strangers.flatMap(([key, place]) => [
    diagnostic('TK669', place, { key: key.replaceAll(KEY_SEPARATOR, '/') }),
    ...(broken.get(key) ?? []),
  ]);
}

/** Indicators that no employee of the data is measured by. */
function uncontributed({ ruleset }: Program, contributed: ReadonlySet<string>): readonly Diagnostic[] {
  const spans = new Map([...ruleset.indicators.values()].map((one) => [one.planned?.indicator ?? one.name, one.span]));
  return [...spans].flatMap(([indicator, span]) =>
    contributed.has(indicator) ? [] : [diagnostic('TK674', { kind: 'text', span }, { indicator })],
  );
}

/** Rows of the period without approval; said once where the plan says nothing of approval at all. */
function unapproved({ rows }: PlanBook, period: Period): readonly Diagnostic[] {
  const all = [...rows.values()].flat();
  const open = all.filter((row) => holdsIn(row, period) && (row.approvedBy === null || row.approvedOn === null));
  const [first] = open;
  if (!first) return [];
  const silent = all.every(({ approvedBy, approvedOn }) => approvedBy === null && approvedOn === null);
  if (!silent) return open.map(({ place }) => diagnostic('TK673', place, {}));
  const path = first.place.kind === 'cell' ? first.place.cell.path : '';
  return [diagnostic('TK673', { kind: 'file', path }, {})];
}

function holdsIn({ from, to }: PlanRow, { start, end }: Period): boolean {
  return (from === null || from <= end) && (to === null || to >= start);
}
