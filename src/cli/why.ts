import { CODES, SEVERITIES } from '../base/codes.ts';
import { diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import { why } from '../messages/say.ts';
import { type Command, Refusal } from './command.ts';

/** `takar why CODE`: what the rule behind a finding is for. */
export const command: Command = async ({ io, language, texts }, { operands: [wanted = ''] }) => {
  const code = CODES.find((candidate) => candidate === wanted.toUpperCase());
  if (code === undefined) {
    const suggestion = nearest(wanted.toUpperCase(), CODES);
    const args = { code: wanted, ...(suggestion === undefined ? {} : { suggestion }) };
    throw new Refusal([diagnostic('TK904', { kind: 'file', path: '' }, args)]);
  }
  io.output(`${code} (${texts.report[SEVERITIES[code]]})\n\n${why(code, language).trim()}\n`);
  return 0;
};
