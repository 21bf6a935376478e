/** What `takar export --to` writes. */
<<<<<<< HEAD
export const EXPORTS = ['json-rules', 'json-schema', 'sql:duckdb', 'sql:postgres', 'sql:spark', 'sql:trino'] as const;
=======
export const EXPORTS = ['json-rules', 'sql:duckdb', 'sql:postgres', 'sql:spark', 'sql:trino'] as const;

/** What `takar score --engine` calculates with. */
export const ENGINES = ['takar', 'duckdb', 'postgres'] as const;
export type DatabaseName = Exclude<(typeof ENGINES)[number], 'takar'>;
>>>>>>> 2bce7d5 (Databases are opened by the runner alone; the plan knows the list of expressions)
