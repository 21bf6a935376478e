import type { Localized } from '../../base/codes.ts';
import type { Span } from '../../base/source.ts';
import type { Language } from '../../language/vocabulary.ts';
import type { RulesetAst } from '../../syntax/ast.ts';
import { type Context, report } from '../context.ts';

const LANGUAGES: readonly Language[] = ['id', 'en'];

interface Label {
  readonly of: string;
  readonly span: Span;
  readonly text: Localized;
}

/**
 * Where most texts of a file stand in both languages, one that lacks a language was forgotten, and is shown in the
 * other one to half of the readers. A file with a title in both and the rest in one is in one language.
 */
export function missingLabel(context: Context): void {
  const { main } = context.loaded;
  const labels = labelsOf(main);
  const inBoth = labels.filter(({ text }) => LANGUAGES.every((language) => text[language] !== undefined)).length;
  if (inBoth * 3 < labels.length * 2) return;
  for (const { of, span, text } of labels) {
    const missing = LANGUAGES.filter((language) => text[language] === undefined);
    for (const language of missing) report(context, 'TK598', span, { name: of, language });
  }
}

function labelsOf(file: RulesetAst): readonly Label[] {
  const titled = [
    ...file.inputs,
    ...file.parameters,
    ...file.values,
    ...file.functions,
    ...file.indicators,
    ...file.scores,
    ...file.ratings,
    ...file.tables,
  ].map(({ name, value }) => ({ of: name.value, span: name.span, text: value.title }));
  const choices = file.inputs.flatMap(({ value }) =>
    (value.choices ?? []).map(({ name, label }) => ({ of: name.value, span: name.span, text: label })),
  );
  const tiers = (file.awards?.tiers ?? []).map(({ tier, title }) => ({ of: tier.value, span: tier.span, text: title }));
  const messages = file.checks.map(({ that, message }) => ({ of: '', span: that.span, text: message }));
  const own = { of: file.name.value, span: file.name.span, text: file.title };
  return [own, ...titled, ...choices, ...tiers, ...messages].flatMap(({ of, span, text }) =>
    text === undefined ? [] : [{ of, span, text }],
  );
}
