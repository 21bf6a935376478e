import { planOf } from '../../integers/build.ts';
import type { Plan, PlanAwards, PlanCell, PlanNote, ShownCell, StepId } from '../../integers/plan.ts';
import type { Program } from '../../model/program.ts';
import type { Period } from '../../number/calendar.ts';
import { DIALECTS, type Dialect, type DialectName, literal } from './dialect.ts';
import { BeyondDialect, FormedBounds } from './expressions.ts';
import { layersOf, neededBy, type Sources } from './layers.ts';
import { Names } from './names.ts';
import { Outputs } from './outputs.ts';
import { addTiers, BEFORE_TIERS, type SqlKey } from './quotas.ts';
import { type Cell, cellOf, checkedCellOf, type SourceColumn } from './source.ts';
import { type Computed, Stages } from './stages.ts';

export interface SqlOptions {
  readonly dialect: DialectName;
  /** The run's period: dated rules are taken as they stand in it. */
  readonly period: Period;
  /** The table that holds one row an employee for the period. */
  readonly table: string;
  /** `summary` leaves out the columns of each indicator. */
  readonly columns: 'all' | 'summary';
  /** Further columns of the table that the result repeats, e.g. a number of the row. */
  readonly carried?: readonly string[];
  /**
   * Of a table that is known to hold legible cells only, and each key once: its column that numbers the rows. The query
   * then does not look for what cannot be there.
   */
  readonly checked?: string;
}

/** A ruleset as one query, or why there is none. */
export type SqlExport =
  | {
      readonly kind: 'query';
      readonly sql: string;
      /** What the table must hold. */
      readonly source: readonly SourceColumn[];
      /** Names of the result's columns, in their order. */
      readonly columns: readonly string[];
    }
  /** The ruleset has something that integers of one record cannot hold. */
  | { readonly kind: 'not_planned'; readonly notes: readonly PlanNote[] }
  /** A number may have more digits than the dialect's integers. */
  | { readonly kind: 'too_wide'; readonly bits: number; readonly notes: readonly PlanNote[] };

/**
 * A ruleset as one SQL query that gives what scoreCohort gives, to the last digit: the state of each row, indicators,
 * results, tiers with their quotas, and grants. All of it is integer arithmetic with proven bounds.
 */
export function toSql(program: Program, options: SqlOptions): SqlExport {
  const { plan, notes } = planOf(program, options.period);
  if (plan === null) return { kind: 'not_planned', notes };
  try {
    return new Query(plan, DIALECTS[options.dialect], options).build();
  } catch (problem) {
    if (problem instanceof BeyondDialect) return { kind: 'too_wide', bits: problem.bits, notes };
    throw problem;
  }
}

class Query {
  private readonly plan: Plan;
  private readonly dialect: Dialect;
  private readonly options: SqlOptions;
  private readonly formed: FormedBounds;
  private readonly stages: Stages;
  private readonly names: Names;
  private readonly cells: readonly Cell[];
  /** Columns of the final select. */
  private readonly results: Computed[] = [];
  private text: (id: StepId) => string = () => '';

  constructor(plan: Plan, dialect: Dialect, options: SqlOptions) {
    this.plan = plan;
    this.dialect = dialect;
    this.options = options;
    this.formed = new FormedBounds(plan);
    this.stages = new Stages(dialect);
    this.names = new Names(plan);
    this.cells = plan.columns.map((column) =>
      options.checked === undefined ? cellOf(column, plan, dialect) : checkedCellOf(column, plan, dialect),
    );
  }

  build(): SqlExport {
    this.addSource();
    this.addChecks();
    this.addSteps();
    this.addStates();
    const outputs = this.outputs();
    this.collectResults(outputs);
    if (this.plan.awards !== null) this.addAwards(this.plan.awards, outputs);
    const { stages, results } = this;
    const list = results.map((column) => `  ${stages.column(column)}`).join(',\n');
    const sql = `${this.heading()}${stages.text(`SELECT\n${list}\nFROM ${stages.last}`)}`;
    return {
      kind: 'query',
      sql,
      source: this.cells.map(({ source }) => source),
      columns: results.map(({ name }) => name),
    };
  }

  private heading(): string {
    const { dialect, options, plan } = this;
    const { ruleset } = plan.program;
    const expected = this.cells.map(
      ({ source }) => `--   ${source.name} ${source.type}${source.required ? ' NOT NULL' : ''}`,
    );
    return [
      `-- Ruleset ${ruleset.name} for ${options.period.text}, in the words of ${dialect.title}.`,
      ...(dialect.unverified ? ['-- Unverified: no test has run this dialect.'] : []),
      ...dialect.needs.map((setting) => `-- The session needs: ${setting}`),
      `-- Reads the table ${options.table}: one row for each ${ruleset.subject} in the period, with these columns:`,
      ...expected,
      '-- Numbers are integers of their last digit throughout, so that no result depends on binary fractions.',
      '',
    ].join('\n');
  }

  /** Every cell as an integer, with a flag for the empty ones. */
  private addSource(): void {
    const { stages, cells, dialect } = this;
    const raw = this.rawColumns().map((name) => dialect.quote(name));
    const legible = cells.map((cell) => cell.legible).filter((text) => text !== '');
    const { row, unique } = this.rowAndKey();
    stages.select(
      'source',
      ['The data as integers: a number in units of its last digit, a word by its number, a date in days.'],
      [
        ...raw,
        stages.column({ name: BEFORE_TIERS.row, sql: row }),
        stages.column({ name: 'is_unique', sql: unique }),
        stages.column({ name: 'is_legible', sql: legible.length === 0 ? 'TRUE' : `(${legible.join('\n      AND ')})` }),
        ...this.readCells().map((column) => stages.column(column)),
      ],
      this.options.table,
    );
  }

  /** A number that is another one in every row, and whether its key stands once. */
  private rowAndKey(): { readonly row: string; readonly unique: string } {
    const { checked } = this.options;
    if (checked !== undefined) return { row: this.dialect.quote(checked), unique: 'TRUE' };
    const keys = this.keyColumns();
    if (keys.length === 0) return { row: 'ROW_NUMBER() OVER ()', unique: 'TRUE' };
    return {
      row: `ROW_NUMBER() OVER (ORDER BY ${keys.join(', ')})`,
      unique: `COUNT(*) OVER (PARTITION BY ${keys.join(', ')}) = 1`,
    };
  }

  /** The cells that the plan looks at, as columns of integers and of flags. */
  private readCells(): readonly (Computed & { readonly isFlag: boolean })[] {
    const step = (id: StepId) => this.formed.step(id);
    const read = neededBy([this.plan.fit, ...this.roots()], step).map(step);
    return this.cells.flatMap(({ integer, empty }, index) => [
      ...(read.some((one) => one.op === 'column' && one.column === index) ? [{ ...integer, isFlag: false }] : []),
      ...(read.some((one) => one.op === 'empty' && one.column === index) ? [{ ...empty, isFlag: true }] : []),
    ]);
  }

  private keyColumns(): readonly string[] {
    return this.cells
      .filter(({ column }) => column.input.key)
      .map(({ column }) => this.dialect.quote(column.input.name));
  }

  /** Inputs that stand in the result, or name a group, or are sorted by, as the data have them. */
  private rawColumns(): readonly string[] {
    const { plan } = this;
    const within = (plan.program.awards?.tiers ?? []).flatMap(({ quota }) => quota?.within ?? []);
    const texts = this.cells.filter(({ column }) => column.input.key || column.input.type.base.kind === 'text');
    const { carried = [] } = this.options;
    return [...new Set([...texts.map(({ column }) => column.input.name), ...within, ...carried])];
  }

  private sources(): Sources {
    const cell = (index: number) => {
      const found = this.cells[index];
      if (!found) throw new Error(`no column ${index}`);
      return found;
    };
    return {
      column: (index) => this.dialect.quote(cell(index).integer.name),
      empty: (index) => this.dialect.quote(cell(index).empty.name),
      period: () => {
        throw new Error('the plan of one period asks for no other');
      },
    };
  }

  /** Requirements come first and alone; what is computed from a row that breaks one means nothing. */
  private addChecks(): void {
    const { plan, stages, dialect } = this;
    const text = this.addLayers('checks', [plan.fit], 'What a row must meet to be scored at all.', (id) => `c${id}`);
    const fit = text(plan.fit);
    const fits = ['is_unique', 'is_legible', ...(fit === 'TRUE' ? [] : [fit])].join(' AND ');
    stages.extend(
      'fit',
      ['Whether the row can be scored: every cell is legible, its key stands once, and the rules accept it.'],
      [{ name: 'is_fit', sql: `(${fits})` }],
    );
    const kept = this.readCells().map(({ name, isFlag }) => {
      const quoted = dialect.quote(name);
      return isFlag ? quoted : stages.column({ name, sql: `CASE WHEN is_fit THEN ${quoted} END` });
    });
    stages.select(
      'fit_rows',
      ['Of rows that are not fit nothing is computed: their integers are null.'],
      [
        ...this.rawColumns().map((name) => dialect.quote(name)),
        BEFORE_TIERS.row,
        'is_unique',
        'is_legible',
        'is_fit',
        ...kept,
      ],
      stages.last,
    );
  }

  private addLayers(
    name: string,
    roots: readonly StepId[],
    comment: string,
    nameOf: (id: StepId) => string,
  ): (id: StepId) => string {
    const { layers, text } = layersOf(this.formed, roots, this.sources(), this.dialect, nameOf);
    for (const [index, layer] of layers.entries()) {
      const about = this.names.about(layer.map(({ step }) => step));
      this.stages.extend(`${name}_${index + 1}`, [...(index === 0 ? [comment] : []), ...about], layer);
    }
    return text;
  }

  private roots(): readonly StepId[] {
    const { plan } = this;
    return [
      plan.error,
      plan.assessed,
      ...plan.indicators.flatMap(({ applies, actual, target, achievement, score, weight }) => [
        applies,
        ...cellsOf({ actual, target, achievement, score, weight }).flatMap(rootsOf),
      ]),
      ...plan.results.flatMap((result) => [...result.parts, result].flatMap(rootsOf)),
      ...(plan.awards === null ? [] : [plan.awards.eligible]),
      ...(plan.awards?.tiers ?? []).flatMap(({ when, order, grants }) => [
        when,
        ...order.flatMap(rootsOf),
        ...grants.flatMap((grant) => (grant === null ? [] : rootsOf(grant))),
      ]),
    ];
  }

  private addSteps(): void {
    const step = (id: StepId) => this.names.of(id);
    this.text = this.addLayers('steps', this.roots(), 'Indicators, scores, ratings, tables and conditions.', step);
  }

  private addStates(): void {
    const { plan, stages, text } = this;
    const accepted = `COALESCE(is_fit AND NOT (${text(plan.error)}), FALSE)`;
    stages.extend('states', ['What became of each row.'], [{ name: BEFORE_TIERS.accepted, sql: accepted }]);
    const assessed = `COALESCE(${BEFORE_TIERS.accepted} AND ${text(plan.assessed)}, FALSE)`;
    stages.extend('assessed', [], [{ name: 'is_assessed', sql: assessed }]);
  }

  private outputs(): Outputs {
    const { plan, dialect, formed, text } = this;
    return new Outputs({ plan, dialect, formed, text });
  }

  private collectResults(outputs: Outputs): void {
    const { dialect, options, results } = this;
    for (const { column } of this.cells) {
      if (column.input.key) results.push({ name: column.input.name, sql: dialect.quote(column.input.name) });
    }
    for (const name of options.carried ?? []) results.push({ name, sql: dialect.quote(name) });
    results.push({ name: 'period', sql: literal(options.period.text) }, ...outputs.states());
    if (options.columns === 'all') results.push(...outputs.indicators());
    results.push(...outputs.named());
  }

  private addAwards(planned: PlanAwards, outputs: Outputs): void {
    const { plan, stages, dialect, text, results } = this;
    const { awards } = plan.program;
    if (awards === null) throw new Error('a plan of awards without awards');
    const { tiers } = planned;
    const computed: Computed[] = [
      { name: BEFORE_TIERS.contends, sql: `COALESCE(is_assessed AND ${text(planned.eligible)}, FALSE)` },
      ...tiers.map(({ when }, index) => ({ name: `when_${index + 1}`, sql: `COALESCE(${text(when)}, FALSE)` })),
      ...tiers.flatMap(({ order }, index) =>
        order.map((cell, key) => ({
          name: `key_${index + 1}_${key + 1}`,
          sql: outputs.keyOf(cell, awards.tiers[index]?.quota?.order[key]),
        })),
      ),
    ];
    stages.extend('awards', ['Who is eligible, each tier’s condition, and what its order ranks by.'], computed);
    const columns = awards.tiers.map((tier, index) => ({
      tier,
      when: `when_${index + 1}`,
      keys: (tier.quota?.order ?? []).map(
        ({ descending }, key): SqlKey => ({ column: `key_${index + 1}_${key + 1}`, descending }),
      ),
      groups: (tier.quota?.within ?? []).map((name) => dialect.quote(name)),
    }));
    const { placed, waits } = addTiers(stages, dialect, columns);
    const state = [
      `CASE WHEN NOT ${BEFORE_TIERS.accepted} THEN NULL`,
      `WHEN NOT is_assessed THEN 'not_assessed'`,
      `WHEN NOT ${BEFORE_TIERS.contends} THEN 'not_eligible'`,
      ...(waits === null ? [] : [`WHEN ${waits} IS NOT NULL THEN 'undecided'`]),
      `WHEN ${placed} IS NULL THEN 'none' ELSE 'placed' END`,
    ].join(' ');
    stages.extend('awarded', [], [{ name: 'award_state', sql: state }]);
    results.push({
      name: 'award',
      sql: `CASE WHEN award_state = 'placed' THEN ${placed} WHEN award_state IN ('none', 'not_eligible') THEN ${literal(awards.otherwise)} END`,
    });
    for (const name of new Set(awards.tiers.flatMap(({ grants }) => grants.map((grant) => grant.name)))) {
      results.push({ name: `award.${name}`, sql: outputs.grantOf(name, placed) });
    }
    results.push({ name: 'award.state', sql: 'award_state' });
    for (const [index, { name, quota }] of awards.tiers.entries()) {
      results.push({ name: `${name}.outcome`, sql: `outcome_${index + 1}` });
      if (quota === null) continue;
      results.push({ name: `${name}.rank`, sql: `rank_${index + 1}` });
      results.push({ name: `${name}.capacity`, sql: `capacity_${index + 1}` });
      if (quota.size.kind === 'share') results.push({ name: `${name}.base`, sql: `base_${index + 1}` });
    }
  }
}

function cellsOf(parts: Readonly<Record<string, ShownCell | string | null>>): readonly ShownCell[] {
  return Object.values(parts).filter((part): part is ShownCell => part !== null && typeof part !== 'string');
}

/** The steps that printing or ranking by a value asks for. */
function rootsOf(cell: PlanCell & { readonly shown?: ShownCell['shown'] }): readonly StepId[] {
  const { value, absence, shown } = cell;
  const own: StepId[] = [];
  if (shown) own.push(shown.units);
  else if (value.kind === 'number' || value.kind === 'date') own.push(value.fraction.over);
  else if (value.kind === 'word') own.push(value.code);
  else if (value.kind === 'flag') own.push(value.flag);
  return [...own, absence.missing, absence.inapplicable, absence.error];
}
