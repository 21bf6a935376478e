import type { Diagnostic } from '../base/diagnostic.ts';
import type { Source } from '../base/source.ts';
import { printFindings } from '../report/findings.ts';
import { type FormatOptions, formatRuleset } from '../syntax/format.ts';
import type { Command } from './command.ts';
import { readText, rulesetPaths } from './files.ts';

/** `takar fmt PATH…`: writes rule files in one style; `--check` only names those that are in another. */
export const command: Command = async ({ io, language, colourTalk, texts }, { operands, options }) => {
  const checkOnly = options.has('check');
  const to = options.text('to');
  const wish: FormatOptions = to === 'id' || to === 'en' ? { to } : {};
  const findings: Diagnostic[] = [];
  const sources = new Map<string, Source>();
  let changed = 0;
  const paths = operands.length === 1 && operands[0] === '-' ? ['-'] : await rulesetPaths(io, operands);
  for (const path of paths) {
    const text = await readText(io, path);
    const formatted = formatRuleset(text, { ...wish, path });
    sources.set(path, { path, text });
    findings.push(...formatted.diagnostics);
    if (path === '-') io.output(checkOnly ? '' : (formatted.value ?? text));
    if (formatted.value === undefined || formatted.value === text) continue;
    changed++;
    if (!checkOnly && path !== '-') await io.write(path, [formatted.value], false);
    if (checkOnly) io.output(`${texts.runner.notFormatted(path)}\n`);
    else if (path !== '-') io.talk(`${texts.runner.formatted(path)}\n`);
  }
  io.talk(printFindings(findings, sources, { format: 'pretty', language, colour: colourTalk }));
  io.talk(`${texts.runner.formatCounts({ files: paths.length, changed, checkOnly })}\n`);
  return findings.length > 0 || (checkOnly && changed > 0) ? 1 : 0;
};
