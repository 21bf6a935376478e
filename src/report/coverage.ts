import type { Sources, Span } from '../base/source.ts';
import { type Coverage, type Exercisable, percentOf } from '../examples/coverage.ts';
import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import { Locator } from './places.ts';
import { printable } from './width.ts';

/** What the examples of one file do not come to, by file and line, and how much they do. */
export function coverageText(path: string, coverage: Coverage, sources: Sources, language: Language): string {
  const words = texts(language).report.coverage;
  const locator = new Locator(sources);
  const { exercised, total, items } = coverage;
  const missed = items
    .filter((one) => !one.exercised)
    .map(({ item }) => `  ${place(item.span, locator)}: ${printable(words.items[item.kind](nameOf(item)))}`);
  return [`${path}: ${words.counts({ exercised, total, percent: percentOf(coverage) })}`, ...missed, ''].join('\n');
}

/** The same as programs read it: every item with its place. */
export function coverageJson(path: string, coverage: Coverage, sources: Sources): object {
  const locator = new Locator(sources);
  const { exercised, total, items } = coverage;
  return {
    file: path,
    exercised,
    total,
    percent: percentOf(coverage),
    items: items.map(({ item, exercised: isExercised }) => {
      const { span, ...rest } = item;
      const { file, start } = locator.locate({ kind: 'text', span });
      return { ...rest, file, line: start.line, column: start.column, exercised: isExercised };
    }),
  };
}

function place(span: Span, locator: Locator): string {
  const { file, start } = locator.locate({ kind: 'text', span });
  return printable(`${file}:${start.line}`);
}

function nameOf(item: Exercisable): readonly string[] {
  switch (item.kind) {
    case 'band':
      return [item.of, item.name];
    case 'row':
      return [item.of, String(item.number)];
    case 'otherwise':
      return [item.of];
    case 'tier':
      return [item.name];
    case 'then':
    case 'else':
      return [item.condition];
    case 'no_tier':
    case 'not_eligible':
      return [];
  }
}
