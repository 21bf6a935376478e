import { inReadingOrder, isError } from '../base/diagnostic.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Type } from '../language/types.ts';
import type {
  Amount,
  Awards,
  Check,
  Decision,
  GroupData,
  GroupRule,
  Indicator,
  Input,
  Limit,
  NamedValue,
  Parameter,
  Rating,
  Ruleset,
  Score,
  Table,
} from '../model/ruleset.ts';
import type { PeriodKind } from '../number/calendar.ts';
import type { LoadedRuleset } from '../syntax/ast.ts';
import { checkAmount } from './amounts.ts';
import { checkAwards } from './awards.ts';
import { type Context, type Entity, report } from './context.ts';
import { declare } from './declare.ts';
import {
  type CheckedRows,
  calendarsIn,
  checkCalendars,
  checkList,
  checkOf,
  checkRows,
  detailsIn,
  listsIn,
} from './details.ts';
import { foundTypes } from './earlier.ts';
import { checkExamples, checkGroupExamples } from './examples.ts';
import { checkGroupData } from './group-data.ts';
import { checkDecision, checkGroupRule, checkLimit } from './groups.ts';
import { checkIndicator, checkScore, checkValue } from './indicators.ts';
import { checkFunction, checkInput, checkParameter, inputType, recordScope } from './inputs.ts';
import { commaNumber } from './lints/comma-number.ts';
import { floatingLiteral } from './lints/floating-literal.ts';
import type { Lint } from './lints/lint.ts';
import { missingLabel } from './lints/missing-label.ts';
import { nines } from './lints/nines.ts';
import { quotaOrder } from './lints/quota-order.ts';
import { shadowedName } from './lints/shadowed-name.ts';
import { suspiciousConstant } from './lints/suspicious-constant.ts';
import { unroundedThreshold } from './lints/unrounded-threshold.ts';
import { unusedChoice } from './lints/unused-choice.ts';
import { unusedInput } from './lints/unused-input.ts';
import { unusedName } from './lints/unused-name.ts';
import { unusedValue } from './lints/unused-value.ts';
import { orderEntities, orderFunctions } from './order.ts';
import { segmentsOf } from './periods.ts';
import { membersOf, plannedFields } from './planned.ts';
import { checkRating, checkTable } from './ratings.ts';
import { checkEarlierReads, checkStages } from './stages.ts';

/** Lints that run over what the passes have found, one file each. */
const LINTS: readonly Lint[] = [
  unusedInput,
  unusedName,
  unusedValue,
  unusedChoice,
  shadowedName,
  suspiciousConstant,
  unroundedThreshold,
  quotaOrder,
  floatingLiteral,
  nines,
  commaNumber,
  missingLabel,
];

/** Everything that is declared, by kind and name, once checked; what belongs to rows of details as `details.name`. */
interface Checked extends CheckedRows {
  readonly inputs: Map<string, Input>;
  readonly parameters: Map<string, Parameter>;
  readonly values: Map<string, NamedValue>;
  readonly indicators: Map<string, Indicator>;
  readonly scores: Map<string, Score>;
  readonly ratings: Map<string, Rating>;
  readonly tables: Map<string, Table>;
  readonly groups: Map<string, GroupRule>;
  readonly limits: Map<string, Limit>;
  readonly decisions: Map<string, Decision>;
  readonly amounts: Map<string, Amount>;
}

/**
 * Resolves every name and types every expression. The value is there only where no finding is an error; what the
 * numbers themselves bring about (gaps, divisions by zero) is for the proofs, which read the lowered program.
 */
export function check(loaded: LoadedRuleset): Outcome<Ruleset> {
  let foretold: ReadonlyMap<string, Type> = new Map();
  for (let pass = 1; ; pass++) {
    const isLast = pass === MOST_PASSES;
    const context = declare(loaded, foretold, isLast);
    const outcome = checkOnce(context);
    if (context.looksAhead.size === 0 || isLast) return outcome;
    const found = foundTypes(context);
    if (sameTypes(found, foretold) && found.size === context.looksAhead.size) return outcome;
    foretold = pass + 2 < MOST_PASSES ? found : new Map([...found].map(([name, type]) => [name, offGrid(type)]));
  }
}

/** What reads its own earlier period is checked until its type stands; digits that keep growing are then any number. */
const MOST_PASSES = 5;

function sameTypes(a: ReadonlyMap<string, Type>, b: ReadonlyMap<string, Type>): boolean {
  return JSON.stringify([...a]) === JSON.stringify([...b]);
}

function offGrid({ base, presence }: Type): Type {
  return base.kind === 'number' ? { base: { ...base, digits: null }, presence } : { base, presence };
}

function checkOnce(context: Context): Outcome<Ruleset> {
  const { loaded } = context;
  const period = loaded.main.period?.value ?? 'quarter';
  checkKey(context);
  const functions = orderFunctions(context);
  const entities = orderEntities(context);
  if (!functions || !entities) return { diagnostics: inReadingOrder(context.findings) };
  const checked = checkEntities(context, functions, entities, period);
  const checks = checkChecks(context);
  checkRows(context);
  checkCalendars(context);
  const groupData = checkGroupData(context);
  const late = checkStages(context, entities);
  const awards = loaded.main.awards && checkAwards(context, loaded.main.awards);
  checkEarlierReads(context, late);
  const segments = segmentsOf(context, loaded);
  checkExamples(context, loaded.main.examples, period, awards);
  checkGroupExamples(context, loaded.main.groupExamples, period, awards);
  for (const lint of LINTS) lint(context);
  const diagnostics = inReadingOrder(context.findings);
  // Names that could not be read are no finding here, but nothing can be made of what reads them.
  if (context.unread.size > 0 || diagnostics.some(isError)) return { diagnostics };
  return { value: rulesetOf(context, checked, entities, { checks, groupData, awards, period, segments }), diagnostics };
}

function checkKey(context: Context): void {
  const { main } = context.loaded;
  const scores = main.indicators.length > 0 || main.scores.length > 0 || main.awards !== undefined;
  const keyed = [...context.entities.values()].some((entity) => entity.kind === 'input' && entity.ast.key);
  if (scores && !keyed && context.unread.size === 0) report(context, 'TK312', main.name.span, {});
}

function checkEntities(
  context: Context,
  functions: NonNullable<ReturnType<typeof orderFunctions>>,
  entities: readonly Entity[],
  period: PeriodKind,
): Checked {
  const checked: Checked = {
    inputs: new Map(),
    parameters: new Map(),
    values: new Map(),
    indicators: new Map(),
    scores: new Map(),
    ratings: new Map(),
    tables: new Map(),
    groups: new Map(),
    limits: new Map(),
    decisions: new Map(),
    amounts: new Map(),
  };
  const since = context.loaded.main.effective?.from.value ?? null;
  for (const entity of entities) {
    if (entity.kind === 'input') context.entityTypes.set(entity.name, inputType(context, entity));
    if (entity.kind === 'parameter') checked.parameters.set(entity.name, checkParameter(context, entity, since));
  }
  for (const entity of functions) checkFunction(context, entity);
  for (const entity of entities) checkEntity(context, checked, entity, period);
  return checked;
}

function checkEntity(context: Context, checked: Checked, entity: Entity, period: PeriodKind): void {
  const { name } = entity;
  switch (entity.kind) {
    case 'input':
      checked.inputs.set(name, checkInput(context, entity));
      break;
    case 'value':
      checked.values.set(name, checkValue(context, entity));
      break;
    case 'indicator':
      for (const one of membersOf(checkIndicator(context, entity, period))) checked.indicators.set(one.name, one);
      break;
    case 'score':
      checked.scores.set(name, checkScore(context, entity));
      break;
    case 'rating':
      checked.ratings.set(name, checkRating(context, entity));
      break;
    case 'table':
      checked.tables.set(name, checkTable(context, entity));
      break;
    case 'list':
      checkList(context, entity);
      break;
    case 'group':
      checked.groups.set(name, checkGroupRule(context, entity));
      break;
    case 'limit':
      checked.limits.set(name, checkLimit(context, entity));
      break;
    case 'decision':
      checked.decisions.set(name, checkDecision(context, entity));
      break;
    case 'amount':
      checked.amounts.set(name, checkAmount(context, entity));
      break;
    case 'details':
    case 'calendar':
    case 'parameter':
      break;
  }
}

/** A check over inputs that may be missing has nothing to say where one is. */
function checkChecks(context: Context): readonly Check[] {
  const files = [context.loaded.main, ...context.loaded.modules.values()];
  return files.flatMap((file) =>
    file.checks.map((check) => checkOf(context, recordScope(file.source.path, 'pass'), check)),
  );
}

/** What is checked beside the named things. */
interface Rest {
  readonly checks: readonly Check[];
  readonly groupData: ReadonlyMap<string, GroupData>;
  readonly awards: Awards | undefined;
  readonly period: PeriodKind;
  readonly segments: Ruleset['segments'];
}

function rulesetOf(
  context: Context,
  checked: Checked,
  entities: readonly Entity[],
  { checks, groupData, awards, period, segments }: Rest,
): Ruleset {
  const { main, sources } = context.loaded;
  const indicators = indicatorsInFileOrder(context, checked.indicators);
  return {
    name: main.name.value,
    title: main.title ?? {},
    language: main.language,
    subject: main.subject ?? 'pegawai',
    period,
    effective: { from: main.effective?.from.value ?? null, to: main.effective?.to?.value ?? null },
    consolidation: main.consolidation ?? { atLeast: 1, fewer: 'reject' },
    segments,
    basis: main.basis,
    inputs: inFileOrder(context, checked.inputs),
    lists: listsIn(context),
    details: detailsIn(context, checked),
    calendars: calendarsIn(context),
    checks,
    parameters: inFileOrder(context, checked.parameters),
    values: inFileOrder(context, checked.values),
    functions: context.checkedFunctions,
    indicators,
    planned: plannedFields(indicators.values()),
    weights: main.weights?.value ?? 'normalise',
    scores: inFileOrder(context, checked.scores),
    ratings: inFileOrder(context, checked.ratings),
    tables: inFileOrder(context, checked.tables),
    groupData,
    groups: inFileOrder(context, checked.groups),
    limits: inFileOrder(context, checked.limits),
    decisions: inFileOrder(context, checked.decisions),
    amounts: inFileOrder(context, checked.amounts),
    ...(awards ? { awards } : {}),
    examples: main.examples,
    groupExamples: main.groupExamples,
    order: entities.flatMap((entity) => namesOf(entity, checked)),
    expressions: context.expressions,
    types: context.types,
    references: context.references,
    intervals: context.intervals,
    sources,
    loaded: context.loaded,
  };
}

/** A template stands in the order as its members. */
function namesOf({ kind, name }: Entity, { indicators }: Checked): readonly string[] {
  return kind === 'indicator' ? membersNamed(indicators, name) : [name];
}

function membersNamed(indicators: ReadonlyMap<string, Indicator>, name: string): readonly string[] {
  if (indicators.has(name)) return [name];
  return [...indicators.values()].filter(({ planned }) => planned?.indicator === name).map((one) => one.name);
}

function indicatorsInFileOrder(
  context: Context,
  checked: ReadonlyMap<string, Indicator>,
): ReadonlyMap<string, Indicator> {
  const names = [...context.entities.values()].filter(({ kind }) => kind === 'indicator').map(({ name }) => name);
  const ordered = names.flatMap((name) => membersNamed(checked, name));
  return new Map(
    ordered.flatMap((name) => {
      const indicator = checked.get(name);
      return indicator ? [[name, indicator] as const] : [];
    }),
  );
}

/** Checked in the order of need, kept in the order of the file. */
function inFileOrder<T>(context: Context, checked: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const ordered = new Map<string, T>();
  for (const { name, details } of context.entities.values()) {
    const value = details === undefined ? checked.get(name) : undefined;
    if (value !== undefined) ordered.set(name, value);
  }
  return ordered;
}
