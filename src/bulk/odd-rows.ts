import { type Diagnostic, isError } from '../base/diagnostic.ts';
import type { Binder, BoundRow } from '../data/bind.ts';
import { readCsv } from '../data/csv.ts';
import { csvLine } from '../data/csv-write.ts';
import { evaluate } from '../exact/evaluate.ts';
import type { Plan } from '../integers/plan.ts';
import type { Program } from '../model/program.ts';
import type { DataRecord } from '../model/record.ts';
import type { AwardResult, Reject, ScoreRow } from '../model/score.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';
import { csvText, type ResultColumn } from '../report/results.ts';
import { ENTRY } from '../score/award-columns.ts';
import { awardWithoutQuotas, flagAt, isOpen, placedIn, type Unawarded } from '../score/awards.ts';
import { isReject, scoreEarly, scoreLate } from '../score/record.ts';
import type { Early } from '../score/stage-row.ts';
import type { KeptInteger, KeptValue } from './award-integers.ts';
import { BrokenFile } from './bytes/scanner.ts';
import { keyInputs } from './column-specs.ts';
import { KEY_WORDS, putKeyWords } from './key-words.ts';
import { TooLargeForBulk } from './outputs.ts';
import type { Prepared } from './prepare.ts';
import { GRANT_END } from './spec.ts';

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
  readonly prepared: Prepared;
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
    // Of the machine's own kinds of broken rows there are none left here.
    if (findings.length > 0) throw new BrokenFile('too_wide', row);
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
    const { grants, apart } = this.grantColumns();
    const bits = this.bits(row);
    for (const [t, tier] of (program.awards?.tiers ?? []).entries()) {
      const isIn = bits >= 2 && ((bits >> 2) & (1 << t)) !== 0;
      const award = isIn ? placedIn(row, tier, []) : null;
      const cells = grants.map(({ cell }) => (award === null ? '' : csvLine([csvText(cell({ ...row, award }))])));
      const texts = cells.map((text) => (apart ? `${text}${GRANT_END}` : `,${text}`));
      parts.push(award === null ? '' : texts.join(''));
    }
    return `${parts.join('\0')}\0`;
  }

  /** The columns of the grants; where they are kept apart, without those of their payments. */
  private grantColumns(): { readonly grants: readonly ResultColumn[]; readonly apart: boolean } {
    const { columns, awardColumns, prepared } = this.options;
    const grants = columns.slice(columns.length - awardColumns + 1, -1);
    const names = new Set(prepared.grants.map((name) => `award.${name}`));
    const apart = prepared.budget !== null;
    return { grants: apart ? grants.filter(({ name }) => names.has(name)) : grants, apart };
  }

  /** What a row is ranked by of its key. */
  keyWords(record: DataRecord, parts: readonly number[]): readonly Uint32Array[] {
    const keys = keyInputs(this.options.program);
    return parts.flatMap((part) => {
      const text = record.fields.get(keys[part]?.name ?? '');
      const bytes = new TextEncoder().encode(typeof text === 'string' ? text : ' ');
      const words = Array.from({ length: KEY_WORDS }, () => new Uint32Array(1));
      if (!putKeyWords(bytes, 0, bytes.length, words, 0, 0)) throw new TooLargeForBulk();
      return words;
    });
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

  /** The integers that are kept of a row; 0 for those that nobody asks for. */
  kept(row: Unawarded, all: readonly KeptInteger[]): readonly number[] {
    const bits = this.bits(row);
    const isAsked = (tier: number | null) => tier === null || (bits >= 2 && ((bits >> 2) & (1 << tier)) !== 0);
    return all.map((values) => {
      const value = values.find(({ tier }) => isAsked(tier));
      return value === undefined ? 0 : this.units(row, value);
    });
  }

  private units({ evaluation }: Unawarded, { node, scale, floors }: KeptValue): number {
    const outcome = evaluation.at(node);
    // A grant of something that does not apply, or a key of the awards' order that is not there.
    if (outcome.kind !== 'value') throw new TooLargeForBulk();
    const { value } = outcome;
    if (typeof value === 'string') return this.options.plan.words.indexOf(value);
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (!(value instanceof Rational)) return value;
    const exact = value.divide(scale);
    const units = floors ? roundToDigits(exact, 0, 'floor') : exact;
    const number = Number(units.numerator);
    if (!units.isInteger || !Number.isSafeInteger(number)) throw new TooLargeForBulk();
    return number;
  }
}
