/** A production as the files show it, whatever wrote it. */
export type Production =
  | { readonly kind: 'sequence' | 'choice'; readonly of: readonly Production[] }
  | { readonly kind: 'optional'; readonly of: Production }
  | {
      readonly kind: 'repeat';
      readonly of: Production;
      readonly atLeastOnce: boolean;
      readonly separator: Production | undefined;
    }
  | { readonly kind: 'rule'; readonly name: string }
  /** A token that is described below the rules. */
  | { readonly kind: 'class'; readonly name: string }
  /** The spellings of a token: both languages of a word, or the signs of a kind. */
  | { readonly kind: 'literal'; readonly spellings: readonly string[] };

/** A drawing that is entered on the left and left on the right at height 0; `up` and `down` say how far it reaches. */
interface Drawing {
  readonly width: number;
  readonly up: number;
  readonly down: number;
  readonly draw: (x: number, y: number) => string;
}

const GAP = 12;
const CURVE = 10;
const HALF = 13;
const LETTER = 8;

/** The railroad diagram of a production, as an SVG element that needs nothing from outside. */
export function diagram(production: Production): string {
  const drawing = drawn(production);
  const width = drawing.width + 4 * GAP;
  const top = drawing.up + GAP;
  const height = top + drawing.down + GAP;
  const ends = line(GAP, top, 2 * GAP) + line(2 * GAP + drawing.width, top, width - GAP);
  const stops = `<path d="M${GAP} ${top - 6}v12M${width - GAP} ${top - 6}v12"/>`;
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  return `<svg ${size}>${stops}${ends}${drawing.draw(2 * GAP, top)}</svg>`;
}

function drawn(production: Production): Drawing {
  switch (production.kind) {
    case 'rule':
    case 'class':
      return box(production.name, production.name);
    case 'literal':
      return choice(production.spellings.map((spelling) => box(spelling)));
    case 'sequence':
      return sequence(production.of.map(drawn));
    case 'choice':
      return choice(production.of.map(drawn));
    case 'optional':
      return choice([drawn(production.of), NOTHING]);
    case 'repeat': {
      const repeated = loop(drawn(production.of), production.separator ? drawn(production.separator) : NOTHING);
      return production.atLeastOnce ? repeated : choice([repeated, NOTHING]);
    }
  }
}

const NOTHING: Drawing = { width: 0, up: 0, down: 0, draw: () => '' };

function line(from: number, y: number, to: number): string {
  return from === to ? '' : `<path d="M${from} ${y}H${to}"/>`;
}

function box(label: string, link?: string): Drawing {
  const width = label.length * LETTER + 2 * GAP;
  return {
    width,
    up: HALF,
    down: HALF,
    draw: (x, y) => {
      const corner = link === undefined ? HALF : 3;
      const rect = `<rect x="${x}" y="${y - HALF}" width="${width}" height="${2 * HALF}" rx="${corner}"/>`;
      const text = `<text x="${x + width / 2}" y="${y + 4}">${escaped(label)}</text>`;
      return link === undefined ? `<g class="word">${rect}${text}</g>` : `<a href="#${link}">${rect}${text}</a>`;
    },
  };
}

function sequence(parts: readonly Drawing[]): Drawing {
  return {
    width: parts.reduce((sum, { width }) => sum + width, 0) + GAP * Math.max(0, parts.length - 1),
    up: Math.max(0, ...parts.map(({ up }) => up)),
    down: Math.max(0, ...parts.map(({ down }) => down)),
    draw: (x, y) => {
      let at = x;
      return parts
        .map((part, index) => {
          const before = index === 0 ? '' : line(at - GAP, y, at);
          const drawing = before + part.draw(at, y);
          at += part.width + GAP;
          return drawing;
        })
        .join('');
    },
  };
}

/** One below the other, the first one straight ahead. */
function choice(parts: readonly Drawing[]): Drawing {
  const [first] = parts;
  if (!first || parts.length === 1) return first ?? NOTHING;
  const inner = Math.max(...parts.map(({ width }) => width));
  const width = inner + 4 * CURVE;
  const heights: number[] = [0];
  let reach = first.down;
  for (const part of parts.slice(1)) {
    const height = Math.max(reach + GAP / 2 + part.up, 2 * CURVE + (heights[heights.length - 1] ?? 0));
    heights.push(height);
    reach = height + part.down;
  }
  return {
    width,
    up: first.up,
    down: reach,
    draw: (x, y) => {
      const left = x + 2 * CURVE;
      const right = x + width - 2 * CURVE;
      return parts
        .map((part, index) => {
          const at = y + (heights[index] ?? 0);
          const drawing = part.draw(left, at) + line(left + part.width, at, right);
          if (index === 0) return line(x, y, left) + drawing + line(right, y, x + width);
          const down = `M${x} ${y}q${CURVE} 0 ${CURVE} ${CURVE}V${at - CURVE}q0 ${CURVE} ${CURVE} ${CURVE}`;
          const up = `M${right} ${at}q${CURVE} 0 ${CURVE} ${-CURVE}V${y + CURVE}q0 ${-CURVE} ${CURVE} ${-CURVE}`;
          return `<path d="${down}"/>${drawing}<path d="${up}"/>`;
        })
        .join('');
    },
  };
}

/** Straight ahead, or back underneath through what stands between two. */
function loop(part: Drawing, between: Drawing): Drawing {
  const inner = Math.max(part.width, between.width);
  const width = inner + 2 * CURVE;
  const back = Math.max(part.down + GAP / 2 + between.up, 2 * CURVE);
  return {
    width,
    up: part.up,
    down: back + between.down,
    draw: (x, y) => {
      const left = x + CURVE;
      const right = x + width - CURVE;
      const at = y + back;
      const ahead = line(x, y, left) + part.draw(left, y) + line(left + part.width, y, x + width);
      const behind = between.draw(left, at) + line(left + between.width, at, right);
      const down = `M${right} ${y}q${CURVE} 0 ${CURVE} ${CURVE}V${at - CURVE}q0 ${CURVE} ${-CURVE} ${CURVE}`;
      const up = `M${left} ${at}q${-CURVE} 0 ${-CURVE} ${-CURVE}V${y + CURVE}q0 ${-CURVE} ${CURVE} ${-CURVE}`;
      return `${ahead}<path d="${down}"/>${behind}<path d="${up}"/>`;
    },
  };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
