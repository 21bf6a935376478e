import { KEY_SEPARATOR } from '../data/bind.ts';
import type { Origin } from '../score/ledger.ts';
import { BrokenFile } from './bytes/scanner.ts';
import { hashOfKey } from './bytes/text-table.ts';
import { NOTHING_SETTLED } from './cohort.ts';
import { SettledStages } from './groups/settled-stages.ts';
import { StagePass } from './groups/stage-pass.ts';
import { type BulkJob, type BulkOutcome, type Doubles, NO_DOUBLES } from './job.ts';
import { OddRows } from './odd-rows.ts';
import { Beyond, TooLargeForBulk } from './outputs.ts';
import { ScorePass } from './score-pass.ts';
import type { ChunkSpec } from './spec.ts';

export type { BulkDone, BulkJob, BulkOutcome } from './job.ts';

/** Scores a file of any length; what is kept of a row is a few numbers. Gives what the ordinary way gives, byte for byte. */
export async function runBulk(job: BulkJob): Promise<BulkOutcome> {
  try {
    return await inPasses(job);
  } catch (problem) {
    if (problem instanceof BrokenFile) return { kind: 'broken', problem: problem.problem, line: problem.line };
    if (problem instanceof TooLargeForBulk || problem instanceof Beyond) return { kind: 'beyond' };
    throw problem;
  }
}

async function inPasses(job: BulkJob): Promise<BulkOutcome> {
  if (job.prepared.levels.length > 0) return afterGroups(job);
  const first = await new ScorePass(job, NO_DOUBLES).run();
  if (first.kind !== 'done') return first;
  // Hardly ever a key stands twice: meanwhile the group stage goes ahead as if none did.
  const { suspects } = await first.lookForRepeated();
  // Whoever waits for it hears of a failure.
  suspects.catch(() => undefined);
  const decided = first.decided();
  const doubles = await doublesIn(job, job.prepared.spec, await suspects);
  if (doubles === null) return first.finish(decided);
  await job.out.restart();
  await job.rejects?.restart();
  const second = await new ScorePass(job, doubles).run();
  return second.kind === 'done' ? second.finish(second.decided()) : second;
}

/** Group rules take everybody: a walk for each of their levels comes before the one that scores. */
async function afterGroups(job: BulkJob): Promise<BulkOutcome> {
  const stages = new SettledStages(job.plan);
  let doubles = NO_DOUBLES;
  for (const [index, level] of job.prepared.levels.entries()) {
    let pass = await new StagePass(job, level, doubles, stages, index === 0).run();
    if (pass.kind !== 'done') return pass;
    const found = index === 0 ? await doublesIn(job, level.spec, await (await pass.lookForRepeated()).suspects) : null;
    if (found !== null) {
      doubles = found;
      pass = await new StagePass(job, level, doubles, stages, false).run();
      if (pass.kind !== 'done') return pass;
    }
    pass.settle();
  }
  const last = await new ScorePass(job, doubles, stages).run();
  return last.kind === 'done' ? last.finish(last.decided()) : last;
}

/** Keys that really stand more than once, each with its rows; null where there are none. */
async function doublesIn(job: BulkJob, spec: ChunkSpec, suspects: ReadonlySet<number>): Promise<Doubles | null> {
  if (suspects.size === 0) return null;
  const odd = new OddRows(job);
  const rows = new Map<string, { readonly origin: Origin }[]>();
  let line = job.firstLine;
  for await (const chunk of job.hands.chunks({ spec, suspects, settled: NOTHING_SETTLED })) {
    for (const { bytes, line: at } of chunk.odd) {
      const outcome = odd.early(bytes, line + at);
      const key = 'bound' in outcome ? outcome.bound.key : null;
      if (key === null || !suspects.has(hashOfKey(key.split(KEY_SEPARATOR)))) continue;
      const known = rows.get(key);
      const row = { origin: { path: job.path, row: line + at } };
      if (known === undefined) rows.set(key, [row]);
      else known.push(row);
    }
    line += chunk.lines;
  }
  const duplicates = new Map([...rows].filter(([, all]) => all.length > 1));
  return duplicates.size === 0 ? null : { suspects, duplicates };
}
