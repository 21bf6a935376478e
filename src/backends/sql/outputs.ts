import type { Absence, Plan, PlanCell, ShownCell, StepId } from '../../integers/plan.ts';
import type { SortKeyNode } from '../../model/program.ts';
import { type Dialect, literal } from './dialect.ts';
import type { FormedBounds } from './expressions.ts';
import { decimalOf } from './names.ts';
import type { Computed } from './stages.ts';
import { AWARDED, BEFORE_TIERS } from './tier-columns.ts';

/** What the columns of a result are made from. */
export interface OutputContext {
  readonly plan: Plan;
  readonly dialect: Dialect;
  readonly formed: FormedBounds;
  /** The SQL of a step in the last stage. */
  readonly text: (id: StepId) => string;
  /** The column that holds an input as the data have it. */
  readonly raw: (input: string) => string;
  /** The flags that tell why a row is rejected; what no row can fail has none. */
  readonly flags: readonly string[];
}

/** Writes what a query gives back: values as results print them, null where there is none. */
export class Outputs {
  private readonly plan: Plan;
  private readonly dialect: Dialect;
  private readonly formed: FormedBounds;
  private readonly text: (id: StepId) => string;
  private readonly raw: (input: string) => string;
  private readonly flags: readonly string[];

  constructor({ plan, dialect, formed, text, raw, flags }: OutputContext) {
    this.plan = plan;
    this.dialect = dialect;
    this.formed = formed;
    this.text = text;
    this.raw = raw;
    this.flags = flags;
  }

  /** What became of the row as a whole; why a row is rejected is told by its kind. */
  states(): readonly Computed[] {
    const state = {
      name: 'row_state',
      sql: `CASE WHEN NOT ${BEFORE_TIERS.accepted} THEN 'rejected' WHEN ${BEFORE_TIERS.assessed} THEN 'scored' ELSE 'not_assessed' END`,
    };
    const reasons = { is_legible: 'cell', is_unique: 'duplicate', is_fit: 'requirement' };
    const failed = Object.entries(reasons)
      .filter(([flag]) => this.flags.includes(flag))
      .map(([flag, reason]) => `WHEN NOT ${flag} THEN '${reason}'`);
    const reason = {
      name: 'row_reason',
      sql: `CASE\n    ${[`WHEN ${BEFORE_TIERS.accepted} THEN NULL`, ...failed, `ELSE 'computation'`].join('\n    ')}\n  END`,
    };
    return [state, reason];
  }

  /** The columns of each indicator. */
  indicators(): readonly Computed[] {
    return this.plan.indicators.flatMap((indicator) => this.indicator(indicator));
  }

  /** Values, scores, ratings, tables, decisions and amounts by their names, each behind its parts. */
  named(): readonly Computed[] {
    return shownResults(this.plan).map((result) => ({ name: result.name, sql: this.shown(result) }));
  }

  private indicator(indicator: Plan['indicators'][number]): readonly Computed[] {
    const { name, applies, actual, target, achievement, score, weight } = indicator;
    const { text, plan } = this;
    const zeroes = plan.program.ruleset.indicators.get(name)?.missing === 'zero_score';
    const applying = (sql: string) => `CASE WHEN ${text(applies)} THEN ${sql} END`;
    const state = [
      `CASE WHEN NOT ${BEFORE_TIERS.accepted} THEN NULL`,
      `WHEN NOT ${text(applies)} THEN 'not_applicable'`,
      `WHEN ${text(score.absence.missing)} THEN 'excluded'`,
      ...(zeroes ? [`WHEN ${text(actual.absence.missing)} THEN 'zero_scored'`] : []),
      `ELSE 'scored' END`,
    ];
    return [
      { name: `${name}.actual`, sql: applying(this.shown(actual)) },
      { name: `${name}.target`, sql: target === null ? 'NULL' : applying(this.shown(target)) },
      { name: `${name}.achievement`, sql: applying(this.shown(achievement)) },
      { name: `${name}.score`, sql: applying(this.shown(score)) },
      { name: `${name}.weight`, sql: weight === null ? 'NULL' : applying(this.shown(weight)) },
      { name: `${name}.state`, sql: state.join(' ') },
    ];
  }

  /** The value as the results print it, null where there is none. */
  private shown(cell: ShownCell): string {
    const value = this.valueOf(cell);
    return value === 'NULL' ? value : `CASE WHEN ${this.hasValue(cell.absence)} THEN ${value} END`;
  }

  private hasValue(absence: Absence): string {
    const flags = [absence.missing, absence.inapplicable, absence.error].map((id) => this.text(id));
    const possible = flags.filter((flag) => flag !== 'FALSE').map((flag) => `NOT ${flag}`);
    return [BEFORE_TIERS.accepted, ...possible].join(' AND ');
  }

  private valueOf({ value, shown, node }: ShownCell): string {
    const { text, dialect, plan } = this;
    switch (value.kind) {
      case 'nothing':
        return 'NULL';
      case 'number': {
        if (shown === null) throw new Error('a number that is not printed');
        return decimalOf(text(shown.units), this.formed.of(shown.units), shown.digits, shown.units, dialect);
      }
      case 'date':
        return dialect.dateOf(text(value.fraction.over));
      case 'flag':
        return text(value.flag);
      case 'word': {
        const source = plan.program.nodes[node];
        if (value.open) {
          if (source?.op === 'input') return this.raw(source.name);
          throw new Error('a text that is no input');
        }
        const words = plan.words.map((word, number) => `WHEN ${number} THEN ${literal(word)}`);
        return `CASE ${text(value.code)} ${words.join(' ')} END`;
      }
    }
  }

  /** Numbers and dates by size, choices by their place in the declared order, texts by their bytes, no before yes. */
  keyOf({ value }: PlanCell, key: SortKeyNode | undefined): string {
    const { text, dialect, plan } = this;
    if (key === undefined) throw new Error('a key without its node');
    switch (value.kind) {
      case 'number':
      case 'date': {
        const { over, under, scale } = value.fraction;
        if (under !== null) throw new Error('a key that is not rounded');
        return scale.sign < 0 ? `-${text(over)}` : text(over);
      }
      case 'flag':
        return `CASE WHEN ${text(value.flag)} THEN 1 ELSE 0 END`;
      case 'word': {
        const { base } = key.type;
        if (base.kind === 'choice') {
          const places = base.values.map((word, place) => `WHEN ${plan.words.indexOf(word)} THEN ${place}`);
          return `CASE ${text(value.code)} ${places.join(' ')} END`;
        }
        const source = plan.program.nodes[key.node];
        if (source?.op !== 'input') throw new Error('a text key that is no input');
        return dialect.byBytes(this.raw(source.name));
      }
      case 'nothing':
        throw new Error('a key that never has a value');
    }
  }

  /** A grant of those who are placed, by the number of their tier. */
  grantOf(name: string): string {
    const { plan } = this;
    const cases = (plan.program.awards?.tiers ?? []).flatMap((tier, index) => {
      const at = tier.grants.findIndex((grant) => grant.name === name);
      const grant = tier.grants[at];
      if (!grant) return [];
      const cell = plan.awards?.tiers[index]?.grants[at] ?? null;
      const value = grant.kind === 'text' || cell === null ? literal(grant.text ?? '') : this.shown(cell);
      return [`WHEN ${index + 1} THEN ${value}`];
    });
    return `CASE WHEN ${AWARDED.state} = 'placed' THEN CASE ${AWARDED.tier} ${cases.join(' ')} END END`;
  }
}

/** The steps that printing or ranking by a value asks for. */
export function rootsOf(cell: PlanCell & { readonly shown?: ShownCell['shown'] }): readonly StepId[] {
  const { value, absence, shown } = cell;
  const own: StepId[] = [];
  if (shown) own.push(shown.units);
  else if (value.kind === 'number' || value.kind === 'date') own.push(value.fraction.over);
  else if (value.kind === 'word') own.push(value.code);
  else if (value.kind === 'flag') own.push(value.flag);
  return [...own, absence.missing, absence.inapplicable, absence.error];
}

/** Results, each behind its parts. */
export function shownResults({ results }: Plan): readonly (ShownCell & { readonly name: string })[] {
  return results.flatMap((result) => [...result.parts, result]);
}

/** What the result's columns are made from. */
export function outputRoots(plan: Plan, columns: 'all' | 'summary'): readonly StepId[] {
  const { indicators, awards } = plan;
  const ofIndicators = indicators.flatMap(({ applies, actual, target, achievement, score, weight }) => [
    applies,
    ...[actual, target, achievement, score, weight].flatMap((cell) => (cell === null ? [] : rootsOf(cell))),
  ]);
  const grants = (awards?.tiers ?? []).flatMap((tier) => tier.grants);
  return [
    ...(columns === 'all' ? ofIndicators : []),
    ...shownResults(plan).flatMap(rootsOf),
    ...grants.flatMap((grant) => (grant === null ? [] : rootsOf(grant))),
  ];
}
