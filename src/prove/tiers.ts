import { type Diagnostic, diagnostic, isError, type Related } from '../base/diagnostic.ts';
import type { NodeId } from '../language/core.ts';
import type { AwardNodes, TierNodes } from '../model/program.ts';
import type { Tier } from '../model/ruleset.ts';
import type { Evaluation } from '../model/score.ts';
import { ask, caseOf, employeeOf } from './cases.ts';
import { isTrue } from './regions/compile.ts';
import type { Diagram } from './regions/diagram.ts';
import type { Subject } from './subject.ts';

/**
 * Tiers that nobody can come to (TK577), that better tiers without limit take whole (TK575), and whose losers fall
 * through all the others (TK576). There is always an `otherwise`, so what is too much to work out is a warning.
 */
export function tierFindings(subject: Subject): readonly Diagnostic[] {
  const { program } = subject;
  const { awards } = program;
  if (awards === null || program.ruleset.awards === undefined) return [];
  // A quota that could not be read is not there, and would make its tier seem without limit.
  if (program.ruleset.loaded.findings?.some(isError)) return [];
  return new TierProof(subject, awards, program.ruleset.awards.tiers).findings();
}

class TierProof {
  private readonly subject: Subject;
  private readonly awards: AwardNodes;
  private readonly written: readonly Tier[];
  private readonly notProven = new Set<string>();

  constructor(subject: Subject, awards: AwardNodes, written: readonly Tier[]) {
    this.subject = subject;
    this.awards = awards;
    this.written = written;
  }

  findings(): readonly Diagnostic[] {
    const found = this.awards.tiers.flatMap((tier, index) => this.ofTier(tier, index));
    const { ruleset } = this.subject.program;
    const { span } = ruleset.loaded.main.awards ?? ruleset.loaded.main.name;
    const axes = [...this.notProven];
    return axes.length === 0 ? found : [...found, diagnostic('TK583', span, { axes })];
  }

  private ofTier(tier: TierNodes, index: number): readonly Diagnostic[] {
    const place = this.written[index];
    if (place === undefined) return [];
    const reached = this.ask(tier, () => this.holders(index));
    if (reached === undefined) return [];
    if (reached === null) return [diagnostic('TK577', place.when.span, { tier: tier.name })];
    const better = this.unlimitedBefore(index);
    const left = better.length === 0 ? reached : this.ask(tier, () => this.without(this.holders(index), better));
    if (left === null) {
      const takers = better.filter((one) => this.ask(tier, () => this.shared(index, one)) !== null);
      const related = takers.map((one): Related => {
        const { span } = this.written[one] ?? place;
        return { place: { kind: 'text', span }, role: 'declared_here', name: this.awards.tiers[one]?.name ?? '' };
      });
      const names = takers.map((one) => this.awards.tiers[one]?.name ?? '');
      return [diagnostic('TK575', place.when.span, { tier: tier.name, better: names }, { related })];
    }
    return this.fallingThrough(tier, index);
  }

  /** Who misses the quota and fits none of the tiers below. Of the last tier everybody expects it. */
  private fallingThrough(tier: TierNodes, index: number): readonly Diagnostic[] {
    const below = this.awards.tiers.slice(index + 1);
    if (tier.quota === null || below.length === 0) return [];
    const others = below.map((_, at) => index + 1 + at);
    const path = this.ask(tier, () => this.without(this.holders(index), [...this.unlimitedBefore(index), ...others]));
    if (!path) return [];
    const { otherwise } = this.awards;
    const nodes = [this.awards.eligible, ...this.awards.tiers.map(({ when }) => when)];
    const shows = (evaluation: Evaluation) =>
      holdsIn(evaluation, this.awards.eligible) &&
      holdsIn(evaluation, tier.when) &&
      !below.some(({ when }) => holdsIn(evaluation, when));
    const { employee } = employeeOf(this.subject, path, nodes, shows);
    const args = { tier: tier.name, otherwise, cell: caseOf(this.subject, path), employee };
    return [diagnostic('TK576', tier.quota.span, args)];
  }

  /** Undefined where it is too much; null where there is no such case. */
  private ask({ name }: TierNodes, question: () => Diagram) {
    const answer = ask(this.subject, question, isTrue);
    if (answer.kind === 'too_much') this.notProven.add(name);
    return answer.kind === 'case' ? answer.path : answer.kind === 'none' ? null : undefined;
  }

  private unlimitedBefore(index: number): readonly number[] {
    return this.awards.tiers.slice(0, index).flatMap(({ quota }, at) => (quota === null ? [at] : []));
  }

  /** Where an employee is scored, eligible, and meets the condition of the tier. */
  private holders(index: number): Diagram {
    const { regions, constraints } = this.subject;
    const when = this.when(index);
    const nodes = [this.awards.eligible, when];
    const eligible = regions.truth(this.awards.eligible, false);
    return regions.both(regions.both(constraints.around(nodes, regions), eligible), regions.truth(when, false));
  }

  private shared(index: number, other: number): Diagram {
    const { regions } = this.subject;
    return regions.both(this.holders(index), regions.truth(this.when(other), false));
  }

  private without(diagram: Diagram, tiers: readonly number[]): Diagram {
    const { regions } = this.subject;
    return tiers.reduce((left, tier) => regions.without(left, regions.truth(this.when(tier), false)), diagram);
  }

  private when(index: number): NodeId {
    return this.awards.tiers[index]?.when ?? this.awards.eligible;
  }
}

function holdsIn(evaluation: Evaluation, node: NodeId): boolean {
  const result = evaluation.at(node);
  return result.kind === 'value' && result.value === true;
}
