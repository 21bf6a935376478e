import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { NodeId } from '../language/core.ts';
import type { Evaluation } from '../model/score.ts';
import { isWithin } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { ABOVE_ZERO } from './arithmetic.ts';
import { ask, caseOf, employeeOf } from './cases.ts';
import { truthOf } from './regions/diagram.ts';
import type { Path } from './regions/paths.ts';
import type { Subject } from './subject.ts';

/**
 * Weights under every position that some employee could have [P6]: with `total_100` those that apply total 100, and
 * nobody is left without any indicator. What is too much to go through is not proven (TK582). Weights of plans are
 * no matter of the rules: each plan is checked by itself.
 */
export function weightFindings(subject: Subject): readonly Diagnostic[] {
  return [...signFindings(subject), ...totalFindings(subject), ...emptyFindings(subject)];
}

/** A weight is above 0 wherever its indicator applies: one of 0 assesses nothing, a negative one turns it round. */
function signFindings({ program, ranges }: Subject): readonly Diagnostic[] {
  return program.indicators.flatMap(({ name, applies, weight: node }) => {
    const written = program.ruleset.indicators.get(name)?.weight;
    const applying = ranges.assuming(applies, true, ranges.always);
    if (node === null || written === undefined || applying === null) return [];
    const range = ranges.in(node, applying);
    if (isWithin(range, ABOVE_ZERO)) return [];
    const weight = range.high !== null && range.high.sign < 0 ? range.high : Rational.ZERO;
    return [diagnostic('TK525', written.span, { weight })];
  });
}

function totalFindings(subject: Subject): readonly Diagnostic[] {
  return subject.program.requirements.flatMap(({ node, reason, span }) => {
    if (reason.kind !== 'weights' || isOfPlan(subject, reason.total)) return [];
    const broken = firstBreaking(subject, node, span, 'total');
    if (broken === undefined || 'code' in broken) return broken === undefined ? [] : [broken];
    const total = totalOf(subject, broken, reason.total);
    return [diagnostic('TK526', span, { total, position: caseOf(subject, broken) })];
  });
}

/** Where a mean would fail because nothing applies, the lowering has left the condition and the failure beside it. */
function emptyFindings(subject: Subject): readonly Diagnostic[] {
  const { nodes } = subject.program;
  return nodes.flatMap((node) => {
    if (node.op !== 'choose' || node.origin === null) return [];
    const failing = nodes[node.otherwise];
    if (failing?.op !== 'fail' || failing.failure.kind !== 'no_indicator') return [];
    const span: Span = node.origin;
    const broken = isOfPlan(subject, node.condition) ? undefined : firstBreaking(subject, node.condition, span, 'none');
    if (broken === undefined || 'code' in broken) return broken === undefined ? [] : [broken];
    return [diagnostic('TK528', span, { score: failing.failure.score, position: caseOf(subject, broken) })];
  });
}

/** The first position for which a flag is false; the finding that it was too much; or undefined where there is none. */
function firstBreaking(
  subject: Subject,
  goal: NodeId,
  span: Span,
  of: 'total' | 'none',
): Path | Diagnostic | undefined {
  const { regions, constraints } = subject;
  const question = () => {
    const met = regions.diagrams.map(regions.of(goal), (leaf) => regions.diagrams.flag(truthOf(leaf) !== false));
    return regions.without(constraints.around([goal], regions), met);
  };
  const answer = ask(subject, question, (leaf) => truthOf(leaf) === true);
  if (answer.kind === 'case') return answer.path;
  return answer.kind === 'none' ? undefined : diagnostic('TK582', span, { of, axes: rootNames(subject, goal) });
}

/** As the evaluator adds it up for an employee in that position. */
function totalOf(subject: Subject, path: Path, total: NodeId): Rational {
  const sum = (evaluation: Evaluation) => {
    const result = evaluation.at(total);
    return result.kind === 'value' && result.value instanceof Rational ? result.value : undefined;
  };
  const isOff = (evaluation: Evaluation) => sum(evaluation)?.equals(Rational.HUNDRED) === false;
  const { evaluation } = employeeOf(subject, path, [total], isOff);
  return (evaluation && sum(evaluation)) ?? totalIn(subject, path, total);
}

/** As the diagram has it, where no employee was found. */
function totalIn({ regions }: Subject, path: Path, total: NodeId): Rational {
  const leaf = regions.along(regions.of(total), path);
  return leaf.kind === 'form' && leaf.form.terms.length === 0 ? leaf.form.constant : Rational.ZERO;
}

function rootNames({ regions, constraints }: Subject, goal: NodeId): readonly string[] {
  const nodes = [...constraints.rootNodes(goal)].sort((a, b) => a - b);
  return nodes.map((id) => regions.roots.axis(regions.roots.node(id)).name);
}

/** Inputs that come from the plan are named after it. */
function isOfPlan({ constraints, program }: Subject, goal: NodeId): boolean {
  return constraints.rootNodes(goal).some((id) => {
    const node = program.nodes[id];
    return node?.op === 'input' && node.name.startsWith('plan.');
  });
}
