import { diagnostic, isError } from '../base/diagnostic.ts';
import { withoutDemands } from '../plan/bind.ts';
import { checkPlan } from '../plan/check.ts';
import { FINDING_FORMATS, printFindings } from '../report/findings.ts';
import { groupJoined } from '../score/group-data.ts';
import { openRun } from './cohort.ts';
import type { Command } from './command.ts';

const FAIL_LEVELS = ['error', 'warning'] as const;

/** `takar plan check RULESET --plan FILE --data FILE --period P`: findings to standard output, as `check` gives them. */
export const command: Command = async (session, { operands: [operand = ''], options }) => {
  const { io, language, colourOutput, texts } = session;
  const run = await openRun(session, operand, options, withoutDemands);
  if (!run) return 1;
  const { program, period, rows, plans, sources, others } = run;
  const data = groupJoined(program, rows(), others.groupData ?? [], period);
  const { findings, records, rows: planRows } = checkPlan(program, data, plans.book, period);
  const failLevel = options.oneOf('fail-level', FAIL_LEVELS);
  const format = options.oneOf('format', FINDING_FORMATS);
  const files = [...options.all('plan'), ...options.all('data')];
  const all = records === 0 ? [...findings, nobody(options.all('data')[0] ?? '', period.text)] : findings;
  io.output(
    printFindings(all, sources, { format, language, colour: colourOutput, version: io.version, files, failLevel }),
  );
  const errors = all.filter(isError).length;
  const warnings = all.filter(({ severity }) => severity === 'warning').length;
  io.talk(`${texts.runner.planChecked({ records, rows: planRows, errors, warnings })}\n`);
  return (failLevel === 'warning' ? errors + warnings : errors) > 0 ? 1 : 0;
};

function nobody(path: string, period: string) {
  return diagnostic('TK619', { kind: 'file', path }, { period, found: [] });
}
