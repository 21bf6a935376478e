import { CODES, SEVERITIES } from '../base/codes.ts';
import { diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import { exampleOf } from '../messages/examples/index.ts';
import { why } from '../messages/say.ts';
import { type Command, Refusal } from './command.ts';

/** `takar why CODE`: what the rule behind a finding is for, with an example and the same mended. */
export const command: Command = async ({ io, language, texts }, { operands: [wanted = ''] }) => {
  const code = CODES.find((candidate) => candidate === wanted.toUpperCase());
  if (code === undefined) {
    const suggestion = nearest(wanted.toUpperCase(), CODES);
    const args = { code: wanted, ...(suggestion === undefined ? {} : { suggestion }) };
    throw new Refusal([diagnostic('TK904', { kind: 'file', path: '' }, args)]);
  }
  const { bad, mended } = exampleOf(code, language);
  const { whyBad, whyMended } = texts.runner;
  io.output(
    [
      `${code} (${texts.report[SEVERITIES[code]]})`,
      '',
      why(code, language).trim(),
      '',
      `${whyBad}:`,
      ...indented(bad),
      `${whyMended}:`,
      ...indented(mended),
      '',
    ].join('\n'),
  );
  return 0;
};

/** A formula is marked in the table of examples, and stands here as it would be written. */
function indented(text: string): readonly string[] {
  return text
    .replace(/^= /, '')
    .split('\n')
    .map((line) => `    ${line}`);
}
