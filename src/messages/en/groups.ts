import type { Family, GroupCode } from '../catalogue.ts';
import { planGroups } from './plan.ts';

const inGroup = (group: string): string => (group === '' ? '' : ` in ${group}`);

export const groups = (): Omit<Family<'8'>, GroupCode> => ({
  TK801: {
    message: ({ tier, group, size, room }) =>
      `${size} people${inGroup(group)} are equal at the edge of the quota for ${tier}, and there is room for ${room}. None of them was placed.`,
    help: () =>
      'Decide who gets in by a lawful distinction and add it at the end of the order of the quota; or choose ties: include or ties: exclude.',
    why: 'Where people are equal at the edge of a quota, nothing justifies taking one and not the other. With ties: refuse the program does not choose: all who are equal are marked undecided, everybody else gets what is due, and the exit code is 1. Example: a quota of 2 and scores of 118, 112, 112. The 118 gets in; the two with 112 wait for a decision.',
  },
  TK802: {
    message: ({ tier, group, rejected, base }) =>
      `${rejected} ${rejected === 1 ? 'row' : 'rows'}${inGroup(group)} ${rejected === 1 ? 'was' : 'were'} rejected, so the quota for ${tier} was taken of ${base}. Once mended, the room may change.`,
    help: () =>
      'Mend the rejected rows and run again before the result becomes final. With --fail-on-reject nothing is written while rows are rejected.',
    why: 'A quota by share is taken of the rows that were accepted in its group. A rejected row does not count, and its person does not compete; once it is mended, the room and the ranks may shift. This note says which groups are concerned.',
  },
  TK803: {
    message: ({ tier, group, size }) =>
      `${size} people${inGroup(group)} cannot be placed in ${tier} yet: their places hang on a tie in a better tier that has not been decided.`,
    help: () => 'Decide the tie in the better tier first, then run again.',
    why: 'Whoever loses the tie in the better tier comes down to this one and may rank before others. No award is given to somebody whose place that decision could still take. Whose place is the same however it is decided is placed.',
  },
  ...planGroups(),
});
