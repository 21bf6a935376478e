/** What `takar export --to` writes. */
export const EXPORTS = ['json-rules', 'json-schema', 'sql:duckdb', 'sql:postgres', 'sql:spark', 'sql:trino'] as const;

/** What `takar score --engine` calculates with. */
export const ENGINES = ['takar', 'duckdb', 'postgres'] as const;
export type DatabaseName = Exclude<(typeof ENGINES)[number], 'takar'>;
