import { quotedColumn } from '../../backends/sql/stored.ts';
import type { Program } from '../../model/program.ts';
import { AwardCounter, countedName, groupsShown } from '../../report/summary.ts';
import type { SqlRow } from '../../score/sql.ts';
import { type GroupCounts, limitedTiers } from '../../score/sql-groups.ts';
import type { BulkDone } from '../run.ts';
import { Beyond, type StoredDatabase } from './file.ts';

/** Where the results stand: the query's columns, of every row that was not rejected before. */
export const RESULT = 'takar_result';
export const ACCEPTED = `WHERE row_state <> 'rejected'`;

/** Inputs that name the groups of quotas; the results have them in columns of ours. */
export function groupInputs(program: Program): readonly string[] {
  return [...new Set(limitedTiers(program).flatMap(({ quota }) => quota.within))];
}

export function groupColumn(index: number): string {
  return `takar_group_${index}`;
}

/** What is counted of the results in the database. */
export class StoredCounts {
  private readonly program: Program;
  private readonly database: StoredDatabase;
  private readonly inputs: readonly string[];

  constructor(program: Program, database: StoredDatabase) {
    this.program = program;
    this.database = database;
    this.inputs = groupInputs(program);
  }

  async awards(): Promise<
    Pick<BulkDone, 'awardCounts'> & { readonly awards: Map<string, number>; readonly undecided: number }
  > {
    const { awards: declared } = this.program;
    const awards = new Map<string, number>();
    const counter = new AwardCounter();
    let undecided = 0;
    if (declared === null) return { awardCounts: counter.counts(), awards, undecided };
    for (const name of [...declared.tiers.map((tier) => tier.name), declared.otherwise]) awards.set(name, 0);
    const shown = groupsShown(this.program).map((name) => groupColumn(this.inputs.indexOf(name)));
    const list = [...shown, 'award', '"award.state" AS state', 'COUNT(*) AS rows'].join(', ');
    for (const row of await this.database.rows(`SELECT ${list} FROM ${RESULT} ${ACCEPTED} GROUP BY ALL`)) {
      const [name, times] = [row.award ?? null, Number(row.rows)];
      const state = row.state === 'undecided' ? 'undecided' : 'not_assessed';
      counter.count(shown.map((column) => row[column] ?? '').join(' / '), countedName({ name, state }), times);
      if (name !== null) awards.set(name, (awards.get(name) ?? 0) + times);
      else if (row.state === 'undecided') undecided += times;
    }
    return { awardCounts: counter.counts(), awards, undecided };
  }

  async groups(): Promise<readonly GroupCounts[]> {
    const all: GroupCounts[] = [];
    for (const tier of limitedTiers(this.program)) {
      const columns = tier.quota.within.map((name) => groupColumn(this.inputs.indexOf(name)));
      const column = (name: string) => quotedColumn(`${tier.name}.${name}`);
      const of = (outcome: string) => `COUNT(CASE WHEN ${column('outcome')} = '${outcome}' THEN 1 END)`;
      const list = [
        ...columns,
        'COUNT(*) AS members',
        `${tier.quota.size.kind === 'share' ? `MAX(${column('base')})` : '0'} AS base`,
        `MAX(${column('capacity')}) AS capacity`,
        `COUNT(CASE WHEN ${column('outcome')} <> 'condition_false' THEN 1 END) AS candidates`,
        `${of('placed')} AS placed`,
        `${of('tie_refused')} AS refused`,
        `MIN(CASE WHEN ${column('outcome')} = 'tie_refused' THEN ${column('rank')} END) AS refused_rank`,
        `${of('tie_awaited')} AS awaiting`,
      ];
      const grouped = columns.length === 0 ? 'HAVING COUNT(*) > 0' : `GROUP BY ${columns.join(', ')}`;
      const found = await this.database.rows(`SELECT ${list.join(', ')} FROM ${RESULT} ${ACCEPTED} ${grouped}`);
      all.push(...found.map((row) => this.groupOf(tier, columns, row)));
    }
    return all;
  }

  private groupOf(tier: GroupCounts['tier'], columns: readonly string[], row: SqlRow): GroupCounts {
    const values = columns.map((column) => row[column] ?? '');
    // Several values are told apart by the mark between them.
    if (values.length > 1 && values.some((value) => value.includes(' / '))) throw new Beyond();
    const number = (name: string) => Number(row[name] ?? 0);
    return {
      tier,
      values,
      members: number('members'),
      base: number('base'),
      capacity: number('capacity'),
      candidates: number('candidates'),
      placed: number('placed'),
      refused: number('refused'),
      refusedRank: number('refused_rank'),
      awaiting: number('awaiting'),
    };
  }
}
