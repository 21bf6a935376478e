import type { Diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import { DAYS, MONEY, PERCENT, type Type } from '../language/types.ts';
import { reservedNames } from '../language/vocabulary.ts';
import type { PeriodKind } from '../number/calendar.ts';
import type { LoadedRuleset, Located, Named, RulesetAst } from '../syntax/ast.ts';
import { bareName, type Context, type Entity, type FunctionEntity, report } from './context.ts';

/** Collects every name that is declared, in the main file and through imports; the side tables are still empty. */
export function declare(
  loaded: LoadedRuleset,
  foretold: ReadonlyMap<string, Type> = new Map(),
  isLast = true,
): Context {
  const findings: Diagnostic[] = [];
  const entities = new Map<string, Entity>();
  const rowNames = new Map<string, Entity>();
  const functions = new Map<string, ReadonlyMap<string, FunctionEntity>>();
  const groups = new Set<string>();
  const units = new Set([DAYS, MONEY, PERCENT]);
  const context: Context = {
    loaded,
    entities,
    rowNames,
    functions,
    groups,
    units,
    entityTypes: new Map(),
    indicatorTypes: new Map(),
    checkedFunctions: new Map(),
    expressions: new Map(),
    types: new Map(),
    references: new Map(),
    intervals: new Map(),
    used: new Set(),
    unread: unreadIn(loaded),
    findings,
    foretold,
    looksAhead: new Set(),
    isLast,
  };
  for (const entity of importedEntities(context)) add(context, entities, entity);
  for (const entity of entitiesOf(loaded.main, monthsOf(loaded))) add(context, entities, entity);
  for (const entity of entities.values()) {
    if (entity.details === undefined) continue;
    rowNames.set(bareName(entity), entity);
    reportTwoNames(context, entity);
  }
  for (const file of filesOf(loaded)) {
    functions.set(file.source.path, functionsIn(context, file));
    for (const unit of unitsOf(file)) units.add(unit);
  }
  for (const entity of entities.values()) {
    if (entity.kind === 'indicator' && entity.ast.group) groups.add(entity.ast.group.value);
  }
  return context;
}

/** Names in files that could not be read whole, and what was to come from imports that could not be read at all. */
function unreadIn(loaded: LoadedRuleset): ReadonlySet<string> {
  return new Set(
    filesOf(loaded).flatMap((file) => {
      const paths = loaded.resolved.get(file.source.path) ?? [];
      const brought = file.imports.flatMap(({ use, as }, index) => {
        const module = loaded.modules.get(paths[index] ?? '');
        if (module) return as ? module.unread.map((name) => `${as.value}.${name}`) : [];
        return [...use, ...(as ? [as] : [])].map(({ value }) => value);
      });
      return [...file.unread, ...brought];
    }),
  );
}

function filesOf(loaded: LoadedRuleset): readonly RulesetAst[] {
  return [loaded.main, ...loaded.modules.values()];
}

function add(context: Context, entities: Map<string, Entity>, entity: Entity): void {
  if (reservedNames().has(bareName(entity))) {
    report(context, 'TK303', entity.span, { name: bareName(entity) });
    context.used.add(entity.name);
  }
  const first = entities.get(entity.name);
  if (first) {
    const related = [{ place: { kind: 'text', span: first.span }, role: 'first_here' } as const];
    report(context, 'TK302', entity.span, { name: bareName(entity) }, { related });
    return;
  }
  entities.set(entity.name, entity);
}

/** A name of a row that is one of the record's as well would say two things where rows are looked at. */
function reportTwoNames(context: Context, entity: Entity): void {
  const first = context.entities.get(bareName(entity));
  if (!first) return;
  const related = [{ place: { kind: 'text', span: first.span }, role: 'first_here' } as const];
  report(context, 'TK302', entity.span, { name: bareName(entity) }, { related });
}

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, semester: 6, year: 12 };

function monthsOf({ main }: LoadedRuleset): number {
  return MONTHS[main.period?.value ?? 'quarter'];
}

/** `months`: how many elements a series has. */
function entitiesOf(file: RulesetAst, months: number): readonly Entity[] {
  const path = file.source.path;
  const of = <K extends Entity['kind'], A>(kind: K, named: Named<A>) =>
    named.map(({ name, value }) => ({ kind, name: name.value, span: name.span, path, ast: value }));
  const inputs = (named: RulesetAst['inputs'], table: string | null) =>
    of('input', named).map((entity) => ({ ...entity, table }));
  return [
    ...inputs(file.inputs, null).flatMap((entity) => elementsOf(entity, months)),
    ...of('details', file.details).flatMap((entity) => [entity, ...rowEntities(entity)]),
    ...of('calendar', file.calendars),
    ...file.groupData.flatMap(({ name, value }) => inputs(value.inputs, name.value)),
    ...of('parameter', file.parameters),
    ...of('value', file.values),
    ...of('indicator', file.indicators),
    ...of('score', file.scores),
    ...of('rating', file.ratings),
    ...of('table', file.tables),
    ...of('group', file.groups),
    ...of('limit', file.limits),
    ...of('decision', file.decisions),
    ...of('amount', file.amounts),
  ];
}

/** A list or series is its elements, each an input, and a name for all of them. */
function elementsOf(input: Entity & { kind: 'input' }, months: number): readonly Entity[] {
  const { ast, name, span, path } = input;
  const count = ast.list?.value ?? (ast.per ? months : null);
  if (count === null) return [input];
  const elements = Array.from({ length: count }, (_, index) => `${name}.${index + 1}`);
  const each = elements.map((element): Entity => ({ ...input, name: element, list: name }));
  return [{ kind: 'list', name, span, path, ast, elements }, ...each];
}

function rowEntities({ ast, name: details, path }: Entity & { kind: 'details' }): readonly Entity[] {
  const of = <K extends Entity['kind'], A>(kind: K, named: Named<A>) =>
    named.map(({ name, value }) => ({
      kind,
      name: `${details}.${name.value}`,
      span: name.span,
      path,
      ast: value,
      details,
    }));
  return [
    ...of('input', ast.columns).map((entity) => ({ ...entity, table: null })),
    ...of('value', ast.values),
    ...of('rating', ast.ratings),
    ...of('table', ast.tables),
  ];
}

/** What files bring into the common namespace: the names they list, or all where they list none and no qualifier. */
function importedEntities(context: Context): readonly Entity[] {
  const wanted = new Map<string, Entity>();
  for (const file of filesOf(context.loaded)) {
    for (const { module, use, whole } of importsOf(context.loaded, file)) {
      const names = new Set(use.map(({ value }) => value));
      for (const entity of entitiesOf(module, monthsOf(context.loaded))) {
        if (whole || names.has(entity.details ?? entity.list ?? entity.name))
          wanted.set(`${module.source.path}\n${entity.name}`, entity);
      }
      reportAbsent(context, module, use);
    }
  }
  return [...wanted.values()];
}

interface ResolvedImport {
  readonly module: RulesetAst;
  readonly from: Located<string>;
  readonly use: readonly Located<string>[];
  readonly as: string | null;
  readonly whole: boolean;
}

function importsOf(loaded: LoadedRuleset, file: RulesetAst): readonly ResolvedImport[] {
  const paths = loaded.resolved.get(file.source.path) ?? [];
  return file.imports.flatMap(({ from, use, as }, index) => {
    const module = loaded.modules.get(paths[index] ?? '');
    return module ? [{ module, from, use, as: as?.value ?? null, whole: use.length === 0 && as === undefined }] : [];
  });
}

function reportAbsent(context: Context, module: RulesetAst, use: readonly Located<string>[]): void {
  const entities = entitiesOf(module, monthsOf(context.loaded));
  const offered = [...entities.map(({ name }) => name), ...module.functions.map(({ name }) => name.value)];
  for (const { value: name, span } of use) {
    if (offered.includes(name) || module.unread.includes(name)) continue;
    const suggestion = nearest(name, offered);
    const args = { name, from: module.source.path };
    report(context, 'TK123', span, suggestion === undefined ? args : { ...args, suggestion });
  }
}

/** The functions that expressions of a file can call, by the name they have there. */
function functionsIn(context: Context, file: RulesetAst): ReadonlyMap<string, FunctionEntity> {
  const known = new Map<string, FunctionEntity>();
  for (const { module, from, use, as, whole } of importsOf(context.loaded, file)) {
    for (const entity of ownFunctions(context, module)) {
      const used = use.find(({ value }) => value === entity.name);
      if (whole || used) bring(context, known, entity.name, entity, used?.span ?? from.span);
      if (as !== null) bring(context, known, `${as}.${entity.name}`, entity, from.span);
    }
  }
  for (const entity of ownFunctions(context, file)) {
    // What the main file declares is no clash for a pack that has never heard of it.
    const declared = context.entities.get(entity.name);
    const first = known.get(entity.name) ?? (declared?.path === entity.path ? declared : undefined);
    if (first) {
      const related = [{ place: { kind: 'text', span: first.span }, role: 'first_here' } as const];
      report(context, 'TK302', entity.span, { name: entity.name }, { related });
    }
    if (reservedNames().has(entity.name)) report(context, 'TK303', entity.span, { name: entity.name });
    known.set(entity.name, entity);
  }
  return known;
}

/** Two imports that bring different functions of one name are refused: which of them is meant cannot be told [V5]. */
function bring(
  context: Context,
  known: Map<string, FunctionEntity>,
  name: string,
  entity: FunctionEntity,
  span: Located<string>['span'],
): void {
  const first = known.get(name);
  if (first && first.id !== entity.id) {
    const related = [{ place: { kind: 'text', span: first.span }, role: 'first_here' } as const];
    report(context, 'TK302', span, { name }, { related });
    return;
  }
  known.set(name, entity);
}

/** Functions of the main file go by their name alone; of other files with the path, so that two packs never collide. */
function ownFunctions({ loaded }: Context, file: RulesetAst): readonly FunctionEntity[] {
  const { path } = file.source;
  return file.functions.map(({ name, value }) => ({
    id: file === loaded.main ? name.value : `${path}#${name.value}`,
    name: name.value,
    path,
    span: name.span,
    ast: value,
  }));
}

function unitsOf(file: RulesetAst): readonly string[] {
  const plans = file.indicators.flatMap(({ value }) => [value.plan, value.template].filter((one) => one !== undefined));
  const columns = file.details.flatMap(({ value }) => value.columns);
  const parameters = file.functions.flatMap(({ value }) => value.parameters);
  const ofGroups = file.groupData.flatMap(({ value }) => value.inputs);
  const typed = [...file.inputs, ...ofGroups, ...columns, ...file.parameters, ...parameters, ...file.details];
  return [...typed.map(({ value }) => value), ...plans].flatMap(({ unit }) =>
    // Of a compound unit its parts are known as well: `5 izin / hari`.
    unit ? [unit.value, ...unit.value.split(/[*/]/)] : [],
  );
}
