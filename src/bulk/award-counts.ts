import { AwardCounter, type AwardCounts, countedName } from '../report/summary.ts';

/** The groups that awards are counted by. */
export interface CountedGroups {
  /** The number of each row's group; null where all rows are one group. */
  readonly of: Uint32Array | null;
  readonly size: number;
}

/** What is counted beside the tiers, whose numbers stand before these: best first, from 0. */
export const COUNTED = { otherwise: 0, notAssessed: 1, undecided: 2 } as const;

/** How often each award was given in each group: award · groups + group. */
export function countsRoom(tiers: number, { size }: CountedGroups): number {
  return (tiers + Object.keys(COUNTED).length) * size;
}

/** What several have counted, each some of the rows, by the names of the groups. */
export function awardCountsOf(
  counted: readonly Uint32Array[],
  { tiers, otherwise }: { readonly tiers: readonly string[]; readonly otherwise: string },
  groups: readonly string[],
): AwardCounts {
  const names = [
    ...tiers,
    otherwise,
    countedName({ name: null, state: 'not_assessed' }),
    countedName({ name: null, state: 'undecided' }),
  ];
  const counter = new AwardCounter();
  for (const [award, name] of names.entries()) {
    for (const [group, text] of groups.entries()) {
      const times = sumAt(counted, award * groups.length + group);
      if (times > 0) counter.count(text, name, times);
    }
  }
  return counter.counts();
}

/** How many awards wait for people's decision. */
export function undecidedIn(counted: readonly Uint32Array[], tiers: number, groups: number): number {
  let sum = 0;
  for (let group = 0; group < groups; group++) sum += sumAt(counted, (tiers + COUNTED.undecided) * groups + group);
  return sum;
}

function sumAt(counted: readonly Uint32Array[], at: number): number {
  return counted.reduce((sum, counts) => sum + (counts[at] ?? 0), 0);
}
