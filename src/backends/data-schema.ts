import { MONEY, PERCENT } from '../language/types.ts';
import type { Input, Ruleset } from '../model/ruleset.ts';
import type { Interval } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';
import { shortestDecimal } from '../number/text.ts';
import { printExpression } from '../syntax/print.ts';

/** As much of JSON Schema 2020-12 as a row of data needs. */
export type DataSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of one row of a ruleset's data, as JSON Lines bring it. It helps whoever prepares data; what counts is
 * what reading them says. A schema cannot tell when an input that applies to some records alone is needed, nor hold
 * checks between inputs or keys that come twice: where it is silent, the description says so.
 */
export function toDataSchema(ruleset: Ruleset): DataSchema {
  const inputs = [...ruleset.inputs.values()].filter(({ table }) => table === null);
  const required = inputs.filter(isRequired).map(({ name }) => name);
  const rows: [string, DataSchema][] = inputs.map((input) => [input.name, propertyOf(input)]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: ruleset.title?.id ?? ruleset.title?.en ?? ruleset.name,
    type: 'object',
    // A name of a column that begins so is nobody's business.
    patternProperties: { '^_': true },
    properties: { ...Object.fromEntries(rows), period: { type: 'string' }, periode: { type: 'string' } },
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function isRequired({ optional, key, applies }: Input): boolean {
  return key || (!optional && applies === undefined);
}

function propertyOf(input: Input): DataSchema {
  const about = aboutOf(input);
  const type = typeOf(input);
  // What may be left out may also stand as null.
  return isRequired(input) ? { ...about, ...type } : { ...about, anyOf: [type, { type: 'null' }] };
}

function aboutOf({ title, type: { base }, applies }: Input): DataSchema {
  const said = title?.id ?? title?.en;
  const unit = base.kind === 'number' ? base.unit : '';
  const notes = [
    unit === PERCENT ? '95 = 95 %' : unit === MONEY ? 'IDR' : unit,
    applies ? `applies: ${printExpression(applies, 'en')}` : '',
  ].filter((note) => note !== '');
  return { ...(said !== undefined && { title: said }), ...(notes.length > 0 && { description: notes.join('; ') }) };
}

function typeOf({ type: { base }, labels, range }: Input): DataSchema {
  switch (base.kind) {
    case 'number':
      return { type: base.digits === 0 ? 'integer' : 'number', ...boundsOf(range) };
    case 'choice': {
      const said = [...labels.values()].flatMap(({ id, en }) => [id, en]).filter((label) => label !== undefined);
      return { enum: [...new Set([...base.values, ...said])] };
    }
    case 'flag':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', format: 'date' };
    default:
      return { type: 'string', minLength: 1 };
  }
}

/** Ends that no decimal can say are left out: a bound that is a little off would refuse what is right. */
function boundsOf({ low, lowOpen, high, highOpen }: Interval): DataSchema {
  const [least, most] = [numberOf(low), numberOf(high)];
  return {
    ...(least !== undefined && { [lowOpen ? 'exclusiveMinimum' : 'minimum']: least }),
    ...(most !== undefined && { [highOpen ? 'exclusiveMaximum' : 'maximum']: most }),
  };
}

function numberOf(end: Rational | null): number | undefined {
  const text = end && shortestDecimal(end);
  if (!text) return undefined;
  const number = Number(text);
  return String(number) === text ? number : undefined;
}
