import type { Generated, MadeExample } from '../examples/generate.ts';
import type { Goal } from '../examples/goals.ts';
import type { Value } from '../language/core.ts';
import { KEYS, type Language, OPERATORS, RESULT_NAMES, spelling } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { Program } from '../model/program.ts';
import type { Evaluated } from '../model/score.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { shortestDecimal } from '../number/text.ts';
import { awardBeforeLimits } from '../score/awards.ts';

/**
 * Examples that were made, as they would stand in the ruleset: in its language and in its style, each with what it is
 * an example of. What they expect is what the ruleset gives now; whether that is right, people say.
 */
export function generatedExamplesText(program: Program, { examples, impossible, notFound }: Generated): string {
  const { language } = program.ruleset;
  const words = texts(language).report.generated;
  const taken = new Set(program.ruleset.examples.map(({ name }) => name.value));
  const body = examples.flatMap((example) => exampleLines(program, example, taken));
  const left = (heading: string, goals: readonly Goal[]) =>
    goals.length === 0 ? [] : [`# ${heading}`, ...goals.map((goal) => `# - ${oneLine(goalText(goal, language))}`)];
  return [
    `# ${words.heading}`,
    ...left(words.impossible, impossible),
    ...left(words.notFound, notFound),
    ...(body.length === 0 ? [] : [`${spelling(KEYS.examples, language)}:`, ...body]),
    '',
  ].join('\n');
}

/** A goal in words. */
export function goalText(goal: Goal, language: Language): string {
  const words = texts(language).report.generated;
  switch (goal.kind) {
    case 'boundary': {
      const { measured, value, unit, isDate } = goal.boundary;
      const number = isDate ? formatIsoDate(Number(value.numerator)) : (shortestDecimal(value) ?? value.toString());
      return words.sides[goal.side](measured, unit === '' ? number : `${number} ${unit}`);
    }
    case 'condition':
      return words.condition(goal.of, goal.part, goal.value);
    case 'row':
      return goal.column === null ? words.row(goal.of, goal.row) : words.column(goal.of, goal.row, goal.column);
  }
}

function exampleLines(program: Program, { goals, fields, row }: MadeExample, taken: Set<string>): readonly string[] {
  const { language } = program.ruleset;
  const said = goals.map((goal) => oneLine(goalText(goal, language)));
  const key = (name: 'name' | 'period' | 'given' | 'expect') => spelling(KEYS[name], language);
  const given = [...program.ruleset.inputs.values()].flatMap(({ name, key: isKey }) => {
    const value = fields.get(name);
    return isKey || value === undefined ? [] : [`      ${name}: ${valueText(value, language)}`];
  });
  return [
    ...said.slice(1).map((text) => `  # ${text}`),
    `  - ${key('name')}: ${scalar(uniqueName(said[0] ?? '', taken))}`,
    `    ${key('period')}: ${row.period.text}`,
    ...(given.length === 0 ? [`    ${key('given')}: {}`] : [`    ${key('given')}:`, ...given]),
    `    ${key('expect')}:`,
    ...expectLines(program, row, language),
  ];
}

function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted} (${count})`;
  taken.add(name);
  return name;
}

/** Scores, ratings, tables and the award; a number that no decimal writes exactly is left out. */
function expectLines(program: Program, row: MadeExample['row'], language: Language): readonly string[] {
  const named = program.results
    .filter(({ kind, name }) => (kind !== 'value' || program.scores.length === 0) && !name.includes('.'))
    .flatMap(({ name }) => {
      const text = evaluatedText(row.results.get(name), language);
      return text === undefined ? [] : [`      ${name}: ${text}`];
    });
  const award = awardBeforeLimits(row);
  if (!award) return named;
  const name = award.name === null ? spelling(OPERATORS.missing, language) : scalar(award.name);
  return [...named, `      ${spelling(RESULT_NAMES.award, language)}: ${name}`];
}

function evaluatedText(found: Evaluated | undefined, language: Language): string | undefined {
  if (found?.kind === 'missing') return spelling(OPERATORS.missing, language);
  if (found?.kind !== 'value') return undefined;
  if (found.value instanceof Rational && shortestDecimal(found.value) === undefined) return undefined;
  return valueText(found.value, language);
}

function valueText(value: Value, language: Language): string {
  if (value instanceof Rational) return shortestDecimal(value) ?? value.toString();
  if (typeof value === 'boolean') return spelling(value ? OPERATORS.true : OPERATORS.false, language);
  return typeof value === 'number' ? formatIsoDate(value) : scalar(value);
}

/** Bare where YAML can read it as nothing but this text, otherwise in quotes. */
function scalar(text: string): string {
  const isPlain =
    /^[\p{L}_][\p{L}\p{N}_ ./%=<>()-]*$/u.test(text) &&
    !/[ :]$|^(?:true|false|yes|no|on|off|null|ya|tidak|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
