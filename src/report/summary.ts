import { isError } from '../base/diagnostic.ts';
import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { SummaryTexts } from '../messages/texts.ts';
import type { Program } from '../model/program.ts';
import type { AwardResult, CohortResult, ScoreRow } from '../model/score.ts';
import type { Period } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { forPeople } from '../number/text.ts';
import { type Alignment, textTable } from './table.ts';

/** The counts of a run for people: rows, awards in each group, quotas. */
export function summaryText(program: Program, period: Period, result: RunCounts, language: Language): string {
  const words = texts(language).report.summary;
  const { read, scored, rejected, otherPeriods, combined, notAssessed, undecided, details } = result.summary;
  const { ratingsUndecided, paymentsUndecided, unfunded } = result.summary;
  const count = (number: number) => forPeople(Rational.integer(number), language);
  const title = program.ruleset.title[language] ?? program.ruleset.title.id ?? program.ruleset.title.en;
  const lines = [
    words.heading(title ?? program.ruleset.name, period.text),
    words.counts({ read: count(read), scored: count(scored), rejected: count(rejected) }),
    ...(combined > 0 ? [words.combined(count(combined))] : []),
    ...(otherPeriods > 0 ? [words.otherPeriods(count(otherPeriods))] : []),
    ...(notAssessed > 0 ? [words.notAssessed(count(notAssessed))] : []),
    ...(undecided > 0 ? [words.undecided(count(undecided))] : []),
    ...[...details].map(([name, of]) =>
      words.details({ name, read: count(of.read), used: count(of.used), lost: count(of.unowned + of.unreadable) }),
    ),
    ...(ratingsUndecided > 0 ? [words.ratingsUndecided(count(ratingsUndecided))] : []),
    ...(paymentsUndecided > 0 ? [words.paymentsUndecided(count(paymentsUndecided))] : []),
    ...(unfunded > 0 ? [words.unfunded(count(unfunded))] : []),
  ];
  const awards = program.awards ? `\n${awardTable(program, result, words, count)}` : '';
  const quotas = result.groups.length > 0 ? `\n${quotaTable(result, words, count)}` : '';
  const limits = result.limits.length > 0 ? `\n${limitTable(result, words, count)}` : '';
  const budgets = result.budgets.length > 0 ? `\n${budgetTable(result, words, language)}` : '';
  return `${lines.join('\n')}\n${awards}${quotas}${limits}${budgets}\n`;
}

/** How many were given which award: of everybody, and by group in the order in which groups are shown. */
export interface AwardCounts {
  readonly total: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** All that a summary needs of a run; where rows are not kept, their awards have been counted on the way. */
export type RunCounts = Pick<CohortResult, 'summary' | 'groups' | 'limits' | 'budgets' | 'refused' | 'diagnostics'> &
  (
    | { readonly rows: CohortResult['rows']; readonly awardCounts?: undefined }
    | { readonly rows?: undefined; readonly awardCounts: AwardCounts }
  );

type Count = (number: number) => string;

/** Awards by group, a column each; the groups are those of the first quota that has any. */
function awardTable(program: Program, result: RunCounts, words: SummaryTexts, count: Count): string {
  const within = groupsShown(program);
  const { groups, total } = result.awardCounts ?? awardCounts(program, result.rows ?? []);
  const shown = [...result.summary.awards.keys()];
  if (total.has(NOT_ASSESSED)) shown.push(NOT_ASSESSED);
  if (total.has(UNDECIDED)) shown.push(UNDECIDED);
  const label = (name: string) =>
    name === NOT_ASSESSED ? words.notAssessedLabel : name === UNDECIDED ? words.undecidedLabel : name;
  const line = (name: string, counts: ReadonlyMap<string, number>) => {
    const cells = shown.map((award) => counts.get(award) ?? 0);
    return [name, ...cells.map(count), count(cells.reduce((sum, cell) => sum + cell, 0))];
  };
  const rows = within.length > 0 ? [...groups].map(([name, of]) => line(name, of)) : [];
  const heading = [within.join(' / ') || words.group, ...shown.map(label), words.total];
  const alignments: Alignment[] = ['left', ...shown.map(() => 'right' as const), 'right'];
  return `${words.awards}\n${textTable(heading, [...rows, line(rows.length > 0 ? words.total : words.everyone, total)], alignments)}`;
}

/** Not names of the author's: those begin with a letter. */
const NOT_ASSESSED = ' not assessed';
const UNDECIDED = ' undecided';

/** The inputs whose groups the table of awards shows. */
export function groupsShown(program: Program): readonly string[] {
  return program.awards?.tiers.map(({ quota }) => quota?.within ?? []).find((names) => names.length > 0) ?? [];
}

function awardCounts(program: Program, rows: readonly ScoreRow[]): AwardCounts {
  const within = groupsShown(program);
  const counter = new AwardCounter();
  for (const { award, record } of rows) {
    if (!award) continue;
    const group = within.map((input) => String(record.fields.get(input) ?? '')).join(' / ');
    counter.count(group, countedName(award));
  }
  return counter.counts();
}

/** Under which an award is counted. */
export function countedName({ name, state }: Pick<AwardResult, 'name' | 'state'>): string {
  return name ?? (state === 'undecided' ? UNDECIDED : NOT_ASSESSED);
}

export class AwardCounter {
  private readonly total = new Map<string, number>();
  private readonly groups = new Map<string, Map<string, number>>();

  count(group: string, award: string, times = 1): void {
    this.total.set(award, (this.total.get(award) ?? 0) + times);
    const counts = this.groups.get(group) ?? new Map<string, number>();
    this.groups.set(group, counts);
    counts.set(award, (counts.get(award) ?? 0) + times);
  }

  counts(): AwardCounts {
    return { total: this.total, groups: new Map([...this.groups].sort(([a], [b]) => (a < b ? -1 : 1))) };
  }
}

function quotaTable({ groups }: RunCounts, words: SummaryTexts, count: Count): string {
  const { tier, group, base, room, candidates, placed, rejected } = words.quotaHeadings;
  const rows = groups.map((one) => [
    one.tier,
    one.group === '' ? words.everyone : one.group,
    one.base === null ? '' : count(one.base),
    ...[one.capacity, one.candidates, one.placed, one.rejected].map(count),
  ]);
  const numbers: Alignment[] = ['right', 'right', 'right', 'right', 'right'];
  const heading = [tier, group, base, room, candidates, placed, rejected];
  return `${words.quotas}\n${textTable(heading, rows, ['left', 'left', ...numbers])}`;
}

function limitTable({ limits }: RunCounts, words: SummaryTexts, count: Count): string {
  const { limit, values, group, base, room, found, moved, undecided, rejected, outcome } = words.limitHeadings;
  const rows = limits.map((one) => [
    one.limit,
    one.values.join(', '),
    one.group === '' ? words.everyone : one.group,
    count(one.base),
    `${one.kind === 'at_most' ? '≤' : '≥'} ${count(one.capacity)}`,
    ...[one.found, one.moved, one.undecided, one.rejected].map(count),
    words.limitOutcomes[one.outcome],
  ]);
  const heading = [limit, values, group, base, room, found, moved, undecided, rejected, outcome];
  const numbers = Array<Alignment>(6).fill('right');
  return `${words.limits}\n${textTable(heading, rows, ['left', 'left', 'left', ...numbers, 'left'])}`;
}

function budgetTable({ budgets }: RunCounts, words: SummaryTexts, language: Language): string {
  const count = (number: number) => forPeople(Rational.integer(number), language);
  const money = (amount: Rational) => forPeople(amount, language, { unit: 'IDR' });
  const { group, total, needed, spent, funded, prorated, unfunded, undecided, rejected } = words.budgetHeadings;
  const rows = budgets.map((one) => [
    one.group === '' ? words.everyone : one.group,
    ...[one.total, one.needed, one.spent].map(money),
    ...[one.funded, one.prorated, one.unfunded, one.undecided, one.rejected].map(count),
  ]);
  const heading = [group, total, needed, spent, funded, prorated, unfunded, undecided, rejected];
  return `${words.budgets}\n${textTable(heading, rows, ['left', ...Array<Alignment>(8).fill('right')])}`;
}

/** The counts of a run for programs. */
export function summaryJson(
  program: Program,
  period: Period,
  { summary, groups, limits, budgets, refused, diagnostics }: RunCounts,
) {
  const open = summary.undecided + summary.paymentsUndecided + summary.ratingsUndecided;
  const failed = refused || diagnostics.some(isError) ? 'findings' : undefined;
  const reason = refused ? 'findings' : summary.rejected > 0 ? 'rejects' : open > 0 ? 'undecided' : failed;
  return {
    schemaVersion: 1,
    ...(reason === undefined ? {} : { reason }),
    ruleset: program.ruleset.name,
    period: period.text,
    ...summary,
    awards: Object.fromEntries(summary.awards),
    details: Object.fromEntries(summary.details),
    groups,
    limits,
    budgets: budgets.map((budget) => ({
      ...budget,
      total: budget.total.toString(),
      needed: budget.needed.toString(),
      spent: budget.spent.toString(),
    })),
  };
}
