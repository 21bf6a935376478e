import { diagnostic } from '../base/diagnostic.ts';
import type {
  AwardsAst,
  BandsAst,
  BudgetAst,
  GrantAst,
  IndicatorAst,
  Located,
  PlannedAst,
  QuotaAst,
  RatingAst,
  RowAst,
  ScoreAst,
  TableAst,
  TierAst,
} from './ast.ts';
import type { DocumentNode, MapNode } from './document.ts';
import { type Reader, wholeSpan } from './read-node.ts';
import { described, exactlyOne, headOf, round, show, typeOf } from './read-parts.ts';
import { atOf, consolidateOf, inForce, missingOf } from './read-periods.ts';

const POLARITIES = ['maximize', 'minimize', 'stabilize', 'no_polarity'] as const;

export function indicator(r: Reader, node: DocumentNode): IndicatorAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const group = r.at(map, 'group', r.name);
  const applies = r.at(map, 'applies', r.expression);
  const polarity = r.need(map, 'polarity', (at) => r.word(at, POLARITIES));
  const plan = r.at(map, 'plan', (at) => planned(r, at));
  const template = r.at(map, 'template', (at) => planned(r, at));
  const revision = r.at(map, 'revision', (at) => r.word(at, ['latest', 'prorate_days', 'by_segment']));
  const actual = r.at(map, 'actual', r.expression);
  if (!r.get(map, 'actual') && !r.get(map, 'template')) {
    r.findings.push(diagnostic('TK104', headOf(map), { key: r.spelled('actual'), or: r.spelled('template') }));
  }
  const target = r.at(map, 'target', (at) => targetOf(r, at));
  const achievement = r.need(map, 'achievement', r.expression);
  const clamp = r.at(map, 'clamp', r.interval);
  const rounding = r.need(map, 'round', (at) => round(r, at));
  const score = r.at(map, 'score', (at) => scoreStage(r, at));
  const plannedWeight = r.at(map, 'weight', (at) => planWord(r, at));
  const weight = plannedWeight ? undefined : r.at(map, 'weight', r.expression);
  const policy = r.need(map, 'missing', (at) => missingOf(r, at));
  const effective = r.at(map, 'effective', (at) => inForce(r, at));
  const consolidate = r.at(map, 'consolidate', (at) => consolidateOf(r, at));
  if (!polarity || (!actual && !template) || !achievement || !rounding || !policy) return undefined;
  return {
    ...described(r, map),
    span: map.span,
    ...(group && { group }),
    ...(effective && { effective }),
    at: atOf(r, map),
    ...(applies && { applies }),
    polarity:
      polarity.value === 'no_polarity' ? { ...polarity, value: 'none' } : { ...polarity, value: polarity.value },
    ...(plan && { plan }),
    ...(template && { template }),
    ...(revision && { revision }),
    ...(actual && { actual }),
    ...(target && { target }),
    achievement,
    ...(clamp && { clamp }),
    round: rounding,
    ...(score && { score }),
    ...(weight && { weight }),
    ...(plannedWeight && { plannedWeight }),
    ...policy,
    ...(consolidate && { consolidate }),
    ...show(r, map),
  };
}

/** The place of the word `plan`, which is no expression: an input of that name is read as `(plan)`. */
function planWord(r: Reader, node: DocumentNode): IndicatorAst['plannedWeight'] {
  if (node.kind !== 'scalar' || node.scalar.text.trim() !== r.spelled('plan')) return undefined;
  return { span: wholeSpan(node.scalar) };
}

function planned(r: Reader, node: DocumentNode): PlannedAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const type = typeOf(r, map);
  const range = r.need(map, 'range', r.interval);
  const optional = r.at(map, 'optional', r.flag) ?? false;
  const maxRows = r.at(map, 'max_rows', r.wholeNumber);
  return type && range && { ...type, span: map.span, range, optional, ...(maxRows && { maxRows }) };
}

function scoreStage(r: Reader, node: DocumentNode): IndicatorAst['score'] {
  const map = r.map(node);
  if (!map) return undefined;
  const value = r.need(map, 'value', r.expression);
  const rounding = r.need(map, 'round', (at) => round(r, at));
  return value && rounding && { value, round: rounding };
}

/** Months, quarters and semesters of a year: no part has a higher number. */
export const MOST_PARTS = 12;

function targetOf(r: Reader, node: DocumentNode): IndicatorAst['target'] {
  const plan = planWord(r, node);
  if (plan) return { kind: 'plan', ...plan };
  if (node.kind !== 'map') {
    const value = r.expression(node);
    return value && { kind: 'one', value };
  }
  const parts = node.entries.flatMap(({ key, value: node }) => {
    const part = partOf(r, key);
    const value = r.expression(node);
    return part && value ? [{ part, value }] : [];
  });
  return { kind: 'by_part', span: node.span, parts };
}

function partOf(r: Reader, key: Located<string>): Located<number> | undefined {
  const number = /^\d{1,2}$/.test(key.value) ? Number(key.value) : 0;
  if (number >= 1 && number <= MOST_PARTS) return { value: number, span: key.span };
  r.findings.push(diagnostic('TK126', key.span, { found: key.value, least: 1, most: MOST_PARTS }));
  return r.lose();
}

export function score(r: Reader, node: DocumentNode): ScoreAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const value = r.need(map, 'value', r.expression);
  const rounding = r.need(map, 'round', (at) => round(r, at));
  return value && rounding && { ...described(r, map), span: map.span, value, round: rounding, ...show(r, map) };
}

export function rating(r: Reader, node: DocumentNode): RatingAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const of = r.need(map, 'rating_of', r.expression);
  const domain = r.need(map, 'domain', r.interval);
  const versions = r.need(map, 'bands', (at) => versionsOf(r, at));
  return of && domain && versions && { ...described(r, map), span: map.span, of, domain, at: atOf(r, map), versions };
}

/** Bands as a map, or as a list of dated maps. */
function versionsOf(r: Reader, node: DocumentNode): readonly BandsAst[] | undefined {
  if (node.kind === 'list') return r.list(node, (item) => datedBands(r, item));
  const bands = r.named(node, r.interval);
  return bands && [{ span: node.span, bands }];
}

function datedBands(r: Reader, node: DocumentNode): BandsAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const from = r.need(map, 'from', r.date);
  const to = r.at(map, 'to', r.date);
  const bands = r.need(map, 'bands', (at) => r.named(at, r.interval));
  const cited = r.at(map, 'basis', r.text);
  if (!from || !bands) return undefined;
  return { span: map.span, from, ...(to && { to }), bands, ...(cited !== undefined && { basis: cited }) };
}

export function table(r: Reader, node: DocumentNode): TableAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const inputs = r.need(map, 'table_inputs', (at) => r.list(at, r.name));
  const order = r.at(map, 'table_order', (at) => r.list(at, r.name));
  const hit = r.need(map, 'hit', (at) => r.word(at, ['unique', 'priority']));
  const rows = r.need(map, 'rules', (at) => (at.kind === 'map' ? [] : r.list(at, (item) => row(r, item))));
  const rowsFrom = r.at(map, 'rules', (at) => (at.kind === 'map' ? r.need(at, 'import_from', r.located) : undefined));
  const otherwise = r.at(map, 'otherwise', r.expression);
  if (!inputs || !hit || !rows) return undefined;
  return {
    ...described(r, map),
    span: map.span,
    inputs,
    ...(order && { order }),
    hit,
    rows,
    ...(rowsFrom && { rowsFrom }),
    ...(otherwise && { otherwise }),
  };
}

function row(r: Reader, node: DocumentNode): RowAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const when = r.need(map, 'when', (at) => conditions(r, at));
  const then = r.need(map, 'then', r.expression);
  const basis = r.at(map, 'basis', r.text);
  return when && then && { span: map.span, when, then, ...(basis !== undefined && { basis }) };
}

function conditions(r: Reader, node: DocumentNode): RowAst['when'] | undefined {
  if (node.kind === 'list') return { kind: 'positional', span: node.span, cells: r.list(node, r.cell) ?? [] };
  if (node.kind === 'map') return { kind: 'keyed', span: node.span, cells: r.named(node, r.cell) ?? [] };
  return r.lose();
}

export function awards(r: Reader, node: DocumentNode): AwardsAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const eligible = r.need(map, 'eligible', r.expression);
  const tiers = r.need(map, 'tiers', (at) => r.list(at, (item) => tier(r, item)));
  const otherwise = r.need(map, 'otherwise', r.name);
  const order = r.at(map, 'order', (at) => r.list(at, r.sortKey)) ?? [];
  const limit = r.at(map, 'budget', (at) => budget(r, at));
  if (!eligible || !tiers || !otherwise) return undefined;
  const rest = { eligible, tiers, otherwise, order, ...(limit && { budget: limit }) };
  return { ...described(r, map), span: map.span, ...rest };
}

function budget(r: Reader, node: DocumentNode): BudgetAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const total = r.need(map, 'total', r.expression);
  const grants = r.at(map, 'budget_grants', (at) => r.list(at, r.name));
  const whenExceeded = r.need(map, 'when_exceeded', (at) => r.word(at, ['by_order', 'prorate', 'exceeded_error']));
  const edge = tiesOf(r, map);
  // Who is paid and who is not, where both have earned it alike: nobody may have to guess [G3].
  if (whenExceeded?.value === 'by_order' && !r.get(map, 'ties')) {
    r.findings.push(diagnostic('TK104', headOf(map), { key: r.spelled('ties') }));
  }
  if (!total || !whenExceeded) return undefined;
  const value = whenExceeded.value === 'exceeded_error' ? 'error' : whenExceeded.value;
  return {
    span: map.span,
    total,
    within: withinOf(r, map),
    ...(grants && { grants }),
    whenExceeded: { ...whenExceeded, value },
    ...(edge && { ties: edge }),
  };
}

/** The inputs that name a group; none: everybody is one group. */
export function withinOf(r: Reader, map: MapNode): readonly Located<string>[] {
  return r.at(map, 'within', (at) => (at.kind === 'list' ? r.list(at, r.name) : oneName(r, at))) ?? [];
}

export function tiesOf(r: Reader, map: MapNode): Located<'refuse' | 'include' | 'exclude'> | undefined {
  const ties = r.at(map, 'ties', (at) => r.word(at, ['ties_refuse', 'ties_include', 'ties_exclude']));
  return ties && { ...ties, value: TIES[ties.value] };
}

export function shareRoundingOf(r: Reader, map: MapNode): Located<'down' | 'nearest' | 'up'> | undefined {
  const rounding = r.at(map, 'rounding', (at) => r.word(at, ['share_down', 'share_nearest', 'share_up']));
  return rounding && { ...rounding, value: ROUNDINGS[rounding.value] };
}

function tier(r: Reader, node: DocumentNode): TierAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const name = r.need(map, 'tier', r.name);
  const when = r.need(map, 'when', r.expression);
  const limit = r.at(map, 'quota', (at) => quota(r, at));
  const grants = r.at(map, 'grant', (at) => r.named(at, (value) => grant(r, value))) ?? [];
  return name && when && { ...described(r, map), tier: name, when, ...(limit && { quota: limit }), grants };
}

function grant(r: Reader, node: DocumentNode): GrantAst | undefined {
  if (node.kind === 'scalar') {
    const text = r.located(node);
    return text && { kind: 'text', text };
  }
  const map = r.map(node);
  if (!map) return undefined;
  const value = r.need(map, 'value', r.expression);
  const rounding = r.need(map, 'round', (at) => round(r, at));
  return value && rounding && { kind: 'value', value, round: rounding };
}

const ROUNDINGS = { share_down: 'down', share_nearest: 'nearest', share_up: 'up' } as const;
const TIES = { ties_refuse: 'refuse', ties_include: 'include', ties_exclude: 'exclude' } as const;

function quota(r: Reader, node: DocumentNode): QuotaAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const share = r.at(map, 'share', r.expression);
  const count = r.at(map, 'quota_count', r.wholeNumber);
  const rounding = shareRoundingOf(r, map);
  const atLeast = r.at(map, 'at_least', r.wholeNumber);
  const base = r.at(map, 'quota_base', (at) => r.word(at, ['accepted', 'eligible', 'candidates']));
  const within = withinOf(r, map);
  const order = r.need(map, 'order', (at) => r.list(at, r.sortKey));
  const ties = r.need(map, 'ties', (at) => r.word(at, ['ties_refuse', 'ties_include', 'ties_exclude']));
  exactlyOne(r, map, ['share', 'quota_count'], headOf(map));
  // A share of whom, and what becomes of its fraction: nobody may have to guess [G2] [G8].
  for (const key of ['rounding', 'quota_base'] as const) {
    if (share && !r.get(map, key)) r.findings.push(diagnostic('TK104', headOf(map), { key: r.spelled(key) }));
  }
  if (!order || !ties) return undefined;
  return {
    span: map.span,
    ...(share && { share }),
    ...(count && { count }),
    ...(rounding && { rounding }),
    ...(atLeast && { atLeast: atLeast.value }),
    ...(base && { base }),
    within,
    order,
    ties: { ...ties, value: TIES[ties.value] },
  };
}

function oneName(r: Reader, node: DocumentNode): readonly Located<string>[] | undefined {
  const name = r.name(node);
  return name && [name];
}
