import type { Rational } from '../../number/rational.ts';
import { forPeople } from '../../number/text.ts';
import type { GroupFamily } from '../catalogue.ts';

const inGroup = (group: string): string => (group === '' ? '' : ` in ${group}`);
const rupiah = (amount: Rational): string => forPeople(amount, 'en', { unit: 'IDR' });

export const groupRules = (): GroupFamily => ({
  TK146: {
    message: ({ key, table }) => `The key '${key}' means nothing in a column of the group data '${table}'.`,
    help: ({ key }) => `Remove '${key}'. A row of group data is found by the key of the group data itself.`,
    why: 'Group data hold one row for each group, for example one for each unit. Its row is found by the input of the employee that the key of the group data names, and its columns hold for all members.',
  },
  TK147: {
    message: ({ key, kind }) => `The key '${key}' is not used by this type of group rule (${kind}).`,
    help: ({ key }) => `Remove '${key}', or choose a type that uses it.`,
    why: 'Each type of group rule reads certain keys: a rank needs order and ties, an average needs of and round. A key that is not read looks as if it mattered, and does not.',
  },
  TK446: {
    message: ({ name }) => `'${name}' cannot be limited or decided: it is no rating whose values have an order.`,
    help: () => 'Name a rating, or a table that declares the order of its results (of).',
    why: 'Limits and decisions are about ratings with an order from lowest to highest. Without an order nobody can tell what one step down is.',
  },
  TK448: {
    message: ({ to, value }) => `'${to}' is not lower than '${value}', and people may only be moved down.`,
    help: () => 'Name a rating that is lower than all ratings that this rule limits.',
    why: 'A limit that is applied moves those down for whom there is no room. It never moves anybody up, nor into a rating that the same rule limits.',
  },
  TK449: {
    message: ({ decision, proposal, allowed }) =>
      `'${decision}' must be a choice with the ratings of '${proposal}': ${allowed.join(', ')}.`,
    help: () => 'Give the input the ratings of the proposal.',
    why: "The superior's decision takes the place of the proposed rating, so it must be one of the same ratings.",
  },
  TK550: {
    message: ({ reader, read }) =>
      `'${reader}' reads '${read}', but '${read}' is known only after all members of the group have been scored.`,
    help: () => 'Move the calculation to values, tables, ratings, amounts or awards.',
    why: 'The order is: everybody is scored alone, then groups are worked out, then what groups came to is used, and awards come last. Inputs, checks, indicators and scores decide who is assessed and stands in a group, so they cannot depend on what groups come to.',
  },
  TK551: {
    message: ({ name }) => `'${name}' cannot be read here: awards are decided last.`,
    help: () => 'Use the score or rating that the award asks for.',
    why: 'Awards, quotas and the budget are decided after everything else. No calculation may depend on them.',
  },
  TK552: {
    message: ({ name, within }) =>
      within === ''
        ? `'${name}' may differ between people, but here it must be the same for all.`
        : `'${name}' may differ between members of one group (${within}), but here it must be the same for all of them.`,
    help: () => 'Use a parameter, or a column of group data with the same key.',
    why: 'The condition of a limit, a budget and the checks of group data hold for a whole group. Where members differ, nobody can tell whose value decides.',
  },
  TK553: {
    message: () => 'Only an at_most limit can be applied; an at_least limit only warns.',
    help: () => 'Use action: warn without move_to, or write an at_most limit.',
    why: 'To apply an upper limit is to move people down in a declared order. A lower limit would have people moved down only to make up the numbers; that is for officials to decide, not for a calculation.',
  },
  TK554: {
    message: ({ grant }) =>
      grant === ''
        ? 'This budget pays nothing: there is no grant of money.'
        : `The grant '${grant}' cannot be paid from one budget with the others: their digits differ, or it is not rounded.`,
    help: () => 'Round all grants that the budget pays to the same number of digits, for example digits: 0.',
    why: 'A budget is shared out down to the smallest unit. For the payments to total exactly the budget, all grants must have the same smallest unit.',
  },
  TK555: {
    message: () => 'Sharing out by prorate needs an order of the awards that ends with the key of the row.',
    help: () => 'Add the key, for example nip, at the end of the order of the awards.',
    why: 'What rounding leaves over is given out unit by unit, to the largest fractions first, then by the order of the awards. With the key last no two people are equal, so the payments total exactly the budget.',
  },
  TK556: {
    message: ({ callee, read, rule }) =>
      read === rule
        ? `${callee} cannot read '${read}': groups are worked out for the period of the run alone.`
        : `${callee} cannot read '${read}', which hangs on '${rule}': groups are worked out for the period of the run alone.`,
    help: () => 'Read the score or rating before limits, or bring what was decided then as an input of its own.',
    why: 'Ranks, group aggregates and limits take all members of a group. Of earlier periods the data bring the rows, but not who was accepted, rejected or decided about then, so that what came of the groups is not known.',
  },
  TK557: {
    message: ({ amount, deduction, least }) =>
      least === null
        ? `The deduction '${deduction}' of '${amount}' may be negative, and would then add money.`
        : `The deduction '${deduction}' of '${amount}' may be as low as ${forPeople(least, 'en')}, and would then add money.`,
    help: () => 'Declare a range from 0 for what it is worked out from, or write max(0 IDR, …) or max(0 %, …).',
    why: 'A deduction takes away. One below zero would pay people more than the base without anybody having said so; who is owed more has a larger base.',
  },
  TK558: {
    message: ({ period, of, twice }) =>
      twice
        ? `The earlier period ${period} stands twice.`
        : `${period} is not before ${of}, the period of the example.`,
    help: () => 'Give each earlier period once, with what the record had in it.',
    why: 'What previous, year_to_date and carry read stands in periods before the one that is scored, one record in each.',
  },
  TK680: {
    message: ({ table, group }) => `The group data '${table}' have no row for ${group}.`,
    help: () => 'Add the row to the group data, or mend the name of the group in this row.',
    why: 'The columns of group data are inputs of every member. Without the row the member cannot be scored; nothing is taken for 0 or for missing.',
  },
  TK681: {
    message: ({ table, group, rows }) =>
      `The group data '${table}' have ${group} more than once (rows ${rows.join(', ')}). None of them is used.`,
    help: () => 'Leave one right row for that group.',
    why: 'A group has one row in a period. Where there are two, people must say which one is right.',
  },
  TK682: {
    message: ({ table, group }) =>
      `The row of ${group} in the group data '${table}' was rejected, so its members cannot be scored.`,
    help: () => 'Mend that row of the group data; its findings are told separately.',
    why: 'A wrong row of group data is not used in part. All its members are rejected until it is mended.',
  },
  TK683: {
    message: ({ table, count }) =>
      `${count} ${count === 1 ? 'row' : 'rows'} of the group data '${table}' ${count === 1 ? 'is' : 'are'} used by nobody.`,
    help: () => 'Look at the name of the group if somebody should be in it.',
    why: 'A row without members changes nothing. Often the name of the group is spelt differently.',
  },
  TK684: {
    message: ({ decision }) => `The decision '${decision}' differs from the proposal, but no reason is given.`,
    help: () => 'Give the reason, or decide as proposed.',
    why: 'A superior may decide otherwise than proposed where the reason is written down. Proposal, decision and reason are shown together.',
  },
  TK685: {
    message: ({ table }) => `The group data '${table}' are needed, but no file was given.`,
    help: ({ table }) => `Add --group ${table}=FILE.`,
    why: 'The rules read columns of group data. Without the file everybody would be rejected.',
  },
  TK686: {
    message: ({ table, suggestion }) =>
      `The ruleset has no group data '${table}'.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    help: () => 'Write --group NAME=FILE with a name that stands under group_data.',
    why: 'Files of group data are given by the name that the ruleset declares, for example --group unit=units.csv.',
  },
  TK811: {
    message: ({ limit, values, group, found, allowed, base }) =>
      `${limit}: ${found} of ${base} people${inGroup(group)} have ${values}, but at most ${allowed} may.`,
    help: () => 'The rating official should look at the distribution.',
    why: 'This limit only warns; no rating is changed.',
  },
  TK812: {
    message: ({ limit, values, group, found, needed, base }) =>
      `${limit}: only ${found} of ${base} people${inGroup(group)} have ${values}, but at least ${needed} should.`,
    help: () => 'The rating official should look at the distribution.',
    why: 'A lower limit only warns: who would have to be moved down is for officials to decide.',
  },
  TK813: {
    message: ({ limit, values, group, size, room }) =>
      `${limit}: ${size} people${inGroup(group)} are equal at the edge of ${values}, and there is room for ${room}. Their rating is undecided.`,
    help: () =>
      'Decide who is moved down by a lawful distinction and add it at the end of the order; or choose ties: include or ties: exclude.',
    why: 'Where people are equal by the order, nothing justifies moving one down and not the other. With ties: refuse the program does not choose.',
  },
  TK814: {
    message: ({ limit, group, size }) =>
      `${limit}: the rating of ${size} people${inGroup(group)} cannot be settled yet, since it hangs on a tie that has not been decided.`,
    help: () => 'Decide the tie of the limit before, then run again.',
    why: 'Whoever is moved down by the limit before may push others out. No rating is settled that such a decision could still change.',
  },
  TK815: {
    message: ({ group, spent, total }) =>
      `Grants${inGroup(group)} come to ${rupiah(spent)}, more than the budget of ${rupiah(total)}, since all who are equal at its edge are paid.`,
    help: () => 'Find the additional money, or choose ties: exclude or ties: refuse.',
    why: 'With ties: include those who are equal at the edge of the budget are all paid. The sum may then be more than the budget.',
  },
  TK816: {
    message: ({ group, needed, total }) =>
      `Grants${inGroup(group)} need ${rupiah(needed)}, but the budget is ${rupiah(total)}. No results are written.`,
    help: () => 'Raise the budget, lower the grants, or choose when_exceeded: by_order or prorate.',
    why: 'With when_exceeded: error there are no results as long as the grants are more than the budget.',
  },
  TK817: {
    message: ({ group, size, left }) =>
      `The ${rupiah(left)} left of the budget${inGroup(group)} are not enough for ${size} people who are equal by the order. Their grants are undecided.`,
    help: () =>
      'Decide who is paid by a lawful distinction and add it at the end of the order of the awards; or choose another ties.',
    why: 'Where the budget runs out among equals, nothing justifies paying one and not the other. The award stays; only the payment waits for a decision.',
  },
  TK818: {
    message: ({ group, size }) =>
      `The payment of ${size} people${inGroup(group)} cannot be settled yet, since the awards of others are undecided.`,
    help: () => 'Decide the undecided awards first, then run again.',
    why: 'Whoever is still undecided may use the budget first. No payment is settled that such a decision could still change.',
  },
});
