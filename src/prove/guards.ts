import { type Diagnostic, diagnostic, type Fix } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { CoreNode } from '../language/core.ts';
import { OPERATORS, spelling } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import { type Interval, isWithin } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { union } from './arithmetic.ts';
import type { Assumptions } from './facts.ts';
import type { Ranges } from './ranges.ts';
import { isInside, lastMention, nameOf, textAt } from './source.ts';
import type { Visit } from './walk.ts';

type NodeOf<Op extends CoreNode['op']> = Extract<CoreNode, { op: Op }>;

/**
 * Divisors that may be zero (TK411) and arguments that may leave a function's declared range (TK416). What the
 * argument is refused for is not reported again inside the function: there the declared range holds.
 */
export class Guards {
  private readonly program: Program;
  private readonly ranges: Ranges;
  /** By code and place: an expression that is written out several times is reported once, with the widest range. */
  private readonly found = new Map<string, { readonly range: Interval; readonly finding: Diagnostic }>();

  constructor(program: Program, ranges: Ranges) {
    this.program = program;
    this.ranges = ranges;
  }

  readonly visit: Visit = (node, assumptions) => {
    if (node.op === 'divide') this.divisor(node, assumptions);
    else if (node.op === 'within') this.argument(node, assumptions);
  };

  findings(): readonly Diagnostic[] {
    return [...this.found.values()].map(({ finding }) => finding);
  }

  private divisor(node: NodeOf<'divide'>, assumptions: Assumptions): void {
    if (this.ranges.excludes(node.right, Rational.ZERO, assumptions)) return;
    const { span, text } = this.divisorPlace(node);
    const fixes = this.guardAround(node.origin, span, text);
    this.report(span, text, this.ranges.in(node.right, assumptions), (range) =>
      diagnostic('TK411', span, { divisor: text, range }, { fixes }),
    );
  }

  /** The divisor itself where it was written as an expression; a name that was declared elsewhere is looked for. */
  private divisorPlace(node: NodeOf<'divide'>): { span: Span; text: string } {
    const whole = node.origin ?? this.nowhere();
    const own = this.ranges.node(this.ranges.unwrapped(node.right)).origin;
    if (own !== null && isInside(own, whole) && (own.start !== whole.start || own.end !== whole.end)) {
      return { span: own, text: textAt(this.program, own) };
    }
    const name = nameOf(this.program, this.ranges.unwrapped(node.right));
    if (name === undefined) return { span: whole, text: textAt(this.program, own ?? whole) };
    return { span: lastMention(this.program, name, whole) ?? whole, text: name };
  }

  /** `(if pagu = 0 then missing else belanja / pagu)`: not safe, since somebody must say what missing then means. */
  private guardAround(whole: Span | null, divisor: Span, text: string): readonly Fix[] {
    const { language, loaded, sources } = this.program.ruleset;
    const { path } = loaded.main.source;
    if (whole === null || whole.path !== path || !isInside(divisor, whole) || divisor === whole) return [];
    const word = (name: 'if' | 'then' | 'missing' | 'else') => spelling(OPERATORS[name], language);
    const written = sources.get(path)?.text.slice(whole.start, whole.end) ?? '';
    const guarded = `(${word('if')} ${text} = 0 ${word('then')} ${word('missing')} ${word('else')} ${written})`;
    return [{ edits: [{ span: whole, text: guarded }], safe: false }];
  }

  private argument(node: NodeOf<'within'>, assumptions: Assumptions): void {
    const found = this.ranges.in(node.of, assumptions);
    if (isWithin(found, node.interval)) return;
    const span = node.origin ?? this.nowhere();
    const { callee, parameter, interval } = node;
    this.report(span, `${callee} ${parameter}`, found, (all) =>
      diagnostic('TK416', span, { callee, parameter, range: interval, found: all }),
    );
  }

  private report(span: Span, what: string, range: Interval, finding: (range: Interval) => Diagnostic): void {
    const key = [span.path, span.start, span.end, what].join(' ');
    const known = this.found.get(key);
    const widest = known === undefined ? range : union(known.range, range);
    this.found.set(key, { range: widest, finding: finding(widest) });
  }

  private nowhere(): Span {
    return { path: this.program.ruleset.loaded.main.source.path, start: 0, end: 0 };
  }
}
