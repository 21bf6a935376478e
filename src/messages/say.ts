import type { Code } from '../base/codes.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { once } from '../base/once.ts';
import type { Language } from '../language/vocabulary.ts';
import type { Entry } from './catalogue.ts';
import { findings as english } from './en/index.ts';
import { texts as englishTexts } from './en/texts.ts';
import { findings as indonesian } from './id/index.ts';
import { texts as indonesianTexts } from './id/texts.ts';
import type { Texts } from './texts.ts';

/** What a person reads of one finding. */
export interface Said {
  readonly message: string;
  readonly help: string;
}

/** The message and the way out of a finding, in a language. */
export function say(finding: Diagnostic, language: Language): Said {
  const entry = entryOf(finding.code, language);
  const { args } = finding.sensitive ? withoutValues(finding, texts(language).report.masked) : finding;
  return { message: entry.message(args), help: entry.help(args) };
}

/** The same without the content of any cell, for places that many people read [G7]. */
export function sayMasked(finding: Diagnostic, language: Language): Said {
  return finding.place.kind === 'cell'
    ? say(withoutValues(finding, texts(language).report.masked), language)
    : say(finding, language);
}

/** What the rule behind a code is for, in a few sentences. */
export function why(code: Code, language: Language): string {
  return entryOf(code, language).why;
}

export function texts(language: Language): Texts {
  return TEXTS[language]();
}

/** Made for the language that is asked for: a run speaks one, and most runs say little of all that can be said. */
const TEXTS = { id: once(indonesianTexts), en: once(englishTexts) };
const FINDINGS = { id: once(indonesian), en: once(english) };

type AnyEntry = Omit<Entry<Code>, 'message' | 'help'> & {
  readonly message: (args: Diagnostic['args']) => string;
  readonly help: (args: Diagnostic['args']) => string;
};

/** The catalogue pairs each code with its own arguments, and so does Diagnostic; the compiler cannot follow both. */
function entryOf(code: Code, language: Language): AnyEntry {
  return FINDINGS[language]()[code] as unknown as AnyEntry;
}

/** Arguments that hold, or give away, what stood in a cell. */
const CELL_ARGUMENTS = new Set(['text', 'key', 'value', 'suggestion']);

function withoutValues(finding: Diagnostic, mask: string): Diagnostic {
  const args = Object.entries(finding.args)
    .filter(([name]) => name !== 'suggestion')
    .map(([name, value]) => [name, CELL_ARGUMENTS.has(name) ? mask : value]);
  return { ...finding, args: Object.fromEntries(args) } as Diagnostic;
}
