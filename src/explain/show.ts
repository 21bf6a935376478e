import type { Span } from '../base/source.ts';
import type { NodeId, Rounding } from '../language/core.ts';
import { OF_THE_ROW, type Type } from '../language/types.ts';
import { type Language, OPERATORS, WORDS } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import type { Evaluated, Evaluation } from '../model/score.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { forPeople, type PrintOptions, SHOWN_DIGITS } from '../number/text.ts';
import type { Expression } from '../syntax/ast.ts';
import type { RoundingStep, Shown, Step, Use } from './explanation.ts';
import { type NamedThing, type Names, nodeAt, readsOf, sensitiveNodes } from './names.ts';

/** What the parts of an explanation share. */
export interface Context {
  readonly program: Program;
  readonly evaluation: Evaluation;
  readonly language: Language;
  readonly names: Names;
  readonly sensitive: ReadonlySet<NodeId>;
  readonly showNames: boolean;
  /** Within a template's row: the unit that the plan gives it. */
  readonly rowUnit?: string;
}

export function contextOf(evaluation: Evaluation, language: Language, names: Names, showNames: boolean): Context {
  const { program } = evaluation;
  return { program, evaluation, language, names, sensitive: sensitiveNodes(program), showNames };
}

/** The value of a node as the evaluation has it; an input's also where no rule has needed it. */
export function showNode(context: Context, node: NodeId, options: Omit<PrintOptions, 'unit'> = {}): Shown {
  if (context.sensitive.has(node)) return absent('masked');
  const { op, type } = nodeAt(context.program, node);
  const outcome = op === 'input' ? context.evaluation.at(node) : context.evaluation.seen(node);
  return outcome ? showOutcome(context.language, outcome, inRowUnit(context, type), options) : absent('unused');
}

function inRowUnit({ rowUnit = '' }: Context, type: Type): Type {
  const { base } = type;
  return base.kind === 'number' && base.unit === OF_THE_ROW ? { ...type, base: { ...base, unit: rowUnit } } : type;
}

export function showThing(context: Context, node: NodeId, { digits, show }: NamedThing): Shown {
  return showNode(context, node, printing(digits, show));
}

/** `digits` where the rule fixes them; otherwise as exact as `show` digits allow. */
export function printing(digits: number | null, show: number | undefined): Omit<PrintOptions, 'unit'> {
  if (digits !== null) return { digits };
  return show === undefined ? {} : { show };
}

export function showOutcome(
  language: Language,
  outcome: Evaluated,
  { base }: Type,
  options: Omit<PrintOptions, 'unit'> = {},
): Shown {
  if (outcome.kind !== 'value') return absent(outcome.kind);
  const { value } = outcome;
  if (value instanceof Rational) return showNumber(language, value, base.kind === 'number' ? base.unit : '', options);
  if (typeof value === 'boolean') {
    return {
      kind: 'value',
      text: OPERATORS[value ? 'true' : 'false'][language],
      exact: String(value),
      shortened: false,
    };
  }
  const text = typeof value === 'number' ? formatIsoDate(value) : value;
  return { kind: 'value', text, exact: text, shortened: false };
}

export function showNumber(language: Language, value: Rational, unit: string, options: PrintOptions = {}): Shown {
  const text = forPeople(value, language, { ...options, unit });
  return { kind: 'value', text, exact: value.toString(), shortened: !value.isOnGrid(mostDigits(options)) };
}

/** The digits at which forPeople prints at most. */
function mostDigits({ digits, show = SHOWN_DIGITS }: PrintOptions): number {
  if (typeof digits === 'number') return Math.max(digits, show);
  return digits === null ? show : 12;
}

export function absent(kind: Exclude<Shown['kind'], 'value'>): Shown {
  return { kind, text: null, exact: null, shortened: false };
}

/** An expression of the file with the node it was lowered to. `self`: the name that it defines, if any. */
export function stepOf(
  context: Context,
  expression: Expression,
  node: NodeId,
  { self = null, show }: { readonly self?: string | null; readonly show?: number } = {},
): Step {
  return {
    text: textAt(context.program, expression.span),
    place: expression.span,
    value: showNode(context, node, printing(null, show)),
    // What several rows together answer was not worked out from this record's own fields.
    uses: context.evaluation.setting.overrides?.has(node) ? [] : usesOf(context, node, self),
  };
}

export function usesOf(context: Context, node: NodeId, self: string | null = null): readonly Use[] {
  return readsOf(context.program, context.names, node, self).map(({ node: read, thing }) => ({
    name: thing.name,
    value: showThing(context, read, thing),
  }));
}

/** The file's characters in one line. */
export function textAt(program: Program, { path, start, end }: Span): string {
  return (program.ruleset.sources.get(path)?.text.slice(start, end) ?? '').split(/\s+/).join(' ').trim();
}

export function roundingStep(language: Language, rounding: Rounding, unit = ''): RoundingStep {
  switch (rounding.kind) {
    case 'none':
      return { kind: 'none', digits: null, step: null, mode: null };
    case 'digits':
      return { kind: 'digits', digits: rounding.digits, step: null, mode: WORDS[rounding.mode][language] };
    case 'step':
      return {
        kind: 'step',
        digits: null,
        step: forPeople(rounding.step, language, { unit }),
        mode: WORDS[rounding.mode][language],
      };
  }
}
