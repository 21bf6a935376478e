import type { Token, Tokens } from './tokens.ts';

/** A pair of brackets, or the whole text (opener −1), and the separators that stand directly in it. */
export interface Frame {
  readonly opener: number;
  closer: number;
  kind: 'call' | 'group' | 'square' | 'whole';
  commas: number;
  semicolons: number;
  /** `..` stands in it: an interval, in which no comma has a place. */
  range: boolean;
}

export interface Brackets {
  /** By the index of the opener. */
  readonly frames: ReadonlyMap<number, Frame>;
  readonly whole: Frame;
  /** The outermost opener that nothing closes. */
  readonly unclosed: number | undefined;
}

/** Pairs brackets without recursion; `[` may be closed by `)`, as in `[80..90)`. */
export function pairBrackets(tokens: readonly Token[], types: Tokens): Brackets {
  const frames = new Map<number, Frame>();
  const empty = { closer: tokens.length, commas: 0, semicolons: 0, range: false };
  const whole: Frame = { ...empty, opener: -1, kind: 'whole' };
  const open: Frame[] = [whole];
  tokens.forEach(({ tokenType }, index) => {
    const current = open[open.length - 1] ?? whole;
    if (tokenType === types.openRound || tokenType === types.openSquare) {
      const called = tokens[index - 1]?.tokenType === types.name;
      const kind = tokenType === types.openSquare ? 'square' : called ? 'call' : 'group';
      const frame: Frame = { ...empty, opener: index, kind };
      frames.set(index, frame);
      open.push(frame);
    } else if (tokenType === types.closeRound || tokenType === types.closeSquare) {
      current.closer = index;
      if (open.length > 1) open.pop();
    } else if (tokenType === types.comma) current.commas++;
    else if (tokenType === types.habits.semicolon) current.semicolons++;
    else if (tokenType === types.range) current.range = true;
  });
  return { frames, whole, unclosed: open[1]?.opener };
}

/**
 * The token at which the parser would go too deep, found without recursion: it reads brackets and `if` by recursion,
 * and an `if` takes a quarter of the room of a bracket. `limit` is counted in brackets.
 */
export function tooDeep(tokens: readonly Token[], types: Tokens, limit: number): Token | undefined {
  // Each token goes one bracket deeper at most.
  if (tokens.length <= limit) return undefined;
  const outer: { floor: number; depth: number }[] = [];
  // What the innermost bracket began with, and with the `if`s since.
  let floor = 0;
  let depth = 0;
  for (const token of tokens) {
    const { tokenType } = token;
    if (tokenType === types.openRound || tokenType === types.openSquare) {
      outer.push({ floor, depth });
      depth += 4;
      floor = depth;
    } else if (tokenType === types.closeRound || tokenType === types.closeSquare) {
      ({ floor, depth } = outer.pop() ?? { floor: 0, depth: 0 });
    } else if (tokenType === types.comma) depth = floor;
    else if (tokenType === types.keywords.if) depth += 1;
    if (depth > 4 * limit) return token;
  }
  return undefined;
}

/**
 * Whether the tree of the tokens could be deeper than `limit`: a chain `a + b + c` is as deep as it is long, and its
 * bracketed operands stand below it. Counted without recursion, never less than the tree has.
 */
export function isTallerThan(limit: number, tokens: readonly Token[], types: Tokens): boolean {
  // Each token adds one level at most.
  if (tokens.length <= limit) return false;
  const { keywords, relation, plus, minus, times, divide, coalesce } = types;
  const signs = [relation, plus, minus, times, divide, coalesce];
  const words = [keywords.or, keywords.and, keywords.not, keywords.of, keywords.if, keywords.in, keywords.between];
  const levels = new Set([...signs, ...words, keywords.missing]);
  // For each open bracket: what stands directly in this part of it, and the tallest bracket in that part.
  const outer: { own: number; below: number; tallest: number }[] = [];
  let part = { own: 0, below: 0, tallest: 0 };
  for (const { tokenType } of tokens) {
    if (tokenType === types.openRound || tokenType === types.openSquare) {
      outer.push(part);
      part = { own: 1, below: 0, tallest: 0 };
    } else if (tokenType === types.closeRound || tokenType === types.closeSquare) {
      const height = Math.max(part.tallest, part.own + part.below);
      part = outer.pop() ?? { own: 0, below: 0, tallest: 0 };
      part.below = Math.max(part.below, height);
    } else if (tokenType === types.comma) {
      part.tallest = Math.max(part.tallest, part.own + part.below);
      part.own = 1;
      part.below = 0;
    } else if (levels.has(tokenType)) part.own++;
    if (part.own + part.below > limit) return true;
  }
  return false;
}

/** Whether an operand may end with this token. */
export function endsOperand({ tokenType }: Token, types: Tokens): boolean {
  const { keywords } = types;
  const ends = [types.name, types.number, types.habits.groupedNumber, types.percent, types.date, types.text];
  const closers = [types.closeRound, types.closeSquare, keywords.true, keywords.false, keywords.missing];
  return [...ends, ...closers].includes(tokenType);
}
