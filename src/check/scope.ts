import type { TypeName } from '../base/codes.ts';
import type { BaseType, Presence, Type } from '../language/types.ts';
import type { Expression } from '../syntax/ast.ts';
import type { Context, EntityKind, IndicatorTypes } from './context.ts';
import type { Facts } from './narrowing.ts';

/** Where an expression stands: what it may read, and what a missing value means there. */
export interface Scope {
  /** The file whose functions are in scope. */
  readonly path: string;
  /** A function's parameters and locals. */
  readonly locals: ReadonlyMap<string, Type>;
  /** The parts of the indicator being written that are known at this stage. */
  readonly own: IndicatorTypes | null;
  /** `pass`: a missing input makes the result missing (an indicator's actual); `handle`: it must be dealt with. */
  readonly missing: 'handle' | 'pass';
  /** The details whose rows the expression is worked out for; null: the record itself. */
  readonly row: string | null;
  readonly facts: Facts;
  readonly readable: ReadonlySet<EntityKind>;
}

/** How sub-expressions are inferred; handed down so that the files of this folder need not import in circles. */
export type Infer = (context: Context, scope: Scope, expression: Expression, expected?: BaseType) => Type;

export function joinPresence(presences: readonly Presence[]): Presence {
  if (presences.includes('optional')) return 'optional';
  return presences.includes('unassessed') ? 'unassessed' : 'present';
}

/** A type as messages name it. */
export function typeName({ base }: Type): TypeName {
  switch (base.kind) {
    case 'number':
      return { kind: 'number', detail: base.unit };
    case 'choice':
      return { kind: 'choice', detail: base.name };
    case 'nothing':
    case 'unknown':
      return { kind: 'missing' };
    default:
      return { kind: base.kind };
  }
}

/** Zero is zero in every unit, so `izin_diterima = 0` needs none. */
export function isZeroLiteral(expression: Expression): boolean {
  return expression.kind === 'number' && expression.unit === '' && expression.value.isZero;
}
