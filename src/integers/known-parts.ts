import { KEYS, type KeyName } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';

/**
 * What the integer plan knows of a program. Anything else that is there and not empty (a stage that was added to the
 * language later, say) keeps the program off the fast path: a plan must never leave out what it has not heard of.
 */
const PROGRAM: readonly string[] = [
  'ruleset',
  'nodes',
  'inputs',
  'requirements',
  'indicators',
  'results',
  'scores',
  'ratings',
  'tables',
  'awards',
  'amounts',
  'decisions',
];
/** Of group rules and limits, where they are worked out over columns. */
const PROGRAM_GROUPS: readonly string[] = ['stages', 'late'];
const RULESET_GROUPS: readonly string[] = ['groups', 'limits'];
const RULE: readonly string[] = ['name', 'within', 'order', 'span', 'reads', 'kind', 'of', 'where', 'ties'];
const LIMIT: readonly string[] = [
  'name',
  'within',
  'order',
  'span',
  'reads',
  'kind',
  'value',
  'rules',
  'base',
  'smallestGroup',
  'action',
  'ties',
];
const LIMIT_RULE: readonly string[] = ['span', 'basis', 'values', 'when', 'kind', 'size', 'moveTo'];
/** `ownActual` and `ratio` are read by runs over longer periods only; `inForce` is part of `applies`. */
const INDICATOR: readonly string[] = [
  'name',
  'applies',
  'actual',
  'target',
  'raw',
  'achievement',
  'score',
  'weight',
  'ownActual',
  'inForce',
  'ratio',
];
const RULESET: readonly string[] = [
  'name',
  'title',
  'description',
  'language',
  'subject',
  'period',
  'effective',
  'basis',
  'inputs',
  'checks',
  'parameters',
  'values',
  'functions',
  'indicators',
  'weights',
  'scores',
  'ratings',
  'tables',
  'awards',
  'amounts',
  'decisions',
  'examples',
  'groupExamples',
  'lists',
  'calendars',
  'order',
  'types',
  'expressions',
  'references',
  'intervals',
  'sources',
  'loaded',
  // Of runs over longer periods.
  'consolidation',
];
const RESULT: readonly string[] = ['name', 'kind', 'node', 'type', 'digits'];
const AMOUNT: readonly string[] = ['name', 'base', 'baseDigits', 'deductions', 'rest', 'node'];
const DEDUCTION: readonly string[] = ['name', 'raw', 'deduction', 'rest', 'digits'];
const DECISION: readonly string[] = ['name', 'proposal', 'decision', 'reason', 'node'];
const AWARDS: readonly string[] = ['eligible', 'tiers', 'otherwise', 'order', 'reads'];
/** Where it is given out over columns. */
const AWARDS_GROUPS: readonly string[] = ['budget'];
const BUDGET: readonly string[] = ['span', 'total', 'within', 'grants', 'digits', 'whenExceeded', 'ties'];
const TIER: readonly string[] = ['name', 'title', 'when', 'quota', 'grants'];
const QUOTA: readonly string[] = ['span', 'size', 'atLeast', 'within', 'order', 'ties'];
const GRANT: readonly string[] = ['name', 'kind', 'text', 'node', 'type', 'digits'];
const INPUT: readonly string[] = [
  'name',
  'span',
  'type',
  'word',
  'key',
  'optional',
  'range',
  'applies',
  'sensitive',
  'labels',
  'title',
  'description',
  'basis',
  // Of runs over longer periods.
  'consolidate',
];

/** The keys by which authors know parts that have other names here. */
const KEY_OF_PART: Readonly<Record<string, KeyName>> = {
  details: 'details',
  groupData: 'group_data',
  table: 'group_data',
  planned: 'plan',
  plan: 'plan',
  segments: 'segments',
  groups: 'groups',
  limits: 'limits',
  budget: 'budget',
};

/**
 * Names of the parts of a program that the plan does not know, as its author writes them; `withGroups`: group rules are
 * worked out over columns.
 */
export function unknownParts(program: Program, withGroups: boolean): readonly string[] {
  const { indicators, results, awards, ruleset, stages, amounts, decisions } = program;
  const tiers = awards?.tiers ?? [];
  const found = [
    ...beyond(program, withGroups ? [...PROGRAM, ...PROGRAM_GROUPS] : PROGRAM),
    ...beyond(ruleset, withGroups ? [...RULESET, ...RULESET_GROUPS] : RULESET),
    ...stages.flatMap((part) => beyond(part, part.kind === 'limit' ? LIMIT : RULE)),
    ...stages.flatMap((part) => (part.kind === 'limit' ? part.rules.flatMap((rule) => beyond(rule, LIMIT_RULE)) : [])),
    ...indicators.flatMap((part) => beyond(part, INDICATOR)),
    ...results.flatMap((part) => beyond(part, RESULT)),
    ...amounts.flatMap((part) => [
      ...beyond(part, AMOUNT),
      ...part.deductions.flatMap((step) => beyond(step, DEDUCTION)),
    ]),
    ...decisions.flatMap((part) => beyond(part, DECISION)),
    ...(awards === null ? [] : beyond(awards, withGroups ? [...AWARDS, ...AWARDS_GROUPS] : AWARDS)),
    ...(awards?.budget ? beyond(awards.budget, BUDGET) : []),
    ...tiers.flatMap((part) => beyond(part, TIER)),
    ...tiers.flatMap(({ quota }) => (quota === null ? [] : beyond(quota, QUOTA))),
    ...tiers.flatMap(({ grants }) => grants.flatMap((part) => beyond(part, GRANT))),
    ...[...ruleset.inputs.values()].flatMap((part) => beyond(part, INPUT)),
  ];
  // Stages are the rules under these names, which are what the author knows of them.
  const isNamed = found.some((name) => RULESET_GROUPS.includes(name));
  const told = found.filter((name) => !isNamed || !PROGRAM_GROUPS.includes(name));
  return [...new Set(told.map((name) => spelled(name, ruleset.language)))];
}

function spelled(part: string, language: Program['ruleset']['language']): string {
  const key = KEY_OF_PART[part];
  return key === undefined ? part : KEYS[key][language];
}

function beyond(part: object, known: readonly string[]): readonly string[] {
  return Object.entries(part)
    .filter(([name, value]) => !known.includes(name) && !isEmpty(value))
    .map(([name]) => name);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return (value instanceof Map || value instanceof Set) && value.size === 0;
}
