import { isError } from '../base/diagnostic.ts';
import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { SummaryTexts } from '../messages/texts.ts';
import type { Program } from '../model/program.ts';
import type { CohortResult, ScoreRow } from '../model/score.ts';
import type { Period } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { forPeople } from '../number/text.ts';
import { type Alignment, textTable } from './table.ts';

/** The counts of a run for people: rows, awards in each group, quotas. */
export function summaryText(program: Program, period: Period, result: CohortResult, language: Language): string {
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

type Count = (number: number) => string;

/** Awards by group, a column each; the groups are those of the first quota that has any. */
function awardTable(program: Program, result: CohortResult, words: SummaryTexts, count: Count): string {
  const within = program.awards?.tiers.map(({ quota }) => quota?.within ?? []).find((names) => names.length > 0) ?? [];
  const groups = awardsByGroup(result.rows, within);
  const total = countAwards(result.rows);
  const shown = [...result.summary.awards.keys()];
  if (total.has(NOT_ASSESSED)) shown.push(NOT_ASSESSED);
  if (total.has(UNDECIDED)) shown.push(UNDECIDED);
  const label = (name: string) =>
    name === NOT_ASSESSED ? words.notAssessedLabel : name === UNDECIDED ? words.undecidedLabel : name;
  const line = (name: string, counts: ReadonlyMap<string, number>) => {
    const cells = shown.map((award) => counts.get(award) ?? 0);
    return [name, ...cells.map(count), count(cells.reduce((sum, cell) => sum + cell, 0))];
  };
  const rows = within.length > 0 ? [...groups].map(([name, of]) => line(name, countAwards(of))) : [];
  const heading = [within.join(' / ') || words.group, ...shown.map(label), words.total];
  const alignments: Alignment[] = ['left', ...shown.map(() => 'right' as const), 'right'];
  return `${words.awards}\n${textTable(heading, [...rows, line(rows.length > 0 ? words.total : words.everyone, total)], alignments)}`;
}

/** Not names of the author's: those begin with a letter. */
const NOT_ASSESSED = ' not assessed';
const UNDECIDED = ' undecided';

function awardsByGroup(rows: readonly ScoreRow[], within: readonly string[]): ReadonlyMap<string, readonly ScoreRow[]> {
  const groups = new Map<string, ScoreRow[]>();
  for (const row of rows) {
    const name = within.map((input) => String(row.record.fields.get(input) ?? '')).join(' / ');
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countAwards(rows: readonly ScoreRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { award } of rows) {
    if (!award) continue;
    const name = award.name ?? (award.state === 'undecided' ? UNDECIDED : NOT_ASSESSED);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function quotaTable({ groups }: CohortResult, words: SummaryTexts, count: Count): string {
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

function limitTable({ limits }: CohortResult, words: SummaryTexts, count: Count): string {
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

function budgetTable({ budgets }: CohortResult, words: SummaryTexts, language: Language): string {
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
  { summary, groups, limits, budgets, refused, diagnostics }: CohortResult,
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
