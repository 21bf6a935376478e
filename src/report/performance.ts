import type { Sources } from '../base/source.ts';
import { planOf } from '../integers/build.ts';
import type { PlanNote } from '../integers/plan.ts';
import type { NodeId } from '../language/core.ts';
import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { Program } from '../model/program.ts';
import { Rational } from '../number/rational.ts';
import { forPeople } from '../number/text.ts';
import { Locator } from './places.ts';

/** What of a ruleset is not computed in whole numbers over columns, why, and what would mend it. */
export function performanceText(program: Program, sources: Sources, language: Language): string {
  const words = texts(language).report.performance;
  const { plan, notes } = planOf(program, null, 'in_columns');
  const { name } = program.ruleset;
  const levels = plan?.levels.length ?? 0;
  const passes = levels === 0 ? '' : `  ${words.passes(String(levels + 1))}\n`;
  if (notes.length === 0) return `${words.allFast(name)}\n${passes}`;
  const locator = new Locator(sources);
  const lines = new Set(notes.map((note) => `${placeOf(program, note, locator)}${sentence(note, language, program)}`));
  return `${words.heading(name)}\n${[...lines].map((line) => `  ${line}\n`).join('')}${passes}`;
}

function sentence(note: PlanNote, language: Language, program: Program): string {
  const words = texts(language).report.performance;
  const figures = (bits: number) => forPeople(Rational.integer(Math.ceil(bits * 0.30103)), language);
  switch (note.kind) {
    case 'operation':
      return words.operation(note.operation);
    case 'part':
      return words.part(note.part);
    case 'group':
      return words.group[note.reason];
    case 'award':
      return words.award;
    case 'shown':
      return words.shown(figures(note.bits));
    case 'wide':
      return words.wide(figures(note.bits));
    case 'unrounded':
      return words.unrounded(figures(note.bits));
    case 'no_range': {
      const digits = program.ruleset.inputs.get(note.input)?.type.base;
      const scale = digits?.kind === 'number' ? (digits.digits ?? 0) : 0;
      return words.noRange(note.input, forPeople(Rational.scaled(note.limit, scale), language));
    }
  }
}

function placeOf(program: Program, note: PlanNote, locator: Locator): string {
  if (note.kind === 'part') return '';
  const span = note.kind === 'no_range' ? program.ruleset.inputs.get(note.input)?.span : originOf(program, note.node);
  if (!span) return '';
  const { file, start } = locator.locate({ kind: 'text', span });
  return `${file}:${start.line}:${start.column}: `;
}

function originOf({ nodes }: Program, node: NodeId) {
  return nodes[node]?.origin ?? undefined;
}
