import type { CodeArgs } from '../../base/codes.ts';
import type { LintFamily } from '../catalogue.ts';

const UNUSED: Readonly<Record<CodeArgs['TK590']['kind'], (name: string) => string>> = {
  parameter: (name) => `No rule uses the parameter '${name}'.`,
  function: (name) => `No formula calls the function '${name}'.`,
  argument: (name) => `This function asks for '${name}', but its formula does not use it.`,
  local: (name) => `The step '${name}' is worked out, but the formula does not use it.`,
  import: (name) => `'${name}' is imported and not used.`,
};

export const lints = (): LintFamily => ({
  TK590: {
    message: ({ kind, name }) => UNUSED[kind](name),
    help: () => 'Remove it, or see whether a formula forgot it.',
    why: 'What is written and not used makes readers believe that it matters. Often a formula was forgotten, or two names were mixed up.',
  },
  TK591: {
    message: ({ name }) => `Within this function, '${name}' hides the same name from outside.`,
    help: () => 'Give one of them another name.',
    why: "Within a function its own names count. A reader may believe that the ruleset's parameter of that name is meant.",
  },
  TK592: {
    message: ({ kind, found, suggestion }) =>
      kind === 'hundred'
        ? `What stands beside '${found}' is in percent already: 95 % is kept as 95, not as 0.95.`
        : `'${found}' is less than one, and what it is compared with goes to 100. Perhaps ${suggestion ?? 'a hundred times as much'} is meant.`,
    help: ({ kind, suggestion }) =>
      kind === 'hundred'
        ? 'Leave the 100 out; to make a plain number of a percentage, use points(…).'
        : `Write ${suggestion ?? 'it on the scale to 100'}, if that is what is meant.`,
    why: 'In a spreadsheet 95 % is kept as 0.95. Here percent is written 95 %, and scores and achievements are points (100: the target was met). A boundary that is a hundred times too small lets everybody pass.',
  },
  TK593: {
    message: ({ name }) => `No rule rounds '${name}', and yet it is held against a boundary.`,
    help: () => 'Write round: with digits and a mode on that score, for example 2 digits, half_up.',
    why: 'A score of 89.996 is printed as 90.00 and has not reached the boundary 90. So that what people read is what decides, a score that meets a boundary should be rounded by the rules.',
  },
  TK594: {
    message: ({ tier, ties }) =>
      ties === 'include'
        ? `The order of the quota of '${tier}' does not always tell two people apart: equals at its edge are all taken, beyond the quota.`
        : `The order of the quota of '${tier}' does not always tell two people apart: of equals at its edge nobody is taken.`,
    help: () =>
      'Put the key of the data last in the order, or write ties: refuse so that people decide. If it is meant so, leave it.',
    why: 'Two people can be equal in every key of the order. Where they stand at the edge of the quota, the rule has to say what happens, and its author should know what that is.',
  },
  TK595: {
    message: ({ kind, found }) =>
      kind === 'digits'
        ? `'${found}' has more digits after the point than a rule would have.`
        : `A difference is held against '${found}', as if the numbers were not exact.`,
    help: ({ kind }) =>
      kind === 'digits'
        ? 'Write the number as the regulation has it, or as a fraction such as 1/3.'
        : 'Numbers are exact here: compare with = alone.',
    why: 'Other programs keep 0.1 + 0.2 as 0.30000000000000004, and so use a small difference in place of =. Takar computes exactly; here that habit only makes the boundary another one than the regulation has.',
  },
  TK596: {
    message: ({ found, boundary, name }) =>
      `'${name}' can lie between ${found} and ${boundary}; such a value counts as beyond ${found}.`,
    help: ({ boundary }) =>
      `If the boundary is ${boundary}, write 'less than ${boundary}' with < (or >= for the opposite), or round the value first.`,
    why: 'Regulations often say "up to 89.99" of values with two digits after the point. Of finer values, 89.995 is not among those, and is not 90 either.',
  },
  TK597: {
    message: ({ first, second }) => `'${first},${second}' is read as two numbers, ${first} and ${second}.`,
    help: ({ first, second }) =>
      `If one number is meant, write ${first}.${second}. If two are meant, put a blank after the comma.`,
    why: 'In formulas a comma separates what stands in brackets; decimals have a point. A number with an Indonesian decimal comma within brackets becomes two numbers without any other mistake.',
  },
  TK598: {
    message: ({ name, language }) =>
      `${name === '' ? 'The message of this check' : `The title of '${name}'`} lacks its ${language === 'id' ? 'Indonesian' : 'English'} text.`,
    help: ({ language }) => `Write both, for example { id: …, en: … }; what is missing is ${language}.`,
    why: 'This file has its texts in both languages. A text in one of them alone is shown in that language to every reader.',
  },
  TK599: {
    message: ({ name, choice }) =>
      choice === undefined
        ? `No rule uses the value '${name}'.`
        : `Conditions of what applies name every value of '${choice}', except '${name}'.`,
    help: ({ choice }) =>
      choice === undefined
        ? 'Remove it, use it in a formula, or give it a title: if it is a result that people should see.'
        : 'See whether a rule for this value was forgotten. If none is needed, leave it.',
    why: 'A value that nothing reads is most often a step that was to be used. The only value of a choice that no rule names was most likely added later, and the rules have not followed.',
  },
});
