import { type Diagnostic, isError } from '../base/diagnostic.ts';
import { KEYS } from '../language/vocabulary.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { LoadedRuleset, Located, RulesetAst } from '../syntax/ast.ts';
import { check } from './check.ts';

/** Sections of which single members can be left out, since whoever reads a member names it. */
const MEMBERS = ['inputs', 'parameters', 'values', 'functions', 'indicators', 'scores', 'ratings', 'tables'] as const;
type Section = (typeof MEMBERS)[number];

/** Leaving out one thing brings to light who read it; so many times at most. */
const MOST_ROUNDS = 12;

/**
 * The part of a ruleset with errors that is in order by itself, for proofs that need not wait: what has an error is
 * left out, and whatever reads it. Undefined where an error touches what everything hangs on (a check, an import,
 * other sections), so that nothing proven of the rest would be sure to hold of the whole.
 */
export function soundPart(loaded: LoadedRuleset, findings: readonly Diagnostic[]): Ruleset | undefined {
  let part = withoutRest(loaded);
  let wrong = [...loaded.findings, ...findings].filter(isError);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const owners = wrong.map((finding) => ownerOf(loaded.main, finding));
    if (!owners.every((owner) => owner !== undefined)) return undefined;
    part = { ...part, main: without(part.main, owners) };
    const { value, diagnostics } = check(part);
    if (value) return isWorthwhile(part.main) ? value : undefined;
    wrong = diagnostics.filter(isError);
  }
  return undefined;
}

/** Names of what could not be read are unknown names now, and show who reads them. Examples prove nothing. */
function withoutRest(loaded: LoadedRuleset): LoadedRuleset {
  const main = { ...loaded.main, unread: [], isWhole: true, examples: [], groupExamples: [] };
  return { ...loaded, main, findings: [] };
}

function isWorthwhile({ values, indicators, ratings, tables }: RulesetAst): boolean {
  return [values, indicators, ratings, tables].some((section) => section.length > 0);
}

/** What an error stands in: a member of a section, the awards, or the examples. */
type Owner = { readonly section: Section | 'awards' | 'examples'; readonly name: string };

function ownerOf(main: RulesetAst, { place }: Diagnostic): Owner | undefined {
  if (place.kind !== 'text' || place.span.path !== main.source.path) return undefined;
  const section = sectionAt(main.source.text, place.span.start);
  if (section === 'awards' || section === 'examples') return { section, name: '' };
  const member = MEMBERS.find((candidate) => candidate === section);
  if (member === undefined) return undefined;
  const before = [...main[member]].filter(({ name }) => name.span.start <= place.span.start);
  const last = before.sort((a, b) => a.name.span.start - b.name.span.start).at(-1);
  // In what could not be read at all: nothing is there to be left out, and its kind says what hangs on it.
  return { section: member, name: last?.name.value ?? '' };
}

/** The section in which a place of the text stands: the last key at the left margin. */
function sectionAt(text: string, offset: number): string | undefined {
  const lines = text
    .slice(0, offset + 1)
    .split('\n')
    .reverse();
  const written = lines.map((line) => /^([\p{L}_]+)\s*:/u.exec(line)?.[1]).find((key) => key !== undefined);
  return Object.entries(KEYS).find(([, word]) => word.en === written || word.id === written)?.[0];
}

function without(main: RulesetAst, owners: readonly Owner[]): RulesetAst {
  const lost = (section: Section) =>
    new Set(owners.flatMap((owner) => (owner.section === section ? [owner.name] : [])));
  const kept = <T extends { readonly name: Located<string> }>(section: Section, members: readonly T[]) =>
    members.filter(({ name }) => !lost(section).has(name.value));
  // A score takes in every indicator without naming it, and a total of weights is one of all of them.
  const isMeasuredWhole = lost('indicators').size === 0;
  const scores = isMeasuredWhole ? kept('scores', main.scores) : [];
  const { awards, weights, ...rest } = main;
  const isAwarded = !owners.some(({ section }) => section === 'awards');
  return {
    ...rest,
    inputs: kept('inputs', main.inputs),
    parameters: kept('parameters', main.parameters),
    values: kept('values', main.values),
    functions: kept('functions', main.functions),
    indicators: kept('indicators', main.indicators),
    scores,
    ratings: kept('ratings', main.ratings),
    tables: kept('tables', main.tables),
    ...(weights && isMeasuredWhole ? { weights } : {}),
    ...(awards && isAwarded ? { awards } : {}),
  };
}
