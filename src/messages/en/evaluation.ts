import type { Family } from '../catalogue.ts';

export const evaluation = (): Family<'7'> => ({
  TK701: {
    message: ({ indicator }) => `The actual of indicator '${indicator}' is missing, and the rules reject such a row.`,
    help: () => 'Complete the data for that indicator.',
    why: 'The indicator says missing: reject. Someone whose data are incomplete is not scored by guess but handed back to be completed.',
  },
  TK702: {
    message: ({ table }) => `No row of table '${table}' matches these data.`,
    help: () => 'Add a row for that combination, or write otherwise: in the table.',
    why: 'A table must have a result for every combination. takar check shows the ones that are lacking.',
  },
  TK703: {
    message: ({ rating }) => `The value of this row falls in no band of '${rating}'.`,
    help: () => 'Check the domain and the ends of the bands with takar check.',
    why: 'Every value must fall in exactly one band. A value outside the domain is not rated by guess.',
  },
  TK704: {
    message: ({ score }) => `None of the indicators of '${score}' applies to this row.`,
    help: () => 'Check the position, or whatever decides which indicators apply.',
    why: 'A weighted score needs at least one indicator that applies. Without one there is nothing to assess, and that is not 0.',
  },
  TK705: {
    message: () => 'The weights of the indicators that apply to this row do not total 100.',
    help: () => 'Adjust the weights by position, or write weights: normalise.',
    why: 'These rules say weights: total_100: the weights of the indicators that apply to a person must total exactly 100.',
  },
  TK706: {
    message: () => 'This calculation divides by zero for this row.',
    help: () => 'Check the divisor in the data, or deal with it in the formula: if divisor = 0 then missing else …',
    why: 'Dividing by zero has no result, and none is silently put in its place.',
  },
  TK707: {
    message: ({ name, date }) => `'${name}' has no value in force on ${date}.`,
    help: () => 'Add a value in force on that date, or score another period.',
    why: 'A dated value is chosen by the start or the end of the period. A period outside its dates cannot be scored.',
  },
  TK708: {
    message: ({ callee, parameter }) => `'${parameter}' of ${callee} is outside the range that it may have.`,
    help: () => 'Check that number in the data, or correct the range of the function’s parameter.',
    why: 'A function says what its parameters may be, such as a target above 0. Outside of that its formula has no meaning.',
  },
  TK709: {
    message: ({ value }) => `'${value}' is not in the list of choices.`,
    help: () => 'Check its spelling in the data, or add the choice to the rules.',
    why: 'The order of choices is known only for those that the rules list.',
  },
  TK710: {
    message: () => 'A number here grows beyond all measure, to nearly ten thousand digits.',
    help: () => 'Look for a formula that multiplies a result by itself again and again, and round between the steps.',
    why: 'Numbers are kept exactly. This limit keeps time and memory bounded.',
  },
  TK714: {
    message: ({ period }) => `Something is needed from ${period}, but the row of that period could not be scored.`,
    help: () => 'Correct the row of that period; its own findings follow.',
    why: 'Rules that read an earlier period need that period’s row as it would be scored. One that is rejected there is not replaced by a guess here.',
  },
});
