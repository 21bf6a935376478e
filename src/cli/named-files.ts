import { diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { OptionName } from '../messages/texts.ts';
import type { Options } from './arguments.ts';
import { Refusal } from './command.ts';

/**
 * The files of an option that is written NAME=FILE, by name; several for one name are read one after the other. Where
 * the ruleset declares a single name, the file alone will do.
 */
export function namedFiles(
  options: Options,
  option: OptionName,
  declared: Iterable<string>,
): ReadonlyMap<string, readonly string[]> {
  const allowed = [...declared];
  const files = new Map<string, readonly string[]>();
  for (const text of options.all(option)) {
    const { name, file } = split(text, allowed);
    if (!allowed.includes(name)) {
      const suggestion = nearest(name, allowed);
      const args = { option: `--${option}`, name, allowed, ...(suggestion === undefined ? {} : { suggestion }) };
      throw new Refusal([diagnostic('TK659', { kind: 'file', path: '' }, args)]);
    }
    files.set(name, [...(files.get(name) ?? []), file]);
  }
  return files;
}

/** The file of an option that is written NAME=FILE. */
export function fileOf(text: string): string {
  const equals = text.indexOf('=');
  return equals > 0 ? text.slice(equals + 1) : text;
}

function split(text: string, allowed: readonly string[]): { readonly name: string; readonly file: string } {
  const equals = text.indexOf('=');
  const [only] = allowed;
  if (equals > 0) return { name: text.slice(0, equals), file: text.slice(equals + 1) };
  return { name: allowed.length === 1 && only !== undefined ? only : text, file: text };
}
