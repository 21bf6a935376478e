import { type Diagnostic, diagnostic, inReadingOrder, isError } from '../base/diagnostic.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Source } from '../base/source.ts';
import { KEYS, type KeyName, type Language } from '../language/vocabulary.ts';
import type { ImportAst, Named, RulesetAst } from './ast.ts';
import { type DocumentNode, type MapNode, readDocument } from './document.ts';
import { IdSource } from './parse-expression.ts';
import { calendar, details } from './read-details.ts';
import { example, groupExample } from './read-examples.ts';
import { amount, decision, groupData, groupRule, limit } from './read-groups.ts';
import { Reader } from './read-node.ts';
import { basis, check, functionOf, headOf, input, namedValue, parameter } from './read-parts.ts';
import { periodRules } from './read-periods.ts';
import { awards, indicator, rating, score, table } from './read-scoring.ts';
import { checkShape } from './shape-check.ts';

/** Reads one ruleset file. The AST stands wherever enough could be read, beside all findings of the file. */
export function parseRuleset(source: Source, ids: IdSource = new IdSource()): Outcome<RulesetAst> {
  const { root, findings } = readDocument(source);
  if (!root) return { diagnostics: findings };
  const language = languageOf(root);
  const reader = new Reader(language, ids);
  const value = ruleset(reader, source, root);
  const shape = checkShape(source, root, language);
  const diagnostics = inReadingOrder([...findings, ...unsaidLanguage(root), ...shape, ...reader.findings]);
  if (reader.lost > 0 && !diagnostics.some(isError)) {
    throw new Error(`${source.path}: ${reader.lost} parts could not be read, and no finding says why`);
  }
  return { value: { ...value, isWhole: !diagnostics.some(isError) }, diagnostics };
}

/** The language the file says it is in; where it says none, Indonesian if it begins as an Indonesian file does. */
export function languageOf(root: MapNode, head: KeyName = 'ruleset'): Language {
  const said = entry(root, KEYS.bahasa.en)?.value;
  if (said) return said.kind === 'scalar' && said.scalar.text === 'id' ? 'id' : 'en';
  return entry(root, KEYS[head].id) && !entry(root, KEYS[head].en) ? 'id' : 'en';
}

function entry(map: MapNode, key: string): MapNode['entries'][number] | undefined {
  return map.entries.find((candidate) => candidate.key.value === key);
}

/** An Indonesian file without `bahasa: id`: said once, not at every key. */
export function unsaidLanguage(root: MapNode, head: KeyName = 'ruleset'): Diagnostic[] {
  if (languageOf(root, head) === 'en' || entry(root, KEYS.bahasa.en)) return [];
  const span = entry(root, KEYS[head].id)?.key.span ?? headOf(root);
  const fixes = [{ edits: [{ span: { ...span, end: span.start }, text: 'bahasa: id\n' }], safe: true }];
  const args = { key: KEYS[head].id, expected: KEYS[head].en, language: 'en' as const };
  return [diagnostic('TK113', span, args, { fixes })];
}

function ruleset(r: Reader, source: Source, root: MapNode): RulesetAst {
  const name = r.need(root, 'ruleset', r.name) ?? { value: '', span: headOf(root) };
  const title = r.at(root, 'title', r.localized);
  const note = r.at(root, 'note', r.localized);
  const subject = r.at(root, 'subject', r.name)?.value;
  const period = r.at(root, 'period', (node) => r.word(node, ['month', 'quarter', 'semester', 'year']));
  const effective = r.at(root, 'effective', (node) => effectiveOf(r, node));
  const weights = r.at(root, 'weights', (node) => r.word(node, ['normalise', 'total_100']));
  const prize = r.at(root, 'awards', (node) => awards(r, node));
  return {
    source,
    language: r.language,
    name,
    ...(title && { title }),
    ...(note && { note }),
    ...(subject !== undefined && { subject }),
    ...(period && { period }),
    ...(effective && { effective }),
    ...periodRules(r, root),
    basis: basis(r, root) ?? [],
    imports: r.at(root, 'import', (node) => r.list(node, (item) => importOf(r, item))) ?? [],
    inputs: section(r, root, 'inputs', input),
    details: section(r, root, 'details', details),
    calendars: section(r, root, 'calendars', calendar),
    checks: r.at(root, 'checks', (node) => r.list(node, (item) => check(r, item))) ?? [],
    parameters: section(r, root, 'parameters', parameter),
    values: section(r, root, 'values', namedValue),
    functions: section(r, root, 'functions', functionOf),
    indicators: section(r, root, 'indicators', indicator),
    ...(weights && { weights }),
    scores: section(r, root, 'scores', score),
    ratings: section(r, root, 'ratings', rating),
    tables: section(r, root, 'tables', table),
    groupData: r.at(root, 'group_data', (node) => r.named(node, (value) => groupData(r, value))) ?? [],
    groups: section(r, root, 'groups', groupRule),
    limits: section(r, root, 'limits', limit),
    decisions: section(r, root, 'decisions', decision),
    amounts: section(r, root, 'amounts', amount),
    ...(prize && { awards: prize }),
    examples: r.at(root, 'examples', (node) => r.list(node, (item) => example(r, item))) ?? [],
    groupExamples: r.at(root, 'group_examples', (node) => r.list(node, (item) => groupExample(r, item))) ?? [],
    unread: r.unread,
    isWhole: true,
  };
}

function section<T>(
  r: Reader,
  root: MapNode,
  key: KeyName,
  read: (r: Reader, node: DocumentNode) => T | undefined,
): Named<T> {
  return r.at(root, key, (node) => r.declared(node, (value) => read(r, value))) ?? [];
}

function effectiveOf(r: Reader, node: DocumentNode): RulesetAst['effective'] {
  const map = r.map(node);
  if (!map) return undefined;
  const from = r.need(map, 'from', r.date);
  const to = r.at(map, 'to', r.date);
  return from && { from, ...(to && { to }) };
}

function importOf(r: Reader, node: DocumentNode): ImportAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const from = r.need(map, 'import_from', r.located);
  const use = r.at(map, 'use', (at) => r.list(at, r.name)) ?? [];
  const as = r.at(map, 'as', r.name);
  if (from && !as && !r.get(map, 'use')) r.findings.push(diagnostic('TK124', from.span, {}));
  return from && { from, use, ...(as && { as }) };
}
