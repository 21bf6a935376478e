import fc from 'fast-check';
import type { NodeId, Relation } from '../../src/language/core.ts';
import { numberType } from '../../src/language/types.ts';
import type { Requirement } from '../../src/model/program.ts';
import type { DataRecord } from '../../src/model/record.ts';
import type { RoundingMode } from '../../src/number/rounding.ts';
import { Builder, choice, interval, q, record, span } from './program.ts';

/** One node to be: an operation and where it looks for its operands, as numbers taken modulo what there is. */
export interface Step {
  readonly op: number;
  readonly picks: readonly [number, number, number];
  readonly number: string;
}

const numbers = ['-3', '-1/2', '0', '1/3', '1', '2', '4', '7.25'];

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    op: fc.nat(30),
    picks: fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)),
    number: fc.constantFrom(...numbers),
  }),
  { minLength: 5, maxLength: 40 },
);

/** A record of the inputs that `randomProgram` declares. */
export const fields: fc.Arbitrary<DataRecord> = fc
  .record({
    whole: fc.integer({ min: 0, max: 6 }),
    dense: fc.integer({ min: -12, max: 12 }),
    tenth: fc.option(fc.integer({ min: -20, max: 30 }), { nil: undefined }),
    positive: fc.integer({ min: 1, max: 20 }),
    word: fc.constantFrom('rendah', 'sedang', 'tinggi'),
    on: fc.boolean(),
  })
  .map(({ whole, dense, tenth, positive, word, on }) =>
    record({
      whole: q(whole),
      dense: q(`${dense}/3`),
      ...(tenth === undefined ? {} : { tenth: q(`${tenth}/10`) }),
      positive: q(`${positive}/4`),
      word,
      on,
    }),
  );

const RELATIONS: readonly Relation[] = ['=', '!=', '<', '<=', '>', '>='];
const MODES: readonly RoundingMode[] = ['half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling'];
const WORDS = ['rendah', 'sedang', 'tinggi'];

/** A program with some of everything; every operand is an earlier node of the right type. */
export function randomProgram(plan: readonly Step[]): {
  b: Builder;
  numeric: NodeId[];
  flags: NodeId[];
  requirements: Requirement[];
} {
  const b = new Builder();
  const word = b.inputOf('word', choice('word', WORDS));
  const numeric = [
    b.input('whole', '[0..6]', 0),
    b.input('dense', '[-4..4]'),
    b.input('tenth', '[-2..3]', 1, true),
    b.input('positive', '(0..5]'),
  ];
  const flags = [b.inputOf('on', { base: { kind: 'flag' }, presence: 'present' })];
  const requirements: Requirement[] = [];
  for (const { op, picks, number } of plan) {
    const at = (i: 0 | 1 | 2) => numeric[picks[i] % numeric.length] ?? 0;
    const flagAt = (i: 0 | 1 | 2) => flags[picks[i] % flags.length] ?? 0;
    const relation = RELATIONS[picks[2] % RELATIONS.length] ?? '=';
    const rank = () =>
      b.add({ op: 'lookup', of: word, entries: new Map(WORDS.map((value, index) => [value, q(index)])) });
    const makeNumber = (): NodeId | undefined => {
      switch (op) {
        case 0:
          return b.constant(number);
        case 1:
        case 2:
          return b.plus(at(0), at(1));
        case 3:
          return b.minus(at(0), at(1));
        case 4:
        case 5:
          return b.times(at(0), at(1));
        case 6:
        case 7:
          return b.over(at(0), at(1));
        case 8:
          return b.over(b.minus(b.times(b.constant(number), at(0)), at(1)), at(0));
        case 9: {
          const digits = picks[1] % 2;
          const rounding = { kind: 'digits' as const, digits, mode: MODES[picks[2] % 7] ?? 'half_up' };
          return b.add({ op: 'round', of: at(0), rounding }, numberType('', digits));
        }
        case 10: {
          const rounding = { kind: 'step' as const, step: q('0.25'), mode: MODES[picks[2] % 7] ?? 'half_up' };
          return b.add({ op: 'round', of: at(0), rounding });
        }
        case 11:
          return b.smallest(at(0), at(1), at(2));
        case 12:
          return b.largest(at(0), at(1));
        case 13:
        case 14:
        case 15:
        case 16:
          return b.choose(flagAt(0), at(1), at(2));
        case 17: {
          const x = at(0);
          return b.choose(b.compare(x, relation, b.constant(number)), x, at(1));
        }
        case 18:
          return b.choose(b.isMissing(at(0)), b.constant(number), at(0));
        case 19:
          return rank();
        case 20:
          return b.choose(b.compare(rank(), relation, b.constant(1)), rank(), at(0));
        case 21:
          return b.add({
            op: 'breakpoints',
            of: at(0),
            points: [
              { x: q(-1), y: q(2) },
              { x: q(1), y: q(number) },
              { x: q(3), y: q(5) },
            ],
            below: at(1),
            above: b.constant(number),
          });
        case 22: {
          const term = (i: 0 | 1) => ({ name: 't', counts: flagAt(i), weight: b.input('positive'), value: at(i) });
          return b.add({ op: 'weighted', form: picks[2] % 2 ? 'mean' : 'sum', terms: [term(0), term(1)] });
        }
        case 23:
          return b.add({ op: 'within', of: at(0), interval: interval('(-1..3]'), parameter: 'p', callee: 'f' });
        default:
          return undefined;
      }
    };
    const made = makeNumber();
    if (made !== undefined) numeric.push(made);
    else if (op === 24) flags.push(b.compare(at(0), relation, at(1)));
    else if (op === 25) flags.push(b.both(flagAt(0), flagAt(1)));
    else if (op === 26) flags.push(b.either(flagAt(0), flagAt(1)));
    else if (op === 27) flags.push(b.not(flagAt(0)));
    else if (op === 28) flags.push(b.compare(at(0), relation, b.constant(number)));
    else if (op === 29) {
      flags.push(b.add({ op: 'among', of: word, values: WORDS.slice(picks[0] % 3, 1 + (picks[1] % 3)) }, FLAG_TYPE));
    } else if (requirements.length < 2 && !mentionsComputed(flagAt(0), b)) {
      requirements.push({ node: flagAt(0), reason: { kind: 'check', message: {}, that: '' }, span: span(0, 0) });
    }
  }
  return { b, numeric, flags, requirements };
}

const FLAG_TYPE = { base: { kind: 'flag' }, presence: 'present' } as const;

/** Checks of random programs are kept cheap: any flag will do, but not the bare input, which would fix it. */
function mentionsComputed(flag: NodeId, b: Builder): boolean {
  return b.nodes[flag]?.op === 'input';
}
