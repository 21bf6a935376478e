import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { GroupNote } from '../model/score.ts';

/** One line on what a limit did to a record; empty where no rule concerned it. It names no colleague [G7]. */
export function limitReason(note: GroupNote, language: Language): string {
  const { groups } = texts(language).explain;
  if (note.kind === 'undecided') return groups.waits;
  if (note.kind !== 'limit') return '';
  return note.steps.map(({ outcome, ...step }) => groups.limitOutcomes[outcome](step)).join('; ');
}
