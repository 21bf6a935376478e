import type { Language } from '../language/vocabulary.ts';
import type { ScoreRow } from '../model/score.ts';
import type { Explanation } from './explanation.ts';

export interface ExplainOptions {
  /** Show the key of the last who was admitted to a full tier; off by default, since it names a colleague [G7]. */
  readonly names?: boolean;
}

/** Why the record got what it got, taken from its evaluated tree. */
export function explain(_row: ScoreRow, _language: Language, _options: ExplainOptions = {}): Explanation {
  throw new Error('explain: not built yet');
}
