import { KEY_SEPARATOR } from '../data/bind.ts';
import type { Operation } from '../language/core.ts';
import type { Language } from '../language/vocabulary.ts';
import type { NamedNode, Program } from '../model/program.ts';
import type { Evaluation, ScoreRow } from '../model/score.ts';
import { Rational } from '../number/rational.ts';
import { intervalForPeople } from '../number/text.ts';
import { explainAward } from './award.ts';
import { explainDerived } from './derived.ts';
import type {
  Explanation,
  RatingExplanation,
  ScoreExplanation,
  ValueExplanation,
  WeightedMember,
} from './explanation.ts';
import { explainIndicator } from './indicators.ts';
import { innerNode, namesOf, nodesWithin } from './names.ts';
import { bandsIn, explainEarlier, explainParts, isOverridden } from './periods.ts';
import { type Context, contextOf, printing, roundingStep, showNode, showNumber, showThing, stepOf } from './show.ts';
import { explainTable } from './tables.ts';

export interface ExplainOptions {
  /** Show the key of the last who was admitted to a full tier; off by default, since it names a colleague [G7]. */
  readonly names?: boolean;
}

/**
 * Why the record got what it got: its evaluated tree, with the file's own words beside each value. Nothing is scored
 * again. Sensitive inputs, and values that would give them away, are masked.
 */
export function explain(row: ScoreRow, language: Language, { names = false }: ExplainOptions = {}): Explanation {
  const { program } = row.evaluation;
  const { ruleset } = program;
  const context = contextOf(row.evaluation, language, namesOf(program), names);
  const scores = resultsOf(context, 'score').flatMap((result) => explainScore(context, result) ?? []);
  const members = scores.flatMap((score) => score.members);
  return {
    language,
    key: row.key.replaceAll(KEY_SEPARATOR, '/'),
    period: row.period.text,
    ruleset: ruleset.name,
    title: ruleset.title,
    subject: ruleset.subject,
    basis: ruleset.basis,
    state: row.state,
    indicators: indicatorsShown(context).map((nodes) => {
      const scored = row.indicators.find(({ name }) => name === nodes.name);
      if (!scored) throw new Error(`indicator ${nodes.name} was not scored`);
      return explainIndicator(context, nodes, scored, members);
    }),
    values: resultsOf(context, 'value').flatMap((result) => explainValue(context, result) ?? []),
    scores,
    ratings: resultsOf(context, 'rating').flatMap((result) => explainRating(context, result) ?? []),
    tables: resultsOf(context, 'table').flatMap((result) => explainTable(context, result) ?? []),
    derived: explainDerived(context, row),
    award: explainAward(context, row),
    earlier: explainEarlier(context),
    parts: explainParts(context, row),
  };
}

/** Rows that a template could have and the plan has not are of no interest to anybody. */
function indicatorsShown({ program, evaluation }: Context): Program['indicators'] {
  return program.indicators.filter(({ name }) => isInPlan(program, evaluation, name));
}

function isInPlan({ ruleset }: Program, { record }: Evaluation, name: string): boolean {
  return !ruleset.indicators.get(name)?.planned?.template || record.plan?.has(name) === true;
}

function resultsOf({ program }: Context, kind: NamedNode['kind']): readonly NamedNode[] {
  return program.results.filter((result) => result.kind === kind);
}

function explainValue(context: Context, { name, node, digits }: NamedNode): ValueExplanation | undefined {
  const declared = context.program.ruleset.values.get(name);
  if (!declared) return undefined;
  const { title = {}, basis = [], show } = declared;
  const inner = declared.round.kind === 'none' ? node : innerNode(context.program, node);
  return {
    name,
    title,
    basis,
    formula: stepOf(context, declared.value, inner, { self: name, show }),
    rounding: roundingStep(context.language, declared.round),
    value: showThing(context, node, { name, digits, show }),
  };
}

function explainScore(context: Context, { name, node, digits }: NamedNode): ScoreExplanation | undefined {
  const declared = context.program.ruleset.scores.get(name);
  if (!declared) return undefined;
  const { title = {}, basis = [], show, round } = declared;
  const isByDays = isOverridden(context, node);
  return {
    name,
    title,
    basis,
    formula: stepOf(context, declared.value, isByDays ? node : innerNode(context.program, node), { self: name, show }),
    members: isByDays ? [] : membersOf(context, node),
    rounding: roundingStep(context.language, round),
    value: showThing(context, node, { name, digits, show }),
  };
}

type Weighted = Extract<Operation, { op: 'weighted' }>;

/** Who entered the weighted mean or sum, with which share. */
function membersOf(context: Context, score: number): readonly WeightedMember[] {
  return nodesWithin(context.program, context.names, score).flatMap((node) =>
    node.op === 'weighted' ? weightedMembers(context, node) : [],
  );
}

function weightedMembers(context: Context, { form, terms }: Weighted): readonly WeightedMember[] {
  const { evaluation, language, program } = context;
  const counted = terms.map(({ counts, weight }) => {
    const does = evaluation.seen(counts);
    if (does?.kind !== 'value' || does.value !== true) return null;
    const outcome = evaluation.seen(weight);
    return outcome?.kind === 'value' && outcome.value instanceof Rational ? outcome.value : null;
  });
  const total = counted.reduce<Rational>((sum, weight) => (weight ? sum.add(weight) : sum), Rational.ZERO);
  return terms.flatMap(({ name, weight, value }, i): readonly WeightedMember[] => {
    if (!isInPlan(program, evaluation, name)) return [];
    const own = counted[i] ?? null;
    const whole = form === 'sum' ? Rational.HUNDRED : total;
    const share = own && !whole.isZero ? own.multiply(Rational.HUNDRED).divide(whole) : null;
    const indicator = program.ruleset.indicators.get(name);
    const round = indicator?.score?.round ?? indicator?.round;
    const digits = round?.kind === 'digits' ? round.digits : null;
    const member: WeightedMember = {
      name,
      counts: own !== null,
      weight: showNode(context, weight),
      share: share && showNumber(language, share, '%', { show: 2 }),
      value: showNode(context, value, printing(digits, indicator?.show)),
    };
    return [member];
  });
}

function explainRating(context: Context, { name, node }: NamedNode): RatingExplanation | undefined {
  const { program, evaluation, language } = context;
  const declared = program.ruleset.ratings.get(name);
  const rated = program.ratings.get(name);
  if (!declared || rated === undefined) return undefined;
  const outcome = evaluation.seen(node);
  const band =
    outcome?.kind === 'value' &&
    bandsIn(declared, evaluation.setting.period).find((candidate) => candidate.name === outcome.value);
  const base = program.nodes[rated]?.type.base;
  const unit = base?.kind === 'number' ? base.unit : '';
  return {
    name,
    title: declared.title ?? {},
    basis: declared.basis ?? [],
    of: stepOf(context, declared.of, rated),
    band: band
      ? { name: band.name, interval: intervalForPeople(band.interval, language, unit), place: band.span }
      : null,
  };
}
