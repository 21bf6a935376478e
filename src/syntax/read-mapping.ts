import { DATE_FORMS, type DateForm, NUMBER_FORM_NAMES, type NumberForm } from '../language/job.ts';
import type { Located, Named } from './ast.ts';
import type { DocumentNode, MapNode } from './document.ts';
import type { Reader } from './read-node.ts';

/** Which column brings an input, and how it is written there. */
export interface MappedColumnAst {
  /** The column's title; absent: the input's name. */
  readonly column?: Located<string>;
  readonly number?: Located<NumberForm>;
  readonly date?: Located<DateForm>;
  readonly locale?: Located<'en' | 'id'>;
}

/** A column mapping as it is written. */
export interface MappingAst {
  readonly columns: Named<MappedColumnAst>;
  /** Titles of columns that nobody wants, and that nothing is to be said of. */
  readonly ignore: readonly Located<string>[];
}

export function mapping(r: Reader, root: MapNode): MappingAst | undefined {
  const columns = r.need(root, 'map_columns', (node) => r.named(node, (value) => mappedColumn(r, value)));
  const ignore = r.at(root, 'map_ignore', (node) => r.list(node, r.located)) ?? [];
  return columns && { columns, ignore };
}

function mappedColumn(r: Reader, node: DocumentNode): MappedColumnAst | undefined {
  if (node.kind !== 'map') {
    const title = r.located(node);
    return title && { column: title };
  }
  const column = r.at(node, 'map_column', r.located);
  const number = r.at(node, 'map_number', (at) => r.word(at, NUMBER_FORM_NAMES));
  const date = r.at(node, 'map_date', (at) => r.word(at, DATE_FORMS));
  const locale = r.at(node, 'job_locale', r.locale);
  return { ...(column && { column }), ...(number && { number }), ...(date && { date }), ...(locale && { locale }) };
}
