import { toJsonRules } from '../backends/json-rules.ts';
import { printFindings } from '../report/findings.ts';
import type { Command } from './command.ts';
import { rulesetPaths, writeResult } from './files.ts';
import { verifyFile } from './verified.ts';

/** `takar export RULESET --to json-rules`: eligibility and tiers as rules of json-rules-engine. */
export const command: Command = async ({ io, language, colourTalk }, { operands, options }) => {
  const [path = ''] = await rulesetPaths(io, operands);
  const { program, findings, sources } = await verifyFile(io, path);
  io.talk(printFindings(findings, sources, { format: 'pretty', language, colour: colourTalk }));
  if (!program) return 1;
  const text = `${JSON.stringify(toJsonRules(program), null, 2)}\n`;
  await writeResult(io, options.text('out') ?? '-', [text], false);
  return 0;
};
