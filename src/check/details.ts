import { POINTS } from '../language/types.ts';
import type {
  CalendarDeclaration,
  Check,
  Details,
  Input,
  InputList,
  NamedValue,
  Rating,
  Table,
} from '../model/ruleset.ts';
import type { CheckAst, Weekday } from '../syntax/ast.ts';
import { bareName, type Context, type Entity, report } from './context.ts';
import { condition, described, recordScope } from './inputs.ts';
import type { Scope } from './scope.ts';

/** What has been checked of what may belong to rows, by name. */
export interface CheckedRows {
  readonly inputs: ReadonlyMap<string, Input>;
  readonly values: ReadonlyMap<string, NamedValue>;
  readonly ratings: ReadonlyMap<string, Rating>;
  readonly tables: ReadonlyMap<string, Table>;
}

/** A check over something that may be missing has nothing to say where it is. */
export function checkOf(context: Context, scope: Scope, { that, message }: CheckAst): Check {
  condition(context, scope, that);
  return { that, message };
}

/** What each row of details must meet, and what a column may not be. */
export function checkRows(context: Context): void {
  for (const entity of context.entities.values()) {
    if (entity.kind !== 'details') continue;
    const scope = recordScope(entity.path, 'pass', entity.name);
    for (const check of entity.ast.checks) checkOf(context, scope, check);
    for (const { name, value } of entity.ast.columns) {
      if (value.list || value.per) report(context, 'TK433', name.span, { name: name.value });
    }
  }
}

/** The details as the model has them: each part by its own name. */
export function detailsIn(context: Context, checked: CheckedRows): ReadonlyMap<string, Details> {
  const all = [...context.entities.values()];
  return new Map(
    all.flatMap((entity): [string, Details][] => {
      if (entity.kind !== 'details') return [];
      const { name, span, ast } = entity;
      const own = all.filter(({ details }) => details === name);
      const parts = <T>(of: ReadonlyMap<string, T>) =>
        new Map(
          own.flatMap((part): [string, T][] => {
            const value = of.get(part.name);
            return value === undefined ? [] : [[bareName(part), value]];
          }),
        );
      const details: Details = {
        ...described(ast),
        name,
        span,
        unit: ast.unit?.value ?? POINTS,
        maxRows: ast.maxRows?.value ?? null,
        columns: parts(checked.inputs),
        values: parts(checked.values),
        ratings: parts(checked.ratings),
        tables: parts(checked.tables),
        checks: ast.checks,
      };
      return [[name, details]];
    }),
  );
}

/** A list or series says what a missing element comes to; its elements are checked as the inputs they are. */
export function checkList(context: Context, { ast, name, span }: Entity & { kind: 'list' }): void {
  if (!ast.missing) report(context, 'TK434', span, { name });
  if (ast.optional || ast.key) report(context, 'TK435', span, { name });
}

export function listsIn(context: Context): ReadonlyMap<string, InputList> {
  return new Map(
    [...context.entities.values()].flatMap((entity): [string, InputList][] => {
      if (entity.kind !== 'list') return [];
      const { name, span, elements, ast } = entity;
      return [[name, { name, span, elements, missing: ast.missing?.value ?? 'reject' }]];
    }),
  );
}

const WEEK: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A calendar without a working day counts nothing, and one that ends before it begins covers nothing. */
export function checkCalendars(context: Context): void {
  for (const entity of context.entities.values()) {
    if (entity.kind !== 'calendar') continue;
    const { workdays, covers } = entity.ast;
    if (workdays.length === 0) report(context, 'TK436', entity.span, { name: entity.name });
    if (covers && covers.to.value < covers.from.value) report(context, 'TK437', covers.to.span, {});
  }
}

export function calendarsIn(context: Context): ReadonlyMap<string, CalendarDeclaration> {
  return new Map(
    [...context.entities.values()].flatMap((entity): [string, CalendarDeclaration][] => {
      if (entity.kind !== 'calendar') return [];
      const { name, span, ast } = entity;
      const workdays = new Set(ast.workdays.map(({ value }) => WEEK.indexOf(value)));
      const covers = ast.covers ? { from: ast.covers.from.value, to: ast.covers.to.value } : null;
      return [[name, { ...described(ast), name, span, workdays, covers }]];
    }),
  );
}
