import { isNarrow } from '../../integers/bounds.ts';
import type { Plan, PlanColumn, ShownCell, StepId } from '../../integers/plan.ts';
import { parseIsoDate } from '../../number/calendar.ts';
import { Expressions } from './expressions.ts';
import { defaultCell } from './fill.ts';

/** A value of a result: units of 10^-digits, a word, a flag, or days; null where there is none. */
export type RowValue = number | string | boolean | null;

export interface RowIndicator {
  readonly applies: boolean;
  readonly actual: RowValue;
  readonly target: RowValue;
  readonly achievement: RowValue;
  readonly score: RowValue;
  readonly weight: RowValue;
}

/** One record's scores by the generated code; numbers are in units, of which `RowCode.digits` says the size. */
export interface RowScores {
  readonly assessed: boolean;
  /** In the order of the program's results. */
  readonly values: readonly RowValue[];
  /** In the order of its tiers: eligible, and the condition holds. */
  readonly tiers: readonly boolean[];
  /** In the order of its indicators; empty where no trace was asked for. */
  readonly indicators: readonly RowIndicator[];
}

export interface RowCode {
  /** Undefined where the exact evaluator must look at the record. */
  readonly score: (row: object) => RowScores | undefined;
  /** Of each result; null for what is no number. */
  readonly digits: readonly (number | null)[];
  readonly source: string;
}

/** Compiles a plan to a function over row objects. Needs `new Function`. Undefined where a result is too wide for it. */
export function compileRows(plan: Plan, trace: boolean): RowCode | undefined {
  const cells = [...plan.results, ...(trace ? plan.indicators.flatMap(cellsOf) : [])];
  if (cells.some((cell) => !fits(plan, cell))) return undefined;
  const source = rowSource(plan, trace, cells);
  const make = new Function('words', 'codes', 'unitsOf', 'daysOf', 'isPlain', source);
  const codes = new Map(plan.words.map((word, code) => [word, code]));
  return {
    score: make(plan.words, codes, unitsOf, daysOf, isPlain),
    digits: plan.results.map(({ shown }) => shown?.digits ?? null),
    source,
  };
}

function cellsOf({ actual, target, achievement, score, weight }: Plan['indicators'][number]): readonly ShownCell[] {
  return [actual, target, achievement, score, weight].filter((cell) => cell !== null);
}

function fits({ steps }: Plan, { shown }: ShownCell): boolean {
  const step = shown === null ? undefined : steps[shown.units];
  return step === undefined || isNarrow(step.bound);
}

/** Units of 10^-digits of a number or of its plain text; NaN where it has more digits, or is anything else. */
function unitsOf(value: unknown, scale: number): number {
  if (typeof value === 'number') {
    const units = Math.round(value * scale);
    // Division rounds correctly, so the shortest text of the number has these very digits.
    return units / scale === value && Math.abs(units) < 1e15 ? units : Number.NaN;
  }
  if (typeof value !== 'string' || !/^-?\d{1,12}(?:\.\d{1,12})?$/.test(value)) return Number.NaN;
  const [whole = '', fraction = ''] = value.split('.');
  const digits = Math.round(Math.log10(scale));
  if (fraction.length > digits || whole.length + digits > 15) return Number.NaN;
  return Number(whole + fraction.padEnd(digits, '0'));
}

/** Printable ASCII that nobody would trim or take for an error of a spreadsheet, nor for a number it has spoiled. */
function isPlain(text: unknown): boolean {
  if (typeof text !== 'string' || text.length === 0) return false;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || code > 126) return false;
    if (code >= 48 && code <= 57) digits++;
  }
  const first = text.charCodeAt(0);
  if (first === 32 || first === 35 || text.charCodeAt(text.length - 1) === 32) return false;
  if (digits === text.length) return digits < 18 || !/^\d{15}0+$/.test(text);
  if (digits > 0 && (first < 65 || first === 69 || first === 101)) return !/^(?:[+-]?\d.*e|err:)/i.test(text);
  return true;
}

function daysOf(value: unknown): number {
  return typeof value === 'string' ? (parseIsoDate(value) ?? Number.NaN) : Number.NaN;
}

function rowSource(plan: Plan, trace: boolean, cells: readonly ShownCell[]): string {
  const read = new Set(
    plan.steps.flatMap((step) => (step.op === 'column' || step.op === 'empty' ? [step.column] : [])),
  );
  const tiers = plan.awards?.tiers ?? [];
  const eligible = plan.awards?.eligible;
  const wanted: StepId[] = [plan.fit, plan.error, plan.assessed, ...cells.flatMap(stepsOf)];
  for (const { when } of tiers) wanted.push(when);
  if (eligible !== undefined) wanted.push(eligible);
  if (trace) wanted.push(...plan.indicators.map(({ applies }) => applies));
  const expressions = new Expressions(plan, wanted, {
    column: (column) => `c${column}`,
    empty: (column) => `e${column}`,
    period: (part) => `period.${part}`,
  });
  const fitting = expressions.declarations(0, plan.fitSteps);
  const fit = expressions.expression(plan.fit);
  const scoring = expressions.declarations(plan.fitSteps, plan.steps.length);
  const cell = (one: ShownCell | null) => (one === null ? 'null' : cellText(one, expressions));
  const indicator = (one: Plan['indicators'][number]) =>
    `{ applies: ${expressions.expression(one.applies)}, actual: ${cell(one.actual)}, target: ${cell(one.target)}, achievement: ${cell(one.achievement)}, score: ${cell(one.score)}, weight: ${cell(one.weight)} }`;
  const tier = (when: StepId) => `${expressions.expression(eligible ?? when)} && ${expressions.expression(when)}`;
  const lines = [
    ...plan.columns.flatMap((column, i) => columnLines(column, i, read.has(i), plan.words)),
    ...fitting,
    ...(fit === 'true' ? [] : [`if (!${fit}) return undefined;`]),
    ...scoring,
    ...(expressions.expression(plan.error) === 'false'
      ? []
      : [`if (${expressions.expression(plan.error)}) return undefined;`]),
    'return {',
    `  assessed: ${expressions.expression(plan.assessed)},`,
    `  values: [${plan.results.map(cell).join(', ')}],`,
    `  tiers: [${tiers.map(({ when }) => tier(when)).join(', ')}],`,
    `  indicators: [${trace ? plan.indicators.map(indicator).join(', ') : ''}],`,
    '};',
  ];
  const body = lines.map((line) => `  ${line}\n`).join('');
  return `'use strict';\n${expressions.divisions.source}return function (row) {\n${body}};\n`;
}

function stepsOf({ value, shown, there }: ShownCell): readonly StepId[] {
  switch (value.kind) {
    case 'number':
      return shown === null ? [there] : [there, shown.units];
    case 'date':
      return [there, value.fraction.over];
    case 'word':
      return [there, value.code];
    case 'flag':
      return [there, value.flag];
    case 'nothing':
      return [there];
  }
}

function cellText({ value, shown, there }: ShownCell, expressions: Expressions): string {
  const isThere = expressions.expression(there);
  const text = () => {
    switch (value.kind) {
      case 'number':
        return shown === null ? 'null' : expressions.expression(shown.units);
      case 'date':
        return expressions.expression(value.fraction.over);
      case 'word':
        return `words[${expressions.expression(value.code)}]`;
      case 'flag':
        return expressions.expression(value.flag);
      case 'nothing':
        return 'null';
    }
  };
  if (isThere === 'false') return 'null';
  return isThere === 'true' ? text() : `${isThere} ? ${text()} : null`;
}

/** Reads a field into `c` and `e`; what the plan does not read is looked at all the same, since it may be wrong. */
function columnLines(column: PlanColumn, index: number, isRead: boolean, words: readonly string[]): readonly string[] {
  const { input, bound, digits } = column;
  const required = input.key || (!input.optional && input.applies === undefined);
  const field = `row[${JSON.stringify(input.name)}]`;
  const [value, cell, empty] = [`f${index}`, `c${index}`, `e${index}`];
  const absent = `(${value} === undefined || ${value} === null || ${value} === '')`;
  const within = `${cell} >= ${bound.low} && ${cell} <= ${bound.high}`;
  const readAs = readExpression(column, value, words);
  if (readAs === undefined) {
    const code = isRead ? [`const ${cell} = codes.get(${value}) ?? -1, ${empty} = ${absent};`] : [];
    const isOdd = `${required ? '' : `!${absent} && `}!isPlain(${value})`;
    return [`const ${value} = ${field};`, `if (${isOdd}) return undefined;`, ...code];
  }
  if (required && input.type.base.kind === 'number') {
    // A plain number is read here; any other form by the function.
    const scale = 10 ** digits;
    return [
      `const ${value} = ${field};`,
      `let ${cell} = Math.floor(${value} * ${scale} + 0.5);`,
      `if (${cell} / ${scale} !== ${value}) ${cell} = unitsOf(${value}, ${scale});`,
      `if (!(${within})) return undefined;`,
    ];
  }
  if (required) {
    return [`const ${value} = ${field};`, `const ${cell} = ${readAs};`, `if (!(${within})) return undefined;`];
  }
  return [
    `const ${value} = ${field}, ${empty} = ${absent};`,
    `const ${cell} = ${empty} ? ${defaultCell(column)} : ${readAs};`,
    `if (!(${within})) return undefined;`,
  ];
}

/** Undefined for texts. */
function readExpression(column: PlanColumn, value: string, words: readonly string[]): string | undefined {
  const { input, digits } = column;
  switch (input.type.base.kind) {
    case 'number':
      return `unitsOf(${value}, ${10 ** digits})`;
    case 'date':
      return `daysOf(${value})`;
    case 'flag':
      return `${value} === true ? 1 : ${value} === false ? 0 : NaN`;
    case 'choice':
      return `(${choiceCodes(column, words)
        .map((code) => `${value} === words[${code}] ? ${code} : `)
        .join('')}NaN)`;
    default:
      return undefined;
  }
}

function choiceCodes({ input }: PlanColumn, words: readonly string[]): readonly number[] {
  const { base } = input.type;
  return base.kind === 'choice' ? base.values.map((value) => words.indexOf(value)) : [];
}
