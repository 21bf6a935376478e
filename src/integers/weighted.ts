import type { CoreNode, NodeId } from '../language/core.ts';
import { Rational } from '../number/rational.ts';
import type { Absences } from './absences.ts';
import type { Fractions } from './fractions.ts';
import type { Absence, Fraction, PlanCell, PlanValue, StepId } from './plan.ts';
import type { StepWriter } from './steps.ts';

type Weighted = Extract<CoreNode, { op: 'weighted' }>;

/** What has been lowered so far, and what to write with. */
interface Lowered {
  readonly steps: StepWriter;
  readonly fractions: Fractions;
  readonly absences: Absences;
  cell(id: NodeId): PlanCell;
  flagOf(id: NodeId): { readonly flag: StepId; readonly absence: Absence };
  numberIn(value: PlanValue, node: CoreNode): Fraction;
}

interface Part {
  /** The member takes part. */
  readonly counts: StepId;
  readonly weight: Fraction;
  readonly product: Fraction;
  readonly absence: Absence;
}

/** A weighted mean or sum over those of its members that count [N4] [N5]. */
export function weightedCell(lowering: Lowered, node: Weighted): PlanCell {
  const { steps, fractions, absences } = lowering;
  const parts = node.terms.map((term) => partOf(lowering, node, term));
  const zero = fractions.constant(Rational.ZERO);
  const counted = steps.any(parts.map(({ counts }) => counts));
  const sum = parts.reduce((total, { product }) => fractions.add(total, product), zero);
  const weights = parts.reduce((total, { weight }) => fractions.add(total, weight), zero);
  const absence = absences.join(parts.map((part) => part.absence));
  // Where nothing counts there is no score, neither as a mean nor as a sum.
  const isNothing =
    node.form === 'sum' ? steps.not(counted) : steps.either(steps.not(counted), fractions.isZero(weights));
  const fraction =
    node.form === 'sum' ? fractions.divide(sum, fractions.constant(Rational.HUNDRED)) : fractions.divide(sum, weights);
  return {
    value: { kind: 'number', fraction },
    absence: { ...absence, missing: steps.either(absence.missing, isNothing) },
  };
}

function partOf(lowering: Lowered, node: Weighted, term: Weighted['terms'][number]): Part {
  const { steps, fractions, absences } = lowering;
  const condition = lowering.flagOf(term.counts);
  const zero = fractions.constant(Rational.ZERO);
  const counts = steps.both(condition.flag, steps.not(absences.any(condition.absence)));
  const weight = lowering.cell(term.weight);
  const value = lowering.cell(term.value);
  const own = absences.join([weight.absence, value.absence]);
  const absence = absences.first(condition.absence, absences.select(counts, own, absences.none));
  if (weight.value.kind === 'nothing' || value.value.kind === 'nothing') {
    return { counts, weight: zero, product: zero, absence };
  }
  const declared = lowering.numberIn(weight.value, node);
  const product = fractions.multiply(declared, lowering.numberIn(value.value, node));
  return {
    counts,
    weight: fractions.select(counts, declared, zero),
    product: fractions.select(counts, product, zero),
    absence,
  };
}
