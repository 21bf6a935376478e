import { type BaseType, type ChoiceType, type Type, UNKNOWN } from '../language/types.ts';
import type { Band, Cell, Rating, Row, Table } from '../model/ruleset.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { EVERYTHING, type Interval } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import type { BandsAst, CellAst, Expression, Located, RatingAst, RowAst, TableAst } from '../syntax/ast.ts';
import { constantOf, intervalOf } from './constant.ts';
import { bareName, type Context, type Entity, entityNamed, report, reportUnknown, textOf } from './context.ts';
import { reportClash } from './declared-types.ts';
import { resultScope } from './indicators.ts';
import { infer, operand, unify } from './infer.ts';
import { described } from './inputs.ts';
import { isBareWord } from './names.ts';
import { joinPresence, type Scope, typeName } from './scope.ts';

export function checkRating(context: Context, entity: Entity & { kind: 'rating' }): Rating {
  const { name, ast, span, path } = entity;
  // Ratings let a missing value pass: what is not assessed has no rating [V1].
  const of = operand(context, { ...resultScope(path, entity.details), missing: 'pass' }, ast.of);
  if (of.base.kind !== 'number' && of.base.kind !== 'unknown') {
    report(context, 'TK401', ast.of.span, { expected: { kind: 'number' }, found: typeName(of) });
  }
  const unit = of.base.kind === 'number' ? of.base.unit : '';
  const domain = intervalOf(context, ast.domain, unit) ?? EVERYTHING;
  const versions = versionsOf(context, name, ast, unit);
  const bands = versions.at(-1)?.bands ?? [];
  const base: ChoiceType = { kind: 'choice', name, values: bands.map((band) => band.name), ordered: true };
  const presence = of.presence === 'optional' ? 'unassessed' : of.presence;
  const type: Rating['type'] = { base, presence };
  context.entityTypes.set(name, type);
  return {
    ...described(ast),
    name: bareName(entity),
    span,
    of: ast.of,
    domain,
    domainSpan: ast.domain.span,
    bands,
    versions,
    at: ast.at,
    type,
  };
}

/** Bands by the day from which they hold; each set has the same bands, lowest first, as all others. */
function versionsOf(context: Context, name: string, ast: RatingAst, unit: string): Rating['versions'] {
  const dated = [...ast.versions].sort((a, b) => (a.from?.value ?? 0) - (b.from?.value ?? 0));
  const versions = dated.map(({ from, to, bands, basis }) => ({
    from: from?.value ?? Number.NEGATIVE_INFINITY,
    until: to?.value ?? null,
    bands: bandsOf(context, bands, unit),
    ...(basis === undefined ? {} : { basis }),
  }));
  const names = (index: number) => versions[index]?.bands.map((band) => band.name).join(' ');
  for (const [index, { from, span }] of dated.entries()) {
    const before = dated[index - 1];
    if (!before) continue;
    if (from && from.value === before.from?.value) {
      report(context, 'TK527', from.span, { name, date: formatIsoDate(from.value) });
    }
    if (before.to && from && before.to.value + 1 < from.value) {
      report(context, 'TK507', before.to.span, { name, date: formatIsoDate(before.to.value + 1) });
    }
    if (names(index) !== names(0)) report(context, 'TK457', from?.span ?? span, { rating: name });
  }
  const since = context.loaded.main.effective?.from.value;
  const [first] = dated;
  if (first?.from && since !== undefined && first.from.value > since) {
    report(context, 'TK507', first.from.span, { name, date: formatIsoDate(since) });
  }
  return versions;
}

function bandsOf(context: Context, named: BandsAst['bands'], unit: string): readonly Band[] {
  const bands = named.map((band) => {
    reportClash(context, band.name.value, band.name.span);
    return {
      name: band.name.value,
      interval: intervalOf(context, band.value, unit) ?? EVERYTHING,
      span: band.value.span,
    };
  });
  return bands.sort((a, b) => byLowEnd(a.interval, b.interval));
}

function byLowEnd(a: Interval, b: Interval): number {
  if (a.low === null || b.low === null) return a.low === b.low ? 0 : a.low === null ? -1 : 1;
  return a.low.compare(b.low) || Number(a.lowOpen) - Number(b.lowOpen);
}

type Column = Table['columns'][number];

export function checkTable(context: Context, entity: Entity & { kind: 'table' }): Table {
  const { name, ast, span, path } = entity;
  const scope = resultScope(path, entity.details);
  const columns = ast.inputs.map((input) => columnOf(context, scope, input));
  const rows = ast.rows.map((row, index) => rowOf(context, scope, columns, row, index + 1));
  const result = resultType(context, scope, name, ast);
  const presence = joinPresence([result.presence, ...columns.map(({ type }) => type.presence)]);
  const type: Type = { base: result.base, presence };
  context.entityTypes.set(name, type);
  const otherwise = ast.otherwise ? { otherwise: ast.otherwise } : {};
  return { ...described(ast), name: bareName(entity), span, columns, hit: ast.hit.value, rows, ...otherwise, type };
}

/** A column reads something by its name; a missing input must have been dealt with before. */
function columnOf(context: Context, { row }: Scope, { value: name, span }: Located<string>): Column {
  const unknown: Column = { name, span, reference: { kind: 'input', name }, type: UNKNOWN };
  const entity = entityNamed(context, row, name);
  if (!entity) {
    reportUnknown(context, span, name, context.entities.keys());
    return unknown;
  }
  context.used.add(entity.name);
  const { kind } = entity;
  if (kind === 'indicator' || kind === 'details' || kind === 'list' || kind === 'calendar') {
    report(context, 'TK311', span, { name });
    return unknown;
  }
  const type = context.entityTypes.get(entity.name) ?? UNKNOWN;
  if (type.presence === 'optional') report(context, 'TK404', span, { name });
  const presence = type.presence === 'optional' ? 'present' : type.presence;
  return { name, span, reference: { kind, name: entity.name }, type: { base: type.base, presence } };
}

function rowOf(context: Context, scope: Scope, columns: readonly Column[], row: RowAst, number: number): Row {
  const cells = row.when.kind === 'positional' ? positional(context, columns, row) : keyed(context, columns, row);
  return {
    number,
    span: row.span,
    cells: columns.map((column, index) => {
      const cell = cells[index];
      return cell ? cellOf(context, scope, column, cell) : { kind: 'any' };
    }),
    then: row.then,
    ...(row.basis === undefined ? {} : { basis: row.basis }),
  };
}

function positional(context: Context, columns: readonly Column[], { when }: RowAst): readonly (CellAst | undefined)[] {
  if (when.kind !== 'positional') return [];
  if (when.cells.length !== columns.length) {
    report(context, 'TK520', when.span, { expected: columns.length, found: when.cells.length });
  }
  return when.cells;
}

/** An absent key means any. */
function keyed(context: Context, columns: readonly Column[], { when }: RowAst): readonly (CellAst | undefined)[] {
  if (when.kind !== 'keyed') return [];
  const names = columns.map(({ name }) => name);
  for (const { name } of when.cells) {
    if (names.includes(name.value)) continue;
    reportUnknown(context, name.span, name.value, names);
  }
  return names.map((name) => when.cells.find((cell) => cell.name.value === name)?.value);
}

function cellOf(context: Context, scope: Scope, { type }: Column, cell: CellAst): Cell {
  const { base } = type;
  if (cell.kind === 'any' || base.kind === 'unknown') return { kind: 'any' };
  if (cell.kind === 'interval') return intervalCell(context, base, cell);
  const values = cell.values.map((value) => ({ value, type: operand(context, scope, value, base) }));
  for (const { value, type: found } of values) {
    if (found.base.kind === 'unknown' || found.base.kind === base.kind) continue;
    report(context, 'TK401', value.span, { expected: typeName(type), found: typeName(found) });
  }
  const expressions = values.filter(({ type: found }) => found.base.kind === base.kind).map(({ value }) => value);
  if (base.kind === 'number' || base.kind === 'date') {
    return { kind: 'numbers', values: expressions.flatMap((e) => numberIn(context, e, base)) };
  }
  return { kind: 'among', values: expressions.flatMap(wordIn) };
}

function wordIn(e: Expression): readonly (string | boolean)[] {
  if (e.kind === 'name') return [e.path.join('.')];
  return e.kind === 'text' || e.kind === 'flag' ? [e.value] : [];
}

/** Dates are compared as days since 1970-01-01. */
function numberIn(context: Context, e: Expression, base: BaseType): readonly Rational[] {
  if (base.kind === 'date') return e.kind === 'date' ? [Rational.integer(e.days)] : [];
  const constant = constantOf(context, e);
  if (!constant || base.kind !== 'number') return [];
  if (constant.unit !== base.unit && constant.unit !== '') {
    report(context, 'TK402', e.span, { left: base.unit, right: constant.unit, operator: '=' });
  }
  return [constant.value];
}

function intervalCell(context: Context, base: BaseType, cell: CellAst & { kind: 'interval' }): Cell {
  const { interval } = cell;
  if (base.kind === 'number')
    return { kind: 'interval', interval: intervalOf(context, interval, base.unit) ?? EVERYTHING };
  const [low, high] = [interval.low, interval.high];
  const dates = (low === null || low.kind === 'date') && (high === null || high.kind === 'date');
  if (base.kind !== 'date' || !dates) {
    const expected = typeName({ base, presence: 'present' });
    report(context, 'TK401', cell.span, { expected, found: { kind: 'interval' } });
    return { kind: 'any' };
  }
  const day = (end: Expression | null) => (end?.kind === 'date' ? Rational.integer(end.days) : null);
  return { kind: 'interval', interval: { ...interval, low: day(low), high: day(high) } };
}

/** Bare words make the table a choice of its own; anything else is typed as an expression. */
function resultType(context: Context, scope: Scope, name: string, ast: TableAst): Type {
  const results = [...ast.rows.map(({ then }) => then), ...(ast.otherwise ? [ast.otherwise] : [])];
  if (results.every((result) => isBareWord(context, scope, result)))
    return choiceResult(context, scope, name, ast, results);
  const [first, ...rest] = results.map((result) => ({ result, type: infer(context, scope, result) }));
  if (!first) return UNKNOWN;
  return rest.reduce((joined, { result, type }) => {
    const presence = joinPresence([joined.presence, type.presence]);
    return { base: unify(context, first.result, joined, result, type).base, presence };
  }, first.type);
}

function choiceResult(
  context: Context,
  scope: Scope,
  name: string,
  ast: TableAst,
  results: readonly Expression[],
): Type {
  const order = ast.order?.map(({ value }) => value);
  const written = [...new Set(results.map((result) => textOf(context, result)))];
  for (const { value, span } of ast.order ?? []) reportClash(context, value, span);
  const base: ChoiceType = { kind: 'choice', name, values: order ?? written, ordered: order !== undefined };
  for (const result of results) infer(context, scope, result, base);
  return { base, presence: 'present' };
}
