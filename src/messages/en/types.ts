import type { TypeName } from '../../base/codes.ts';
import { combineUnits } from '../../language/types.ts';
import { forPeople, intervalForPeople } from '../../number/text.ts';
import type { Family, GroupCode } from '../catalogue.ts';
import { periodTypes } from './periods.ts';
import { planTypes } from './plan.ts';

const KINDS: Readonly<Record<TypeName['kind'], string>> = {
  number: 'a number',
  choice: 'a choice',
  text: 'a text',
  flag: 'a yes/no condition',
  date: 'a date',
  missing: 'a missing value',
  interval: 'a range',
  indicators: 'a set of indicators',
  rounding_mode: 'a rounding mode',
  whole_number: 'a whole number',
};

const unitName = (unit: string): string =>
  unit === '' ? 'plain number' : unit === '%' ? 'percent' : unit === 'IDR' ? 'money (IDR)' : `'${unit}'`;

function typeText({ kind, detail }: TypeName): string {
  if (kind === 'number' && detail !== undefined) {
    return detail === ''
      ? 'a plain number'
      : detail === '?'
        ? 'a number with a unit'
        : `a number in ${unitName(detail)}`;
  }
  return kind === 'choice' && detail !== undefined ? `the choice '${detail}'` : KINDS[kind];
}

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean '${suggestion}'?`;

/** A single unit of the author's, or days. */
const isOwn = (unit: string): boolean => /^[^%*/]+$/.test(unit) && unit !== 'IDR';

const conversion = (left: string, right: string): string =>
  isOwn(left) && isOwn(right)
    ? ` To turn ${left} into ${right}, multiply by a parameter in ${combineUnits(right, left, -1)}.`
    : '';

export const types = (): Omit<Family<'4'>, GroupCode> => ({
  TK401: {
    message: ({ expected, found }) => `This must be ${typeText(expected)}, but it is ${typeText(found)}.`,
    help: ({ expected, found }) =>
      expected.kind === 'number' && found.kind === 'number' && expected.detail === '' && found.detail === '%'
        ? 'Turn the percentage into a plain number with points(…), or compare two percentages.'
        : 'Look at this expression: both sides and the result must be of one kind.',
    why: 'Every expression has a kind: a number with a unit, a choice, a text, yes/no, or a date. Achievements and scores are always plain numbers (100 = target met). Kinds are checked before there is any data.',
  },
  TK402: {
    message: ({ left, right, operator }) =>
      /^\W+$/.test(operator)
        ? `The units differ: ${unitName(left)} and ${unitName(right)} cannot meet in '${operator}'.`
        : `The units differ here: ${unitName(left)} and ${unitName(right)}.`,
    help: ({ left, right, suggestion }) =>
      suggestion === undefined
        ? `Use one unit, or divide first to get a ratio.${conversion(left, right)}`
        : `Write '${suggestion}', if that is what is meant.`,
    why: 'Adding or comparing things of different units (days with permits, percent with points) has no meaning and is always a slip.',
  },
  TK403: {
    message: ({ value, choice }) => `'${value}' is not one of the choices of '${choice}'.`,
    help: ({ allowed, suggestion }) => meant(suggestion, `The choices are: ${allowed.join(', ')}.`),
    why: 'A choice has only the values that were declared. Any other word would never match any data.',
  },
  TK404: {
    message: ({ name }) => `'${name}' may be missing, and nothing here says what that means.`,
    help: ({ name }) =>
      `Write for example 'if ${name} is missing then … else …' or '${name} ?? 0'. If its input is always there, remove its 'optional'.`,
    why: "Missing is not zero. Only in an indicator's actual may a missing input be left alone, because the indicator's `missing` decides. Everywhere else the expression must say it.",
  },
  TK405: {
    message: ({ operator, left, right }) =>
      operator === 'of'
        ? `Before 'of' there must be a percentage, but this is ${typeText({ kind: 'number', detail: left })}.`
        : `Percentages cannot be combined like this: ${unitName(left)} ${operator} ${unitName(right)}.`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? "For a part of something write 'p % of x'. To turn a percentage into a plain number write points(…)."
        : `Write '${suggestion}', if a part of something is meant. To turn a percentage into a plain number write points(…).`,
    why: 'Percent may be added to percent, multiplied by a plain number, and divided by percent. For anything else write `p of x`, which has the unit of x.',
  },
  TK406: {
    message: () => 'Money multiplied by money has no meaning.',
    help: () => "Multiply money by a plain number, or write 'p % of x'.",
    why: 'Rupiah times rupiah is not rupiah. One of the two should most likely be a number or a percentage.',
  },
  TK407: {
    message: ({ callee, expected, found }) =>
      `${callee} takes ${expected} ${expected === '1' ? 'value' : 'values'} in its brackets, not ${found}.`,
    help: () => 'Separate values by commas; write decimals with a point (1.5).',
    why: 'Every function takes a fixed number of values. A comma inside a number, as in 1,5, is read as two values.',
  },
  TK408: {
    message: ({ callee, parameter, expected, found }) =>
      `'${parameter}' of ${callee} must be ${typeText(expected)}, but it is ${typeText(found)}.`,
    help: () => 'Look at the order and the units of the values in the brackets.',
    why: 'A value handed to a function must be of the kind and unit that it asks for.',
  },
  TK409: {
    message: ({ type, name }) =>
      name === undefined
        ? `There is no order in ${typeText(type)}, so it cannot be compared as greater or less.`
        : `The order of the results of '${name}' has not been declared, so they cannot be compared as higher or lower.`,
    help: ({ name }) =>
      name === undefined
        ? "Use '=' or 'in [ … ]'."
        : "Declare the order with `of` on the table (lowest first), or use 'in [ … ]'.",
    why: 'Texts and yes/no can only be equal or not. The results of a table have an order only where it is written down.',
  },
  TK410: {
    message: ({ name }) => `The indicator '${name}' may not apply to this employee.`,
    help: ({ name }) => `Put 'if applies(${name}) then … else …' around it.`,
    why: 'An indicator that does not apply has no achievement: not zero, not missing. An expression that reads it must say what happens to everybody else.',
  },
  TK411: {
    message: ({ divisor, range }) =>
      range.low === null && range.high === null
        ? `The divisor '${divisor}' may be 0: no range says otherwise.`
        : `The divisor '${divisor}' may be 0: by its range it is ${intervalForPeople(range, 'en')}.`,
    help: ({ divisor }) =>
      `Declare a range without 0 (for example range: "[1..1000]"), or write 'if ${divisor} = 0 then missing else …'.`,
    why: 'Division by zero has no result. A ruleset is accepted only where the declared ranges, or a condition, make sure that the divisor is not zero.',
  },
  TK412: {
    message: ({ left, right }) => `The two branches are of different kinds: ${typeText(left)} and ${typeText(right)}.`,
    help: () => 'Make both branches of one kind.',
    why: 'The result of `if … then … else …` must be of one kind, whichever branch is taken.',
  },
  TK413: {
    message: ({ found, suggestion }) =>
      `'${found}' lacks a unit: what stands beside it has one, so write '${suggestion}'.`,
    help: ({ suggestion }) => `Write '${suggestion}'.`,
    why: 'A number beside a value with a unit must name that unit, so that 95 days are never taken for 95 %. Zero needs none.',
  },
  TK414: {
    message: ({ unit }) => `The unit '${unit}' is not known.`,
    help: ({ suggestion }) =>
      meant(suggestion, 'A unit is known once an input, parameter or function uses it; hari, % and IDR always are.'),
    why: 'A unit of your own (izin, berkas) exists once it has been declared with `unit:` on an input or parameter.',
  },
  TK415: {
    message: ({ name }) => `'${name}' does not say how many digits it has after the point.`,
    help: () => "Add for example 'digits: 2'.",
    why: 'The number of digits decides which values are possible at all, so that a gap between two bands can be proven absent and a cell with more digits can be refused.',
  },
  TK416: {
    message: ({ callee, parameter, range, found }) =>
      `'${parameter}' of ${callee} must be ${intervalForPeople(range, 'en')}, but here it may be ${intervalForPeople(found, 'en')}.`,
    help: () =>
      'Narrow the range of the input that is used, or put a condition before it that leaves out the other values.',
    why: 'The function holds only in that range, for example because it divides by the value. Its caller must make sure of it.',
  },
  TK417: {
    message: () => 'This must be a number that is written out.',
    help: () => 'Write the number, for example 90 or 2.5 or 10 %; not a name and not a formula.',
    why: 'The ends of ranges, shares and breakpoints are used in proofs, so their values must stand in the file itself.',
  },
  TK418: {
    message: ({ left, right }) => `The choices '${left}' and '${right}' are different things and cannot be compared.`,
    help: () => 'Compare each of them with one of its values.',
    why: 'Two choices whose values happen to have the same names need not mean the same.',
  },
  TK419: {
    message: ({ word }) => `'${word}' is not a rounding mode.`,
    help: () => 'There are: half_up, half_even, half_down, up, down, floor, ceiling.',
    why: 'The rounding mode decides what happens to a value exactly in the middle, so it must be written and is never guessed.',
  },
  TK420: {
    message: ({ callee, parameter, digits }) =>
      digits === 0
        ? `'${parameter}' of ${callee} is meant for whole numbers only.`
        : `'${parameter}' of ${callee} is meant for numbers with at most ${digits} digits after the point.`,
    help: ({ digits }) => `Round it first, for example round(…, ${digits}, half_up).`,
    why: 'Some tables of regulations are written for whole numbers only. What lies between is not settled by the regulation, so it must be rounded in a stated way before.',
  },
  TK423: {
    message: ({ name, digits }) =>
      digits === 0
        ? `'${name}' is declared to be a whole number, but this value has digits after the point.`
        : `'${name}' is declared with at most ${digits} digits after the point, but this value has more.`,
    help: () => 'Correct the value, or declare the digits it needs (digits: 2). Money has none unless that is said.',
    why: 'Bands, printed results and amounts rely on the declared digits. A value between them would be rounded without anybody having said so.',
  },
  TK422: {
    message: ({ step }) => `Values cannot be rounded to multiples of ${forPeople(step, 'en')}.`,
    help: () => 'Write a number above 0, for example 1_000 IDR or 0.5.',
    why: 'Rounding to a multiple takes the nearest multiple of the number that stands there, so it must be greater than zero.',
  },
  TK421: {
    message: ({ name }) => `The choice '${name}' has no list of values.`,
    help: () => "Write its values, for example 'of: [low, middle, high]', lowest first.",
    why: 'An input of type choice must list all its values, lowest first.',
  },
  ...planTypes(),
  ...periodTypes(),
});
