import { type Diagnostic, isError } from '../base/diagnostic.ts';
import { type BoundRow, KEY_SEPARATOR } from '../data/bind.ts';
import { evaluateAlone } from '../exact/evaluate.ts';
import type { NodeId } from '../language/core.ts';
import { OF_THE_ROW } from '../language/types.ts';
import type { Language } from '../language/vocabulary.ts';
import type { PlanBook, PlannedItem } from '../model/plan.ts';
import type { IndicatorNodes, Program } from '../model/program.ts';
import type { Indicator, Ruleset } from '../model/ruleset.ts';
import type { Evaluation } from '../model/score.ts';
import { formatIsoDate, type Period, parsePeriod } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { forPeople, intervalForPeople } from '../number/text.ts';
import { planOf } from '../plan/join.ts';
import { printExpression } from '../syntax/print.ts';
import { awardsOf, type SheetAwards } from './sheet-awards.ts';

/** What one employee (or unit) is measured by in a period that is still to come. */
export interface PlanSheet {
  readonly key: string;
  readonly period: string;
  readonly subject: string;
  readonly title: string;
  readonly indicators: readonly SheetIndicator[];
  readonly ratings: readonly {
    readonly title: string;
    readonly bands: readonly { readonly name: string; readonly interval: string }[];
  }[];
  readonly awards: SheetAwards | null;
}

export interface SheetIndicator {
  readonly no: string | null;
  readonly title: string;
  readonly polarity: Indicator['polarity'];
  /** As people write it, with its unit; as the file writes it where it hangs on what is still to come. */
  readonly target: string | null;
  readonly weight: string | null;
  /** Of the weights of all that applies, in percent. */
  readonly share: string | null;
  /** The formula of the achievement as the file writes it. */
  readonly formula: string;
  readonly revision: NonNullable<Indicator['planned']>['revision'];
  /** Where the plan changes within the period: what holds when. */
  readonly changes: readonly { readonly from: string; readonly to: string; readonly target: string }[];
}

export interface PlanSheets {
  readonly sheets: readonly PlanSheet[];
  /** Plans with mistakes have no sheet; these say why. */
  readonly findings: readonly Diagnostic[];
}

/** A sheet for everybody in the data of the period, in the order of the data. Nobody's sheet names anybody else [G7]. */
export function planSheets(
  program: Program,
  data: Iterable<BoundRow>,
  book: PlanBook,
  period: Period,
  language: Language,
): PlanSheets {
  const sheets: PlanSheet[] = [];
  const findings: Diagnostic[] = [...book.findings];
  const known = new Set<string>();
  for (const row of data) {
    if (row.period !== null && (parsePeriod(row.period)?.text ?? row.period) !== period.text) continue;
    if (row.key === null || known.has(row.key)) continue;
    known.add(row.key);
    const part = planOf(program.ruleset, book, row.key, period);
    const own = [...row.findings, ...part.findings];
    findings.push(...own);
    if (own.some(isError)) continue;
    const fields = new Map([...row.fields, ...part.fields]);
    const record = { key: row.key, fields, plan: part.items, row: row.row };
    sheets.push(sheetOf(evaluateAlone(program, record, { period }), language));
  }
  return { sheets, findings };
}

function sheetOf(evaluation: Evaluation, language: Language): PlanSheet {
  const { program, record, setting } = evaluation;
  const { ruleset } = program;
  const applying = program.indicators.filter(({ applies }) => isTrue(evaluation, applies));
  const total = applying
    .map((nodes) => numberAt(evaluation, nodes.weight))
    .reduce<Rational>((sum, weight) => (weight ? sum.add(weight) : sum), Rational.ZERO);
  return {
    key: record.key.replaceAll(KEY_SEPARATOR, '/'),
    period: setting.period.text,
    subject: ruleset.subject,
    title: inLanguage(ruleset.title, language) ?? ruleset.name,
    indicators: applying.map((nodes) => indicatorOf(evaluation, nodes, total, language)),
    ratings: ratingsOf(ruleset, language),
    awards: awardsOf(evaluation, language),
  };
}

export function inLanguage(title: { id?: string; en?: string } | undefined, language: Language): string | undefined {
  return title?.[language] ?? title?.id ?? title?.en;
}

function indicatorOf(
  evaluation: Evaluation,
  nodes: IndicatorNodes,
  total: Rational,
  language: Language,
): SheetIndicator {
  const { ruleset } = evaluation.program;
  const declared = ruleset.indicators.get(nodes.name);
  if (!declared) throw new Error(`no indicator ${nodes.name}`);
  const item = evaluation.record.plan?.get(nodes.name) ?? null;
  const weight = numberAt(evaluation, nodes.weight);
  const share = weight && !total.isZero ? weight.multiply(Rational.HUNDRED).divide(total) : null;
  const unit = unitOf(declared, item);
  return {
    no: item?.row.no ?? null,
    title: item?.row.title ?? inLanguage(declared.title, language) ?? declared.name,
    polarity: declared.polarity,
    target: targetText(evaluation, declared, nodes.target, unit, language),
    weight: weight
      ? forPeople(weight, language, {})
      : declared.weight
        ? printExpression(declared.weight, language)
        : null,
    share: share && forPeople(share, language, { unit: '%', show: 2 }),
    formula: printExpression(declared.achievement, language),
    revision: declared.planned?.revision ?? null,
    changes: (item && item.segments.length > 1 ? item.segments : []).map(({ row, start, end }) => ({
      from: formatIsoDate(start),
      to: formatIsoDate(end),
      target: row.target ? forPeople(row.target, language, { unit }) : '',
    })),
  };
}

function targetText(
  evaluation: Evaluation,
  { target, show }: Indicator,
  node: NodeId | null,
  unit: string,
  language: Language,
): string | null {
  if (node === null) return null;
  const value = numberAt(evaluation, node);
  if (value) return forPeople(value, language, { unit, show });
  return target.kind === 'one' ? printExpression(target.value, language) : null;
}

/** The unit that the rules declare, or for a template that of the row. */
function unitOf({ types }: Indicator, item: PlannedItem | null): string {
  const base = types.target?.base;
  const unit = base?.kind === 'number' ? base.unit : '';
  return unit === OF_THE_ROW || unit === '' ? (item?.row.unit ?? '') : unit;
}

export function numberAt(evaluation: Evaluation, node: NodeId | null): Rational | null {
  const outcome = node === null ? undefined : evaluation.at(node);
  return outcome?.kind === 'value' && outcome.value instanceof Rational ? outcome.value : null;
}

function isTrue(evaluation: Evaluation, node: NodeId): boolean {
  const outcome = evaluation.at(node);
  return outcome.kind === 'value' && outcome.value === true;
}

function ratingsOf({ ratings }: Ruleset, language: Language): PlanSheet['ratings'] {
  return [...ratings.values()].map(({ name, title, bands }) => ({
    title: inLanguage(title, language) ?? name,
    bands: bands.map((band) => ({ name: band.name, interval: intervalForPeople(band.interval, language) })),
  }));
}
