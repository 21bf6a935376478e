import type { Span } from '../../src/base/source.ts';
import type { CoreNode, NodeId, Operation, Relation, Value } from '../../src/language/core.ts';
import { FLAG, numberType, TEXT, type Type } from '../../src/language/types.ts';
import type { Program } from '../../src/model/program.ts';
import type { DataRecord } from '../../src/model/record.ts';
import type { Input, Ruleset } from '../../src/model/ruleset.ts';
import { type Period, parsePeriod } from '../../src/number/calendar.ts';
import { EVERYTHING, type Interval } from '../../src/number/interval.ts';
import { Rational } from '../../src/number/rational.ts';

/** `12`, `-3.25` or `1/3`, exactly. */
export function q(text: string | number): Rational {
  const [over = '', under = '1'] = String(text).split('/');
  const [whole = '', fraction = ''] = over.split('.');
  return Rational.scaled(BigInt(whole + fraction), fraction.length).divide(Rational.of(BigInt(under)));
}

/** `[0..90)`, `(..5]`, `[1..)`. */
export function interval(text: string): Interval {
  const [low = '', high = ''] = text.slice(1, -1).split('..');
  return {
    low: low === '' ? null : q(low),
    lowOpen: low === '' || text.startsWith('('),
    high: high === '' ? null : q(high),
    highOpen: high === '' || text.endsWith(')'),
  };
}

export function choice(name: string, values: readonly string[]): Type {
  return { base: { kind: 'choice', name, values, ordered: true }, presence: 'present' };
}

export function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (!parsed) throw new Error(`no period: ${text}`);
  return parsed;
}

export function record(fields: Readonly<Record<string, Value>>): DataRecord {
  return { key: '1', row: 2, fields: new Map(Object.entries(fields)) };
}

const POINTS = numberType('', null);

/** Writes small programs by hand, as the lowering would. */
export class Builder {
  readonly nodes: CoreNode[] = [];
  readonly inputs = new Map<string, Input>();
  private readonly inputNodes = new Map<string, NodeId>();

  add(operation: Operation, type: Type = POINTS, origin: Span | null = null): NodeId {
    const id = this.nodes.length;
    this.nodes.push({ ...operation, id, type, origin });
    return id;
  }

  constant(value: string | number): NodeId {
    return this.add({ op: 'constant', value: q(value) });
  }

  word(value: string): NodeId {
    return this.add({ op: 'constant', value }, TEXT);
  }

  flag(value: boolean): NodeId {
    return this.add({ op: 'constant', value }, FLAG);
  }

  /** One node per input, declared as it is first used. */
  input(name: string, range = '(..)', digits: number | null = null, optional = false): NodeId {
    return this.inputOf(name, numberType('', digits, optional ? 'optional' : 'present'), {
      range: range === '(..)' ? EVERYTHING : interval(range),
      optional,
    });
  }

  inputOf(name: string, type: Type, more: Partial<Input> = {}): NodeId {
    const known = this.inputNodes.get(name);
    if (known !== undefined) return known;
    this.inputs.set(name, {
      name,
      span: span(0, 0),
      type,
      word: 'decimal',
      key: false,
      optional: false,
      range: EVERYTHING,
      sensitive: false,
      table: null,
      labels: new Map(),
      consolidate: null,
      ...more,
    });
    const id = this.add({ op: 'input', name }, type);
    this.inputNodes.set(name, id);
    return id;
  }

  plus(left: NodeId, right: NodeId): NodeId {
    return this.add({ op: 'add', left, right });
  }

  minus(left: NodeId, right: NodeId): NodeId {
    return this.add({ op: 'subtract', left, right });
  }

  times(left: NodeId, right: NodeId): NodeId {
    return this.add({ op: 'multiply', left, right });
  }

  over(left: NodeId, right: NodeId, origin: Span | null = null): NodeId {
    return this.add({ op: 'divide', left, right }, POINTS, origin);
  }

  compare(left: NodeId, relation: Relation, right: NodeId, origin: Span | null = null): NodeId {
    return this.add({ op: 'compare', relation, left, right }, FLAG, origin);
  }

  both(left: NodeId, right: NodeId): NodeId {
    return this.add({ op: 'and', left, right }, FLAG);
  }

  either(left: NodeId, right: NodeId): NodeId {
    return this.add({ op: 'or', left, right }, FLAG);
  }

  not(of: NodeId): NodeId {
    return this.add({ op: 'not', of }, FLAG);
  }

  isMissing(of: NodeId): NodeId {
    return this.add({ op: 'is_missing', of }, FLAG);
  }

  choose(condition: NodeId, then: NodeId, otherwise: NodeId, type: Type = POINTS): NodeId {
    return this.add({ op: 'choose', condition, then, otherwise }, type);
  }

  missing(): NodeId {
    return this.add({ op: 'missing' });
  }

  inapplicable(): NodeId {
    return this.add({ op: 'inapplicable' });
  }

  fail(): NodeId {
    return this.add({ op: 'fail', failure: { kind: 'no_row', table: 't' } });
  }

  smallest(...of: NodeId[]): NodeId {
    return this.add({ op: 'minimum', of });
  }

  largest(...of: NodeId[]): NodeId {
    return this.add({ op: 'maximum', of });
  }

  build(parts: Partial<Omit<Program, 'ruleset' | 'nodes' | 'inputs'>> & { ruleset?: Partial<Ruleset> } = {}): Program {
    const { ruleset, ...rest } = parts;
    return {
      ruleset: {
        name: 'uji',
        language: 'id',
        subject: 'pegawai',
        period: 'quarter',
        weights: 'normalise',
        effective: { from: null, to: null },
        inputs: this.inputs,
        parameters: new Map(),
        details: new Map(),
        indicators: new Map(),
        planned: new Map(),
        ratings: new Map(),
        tables: new Map(),
        sources: new Map(),
        loaded: { main: { source: { path: 'uji.takar.yaml', text: '' } } },
        ...ruleset,
      } as unknown as Ruleset,
      nodes: this.nodes,
      inputs: this.inputNodes,
      groupData: [],
      stages: [],
      late: new Set(),
      amounts: [],
      decisions: [],
      requirements: [],
      details: new Map(),
      indicators: [],
      results: [],
      scores: [],
      ratings: new Map(),
      tables: new Map(),
      awards: null,
      ...rest,
    };
  }
}

export function span(start: number, end: number, path = 'uji.takar.yaml'): Span {
  return { path, start, end };
}
