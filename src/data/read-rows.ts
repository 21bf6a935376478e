import type { Outcome } from '../base/outcome.ts';
import {
  type BindOptions,
  type BoundRow,
  createBinder,
  createObjectBinder,
  rejectedRow,
  type WithInputs,
} from './bind.ts';
import { readCsv } from './csv.ts';
import { type JsonRow, readJsonLines } from './jsonl.ts';

/** The text of a data file as rows of a ruleset. The value is absent where the file as a whole cannot be read. */
export function readRows(
  ruleset: WithInputs,
  text: string,
  format: 'csv' | 'jsonl',
  options: BindOptions,
): Outcome<Iterable<BoundRow>> {
  return format === 'csv' ? csvRows(ruleset, text, options) : jsonRows(ruleset, text, options);
}

function csvRows(ruleset: WithInputs, text: string, options: BindOptions): Outcome<Iterable<BoundRow>> {
  const { header, rows, findings } = readCsv(text, options);
  if (findings.length > 0) return { diagnostics: findings };
  const { value: binder, diagnostics } = createBinder(ruleset, header, options);
  if (!binder) return { diagnostics };
  return { value: mapped(rows, ({ cells, row }) => binder.bind(cells, row)), diagnostics };
}

function jsonRows(ruleset: WithInputs, text: string, options: BindOptions): Outcome<Iterable<BoundRow>> {
  const { rows, findings } = readJsonLines(text, options);
  if (findings.length > 0) return { diagnostics: findings };
  const bind = () => {
    const binder = createObjectBinder(ruleset, options);
    return ({ object, row, findings: broken }: JsonRow) =>
      object ? binder.bind(object, row) : rejectedRow(row, broken);
  };
  // A new binder for each walk: it names an unknown field only once.
  return { value: { [Symbol.iterator]: () => mapped(rows, bind())[Symbol.iterator]() }, diagnostics: findings };
}

function mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Iterable<B> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield change(item);
    },
  };
}
