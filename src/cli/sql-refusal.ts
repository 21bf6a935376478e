import type { SqlExport } from '../backends/sql/query.ts';
import { diagnostic } from '../base/diagnostic.ts';
import type { BeyondLimit } from '../score/sql.ts';
import { Refusal } from './command.ts';

/** Why a database cannot take a row. */
export function limitRefusal({ at, input, limit }: BeyondLimit, engine: string): Refusal {
  const cell = { path: at.path ?? '', row: at.row, columnName: input };
  return new Refusal([diagnostic('TK963', { kind: 'cell', cell }, { engine, input, limit: `${limit}` })]);
}

/** Why a ruleset is not said in SQL. */
export function sqlRefusal(refused: Exclude<SqlExport, { kind: 'query' }>, dialect: string, path: string): Refusal {
  const place = { kind: 'file', path } as const;
  if (refused.kind === 'too_wide') {
    return new Refusal([diagnostic('TK961', place, { dialect, bits: refused.bits })]);
  }
  if (refused.kind === 'unfit_names') {
    const code = refused.reason === 'same' ? 'TK964' : 'TK965';
    return new Refusal([diagnostic(code, place, { dialect, names: refused.names })]);
  }
  const found = refused.notes.flatMap((note) =>
    note.kind === 'part' ? [note.part] : note.kind === 'operation' ? [note.operation] : [],
  );
  return new Refusal([diagnostic('TK960', place, { dialect, found: [...new Set(found)] })]);
}
