import type { CalendarAst, DetailsAst, Weekday } from './ast.ts';
import type { DocumentNode } from './document.ts';
import type { Reader } from './read-node.ts';
import { check, described, input, namedValue } from './read-parts.ts';
import { rating, table } from './read-scoring.ts';

/** Many rows a record, in a file of their own [D1]. */
export function details(r: Reader, node: DocumentNode): DetailsAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const unit = r.at(map, 'unit', r.name);
  const maxRows = r.at(map, 'max_rows', r.wholeNumber);
  const columns = r.need(map, 'columns', (at) => r.declared(at, (value) => input(r, value)));
  const rest = {
    values: r.at(map, 'values', (at) => r.declared(at, (value) => namedValue(r, value))) ?? [],
    ratings: r.at(map, 'ratings', (at) => r.declared(at, (value) => rating(r, value))) ?? [],
    tables: r.at(map, 'tables', (at) => r.declared(at, (value) => table(r, value))) ?? [],
    checks: r.at(map, 'checks', (at) => r.list(at, (item) => check(r, item))) ?? [],
  };
  return (
    columns && {
      ...described(r, map),
      span: map.span,
      ...(unit && { unit }),
      ...(maxRows && { maxRows }),
      columns,
      ...rest,
    }
  );
}

const WEEK: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A calendar: on which days of the week people work, and which days it speaks of. */
export function calendar(r: Reader, node: DocumentNode): CalendarAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const workdays = r.need(map, 'workdays', (at) => r.list(at, (item) => r.word(item, WEEK)));
  const covers = r.at(map, 'covers', (at) => coversOf(r, at));
  return workdays && { ...described(r, map), span: map.span, workdays, ...(covers && { covers }) };
}

function coversOf(r: Reader, node: DocumentNode): CalendarAst['covers'] {
  const map = r.map(node);
  if (!map) return undefined;
  const from = r.need(map, 'from', r.date);
  const to = r.need(map, 'to', r.date);
  return from && to && { from, to };
}
