import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Type } from '../language/types.ts';
import type { Interval } from '../number/interval.ts';
import { shortestDecimal } from '../number/text.ts';
import { shortened } from './cell.ts';
import type { WithInputs } from './row.ts';
import type { XlsxFile } from './xlsx.ts';
import { cellText, readSheet } from './xlsx-sheet.ts';

/** The hidden sheet of a workbook that `takar template` has made. */
export const MARK_SHEET = '_takar';
export const MARK_ROWS = { ruleset: 'ruleset', fingerprint: 'inputs', language: 'language' } as const;

/** Rows of the hidden sheet at most that may hold marks. */
const MOST_MARKS = 200;

/** Warns where the workbook was made for other inputs than the ruleset's. Other workbooks have no such mark. */
export function checkTemplate(
  { workbook }: Pick<XlsxFile, 'workbook'>,
  ruleset: WithInputs,
  { path, rulesetName }: { readonly path: string; readonly rulesetName?: string },
): readonly Diagnostic[] {
  const part = workbook?.sheets.find(({ name }) => name === MARK_SHEET);
  if (!workbook || !part || rulesetName === undefined) return [];
  const { rows } = readSheet(workbook, part, { locale: 'en', mostRows: MOST_MARKS });
  const marks = new Map(rows.map((row) => [cellText(row, 1), cellText(row, 2)]));
  const madeFor = marks.get(MARK_ROWS.ruleset) ?? '';
  // A workbook for details, plans or tables of groups has a mark for each of its sheets.
  const own = inputsFingerprint(ruleset);
  const isKnown = [...marks].some(([name, mark]) => name.startsWith(MARK_ROWS.fingerprint) && mark === own);
  if (madeFor === rulesetName && isKnown) return [];
  return [diagnostic('TK649', { kind: 'file', path }, { madeFor: shortened(madeFor), ruleset: rulesetName })];
}

/** Eight letters that change when what the inputs ask for changes; no secret and no proof. */
export function inputsFingerprint({ inputs }: WithInputs): string {
  const text = JSON.stringify(
    [...inputs.values()].map(({ name, type, key, optional, range }) => [
      name,
      typeText(type),
      key,
      optional,
      rangeText(range),
    ]),
  );
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function typeText({ base }: Type): readonly unknown[] {
  if (base.kind === 'number') return [base.kind, base.unit, base.digits];
  return base.kind === 'choice' ? [base.kind, base.values] : [base.kind];
}

function rangeText({ low, lowOpen, high, highOpen }: Interval): readonly unknown[] {
  const end = (value: Interval['low']) => (value === null ? null : (shortestDecimal(value) ?? `${value}`));
  return [end(low), lowOpen, end(high), highOpen];
}
