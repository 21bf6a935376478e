import { diagnostic, isError } from '../base/diagnostic.ts';
import { type PlanSheet, planSheets } from '../explain/plan-sheet.ts';
import type { Language } from '../language/vocabulary.ts';
import { withoutDemands } from '../plan/bind.ts';
import { planSheetsHtml, planSheetText } from '../report/plan-sheet.ts';
import { groupJoined } from '../score/group-data.ts';
import { openRun, talk } from './cohort.ts';
import { type Command, Refusal } from './command.ts';
import { slashes, writeResult } from './files.ts';
import type { Io } from './io.ts';
import { refuseOverwriting } from './overwriting.ts';

/** `takar plan sheet RULESET --plan FILE --data FILE --period P --out …`: a page an employee, before the period. */
export const command: Command = async (session, { operands: [operand = ''], options, job }) => {
  const { io, language, texts } = session;
  const out = options.required('out');
  refuseOverwriting([operand, ...(job === undefined ? [] : [job])], options, ['out']);
  const run = await openRun(session, operand, options, withoutDemands);
  if (!run) return 1;
  const { program, period, rows, plans, sources, others } = run;
  const records = groupJoined(program, rows(), others.groupData ?? [], period);
  const { sheets, findings } = planSheets(program, records, plans.book, period, language);
  talk(session, findings, sources);
  if (sheets.length === 0 && !findings.some(isError)) {
    const path = options.all('data')[0] ?? '';
    throw new Refusal([diagnostic('TK619', { kind: 'file', path }, { period: period.text, found: [] })]);
  }
  const format = options.text('format') ?? (out.toLowerCase().endsWith('.html') ? 'html' : 'text');
  const written = await writeSheets(io, out, sheets, format === 'html' ? 'html' : 'text', language);
  io.talk(`${texts.runner.sheetsWritten(String(sheets.length), written)}\n`);
  return findings.some(isError) ? 1 : 0;
};

/** Into one file where the name has an ending of pages, otherwise a file each into a folder. */
async function writeSheets(
  io: Io,
  out: string,
  sheets: readonly PlanSheet[],
  format: 'text' | 'html',
  language: Language,
): Promise<string> {
  const render = (some: readonly PlanSheet[]) =>
    format === 'html'
      ? planSheetsHtml(some, language)
      : some.map((sheet) => planSheetText(sheet, language)).join('\f\n');
  if (out === '-' || /\.(?:html?|txt)$/i.test(out)) {
    await writeResult(io, out, [render(sheets)], true);
    return out;
  }
  const folder = slashes(out).replace(/\/$/, '');
  await io.makeFolder(folder);
  const names = fileNames(sheets.map(({ key }) => key));
  for (const [index, sheet] of sheets.entries()) {
    await io.write(`${folder}/${names[index]}.${format === 'html' ? 'html' : 'txt'}`, [render([sheet])], true);
  }
  return folder;
}

/** Keys as names of files: nothing that leads out of the folder or means anything to a shell, and none twice. */
export function fileNames(keys: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    const plain = key.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, 80) || '_';
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
