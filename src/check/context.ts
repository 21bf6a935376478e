import type { Code, CodeArgs } from '../base/codes.ts';
import { type Attachments, type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Span } from '../base/source.ts';
import type { Type } from '../language/types.ts';
import type { Language } from '../language/vocabulary.ts';
import type { DeclaredFunction, IndicatorMember, Reference } from '../model/ruleset.ts';
import type { Interval } from '../number/interval.ts';
import type {
  AmountAst,
  CalendarAst,
  DecisionAst,
  DetailsAst,
  Expression,
  ExpressionId,
  FunctionAst,
  GroupRuleAst,
  IndicatorAst,
  InputAst,
  IntervalExpression,
  LimitAst,
  LoadedRuleset,
  ParameterAst,
  RatingAst,
  ScoreAst,
  TableAst,
  ValueAst,
} from '../syntax/ast.ts';

/**
 * Something with a name that expressions can read. `path` is the file that declares it. What belongs to a row of
 * details has the name `details.name`; the elements of a list are inputs, `list.1` and so on.
 */
export type Entity = {
  readonly name: string;
  readonly span: Span;
  readonly path: string;
  /** The details whose rows it belongs to. */
  readonly details?: string;
  /** The list or series that it is an element of. */
  readonly list?: string;
} /** `table`: the table of groups whose column it is. */ & (
  | { readonly kind: 'input'; readonly ast: InputAst; readonly table: string | null }
  | { readonly kind: 'parameter'; readonly ast: ParameterAst }
  | { readonly kind: 'value'; readonly ast: ValueAst }
  | { readonly kind: 'indicator'; readonly ast: IndicatorAst }
  | { readonly kind: 'score'; readonly ast: ScoreAst }
  | { readonly kind: 'rating'; readonly ast: RatingAst }
  | { readonly kind: 'table'; readonly ast: TableAst }
  | { readonly kind: 'details'; readonly ast: DetailsAst }
  | { readonly kind: 'calendar'; readonly ast: CalendarAst }
  | { readonly kind: 'list'; readonly ast: InputAst; readonly elements: readonly string[] }
  | { readonly kind: 'group'; readonly ast: GroupRuleAst }
  | { readonly kind: 'limit'; readonly ast: LimitAst }
  | { readonly kind: 'decision'; readonly ast: DecisionAst }
  | { readonly kind: 'amount'; readonly ast: AmountAst }
);
export type EntityKind = Entity['kind'];

/** A declared function before and after it is checked; `id` is unique over all files. */
export interface FunctionEntity {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly span: Span;
  readonly ast: FunctionAst;
}

/** The types of an indicator's parts, once known. */
export type IndicatorTypes = Partial<Record<IndicatorMember, Type>>;

/** What the passes of one check share: the declarations, the side tables they fill, and where findings go. */
export interface Context {
  readonly loaded: LoadedRuleset;
  readonly entities: ReadonlyMap<string, Entity>;
  /** What belongs to rows of details, by its own name. */
  readonly rowNames: ReadonlyMap<string, Entity>;
  /** Functions by the name they have in each file: its own, and what it imports. */
  readonly functions: ReadonlyMap<string, ReadonlyMap<string, FunctionEntity>>;
  /** Names of indicator groups. */
  readonly groups: ReadonlySet<string>;
  /** Units that literals may carry. */
  readonly units: ReadonlySet<string>;
  /** Filled as entities are checked, in an order in which everything that is read comes first. */
  readonly entityTypes: Map<string, Type>;
  readonly indicatorTypes: Map<string, IndicatorTypes>;
  readonly checkedFunctions: Map<string, DeclaredFunction>;
  /** Every expression that was typed, for those who look over all of them. */
  readonly expressions: Map<ExpressionId, Expression>;
  readonly types: Map<ExpressionId, Type>;
  readonly references: Map<ExpressionId, Reference>;
  readonly intervals: Map<IntervalExpression, Interval>;
  readonly used: Set<string>;
  /** Names that are declared somewhere that could not be read: what they are is unknown, and has been said elsewhere. */
  readonly unread: ReadonlySet<string>;
  readonly findings: Diagnostic[];
  /** Types of names that `previous` reads before they are checked, as the check before this one has found them. */
  readonly foretold: ReadonlyMap<string, Type>;
  /** Names whose type was needed before it was known. */
  readonly looksAhead: Set<string>;
  /** No further check follows: what is not known now never will be. */
  readonly isLast: boolean;
}

export function report<C extends Code>(
  context: Context,
  code: C,
  place: Place | Span,
  args: CodeArgs[C],
  attachments?: Attachments,
): void {
  context.findings.push(diagnostic(code, place, args, attachments));
}

/** Says that a name is unknown, unless it is one of those that could not be read. */
export function reportUnknown(context: Context, place: Span, name: string, known: Iterable<string>): void {
  if (context.unread.has(name.split('.')[0] ?? '')) return;
  const suggestion = nearest(name, known);
  const fixes = suggestion === undefined ? [] : [{ edits: [{ span: place, text: suggestion }], safe: false }];
  report(context, 'TK301', place, suggestion === undefined ? { name } : { name, suggestion }, { fixes });
}

/** What a name stands for where rows of details may be looked at: their own names come first. */
export function entityNamed(context: Context, row: string | null, name: string): Entity | undefined {
  const own = row === null ? undefined : context.entities.get(`${row}.${name}`);
  return own ?? context.entities.get(name);
}

/** Elements of a list may be missing where it says what that comes to. */
export function isOptional({ optional, missing }: InputAst): boolean {
  return optional || (missing !== undefined && missing.value !== 'reject');
}

/** The name without the details that it belongs to. */
export function bareName({ name, details }: Pick<Entity, 'name' | 'details'>): string {
  return details === undefined ? name : name.slice(details.length + 1);
}

/** The characters of the file that an expression was written in. */
export function textOf(context: Context, { span }: Pick<Expression, 'span'>): string {
  return context.loaded.sources.get(span.path)?.text.slice(span.start, span.end) ?? '';
}

/** The language that a file is written in. */
export function languageOf({ loaded }: Context, path: string): Language {
  return (loaded.main.source.path === path ? loaded.main : loaded.modules.get(path))?.language ?? 'en';
}
