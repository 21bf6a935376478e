/** What `takar export --to` writes. */
export const EXPORTS = [
  'json-rules',
  'json-schema',
  'js',
  'sql:duckdb',
  'sql:postgres',
  'sql:spark',
  'sql:trino',
] as const;

/** What `takar score --engine` calculates with. */
/** takar itself: by itself, row by row, or by columns of integers; or a database. */
export const OWN_ENGINES = ['takar', 'exact', 'columns'] as const;
export const ENGINES = [...OWN_ENGINES, 'duckdb', 'postgres'] as const;
export type DatabaseName = Exclude<(typeof ENGINES)[number], (typeof OWN_ENGINES)[number]>;

export function isDatabase(engine: (typeof ENGINES)[number]): engine is DatabaseName {
  return !OWN_ENGINES.some((own) => own === engine);
}
