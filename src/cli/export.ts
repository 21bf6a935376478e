import { toDataSchema } from '../backends/data-schema.ts';
import { toJsonRules } from '../backends/json-rules.ts';
import { printFindings } from '../report/findings.ts';
import type { Command } from './command.ts';
import { rulesetPaths, writeResult } from './files.ts';
import { verifyFile } from './verified.ts';

/**
 * `takar export RULESET --to FORM`. `json-rules`: eligibility and tiers as rules of json-rules-engine; `json-schema`: what
 * a row of data looks like.
 */
export const command: Command = async ({ io, language, colourTalk }, { operands, options }) => {
  const [path = ''] = await rulesetPaths(io, operands);
  const { program, findings, sources } = await verifyFile(io, path);
  io.talk(printFindings(findings, sources, { format: 'pretty', language, colour: colourTalk }));
  if (!program) return 1;
  const exported = options.text('to') === 'json-schema' ? toDataSchema(program.ruleset) : toJsonRules(program);
  const text = `${JSON.stringify(exported, null, 2)}\n`;
  await writeResult(io, options.text('out') ?? '-', [text], false);
  return 0;
};
