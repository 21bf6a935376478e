import { diagnostic } from '../base/diagnostic.ts';
import type { OptionName } from '../messages/texts.ts';
import type { Options } from './arguments.ts';
import { Refusal } from './command.ts';
import { isOption, OPTIONS } from './commands.ts';
import { dataPath } from './data.ts';
import { slashes } from './files.ts';
import { fileOf } from './named-files.ts';

/** A slip of the fingers must not replace the data by their results. */
export function refuseOverwriting(rules: readonly string[], options: Options, outputs: readonly OptionName[]): void {
  const named = Object.keys(OPTIONS).filter(
    (name): name is OptionName => isOption(name) && OPTIONS[name].reads === true,
  );
  const given = named.flatMap((name) => options.all(name).map(OPTIONS[name].named ? fileOf : (text) => text));
  const read = given.map((path) => dataPath(path).file);
  const taken = new Set([...rules, ...read].map(slashes));
  for (const name of outputs) {
    const path = options.text(name);
    if (path === undefined || path === '-') continue;
    if (taken.has(slashes(path))) {
      throw new Refusal([diagnostic('TK909', { kind: 'file', path: '' }, { option: `--${name}`, path })]);
    }
    taken.add(slashes(path));
  }
}
