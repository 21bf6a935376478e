import type { Diagnostic } from '../base/diagnostic.ts';
import { inReadingOrder } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import { fingerprints } from './fingerprint.ts';
import { Locator } from './places.ts';

/** Findings that were there when a project began to be checked: written down once, then no longer counted. */
export interface Baseline {
  /** Fingerprints. */
  readonly known: ReadonlySet<string>;
}

interface Entry {
  readonly code: string;
  readonly file: string;
  readonly fingerprint: string;
}

/** The file that keeps these findings as known; the same bytes for the same findings. */
export function baselineText(findings: readonly Diagnostic[], sources: Sources): string {
  const sorted = inReadingOrder(findings);
  const prints = fingerprints(sorted, sources);
  const locator = new Locator(sources);
  const entries = sorted.map(
    ({ code, place }, index): Entry => ({
      code,
      file: locator.locate(place).file,
      fingerprint: prints[index] ?? '',
    }),
  );
  return `${JSON.stringify({ schemaVersion: 1, findings: entries }, null, 2)}\n`;
}

/** Undefined where the text is no such file. */
export function readBaseline(text: string): Baseline | undefined {
  const content = parsed(text);
  if (typeof content !== 'object' || content === null || !('schemaVersion' in content)) return undefined;
  if (content.schemaVersion !== 1 || !('findings' in content) || !Array.isArray(content.findings)) return undefined;
  const prints = content.findings.map((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'fingerprint' in entry ? entry.fingerprint : undefined,
  );
  if (!prints.every((print): print is string => typeof print === 'string')) return undefined;
  return { known: new Set(prints) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The findings that the baseline does not know, how many it knows, and how many of its entries are mended by now. */
export function newFindings(
  findings: readonly Diagnostic[],
  sources: Sources,
  { known }: Baseline,
): { readonly fresh: readonly Diagnostic[]; readonly known: number; readonly mended: number } {
  const sorted = inReadingOrder(findings);
  const prints = fingerprints(sorted, sources);
  const fresh = sorted.filter((_, index) => !known.has(prints[index] ?? ''));
  const present = new Set(prints);
  const mended = [...known].filter((print) => !present.has(print)).length;
  return { fresh, known: sorted.length - fresh.length, mended };
}
