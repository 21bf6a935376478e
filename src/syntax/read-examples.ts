import { diagnostic } from '../base/diagnostic.ts';
import {
  AWARD_STATES,
  type Language,
  MEMBERS,
  OPERATORS,
  RESULT_NAMES,
  STATES,
  type Word,
} from '../language/vocabulary.ts';
import { parsePeriod } from '../number/calendar.ts';
import type {
  DatumAst,
  ExampleAst,
  ExpectedGroupAst,
  GivenAst,
  GroupExampleAst,
  ListDatumAst,
  ListItemAst,
  Located,
  Named,
  PlanRowAst,
} from './ast.ts';
import type { DocumentNode, MapNode } from './document.ts';
import { type Reader, wholeSpan } from './read-node.ts';

export function example(r: Reader, node: DocumentNode): ExampleAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const name = r.need(map, 'name', r.located);
  const given = givenIn(r, map);
  const earlier = r.at(map, 'earlier', (at) => r.list(at, (item) => earlierOf(r, item))) ?? [];
  const expect = r.need(map, 'expect', (at) => data(r, at));
  return name && given && expect && { ...given, name, earlier, expect };
}

function earlierOf(r: Reader, node: DocumentNode): GivenAst | undefined {
  const map = r.map(node);
  return map && givenIn(r, map);
}

function givenIn(r: Reader, map: MapNode): GivenAst | undefined {
  const period = r.need(map, 'period', r.located);
  const given = r.need(map, 'given', (at) => scalarsIn(r, at));
  const lists = r.at(map, 'given', (at) => listsIn(r, at)) ?? [];
  if (period && !parsePeriod(period.value)) {
    r.findings.push(diagnostic('TK128', period.span, { found: period.value }));
  }
  const plan = planIn(r, map);
  return period && given && { span: map.span, period, given, lists, plan };
}

function planIn(r: Reader, map: MapNode): readonly PlanRowAst[] {
  return r.at(map, 'plan', (at) => r.list(at, (item) => planRow(r, item))) ?? [];
}

function planRow(r: Reader, node: DocumentNode): PlanRowAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const text = (key: 'plan_no' | 'title' | 'unit') => r.at(map, key, r.located);
  const [no, title, unit] = [text('plan_no'), text('title'), text('unit')];
  const indicator = r.need(map, 'plan_indicator', r.name);
  const target = r.need(map, 'target', (at) => datum(r, at));
  const weight = r.at(map, 'weight', (at) => datum(r, at));
  const from = r.at(map, 'from', r.date);
  const to = r.at(map, 'to', r.date);
  const actual = r.at(map, 'actual', (at) => datum(r, at));
  if (!indicator || !target) return undefined;
  return {
    span: map.span,
    indicator,
    target,
    ...(no && { no }),
    ...(title && { title }),
    ...(unit && { unit }),
    ...(weight && { weight }),
    ...(from && { from }),
    ...(to && { to }),
    ...(actual && { actual }),
  };
}

function scalarsIn(r: Reader, node: DocumentNode): Named<DatumAst> | undefined {
  const map = r.map(node);
  return map && data(r, { ...map, entries: map.entries.filter(({ value }) => value.kind !== 'list') });
}

function listsIn(r: Reader, node: DocumentNode): Named<ListDatumAst> {
  const entries = node.kind === 'map' ? node.entries : [];
  return entries.flatMap(({ key, value: list }) => {
    if (list.kind !== 'list') return [];
    const items = list.items.flatMap((item) => itemOf(r, item) ?? []);
    return [{ name: key, value: { span: list.span, items } }];
  });
}

function itemOf(r: Reader, node: DocumentNode): ListItemAst | undefined {
  if (node.kind === 'map') {
    const cells = data(r, node);
    return cells && { kind: 'row', span: node.span, cells };
  }
  const value = datum(r, node);
  return value && { kind: 'datum', datum: value };
}

/** Several records together [G5]. */
export function groupExample(r: Reader, node: DocumentNode): GroupExampleAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const name = r.need(map, 'name', r.located);
  const period = r.need(map, 'period', r.located);
  const ofGroups = (at: DocumentNode) => r.list(at, (item) => data(r, item));
  const groupData = r.at(map, 'group_data', (at) => r.named(at, ofGroups)) ?? [];
  const given = r.at(map, 'given', (at) => scalarsIn(r, at)) ?? [];
  const lists = r.at(map, 'given', (at) => listsIn(r, at)) ?? [];
  const plan = planIn(r, map);
  const rows = r.need(map, 'example_rows', (at) => r.list(at, (item) => exampleRow(r, item)));
  const groups = r.at(map, 'example_groups', (at) => r.list(at, (item) => expectedGroup(r, item))) ?? [];
  if (period && !parsePeriod(period.value)) {
    r.findings.push(diagnostic('TK128', period.span, { found: period.value }));
  }
  return name && period && rows && { span: map.span, name, period, groupData, given, lists, plan, rows, groups };
}

function exampleRow(r: Reader, node: DocumentNode): GroupExampleAst['rows'][number] | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const given = r.need(map, 'given', (at) => scalarsIn(r, at));
  const lists = r.at(map, 'given', (at) => listsIn(r, at)) ?? [];
  const plan = planIn(r, map);
  const expect = r.at(map, 'expect', (at) => data(r, at)) ?? [];
  return given && { span: map.span, given, lists, plan, expect };
}

function expectedGroup(r: Reader, node: DocumentNode): ExpectedGroupAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const tier = r.at(map, 'tier', r.name);
  const limit = r.at(map, 'limit', r.name);
  const group = r.at(map, 'example_group', r.text);
  const base = r.at(map, 'count_base', r.wholeNumber);
  const capacity = r.at(map, 'capacity', r.wholeNumber);
  const placed = r.at(map, 'placed', r.wholeNumber);
  const spent = r.at(map, 'spent', r.expression);
  return {
    span: map.span,
    ...(tier && { tier }),
    ...(limit && { limit }),
    ...(group !== undefined && { group }),
    ...(base && { base }),
    ...(capacity && { capacity }),
    ...(placed && { placed }),
    ...(spent && { spent }),
  };
}

function data(r: Reader, node: DocumentNode): Named<DatumAst> | undefined {
  const map = r.map(node);
  return map?.entries.flatMap(({ key, value: node }) => {
    const value = datum(r, node);
    if (!value) return [];
    const name = canonicalName(key, r.language);
    return [{ name, value: isState(name.value) ? { ...value, value: stateIn(value.value, r.language, 'en') } : value }];
  });
}

function datum(r: Reader, node: DocumentNode): DatumAst | undefined {
  if (node.kind !== 'scalar') return r.lose();
  const text = node.scalar.text.trim();
  return {
    value: text === '' || isMissingWord(node) ? null : text,
    span: node.empty ? node.span : wholeSpan(node.scalar),
  };
}

/** `missing` or `kosong` without quotes; in quotes it is a text. */
export function isMissingWord(node: DocumentNode): boolean {
  if (node.kind !== 'scalar' || node.style !== 'plain') return false;
  return node.scalar.text === OPERATORS.missing.en || node.scalar.text === OPERATORS.missing.id;
}

function canonicalName(key: Located<string>, language: Language): Located<string> {
  return { value: renamed(key.value, language, 'en'), span: key.span };
}

/** `x.capaian` and `penghargaan.insentif` in the words of another language; names of the author's stay. */
export function renamed(name: string, from: Language, to: Language): string {
  const [first = '', ...members] = name.split('.');
  if (first === RESULT_NAMES.award[from]) {
    // Grants are called as the author likes; only what stands behind them is a word of the language.
    const last = members.at(-1);
    const rest = last === MEMBERS.state[from] ? [...members.slice(0, -1), MEMBERS.state[to]] : members;
    return [RESULT_NAMES.award[to], ...rest].join('.');
  }
  return [first, ...members.map((member) => memberIn(member, from, to))].join('.');
}

/** Whether a canonical name is that of an indicator's state, whose values are words of the language. */
export function isState(name: string): boolean {
  return name.endsWith(`.${MEMBERS.state.en}`);
}

/** `tidak_berlaku` in the words of another language; anything else stays, and will not agree with any state. */
export function stateIn<T extends string | null>(state: T, from: Language, to: Language): T | string {
  const words: readonly Word[] = [...Object.values(STATES), ...Object.values(AWARD_STATES)];
  return words.find((word) => word[from] === state)?.[to] ?? state;
}

function memberIn(member: string, from: Language, to: Language): string {
  const words: readonly Word[] = Object.values(MEMBERS);
  return words.find((word) => word[from] === member)?.[to] ?? member;
}
