import type { Localized } from '../base/codes.ts';
import type { Rounding } from '../language/core.ts';
import { type BaseType, DAYS, MONEY, PERCENT, POINTS } from '../language/types.ts';
import type { RoundAst, TypeAst } from '../syntax/ast.ts';
import { SAME_UNIT } from './calls.ts';
import { constantOf } from './constant.ts';
import { type Context, report } from './context.ts';

/** Whether digits must be declared: data is read to them, a parameter or an argument carries its own. */
export type DigitsRule = 'mandatory' | 'free';

/** The type that `type`, `unit`, `of` and `digits` declare together. */
export function declaredType(context: Context, name: string, ast: TypeAst, rule: DigitsRule): BaseType {
  const unit = ast.unit?.value;
  const written = ast.digits?.value;
  switch (ast.type.value) {
    case 'text':
      return { kind: 'text' };
    case 'flag':
      return { kind: 'flag' };
    case 'date':
      return { kind: 'date' };
    case 'choice':
      return choiceType(context, name, ast);
    case 'count':
      return { kind: 'number', unit: unit ?? POINTS, digits: 0 };
    case 'money':
      return { kind: 'number', unit: MONEY, digits: written ?? 0 };
    case 'days':
      return { kind: 'number', unit: unit ?? DAYS, digits: written ?? 0 };
    case 'percent':
      return { kind: 'number', unit: PERCENT, digits: digitsOf(context, name, ast, rule) };
    default:
      return { kind: 'number', unit: unit ?? POINTS, digits: digitsOf(context, name, ast, rule) };
  }
}

function digitsOf(context: Context, name: string, ast: TypeAst, rule: DigitsRule): number | null {
  if (ast.digits) return ast.digits.value;
  if (rule === 'mandatory') report(context, 'TK415', ast.type.span, { name });
  return null;
}

function choiceType(context: Context, name: string, ast: TypeAst): BaseType {
  const values = ast.choices ?? [];
  if (values.length === 0) {
    report(context, 'TK421', ast.type.span, { name });
    return { kind: 'unknown' };
  }
  const seen = new Set<string>();
  for (const { name: value } of values) {
    if (seen.has(value.value)) report(context, 'TK302', value.span, { name: value.value });
    seen.add(value.value);
    reportClash(context, value.value, value.span);
  }
  return { kind: 'choice', name, values: [...seen], ordered: true };
}

/** A choice's value that is also the name of something would make every bare word doubtful [V5]. */
export function reportClash(context: Context, value: string, span: TypeAst['type']['span']): void {
  const entity = context.entities.get(value) ?? context.rowNames.get(value);
  if (!entity) return;
  const related = [{ place: { kind: 'text', span: entity.span }, role: 'declared_here', name: entity.name } as const];
  report(context, 'TK308', span, { value, name: entity.name }, { related });
}

export function labelsOf(ast: TypeAst): ReadonlyMap<string, Localized> {
  return new Map((ast.choices ?? []).flatMap(({ name, label }) => (label ? [[name.value, label] as const] : [])));
}

/** True where a function's parameter takes any unit, the same as its like. */
export function takesSameUnit(ast: TypeAst): boolean {
  return ast.unit?.value === 'same';
}

/** The type of a function's parameter: `unit: same` is checked with a unit of its own that fits no other. */
export function parameterType(context: Context, name: string, ast: TypeAst): BaseType {
  const type = declaredType(context, name, ast, 'free');
  return takesSameUnit(ast) && type.kind === 'number' ? { ...type, unit: SAME_UNIT } : type;
}

export const NO_ROUNDING: Rounding = { kind: 'none' };

/** A written rounding, its step worked out; a step must have the unit of what it rounds. */
export function roundingOf(context: Context, ast: RoundAst | undefined, unit: string): Rounding {
  if (ast === undefined || ast.kind === 'none') return NO_ROUNDING;
  if (ast.kind === 'digits') return { kind: 'digits', digits: ast.digits, mode: ast.mode };
  const step = constantOf(context, ast.step);
  if (!step) return NO_ROUNDING;
  if (step.unit !== unit && step.unit !== '') {
    report(context, 'TK402', ast.step.span, { left: unit, right: step.unit, operator: 'round' });
  }
  if (step.value.sign <= 0) {
    report(context, 'TK422', ast.step.span, { step: step.value });
    return NO_ROUNDING;
  }
  return { kind: 'step', step: step.value, mode: ast.mode };
}

/** Digits of a value after rounding. */
export function digitsAfter(rounding: Rounding, before: number | null): number | null {
  if (rounding.kind === 'none') return before;
  if (rounding.kind === 'digits') return rounding.digits;
  let digits = 0;
  while (!rounding.step.isOnGrid(digits)) digits++;
  return digits;
}
