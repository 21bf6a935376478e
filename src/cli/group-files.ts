import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { type GroupSource, groupShape } from '../score/group-data.ts';
import type { Options } from './arguments.ts';
import { Refusal } from './command.ts';
import { type DataForm, openData } from './data.ts';
import type { Io } from './io.ts';

/**
 * The files of `--group NAME=FILE`. `findings` are about files as a whole; tables that are not optional must be given,
 * unless what they say is still to come.
 */
export async function openGroups(
  io: Io,
  ruleset: Ruleset,
  options: Options,
  { locale }: DataForm,
  isToCome: boolean,
): Promise<{ readonly sources: readonly GroupSource[]; readonly findings: readonly Diagnostic[] }> {
  const sources: GroupSource[] = [];
  const findings: Diagnostic[] = [];
  for (const text of options.all('group')) {
    const { name, path } = namedFile(ruleset, text);
    const shape = { ...ruleset, ...groupShape(ruleset, name) };
    const file = await openData(io, shape, path, { locale });
    findings.push(...file.findings);
    sources.push({ name, path, rows: file.rows });
  }
  const given = new Set(sources.map(({ name }) => name));
  const absent = [...ruleset.groupData.values()].filter(({ name, optional }) => !optional && !given.has(name));
  if (absent.length > 0 && !isToCome) {
    throw new Refusal(absent.map(({ name }) => diagnostic('TK685', { kind: 'file', path: '' }, { table: name })));
  }
  return { sources, findings };
}

function namedFile(ruleset: Ruleset, text: string): { readonly name: string; readonly path: string } {
  const at = text.indexOf('=');
  const place = { kind: 'file', path: '' } as const;
  const names = [...ruleset.groupData.keys()];
  if (at < 1 || at === text.length - 1) {
    const allowed = (names.length > 0 ? names : ['unit']).map((name) => `${name}=FILE`);
    throw new Refusal([diagnostic('TK908', place, { option: '--group', found: text, allowed })]);
  }
  const name = text.slice(0, at);
  if (!ruleset.groupData.has(name)) {
    const suggestion = nearest(name, names);
    const args = suggestion === undefined ? { table: name } : { table: name, suggestion };
    throw new Refusal([diagnostic('TK686', place, args)]);
  }
  return { name, path: text.slice(at + 1) };
}
