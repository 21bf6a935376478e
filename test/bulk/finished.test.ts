import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awardCountsOf, undecidedIn } from '../../src/bulk/award-counts.ts';
import type { FinishSpec, Segment } from '../../src/bulk/finish.ts';
import type { Helpers } from '../../src/cli/bulk/crew.ts';
import { threadHands } from '../../src/cli/bulk/hands.ts';
import { SegmentFinisher } from '../../src/cli/bulk/segment-finisher.ts';
import { STATE, STEP } from '../../src/score/award-columns.ts';
import { random } from '../bench/standard.mjs';

const ROWS = 3000;
const [GOLD, SILVER] = [0, 3];
const GROUPS = ['Dinas A', 'Dinas B', 'Dinas C'];

let folder = '';
let spool = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'takar-finished-'));
  spool = path.join(folder, 'spool');
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Row {
  readonly text: string;
  readonly state: number;
  readonly path: number;
  readonly rank: number;
  readonly award: string;
  readonly reason: string;
}

/** Gold has a quota of seven, silver has none. */
function rowOf(row: number, kind: number): Row {
  const text = `${row},2026-Q3${',x'.repeat(kind)}`;
  const [missedGold, missedSilver] = [STEP.conditionFalse << GOLD, STEP.conditionFalse << SILVER];
  const cases: readonly Omit<Row, 'text'>[] = [
    { state: STATE.notAssessed, path: 0, rank: 0, award: '', reason: 'not assessed' },
    { state: STATE.notEligible, path: 0, rank: 0, award: 'none', reason: 'not eligible' },
    { state: STATE.open, path: missedGold | missedSilver, rank: 0, award: 'none', reason: 'nothing' },
    { state: STATE.placed, path: missedGold | (STEP.placed << SILVER), rank: 0, award: 'silver', reason: 'silver' },
    { state: STATE.placed, path: STEP.placed << GOLD, rank: 1 + (row % 7), award: 'gold', reason: 'gold' },
    { state: STATE.undecided, path: STEP.tieRefused << GOLD, rank: 7, award: '', reason: 'tie' },
    {
      state: STATE.placed,
      path: (STEP.quotaFull << GOLD) | (STEP.placed << SILVER),
      rank: 8 + (row % 9),
      award: 'silver',
      reason: 'full',
    },
  ];
  return { text, ...(cases[kind] ?? expect.fail()) };
}

const next = random(7);
const rows = Array.from({ length: ROWS }, (_, row) => rowOf(row, Math.floor(next() * 7)));
const groups = Uint32Array.from(rows, () => Math.floor(next() * GROUPS.length));

const spec: FinishSpec = {
  language: 'en',
  tiers: ['gold', 'silver'],
  otherwise: 'none',
  grantColumns: 1,
  stage: {
    paths: [Uint32Array.from(rows, (row) => row.path)],
    states: Uint8Array.from(rows, ({ state }) => state),
    ranks: [Uint32Array.from(rows, ({ rank }) => rank), null],
    rooms: [{ of: groups, capacity: [7, 7, 7], lastAdmitted: [-1, -1, -1] }, null],
  },
  groups: { of: groups, size: GROUPS.length },
};

/** Writes the beginnings of the lines and cuts them at places that have nothing to do with how they are laid out. */
function segmentsOf(): readonly Segment[] {
  const segments: Segment[] = [];
  let [from, to, row] = [0, 0, 0];
  const parts: string[] = [];
  for (const [index, { text }] of rows.entries()) {
    const line = `${text}\0,medal\0,ribbon\0`;
    parts.push(line);
    to += line.length;
    if (index + 1 < ROWS && next() > 0.02) continue;
    segments.push({ from, to, row, rows: index + 1 - row });
    [from, row] = [to, index + 1];
  }
  writeFileSync(spool, parts.join(''));
  return segments;
}

/** Two others in this thread, who are not always at hand. */
function helpers(): Helpers & { readonly done: number } {
  let finishers: SegmentFinisher[] = [];
  let file = -1;
  let [busy, turn, done] = [0, 0, 0];
  const no = () => Promise.reject(new Error('not asked for here'));
  return {
    size: 2,
    get done() {
      return done;
    },
    get hasRoom() {
      return busy < 2 && turn++ % 3 !== 0;
    },
    begin: (start) => {
      finishers = [0, 1].map((thread) => {
        const asked = start(thread);
        if (asked.kind !== 'finish') throw new Error(asked.kind);
        file = openSync(asked.path, 'r');
        return new SegmentFinisher(file, asked.spec, asked.counts, null);
      });
    },
    score: no,
    look: no,
    finish: async (task) => {
      const finisher = finishers[busy++] ?? expect.fail();
      const text = finisher.run(task).slice();
      done++;
      await new Promise((resolve) => setTimeout(resolve, turn % 2));
      busy--;
      return text;
    },
    ready: async () => closeSync(file),
  };
}

async function finishedBy(crew: Helpers | undefined) {
  const none = { path: '', size: 0, changed: 0n, from: 0, stretch: 1, slots: [] };
  const nothing = async () => undefined;
  const segments = segmentsOf();
  const work = { spec, paid: null };
  const { lines, counts } = threadHands(none, crew).finished(
    { path: spool, write: nothing, flush: nothing },
    segments,
    work,
  );
  let text = '';
  for await (const part of lines) text += new TextDecoder().decode(part);
  return { text, counts };
}

const REASON: Readonly<Record<string, RegExp>> = {
  'not assessed': /assess/,
  'not eligible': /eligib/,
  nothing: /gold.*silver/,
  silver: /silver.*gold/,
  gold: /gold.*\b[1-7]\b.*\b7\b/,
  tie: /gold.*\b7\b/,
  full: /silver.*gold.*\b(?:[89]|1[0-6])\b/,
};

test('each row has the ending of its award, and is counted, whoever finishes it', async () => {
  const alone = await finishedBy(undefined);
  const lines = alone.text.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.length).toBe(ROWS);
  for (const [row, line] of lines.entries()) {
    const { text, award, reason } = rows[row] ?? expect.fail();
    const grant = award === 'gold' ? ',medal' : award === 'silver' ? ',ribbon' : ',';
    const beginning = `${text},${award}${grant},`;
    expect(line.slice(0, beginning.length)).toBe(beginning);
    expect(line.slice(beginning.length)).toMatch(REASON[reason] ?? expect.fail());
  }
  const crew = helpers();
  const together = await finishedBy(crew);
  expect(crew.done).toBeGreaterThan(5);
  expect(together.text).toBe(alone.text);
  const names = { tiers: ['gold', 'silver'], otherwise: 'none' };
  const countsBy = (counts: readonly Uint32Array[]) => awardCountsOf(counts, names, GROUPS);
  expect(countsBy(together.counts)).toEqual(countsBy(alone.counts));
  for (const [group, name] of GROUPS.entries()) {
    const given = (award: string) => rows.filter((row, i) => groups[i] === group && row.award === award).length;
    const counted = countsBy(together.counts).groups.get(name);
    for (const award of ['gold', 'silver', 'none']) expect(counted?.get(award)).toBe(given(award));
  }
  const waiting = rows.filter(({ state }) => state === STATE.undecided).length;
  expect(undecidedIn(together.counts, 2, GROUPS.length)).toBe(waiting);
});
