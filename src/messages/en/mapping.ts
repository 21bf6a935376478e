import type { MappingFamily } from '../catalogue.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean '${suggestion}'?`;

export const mapping = (): MappingFamily => ({
  TK630: {
    message: ({ name }) => `This ruleset has no input called '${name}'.`,
    help: ({ suggestion }) =>
      meant(
        suggestion,
        "On the left stands the input's name from the ruleset, on the right the column's title from the data.",
      ),
    why: 'A mapping says for each input of the ruleset which column brings it. A name that the ruleset does not know is refused: a column joined to the wrong input could change who receives an award.',
  },
  TK631: {
    message: ({ name, form }) => `'${form.en}' means nothing for '${name}'.`,
    help: () => 'Remove it. How numbers are written is for inputs that are numbers, how dates are written for dates.',
    why: 'A way of writing holds only for inputs of the kind it is about. What has no effect is refused, so that nobody believes it has one.',
  },
  TK632: {
    message: ({ name }) => `'${name}' is not a percent, so its cells cannot be fractions such as 0.95.`,
    help: () => 'Remove it, or declare the input as a percent in the ruleset.',
    why: 'The form of a fraction turns 0.95 into 95 %. That means something only for inputs that are percents.',
  },
  TK633: {
    message: ({ column }) => `The column '${column}' is used in this mapping already.`,
    help: () => 'Name another column, or remove one of the two.',
    why: 'One column brings one input. Where two inputs use the same column, one of them is almost certainly a slip.',
  },
  TK634: {
    message: ({ column, path }) => `'${path}' has no column '${column}', which the mapping names.`,
    help: ({ suggestion }) => meant(suggestion, 'Write the title as the data has it.'),
    why: 'A column that the mapping names must be in the data, spelled the same but for blanks around it. No other column is taken in its place.',
  },
});
