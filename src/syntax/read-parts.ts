import { diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import { type KeyName, WORDS, type WordName } from '../language/vocabulary.ts';
import { ROUNDING_MODES } from '../number/rounding.ts';
import type {
  CheckAst,
  DatedValueAst,
  Described,
  FunctionAst,
  FunctionParameterAst,
  InputAst,
  Located,
  ParameterAst,
  RoundAst,
  TypeAst,
  ValueAst,
} from './ast.ts';
import type { DocumentNode, MapNode } from './document.ts';
import type { Reader } from './read-node.ts';

export function basis(r: Reader, map: MapNode): readonly string[] | undefined {
  return r.at(map, 'basis', (node) => {
    if (node.kind === 'list') return r.list(node, r.text);
    const text = r.text(node);
    return text === undefined ? undefined : [text];
  });
}

export function described(r: Reader, map: MapNode): Described {
  const title = r.at(map, 'title', r.localized);
  const note = r.at(map, 'note', r.localized);
  const cited = basis(r, map);
  const unverified = r.at(map, 'unverified', r.flag);
  return {
    ...(title && { title }),
    ...(note && { note }),
    ...(cited && { basis: cited }),
    ...(unverified !== undefined && { unverified }),
  };
}

/** Says that exactly one of two keys must stand, where that is not so; true where it is. */
export function exactlyOne(r: Reader, map: MapNode, keys: readonly [KeyName, KeyName], place: Span): boolean {
  const standing = keys.filter((key) => r.get(map, key) !== undefined);
  if (standing.length === 1) return true;
  const [key, or] = [r.spelled(keys[0]), r.spelled(keys[1])];
  const spelled = [key, or];
  if (standing.length === 0) r.findings.push(diagnostic('TK104', place, { key, or }));
  else {
    const second = map.entries.filter(({ key }) => spelled.includes(key.value))[1];
    r.findings.push(diagnostic('TK129', second?.key.span ?? place, { keys: spelled }));
  }
  return false;
}

/** Where findings about a whole map are shown: its first key. */
export function headOf(map: MapNode): Span {
  return map.entries[0]?.key.span ?? map.span;
}

const ALL_TYPES = ['text', 'choice', 'flag', 'count', 'decimal', 'percent', 'money', 'days', 'date'] as const;

export function typeOf(r: Reader, map: MapNode): TypeAst | undefined {
  const type = r.need(map, 'type', (node) => r.word<WordName>(node, ALL_TYPES));
  const choices = r.at(map, 'choices', (node) => choicesOf(r, node));
  const unit = r.at(map, 'unit', r.unit);
  const digits = r.at(map, 'digits', r.wholeNumber);
  // What was written and could not be read is not the same as what was not written.
  if ((!choices && r.get(map, 'choices')) || (!digits && r.get(map, 'digits'))) return undefined;
  return type && { type, ...(choices && { choices }), ...(unit && { unit }), ...(digits && { digits }) };
}

function choicesOf(r: Reader, node: DocumentNode): TypeAst['choices'] {
  if (node.kind === 'list') return r.list(node, r.name)?.map((name) => ({ name }));
  return r.named(node, r.localized)?.map(({ name, value }) => ({ name, label: value }));
}

export function round(r: Reader, node: DocumentNode): RoundAst | undefined {
  if (node.kind === 'scalar') {
    const none = r.word(node, ['no_rounding']);
    return none && { kind: 'none', span: none.span };
  }
  const map = r.map(node);
  if (!map) return undefined;
  const mode = r.need(map, 'mode', (at) => r.word(at, ROUNDING_MODES))?.value;
  const digits = r.at(map, 'digits', r.wholeNumber);
  const step = r.at(map, 'step', r.expression);
  const one = exactlyOne(r, map, ['digits', 'step'], headOf(map));
  if (mode === undefined) return undefined;
  if (digits) return { kind: 'digits', digits: digits.value, mode, span: map.span };
  if (step) return { kind: 'step', step, mode, span: map.span };
  return one ? undefined : r.lose();
}

export function input(r: Reader, node: DocumentNode): InputAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const type = typeOf(r, map);
  const range = r.at(map, 'range', r.interval);
  const max = r.at(map, 'max', r.expression);
  const applies = r.at(map, 'applies', r.expression);
  const consolidate = r.at(map, 'consolidate', (at) => r.word(at, ['sum', 'average', 'last', 'largest', 'smallest']));
  const rest = {
    ...described(r, map),
    span: map.span,
    key: r.at(map, 'key', r.flag) ?? false,
    optional: r.at(map, 'optional', r.flag) ?? false,
    sensitive: r.at(map, 'sensitive', r.flag) ?? false,
    ...elements(r, map),
    ...(consolidate && { consolidate }),
  };
  return type && { ...rest, ...type, ...(range && { range }), ...(max && { max }), ...(applies && { applies }) };
}

export function check(r: Reader, node: DocumentNode): CheckAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const that = r.need(map, 'that', r.expression);
  const message = r.need(map, 'message', r.localized);
  return that && message && { that, message };
}

/** Of a list or series: how many elements, and what a missing one comes to. */
function elements(r: Reader, map: MapNode): Pick<InputAst, 'list' | 'per' | 'missing'> {
  const list = r.at(map, 'list', r.wholeNumber);
  const per = r.at(map, 'per', (node) => r.word(node, ['month']));
  const missing = r.at(map, 'missing', (node) => r.word(node, ['reject', 'skip', 'zero']));
  if (list && per) exactlyOne(r, map, ['list', 'per'], headOf(map));
  return { ...(list && { list }), ...(per && { per }), ...(missing && { missing }) };
}

export function parameter(r: Reader, node: DocumentNode): ParameterAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const type = typeOf(r, map);
  const at = r.at(map, 'at', (word) => r.word(word, ['at_start', 'at_end']));
  const value = r.at(map, 'value', r.expression);
  const dated = r.at(map, 'dated_values', (list) => r.list(list, (item) => datedValue(r, item)));
  const reviewedUntil = r.at(map, 'reviewed_until', r.date);
  exactlyOne(r, map, ['value', 'dated_values'], headOf(map));
  if (!value && !dated) return r.lose();
  return (
    type && {
      ...described(r, map),
      ...type,
      span: map.span,
      at: at?.value === 'at_start' ? 'start' : 'end',
      ...(value && { value }),
      ...(dated && { dated }),
      ...(reviewedUntil && { reviewedUntil }),
    }
  );
}

function datedValue(r: Reader, node: DocumentNode): DatedValueAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const from = r.need(map, 'from', r.date);
  const to = r.at(map, 'to', r.date);
  const value = r.need(map, 'dated_value', r.expression);
  const cited = r.at(map, 'basis', r.text);
  return from && value && { from, value, ...(to && { to }), ...(cited !== undefined && { basis: cited }) };
}

export function namedValue(r: Reader, node: DocumentNode): ValueAst | undefined {
  if (node.kind === 'scalar') {
    const value = r.expression(node);
    return value && { value };
  }
  const map = r.map(node);
  if (!map) return undefined;
  const value = r.need(map, 'value', r.expression);
  const rounding = r.at(map, 'round', (at) => round(r, at));
  return value && { ...described(r, map), value, ...(rounding && { round: rounding }), ...show(r, map) };
}

export function show(r: Reader, map: MapNode): { show?: number } {
  const digits = r.at(map, 'show', r.wholeNumber);
  return digits ? { show: digits.value } : {};
}

export function functionOf(r: Reader, node: DocumentNode): FunctionAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const parameters = r.need(map, 'parameters', (at) => r.named(at, (value) => functionParameter(r, value)));
  const locals = r.at(map, 'with', (at) => r.named(at, r.expression)) ?? [];
  const value = r.at(map, 'value', r.expression);
  const breakpoints = breakpointsOf(r, map);
  exactlyOne(r, map, ['value', 'breakpoints'], headOf(map));
  if (!value && !breakpoints) return r.lose();
  return (
    parameters && {
      ...described(r, map),
      span: map.span,
      parameters,
      with: locals,
      ...(value && { value }),
      ...(breakpoints && { breakpoints }),
    }
  );
}

function breakpointsOf(r: Reader, map: MapNode): FunctionAst['breakpoints'] {
  const node = r.get(map, 'breakpoints');
  const below = r.at(map, 'below', r.expression);
  const above = r.at(map, 'above', r.expression);
  if (node === undefined) {
    for (const key of ['below', 'above'] as const) {
      const entry = map.entries.find((candidate) => candidate.key.value === r.spelled(key));
      if (entry) r.findings.push(diagnostic('TK104', entry.key.span, { key: r.spelled('breakpoints') }));
    }
    return undefined;
  }
  const listed = map.entries.find((entry) => entry.value === node)?.key.span ?? node.span;
  for (const key of ['below', 'above'] as const) {
    if (!r.get(map, key)) r.findings.push(diagnostic('TK104', listed, { key: r.spelled(key) }));
  }
  const points = r.list(node, (item) => {
    const [x, y] = r.list(item, r.expression) ?? [];
    return x && y ? { x, y } : r.lose();
  });
  return points && below && above ? { span: node.span, points, below, above } : r.lose();
}

function functionParameter(r: Reader, node: DocumentNode): FunctionParameterAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const type = typeOf(r, map);
  const range = r.at(map, 'range', r.interval);
  if (!type) return undefined;
  const unit = type.unit && canonicalUnit(r, type.unit);
  return { ...described(r, map), ...type, ...(unit && { unit }), span: map.span, ...(range && { range }) };
}

/** `sama` of an Indonesian file is the `same` of the checker. */
function canonicalUnit(r: Reader, unit: Located<string>): Located<string> {
  return unit.value === WORDS.same_unit[r.language] ? { ...unit, value: WORDS.same_unit.en } : unit;
}
