import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bindObject } from '../../src/data/bind.ts';
import type { Program } from '../../src/model/program.ts';
import type { Evaluated } from '../../src/model/score.ts';
import { type Period, parsePeriod } from '../../src/number/calendar.ts';
import { Rational } from '../../src/number/rational.ts';
import { forPeople, parseNumber, plainDecimal, shortestDecimal } from '../../src/number/text.ts';
import { isReject, scoreRecord } from '../../src/score/engine.ts';
import { openRuleset } from './ruleset-files.ts';

/** A figure that an office, a regulation or another program has published, with what led to it. */
interface PublishedCase {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  /** The file under rulesets/ that says how it is computed. */
  readonly ruleset: string;
  /** Cells as text; null is an empty cell. */
  readonly inputs: Readonly<Record<string, string | null>>;
  /** As printed; null where nothing is assessed. */
  readonly expected: Readonly<Record<string, string | null>>;
  /** False: what is printed does not follow from its own formula; `computed` does. */
  readonly follows_formula: boolean;
  readonly computed?: Readonly<Record<string, string>>;
  readonly note?: string;
}

interface Published {
  readonly cases: readonly PublishedCase[];
  /** How numbers are read and printed elsewhere. */
  readonly texts: readonly {
    readonly id: string;
    readonly kind: string;
    readonly inputs: { readonly text?: string; readonly value?: string | null };
    readonly expected: { readonly text?: string; readonly value?: string | null };
  }[];
  readonly not_run: readonly { readonly id: string; readonly kind: string; readonly reason: string }[];
  /** How many cases beyond the eighth of a kind are left out: they would show nothing more. */
  readonly over_the_limit: Readonly<Record<string, number>>;
}

const published: Published = JSON.parse(readFileSync('test/published/cases.json', 'utf8'));
const { cases, texts, not_run: notRun } = published;
const period = aPeriod('2026');

/** What is printed and does not follow from its own formula: case, result, as published, as computed. */
const MISMATCHES: readonly (readonly [id: string, result: string, published: string, computed: string])[] = [
  // Cumulative sums of months that were rounded before they were added.
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_3', '2666', '2665'],
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_4', '3369', '3368'],
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_5', '4378', '4377'],
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_6', '5104', '5102'],
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_7', '6148', '6145'],
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_8', '7766', '7763'],
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_9', '8430', '8427'],
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_10', '9201', '9197'],
  ['karantina-yk-2020-anggaran-juta', 'kumulatif_11', '10085', '10081'],
  // The realisation is a survey index, not satisfied / respondents as the table suggests.
  ['pta-kupang-2022-t3.15-2020-realisasi', 'hasil_pct', '93.39', '93.57'],
  ['pta-kupang-2022-t3.15-2021-realisasi', 'hasil_pct', '95.27', '95.56'],
  ['pta-kupang-2022-t3.15-2022-realisasi', 'hasil_pct', '93.21', '92.42'],
  // 41.50 would be 61 of 147.
  ['loteng-ikm-2019-s1', 'hasil_pct', '41.50', '40.82'],
  // The manual divides by 10 where the formula has TW = 12.
  ['bkn-des2-p11-waktu', 'nilai_waktu', '111.2', '92.67'],
  // 18 + 14 + 9 + 4.
  ['kupang-lapor-2023-kategori', 'total', '43', '45'],
  // 99 of a target of 100.
  ['karantina-yk-2020-ikt-12', 'status', 'Tercapai', 'Belum Tercapai'],
];

function aPeriod(text: string): Period {
  const read = parsePeriod(text);
  if (!read) throw new Error(text);
  return read;
}

function kindsOf(list: readonly { readonly kind: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ kind }) => kind));
}

/** A result as text, with as many digits as the published text has. Nothing is rounded to fit. */
function asPrinted(found: Evaluated | undefined, like: string | null): string | null {
  if (found === undefined) throw new Error('no such result');
  if (found.kind === 'missing') return null;
  if (found.kind !== 'value') throw new Error(found.kind);
  const { value } = found;
  // A choice is one word: `Sangat_Baik` for Sangat Baik.
  if (!(value instanceof Rational)) return like?.includes(' ') ? String(value).replaceAll('_', ' ') : String(value);
  const digits = like?.split('.')[1]?.length ?? 0;
  return value.isOnGrid(digits) ? plainDecimal(value, digits) : (shortestDecimal(value) ?? String(value));
}

function compute(program: Program, { id, inputs, expected, computed }: PublishedCase): Record<string, string | null> {
  const bound = bindObject(program.ruleset, { kasus: id, ...inputs }, { path: id, locale: 'en', row: 1 });
  if (!bound.record) throw new Error(bound.findings.map(({ code, args }) => `${code} ${JSON.stringify(args)}`).join());
  const row = scoreRecord(program, bound.record, { period });
  if (isReject(row)) throw new Error(row.findings.map(({ code }) => code).join());
  const like = { ...expected, ...computed };
  return Object.fromEntries(
    Object.keys(expected).map((name) => [name, asPrinted(row.results.get(name), like[name] ?? null)]),
  );
}

const opened = new Map<string, ReturnType<typeof openRuleset>>();
function programOf(name: string): ReturnType<typeof openRuleset> {
  const known = opened.get(name) ?? openRuleset(`test/published/rulesets/${name}.takar.yaml`);
  opened.set(name, known);
  return known;
}

const leftOut = Object.values(published.over_the_limit).reduce((sum, count) => sum + count, 0);

describe(`${cases.length} published cases of ${kindsOf(cases).size} kinds through rulesets (${leftOut} more of a kind left out)`, () => {
  it.each(cases.map((one) => [one.kind, one.id, one] as const))('%s %s', async (_kind, _id, one) => {
    const { program, findings } = await programOf(one.ruleset);
    expect(findings).toEqual([]);
    if (!program) throw new Error(one.ruleset);
    expect(compute(program, one)).toEqual(one.follows_formula ? one.expected : one.computed);
  });

  it('takes at most eight of a kind, and names no case twice', () => {
    for (const kind of kindsOf(cases)) expect(cases.filter((one) => one.kind === kind).length).toBeLessThanOrEqual(8);
    const ids = [...cases, ...texts, ...notRun].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length + leftOut).toBe(183);
    expect(kindsOf([...cases, ...texts, ...notRun]).size).toBe(55);
  });
});

const wrong = cases.filter((one) => !one.follows_formula);
describe(`${wrong.length} of them printed what does not follow from the formula (${MISMATCHES.length} figures)`, () => {
  it('lists every one with both values', () => {
    const found = wrong.flatMap(({ id, expected, computed = {} }) =>
      Object.entries(expected).flatMap(([name, value]) =>
        value === computed[name] ? [] : [[id, name, value, computed[name]]],
      ),
    );
    expect(found).toEqual(MISMATCHES);
  });

  it('says of no other case that it is wrong', () => {
    expect(cases.filter((one) => one.follows_formula && one.computed !== undefined)).toEqual([]);
    expect(new Set(MISMATCHES.map(([id]) => id)).size).toBe(wrong.length);
  });
});

/** Where others read or print a text differently on purpose: case, theirs, ours. */
const OTHER_HABITS: Readonly<Record<string, { readonly theirs: string; readonly ours: string }>> = {
  // A lone dot is no decimal point where a comma is: 1.5 could as well be a slip for 1.500.
  'pringsewu-parse-1d5': { theirs: '1.5', ours: 'refused' },
  // The sign of percent stands apart from the number, as the Indonesian spelling rules have it.
  'pringsewu-format-100': { theirs: '100%', ours: '100 %' },
  'pringsewu-format-112.5': { theirs: '112,50%', ours: '112,50 %' },
};

function readAsOurs(text: string): string {
  const read = parseNumber(text, 'id');
  return read === undefined ? 'refused' : (shortestDecimal(read.value) ?? String(read.value));
}

function printAsOurs(value: string): string {
  const number = parseNumber(value, 'en')?.value ?? Rational.ZERO;
  return forPeople(number, 'id', { digits: number.isInteger ? 0 : 2, unit: '%' });
}

describe(`${texts.length} published cases of ${kindsOf(texts).size} kinds of reading and printing numbers`, () => {
  it.each(texts.filter(({ kind }) => kind === 'parse_number').map((one) => [one.id, one] as const))('%s', (id, one) => {
    const ours = OTHER_HABITS[id]?.ours ?? one.expected.value ?? 'refused';
    expect(OTHER_HABITS[id]?.theirs ?? one.expected.value).toBe(one.expected.value);
    expect(readAsOurs(one.inputs.text ?? '')).toBe(ours);
  });

  it.each(texts.filter(({ kind }) => kind === 'parse_rupiah').map((one) => [one.id, one] as const))(
    '%s',
    async (id, one) => {
      const { program } = await programOf('rupiah');
      if (!program) throw new Error('rupiah');
      const cell = { kasus: id, rupiah: one.inputs.text };
      const { record, findings } = bindObject(program.ruleset, cell, { path: id, locale: 'id', row: 1 });
      const read = record?.fields.get('rupiah');
      const found = !record ? 'false' : read instanceof Rational ? shortestDecimal(read) : 'null';
      expect(found).toBe(one.expected.value);
      expect(findings.map(({ code }) => code)).toEqual(found === 'false' ? ['TK605'] : []);
    },
  );

  it.each(texts.filter(({ kind }) => kind === 'format_percent').map((one) => [one.id, one] as const))(
    '%s',
    (id, one) => {
      const { value } = one.inputs;
      const theirs = one.expected.text;
      // Nothing is printed of a missing value; what stands there instead is for the report to say.
      if (value === null || value === undefined) return expect(theirs).toBe('-');
      expect(OTHER_HABITS[id]?.theirs).toBe(theirs);
      expect(printAsOurs(value)).toBe(OTHER_HABITS[id]?.ours);
    },
  );
});

describe(`${notRun.length} published cases of ${kindsOf(notRun).size} kinds are not run`, () => {
  it.each(notRun.map((one) => [one.id, one.reason, one] as const))('%s: %s', (_id, reason, one) => {
    expect(reason).not.toBe('');
    expect(kindsOf(cases).has(one.kind)).toBe(false);
  });
});
