import { readdirSync, readFileSync } from 'node:fs';
import type { Case, Employee } from '../../../src/base/codes.ts';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { forPeople } from '../../../src/index.ts';
import { load } from '../../../src/syntax/load.ts';
import { verifyRuleset } from '../../../src/verify-ruleset.ts';

export const FOLDER = new URL('.', import.meta.url).pathname;

/**
 * A case of the corpus: what the columns are, the rows of a table or the bands of a rating, and what is found.
 *
 *     === name
 *     hasil: choice di_bawah sesuai di_atas
 *     nilai: number [0..120] 2          an input on the grid of two digits
 *     skor: raw [0..120]                a score that is not rounded
 *     mutu: rating skor | rendah [0..60) | tinggi [60..120]
 *     check: nilai <= skor
 *     value: x = nilai + skor
 *     unique hasil nilai                or: priority, or: bands nilai [0..120]
 *     di_bawah | [0..90) | => kurang    or: baik | [90..120]
 *     otherwise => lain
 *     ==>
 *     TK504 hasil = sesuai, nilai = 0 (shown)
 */
export interface TableCase {
  readonly file: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly expected: readonly string[];
}

export function tableCases(): readonly TableCase[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
  return files.sort().flatMap((file) =>
    readFileSync(`${FOLDER}${file}`, 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map((text) => {
        const [head = '', verdict = ''] = text.split(/^==>\n?/m);
        const [name = '', ...lines] = head.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
        return { file, name, lines, expected: verdict.split('\n').filter((line) => line.trim() !== '') };
      }),
  );
}

interface Parts {
  readonly inputs: string[];
  readonly checks: string[];
  readonly values: string[];
  readonly scores: string[];
  readonly ratings: string[];
  table: string[];
}

/** The ruleset that a case stands for. */
export function rulesetOf(lines: readonly string[]): string {
  const parts: Parts = { inputs: [], checks: [], values: [], scores: [], ratings: [], table: [] };
  const start = lines.findIndex((line) => /^(unique|priority|bands) /.test(line));
  for (const line of lines.slice(0, start)) declare(parts, line);
  const [kind = '', ...words] = (lines[start] ?? '').split(' ');
  const rows = lines.slice(start + 1);
  if (kind === 'bands') parts.ratings.push(bands(words, rows));
  else parts.table = tableLines(kind, words, rows);
  const section = (key: string, of: readonly string[]) => (of.length === 0 ? [] : [`${key}:`, ...of]);
  return [
    'takar: 1',
    'ruleset: corpus',
    'period: quarter',
    'inputs:',
    '  nip: { type: text, key: true }',
    ...parts.inputs,
    ...section('checks', parts.checks),
    ...section('values', parts.values),
    ...section('scores', parts.scores),
    ...section('ratings', parts.ratings),
    ...section('tables', parts.table),
    '',
  ].join('\n');
}

function declare(parts: Parts, line: string): void {
  const at = line.indexOf(':');
  const [name, rest] = [line.slice(0, at), line.slice(at + 1).trim()];
  const [kind = '', ...words] = rest.split(' ');
  if (name === 'check') parts.checks.push(`  - { that: "${rest}", message: refused }`);
  else if (name === 'value') {
    const [value = '', ...of] = rest.split(' = ');
    parts.values.push(`  ${value}: { value: "${of.join(' = ')}", round: none }`);
  } else if (kind === 'choice') parts.inputs.push(`  ${name}: { type: choice, of: [${words.join(', ')}] }`);
  else if (kind === 'flag') parts.inputs.push(`  ${name}: { type: flag }`);
  else if (kind === 'text') parts.inputs.push(`  ${name}: { type: text }`);
  else if (kind === 'date') parts.inputs.push(`  ${name}: { type: date }`);
  else if (kind === 'number') {
    const [range = '', digits = '0', optional = ''] = words;
    const more = optional === 'optional' ? ', optional: true' : '';
    parts.inputs.push(`  ${name}: { type: decimal, digits: ${digits}, range: "${range}"${more} }`);
  } else if (kind === 'raw') {
    const [low = 0, high = 0] = (words[0] ?? '').slice(1, -1).split('..').map(Number);
    parts.inputs.push(`  ${name}_3: { type: decimal, digits: 2, range: "[${3 * low}..${3 * high}]" }`);
    parts.scores.push(`  ${name}: { value: ${name}_3 / 3, round: none }`);
  } else if (kind === 'rating') parts.ratings.push(...ratingLines(name, rest.slice(kind.length)));
  else throw new Error(`tables: what is '${line}'?`);
}

function ratingLines(name: string, rest: string): readonly string[] {
  const [of = '', ...bandTexts] = rest.split('|').map((part) => part.trim());
  const named = bandTexts.map((text) => text.split(' ')).map(([band, interval]) => `${band}: "${interval}"`);
  const [source = '', domain = '[0..120]'] = of.split(' ');
  return [`  ${name}: { of: ${source}, domain: "${domain}", bands: { ${named.join(', ')} } }`];
}

function bands([of = '', domain = '']: readonly string[], rows: readonly string[]): string {
  const named = rows
    .map((row) => row.split('|').map((part) => part.trim()))
    .map(([band, text]) => `${band}: "${text}"`);
  return `  kelas: { of: ${of}, domain: "${domain}", bands: { ${named.join(', ')} } }`;
}

function tableLines(hit: string, columns: readonly string[], rows: readonly string[]): string[] {
  const result = ['  keputusan:', `    inputs: [${columns.join(', ')}]`, `    hit: ${hit}`, '    rules:'];
  for (const row of rows) {
    const [cells = '', outcome = ''] = row.split('=>').map((part) => part.trim());
    if (cells === 'otherwise') {
      result.push(`    otherwise: ${outcome}`);
      continue;
    }
    const texts = cells
      .replace(/\|$/, '')
      .split('|')
      .map((cell) => quoted(cell.trim()));
    result.push(`      - { when: [${texts.join(', ')}], then: ${outcome} }`);
  }
  return result;
}

function quoted(cell: string): string {
  return cell.includes('"') ? `'${cell}'` : `"${cell}"`;
}

/** What is found, one line each. */
export async function verdictOn(text: string): Promise<readonly string[]> {
  const loaded = await load('t.takar.yaml', (path) => (path === 't.takar.yaml' ? text : undefined));
  const proven = loaded.value ? verifyRuleset(loaded.value).diagnostics : [];
  // Lints speak of other things, such as a score that is not rounded.
  return [...loaded.diagnostics, ...proven].filter(({ code }) => !code.startsWith('TK59')).map(brief);
}

export function brief(finding: Diagnostic): string {
  switch (finding.code) {
    case 'TK501':
      return `TK501 ${forPeople(finding.args.value, 'en')} (${certainty(finding.args.employee)})`;
    case 'TK502': {
      const { value, first, second, employee } = finding.args;
      return `TK502 ${first}/${second} ${forPeople(value, 'en')} (${certainty(employee)})`;
    }
    case 'TK504':
      return `TK504 ${cell(finding.args.cell)} (${certainty(finding.args.employee)})`;
    case 'TK505': {
      const { first, second, employee } = finding.args;
      return `TK505 ${first}/${second} ${cell(finding.args.cell)} (${certainty(employee)})`;
    }
    case 'TK506':
    case 'TK581':
      return `${finding.code} ${finding.args.row}`;
    case 'TK517':
      return `TK517 ${finding.args.band}`;
    case 'TK518':
      return `TK518 ${finding.args.axes.join(', ')}`;
    case 'TK579':
      return `TK579 ${finding.args.row} ${cell(finding.args.cell)} by ${finding.args.by}`;
    case 'TK580':
      return `TK580 ${finding.args.first}/${finding.args.second} ${finding.args.whole ? 'whole' : cell(finding.args.cell)}`;
    default:
      return `${finding.code} ${JSON.stringify(finding.args)}`;
  }
}

function certainty(employee: Employee): string {
  return employee === null ? 'possible' : 'shown';
}

function cell(parts: Case): string {
  const texts = parts.map(
    ({ name, value }) => `${name} = ${typeof value === 'string' ? value : forPeople(value, 'en')}`,
  );
  return texts.length === 0 ? 'always' : texts.join(', ');
}
