import type { Dialect } from './dialect.ts';

/** A named column of a stage. */
export interface Computed {
  readonly name: string;
  readonly sql: string;
}

/** One common table expression: all columns of the stage before, and some more. */
export interface Stage {
  readonly name: string;
  /** Said above it: one line each. */
  readonly comments: readonly string[];
  readonly columns: readonly string[];
  /** `FROM` and what follows it. */
  readonly clauses: readonly string[];
  /** Whether several stages read it. */
  readonly isShared?: boolean;
}

/** The names of stages: a table called so could not be seen behind them. */
const OF_STAGES =
  /^(?:repeated_keys|source|checks_\d+|legible|cells|fit|fit_rows|steps_\d+|states|tier_\d+(?:_[a-z]+)?|awarded)$/i;
const UNCOVERED = 'data_table';

/** A query as stages, each of which reads the one before. */
export class Stages {
  readonly list: Stage[] = [];
  private readonly dialect: Dialect;
  /** The table that the first stage reads, as it is written in `FROM`. */
  readonly table: string;

  /** `table`: its name, as in `hr.employees`. */
  constructor(dialect: Dialect, table: string) {
    this.dialect = dialect;
    // Where databases do tell capitals from small letters, they take a name that is not quoted in small ones.
    const named = dialect.foldsCase ? table : table.toLowerCase();
    const quoted = named.split('.').map(dialect.quote).join('.');
    const isCovered = OF_STAGES.test(table);
    this.table = isCovered ? UNCOVERED : quoted;
    if (isCovered) {
      const comments = [`The table, by a name that no stage has.`];
      this.add({ name: UNCOVERED, comments, ...select(['*'], `FROM ${quoted}`) });
    }
  }

  get last(): string {
    const stage = this.list.at(-1);
    if (!stage) throw new Error('no stage yet');
    return stage.name;
  }

  add(stage: Stage): void {
    this.list.push(stage);
  }

  /** All columns of the stage before, and these. */
  extend(name: string, comments: readonly string[], computed: readonly Computed[]): void {
    const columns = ['*', ...computed.map((column) => this.column(column))];
    this.add({ name, comments, ...select(columns, `FROM ${this.last}`) });
  }

  column({ name, sql }: Computed): string {
    const quoted = this.dialect.quote(name);
    return sql === quoted ? quoted : `${sql} AS ${quoted}`;
  }

  /** Everything, ending with the query that gives the rows. */
  text(final: string): string {
    const parts = this.list.map((stage) => this.stageText(stage));
    return `WITH\n${parts.join(',\n\n')}\n\n${final}\n`;
  }

  private stageText({ name, comments, columns, clauses, isShared = false }: Stage): string {
    const { fence, sharedFence, sharedColumn } = this.dialect;
    const all = isShared && sharedColumn !== null ? [...columns, sharedColumn] : columns;
    return [
      ...comments.map((line) => `-- ${line}`),
      `${name} AS ${isShared ? sharedFence : fence}(`,
      '  SELECT',
      all.map((column) => `    ${column}`).join(',\n'),
      ...clauses.map((clause) => `  ${clause}`),
      ')',
    ].join('\n');
  }
}

/** The parts of a stage's `SELECT`. */
export function select(columns: readonly string[], ...clauses: readonly string[]): Pick<Stage, 'columns' | 'clauses'> {
  return { columns, clauses };
}
