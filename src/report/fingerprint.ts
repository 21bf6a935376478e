import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import { Locator } from './places.ts';

/**
 * By what a finding is known again after lines have moved: its code, its file, the text of its line and of the lines
 * that take part in it, and which of its equals it is. Neither line numbers nor cells of data enter it, so a finding
 * stays known while the file grows above it, and is new once a line that it is about has changed.
 *
 * One for each finding, in the order given; the order decides among equals.
 */
export function fingerprints(findings: readonly Diagnostic[], sources: Sources): readonly string[] {
  const locator = new Locator(sources);
  const seen = new Map<string, number>();
  return findings.map(({ code, place, related }) => {
    const lines = [place, ...related.map((other) => other.place)].map((at) => lineOf(at, locator));
    const base = JSON.stringify([code, ...lines]);
    const before = seen.get(base) ?? 0;
    seen.set(base, before + 1);
    return digest(`${base}#${before}`);
  });
}

function lineOf(place: Place, locator: Locator): readonly string[] {
  const { file, lineText } = locator.locate(place);
  // Of data, only that it is about this column: content of cells is nobody's business.
  if (place.kind === 'cell') return [file, place.cell.columnName ?? ''];
  return [file, (lineText ?? '').trim().replaceAll(/\s+/g, ' ')];
}

/** FNV-1a, 64 bits, over UTF-16 code units: to tell findings of one project apart, not to keep anything secret. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
