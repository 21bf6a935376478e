import { planOf } from '../../integers/build.ts';
import type { Plan, PlanAwards, PlanNote, StepId } from '../../integers/plan.ts';
import type { Program } from '../../model/program.ts';
import type { Period } from '../../number/calendar.ts';
import { DIALECTS, type Dialect, type DialectName, literal } from './dialect.ts';
import { BeyondDialect, FormedBounds } from './expressions.ts';
import { layersOf, neededBy, type Sources } from './layers.ts';
import { InputNames, Names, unfitNames } from './names.ts';
import { Outputs, outputRoots, rootsOf, shownResults } from './outputs.ts';
import { addTiers } from './quotas.ts';
import { type Cell, cellOf, checkedCellOf, DATA, rawOf, type SourceColumn } from './source.ts';
import { type Computed, Stages, select } from './stages.ts';
import { AWARDED, BEFORE_TIERS, type SqlKey, type TierColumns } from './tier-columns.ts';

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
  /** Columns that a dialect does not tell apart, or whose names it cuts off. */
  | { readonly kind: 'unfit_names'; readonly reason: 'same' | 'long'; readonly names: readonly string[] }
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
  private readonly inputs: InputNames;
  private readonly cells: readonly Cell[];
  /** Columns of the final select. */
  private readonly results: Computed[] = [];
  private text: (id: StepId) => string = () => '';

  constructor(plan: Plan, dialect: Dialect, options: SqlOptions) {
    this.plan = plan;
    this.dialect = dialect;
    this.options = options;
    this.formed = new FormedBounds(plan);
    this.stages = new Stages(dialect, options.table);
    this.names = new Names(plan, dialect.longestName);
    const all = [...plan.columns.map(({ input }) => input.name), ...(options.carried ?? [])];
    this.inputs = new InputNames(all, dialect.longestName);
    const read = options.checked === undefined ? cellOf : checkedCellOf;
    this.cells = plan.columns.map((column) => read(column, plan, dialect, this.inputs));
  }

  build(): SqlExport {
    const { dialect, options } = this;
    const source = this.cells.map((cell) => cell.source);
    const unfit = unfitNames([...source.map(({ name }) => name), ...(options.carried ?? [])], dialect);
    if (unfit) return unfit;
    this.addSource();
    this.addChecks();
    this.text = this.addLayers(
      'steps',
      [...this.conditionRoots(), ...outputRoots(this.plan, options.columns)],
      'Indicators, scores, ratings, tables and conditions.',
      (id) => this.names.of(id),
    );
    const outputs = this.outputs();
    this.collectResults(outputs);
    this.addStates(outputs);
    if (this.plan.awards !== null) this.addAwards(this.plan.awards, outputs);
    const { stages, results } = this;
    const columns = results.map(({ name }) => name);
    const unfitResults = unfitNames(columns, dialect);
    if (unfitResults) return unfitResults;
    const list = results.map((column) => `  ${stages.column(column)}`).join(',\n');
    const sql = `${this.heading()}${stages.text(`SELECT\n${list}\nFROM ${stages.last}`)}`;
    return { kind: 'query', sql, source, columns };
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
      '-- Columns: raw_ as the data have it, in_ as an integer, no_ where there is none, x_ what the ruleset calls so',
      '-- (x_score_e2 in hundredths), s12 a step of the calculation, c12 one of the checks.',
      '',
    ].join('\n');
  }

  /** Every cell as an integer, with a flag for the empty ones. */
  private addSource(): void {
    const { stages, cells, dialect } = this;
    const raw = this.rawColumns().map((name) =>
      stages.column({ name: this.inputs.raw(name), sql: rawOf(name, dialect) }),
    );
    const legible = cells.map((cell) => cell.legible).filter((text) => text !== '');
    const repeated = this.addRepeatedKeys();
    const checks = this.isChecked
      ? []
      : [
          { name: 'is_unique', sql: 'r.times IS NULL' },
          { name: 'is_filled', sql: legible.length === 0 ? 'TRUE' : legible.join('\n      AND ') },
        ];
    const read = new Map(this.readCells().map((column) => [column.name, column]));
    for (const { integer, inRange } of cells) if (inRange !== '') read.set(integer.name, { ...integer, isFlag: false });
    stages.add({
      name: 'source',
      comments: ['The data as numbers: a number in units of its last digit, a word by its number, a date in days.'],
      ...select(
        [...raw, ...[...checks, ...read.values()].map((column) => stages.column(column))],
        `FROM ${stages.table} ${DATA}`,
        ...repeated,
      ),
    });
  }

  private get isChecked(): boolean {
    return this.options.checked !== undefined;
  }

  /** The few keys that stand more than once are looked for beforehand: a window over all rows would sort them. */
  private addRepeatedKeys(): readonly string[] {
    const { stages, dialect, isChecked } = this;
    if (isChecked) return [];
    const keys = this.keyNames();
    const named = keys.map((name) => stages.column({ name: this.inputs.raw(name), sql: rawOf(name, dialect) }));
    const grouped = keys.map((name) => rawOf(name, dialect)).join(', ');
    stages.add({
      name: 'repeated_keys',
      comments: ['Keys that stand more than once: none of their rows is scored.'],
      ...select(
        [...named, 'COUNT(*) AS times'],
        `FROM ${stages.table} ${DATA}`,
        `GROUP BY ${grouped}`,
        'HAVING COUNT(*) > 1',
      ),
    });
    const same = keys.map((name) => `r.${this.raw(name)} = ${rawOf(name, dialect)}`);
    return [`LEFT JOIN repeated_keys r ON ${same.join(' AND ')}`];
  }

  /** The cells that the plan looks at, as columns of integers and of flags. */
  private readCells(): readonly (Computed & { readonly isFlag: boolean })[] {
    const step = (id: StepId) => this.formed.step(id);
    const roots = [this.plan.fit, ...this.conditionRoots(), ...outputRoots(this.plan, this.options.columns)];
    const read = neededBy(roots, step).map(step);
    return this.cells.flatMap(({ integer, empty }, index) => [
      ...(read.some((one) => one.op === 'column' && one.column === index) ? [{ ...integer, isFlag: false }] : []),
      ...(read.some((one) => one.op === 'empty' && one.column === index) ? [{ ...empty, isFlag: true }] : []),
    ]);
  }

  private keyNames(): readonly string[] {
    return this.cells.filter(({ column }) => column.input.key).map(({ column }) => column.input.name);
  }

  /** Inputs that stand in the result, or name a group, or are sorted by, as the data have them. */
  private rawColumns(): readonly string[] {
    const { plan } = this;
    const within = (plan.program.awards?.tiers ?? []).flatMap(({ quota }) => quota?.within ?? []);
    const { nodes } = plan.program;
    const order = (plan.program.awards?.tiers ?? []).flatMap(({ quota }) => quota?.order ?? []);
    const shown = [
      ...shownResults(plan),
      ...plan.indicators.flatMap(({ actual, achievement, score }) => [actual, achievement, score]),
    ];
    const read = [...order.map(({ node }) => node), ...shown.map(({ node }) => node)];
    const texts = read.flatMap((node) => {
      const source = nodes[node];
      return source?.op === 'input' && this.isText(source.name) ? [source.name] : [];
    });
    const { carried = [] } = this.options;
    return [...new Set([...this.keyNames(), ...within, ...texts, ...carried])];
  }

  private isText(input: string): boolean {
    return this.cells.some(({ column }) => column.input.name === input && column.input.type.base.kind === 'text');
  }

  /** The column of a stage that holds an input as the data have it. */
  private raw(input: string): string {
    return this.dialect.quote(this.inputs.raw(input));
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
    const { plan, stages, dialect, isChecked } = this;
    const isRuled = !this.isAlways(plan.fit);
    if (!isChecked) this.addLegible(isRuled);
    if (!isRuled) return;
    const text = this.addLayers('checks', [plan.fit], 'What a row must meet to be scored at all.', (id) => `c${id}`);
    const parts = [...(isChecked ? [] : ['is_unique', 'is_legible']), text(plan.fit)];
    stages.extend(
      'fit',
      ['Whether the row can be scored: its cells are legible, its key stands once, and the rules accept it.'],
      [{ name: 'is_fit', sql: parts.join(' AND ') }],
    );
    const kept = this.readCells().map(({ name, isFlag }) => this.kept(dialect.quote(name), 'is_fit', isFlag));
    this.addKept('fit_rows', 'Of rows that are not fit nothing is computed: their integers are null.', [
      ...this.checkFlags(),
      ...kept,
    ]);
  }

  private isAlways(id: StepId): boolean {
    const step = this.formed.step(id);
    return step.op === 'flag' && step.value;
  }

  /** Cells that cannot be read, or of a key that stands twice, go no further. */
  private addLegible(isRuled: boolean): void {
    const { stages, dialect, cells } = this;
    const ranges = cells.map(({ inRange }) => inRange).filter((text) => text !== '');
    stages.extend(
      'legible',
      ['Whether every cell holds one of the values that its column may have.'],
      [{ name: 'is_legible', sql: `COALESCE(${['is_filled', ...ranges].join('\n      AND ')}, FALSE)` }],
    );
    const isReadable = 'is_unique AND is_legible';
    const integers = new Map(cells.map(({ integer, legibleInteger }) => [integer.name, legibleInteger]));
    const kept = this.readCells().map(({ name, isFlag }) => {
      const sql = integers.get(name) ?? dialect.quote(name);
      return isFlag ? sql : stages.column({ name, sql: `CASE WHEN ${isReadable} THEN ${sql} END` });
    });
    const flags = ['is_unique', 'is_legible', ...(isRuled ? [] : [`${isReadable} AS is_fit`])];
    this.addKept('cells', 'Of other rows, and of those whose key stands twice, the integers are null.', [
      ...flags,
      ...kept,
    ]);
  }

  private kept(name: string, condition: string, isFlag: boolean): string {
    return isFlag ? name : `CASE WHEN ${condition} THEN ${name} END AS ${name}`;
  }

  private addKept(name: string, comment: string, columns: readonly string[]): void {
    const raw = this.rawColumns().map((column) => this.raw(column));
    this.stages.add({ name, comments: [comment], ...select([...raw, ...columns], `FROM ${this.stages.last}`) });
  }

  /** What `row_reason` is told by. */
  private checkFlags(): readonly string[] {
    const isThere = this.stages.list.some(({ name }) => name === 'fit' || name === 'cells');
    return [...(this.isChecked ? [] : ['is_unique', 'is_legible']), ...(isThere ? ['is_fit'] : [])];
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

  /** What states, tiers and their orders are told by. */
  private conditionRoots(): readonly StepId[] {
    const { error, assessed, awards } = this.plan;
    const tiers = (awards?.tiers ?? []).flatMap(({ when, order }) => [when, ...order.flatMap(rootsOf)]);
    return [error, assessed, ...(awards === null ? [] : [awards.eligible]), ...tiers];
  }

  /** The last stage of rows by themselves: how each stands, and of its columns only what is read from here on. */
  private addStates(outputs: Outputs): void {
    const { plan, stages, text } = this;
    const fit = this.checkFlags().includes('is_fit') ? ['is_fit'] : [];
    const isAccepted = [...fit, ...(text(plan.error) === 'FALSE' ? [] : [`NOT ${text(plan.error)}`])];
    const isAssessed = [...isAccepted, ...(text(plan.assessed) === 'TRUE' ? [] : [text(plan.assessed)])];
    const all = (parts: readonly string[]) => (parts.length === 0 ? 'TRUE' : parts.join(' AND '));
    const flags = [
      { name: BEFORE_TIERS.accepted, sql: all(isAccepted) },
      { name: BEFORE_TIERS.assessed, sql: all(isAssessed) },
      ...this.awardFlags(isAssessed, outputs),
    ];
    stages.add({
      name: 'states',
      comments: [
        plan.awards === null
          ? 'What became of each row.'
          : 'What became of each row: who is eligible, each tier’s condition, and what its order ranks by.',
      ],
      ...select(
        [
          ...this.rawColumns().map((name) => this.raw(name)),
          ...this.checkFlags(),
          ...this.keptSteps(),
          ...flags.map((column) => stages.column(column)),
        ],
        `FROM ${stages.last}`,
      ),
      isShared: plan.awards !== null,
    });
  }

  /** The columns of steps that results are made from; a step that is a literal has none. */
  private keptSteps(): readonly string[] {
    const mark = this.dialect.quote('').charAt(0);
    const texts = outputRoots(this.plan, this.options.columns).map((id) => this.text(id));
    return [...new Set(texts.filter((text) => text.startsWith(mark)))];
  }

  private awardFlags(isAssessed: readonly string[], outputs: Outputs): readonly Computed[] {
    const { plan, text } = this;
    if (plan.awards === null) return [];
    const { tiers, eligible } = plan.awards;
    const isContender = [...isAssessed, ...(text(eligible) === 'TRUE' ? [] : [text(eligible)])];
    const quotaOf = (index: number) => plan.program.awards?.tiers[index]?.quota;
    return [
      { name: BEFORE_TIERS.contends, sql: isContender.length === 0 ? 'TRUE' : isContender.join(' AND ') },
      ...tiers.map(({ when }, index) => ({ name: `when_${index + 1}`, sql: text(when) })),
      ...tiers.flatMap(({ order }, index) =>
        order.map((cell, key) => ({
          name: `key_${index + 1}_${key + 1}`,
          sql: outputs.keyOf(cell, quotaOf(index)?.order[key]),
        })),
      ),
    ];
  }

  private outputs(): Outputs {
    const { plan, dialect, formed, text } = this;
    return new Outputs({ plan, dialect, formed, text, raw: (input) => this.raw(input), flags: this.checkFlags() });
  }

  private collectResults(outputs: Outputs): void {
    const { options, results } = this;
    for (const name of [...this.keyNames(), ...(options.carried ?? [])]) results.push({ name, sql: this.raw(name) });
    results.push({ name: 'period', sql: literal(options.period.text) }, ...outputs.states());
    if (options.columns === 'all') results.push(...outputs.indicators());
    results.push(...outputs.named());
  }

  private addAwards({ tiers: planned }: PlanAwards, outputs: Outputs): void {
    const { plan, stages, dialect, results, options } = this;
    const { awards } = plan.program;
    if (awards === null || planned.length !== awards.tiers.length) throw new Error('a plan of other awards');
    const ids = (options.checked === undefined ? this.keyNames() : [options.checked]).map((name) => this.raw(name));
    const columns = awards.tiers.map(
      (tier, index): TierColumns => ({
        tier,
        number: index + 1,
        when: `when_${index + 1}`,
        keys: (tier.quota?.order ?? []).map(
          ({ descending }, key): SqlKey => ({ column: `key_${index + 1}_${key + 1}`, descending }),
        ),
        groups: (tier.quota?.within ?? []).map((name) => this.raw(name)),
      }),
    );
    const outcomes = addTiers(stages, dialect, { stage: stages.last, ids }, columns);
    const tierNames = awards.tiers.map(({ name }, index) => `WHEN ${index + 1} THEN ${literal(name)}`).join(' ');
    const otherwise = `WHEN ${AWARDED.state} IN ('none', 'not_eligible') THEN ${literal(awards.otherwise)}`;
    results.push({
      name: 'award',
      sql: `CASE WHEN ${AWARDED.state} = 'placed' THEN CASE ${AWARDED.tier} ${tierNames} END ${otherwise} END`,
    });
    for (const name of new Set(awards.tiers.flatMap(({ grants }) => grants.map((grant) => grant.name)))) {
      results.push({ name: `award.${name}`, sql: outputs.grantOf(name) });
    }
    results.push({ name: 'award.state', sql: AWARDED.state });
    for (const [index, { name, quota }] of awards.tiers.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined) results.push({ name: `${name}.outcome`, sql: outcome });
      if (quota === null) continue;
      results.push({ name: `${name}.rank`, sql: `rank_${index + 1}` });
      results.push({ name: `${name}.capacity`, sql: `capacity_${index + 1}` });
      if (quota.size.kind === 'share') results.push({ name: `${name}.base`, sql: `base_${index + 1}` });
    }
  }
}
