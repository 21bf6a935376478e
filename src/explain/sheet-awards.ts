import type { NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { GrantNode, Program } from '../model/program.ts';
import type { Quota, Tier } from '../model/ruleset.ts';
import type { Evaluation } from '../model/score.ts';
import { Rational } from '../number/rational.ts';
import { forPeople } from '../number/text.ts';
import { printExpression } from '../syntax/print.ts';
import { inWords } from './in-words.ts';

/** What gives each award, in words. */
export interface SheetAwards {
  /** What everybody must meet. */
  readonly eligible: readonly string[];
  /** Best first. */
  readonly tiers: readonly {
    readonly title: string;
    readonly conditions: readonly string[];
    /** How many may get it; null where as many as meet the conditions. */
    readonly room: string | null;
    readonly grants: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly otherwise: string;
}

export function awardsOf(evaluation: Evaluation, language: Language): SheetAwards | null {
  const { program } = evaluation;
  const { ruleset } = program;
  const { awards } = ruleset;
  if (!awards) return null;
  return {
    eligible: inWords(ruleset, awards.eligible, language),
    tiers: awards.tiers.map((tier) => ({
      title: tier.title?.[language] ?? tier.title?.id ?? tier.title?.en ?? tier.name,
      conditions: inWords(ruleset, tier.when, language),
      room: tier.quota ? roomOf(tier.quota, language) : null,
      grants: grantsOf(evaluation, tier, language),
    })),
    otherwise: awards.otherwise,
  };
}

function roomOf({ size, within }: Quota, language: Language): string {
  const words = texts(language).report.planSheet;
  const group = within.join(', ');
  if (size.kind === 'count') return words.roomByCount(String(size.count), group);
  return words.roomByShare(forPeople(size.share.multiply(Rational.HUNDRED), language, { unit: '%' }), group);
}

function grantsOf(evaluation: Evaluation, { name, grants }: Tier, language: Language) {
  const nodes = evaluation.program.awards?.tiers.find((tier) => tier.name === name)?.grants ?? [];
  return grants.map((grant) => {
    if (grant.kind === 'text') return { name: grant.name, value: grant.text };
    const node = nodes.find((one) => one.name === grant.name);
    const value = node && settled(evaluation, node, language);
    return { name: grant.name, value: value ?? printExpression(grant.value, language) };
  });
}

/** The value of a grant that hangs on nothing of the record, such as a fixed amount. */
function settled(evaluation: Evaluation, { node, type, digits }: GrantNode, language: Language): string | undefined {
  if (node === null || readsRecord(evaluation.program, node)) return undefined;
  const outcome = evaluation.at(node);
  if (outcome.kind !== 'value' || !(outcome.value instanceof Rational)) return undefined;
  const unit = type?.base.kind === 'number' ? type.base.unit : '';
  return forPeople(outcome.value, language, { unit, digits });
}

function readsRecord({ nodes }: Program, root: NodeId): boolean {
  const seen = new Set<NodeId>([root]);
  for (const id of seen) {
    const node = nodes[id];
    if (!node || node.op === 'input') return true;
    for (const operand of operandsOf(node)) seen.add(operand);
  }
  return false;
}
