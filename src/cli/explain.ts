import { diagnostic } from '../base/diagnostic.ts';
import { explain } from '../explain/explain.ts';
import { explanationJson, explanationText } from '../explain/text.ts';
import { scoreFiles, talk } from './cohort.ts';
import { type Command, Refusal } from './command.ts';

/** `takar explain RULESET --data FILE --period P --key KEY`: the whole cohort is scored, since quotas need it. */
export const command: Command = async (session, { operands: [operand = ''], options }) => {
  const run = await scoreFiles(session, operand, options);
  if (!run) return 1;
  const { io, language } = session;
  const wanted = options.required('key');
  const isWanted = (key: string | null) => key?.replaceAll('\u001f', '/') === wanted;
  const row = run.result.rows.find(({ key }) => isWanted(key));
  if (!row) {
    const rejects = run.result.rejects.filter(({ key }) => isWanted(key));
    if (rejects.length === 0) {
      throw new Refusal([diagnostic('TK903', { kind: 'file', path: '' }, { key: wanted })]);
    }
    talk(
      session,
      rejects.flatMap(({ findings }) => findings),
      run.sources,
    );
    return 1;
  }
  const explanation = explain(row, language, { names: options.has('names') });
  if (options.text('format') === 'json') io.output(`${JSON.stringify(explanationJson(explanation), null, 2)}\n`);
  else io.output(explanationText(explanation, language));
  return 0;
};
