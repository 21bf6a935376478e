import { WORDS } from '../../language/vocabulary.ts';
import { forPeople, intervalForPeople } from '../../number/text.ts';
import { caseText, employeeSentence } from '../cases.ts';
import type { Family, GroupCode } from '../catalogue.ts';
import { lints } from './lints.ts';
import { periodPolicy } from './periods.ts';
import { proofs } from './proofs.ts';

const polarityWord = (polarity: string): string => {
  if (polarity === 'maximize') return WORDS.maximize.en;
  return polarity === 'minimize' ? WORDS.minimize.en : polarity;
};

const wanted = (polarity: string): string =>
  polarity === 'minimize'
    ? 'a smaller actual must never lower the achievement'
    : 'a larger actual must never lower the achievement';

const grid = (digits: number | null): string => {
  if (digits === null) return 'This value is not rounded, so numbers between two ends do occur.';
  if (digits === 0) return 'This value is rounded to whole numbers.';
  return `This value is rounded to ${digits} ${digits === 1 ? 'digit' : 'digits'} after the point.`;
};

export const policy = (): Omit<Family<'5'>, GroupCode> => ({
  TK501: {
    message: ({ rating, score, value, digits, employee }) =>
      `Some values fall in no band of '${rating}'. For example: ${score} = ${forPeople(value, 'en')}. ${grid(digits)}${employeeSentence(employee, 'en')}`,
    help: () =>
      'Let the two bands around that value meet, such as "[0..90)" and then "[90..100]": a round bracket leaves the end out, a square one takes it in.',
    why: 'Every value of the domain must fall in exactly one band; through a gap an employee is left without a rating. Gaps are judged on the rounding grid: "[0..89.99]" and "[90..100]" are complete for a value rounded to two digits, and have a gap (89.995) for one that is not rounded.',
  },
  TK502: {
    message: ({ rating, score, value, first, second, employee }) =>
      `Two bands of '${rating}' hold the same value: ${score} = ${forPeople(value, 'en')} is in '${first}' and in '${second}'.${employeeSentence(employee, 'en')}`,
    help: ({ first, second }) =>
      `Decide whether that value belongs to '${first}' or to '${second}', and write ( or ) on the side that leaves it out.`,
    why: 'Where one value falls in two bands its rating is not certain. Give each end to one band only, such as "[0..90)" and "[90..100]": 90 belongs to the second.',
  },
  TK503: {
    message: ({ rating, score, range, domain }) =>
      `'${score}' can be ${intervalForPeople(range, 'en')}, but '${rating}' covers only ${intervalForPeople(domain, 'en')}.`,
    help: () =>
      'Widen the domain together with its bands, limit the value with clamp: on the indicators, or correct the ranges of the inputs.',
    why: 'The domain is a promise that the value never leaves it. What a value can be follows from the ranges of the inputs and from clamp:. Where it can leave the domain, an employee with a legal value would get no rating.',
  },
  TK504: {
    message: ({ table, cell, employee }) =>
      `Table '${table}' has no row for an employee with: ${caseText(cell, 'en', 'any values')}.${employeeSentence(employee, 'en')}`,
    help: () => 'Add a row for that combination, or write otherwise: for all that are not named.',
    why: 'Every combination of the columns must have a row; an employee with this one would get no result. The combination is one example; a column that is not named may have any value.',
  },
  TK505: {
    message: ({ table, cell, first, second, employee }) =>
      `Rows ${first} and ${second} of table '${table}' both match and differ in their result: ${caseText(cell, 'en', 'for all values')}.${employeeSentence(employee, 'en')}`,
    help: () => 'Narrow one of the rows. Where the upper row is meant to win, write hit: priority.',
    why: 'Under hit: unique a combination may have one result only. Under hit: priority the uppermost row that matches counts, so rows may overlap.',
  },
  TK506: {
    message: ({ table, row }) => `Row ${row} of table '${table}' is never used.`,
    help: () => 'Remove the row, move it up, or correct its conditions.',
    why: 'This row decides nobody’s result: rows above it take all of its combinations, or its conditions cannot be met (a number outside the range). Usually the order is wrong, or a word is mistyped.',
  },
  TK507: {
    message: ({ name, date }) => `'${name}' has no value in force on ${date}.`,
    help: () => 'Add a value that begins on that day at the latest, or let the one before it last longer.',
    why: 'A dated value must be in force on every day that the ruleset covers; a period that ends on a day without one cannot be scored.',
  },
  TK509: {
    message: ({ end, digits = 0, step }) =>
      `The end ${forPeople(end, 'en')} cannot be reached: the value is rounded to ${step ? `multiples of ${forPeople(step, 'en')}` : `${digits} ${digits === 1 ? 'digit' : 'digits'} after the point`}.`,
    help: ({ digits = 0, step }) =>
      step
        ? `Write an end that is a multiple of ${forPeople(step, 'en')}, or round more finely.`
        : `Write the end with at most ${digits} digits after the point, or round to more digits.`,
    why: 'A value is clamped first and rounded then. Where the end is not itself a rounded number, rounding can lead across it.',
  },
  TK510: {
    message: ({ indicator, part, period }) =>
      `The target of indicator '${indicator}' has nothing for ${WORDS[period].en} ${part}.`,
    help: ({ part }) => `Add it, such as '${part}: 95 %'.`,
    why: 'A target by quarter (or month, or semester) must name every period of the year; the one that is left out would have no target.',
  },
  TK511: {
    message: ({ indicator, score }) => `Indicator '${indicator}' takes part in '${score}' but has no weight.`,
    help: () => 'Give the indicator a weight:, or leave it out of the group.',
    why: 'Weighted means and sums need the weight of every indicator in them. There is no default, so that no indicator counts as much as the others unnoticed.',
  },
  TK512: {
    message: ({ indicator, polarity }) =>
      `Indicator '${indicator}' says ${polarityWord(polarity)}, but its achievement moves the other way.`,
    help: ({ polarity }) =>
      `Correct the formula or the polarity: ${wanted(polarity)}. Where the direction really varies, write polarity: none.`,
    why: 'Polarity is a promise to employees: better work is never scored lower. A formula the wrong way round (actual/target for a waiting time) gives the highest score to the worst.',
  },
  TK513: {
    message: ({ indicator, polarity }) =>
      `It could not be proven that the achievement of '${indicator}' follows its polarity ${polarityWord(polarity)}.`,
    help: ({ polarity }) =>
      `Check the formula: ${wanted(polarity)}. Ranges on the inputs and the target often are enough to prove it. Where the direction really varies, write polarity: none.`,
    why: 'The check looks at the form of the formula and at the ranges of the inputs. A formula that jumps down, like the 24 % rule of PP 46/2011, has no single direction and must say polarity: none.',
  },
  TK514: {
    message: ({ always }) =>
      always
        ? 'This condition is always true by the ranges of the inputs.'
        : 'This condition is never true by the ranges of the inputs.',
    help: () => 'Remove it, correct its number, or correct the range of the input.',
    why: 'A condition whose outcome is certain chooses nothing. Usually a number is mistyped or a range is too narrow.',
  },
  TK515: {
    message: ({ name }) => `'${name}' cannot put the candidates of a quota in order.`,
    help: () => 'Order by a rounded number, a date, or a choice with a declared order.',
    why: 'The order decides who gets a place. A number that is not rounded can part two people whose printed values are equal; texts and flags have no order.',
  },
  TK516: {
    message: ({ name }) => `'${name}' may be missing, and the candidates of a quota are ordered by it.`,
    help: () => 'Say what stands in its place, such as (name ?? 0), or order by something that is always there.',
    why: 'Someone whose key is missing can be placed neither before nor after the others.',
  },
  TK517: {
    message: ({ band, rating }) => `Band '${band}' of '${rating}' holds no value at all.`,
    help: () => 'Correct its ends, or remove it.',
    why: 'The band lies outside the domain, or between two rounded numbers (such as "(90..90.01)" for a value of two digits). Nobody can reach it.',
  },
  TK518: {
    message: ({ what, axes }) => `It was not proven that '${what}' is complete: ${axes.join(', ')}.`,
    help: () => 'Write otherwise: for all combinations that are not named, or simplify that column.',
    why: 'A text may be anything, and a table can be too large to go through. What is not proven is not taken as right, unless there is an otherwise.',
  },
  TK519: {
    message: ({ found }) =>
      found === 'open'
        ? 'Both ends must be part of it here.'
        : `The interval ${found} is empty, or its ends are reversed.`,
    help: ({ found }) =>
      found === 'open'
        ? 'Use square brackets, such as "[0..120]".'
        : 'Write the smaller end first, such as "[0..120]"; breakpoints must rise from left to right.',
    why: 'Nothing lies in an empty interval. The ends of clamp: must be part of it, because a value beyond an end is put exactly on it.',
  },
  TK520: {
    message: ({ expected, found }) => `The table has ${expected} inputs, but this row has cells for ${found}.`,
    help: () => 'Write one cell for each input, in their order; write - for "any".',
    why: 'The cells of a row belong to the inputs of the table by their place. A row may also name them: { hasil: di_atas }; what is not named may be anything.',
  },
  TK521: {
    message: ({ tier }) => `The tier '${tier}' is there twice.`,
    help: () => 'Give it another name, or join the two conditions with or.',
    why: 'The tier’s name is the result that stands beside each employee; two tiers of one name cannot be told apart.',
  },
  TK522: {
    message: ({ example, name, expected, found }) =>
      `Example '${example}': '${name}' should be ${expected} and is ${found}.`,
    help: () => 'Correct the rules if that result is wrong, or the example if what it expects is.',
    why: 'An example is a promise that can be tested. Where the result differs from what is written, one of the two is wrong.',
  },
  TK523: {
    message: ({ example, reason }) => `Example '${example}' could not be scored: ${reason}.`,
    help: () => 'See the other findings at this example; complete or correct the data under given:.',
    why: 'The data of an example are checked like a row of real data. An example that is rejected tests nothing.',
  },
  TK524: {
    message: ({ example, expected, found }) => `Example '${example}': the award should be ${expected} and is ${found}.`,
    help: () => 'See takar explain for the reason at each tier, then correct the rules or the example.',
    why: 'An example names the award before quotas: those are worked out only when everybody has been scored.',
  },
  TK525: {
    message: ({ weight }) => `A weight of ${forPeople(weight, 'en')} is not allowed: it must be above 0.`,
    help: () => 'Write a weight above 0, or remove the indicator.',
    why: 'With a weight of zero an indicator looks assessed and has no effect; a negative one turns the assessment round.',
  },
  TK526: {
    message: ({ total, position }) =>
      `The weights that apply total ${forPeople(total, 'en')} for an employee with ${caseText(position, 'en', 'any position')}; they must total 100.`,
    help: () => 'Adjust the weights, or write weights: normalise, which divides by their sum.',
    why: 'Under weights: total_100 the weights of the indicators that apply must total 100 for everybody, whatever their position.',
  },
  TK527: {
    message: ({ name, date }) => `Two values of '${name}' begin on ${date}.`,
    help: () => 'Delete one of them, or correct its date.',
    why: 'Of a dated value the one in force on a day must be certain. Two that begin on the same day leave it open which of them holds.',
  },
  TK528: {
    message: ({ score, position }) =>
      `No indicator of '${score}' applies to an employee with ${caseText(position, 'en', 'any position')}.`,
    help: () => 'Add an indicator that applies to them, widen the `applies` of one, or refuse that case by a check.',
    why: 'A weighted score needs at least one indicator that applies, for everybody. Without one there is nothing to assess, and that is not 0.',
  },
  TK529: {
    message: ({ share }) =>
      `A quota share of ${forPeople(share, 'en', { unit: '%' })} cannot be: it must be more than 0 % and at most 100 %.`,
    help: () => 'Write the share, for example 10 %. If this tier has no limit, remove its quota.',
    why: 'A share is a part of a group of people. A share of 0 % or less places nobody, and one above 100 % limits nothing; both are almost surely slips.',
  },
  ...periodPolicy(),
  ...lints(),
  ...proofs(),
});
