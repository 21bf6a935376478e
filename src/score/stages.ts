import type { Diagnostic } from '../base/diagnostic.ts';
import type { NodeId } from '../language/core.ts';
import type { GroupRuleNodes, LimitNodes, Program } from '../model/program.ts';
import type { LimitSummary } from '../model/score.ts';
import { isOpen } from './awards.ts';
import { settleRule } from './group-rules.ts';
import { settleLimit } from './limits.ts';
import { type Fields, membersOf } from './members.ts';
import { type Early, leaveOpen, MISSING } from './stage-row.ts';

type Stage = GroupRuleNodes | LimitNodes;

export interface StagesOutcome {
  readonly limits: readonly LimitSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Works out the group rules, each after all that it reads, over all accepted records. `rejected`: what could be read of
 * the rejected rows. Depends on no order of the rows.
 */
export function settleStages(program: Program, rows: readonly Early[], rejected: readonly Fields[]): StagesOutcome {
  const limits: LimitSummary[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const stage of program.stages) {
    for (const group of membersOf(stage.within, rows, ({ record }) => record.fields, rejected)) {
      if (group.members.some((row) => isOpen(row, stage.reads))) {
        // What hangs on a decision for one member may hang on it for all.
        for (const row of group.members) leaveOpen(row, stage.name, { kind: 'undecided', group: group.name });
        continue;
      }
      if (stage.kind !== 'limit') settleRule(stage, group);
      else {
        const outcome = settleLimit(stage, group);
        limits.push(...outcome.summaries);
        diagnostics.push(...outcome.diagnostics);
      }
    }
  }
  return { limits, diagnostics };
}

/** A record alone has no group: limits leave its value as it is, and what takes everybody has none [G5]. */
export function settleAlone({ stages }: Program, row: Early): void {
  for (const stage of stages) {
    row.evaluation.groups.set(stage.name, stage.kind === 'limit' ? row.evaluation.at(stage.value) : MISSING);
  }
}

/** What a stage reads of each record. */
export function nodesRead(stage: Stage): readonly NodeId[] {
  const own = stage.kind === 'limit' ? [stage.value, ...stage.rules.map(({ when }) => when)] : [stage.of, stage.where];
  return [...stage.order.map(({ node }) => node), ...own.filter((node) => node !== null)];
}
