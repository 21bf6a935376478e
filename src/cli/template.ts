import { diagnostic } from '../base/diagnostic.ts';
import { printFindings } from '../report/findings.ts';
import { type Command, Refusal } from './command.ts';
import { isWorkbook, rulesetPaths, slashes } from './files.ts';
import { verifyFile } from './verified.ts';

/** `takar template RULESET --out FILE.xlsx`: a workbook to fill in, with a column for each input. */
export const command: Command = async ({ io, language, texts, colourTalk }, { operands, options }) => {
  const out = options.required('out');
  if (!isWorkbook(out)) {
    const args = { option: '--out', found: out, allowed: ['isian.xlsx'] };
    throw new Refusal([diagnostic('TK908', { kind: 'file', path: '' }, args)]);
  }
  const [path = ''] = await rulesetPaths(io, operands);
  const { program, findings, sources } = await verifyFile(io, path);
  io.talk(printFindings(findings, sources, { format: 'pretty', language, colour: colourTalk }));
  if (!program) return 1;
  const { templateWorkbook } = await import('../report/template-workbook.ts');
  await io.write(slashes(out), templateWorkbook(program.ruleset, language), false);
  io.talk(`${texts.runner.written(out)}\n`);
  return 0;
};
