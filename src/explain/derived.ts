import { texts } from '../messages/say.ts';
import type { NamedNode } from '../model/program.ts';
import type { ScoreRow } from '../model/score.ts';
import type { DerivedExplanation, Shown } from './explanation.ts';
import { limitReason } from './group-reasons.ts';
import { type Context, printing, showNode, showThing } from './show.ts';

const KINDS = ['group', 'limit', 'decision', 'amount'] as const;

function isDerived(kind: NamedNode['kind']): kind is DerivedExplanation['kind'] {
  return KINDS.some((each) => each === kind);
}

/** Ranks and what else groups came to, limits, decisions and amounts, each with how it came about. */
export function explainDerived(context: Context, row: ScoreRow): readonly DerivedExplanation[] {
  const { groups, limits, decisions, amounts } = context.program.ruleset;
  return context.program.results.flatMap(({ kind, name, node, digits }): readonly DerivedExplanation[] => {
    if (!isDerived(kind)) return [];
    const declared = groups.get(name) ?? limits.get(name) ?? decisions.get(name) ?? amounts.get(name);
    if (!declared) return [];
    const value = showThing(context, node, { name, digits, show: digits });
    const notes = notesOf(context, row, kind, name).filter((note) => note !== '');
    return [{ kind, name, title: declared.title ?? {}, basis: declared.basis ?? [], value, notes }];
  });
}

function notesOf(context: Context, row: ScoreRow, kind: DerivedExplanation['kind'], name: string): readonly string[] {
  const words = texts(context.language).explain.groups;
  const note = row.notes.get(name);
  switch (kind) {
    case 'group':
      if (!note || note.kind === 'limit') return [];
      return [
        note.kind === 'undecided' ? words.waits : words.counted({ ...note, group: hidden(context, name, note.group) }),
      ];
    case 'limit':
      if (!note) return [];
      return [limitReason(note, context.language) || words.noRule, words.proposalOnly];
    case 'decision':
      return decisionNotes(context, name);
    case 'amount':
      return amountNotes(context, name);
  }
}

/** A group that is named by a sensitive input is not. */
function hidden({ program }: Context, name: string, group: string): string {
  const stage = program.stages.find((each) => each.name === name);
  return stage?.within.some((input) => program.ruleset.inputs.get(input)?.sensitive) ? '' : group;
}

function decisionNotes(context: Context, name: string): readonly string[] {
  const words = texts(context.language).explain.groups;
  const nodes = context.program.decisions.find((each) => each.name === name);
  if (!nodes) return [];
  const decided = context.evaluation.at(nodes.decision).kind === 'value';
  const proposal = `${words.proposal}: ${told(context, showNode(context, nodes.proposal))}`;
  if (!decided) return [proposal, words.noDecision];
  return [
    proposal,
    `${words.decision}: ${told(context, showNode(context, nodes.decision))}`,
    `${words.reason}: ${told(context, showNode(context, nodes.reason))}`,
  ];
}

function amountNotes(context: Context, name: string): readonly string[] {
  const words = texts(context.language).explain.groups;
  const amount = context.program.amounts.find((each) => each.name === name);
  if (!amount) return [];
  const print = (node: number, digits: number) => told(context, showNode(context, node, printing(null, digits)));
  return [
    `${words.base}: ${print(amount.base, amount.baseDigits)}`,
    ...amount.deductions.map((step) =>
      words.deduction({
        name: step.name,
        amount: print(step.deduction, step.digits),
        rest: print(step.rest, step.digits),
      }),
    ),
  ];
}

function told({ language }: Context, { kind, text }: Shown): string {
  return kind === 'value' ? (text ?? '') : texts(language).explain.absent[kind];
}
