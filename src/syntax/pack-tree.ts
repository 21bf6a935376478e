import type { Source, Span } from '../base/source.ts';
import { Rational } from '../number/rational.ts';
import type { RulesetAst } from './ast.ts';
import type { IdSource } from './ids.ts';

/**
 * A shipped pack is read once, when the program is built, and kept as its syntax tree: reading YAML is most of what a
 * short run of `takar check` does. In the tree's JSON a place is `{"s":[start,end]}` and a number `{"r":"190/3"}`.
 */
export interface Pack {
  readonly text: string;
  readonly tree: string;
  /** How many expression ids the tree takes: 0 up to, not including, this. */
  readonly ids: number;
}

/** The tree's JSON; the source is left out. */
export function packTree({ source: _, ...tree }: RulesetAst): string {
  return JSON.stringify(frozen(tree));
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Rational) return { r: value.toString() };
  if (isSpan(value)) return { s: [value.start, value.end] };
  if (Array.isArray(value)) return value.map(frozen);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, frozen(part)]));
}

/** The tree as reading the text would give it, with ids of its own in this load. */
export function readPack({ tree, ids: count }: Pack, source: Source, ids: IdSource): RulesetAst {
  const first = ids.reserve(count);
  const thaw = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(thaw);
    if ('s' in value && Array.isArray(value.s)) return { path: source.path, start: value.s[0], end: value.s[1] };
    if ('r' in value && typeof value.r === 'string') return rational(value.r);
    const entries = Object.entries(value).map(([key, part]) => [key, key === 'id' ? shifted(part, first) : thaw(part)]);
    return Object.fromEntries(entries);
  };
  return { ...(thaw(JSON.parse(tree)) as Omit<RulesetAst, 'source'>), source };
}

/** Expression ids are numbers; the Indonesian text of a title stands under the same key. */
function shifted(id: unknown, first: number): unknown {
  return typeof id === 'number' ? id + first : id;
}

function rational(text: string): Rational {
  const [numerator = '0', denominator = '1'] = text.split('/');
  return Rational.of(BigInt(numerator), BigInt(denominator));
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'path' in value && 'start' in value && 'end' in value;
}
