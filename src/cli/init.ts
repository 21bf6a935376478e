import { diagnostic } from '../base/diagnostic.ts';
import { type Command, Refusal } from './command.ts';
import { startFiles } from './templates/start.ts';

/** `takar init DIR`: a small working ruleset with data; overwrites nothing. */
export const command: Command = async ({ io, language, texts }, { operands: [operand = ''] }) => {
  const folder = withoutSlashes(operand) || operand;
  const kind = await io.kindOf(folder);
  if (kind === 'file' || (kind === 'folder' && (await io.list(folder)).length > 0)) {
    throw new Refusal([diagnostic('TK902', { kind: 'file', path: '' }, { path: operand })]);
  }
  await io.makeFolder(folder);
  for (const { name, text } of startFiles(language)) {
    await io.write(`${folder}/${name}`, [text], false);
    io.talk(`${texts.runner.created(`${folder}/${name}`)}\n`);
  }
  io.talk(`${texts.runner.nextSteps(folder)}\n`);
  return 0;
};

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/' || path[end - 1] === '\\') end--;
  return path.slice(0, end);
}
