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
  readonly body: string;
}

/** A query as stages, each of which reads the one before. */
export class Stages {
  readonly list: Stage[] = [];
  private readonly dialect: Dialect;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
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
    this.select(name, comments, ['*', ...computed.map((column) => this.column(column))], this.last);
  }

  select(name: string, comments: readonly string[], columns: readonly string[], from: string): void {
    const list = columns.map((column) => `    ${column}`).join(',\n');
    this.add({ name, comments, body: `  SELECT\n${list}\n  FROM ${from}` });
  }

  column({ name, sql }: Computed): string {
    const quoted = this.dialect.quote(name);
    return sql === quoted ? quoted : `${sql} AS ${quoted}`;
  }

  /** Everything, ending with the query that gives the rows. */
  text(final: string): string {
    const parts = this.list.map(
      ({ name, comments, body }) =>
        `${comments.map((line) => `-- ${line}\n`).join('')}${name} AS ${this.dialect.fence}(\n${body}\n)`,
    );
    return `WITH\n${parts.join(',\n\n')}\n\n${final}\n`;
  }
}
