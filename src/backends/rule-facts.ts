import type { CoreNode, NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Evaluation } from '../model/score.ts';
import type { Interval } from '../number/interval.ts';
import { powerOfTen, Rational } from '../number/rational.ts';

export type FactValue = string | number | boolean | null;

export interface ExportedFact {
  readonly name: string;
  readonly kind: 'number' | 'choice' | 'text' | 'flag' | 'date' | 'atom' | 'assessed';
  /** The input or result that it carries; of an atom, the comparison as the file writes it. */
  readonly source: string;
  /** A number fact holds the value × 10^digits, a whole number; null for other kinds. */
  readonly digits: number | null;
}

export interface PlannedFact {
  readonly fact: ExportedFact;
  readonly read: (evaluation: Evaluation) => FactValue;
}

/** What the rules cannot hold as it stands, with the reason. */
export interface OmittedPart {
  /** A `condition` still decides rightly, through a fact that takar works out. */
  readonly what: 'quota' | 'grant' | 'condition' | 'group' | 'limit' | 'budget';
  readonly tier: string | null;
  /** As the file writes it. */
  readonly text: string;
  readonly reason: 'needs_all_records' | 'computed_amount' | 'exceeds_safe_integers';
}

/** Only the range of a node is asked of the proofs. */
export interface KnownRanges {
  at(node: NodeId): Interval;
}

/** The facts that the rules have asked for so far, each once. */
export class FactTable {
  readonly facts: PlannedFact[] = [];
  readonly omitted: OmittedPart[] = [];
  /** The tier that is being written, for what is omitted from it; null for the eligibility. */
  tier: string | null = null;
  private readonly program: Program;
  private readonly ranges: KnownRanges;
  private readonly names: ReadonlyMap<NodeId, string>;
  private readonly named = new Map<NodeId, ExportedFact>();
  private readonly atoms = new Map<NodeId, ExportedFact>();
  private readonly taken = new Set<string>();
  private readonly reported = new Set<NodeId>();

  constructor(program: Program, ranges: KnownRanges) {
    this.program = program;
    this.ranges = ranges;
    this.names = namedNodes(program);
  }

  /**
   * The fact of a named node; undefined where it has no name, or is a number off any grid, or one too large for
   * JSON's numbers: a comparison with it becomes an atom.
   */
  ofNode(node: CoreNode): ExportedFact | undefined {
    const known = this.named.get(node.id);
    const source = this.names.get(node.id);
    if (known || source === undefined) return known;
    const fact = this.ofNamed(node, source);
    if (fact) this.named.set(node.id, fact);
    return fact;
  }

  private ofNamed(node: CoreNode, source: string): ExportedFact | undefined {
    const { base } = node.type;
    switch (base.kind) {
      case 'number':
        return base.digits === null ? undefined : this.numberFact(node, source, base.digits);
      case 'choice':
      case 'text':
      case 'flag':
        return this.add({ name: source, kind: base.kind, source, digits: null }, plain(node.id));
      case 'date':
        return this.add({ name: `${source}_days`, kind: 'date', source, digits: null }, plain(node.id));
      default:
        return undefined;
    }
  }

  private numberFact({ id }: CoreNode, source: string, digits: number): ExportedFact | undefined {
    if (!isSafe(this.ranges.at(id), digits)) {
      if (!this.reported.has(id)) {
        this.omitted.push({ what: 'condition', tier: this.tier, text: source, reason: 'exceeds_safe_integers' });
      }
      this.reported.add(id);
      return undefined;
    }
    return this.add({ name: `${source}_e${digits}`, kind: 'number', source, digits }, scaled(id, digits));
  }

  /** A condition that the rules cannot hold: 1 where it holds, 0 where not, worked out by the exact evaluator. */
  atom({ id, origin }: CoreNode): ExportedFact {
    const known = this.atoms.get(id);
    if (known) return known;
    const text = origin
      ? (this.program.ruleset.sources.get(origin.path)?.text.slice(origin.start, origin.end) ?? '')
      : '';
    const source = text.split(/\s+/).join(' ').trim();
    const name = `takar_atom_${this.atoms.size + 1}`;
    const fact = this.add({ name, kind: 'atom', source, digits: null }, asBit(id));
    this.atoms.set(id, fact);
    return fact;
  }

  private add(fact: ExportedFact, read: PlannedFact['read']): ExportedFact {
    const own = { ...fact, name: this.unused(fact.name) };
    this.facts.push({ fact: own, read });
    return own;
  }

  /** An input may be called `hasil_e2`, as the fact of `hasil` is. */
  private unused(name: string): string {
    let own = name;
    while (this.taken.has(own)) own += '_';
    this.taken.add(own);
    return own;
  }
}

/** Inputs, results and parts of indicators by node; the first name where several share one. */
function namedNodes({ inputs, results, indicators }: Program): ReadonlyMap<NodeId, string> {
  const names = new Map<NodeId, string>();
  const add = (node: NodeId | null, name: string) => {
    if (node !== null && !names.has(node)) names.set(node, name);
  };
  for (const [name, node] of inputs) add(node, name);
  for (const { name, node } of results) add(node, name);
  for (const { name, actual, target, achievement, score } of indicators) {
    add(actual, `${name}.actual`);
    add(target, `${name}.target`);
    add(achievement, `${name}.achievement`);
    add(score, `${name}.score`);
  }
  return names;
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

function isSafe({ low, high }: Interval, digits: number): boolean {
  return [low, high].every((end) => {
    if (end === null) return false;
    const units = end.abs().multiply(Rational.of(powerOfTen(digits)));
    return units.compare(Rational.of(MOST)) <= 0;
  });
}

/** Texts, choices, flags and dates as they are; no number comes here. */
function plain(node: NodeId): PlannedFact['read'] {
  return (evaluation) => {
    const outcome = evaluation.at(node);
    if (outcome.kind !== 'value') return null;
    if (outcome.value instanceof Rational) throw new Error(`node ${node} is a number`);
    return outcome.value;
  };
}

function scaled(node: NodeId, digits: number): PlannedFact['read'] {
  return (evaluation) => {
    const outcome = evaluation.at(node);
    if (outcome.kind !== 'value') return null;
    if (!(outcome.value instanceof Rational)) throw new Error(`node ${node} is no number`);
    const units = outcome.value.multiply(Rational.of(powerOfTen(digits)));
    if (!units.isInteger || units.abs().compare(Rational.of(MOST)) > 0) {
      throw new Error(`node ${node} lies outside what was proven of it`);
    }
    return Number(units.numerator);
  };
}

function asBit(node: NodeId): PlannedFact['read'] {
  return (evaluation) => {
    const outcome = evaluation.at(node);
    return outcome.kind === 'value' ? (outcome.value === true ? 1 : 0) : null;
  };
}
