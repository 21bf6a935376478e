import type { Diagnostic } from '../base/diagnostic.ts';
import { compareUtf8 } from '../base/utf8.ts';
import type { AwardNodes, SortKeyNode } from '../model/program.ts';
import type { AwardResult, GroupSummary } from '../model/score.ts';
import {
  type CompactAwards,
  type CompactCohort,
  ENTRY,
  holdsAt,
  type RankColumn,
  STATE,
  STEP,
  stepAt,
  TIERS_IN_WORD,
} from './award-columns.ts';
import { compactAwards } from './award-stage.ts';
import { stepsOf } from './award-steps.ts';
import { awardWithoutTiers, fellThrough, flagAt, isOpen, placedIn, type Unawarded } from './awards.ts';
import { type Fields, groupValues, knownGroupValues } from './members.ts';
import { blocksOfEquals } from './order.ts';
import { Grouping } from './row-groups.ts';

/** A cohort whose awards are known, as the budget goes on with it. */
export interface Awarded {
  readonly cohort: CompactCohort;
  readonly grouping: Grouping;
  readonly stage: CompactAwards;
  /** One for each row, in the order of the rows. */
  readonly awards: readonly AwardResult[];
  readonly groups: readonly GroupSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gives every scored record its award: the columns of the award stage are made of the records, and its outcome is told
 * in their words. `rejected` is what could be read of the rejected rows.
 */
export function awardCohort(awards: AwardNodes, rows: readonly Unawarded[], rejected: readonly Fields[]): Awarded {
  const { outcomes, unknown } = outcomesOf(awards, rows);
  const ranked = awards.tiers.map(({ quota }, tier) =>
    quota === null ? null : rankColumn(quota.order, rows, (row) => enters(outcomes, row, tier)),
  );
  const columns = ranked.flatMap((column) => column ?? []);
  const cohort: CompactCohort = {
    rows: rows.length,
    outcomes,
    ...groupColumns(awards, rows, rejected),
    ranks: columns,
    order: ranked.map((column) => (column === null ? [] : [{ column: columns.indexOf(column), descending: false }])),
    compareKeys: (a, b) => compareUtf8(rows[a]?.key ?? '', rows[b]?.key ?? ''),
  };
  const grouping = new Grouping(cohort);
  const stage = compactAwards(awards, cohort, grouping);
  for (const { row, tier } of unknown) {
    // Nobody asks for the condition of a tier that does not come to look at the record.
    const scored = rows[row];
    const { when } = awards.tiers[tier] ?? {};
    if (stepAt(stage.paths, row, tier) === STEP.conditionFalse && scored && when !== undefined) {
      flagAt(scored.evaluation, when);
    }
  }
  return {
    cohort,
    grouping,
    stage,
    awards: rows.map((row, index) => awardOf(awards, stage, rows, row, index)),
    groups: stage.groups,
    diagnostics: stage.diagnostics,
  };
}

function enters(outcomes: readonly Uint32Array[], row: number, tier: number): boolean {
  return ((outcomes[0]?.[row] ?? 0) & 3) === ENTRY.open && holdsAt(outcomes, row, tier);
}

function entryOf(row: Unawarded, awards: AwardNodes): number {
  if (row.state === 'not_assessed') return ENTRY.notAssessed;
  if (isOpen(row, awards.reads)) return ENTRY.adrift;
  return flagAt(row.evaluation, awards.eligible) ? ENTRY.open : ENTRY.notEligible;
}

/** The conditions as bits; `unknown` are those without a truth value, of tiers that a record may never come to. */
function outcomesOf(awards: AwardNodes, rows: readonly Unawarded[]) {
  const { tiers } = awards;
  const words = Math.max(1, Math.ceil(tiers.length / TIERS_IN_WORD));
  const outcomes = Array.from({ length: words }, () => new Uint32Array(rows.length));
  const unknown: { readonly row: number; readonly tier: number }[] = [];
  for (const [index, row] of rows.entries()) {
    const entry = entryOf(row, awards);
    const first = outcomes[0];
    if (first) first[index] = entry;
    if (entry !== ENTRY.open) continue;
    for (const [tier, { when }] of tiers.entries()) {
      const outcome = row.evaluation.at(when);
      const word = outcomes[Math.floor(tier / TIERS_IN_WORD)];
      if (outcome.kind !== 'value' || typeof outcome.value !== 'boolean') unknown.push({ row: index, tier });
      else if (outcome.value && word) word[index] = (word[index] ?? 0) | (1 << (2 + (tier % TIERS_IN_WORD)));
    }
  }
  return { outcomes, unknown };
}

/** The place of each selected record among the different standings, as a whole number: equals have the same. */
export function rankColumn(
  order: readonly SortKeyNode[],
  rows: readonly Unawarded[],
  isAsked: (row: number) => boolean,
): RankColumn {
  const column = new Uint32Array(rows.length);
  const asked = rows.flatMap(({ key, evaluation }, row) => (isAsked(row) ? [{ key, evaluation, row }] : []));
  for (const [place, block] of blocksOfEquals(order, asked).entries()) for (const { row } of block) column[row] = place;
  return column;
}

/** The texts of the inputs that name groups, by number. */
function groupColumns({ tiers, budget }: AwardNodes, rows: readonly Unawarded[], rejected: readonly Fields[]) {
  const names = tiers.flatMap(({ quota }) => quota?.within ?? []);
  const groupInputs = [...new Set([...names, ...(budget?.within ?? [])])];
  const columns = groupInputs.map((name) => {
    const numbers = new Map<string, number>();
    const column = Uint32Array.from(rows, ({ record }) => {
      const [text = ''] = knownGroupValues([name], record.fields);
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      return known;
    });
    return { column, texts: [...numbers.keys()] };
  });
  return {
    groupInputs,
    groups: columns.map(({ column }) => column),
    texts: columns.map(({ texts }) => texts),
    rejected: rejected.map((fields) => groupInputs.map((name) => groupValues([name], fields)?.[0])),
  };
}

function awardOf(
  awards: AwardNodes,
  stage: CompactAwards,
  rows: readonly Unawarded[],
  row: Unawarded,
  index: number,
): AwardResult {
  const barred = awardWithoutTiers(row, awards);
  if (barred) return barred;
  const state = stage.states[index];
  const steps = stepsOf(awards, stage, index, (last) => rows[last]?.key ?? null);
  if (state === STATE.undecided) return { state: 'undecided', name: null, grants: [], steps };
  if (state !== STATE.placed) return fellThrough(awards, steps);
  const tier = awards.tiers[steps.length - 1];
  if (!tier) throw new Error(`${row.key} is placed in no tier`);
  return placedIn(row, tier, steps);
}
