import { ROUNDING_MODES } from '../number/rounding.ts';
import { type KeyName, WORDS, type WordName } from './vocabulary.ts';

/**
 * What a legal ruleset file looks like, as one description. The JSON Schema (both languages), the reading of keys in
 * either language, the rewriting into the other and the order in which the formatter writes keys all come from here.
 */
export type Shape =
  /** Fixed keys, in the order in which `fmt` writes them. */
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  /** Keys are names that the author chooses. */
  | { readonly kind: 'names'; readonly of: Shape }
  | { readonly kind: 'list'; readonly of: Shape; readonly nonEmpty?: boolean }
  /** One of a fixed set of option words, e.g. half_up. */
  | { readonly kind: 'word'; readonly words: readonly WordName[] }
  /** An expression of the language, as text or a plain number; with `orPlan` also the word `plan`. */
  | { readonly kind: 'expression'; readonly orPlan?: boolean }
  /** An interval: "[90..110)", "< 90", 90..100. */
  | { readonly kind: 'interval' }
  /** A cell of a table: a value, several, an interval, a comparison, or - for any. */
  | { readonly kind: 'cell' }
  /** A sort key: an expression with an optional direction. */
  | { readonly kind: 'sort_key' }
  /** Free text in one language. */
  | { readonly kind: 'text' }
  /** Free text, or `{ id: …, en: … }`. */
  | { readonly kind: 'localized' }
  /** A name of the author's: a Latin letter, then letters, digits and underscores. */
  | { readonly kind: 'name' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'whole_number'; readonly least: number; readonly most: number }
  | { readonly kind: 'date' }
  /** The language of the file: id or en, spelled the same in both. */
  | { readonly kind: 'language' }
  /** A datum of an example: a plain scalar, read as a cell of that input would be. */
  | { readonly kind: 'datum' }
  /** Keys are result or input names, possibly with a member after a dot; values are data. */
  | { readonly kind: 'data' }
  /** As `data`, of an example's `given`: also a list of values, and a list of rows of details. */
  | { readonly kind: 'given' }
  /** A number by part of the year: `{ 1: 20 %, 2: 45 % }`; values are expressions. */
  | { readonly kind: 'by_part' }
  /** One point of a piecewise-linear function: a list of two expressions. */
  | { readonly kind: 'point' }
  /** What stands there decides: a scalar, a map or a list. */
  | { readonly kind: 'either'; readonly scalar?: Shape; readonly map?: Shape; readonly list?: Shape };

export interface Field {
  readonly key: KeyName;
  readonly shape: Shape;
  readonly required?: boolean;
}

const expression: Shape = { kind: 'expression' };
const expressionOrPlan: Shape = { kind: 'expression', orPlan: true };
const interval: Shape = { kind: 'interval' };
const text: Shape = { kind: 'text' };
const name: Shape = { kind: 'name' };
const flag: Shape = { kind: 'flag' };
const date: Shape = { kind: 'date' };
const localized: Shape = { kind: 'localized' };

const word = (...words: WordName[]): Shape => ({ kind: 'word', words });
const object = (...fields: Field[]): Shape => ({ kind: 'object', fields });
const names = (of: Shape): Shape => ({ kind: 'names', of });
const list = (of: Shape): Shape => ({ kind: 'list', of });
const required = (key: KeyName, shape: Shape): Field => ({ key, shape, required: true });
const optional = (key: KeyName, shape: Shape): Field => ({ key, shape });

const wholeNumber = (least: number, most: number): Shape => ({ kind: 'whole_number', least, most });
/** Twelve digits after the point are more than any regulation asks for, and keep scaled integers small. */
const digits: Shape = wholeNumber(0, 12);

const described: readonly Field[] = [
  optional('title', localized),
  optional('basis', { kind: 'either', scalar: text, list: list(text) }),
  optional('note', localized),
  optional('unverified', flag),
];

const scalarTypes = word('text', 'choice', 'flag', 'count', 'decimal', 'percent', 'money', 'days', 'date');
const choices: Shape = { kind: 'either', list: list(name), map: names(localized) };

const round: Shape = {
  kind: 'either',
  scalar: word('no_rounding'),
  map: object(optional('digits', digits), optional('step', expression), required('mode', word(...ROUNDING_MODES))),
};

const consolidations = word('sum', 'average', 'last', 'largest', 'smallest', 'ratio_of_sums', 'average_of_scores');

/** How the periods of a longer one are taken together: a method, or a method with its conditions. */
const consolidate: Shape = {
  kind: 'either',
  scalar: consolidations,
  map: object(
    required('method', consolidations),
    /** Of each period's actual before they are taken together; exact where absent. */
    optional('round', round),
    /** With fewer periods the actual is missing. */
    optional('at_least', wholeNumber(1, 12)),
  ),
};

/** When a dated part of the rules is in force; both days are included. */
const inForce = object(optional('from', date), optional('to', date));

const input = object(
  required('type', scalarTypes),
  ...described,
  optional('key', flag),
  optional('choices', choices),
  optional('unit', text),
  optional('digits', digits),
  optional('range', interval),
  optional('max', expression),
  optional('optional', flag),
  optional('applies', expression),
  optional('sensitive', flag),
  optional('consolidate', word('sum', 'average', 'last', 'largest', 'smallest')),
  /** A fixed list: the columns `x.1` to `x.9`. */
  optional('list', wholeNumber(1, 100)),
  /** A series: a column for each month of the period. */
  optional('per', word('month')),
  /** Of a list or series: what a missing element comes to. */
  optional('missing', word('reject', 'skip', 'zero')),
);

const parameter = object(
  required('type', scalarTypes),
  ...described,
  optional('choices', choices),
  optional('unit', text),
  optional('digits', digits),
  optional('at', word('at_start', 'at_end')),
  optional('value', expression),
  optional(
    'dated_values',
    list(
      object(
        required('from', date),
        optional('to', date),
        required('dated_value', expression),
        optional('basis', text),
      ),
    ),
  ),
  optional('reviewed_until', date),
);

const functionParameter = object(
  required('type', scalarTypes),
  ...described,
  optional('choices', choices),
  /** An author's unit, or `same`: any unit, the same for all parameters that say so. */
  optional('unit', text),
  optional('digits', digits),
  optional('range', interval),
);

const functionShape = object(
  ...described,
  required('parameters', names(functionParameter)),
  optional('with', names(expression)),
  optional('value', expression),
  optional('breakpoints', list({ kind: 'point' })),
  optional('below', expression),
  optional('above', expression),
);

/** What a work plan may bring for an indicator: the type, digits and range of its target. */
const planned: readonly Field[] = [
  required('type', word('count', 'decimal', 'percent', 'money', 'days')),
  optional('unit', text),
  optional('digits', digits),
  required('range', interval),
  optional('optional', flag),
];

/** More members would make a program that nobody reads; a plan of so many rows is no plan. */
export const MOST_PLAN_ROWS = 60;

const indicator = object(
  ...described,
  optional('group', name),
  optional('effective', inForce),
  optional('at', word('at_start', 'at_end')),
  optional('applies', expression),
  required('polarity', word('maximize', 'minimize', 'stabilize', 'no_polarity')),
  optional('plan', object(...planned)),
  optional('template', object(...planned, required('max_rows', wholeNumber(1, MOST_PLAN_ROWS)))),
  optional('revision', word('latest', 'prorate_days', 'by_segment')),
  optional('actual', expression),
  optional('target', { kind: 'either', scalar: expressionOrPlan, map: { kind: 'by_part' } }),
  required('achievement', expression),
  optional('clamp', interval),
  required('round', round),
  optional('score', object(required('value', expression), required('round', round))),
  optional('weight', expressionOrPlan),
  required('missing', {
    kind: 'either',
    scalar: word('reject', 'zero_score', 'exclude'),
    map: object(
      required('carry', wholeNumber(1, 60)),
      required('missing_else', word('reject', 'zero_score', 'exclude')),
    ),
  }),
  optional('consolidate', consolidate),
  optional('show', digits),
);

const namedValue: Shape = {
  kind: 'either',
  scalar: expression,
  map: object(...described, required('value', expression), optional('round', round), optional('show', digits)),
};

const score = object(...described, required('value', expression), required('round', round), optional('show', digits));

const rating = object(
  ...described,
  required('rating_of', expression),
  required('domain', interval),
  optional('at', word('at_start', 'at_end')),
  required('bands', {
    kind: 'either',
    map: names(interval),
    list: list(
      object(required('from', date), optional('to', date), required('bands', names(interval)), optional('basis', text)),
    ),
  }),
);

/** A list in place of a cell is any of its values [Y3]. */
const cell: Shape = { kind: 'either', scalar: { kind: 'cell' }, list: list({ kind: 'cell' }) };

const row = object(
  required('when', { kind: 'either', list: list(cell), map: names(cell) }),
  required('then', expression),
  optional('basis', text),
);

const table = object(
  ...described,
  required('table_inputs', list(name)),
  optional('table_order', list(name)),
  required('hit', word('unique', 'priority')),
  required('rules', {
    kind: 'either',
    list: { kind: 'list', of: row, nonEmpty: true },
    /** Rows that stand in a CSV file beside the ruleset. */
    map: object(required('import_from', text)),
  }),
  optional('otherwise', expression),
);

const checks = list(object(required('that', expression), required('message', localized)));

/** Many rows a record, in a file of their own. */
const details = object(
  ...described,
  /** What a row counts as, e.g. izin. */
  optional('unit', name),
  optional('max_rows', wholeNumber(1, 100_000_000)),
  required('columns', names(input)),
  optional('values', names(namedValue)),
  optional('ratings', names(rating)),
  optional('tables', names(table)),
  optional('checks', checks),
);

const calendar = object(
  ...described,
  required('workdays', list(word('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'))),
  optional('covers', object(required('from', date), required('to', date))),
);

const order = list({ kind: 'sort_key' });

const within: Shape = { kind: 'either', scalar: name, list: list(name) };
const ties = word('ties_refuse', 'ties_include', 'ties_exclude');
const shareRounding = word('share_down', 'share_nearest', 'share_up');

const quota = object(
  optional('share', expression),
  optional('quota_count', wholeNumber(0, 100_000_000)),
  optional('rounding', shareRounding),
  optional('at_least', wholeNumber(0, 100_000_000)),
  optional('quota_base', word('accepted', 'eligible', 'candidates')),
  optional('within', within),
  required('order', order),
  required('ties', ties),
);

const grant: Shape = {
  kind: 'either',
  scalar: text,
  map: object(required('value', expression), required('round', round)),
};

const tier = object(
  required('tier', name),
  ...described,
  required('when', expression),
  optional('quota', quota),
  optional('grant', names(grant)),
);

const budget = object(
  required('total', expression),
  optional('within', within),
  optional('budget_grants', list(name)),
  required('when_exceeded', word('by_order', 'prorate', 'exceeded_error')),
  optional('ties', ties),
);

const awards = object(
  ...described,
  required('eligible', expression),
  required('tiers', { kind: 'list', of: tier, nonEmpty: true }),
  required('otherwise', name),
  optional('order', order),
  optional('budget', budget),
);

/** A second table, one row a group, whose columns are inputs of every member. */
const groupData = object(
  ...described,
  required('key', name),
  optional('optional', flag),
  required('inputs', names(input)),
  optional('checks', checks),
);

const groupRule = object(
  ...described,
  required('type', word('rank', 'percentile', 'group_count', 'sum', 'average', 'smallest', 'largest', 'group_share')),
  optional('within', within),
  optional('group_of', expression),
  optional('where', expression),
  optional('order', order),
  optional('ties', word('ties_competition', 'ties_dense')),
  optional('round', round),
);

const limitRule = object(
  optional('basis', text),
  required('limit_values', list(name)),
  optional('when', expression),
  optional('at_most', expression),
  optional('at_least', expression),
  optional('rounding', shareRounding),
  optional('move_to', name),
);

const limit = object(
  ...described,
  required('limited', name),
  optional('within', within),
  required('quota_base', word('accepted', 'assessed')),
  optional('smallest_group', wholeNumber(1, 100_000_000)),
  required('action', word('warn', 'apply')),
  optional('order', order),
  optional('ties', ties),
  required('limit_rules', { kind: 'list', of: limitRule, nonEmpty: true }),
);

const decision = object(
  ...described,
  required('proposal', name),
  required('decision', name),
  required('decision_reason', name),
);

const deduction = object(
  required('name', name),
  ...described,
  optional('share', expression),
  optional('quota_base', word('of_base', 'of_remaining')),
  optional('value', expression),
  optional('round', round),
);

const amount = object(
  ...described,
  required('amount_base', expression),
  optional('deductions', list(deduction)),
  required('round', round),
);

const data: Shape = { kind: 'data' };

const examplePlanRow = object(
  optional('plan_no', text),
  required('plan_indicator', name),
  optional('title', text),
  required('target', { kind: 'datum' }),
  optional('weight', { kind: 'datum' }),
  optional('unit', text),
  optional('from', date),
  optional('to', date),
  optional('actual', { kind: 'datum' }),
);

const groupExample = object(
  required('name', text),
  required('period', text),
  optional('group_data', names(list(data))),
  optional('given', { kind: 'given' }),
  optional('plan', list(examplePlanRow)),
  required('example_rows', {
    kind: 'list',
    of: object(required('given', { kind: 'given' }), optional('plan', list(examplePlanRow)), optional('expect', data)),
    nonEmpty: true,
  }),
  optional(
    'example_groups',
    list(
      object(
        optional('tier', name),
        optional('limit', name),
        optional('example_group', text),
        optional('count_base', wholeNumber(0, 100_000_000)),
        optional('capacity', wholeNumber(0, 100_000_000)),
        optional('placed', wholeNumber(0, 100_000_000)),
        optional('spent', expression),
      ),
    ),
  ),
);

/** What the record of an example had in an earlier period. */
const earlierExample = object(
  required('period', text),
  required('given', { kind: 'given' }),
  optional('plan', list(examplePlanRow)),
);

const example = object(
  required('name', text),
  required('period', text),
  required('given', { kind: 'given' }),
  optional('plan', list(examplePlanRow)),
  optional('earlier', list(earlierExample)),
  required('expect', { kind: 'data' }),
);

export const RULESET: Shape = object(
  required('takar', wholeNumber(1, 1)),
  optional('bahasa', { kind: 'language' }),
  required('ruleset', name),
  optional('title', localized),
  optional('note', localized),
  optional('subject', name),
  optional('period', word('month', 'quarter', 'semester', 'year')),
  optional('effective', object(required('from', date), optional('to', date))),
  optional(
    'consolidation',
    object(required('at_least', wholeNumber(1, 12)), required('fewer', word('reject', 'not_assessed'))),
  ),
  optional(
    'segments',
    object(
      required('from', name),
      required('to', name),
      required('method', word('weight_by_days')),
      required('group_at', word('at_end', 'longest')),
    ),
  ),
  optional('basis', { kind: 'either', scalar: text, list: list(text) }),
  optional('import', list(object(required('import_from', text), optional('use', list(name)), optional('as', name)))),
  optional('inputs', names(input)),
  optional('details', names(details)),
  optional('calendars', names(calendar)),
  optional('checks', checks),
  optional('group_data', names(groupData)),
  optional('parameters', names(parameter)),
  optional('values', names(namedValue)),
  optional('functions', names(functionShape)),
  optional('indicators', names(indicator)),
  optional('weights', word('normalise', 'total_100')),
  optional('scores', names(score)),
  optional('ratings', names(rating)),
  optional('tables', names(table)),
  optional('groups', names(groupRule)),
  optional('limits', names(limit)),
  optional('decisions', names(decision)),
  optional('amounts', names(amount)),
  optional('awards', awards),
  optional('examples', list(example)),
  optional('group_examples', list(groupExample)),
);

/** Option words by their spelling in a language, for one shape of kind `word`. */
export function wordNamed(words: readonly WordName[], text: string, language: 'en' | 'id'): WordName | undefined {
  return words.find((candidate) => WORDS[candidate][language] === text);
}
