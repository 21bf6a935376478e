import type { Program } from '../model/program.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { runFindings } from '../score/period.ts';
import { rulesetPaths } from './files.ts';
import type { Io } from './io.ts';
import { type Verified, verifyFile } from './verified.ts';

/** A ruleset that can score a period, with its findings. */
export interface RunRules extends Omit<Verified, 'program'> {
  readonly program: Program;
  readonly period: Period;
}

/** Of a large run; undefined where the ordinary way has something to say of it. */
export async function runRules(io: Io, operand: string, wanted: string): Promise<RunRules | undefined> {
  const period = parsePeriod(wanted);
  const [path = ''] = await rulesetPaths(io, [operand]);
  const { program, findings, sources } = await verifyFile(io, path);
  if (!program || !period || runFindings(program, period, { kind: 'file', path }).length > 0) return undefined;
  return period.kind === program.ruleset.period ? { program, period, findings, sources } : undefined;
}
