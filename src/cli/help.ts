import type { CommandName, OptionName, RunnerTexts } from '../messages/texts.ts';
import { COMMANDS, COMMON_OPTIONS, isCommand, OPTIONS, type OptionUse, optionEntries, usesOf } from './commands.ts';

/** The help of one command, or of the runner as a whole, from the table and the texts. */
export function helpText(command: CommandName | undefined, texts: RunnerTexts): string {
  return command === undefined ? overview(texts) : commandHelp(command, texts);
}

function overview(texts: RunnerTexts): string {
  const commands = Object.keys(COMMANDS).filter(isCommand);
  const lines = commands.map((name) => [usage(name, texts), texts.commands[name]] as const);
  return [
    texts.tagline,
    '',
    `${texts.commandsHeading}:`,
    ...lines.flatMap(([left, right]) => [`  ${left}`, `      ${right}`]),
    '',
    `${texts.optionsHeading}:`,
    ...optionLines(optionEntries({ ...COMMON_OPTIONS, version: {} }), texts),
    '',
    `${texts.environmentHeading}:`,
    ...environmentLines(texts),
    '',
    texts.moreHelp,
    '',
  ].join('\n');
}

function commandHelp(command: CommandName, texts: RunnerTexts): string {
  return [
    `${texts.usage}: ${usage(command, texts)}`,
    '',
    texts.commands[command],
    '',
    `${texts.optionsHeading}:`,
    ...optionLines([...usesOf(command)], texts),
    '',
  ].join('\n');
}

function usage(command: CommandName, texts: RunnerTexts): string {
  const { operand, many, options } = COMMANDS[command];
  const required = optionEntries(options)
    .filter(([, use]) => use.required)
    .map(([name]) => ` ${optionForm(name, texts)}`);
  return `takar ${command} ${texts.placeholders[operand]}${many ? '…' : ''}${required.join('')}`;
}

function optionForm(name: OptionName, { placeholders }: RunnerTexts): string {
  const { kind, placeholder } = OPTIONS[name];
  return kind === 'flag' || placeholder === undefined ? `--${name}` : `--${name} ${placeholders[placeholder]}`;
}

function environmentLines({ environment }: RunnerTexts): readonly string[] {
  const width = Math.max(...Object.keys(environment).map((name) => name.length));
  return Object.entries(environment).map(([name, what]) => `  ${name.padEnd(width)}  ${what}`);
}

function optionLines(uses: readonly (readonly [OptionName, OptionUse])[], texts: RunnerTexts): readonly string[] {
  const width = Math.max(...uses.map(([name]) => optionForm(name, texts).length));
  return uses.map(([name, { values, required, noDefault }]) => {
    const notes = values
      ? [texts.oneOf(values), ...(required || noDefault ? [] : [texts.byDefault(values[0] ?? '')])]
      : [];
    const tail = notes.length > 0 ? ` (${notes.join('; ')})` : '';
    return `  ${optionForm(name, texts).padEnd(width)}  ${texts.options[name]}${tail}`;
  });
}
