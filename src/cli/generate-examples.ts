import { diagnostic } from '../base/diagnostic.ts';
import { canGenerate, generateExamples } from '../examples/generate.ts';
import { printFindings } from '../report/findings.ts';
import { generatedExamplesText } from '../report/generated-examples.ts';
import type { Arguments } from './arguments.ts';
import { Refusal, type Session } from './command.ts';
import { rulesetPaths, writeResult } from './files.ts';
import { verifyFile } from './verified.ts';

/** `takar test PATH --generate`: examples for one ruleset, to standard output or a file, for its author to confirm. */
export async function generate(session: Session, { operands, options }: Arguments): Promise<number> {
  const { io, language, colourOutput, texts } = session;
  const paths = await rulesetPaths(io, operands);
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw refusal('TK931', {});
  const { program, findings, sources } = await verifyFile(io, path);
  if (!program) {
    io.output(printFindings(findings, sources, { format: 'pretty', language, colour: colourOutput }));
    io.talk(`${texts.runner.notTested(path)}\n`);
    return 1;
  }
  if (!canGenerate(program)) throw refusal('TK932', { path });
  const generated = generateExamples(program);
  const out = options.text('out') ?? '-';
  await writeResult(io, out, [generatedExamplesText(program, generated)], false);
  io.talk(
    `${texts.runner.generated({
      examples: generated.examples.length,
      present: generated.present,
      impossible: generated.impossible.length,
      notFound: generated.notFound.length,
    })}\n`,
  );
  return 0;
}

function refusal(...[code, args]: ['TK931', Record<never, never>] | ['TK932', { path: string }]): Refusal {
  return new Refusal([diagnostic(code, { kind: 'file', path: '' }, args)]);
}
