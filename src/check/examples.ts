import type { Awards } from '../model/ruleset.ts';
import type { PeriodKind } from '../number/calendar.ts';
import { parsePeriod } from '../number/calendar.ts';
import type { DatumAst, ExampleAst, GivenAst, GroupExampleAst, Located, Named } from '../syntax/ast.ts';
import { renamed } from '../syntax/read-examples.ts';
import { bareName, type Context, type Entity, languageOf, report, reportUnknown } from './context.ts';

/** Names that an example gives and expects must exist, and its period must be one of the ruleset's kind. */
export function checkExamples(
  context: Context,
  examples: readonly ExampleAst[],
  period: PeriodKind,
  awards: Awards | undefined,
): void {
  const inputs = [...context.entities.values()]
    .filter(({ kind, details }) => kind === 'input' && details === undefined)
    .map(({ name }) => name);
  for (const example of examples) {
    for (const given of [example, ...example.earlier]) checkGiven(context, given, inputs, period);
    checkEarlier(context, example);
    for (const { name } of example.expect) checkExpected(context, name, awards);
  }
}

function checkGiven(context: Context, example: GivenAst, inputs: readonly string[], period: PeriodKind): void {
  const parsed = parsePeriod(example.period.value);
  // One that is no period has been refused by the reader.
  if (parsed && parsed.kind !== period)
    report(context, 'TK625', example.period.span, { kind: period, period: parsed.text });
  for (const { name } of example.given) {
    if (!inputs.includes(name.value)) reportUnknown(context, name.span, name.value, inputs);
  }
  checkPlan(context, example);
  for (const list of example.lists) checkList(context, list);
}

/** Earlier periods lie before that of the example, and each stands once. */
function checkEarlier(context: Context, { period, earlier }: ExampleAst): void {
  const own = parsePeriod(period.value);
  const met = new Set<string>();
  for (const { period: written } of earlier) {
    const before = parsePeriod(written.value);
    if (!own || !before || before.kind !== own.kind) continue;
    if (before.end >= own.start || met.has(before.text)) {
      report(context, 'TK558', written.span, { period: before.text, of: own.text, twice: met.has(before.text) });
    }
    met.add(before.text);
  }
}

/** Examples of groups [G5]: names, period, tables of groups, and the quotas and limits that they speak of. */
export function checkGroupExamples(
  context: Context,
  examples: readonly GroupExampleAst[],
  period: PeriodKind,
  awards: Awards | undefined,
): void {
  const ofRecord = [...context.entities.values()].filter((each) => each.kind === 'input' && each.table === null);
  const inputs = ofRecord.map(({ name }) => name);
  for (const example of examples) {
    const parsed = parsePeriod(example.period.value);
    if (parsed && parsed.kind !== period)
      report(context, 'TK625', example.period.span, { kind: period, period: parsed.text });
    for (const { name } of [...example.given, ...example.rows.flatMap(({ given }) => given)]) {
      if (!inputs.includes(name.value)) reportUnknown(context, name.span, name.value, inputs);
    }
    for (const part of [example, ...example.rows]) {
      checkPlan(context, part);
      for (const list of part.lists) checkList(context, list);
    }
    for (const { name } of example.rows.flatMap(({ expect }) => expect)) checkExpected(context, name, awards);
    for (const { name, value } of example.groupData) checkRowsOfGroups(context, name, value);
    for (const { tier, limit } of example.groups) {
      const tiers = (awards?.tiers ?? []).map(({ name }) => name);
      if (tier && !tiers.includes(tier.value)) reportUnknown(context, tier.span, tier.value, tiers);
      const limits = [...context.entities.values()].filter(({ kind }) => kind === 'limit').map(({ name }) => name);
      if (limit && !limits.includes(limit.value)) reportUnknown(context, limit.span, limit.value, limits);
    }
  }
}

/** Rows of a plan name indicators. */
function checkPlan(context: Context, { plan }: Pick<ExampleAst, 'plan'>): void {
  const indicators = [...context.entities.values()].filter(({ kind }) => kind === 'indicator').map(({ name }) => name);
  for (const { indicator } of plan) {
    if (!indicators.includes(indicator.value)) reportUnknown(context, indicator.span, indicator.value, indicators);
  }
}

/** What follows the name, behind the number of a template's row. */
function memberOf(entity: Entity | undefined, rest: readonly string[]): string | undefined {
  const most = entity?.kind === 'indicator' ? entity.ast.template?.maxRows?.value : undefined;
  if (most === undefined) return rest.join('.') || undefined;
  const [number = '', member] = rest;
  return /^[1-9]\d?$/.test(number) && Number(number) <= most ? member : number;
}

function checkRowsOfGroups(context: Context, table: Located<string>, rows: readonly Named<DatumAst>[]): void {
  const files = [context.loaded.main, ...context.loaded.modules.values()];
  const declared = files.flatMap(({ groupData }) => groupData);
  const ast = declared.find(({ name }) => name.value === table.value)?.value;
  if (!ast) {
    reportUnknown(
      context,
      table.span,
      table.value,
      declared.map(({ name }) => name.value),
    );
    return;
  }
  const columns = [ast.key.value, ...ast.inputs.map(({ name }) => name.value)];
  for (const { name } of rows.flat()) {
    if (!columns.includes(name.value)) reportUnknown(context, name.span, name.value, columns);
  }
}

function checkExpected(context: Context, name: Located<string>, awards: Awards | undefined): void {
  const grants = grantNames(awards);
  if (isResult(context, name.value, grants)) return;
  const language = languageOf(context, name.span.path);
  const known = [...context.entities.keys(), 'award', ...grants].map((each) => renamed(each, 'en', language));
  reportUnknown(context, name.span, renamed(name.value, 'en', language), known);
}

/** `award.x`, and `award.x.state`: what became of its payment. */
function grantNames(awards: Awards | undefined): readonly string[] {
  const grants = (awards?.tiers ?? []).flatMap((tier) => tier.grants.map(({ name }) => `award.${name}`));
  return ['award.state', ...grants, ...grants.map((grant) => `${grant}.state`)];
}

/** A list stands for a list or series, for rows of details, or for a calendar's holidays. */
function checkList(context: Context, { name, value }: GivenAst['lists'][number]): void {
  const entity = context.entities.get(name.value);
  const all = [...context.entities.values()];
  if (entity?.kind !== 'list' && entity?.kind !== 'details' && entity?.kind !== 'calendar') {
    const known = all.filter(({ kind }) => kind === 'list' || kind === 'details' || kind === 'calendar');
    reportUnknown(
      context,
      name.span,
      name.value,
      known.map((one) => one.name),
    );
    return;
  }
  const columns = all.filter((one) => one.kind === 'input' && one.details === entity.name).map(bareName);
  for (const item of value.items) {
    const isRow = item.kind === 'row';
    const span = isRow ? item.span : item.datum.span;
    const expected = entity.kind === 'details' ? 'map' : 'value';
    if (isRow !== (entity.kind === 'details'))
      report(context, 'TK105', span, { expected, found: isRow ? 'map' : 'scalar' });
    else if (isRow) {
      for (const cell of item.cells) {
        if (!columns.includes(cell.name.value)) reportUnknown(context, cell.name.span, cell.name.value, columns);
      }
    }
  }
  if (entity.kind === 'list' && value.items.length !== entity.elements.length) {
    report(context, 'TK520', value.span, { expected: entity.elements.length, found: value.items.length });
  }
}

function isResult(context: Context, name: string, grants: readonly string[]): boolean {
  if (name === 'award' || grants.includes(name)) return true;
  const [first = '', ...rest] = name.split('.');
  const entity = context.entities.get(first);
  const member = memberOf(entity, rest);
  if (member === undefined) return entity !== undefined && entity.kind !== 'input' && entity.kind !== 'indicator';
  return (
    entity?.kind === 'indicator' && ['actual', 'target', 'achievement', 'score', 'weight', 'state'].includes(member)
  );
}
