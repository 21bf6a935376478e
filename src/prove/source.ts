import type { Span } from '../base/source.ts';
import type { NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';

/** The characters of a span, as the author wrote them, on one line. */
export function textAt(program: Program, { path, start, end }: Span): string {
  const text = program.ruleset.sources.get(path)?.text.slice(start, end) ?? '';
  return text.trim().replaceAll(/\s+/g, ' ');
}

export function isInside(inner: Span, outer: Span): boolean {
  return inner.path === outer.path && inner.start >= outer.start && inner.end <= outer.end;
}

/** The author's name of each node that has one: an input, a result, a part of an indicator. */
export function namesOf(program: Program): ReadonlyMap<NodeId, string> {
  const names = new Map<NodeId, string>();
  const name = (node: NodeId | null, text: string) => {
    if (node !== null && !names.has(node)) names.set(node, text);
  };
  for (const [input, id] of program.inputs) name(id, input);
  for (const result of program.results) name(result.node, result.name);
  for (const { name: indicator, target, actual, achievement, score } of program.indicators) {
    name(target, `${indicator}.target`);
    name(actual, `${indicator}.actual`);
    name(achievement, `${indicator}.achievement`);
    name(score, `${indicator}.score`);
  }
  return names;
}

export function nameOf(program: Program, node: NodeId): string | undefined {
  return namesOf(program).get(node);
}

/** The last time that the name stands as a whole word within the span: a divisor comes last however it is written. */
export function lastMention(program: Program, name: string, { path, start, end }: Span): Span | undefined {
  const text = program.ruleset.sources.get(path)?.text.slice(start, end) ?? '';
  for (let at = text.lastIndexOf(name); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(name, at - 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    if (!isWordCharacter(before) && !isWordCharacter(after)) {
      return { path, start: start + at, end: start + at + name.length };
    }
  }
  return undefined;
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}_]/u.test(character);
}
