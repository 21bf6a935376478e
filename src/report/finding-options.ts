import type { Language } from '../language/vocabulary.ts';

export const FINDING_FORMATS = ['pretty', 'compact', 'json', 'github', 'sarif', 'junit'] as const;
export type FindingFormat = (typeof FINDING_FORMATS)[number];

export interface PrintFindingsOptions {
  readonly format: FindingFormat;
  readonly language: Language;
  readonly colour: boolean;
  /** `sarif` names the version of the program that found them. */
  readonly version?: string;
  /** `junit` also lists the files without a finding, where they are named here. */
  readonly files?: readonly string[];
  /** `junit` counts from this severity on as failed; errors alone where nothing is said. */
  readonly failLevel?: 'error' | 'warning';
}
