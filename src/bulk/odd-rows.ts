import { type Diagnostic, isError } from '../base/diagnostic.ts';
import type { Binder, BoundRow } from '../data/bind.ts';
import { readCsv } from '../data/csv.ts';
import { csvLine } from '../data/csv-write.ts';
import { evaluate } from '../exact/evaluate.ts';
import type { Plan } from '../integers/plan.ts';
import type { Program } from '../model/program.ts';
import type { AwardResult, Reject, ScoreRow } from '../model/score.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { csvText, type ResultColumn } from '../report/results.ts';
import { ENTRY } from '../score/award-columns.ts';
import { awardWithoutQuotas, flagAt, isOpen, placedIn, type Unawarded } from '../score/awards.ts';
import { isReject, scoreEarly, scoreLate } from '../score/record.ts';
import type { Early } from '../score/stage-row.ts';
import { TooLargeForBulk } from './outputs.ts';
import type { KeptInteger } from './prepare.ts';

/** A row that went the ordinary way. */
export type OddOutcome =
  /** Nothing stands in it. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'other_period' }
  | {
      readonly kind: 'rejected';
      readonly bound: BoundRow;
      readonly reject: Reject;
      readonly remarks: readonly Diagnostic[];
    }
  | {
      readonly kind: 'scored';
      readonly bound: BoundRow;
      readonly row: Unawarded;
      readonly remarks: readonly Diagnostic[];
    };

/** The same before the groups are known. */
export type EarlyOutcome =
  | Exclude<OddOutcome, { kind: 'scored' }>
  | {
      readonly kind: 'early';
      readonly bound: BoundRow;
      readonly early: Early;
      readonly remarks: readonly Diagnostic[];
    };

/** What group rules came to, for a record by its number among the rows. */
export interface Restorer {
  restore(early: Early, slot: number): void;
}

export interface OddRowsOptions {
  readonly program: Program;
  readonly plan: Plan;
  readonly period: Period;
  readonly path: string;
  readonly delimiter: ',' | ';';
  readonly binder: Binder;
  readonly columns: readonly ResultColumn[];
  /** How many of the columns belong to the award. */
  readonly awardColumns: number;
}

/** Rows with anything unusual in them, read and scored one by one as every row of a small file is. */
export class OddRows {
  private readonly options: OddRowsOptions;
  private readonly stages: Restorer | null;

  constructor(options: OddRowsOptions, stages: Restorer | null = null) {
    this.options = options;
    this.stages = stages;
  }

  /** `row`: its line; `slot`: its number among the rows that are not of other periods. */
  read(bytes: Uint8Array, row: number, slot: number): OddOutcome {
    const outcome = this.early(bytes, row);
    if (outcome.kind !== 'early') return outcome;
    const { bound, early, remarks } = outcome;
    this.stages?.restore(early, slot);
    const { program, path } = this.options;
    const scored = scoreLate(program, early, path);
    if ('findings' in scored) return { kind: 'rejected', bound, reject: scored, remarks };
    return { kind: 'scored', bound, row: scored, remarks };
  }

  /** As far as a row can be scored before the groups are known. */
  early(bytes: Uint8Array, row: number): EarlyOutcome {
    const { program, path, period, delimiter, binder } = this.options;
    const { header: cells, findings } = readCsv(new TextDecoder().decode(bytes), { path, delimiter });
    if (findings.some(({ code }) => code === 'TK620')) return { kind: 'blank' };
    const bound = { ...binder.bind(cells, row), path };
    if (bound.period !== null && (parsePeriod(bound.period)?.text ?? bound.period) !== period.text) {
      return { kind: 'other_period' };
    }
    const { record, findings: remarks } = bound;
    if (record === undefined || remarks.some(isError)) {
      return { kind: 'rejected', bound, reject: { row, key: bound.key, findings: remarks }, remarks: [] };
    }
    const early = scoreEarly(program, evaluate(program, record, { period }), path);
    if (isReject(early)) return { kind: 'rejected', bound, reject: early, remarks };
    return { kind: 'early', bound, early, remarks };
  }

  /** The award of a row, quotas aside. */
  award(row: Unawarded): AwardResult | null {
    return awardWithoutQuotas(row);
  }

  /** The whole line of a row whose award no quota can change. */
  line(row: Unawarded): string {
    const whole: ScoreRow = { ...row, award: awardWithoutQuotas(row) };
    return `${csvLine(this.options.columns.map(({ cell }) => csvText(cell(whole))))}\n`;
  }

  /** The beginning of a line, and for each tier whose condition holds its grants, each ended by a NUL. */
  spooled(row: Unawarded): string {
    const { columns, awardColumns, program } = this.options;
    const whole: ScoreRow = { ...row, award: null };
    const before = columns.slice(0, columns.length - awardColumns);
    const parts = [csvLine(before.map(({ cell }) => csvText(cell(whole))))];
    const grants = columns.slice(columns.length - awardColumns + 1, -1);
    const bits = this.bits(row);
    for (const [t, tier] of (program.awards?.tiers ?? []).entries()) {
      const isIn = bits >= 2 && ((bits >> 2) & (1 << t)) !== 0;
      const award = isIn ? placedIn(row, tier, []) : null;
      parts.push(
        award === null ? '' : grants.map(({ cell }) => `,${csvLine([csvText(cell({ ...row, award }))])}`).join(''),
      );
    }
    return `${parts.join('\0')}\0`;
  }

  /** As the outcomes of a stretch with quotas. */
  bits(row: Unawarded): number {
    const { state, evaluation } = row;
    const { awards } = this.options.program;
    if (awards === null || state === 'not_assessed') return ENTRY.notAssessed;
    if (isOpen(row, awards.reads)) return ENTRY.adrift;
    if (!flagAt(evaluation, awards.eligible)) return ENTRY.notEligible;
    const bits = awards.tiers.reduce((all, { when }, t) => (flagAt(evaluation, when) ? all | (1 << t) : all), 0);
    return ENTRY.open + bits * 4;
  }

  /** The integers that are kept of a row; 0 for those that no tier asks for. */
  kept(row: Unawarded, all: readonly KeptInteger[]): readonly number[] {
    const bits = this.bits(row);
    const isAsked = (tier: number) => bits >= 2 && ((bits >> 2) & (1 << tier)) !== 0;
    return all.map((sources) => {
      const source = sources.find(({ tier }) => isAsked(tier));
      return source === undefined ? 0 : this.units(row, source);
    });
  }

  private units({ evaluation }: Unawarded, { node, scale }: KeptInteger[number]): number {
    const outcome = evaluation.at(node);
    if (outcome.kind !== 'value') throw new Error('an integer that is kept has no value');
    const { value } = outcome;
    if (typeof value === 'string') return this.options.plan.words.indexOf(value);
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (!(value instanceof Rational)) return value;
    const units = value.divide(scale);
    const number = Number(units.numerator);
    if (!units.isInteger || !Number.isSafeInteger(number)) throw new TooLargeForBulk();
    return number;
  }
}
