import { forPeople } from '../../number/text.ts';
import { caseText, employeeSentence } from '../cases.ts';
import type { ProofFamily } from '../catalogue.ts';

export const proofs = (): ProofFamily => ({
  TK575: {
    message: ({ tier, better }) =>
      `Nobody can get tier '${tier}': whoever meets its condition already gets ${better.map((one) => `'${one}'`).join(' or ')}, which has no limit.`,
    help: () => 'Narrow the condition of the better tier, give it a quota, or remove this tier.',
    why: 'Tiers are tried from the best down. Where better tiers without a quota take everybody who meets this tier’s condition, nobody is left for it. Usually two tiers stand in the wrong order.',
  },
  TK576: {
    message: ({ tier, otherwise, cell, employee }) =>
      `Who meets the condition of '${tier}' but finds its quota full fits no tier below and gets '${otherwise}': ${caseText(cell, 'en', 'everybody')}.${employeeSentence(employee, 'en')}`,
    help: () => 'Let a tier below take them too, such as by repeating the condition there, unless that is intended.',
    why: 'A quota leaves out people who have met a higher condition. Where no tier below takes them, they get less than colleagues with lower results; that is rarely meant.',
  },
  TK577: {
    message: ({ tier }) => `Nobody can get tier '${tier}': its condition cannot be met by anyone who is eligible.`,
    help: () => 'Correct the condition; often a number is out of reach, or two of its parts contradict each other.',
    why: 'The ranges of the inputs, the checks and the conditions for eligibility leave no employee for whom this condition is true. A tier that nobody can reach promises what is never given.',
  },
  TK578: {
    message: ({ branch }) =>
      branch === 'then'
        ? 'This branch is never chosen: the conditions before it leave nobody for it.'
        : 'This else is never chosen: the conditions before it take everybody.',
    help: () => 'Remove the branch, or correct the conditions before it.',
    why: 'The conditions are tried from the top. Where those above decide for everybody, what stands below has no effect; usually a bound is mistyped.',
  },
  TK579: {
    message: ({ table, row, cell, by }) =>
      `Row ${row} of table '${table}' names ${caseText(cell, 'en', '')}, but there row ${by} and others above always decide, with another result.`,
    help: () => 'Remove that value from the row, or move the row up.',
    why: 'Under hit: priority the uppermost row that matches counts. A value that a row names without ever deciding it misleads whoever reads that row alone.',
  },
  TK580: {
    message: ({ table, cell, first, second, whole }) =>
      whole
        ? `Row ${second} of table '${table}' adds nothing: row ${first} and others give the same result for all of its combinations.`
        : `Rows ${first} and ${second} of table '${table}' both match, with the same result: ${caseText(cell, 'en', 'for all values')}.`,
    help: ({ whole }) => (whole ? 'Remove the row.' : 'Narrow one of the rows, so that each combination has one row.'),
    why: 'The result is certain all the same. But two rows for one combination must be changed together, and one of them is easily forgotten.',
  },
  TK581: {
    message: ({ table, row }) =>
      `Row ${row} of table '${table}' changes nothing: without it everybody would get the same from what stands below.`,
    help: () => 'Remove the row, or correct its result.',
    why: 'Whoever this row decides would get the same result from the rows below it, or from otherwise. Usually its result was meant to be another.',
  },
  TK582: {
    message: ({ of, axes }) =>
      of === 'total'
        ? `It was not proven that the weights always total 100; there are too many combinations of ${axes.join(', ')}.`
        : `It was not proven that some indicator applies to everybody; there are too many combinations of ${axes.join(', ')}.`,
    help: () => 'Let fewer inputs decide which indicators apply, or write weights: normalise.',
    why: 'Each combination of positions is gone through, up to a limit. What is not proven is not taken as right.',
  },
  TK583: {
    message: ({ axes }) => `It was not proven that these tiers can be reached: ${axes.join(', ')}.`,
    help: () => 'Simplify their conditions, or give a part of them a name of its own under values.',
    why: 'The conditions of the tiers are held against each other, up to a limit. Beyond it a tier that nobody can reach would not be found.',
  },
  TK584: {
    message: ({ grant, most }) =>
      most === null
        ? `'${grant}' has no upper limit.`
        : `'${grant}' can be as much as ${forPeople(most, 'en', { unit: 'IDR' })}.`,
    help: () => 'Give the inputs that it is made of a range, or limit it with min(…).',
    why: 'Spreadsheets keep 15 digits of a number; a larger amount would be paid out wrongly. An amount without limit usually means that an input has no range.',
  },
  TK585: {
    message: ({ name, date, period, at }) =>
      `'${name}' changes on ${date}, in the middle of ${period}: for the whole period the value at its ${at} counts.`,
    help: () => 'Nothing need be done if that is meant. Otherwise let the value begin with a period.',
    why: 'One value holds for a whole period: the one in force at its end, or at its start where the parameter says so. Days before the change are not reckoned apart.',
  },
  TK586: {
    message: ({ name, date }) => `'${name}' was reviewed only until ${date}, and the ruleset is in force longer.`,
    help: () => 'Compare the values with the regulations now in force, and move reviewed_until: on.',
    why: 'Up to that day somebody has made sure that the values are those in force. After it a new decree may have changed them.',
  },
  TK587: {
    message: ({ ruleset, date, path }) =>
      `Ruleset '${ruleset}' is in force on ${date} in this file and in ${path} as well.`,
    help: () => 'Let the older version end on the day before the newer one begins (effective: to).',
    why: 'On each day one version of a ruleset is in force. With two, the result hangs on which file somebody takes.',
  },
});
