import { MEMBERS, STANDING } from '../../language/vocabulary.ts';
import type { Family } from '../catalogue.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean '${suggestion}'?`;

export const names = (): Family<'3'> => ({
  TK301: {
    message: ({ name }) => `The name '${name}' is not known.`,
    help: ({ suggestion }) =>
      meant(suggestion, 'Check the spelling, or declare it first as an input, parameter, value or result.'),
    why: 'Every name in an expression must be declared: as an input, parameter, value, indicator, score, rating or table. A word that is no name may only stand beside a choice, as in `jabatan = keuangan`.',
  },
  TK302: {
    message: ({ name }) => `'${name}' has been used before.`,
    help: () => 'Give one of the two another name.',
    why: 'One name means one thing, so that no expression can be read in two ways. This holds for imported names too.',
  },
  TK303: {
    message: ({ name }) => `'${name}' is a word of the rule language and cannot be a name.`,
    help: ({ name }) => `Use another name, for example '${name}_1' or a fuller one.`,
    why: 'Operator words, built-in functions and the standing names (actual, target, achievement, score, weight, period) of both languages cannot be names of your own, so that any file can be rewritten into the other language.',
  },
  TK304: {
    message: ({ name, member }) => `'${name}' has no part '${member}'.`,
    help: ({ allowed, suggestion }) =>
      meant(
        suggestion,
        allowed.length === 0 ? 'Write the name alone, without a dot.' : `What can stand here: ${allowed.join(', ')}.`,
      ),
    why: 'After a dot there can only be a part of an indicator (actual, target, achievement, score, weight) or of the period (start, end, month, quarter, semester, year).',
  },
  TK305: {
    message: ({ name }) => `The function '${name}' is not known.`,
    help: ({ suggestion }) =>
      meant(suggestion, 'Check the spelling, write the function under `functions`, or import it from its pack.'),
    why: 'A function that is called must be built in, written under `functions` in this file, or imported with `use`.',
  },
  TK306: {
    message: ({ names: path }) => `This rule goes in a circle: ${path.join(' → ')}.`,
    help: () => 'Change one of the expressions so that it no longer needs its own result.',
    why: 'A result cannot be computed from itself, neither directly nor through other results.',
  },
  TK307: {
    message: ({ name }) => `'${name}' is not available here.`,
    help: () =>
      'This name exists only inside an indicator, once its part has been computed: actual, then target, achievement, score. From outside, put the name of the indicator before it, as in `ketepatan_izin.achievement`.',
    why: 'The order within an indicator is fixed: actual, achievement, clamp, rounding, then score. An expression can only read what exists at its stage.',
  },
  TK308: {
    message: ({ value, name }) => `The choice '${value}' has the same name as '${name}', which exists already.`,
    help: () => 'Rename one of them, so that the word cannot be read in two ways.',
    why: 'In an expression such as `jabatan = keuangan`, the word `keuangan` is one of the choices. If something else is called keuangan too, its meaning is in doubt.',
  },
  TK309: {
    message: ({ name }) => `No rule uses the input '${name}'.`,
    help: () => 'Remove this input, or see whether an expression has forgotten it.',
    why: 'An input that nobody reads is work for those who fill it in, and often the sign of a forgotten rule.',
  },
  TK310: {
    message: ({ name }) => `'${name}' has not been computed at this stage.`,
    help: () =>
      'Applicability and checks can read inputs, parameters and values only. Move the expression to a later stage.',
    why: 'Scoring goes by stages: inputs, values, indicators, scores, ratings, tables, awards. An expression can only read what comes before it.',
  },
  TK311: {
    message: ({ name }) => `'${name}' is not a value.`,
    help: ({ name }) =>
      name === STANDING.period.en || name === STANDING.period.id
        ? `Name the part that you mean, as in '${name}.${MEMBERS.quarter[name === STANDING.period.id ? 'id' : 'en']}'.`
        : `Name the part that you mean, as in '${name}.achievement', or use it inside weighted_mean(…).`,
    why: 'An indicator has several parts: actual, target, achievement, score, weight. An expression must say which one it means. So it is with the period.',
  },
  TK312: {
    message: () => 'No input is the key.',
    help: () => 'Mark the input that tells employees apart, for example nip, with `key: true`.',
    why: 'The key says which row belongs to whom. Without it, duplicate rows cannot be seen and no decision can be traced.',
  },
  TK314: {
    message: ({ name }) => `The ruleset '${name}' becomes too large once all its functions are written out.`,
    help: () => 'Have fewer functions that call each other many times.',
    why: 'Each call of a function is written out in its place. This limit keeps time and memory bounded.',
  },
});
