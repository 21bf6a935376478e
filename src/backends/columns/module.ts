import type { Plan, ShownCell, StepId } from '../../integers/plan.ts';
import { PLAIN_NAME } from './expressions.ts';
import { batchSource, outputKind } from './source.ts';

interface NamedOutput {
  readonly name: string;
  readonly kind: 'units' | 'word' | 'flag' | 'days' | 'there';
  readonly digits: number;
  readonly step: StepId;
}

/**
 * A plan as a JavaScript module by itself, for hosts that forbid `new Function`: what its columns and outputs are, and
 * the function over batches. No text of the ruleset enters it but plain names; what has none is called by its number.
 */
export function moduleSource(plan: Plan): string {
  const outputs = outputsOf(plan);
  const { body, outputs: kinds } = batchSource(
    plan,
    outputs.map(({ step }) => step),
  );
  const columns = plan.columns.map(({ input, digits, bound }, i) =>
    JSON.stringify({
      name: plain(input.name, `column_${i}`),
      digits,
      low: Number(bound.low),
      high: Number(bound.high),
    }),
  );
  const described = outputs.map(({ name, kind, digits }, i) => JSON.stringify({ name, kind, digits, array: kinds[i] }));
  const words = plan.words.map((word, i) => JSON.stringify(plain(word, `word_${i}`)));
  return [
    '// Made by takar; changes belong into the ruleset.',
    `// ruleset: ${plain(plan.program.ruleset.name, 'ruleset')}, period: ${plan.period?.text ?? 'given with each call'}`,
    '',
    '/** cells[c][i] is an integer, the cell times 10^digits, a word by its number, 0 or 1, or days since 1970-01-01. */',
    `export const columns = [\n${columns.map((line) => `  ${line},\n`).join('')}];`,
    '',
    '/** out[k][i]; array: Uint8Array (bytes), Float64Array (doubles) or BigInt64Array (wide). */',
    `export const outputs = [\n${described.map((line) => `  ${line},\n`).join('')}];`,
    '',
    `export const words = [${words.join(', ')}];`,
    '',
    '/** status[i]: 0 scored, 1 not assessed, 2 to be scored row by row; rows that come in as 2 are left alone. */',
    'export function scoreBatch(rows, cells, empty, status, out, period) {',
    ...body
      .trimEnd()
      .split('\n')
      .filter((line) => line !== "'use strict';")
      .map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

function outputsOf(plan: Plan): readonly NamedOutput[] {
  const cells = [
    ...plan.indicators.flatMap(({ name, achievement, score }) => [
      { name: `${name}.achievement`, cell: achievement },
      { name: `${name}.score`, cell: score },
    ]),
    ...plan.results
      .flatMap((result) => [...result.parts.filter((part) => isNumbered(plan, part)), result])
      .map((cell) => ({ name: cell.name, cell })),
  ];
  const tiers = (plan.awards?.tiers ?? []).map(
    ({ name, when }): NamedOutput => ({
      name: `award.${plain(name, 'tier')}`,
      kind: 'flag',
      digits: 0,
      step: when,
    }),
  );
  const eligible: NamedOutput[] =
    plan.awards === null ? [] : [{ name: 'award.eligible', kind: 'flag', digits: 0, step: plan.awards.eligible }];
  return [
    ...cells.flatMap(({ name, cell }, i) => outputsOfCell(plain(name, `result_${i}`), cell)),
    ...eligible,
    ...tiers,
  ];
}

/** Texts are the data's own, and what has more than 64 bits has no array: what hangs on such a step is there all the same. */
function isNumbered({ steps }: Plan, { value, shown }: ShownCell): boolean {
  const step = steps[shown?.units ?? -1];
  return !(value.kind === 'word' && value.open) && (step === undefined || outputKind(step) !== undefined);
}

function outputsOfCell(name: string, { value, shown, there }: ShownCell): readonly NamedOutput[] {
  const present: NamedOutput = { name: `${name}.there`, kind: 'there', digits: 0, step: there };
  switch (value.kind) {
    case 'number':
      return shown === null ? [] : [{ name, kind: 'units', digits: shown.digits, step: shown.units }, present];
    case 'date':
      return [{ name, kind: 'days', digits: 0, step: value.fraction.over }, present];
    case 'word':
      return [{ name, kind: 'word', digits: 0, step: value.code }, present];
    case 'flag':
      return [{ name, kind: 'flag', digits: 0, step: value.flag }, present];
    case 'nothing':
      return [];
  }
}

function plain(name: string, otherwise: string): string {
  return name.split('.').every((part) => PLAIN_NAME.test(part)) ? name : otherwise;
}
