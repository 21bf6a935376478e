/** What `takar export --to` writes. */
export const EXPORTS = ['json-rules', 'json-schema', 'sql:duckdb', 'sql:postgres', 'sql:spark', 'sql:trino'] as const;
