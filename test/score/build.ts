import type { BoundRow } from '../../src/data/bind.ts';
import type { CoreNode, NodeId, Operation, Value } from '../../src/language/core.ts';
import { FLAG, numberType, POINTS, TEXT, type Type } from '../../src/language/types.ts';
import type { AwardNodes, NamedNode, Program, Requirement, SortKeyNode, TierNodes } from '../../src/model/program.ts';
import type { Quota, Ruleset } from '../../src/model/ruleset.ts';
import { type Period, parsePeriod } from '../../src/number/calendar.ts';
import { Rational } from '../../src/number/rational.ts';

export const SPAN = { path: 'built.takar.yaml', start: 0, end: 0 };
export const SCORE: Type = numberType(POINTS, 2);

export function period(text: string): Period {
  const read = parsePeriod(text);
  if (!read) throw new Error(`no period: ${text}`);
  return read;
}
export const Q3 = period('2026-Q3');

/** A program written node by node, for tests that need no front end. */
export class Builder {
  readonly nodes: CoreNode[] = [];
  readonly inputs = new Map<string, NodeId>();
  readonly results: NamedNode[] = [];
  readonly scores: NamedNode[] = [];
  readonly requirements: Requirement[] = [];

  add(operation: Operation, type: Type = FLAG): NodeId {
    const id = this.nodes.length;
    this.nodes.push({ ...operation, id, type, origin: null });
    return id;
  }

  input(name: string, type: Type): NodeId {
    const id = this.add({ op: 'input', name }, type);
    this.inputs.set(name, id);
    return id;
  }

  constant(value: Value, type: Type = SCORE): NodeId {
    return this.add({ op: 'constant', value }, type);
  }

  atLeast(node: NodeId, value: number): NodeId {
    const right = this.constant(Rational.integer(value));
    return this.add({ op: 'compare', relation: '>=', left: node, right });
  }

  score(name: string, node: NodeId, digits = 2): void {
    const named: NamedNode = { name, kind: 'score', node, type: SCORE, digits };
    this.results.push(named);
    this.scores.push(named);
  }

  program(awards: AwardNodes | null): Program {
    const { nodes, inputs, requirements, results, scores } = this;
    return {
      ruleset: emptyRuleset(),
      nodes,
      inputs,
      requirements,
      details: new Map(),
      indicators: [],
      results,
      scores,
      ratings: new Map(),
      tables: new Map(),
      groupData: [],
      stages: [],
      late: new Set(),
      amounts: [],
      decisions: [],
      awards,
    };
  }
}

function emptyRuleset(): Ruleset {
  return {
    name: 'built',
    title: {},
    language: 'en',
    subject: 'pegawai',
    period: 'quarter',
    effective: { from: null, to: null },
    consolidation: { atLeast: 1, fewer: 'reject' },
    segments: null,
    basis: [],
    inputs: new Map(),
    lists: new Map(),
    details: new Map(),
    calendars: new Map(),
    checks: [],
    parameters: new Map(),
    values: new Map(),
    functions: new Map(),
    indicators: new Map(),
    planned: new Map(),
    weights: 'normalise',
    scores: new Map(),
    ratings: new Map(),
    tables: new Map(),
    groupData: new Map(),
    groups: new Map(),
    limits: new Map(),
    decisions: new Map(),
    amounts: new Map(),
    examples: [],
    groupExamples: [],
    order: [],
    types: new Map(),
    references: new Map(),
    expressions: new Map(),
    intervals: new Map(),
    sources: new Map(),
    loaded: {
      findings: [],
      main: {
        source: { path: SPAN.path, text: '' },
        language: 'en',
        name: { value: 'built', span: SPAN },
        basis: [],
        imports: [],
        inputs: [],
        details: [],
        calendars: [],
        checks: [],
        parameters: [],
        values: [],
        functions: [],
        indicators: [],
        scores: [],
        ratings: [],
        tables: [],
        groupData: [],
        groups: [],
        limits: [],
        decisions: [],
        amounts: [],
        examples: [],
        groupExamples: [],
        unread: [],
        isWhole: true,
      },
      modules: new Map(),
      resolved: new Map(),
      sources: new Map(),
    },
  };
}

export interface TierPlan {
  readonly name: string;
  /** Its condition: the score is at least this. */
  readonly from: number;
  readonly quota?: Partial<Omit<Quota, 'span' | 'order'>> & { readonly byKey?: boolean };
}

/**
 * One score `hasil` from the data; eligible where `layak`; tiers by threshold on the score, quotas ranked by the
 * score (highest first), and by key where `byKey`.
 */
export function tierProgram(plans: readonly TierPlan[]): Program {
  const build = new Builder();
  const nip = build.input('nip', TEXT);
  build.input('unit', TEXT);
  const hasil = build.input('hasil', { ...SCORE, presence: 'unassessed' });
  const layak = build.input('layak', FLAG);
  build.score('hasil', hasil);
  const best: SortKeyNode = { node: hasil, type: SCORE, descending: true, text: 'hasil desc' };
  const key: SortKeyNode = { node: nip, type: TEXT, descending: false, text: 'nip asc' };
  const tiers = plans.map(({ name, from, quota }): TierNodes => {
    const when = build.atLeast(hasil, from);
    if (!quota) return { name, title: {}, when, quota: null, grants: [] };
    const { size = { kind: 'count', count: 1 }, atLeast = 0, within = ['unit'], ties = 'refuse', byKey } = quota;
    const order = byKey ? [best, key] : [best];
    return { name, title: {}, when, quota: { span: SPAN, size, atLeast, within, ties, order }, grants: [] };
  });
  return build.program({ eligible: layak, tiers, otherwise: 'tanpa', order: [], budget: null, reads: [] });
}

export interface Person {
  readonly key: string;
  readonly unit?: string;
  readonly hasil: number | null;
  readonly layak?: boolean;
  readonly period?: string;
  /** A row with a bad cell: no record. */
  readonly broken?: boolean;
}

export function rowsOf(people: readonly Person[]): BoundRow[] {
  return people.map(({ key, unit = 'A', hasil, layak = true, period: text, broken }, i): BoundRow => {
    const row = i + 2;
    const fields = new Map<string, Value>([
      ['nip', key],
      ['unit', unit],
      ['layak', layak],
    ]);
    if (hasil !== null) fields.set('hasil', Rational.integer(hasil));
    const about = { key, period: text ?? null, row, fields };
    return broken ? { ...about, findings: [badCell(row)] } : { ...about, record: { key, fields, row }, findings: [] };
  });
}

function badCell(row: number): BoundRow['findings'][number] {
  const place = { kind: 'cell', cell: { path: 'data.csv', row, column: 3 } } as const;
  return {
    code: 'TK603',
    severity: 'error',
    place,
    args: { text: 'x', localeHint: false },
    related: [],
    fixes: [],
  };
}
