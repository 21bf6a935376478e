import type { TierNodes } from '../model/program.ts';
import { capacityOf } from './members.ts';

export type TierQuota = NonNullable<TierNodes['quota']>;

/** Records that wait for a decision, and how many of them will come down to later tiers. */
export interface Waiting {
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

/** A record that may yet come down to a tier, and where it would stand there beside a block of equals. */
export interface Rival {
  readonly waitsIn: Waiting;
  /** Negative where it would stand before the block, 0 within it. */
  readonly order: number;
}

/** What a tier knows of a group while its candidates are gone through. */
export interface Contest {
  readonly quota: TierQuota;
  readonly capacity: number;
  readonly candidates: number;
  readonly eligible: number;
  /** How many may or may not compete here, anywhere in the order, as the decision of a limit falls. */
  readonly adrift: number;
}

/**
 * How many stand before a block of `size` equals that `start` candidates precede, or `open` where its place hangs on a
 * refused tie above: those who lose there come down to this tier and may rank before it. It is settled only where it
 * comes out the same however the tie is decided.
 */
export function placing(contest: Contest, size: number, start: number, rivals: readonly Rival[]): number | 'open' {
  const { quota, capacity, candidates, eligible, adrift } = contest;
  if (rivals.length === 0 && adrift === 0) return start;
  const before = comingDown(rivals.filter(({ order }) => order < 0));
  const notAfter = comingDown(rivals.filter(({ order }) => order <= 0));
  // A share of the candidates may grow by those who come down.
  const isOfCandidates = quota.size.kind === 'share' && quota.size.base === 'candidates';
  const mostCandidates = candidates + comingDown(rivals).most + adrift;
  const mostCapacity = isOfCandidates ? capacityOf(quota, mostCandidates) : capacity;
  // A share of the eligible may lose those who turn out not to be.
  const isOfEligible = quota.size.kind === 'share' && quota.size.base === 'eligible';
  const leastCapacity = isOfEligible ? capacityOf(quota, eligible - adrift) : capacity;
  const isSurelyIn =
    quota.ties === 'include'
      ? start + before.most + adrift < leastCapacity
      : start + notAfter.most + adrift + size <= leastCapacity;
  const isSurelyOut = start + before.least >= mostCapacity;
  return isSurelyIn || isSurelyOut ? start + before.least : 'open';
}

/** How many of these records come down, at least and at most, over all the ties that they wait for. */
function comingDown(all: readonly Rival[]): { readonly least: number; readonly most: number } {
  const counts = new Map<Waiting, number>();
  for (const { waitsIn } of all) counts.set(waitsIn, (counts.get(waitsIn) ?? 0) + 1);
  let least = 0;
  let most = 0;
  for (const [waiting, count] of counts) {
    least += Math.max(0, waiting.least - (waiting.size - count));
    most += Math.min(waiting.most, count);
  }
  return { least, most };
}
