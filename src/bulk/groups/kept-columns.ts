import type { OutputColumn } from '../../backends/columns/compile.ts';
import { isSet } from '../bytes/lines.ts';
import type { KeptColumn } from '../cohort.ts';
import type { KeptSpec } from '../spec.ts';

/** A truth value as a kept column holds it. */
export const TRUTH = { none: 0, no: 1, yes: 2 } as const;

export function keptRoom(form: KeptSpec['form'] = 'truth', capacity: number): KeptColumn {
  const states = new Uint8Array(capacity);
  if (form === 'truth') return { values: null, states };
  return { values: form === 'short' ? new Int32Array(capacity) : new Float64Array(capacity), states };
}

/** Keeps what a group rule takes of a row; where there is nothing, the state says so. */
export function keep(
  { value, there }: KeptSpec,
  { values, states }: KeptColumn,
  at: number,
  out: readonly OutputColumn[],
  row: number,
): void {
  const isThere = isSet(out, there, row);
  if (values === null) states[at] = !isThere ? TRUTH.none : isSet(out, value, row) ? TRUTH.yes : TRUTH.no;
  else {
    states[at] = isThere ? 1 : 0;
    values[at] = isThere && typeof value === 'number' ? Number(out[value]?.[row] ?? 0) : 0;
  }
}
