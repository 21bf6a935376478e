import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { CoreNode, NodeId } from '../language/core.ts';
import { OPERATORS } from '../language/vocabulary.ts';
import { ask } from './cases.ts';
import { isTrue } from './regions/compile.ts';
import type { Diagram } from './regions/diagram.ts';
import { isInside } from './source.ts';
import type { Subject } from './subject.ts';

type Choice = Extract<CoreNode, { op: 'choose' }>;

/** One branch of a chain, wherever the chain was written out: a function's, once for each call. */
interface Branch {
  readonly span: Span;
  readonly branch: 'then' | 'else';
  isReached: boolean;
}

/**
 * Branches of the author's `if` chains that the conditions before them leave to nobody (TK578). Every chain ends in an
 * `else`, so one that is too involved to go through is only not looked into [P2]. `decided`: conditions that were
 * reported by themselves; a chain with one of them has been spoken of.
 */
export function branchFindings(subject: Subject, decided: readonly Span[]): readonly Diagnostic[] {
  return new Branches(subject, decided).findings();
}

class Branches {
  private readonly subject: Subject;
  private readonly decided: readonly Span[];
  private readonly branches = new Map<string, Branch>();

  constructor(subject: Subject, decided: readonly Span[]) {
    this.subject = subject;
    this.decided = decided;
  }

  findings(): readonly Diagnostic[] {
    const { nodes } = this.subject.program;
    const ifs = nodes.filter((node): node is Choice => node.op === 'choose' && this.isWritten(node));
    const inner = new Set(ifs.flatMap((node) => (this.next(node) ? [node.otherwise] : [])));
    for (const head of ifs) if (!inner.has(head.id)) this.chain(head);
    return [...this.branches.values()].flatMap(({ span, branch, isReached }) =>
      isReached ? [] : [diagnostic('TK578', span, { branch })],
    );
  }

  /** An `if` of the ruleset's own: what the lowering makes has no condition of its own within it. */
  private isWritten({ origin, condition, row }: Choice): boolean {
    const { loaded, sources } = this.subject.program.ruleset;
    const asked = this.node(condition).origin;
    if (origin === null || asked === null || row !== undefined || origin.path !== loaded.main.source.path) return false;
    if (!isInside(asked, origin) || asked.start === origin.start) return false;
    const text = sources.get(origin.path)?.text.slice(origin.start, origin.start + LONGEST_IF) ?? '';
    return IFS.some((word) => text.startsWith(word) && !/[\p{L}\p{N}_]/u.test(text[word.length] ?? ' '));
  }

  /** The `if` that stands as the else of another. */
  private next(node: Choice): Choice | undefined {
    const other = this.node(node.otherwise);
    const isNested = other.origin !== null && node.origin !== null && isInside(other.origin, node.origin);
    return other.op === 'choose' && isNested && this.isWritten(other) ? other : undefined;
  }

  private chain(head: Choice): void {
    if (this.decided.some((span) => head.origin !== null && isInside(span, head.origin))) return;
    const chain: Choice[] = [];
    for (let at: Choice | undefined = head; at !== undefined; at = this.next(at)) chain.push(at);
    const { regions, constraints } = this.subject;
    const conditions = chain.map(({ condition }) => condition);
    let left: Diagram | undefined;
    for (const one of chain) {
      const before = left;
      const held = this.isPossible(() => {
        const rest = before ?? constraints.around(conditions, regions);
        left = regions.without(rest, regions.truth(one.condition, true));
        return regions.both(rest, regions.truth(one.condition, false));
      });
      if (held === undefined) return;
      this.note(this.node(one.then).origin, 'then', held);
    }
    const rest = left;
    const last = chain[chain.length - 1];
    if (last === undefined || rest === undefined) return;
    const isLeft = this.isPossible(() => rest);
    if (isLeft !== undefined) this.note(this.node(last.otherwise).origin, 'else', isLeft);
  }

  /** Undefined where it is too much. */
  private isPossible(question: () => Diagram): boolean | undefined {
    const answer = ask(this.subject, question, isTrue);
    return answer.kind === 'too_much' ? undefined : answer.kind === 'case';
  }

  private note(span: Span | null, branch: Branch['branch'], isReached: boolean): void {
    if (span === null) return;
    const key = `${span.path} ${span.start} ${span.end} ${branch}`;
    const known = this.branches.get(key);
    if (known === undefined) this.branches.set(key, { span, branch, isReached });
    else known.isReached ||= isReached;
  }

  private node(id: NodeId): CoreNode {
    return this.subject.ranges.node(id);
  }
}

const IFS: readonly string[] = [OPERATORS.if.en, OPERATORS.if.id];
const LONGEST_IF = 10;
