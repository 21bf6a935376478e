import { forPeople, intervalForPeople } from '../../number/text.ts';
import type { PlanEntries } from '../catalogue.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean '${suggestion}'?`;

export const planShape = (): PlanEntries<'1'> => ({
  TK140: {
    message: () =>
      'The target of this indicator comes from the work plan, but nothing says what number may stand there.',
    help: () =>
      'Add to the indicator, for example: plan: { type: percent, digits: 2, range: "(0..100]" }. If an input named plan is meant, write it in parentheses: (plan).',
    why: 'A target from the plan is known only when the plan is read. So that a division by zero and a value out of bounds are refused before any data, the rules declare its type, digits and range.',
  },
  TK141: {
    message: ({ key }) => `The key '${key}' has no place in a template indicator.`,
    help: () => 'Remove it: target and weight of each row of a template always come from the work plan.',
    why: "A template indicator scores any number of rows of an employee's plan, each with its own title, target and weight from the plan. A target or weight of the rules has no place there.",
  },
  TK142: {
    message: ({ key }) => `'${key}' speaks of the work plan, but this indicator takes nothing from it.`,
    help: () => 'Write target: plan (or weight: plan), or remove the key.',
    why: "What is said about the plan has a meaning only where the indicator's target or weight comes from it. A statement that nobody uses misleads its readers.",
  },
});

export const planTypes = (): PlanEntries<'44'> => ({
  TK440: {
    message: ({ range }) =>
      `The template's target may be 0 (${intervalForPeople(range, 'en')}), although the achievement is measured against it.`,
    help: () => 'Declare a range without 0, such as range: "(0..100]" or "[1..1000]".',
    why: 'An achievement against a target of 0 means nothing. Since others write the targets of a template, the rules must refuse 0 before any plan is made.',
  },
  TK441: {
    message: ({ name }) =>
      `'${name}' is a template: an employee may have several rows, so there is no single value to read.`,
    help: () => 'Use weighted_mean or weighted_sum over its group of indicators.',
    why: 'The rows of a template enter the weighted mean as indicators of their own. Its name stands for none of them.',
  },
});

export const planData = (): PlanEntries<'6'> => ({
  TK665: {
    message: ({ indicator }) =>
      `The work plan has no row for the indicator '${indicator}', which applies and is required in this period.`,
    help: () => 'Add the row to the plan, look at its dates, or write optional: true in the plan of that indicator.',
    why: 'This indicator takes its target or weight from the work plan. Without a row in force there is nothing to measure against, and no number stands in for it.',
  },
  TK666: {
    message: ({ column }) => `The file has no column '${column}', or nothing stands in it.`,
    help: () => 'Add the column to the first line. Its Indonesian and its English name are both understood.',
    why: "A work plan has the employee's key, indicator (or no), target, weight, unit, from, to, approved_by and approved_on; actuals have the key, period, indicator or no, and actual.",
  },
  TK667: {
    message: ({ text, known }) =>
      known
        ? `The indicator '${text}' takes nothing from the work plan, so this row is of no use.`
        : `The ruleset has no indicator '${text}'.`,
    help: ({ suggestion, known }) =>
      known
        ? 'Remove the row, or write target: plan for that indicator in the rules.'
        : meant(suggestion, 'Write the name of the indicator exactly as in the rules.'),
    why: 'Every row of a plan refers to an indicator of the rules that takes its target or weight from the plan. A row that refers to anything else would be lost without notice.',
  },
  TK668: {
    message: ({ from, to }) => `This row holds from ${from} to ${to}: it begins after its end.`,
    help: () => 'Correct the dates.',
    why: 'A row of a plan holds from its first to its last day, both included. An empty date means no limit.',
  },
  TK669: {
    message: ({ key }) => `'${key}' is not in the data of this period.`,
    help: () => 'Look at the employee number, or add the person to the data.',
    why: 'Rows of a plan or actuals of somebody unknown are used by nobody. Mostly the number is misspelt, and the person meant is left without a plan.',
  },
  TK670: {
    message: ({ indicator }) =>
      `The indicator '${indicator}' does not apply to this person, but the plan has a row for it.`,
    help: () => 'Remove the row, or correct the data on which its application hangs (the position, for instance).',
    why: 'A row for an indicator that does not apply is not scored, and its weight does not count.',
  },
  TK671: {
    message: ({ indicator, from, to }) =>
      `Two rows of the plan for '${indicator}' hold ${from === to ? `on ${from}` : `from ${from} to ${to}`}; which one is meant is not known.`,
    help: () =>
      'Give the older row its last day, or declare revision: for the indicator (latest, prorate_days, by_segment), so that the row that begins later takes its place.',
    why: 'On any day at most one row of a plan holds for one thing. With revision: in the rules, the row that begins later replaces the older one; two rows that begin on the same day are still refused.',
  },
  TK672: {
    message: ({ indicator, most, found }) =>
      `There are ${found} rows for the template '${indicator}'; the rules accept at most ${most}.`,
    help: () => 'Join some of the rows, or raise max_rows in the rules.',
    why: 'How many rows a template may have is fixed in the rules, so that every result is proven before any data.',
  },
  TK673: {
    message: () => 'This row of the plan has not been approved.',
    help: () => 'Fill in approved_by and approved_on once the official in charge has approved it.',
    why: 'A work plan holds once it is approved. A row that is not approved still counts, but is always named.',
  },
  TK674: {
    message: ({ indicator }) => `Nobody contributes to the indicator '${indicator}' in this period.`,
    help: () => 'See whether somebody should have a row for it in the plan, or whether its applies: is too narrow.',
    why: 'An aim of the office that is laid on nobody will be reached by nobody.',
  },
  TK675: {
    message: ({ total }) => `The weights that apply in this plan total ${forPeople(total, 'en')}, not 100.`,
    help: () => 'Correct the weights of the rows. Rows for indicators that do not apply do not count.',
    why: 'These rules use weights: total_100. The total is checked for each person over the indicators that apply.',
  },
  TK676: {
    message: () => 'The target in this row of the plan is 0.',
    help: () => 'Give the real target. Where nothing is to be reached, remove the row.',
    why: 'An achievement is the actual against the target; against 0 there is none.',
  },
  TK677: {
    message: ({ text }) =>
      `This actual refers to '${text}', which is no row number of that person's plan, no input, and no indicator whose actual is a single input.`,
    help: ({ suggestion }) =>
      meant(
        suggestion,
        'Write the number of the row of the plan, or the name of the indicator or input exactly as in the rules.',
      ),
    why: 'Actuals in long form refer to a row of the plan by its number, or to an indicator (or input) by its name. An indicator whose actual is worked out from several inputs needs those inputs.',
  },
  TK678: {
    message: ({ name }) => `The actual of '${name}' is given twice.`,
    help: () => 'Remove one of them; which is right is for people to say.',
    why: 'An actual comes from one place: the wide row of the data, or one row of actuals.',
  },
  TK679: {
    message: ({ indicator, limit, found }) =>
      `The plan for '${indicator}' changes into ${found} stretches within one period; there may be ${limit}.`,
    help: () => 'Join changes that are too short, or declare revision: prorate_days.',
    why: 'Scoring by segment works out every stretch by itself, and their number is limited so that it can be proven before any data.',
  },
});

export const planGroups = (): PlanEntries<'8'> => ({
  TK810: {
    message: () => 'These rules take targets or weights from work plans, but no plan was given.',
    help: () => 'Add --plan FILE (in the library: plan).',
    why: 'Without a plan everybody would be rejected, for there is no target to measure against.',
  },
});
