import type { PeriodWord } from '../../base/codes.ts';
import type { PeriodData, PeriodPolicy, PeriodTypes } from '../catalogue.ts';

const WORDS: Readonly<Record<PeriodWord, string>> = {
  month: 'months',
  quarter: 'quarters',
  semester: 'half-years',
  year: 'years',
};

export const periodTypes = (): PeriodTypes => ({
  TK453: {
    message: ({ callee }) => `${callee} takes a name, not a calculation.`,
    help: ({ callee }) => `Give the calculation a name under values, and write ${callee}(that_name).`,
    why: 'What is read from another period must be something that each period has under a name: an input, a value, a part of an indicator, a score, a rating or a table.',
  },
  TK454: {
    message: ({ name }) => `'${name}' is no number, so it cannot be added up over the year.`,
    help: () => 'Name a number, or use previous(…) for the value of the period before.',
    why: 'year_to_date adds up the periods of a year up to the present one. Only numbers can be added.',
  },
  TK455: {
    message: ({ name }) =>
      `What kind of value '${name}' is cannot be told: it is made of its own earlier period alone.`,
    help: ({ name }) => `Say what it begins with, for example previous(${name}) ?? 0.`,
    why: 'A value may read its own earlier period, but the first period has none. What it is must follow from what stands beside it.',
  },
  TK456: {
    message: () => 'ratio_of_sums needs an actual that is one quantity divided by another.',
    help: () =>
      "Write the actual as percent(a, b) or a / b, also behind 'if b = 0 then missing else', or choose another method.",
    why: 'ratio_of_sums adds up the quantities above and below the line over all periods and divides once. Quarters 3 of 10 and 150 of 150 give 153 of 160, not the mean of 30 % and 100 %.',
  },
  TK457: {
    message: ({ rating }) => `The dated bands of '${rating}' are not the same bands in the same order.`,
    help: () => 'Give every date the same bands, lowest first; only their limits may differ.',
    why: 'Tables and awards read the bands by name and by order. A band that exists only at times would leave them without an answer.',
  },
});

export const periodPolicy = (): PeriodPolicy => ({
  TK565: {
    message: ({ method }) => `Rounding each period's actual has no effect under ${method}.`,
    help: () => 'Remove the rounding here, or choose sum, average, last, max or min.',
    why: 'ratio_of_sums and average_of_scores do not take actuals together, so that a rounding of actuals would be written and never done.',
  },
  TK566: {
    message: ({ from, to }) => `This is in force from ${from} to ${to}, which is never.`,
    help: () => 'Correct one of the dates: the first day must not lie after the last.',
    why: 'Both days are included. A part of the rules that is never in force is almost surely a slip.',
  },
  TK567: {
    message: ({ name }) => `'${name}' is no input of type date, so it cannot bound a segment.`,
    help: () => 'Declare two inputs of type date, and name them under segments as from and to.',
    why: 'Someone who is transferred within a period has two rows. The dates say which days each of them is for.',
  },
  TK568: {
    message: () => 'Only numbers are taken together over periods.',
    help: () =>
      'Remove consolidate here: texts, choices, flags and dates take the value of the last period by themselves.',
    why: 'A position or a rating has no sum and no mean. What counts for a longer period is the one at its end.',
  },
  TK569: {
    message: ({ name }) =>
      `'${name}' is read beside the scores, and nothing says what it is for someone with several rows in one period.`,
    help: () => 'Add consolidate to the input, for example consolidate: average (by days) or consolidate: sum.',
    why: 'These rules allow several rows of one employee in one period. Scores are then weighted by days; a number that is read elsewhere needs its own rule.',
  },
  TK570: {
    message: ({ name }) => `'${name}' stands for one row alone, but a period may have several of them here.`,
    help: () => 'Read the score or the achievement of the indicator instead.',
    why: 'Where a period has several rows, or several periods are taken together by their scores, there is no single actual and no single target.',
  },
});

export const periodData = (): PeriodData => ({
  TK690: {
    message: ({ count, needed }) =>
      `${count === 1 ? '1 row' : `${count} rows`} of earlier periods could not be used${needed === 0 ? ', and nobody needed them.' : `; ${needed === 1 ? '1 record was' : `${needed} records were`} rejected because of that.`}`,
    help: () => 'The rejected rows name the period and the reason. Correct those rows and run again.',
    why: 'Earlier periods are read by previous, year_to_date, carry and longer periods. A broken row there concerns only those who need it.',
  },
  TK691: {
    message: ({ count, period }) =>
      `${count === 1 ? '1 row' : `${count} rows`} of ${period} among the history ${count === 1 ? 'was' : 'were'} not read: the data has that period.`,
    help: () => 'Leave the period that is scored out of --history.',
    why: 'The history holds other periods. The period that is scored comes from --data alone, so that no row counts twice.',
  },
  TK692: {
    message: ({ indicators, period, kind }) =>
      `${period} takes several ${WORDS[kind]} together, but ${indicators.length === 1 ? 'this indicator does' : 'these indicators do'} not say how: ${indicators.join(', ')}.`,
    help: () => 'Add consolidate: sum, average, last, max, min, ratio_of_sums or average_of_scores to each of them.',
    why: 'A sum, a mean and the last value of a year are three different results. Which of them is meant is the rule’s to say.',
  },
  TK693: {
    message: ({ inputs, period, kind }) =>
      `${period} takes several ${WORDS[kind]} together, but ${inputs.length === 1 ? 'this input is' : 'these inputs are'} read outside of the indicators and ${inputs.length === 1 ? 'does' : 'do'} not say how: ${inputs.join(', ')}.`,
    help: () => 'Add consolidate: sum, average, last, max or min to each of them.',
    why: 'Numbers that decide on eligibility or awards need one value for the longer period. Texts, choices, flags and dates take that of its last period.',
  },
  TK694: {
    message: ({ name, period }) =>
      `'${name}' reads an earlier period, or a single row; that has no meaning for ${period} as a whole.`,
    help: () =>
      'Read it only in the actual or the target of an indicator: those are worked out for each period by itself.',
    why: 'A run over a longer period works out every period as usual, takes actuals and targets together, and scores once.',
  },
  TK695: {
    message: ({ first, second }) => `Two rows of this record overlap: ${first} and ${second}.`,
    help: () => 'Correct their dates, so that each day belongs to one row.',
    why: 'Rows of one record in one period are segments of it. A day in two of them would count twice.',
  },
  TK696: {
    message: ({ after, before }) =>
      `Between the rows of this record lie days that belong to none: after ${after} and before ${before}.`,
    help: () => 'Correct their dates, so that the second begins on the day after the first.',
    why: 'Rows of one record in one period are segments of it and follow each other without a hole.',
  },
  TK697: {
    message: ({ from, to, period }) => `The segment from ${from} to ${to} does not lie within ${period}.`,
    help: () => 'Correct the dates: the first day must not lie after the last, and both must lie within the period.',
    why: 'Scores are weighted by the days of each segment within the period.',
  },
  TK698: {
    message: ({ name, date, period, at }) =>
      `'${name}' changes on ${date}, within ${period}. What is in force at the ${at} of the period holds for all of it.`,
    help: () => 'If that is not meant, say at: start, or change the rules at the turn of a period.',
    why: 'Rules that change in mid-period apply as a whole, by the day on which they are judged. Nothing is split by days unless a rule says so.',
  },
  TK699: {
    message: ({ found, least, period }) =>
      `Only ${found === 1 ? '1 period' : `${found} periods`} of ${period} ${found === 1 ? 'has' : 'have'} a row; at least ${least} are needed.`,
    help: () => 'Add the rows that are lacking, or change consolidation in the rules.',
    why: 'The rules say how many periods a longer one needs before somebody is assessed for it.',
  },
});
