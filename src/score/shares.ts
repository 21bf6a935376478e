import type { WeightedTerm } from '../language/core.ts';
import type { Evaluation } from '../model/score.ts';
import { Rational } from '../number/rational.ts';

/**
 * By indicator its share of the weights that count, in percent, in the first weighted mean or sum that it enters. Who
 * does not count has none.
 */
export function sharesOf(evaluation: Evaluation): ReadonlyMap<string, Rational> {
  const { nodes, ruleset } = evaluation.program;
  const shares = new Map<string, Rational>();
  for (const node of nodes) {
    if (node.op !== 'weighted' || !node.terms.some(({ name }) => ruleset.indicators.has(name))) continue;
    const weights = node.terms.map((term) => [term.name, weightOf(evaluation, term)] as const);
    const sum = weights.reduce<Rational>((total, [, weight]) => (weight ? total.add(weight) : total), Rational.ZERO);
    const whole = node.form === 'sum' ? Rational.HUNDRED : sum;
    for (const [name, weight] of weights) {
      if (weight && !whole.isZero && !shares.has(name)) {
        shares.set(name, weight.multiply(Rational.HUNDRED).divide(whole));
      }
    }
  }
  return shares;
}

/** Null where the term does not count. */
function weightOf(evaluation: Evaluation, { counts, weight }: WeightedTerm): Rational | null {
  const does = evaluation.seen(counts);
  if (does?.kind !== 'value' || does.value !== true) return null;
  const outcome = evaluation.seen(weight);
  return outcome?.kind === 'value' && outcome.value instanceof Rational ? outcome.value : null;
}
