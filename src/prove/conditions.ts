import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { CoreNode, NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import type { Program } from '../model/program.ts';
import type { Assumptions } from './facts.ts';
import type { Ranges } from './ranges.ts';
import { isInside } from './source.ts';
import type { Visit } from './walk.ts';

/** What a condition came to so far, wherever it was looked at. */
type Verdict = 'always' | 'never' | 'open';

/**
 * Comparisons of the author's that the declared ranges decide by themselves (TK514). One that is written out several
 * times (in a function, in an `applies` that others ask for) is judged over all of its uses.
 */
export class Conditions {
  private readonly program: Program;
  private readonly ranges: Ranges;
  private readonly verdicts = new Map<string, { readonly span: Span; readonly verdict: Verdict }>();
  private readonly readsData: readonly boolean[];
  /** Comparisons that are one half of a `!=`: what was written is their opposite. */
  private readonly negated = new Set<NodeId>();
  private readonly generated: ReadonlySet<string>;

  constructor(program: Program, ranges: Ranges) {
    this.program = program;
    this.ranges = ranges;
    this.readsData = dataReaders(program);
    this.generated = spansOfChains(program);
    for (const node of program.nodes) {
      if (node.op === 'not' && keyOf(node.origin) === keyOf(ranges.node(node.of).origin)) this.negated.add(node.of);
    }
  }

  readonly visit: Visit = (node, assumptions) => {
    if ((node.op !== 'compare' && node.op !== 'among') || node.origin === null) return;
    const { origin } = node;
    if (!this.readsData[node.id] || !this.isOfTheAuthor(origin)) return;
    const verdict = this.judge(node, assumptions);
    if (verdict === undefined) return;
    const key = keyOf(origin);
    const known = this.verdicts.get(key)?.verdict ?? verdict;
    this.verdicts.set(key, { span: origin, verdict: known === verdict ? verdict : 'open' });
  };

  findings(): readonly Diagnostic[] {
    return [...this.verdicts.values()].flatMap(({ span, verdict }) =>
      verdict === 'open' ? [] : [diagnostic('TK514', span, { always: verdict === 'always' })],
    );
  }

  /** Undefined where the comparison never comes to a value: that is another matter. */
  private judge(node: CoreNode, assumptions: Assumptions): Verdict | undefined {
    const canBeTrue = this.ranges.assuming(node.id, true, assumptions) !== null;
    const canBeFalse = this.ranges.assuming(node.id, false, assumptions) !== null;
    if (canBeTrue === canBeFalse) return canBeTrue ? 'open' : undefined;
    return canBeTrue !== this.negated.has(node.id) ? 'always' : 'never';
  }

  /** Not a pack's, not a band or a row of a table (their own proofs speak of them), not a check of the data. */
  private isOfTheAuthor(origin: Span): boolean {
    const { loaded } = this.program.ruleset;
    if (origin.path !== loaded.main.source.path || this.generated.has(keyOf(origin))) return false;
    return !this.program.requirements.some(({ reason, span }) => reason.kind === 'check' && isInside(origin, span));
  }
}

function keyOf(span: Span | null): string {
  return span === null ? '' : `${span.path} ${span.start} ${span.end}`;
}

function dataReaders({ nodes }: Program): readonly boolean[] {
  const reads: boolean[] = [];
  for (const node of nodes)
    reads.push(node.op === 'input' || node.op === 'group_value' || operandsOf(node).some((operand) => reads[operand]));
  return reads;
}

/** Where the lowering puts the conditions that it makes of bands and rows. */
function spansOfChains({ ruleset }: Program): ReadonlySet<string> {
  const spans: Span[] = [...ruleset.ratings.values()].flatMap(({ span, versions }) => [
    span,
    ...versions.flatMap(({ bands }) => bands.map((band) => band.span)),
  ]);
  for (const { span, rows } of ruleset.tables.values()) spans.push(span, ...rows.map((row) => row.span));
  return new Set(spans.map(keyOf));
}
