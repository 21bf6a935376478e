import type { RoundingMode } from '../../number/rounding.ts';
import { type Estimate, estimateText, type MagnitudeMode, ofMagnitudes } from './written-out.ts';

/**
 * Integer division in JavaScript: text of functions of n ≥ 0 and d ≥ 1 that give n / d rounded. For integers below
 * 2^53 Math.floor(n / d) is the true quotient, so none of them ever sees a fraction.
 */
const ROUNDED: Readonly<Record<MagnitudeMode, string>> = {
  half_up: 'return Math.floor((n + n + d) / (d + d));',
  half_down: 'return Math.floor((n + n + d - 1) / (d + d));',
  half_even:
    'const q = Math.floor(n / d), r = 2 * (n - q * d);\n  return r > d || (r === d && q % 2 === 1) ? q + 1 : q;',
  up: 'return Math.floor((n + d - 1) / d);',
  down: 'return Math.floor(n / d);',
};

/** What is left of long division, as a condition for going up. */
const GOES_UP: Readonly<Record<MagnitudeMode, string>> = {
  half_up: '2 * r >= d',
  half_down: '2 * r > d',
  half_even: '2 * r > d || (2 * r === d && q % 2 === 1)',
  up: 'r > 0',
  down: 'false',
};

/** The same for BigInt. */
const GOES_UP_WIDE: Readonly<Record<MagnitudeMode, string>> = {
  half_up: '2n * r >= d',
  half_down: '2n * r > d',
  half_even: '2n * r > d || (2n * r === d && q % 2n === 1n)',
  up: 'r > 0n',
  down: 'false',
};

/** The functions that a program needs, by name. */
export class Divisions {
  private readonly written = new Map<string, string>();

  get source(): string {
    return [...this.written.values()].join('');
  }

  /** A plain integer as BigInt. What a record has no value for may be anything, and must not throw. */
  big(number: string): string {
    this.define('big', 'function big(x) {\n  return Number.isSafeInteger(x) ? BigInt(x) : 0n;\n}\n');
    return `big(${number})`;
  }

  /** A call that divides without leaving doubles. */
  direct(mode: RoundingMode, factor: bigint, n: string, d: string, sign: Sign): string {
    return this.signed(mode, sign, factor === 1n ? n : `${n} * ${factor}`, d, (magnitude) => {
      const name = camel(magnitude);
      this.define(name, `function ${name}(n, d) {\n  ${ROUNDED[magnitude]}\n}\n`);
      return name;
    });
  }

  /** Long division by stages, none of which leaves doubles. `isWhole`: the first one may multiply `n` itself. */
  staged(mode: RoundingMode, { stages, isWhole }: Staging, n: string, d: string, sign: Sign): string {
    return this.signed(mode, sign, n, d, (magnitude) => {
      const [first] = stages;
      const name = `${camel(magnitude)}${isWhole ? 'Of' : 'By'}${stages.join('x')}`;
      const begin = isWhole
        ? `let t = n * ${first}, q = Math.floor(t / d), r = t - q * d, s;`
        : 'let q = Math.floor(n / d), r = n - q * d, s, t;';
      const lines = (isWhole ? stages.slice(1) : stages).map(
        (stage) => `  t = r * ${stage};\n  s = Math.floor(t / d);\n  q = q * ${stage} + s;\n  r = t - s * d;\n`,
      );
      const text = `  ${begin}\n${lines.join('')}  return ${GOES_UP[magnitude]} ? q + 1 : q;\n`;
      this.define(name, `function ${name}(n, d) {\n${text}}\n`);
      return name;
    });
  }

  /** One division of doubles, whose result is off by one at most and then set right. */
  estimated(mode: RoundingMode, estimate: Estimate, n: string, d: string, sign: Sign): string {
    return this.signed(mode, sign, n, d, (magnitude) => {
      const name = `${camel(magnitude)}Of${estimate.factor}Within${estimate.digits}`;
      const { first, settled } = estimateText(magnitude, estimate, { n: 'n', d: 'd', x: 'x', q: 'q' });
      this.define(name, `function ${name}(n, d) {\n  ${first}\n  return ${settled};\n}\n`);
      return name;
    });
  }

  wide(mode: RoundingMode, n: string, d: string, sign: Sign): string {
    return this.signed(
      mode,
      sign,
      n,
      d,
      (magnitude) => {
        const name = `${camel(magnitude)}Wide`;
        this.define(
          name,
          `function ${name}(n, d) {\n  if (d < 1n) return 0n;\n  const q = n / d, r = n % d;\n  return ${GOES_UP_WIDE[magnitude]} ? q + 1n : q;\n}\n`,
        );
        return name;
      },
      'n',
    );
  }

  /** Rounding works on magnitudes; floor and ceiling are up or down by the sign. */
  private signed(
    mode: RoundingMode,
    sign: Sign,
    n: string,
    d: string,
    define: (magnitude: MagnitudeMode) => string,
    suffix: '' | 'n' = '',
  ): string {
    const positive = ofMagnitudes(mode);
    const negative = mode === 'floor' ? 'up' : mode === 'ceiling' ? 'down' : mode;
    if (sign === 'positive') return `${define(positive)}(${n}, ${d})`;
    if (sign === 'negative') return `(0${suffix} - ${define(negative)}(0${suffix} - ${n}, ${d}))`;
    const [up, down] = [define(positive), define(negative)];
    const name = `signed${up === down ? '' : `${capital(down)}Or`}${capital(up)}`;
    this.define(
      name,
      `function ${name}(n, d) {\n  return n < 0 ? 0${suffix} - ${down}(0${suffix} - n, d) : ${up}(n, d);\n}\n`,
    );
    return `${name}(${n}, ${d})`;
  }

  private define(name: string, text: string): void {
    if (!this.written.has(name)) this.written.set(name, text);
  }
}

export interface Staging {
  readonly stages: readonly bigint[];
  readonly isWhole: boolean;
}

export type Sign = 'positive' | 'negative' | 'either';

function camel(words: string): string {
  return words.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
