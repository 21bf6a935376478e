import { type Diagnostic, inReadingOrder } from '../base/diagnostic.ts';
import { once } from '../base/once.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Source } from '../base/source.ts';
import { JOB, MAPPING } from '../language/job.ts';
import type { KeyName } from '../language/vocabulary.ts';
import { type MapNode, readDocument } from './document.ts';
import { IdSource } from './parse-expression.ts';
import { languageOf, unsaidLanguage } from './parse-ruleset.ts';
import { type JobAst, job } from './read-job.ts';
import { type MappingAst, mapping } from './read-mapping.ts';
import { Reader } from './read-node.ts';
import { checkShape, type DocumentKind } from './shape-check.ts';
import { createValidator as createJobValidator } from './validate-job.generated.js';
import { createValidator as createMappingValidator } from './validate-mapping.generated.js';

const JOB_DOCUMENT: DocumentKind = { shape: JOB, validator: once(createJobValidator) };
const MAPPING_DOCUMENT: DocumentKind = { shape: MAPPING, validator: once(createMappingValidator) };

/** Reads a job file. The value is absent where any of it is not as it should be: a run of half a job helps nobody. */
export function parseJob(source: Source): Outcome<JobAst> {
  return parseSettings(source, JOB_DOCUMENT, 'ruleset', job);
}

/** Reads a column mapping; the value is absent where any of it is not as it should be. */
export function parseMapping(source: Source): Outcome<MappingAst> {
  return parseSettings(source, MAPPING_DOCUMENT, 'map_columns', mapping);
}

/** `head`: a key by which an Indonesian file is known that does not say `bahasa: id`. */
function parseSettings<T>(
  source: Source,
  kind: DocumentKind,
  head: KeyName,
  read: (reader: Reader, root: MapNode) => T | undefined,
): Outcome<T> {
  const { root, findings } = readDocument(source);
  if (!root) return { diagnostics: findings };
  const language = languageOf(root, head);
  const reader = new Reader(language, new IdSource());
  const value = read(reader, root);
  const shape = checkShape(source, root, language, kind);
  const all: readonly Diagnostic[] = [...findings, ...unsaidLanguage(root, head), ...shape, ...reader.findings];
  if ((reader.lost > 0 || !value) && all.length === 0) {
    throw new Error(`${source.path}: a part could not be read, and no finding says why`);
  }
  return value && all.length === 0 ? { value, diagnostics: [] } : { diagnostics: inReadingOrder(all) };
}
