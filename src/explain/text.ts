import type { Localized } from '../base/codes.ts';
import type { Language } from '../language/vocabulary.ts';
import type { ExplainTexts } from '../messages/explain-texts.ts';
import { texts } from '../messages/say.ts';
import type {
  AwardExplanation,
  ConditionStep,
  EarlierExplanation,
  Explanation,
  ExplanationDocument,
  GrantExplanation,
  IndicatorExplanation,
  PartExplanation,
  PlanExplanation,
  RoundingStep,
  RowsExplanation,
  ScoreExplanation,
  Shown,
  Step,
  TierExplanation,
  Use,
} from './explanation.ts';

/** Lines of a text with their depth. */
interface Page {
  readonly words: ExplainTexts;
  readonly language: Language;
  readonly lines: string[];
}

const INDENT = '  ';

/** The explanation as indented text for people. Its values are printed as `explain` was told, so give the same language. */
export function explanationText(explanation: Explanation, language: Language): string {
  const page: Page = { words: texts(language).explain, language, lines: [] };
  const { words } = page;
  put(page, 0, words.heading(explanation.subject, explanation.key, explanation.period));
  put(page, 0, titled(page, explanation.title, explanation.ruleset));
  putBasis(page, 0, explanation.basis);
  if (explanation.state === 'not_assessed') put(page, 0, words.notAssessed);
  if (explanation.award) putAward(page, explanation.award);
  putDerived(page, explanation);
  putSection(page, words.tables, explanation.tables, (table) => {
    put(page, 1, `${titled(page, table.title, table.name)}: ${shown(page, table.value)}`);
    putBasis(page, 2, table.basis);
    if (table.columns.length > 0) put(page, 2, useList(page, table.columns));
    const none = table.value.kind === 'value' ? words.noRow : words.rowMissing;
    put(page, 2, table.row ? `${words.row(table.row.number)}: ${table.row.text}` : none);
    if (table.row?.basis) putBasis(page, 2, [table.row.basis]);
  });
  putSection(page, words.ratings, explanation.ratings, (rating) => {
    put(page, 1, `${titled(page, rating.title, rating.name)}: ${rating.band?.name ?? words.absent.missing}`);
    putBasis(page, 2, rating.basis);
    putStep(page, 2, words.parts.formula, rating.of);
    put(page, 2, rating.band ? words.band(rating.band.name, rating.band.interval) : words.noBand);
  });
  putSection(page, words.scores, explanation.scores, (score) => putScore(page, score));
  putSection(page, words.indicators, explanation.indicators, (indicator) => putIndicator(page, indicator));
  putSection(page, words.values, explanation.values, (value) => {
    put(page, 1, `${titled(page, value.title, value.name)}: ${shown(page, value.value)}`);
    putBasis(page, 2, value.basis);
    putStep(page, 2, words.parts.formula, value.formula);
    if (value.rounding.kind !== 'none') put(page, 2, roundingText(page, value.rounding));
  });
  putSection(page, words.earlier, explanation.earlier, (read) => putEarlier(page, read));
  putSection(page, words.rowsTogether, explanation.parts, (part) => putPart(page, part));
  return `${page.lines.join('\n')}\n`;
}

function putEarlier(page: Page, { text, periods }: EarlierExplanation): void {
  const { words } = page;
  const each = periods.map(({ period, value }) => `${period}: ${value ? shown(page, value) : words.noRowThere}`);
  put(page, 1, `${text} = ${each.join('; ')}`);
}

function putPart(page: Page, { period, from, to, days, indicators, scores }: PartExplanation): void {
  const { words } = page;
  put(page, 1, from === null || to === null ? period : words.stretch(period, from, to, days));
  for (const { name, actual, target, achievement } of indicators) {
    const parts = [
      `${words.parts.actual}: ${shown(page, actual)}`,
      ...(target ? [`${words.parts.target}: ${shown(page, target)}`] : []),
      `${words.parts.achievement}: ${shown(page, achievement)}`,
    ];
    put(page, 2, `${name}: ${parts.join('; ')}`);
  }
  for (const { name, value, unrounded } of scores) {
    const isByDays = from !== null && unrounded.text !== value.text;
    put(page, 2, `${name}: ${shown(page, isByDays ? unrounded : value)}`);
  }
}

/** Decisions, limits, groups and amounts, each with how it came about. */
function putDerived(page: Page, { derived }: Explanation): void {
  const { groups } = page.words;
  const headings = { decision: groups.decisions, limit: groups.heading, group: groups.heading, amount: groups.amounts };
  for (const heading of new Set(Object.values(headings))) {
    const items = derived.filter(({ kind }) => headings[kind] === heading);
    putSection(page, heading, items, (item) => {
      put(page, 1, `${titled(page, item.title, item.name)}: ${shown(page, item.value)}`);
      putBasis(page, 2, item.basis);
      for (const note of item.notes) put(page, 2, note);
    });
  }
}

function put({ lines }: Page, depth: number, text: string): void {
  lines.push(INDENT.repeat(depth) + text);
}

function putSection<T>(page: Page, heading: string, items: readonly T[], putItem: (item: T) => void): void {
  if (items.length === 0) return;
  page.lines.push('');
  put(page, 0, heading);
  for (const item of items) putItem(item);
}

function putBasis(page: Page, depth: number, basis: readonly string[]): void {
  if (basis.length > 0) put(page, depth, `${page.words.basis}: ${basis.join('; ')}`);
}

/** `Title (name)`, in the page's language where the author wrote one. */
function titled({ language }: Page, title: Localized, name: string): string {
  const text = title[language] ?? title.id ?? title.en;
  return text === undefined ? name : `${text} (${name})`;
}

function shown({ words }: Page, value: Shown): string {
  if (value.kind !== 'value') return words.absent[value.kind];
  const text = value.text ?? '';
  return value.shortened && value.exact !== null ? `${text} (${words.exactly(value.exact)})` : text;
}

function useList(page: Page, uses: readonly Use[]): string {
  return uses.map(({ name, value }) => `${name}: ${shown(page, value)}`).join('; ');
}

/** `label: value = expression`, and beneath it what the expression read; of a constant or an alias the value says all. */
function putStep(page: Page, depth: number, label: string, step: Step): void {
  const value = shown(page, step.value);
  const reads = step.uses.length > 0 || step.rows.length > 0 || step.value.kind === 'not_applicable';
  put(page, depth, reads ? `${label}: ${value} = ${step.text}` : `${label}: ${value}`);
  const [only] = step.uses;
  const alias = step.uses.length === 1 && only?.name === step.text;
  if (step.uses.length > 0 && !alias) put(page, depth + 1, useList(page, step.uses));
  for (const rows of step.rows) putRows(page, depth + 1, rows);
}

/** How many rows an aggregate took, and the first of them. */
function putRows(page: Page, depth: number, { details, read, counted, shown: some }: RowsExplanation): void {
  const { words } = page;
  put(page, depth, words.rows({ details, read, counted }));
  for (const { row, values } of some) put(page, depth + 1, `${words.rowOfDetails(row)}: ${useList(page, values)}`);
  const more = (counted ?? 0) - some.length;
  if (more > 0) put(page, depth + 1, words.moreRows(more));
}

const MARKS = { true: '✓', false: '✗', null: '·' } as const;

/** The topmost `and` needs no line of its own: its parts stand beneath the heading. */
function putCondition(page: Page, depth: number, condition: ConditionStep, top = true): void {
  const mark = MARKS[`${condition.holds}`];
  if (condition.kind === 'comparison') {
    const uses = condition.uses.length > 0 ? `   (${useList(page, condition.uses)})` : '';
    put(page, depth, `${mark} ${condition.text}${uses}`);
    return;
  }
  const spread = top && condition.kind === 'all';
  if (!spread) put(page, depth, `${mark} ${page.words.parts[condition.kind]}:`);
  for (const part of condition.parts) putCondition(page, spread ? depth : depth + 1, part, false);
}

function putAward(page: Page, award: AwardExplanation): void {
  const { words } = page;
  page.lines.push('');
  put(page, 0, `${words.award}: ${awardState(page, award)}`);
  putBasis(page, 1, award.basis);
  if (award.beforeLimits) put(page, 1, words.beforeLimits);
  if (award.eligible) {
    put(page, 1, words.eligible(award.eligible.holds === true));
    putCondition(page, 2, award.eligible);
  }
  for (const tier of award.tiers) putTier(page, tier);
  if (award.grants.length > 0) put(page, 1, `${words.grants}:`);
  for (const grant of award.grants) putGrant(page, grant);
}

function awardState({ words }: Page, { state, name }: AwardExplanation): string {
  const states = words.awardStates;
  return state === 'not_assessed' || state === 'undecided' ? states[state] : states[state](name ?? '');
}

function putTier(page: Page, { tier, outcome, condition, quota, title, basis }: TierExplanation): void {
  const { words } = page;
  put(page, 1, words.tierOutcomes[outcome](titled(page, title, tier)));
  putBasis(page, 2, basis);
  putCondition(page, 2, condition);
  if (!quota) return;
  put(page, 2, words.quota(quota));
  if (quota.order.length > 0) {
    const keys = quota.order.map(({ text, direction, value }) => `${text} ${direction} (${shown(page, value)})`);
    put(page, 2, `${words.order}: ${keys.join(', ')}`);
  }
  if (quota.lastAdmitted !== null) put(page, 2, words.lastAdmitted(quota.lastAdmitted));
}

function putGrant(page: Page, { name, text, amount, payment }: GrantExplanation): void {
  if (!amount) {
    put(page, 2, `${name}: ${text ?? ''}`);
    return;
  }
  put(page, 2, `${name}: ${shown(page, amount.value)}`);
  putStep(page, 3, page.words.parts.formula, amount.formula);
  if (amount.rounding.kind !== 'none') put(page, 3, roundingText(page, amount.rounding));
  if (!payment) return;
  const said = page.words.groups.payments[payment.state](shown(page, amount.value));
  put(page, 3, payment.state === 'prorated' ? `${said}: ${shown(page, payment.paid)}` : said);
}

function putScore(page: Page, score: ScoreExplanation): void {
  const { words } = page;
  put(page, 1, `${titled(page, score.title, score.name)}: ${shown(page, score.value)}`);
  putBasis(page, 2, score.basis);
  if (score.members.length === 0) putStep(page, 2, words.parts.formula, score.formula);
  else put(page, 2, `${words.parts.formula}: ${shown(page, score.formula.value)} = ${score.formula.text}`);
  for (const { name, counts, value, weight, share } of score.members) {
    const parts = { name, value: shown(page, value), weight: shown(page, weight), share: share?.text ?? '' };
    if (counts) put(page, 3, words.member(parts));
  }
  const leftOut = score.members.filter(({ counts }) => !counts).map(({ name }) => name);
  if (leftOut.length > 0) put(page, 3, words.membersLeftOut(leftOut));
  put(page, 2, roundingText(page, score.rounding));
}

function putIndicator(page: Page, indicator: IndicatorExplanation): void {
  const { words } = page;
  const { state, applies, actual, target, formula, clamp, achievement, score, weight } = indicator;
  const name = titled(page, indicator.title, indicator.name);
  const scored = state === 'scored' || state === 'carried';
  put(page, 1, `${name}: ${scored ? shown(page, score?.value ?? achievement) : words.indicatorStates[state]}`);
  if (indicator.carriedFrom !== null) put(page, 2, words.carriedFrom(indicator.carriedFrom));
  if (indicator.method !== null) put(page, 2, words.takenTogether(indicator.method));
  putBasis(page, 2, indicator.basis);
  if (applies) {
    put(page, 2, `${words.parts.applies}:`);
    putCondition(page, 3, applies);
  }
  if (state === 'not_applicable') return;
  if (indicator.plan) putPlan(page, indicator.plan);
  // Of several rows that are scored by themselves there is no single actual, and no formula was applied to all.
  if (indicator.method !== null && actual.value.kind === 'not_applicable') {
    put(page, 2, `${words.parts.achievement}: ${shown(page, achievement)}`);
    return;
  }
  putStep(page, 2, words.parts.actual, actual);
  if (target) putStep(page, 2, words.parts.target, target);
  if (!scored) return;
  putStep(page, 2, words.parts.achievement, formula);
  const limited = clamp ? `${clamp.changed ? words.clamped(clamp.text) : words.withinClamp(clamp.text)}; ` : '';
  put(page, 3, `${limited}${roundingText(page, indicator.rounding)}: ${shown(page, achievement)}`);
  if (score) {
    putStep(page, 2, words.parts.score, score.formula);
    put(page, 3, `${roundingText(page, score.rounding)}: ${shown(page, score.value)}`);
  }
  if (weight) {
    const declared = shown(page, weight.declared);
    put(page, 2, `${words.parts.weight}: ${weight.share ? words.share(declared, weight.share.text ?? '') : declared}`);
  }
}

/** Which row of the plan it was; where several held, each with its days, and how they came to one. */
function putPlan(page: Page, { no, revision, segments }: PlanExplanation): void {
  const { words, language } = page;
  put(page, 2, revision === null ? words.planRow(no) : `${words.planRow(no)}; ${revisionText(language, revision)}`);
  if (segments.length < 2) return;
  for (const { from, to, days, target, achievement } of segments) {
    const text = words.planSegment({ from, to, days: String(days), target: target ? shown(page, target) : '' });
    put(page, 3, achievement ? text + words.planAchieved(shown(page, achievement)) : text);
  }
}

function revisionText(language: Language, revision: NonNullable<PlanExplanation['revision']>): string {
  return texts(language).report.planSheet.revisions[revision];
}

function roundingText({ words }: Page, { kind, digits, step, mode }: RoundingStep): string {
  if (kind === 'digits') return words.rounded(digits ?? 0, mode ?? '');
  return kind === 'step' ? words.roundedToStep(step ?? '', mode ?? '') : words.notRounded;
}

/** The explanation as an object for JSON. Places are offsets into the named file. */
export function explanationJson(explanation: Explanation): ExplanationDocument {
  return { schemaVersion: 1, ...explanation };
}
