import type { Language } from '../language/vocabulary.ts';
import type { AwardResult } from '../model/score.ts';
import type { Explanation, Json } from './explanation.ts';

/** The explanation as indented text for people. Build the explanation in the same language. */
export function explanationText(_explanation: Explanation, _language: Language): string {
  throw new Error('explanationText: not built yet');
}

/** The explanation as an object for JSON, with `schemaVersion: 1`. */
export function explanationJson(_explanation: Explanation): { readonly [name: string]: Json } {
  throw new Error('explanationJson: not built yet');
}

/** One line that says why the award is what it is, for the column `award.reason` of the results. No colleague's key. */
export function awardReason(_award: AwardResult, _language: Language): string {
  throw new Error('awardReason: not built yet');
}
