export const WEIGHTS: readonly number[];
export const KINDS: readonly ('max' | 'min' | 'stab')[];
export const SANCTIONS: readonly string[];
export interface StandardOptions {
  readonly quota?: boolean;
  readonly top?: string;
  readonly digits?: number;
  readonly indicators?: number;
}
export function rulesetText(options?: StandardOptions): string;
export function random(seed: number): () => number;
export function columnsOf(
  rows: number,
  options?: { readonly seed?: number; readonly round?: boolean; readonly indicators?: number; readonly top?: number },
): Readonly<Record<string, Float64Array>>;
