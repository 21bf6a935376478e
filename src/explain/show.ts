import type { Span } from '../base/source.ts';
import type { CoreNode, NodeId, Rounding } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import { OF_THE_ROW, type Type } from '../language/types.ts';
import { type Language, OPERATORS, WORDS } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import type { Evaluated, Evaluation } from '../model/score.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { forPeople, type PrintOptions, SHOWN_DIGITS } from '../number/text.ts';
import type { Expression } from '../syntax/ast.ts';
import type { RoundingStep, RowsExplanation, Shown, ShownRow, Step, Use } from './explanation.ts';
import { type NamedThing, type Names, nodeAt, nodesWithin, readsOf, sensitiveNodes } from './names.ts';

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
    rows: context.evaluation.setting.overrides?.has(node) ? [] : rowsOf(context, node, self),
  };
}

type Fold = Extract<CoreNode, { op: 'fold' }>;

/** So many of the rows that an aggregate took are shown. */
const MOST_SHOWN = 3;

/** For each aggregate over details in an expression: how many rows it took, and a few of them. */
function rowsOf(context: Context, root: NodeId, self: string | null): readonly RowsExplanation[] {
  const thing = context.names.get(root);
  // What is another thing unchanged is explained where that is.
  if (thing && thing.name !== self) return [];
  return nodesWithin(context.program, context.names, root).flatMap((node) =>
    node.op === 'fold' && context.evaluation.seen(node.id) ? [explainFold(context, node)] : [],
  );
}

function explainFold(context: Context, fold: Fold): RowsExplanation {
  const { evaluation, program, sensitive } = context;
  const { details, where } = fold;
  const rows = evaluation.record.details?.get(details) ?? [];
  // Which rows were taken would give away what they were chosen by.
  if (where !== null && sensitive.has(where)) return { details, read: rows.length, counted: null, shown: [] };
  const shown: ShownRow[] = [];
  let counted = 0;
  for (const [index, { row }] of rows.entries()) {
    const takesPart = where === null ? undefined : evaluation.inRow(details, index, where);
    if (takesPart && (takesPart.kind !== 'value' || takesPart.value !== true)) continue;
    counted++;
    if (shown.length >= MOST_SHOWN) continue;
    const values = namesIn(context, fold).map(([name, node]) => {
      const { type } = nodeAt(program, node);
      if (sensitive.has(node)) return { name, value: absent('masked') };
      return { name, value: showOutcome(context.language, evaluation.inRow(details, index, node), type) };
    });
    shown.push({ row, values });
  }
  return { details, read: rows.length, counted, shown };
}

/** The key of a row, and what the aggregate reads of it. */
function namesIn({ program }: Context, fold: Fold): readonly (readonly [string, NodeId])[] {
  const named = [...(program.details.get(fold.details)?.named ?? [])];
  const columns = program.ruleset.details.get(fold.details)?.columns;
  const read = new Set<NodeId>();
  const waiting = [...operandsOf(fold)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (read.has(id) || nodeAt(program, id).row !== fold.details) continue;
    read.add(id);
    if (!named.some(([, node]) => node === id)) waiting.push(...operandsOf(nodeAt(program, id)));
  }
  return named.filter(([name, node]) => read.has(node) || columns?.get(name)?.key === true);
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
