import type { RoundingMode } from '../../number/rounding.ts';

/** How magnitudes are rounded: floor and ceiling are down and up of them, by the sign. */
export type MagnitudeMode = 'half_up' | 'half_down' | 'half_even' | 'up' | 'down';

/** Of n ≥ 0. */
export function ofMagnitudes(mode: RoundingMode): MagnitudeMode {
  return mode === 'floor' ? 'down' : mode === 'ceiling' ? 'up' : mode;
}

export interface Estimate {
  readonly factor: bigint;
  /** Its error is below 10^-digits. */
  readonly digits: number;
}

interface EstimateForm {
  readonly plus: string;
  readonly times: bigint;
  readonly multiple: (q: string) => string;
  readonly limit: (q: string) => string;
}

/**
 * An estimate x of n·f/d + c, for c = 0, ½ or 1, whose floor q may be one too large. It is where g·f·n − g·(q − c)·d,
 * which is then so small that its last 32 bits are all of it, lies below the limit. See `estimateDigits` for the proof.
 */
const ESTIMATES: Readonly<Record<MagnitudeMode, EstimateForm>> = {
  half_up: { plus: ' + 0.5', times: 2n, multiple: (q) => `2 * ${q} - 1`, limit: () => '0' },
  half_down: { plus: ' + 0.5', times: 2n, multiple: (q) => `2 * ${q} - 1`, limit: () => '1' },
  half_even: { plus: ' + 0.5', times: 2n, multiple: (q) => `2 * ${q} - 1`, limit: (q) => `${q} % 2` },
  up: { plus: ' + 1', times: 1n, multiple: (q) => `${q} - 1`, limit: () => '1' },
  down: { plus: '', times: 1n, multiple: (q) => q, limit: () => '0' },
};

/** n · factor / d, for n ≥ 0: what declares x and q, and the expression that sets q right. Both mention n and d. */
export function estimateText(
  mode: RoundingMode,
  { factor, digits }: Estimate,
  { n, d, x, q }: { readonly n: string; readonly d: string; readonly x: string; readonly q: string },
): { readonly first: string; readonly settled: string } {
  const { plus, times, multiple, limit } = ESTIMATES[ofMagnitudes(mode)];
  const product = factor === 1n ? n : `${n} * ${factor}`;
  const difference = `(Math.imul(${times * factor}, ${n}) - Math.imul(${multiple(q)}, ${d})) | 0`;
  return {
    first: `const ${x} = ${product} / ${d}${plus}, ${q} = Math.floor(${x} + 1e-${digits});`,
    settled: `${x} - ${q} < 1e-${digits} && (${difference}) < ${limit(q)} ? ${q} - 1 : ${q}`,
  };
}
