import { MONEY, PERCENT, type Type } from '../language/types.ts';
import type { Amount, Deduction } from '../model/ruleset.ts';
import type { AmountAst, DeductionAst, Expression } from '../syntax/ast.ts';
import { type Context, type Entity, report } from './context.ts';
import { digitsAfter, NO_ROUNDING, roundingOf } from './declared-types.ts';
import { resultScope } from './indicators.ts';
import { operand } from './infer.ts';
import { described } from './inputs.ts';
import { joinPresence, type Scope, typeName } from './scope.ts';

/** Money for everyone [D4]: base, deductions in their order, rounding at the end. */
export function checkAmount(context: Context, entity: Entity & { kind: 'amount'; ast: AmountAst }): Amount {
  const { name, ast, span, path } = entity;
  const scope = resultScope(path);
  const baseType = numberOf(context, scope, ast.base, MONEY);
  const deductions = ast.deductions.map((deduction) => checkDeduction(context, scope, deduction));
  // `base` stands beside the deductions in the results.
  const seen = new Set(['base']);
  for (const { name: deduction } of ast.deductions) {
    if (seen.has(deduction.value)) report(context, 'TK302', deduction.span, { name: deduction.value });
    seen.add(deduction.value);
  }
  const round = roundingOf(context, ast.round, MONEY);
  const presence = joinPresence([baseType.presence, ...deductions.map(({ type }) => type.presence)]);
  const exact = deductions.length === 0 && baseType.base.kind === 'number' ? baseType.base.digits : null;
  const type: Type = { base: { kind: 'number', unit: MONEY, digits: digitsAfter(round, exact) }, presence };
  context.entityTypes.set(name, type);
  return { ...described(ast), name, span, base: ast.base, baseType, deductions, round, type };
}

function checkDeduction(context: Context, scope: Scope, ast: DeductionAst): Deduction {
  const { size } = ast;
  const found =
    size.kind === 'share' ? numberOf(context, scope, size.share, PERCENT) : numberOf(context, scope, size.value, MONEY);
  const round = ast.round ? roundingOf(context, ast.round, MONEY) : NO_ROUNDING;
  const exact = size.kind === 'value' && found.base.kind === 'number' ? found.base.digits : null;
  const type: Type = {
    base: { kind: 'number', unit: MONEY, digits: digitsAfter(round, exact) },
    presence: found.presence,
  };
  return { ...described(ast), name: ast.name.value, span: ast.name.span, size, round, type };
}

function numberOf(context: Context, scope: Scope, expression: Expression, unit: string): Type {
  const type = operand(context, scope, expression);
  const fits = type.base.kind === 'number' && type.base.unit === unit;
  if (!fits && type.base.kind !== 'unknown') {
    report(context, 'TK401', expression.span, { expected: { kind: 'number', detail: unit }, found: typeName(type) });
  }
  return type;
}
