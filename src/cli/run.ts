import { diagnostic } from '../base/diagnostic.ts';
import { texts } from '../messages/say.ts';
import type { CommandName } from '../messages/texts.ts';
import { printFindings } from '../report/findings.ts';
import { type Arguments, isJobFile, languageOf, type Reading, readArguments } from './arguments.ts';
import { type Command, Refusal, type Session } from './command.ts';
import { COMMANDS as SPECS } from './commands.ts';
import { helpText } from './help.ts';
import { FileProblem, type Io } from './io.ts';

/** Each command's file is loaded when it is asked for: `check` starts without the data readers and the engine. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<{ readonly command: Command }>>> = {
  check: () => import('./check.ts'),
  test: () => import('./test.ts'),
  score: () => import('./score.ts'),
  explain: () => import('./explain.ts'),
  'plan check': () => import('./plan-check.ts'),
  'plan sheet': () => import('./plan-sheet.ts'),
  export: () => import('./export.ts'),
  template: () => import('./template.ts'),
  fmt: () => import('./fmt.ts'),
  init: () => import('./init.ts'),
  why: () => import('./why.ts'),
};

/**
 * Runs one command line. Returns the exit code: 0 clean; 1 findings, failed examples, rejected rows, undecided awards;
 * 2 wrong usage, unreadable file or internal failure.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const language = languageOf(argv, io.environment);
  const reading = readArguments(argv);
  const session: Session = {
    io,
    language,
    texts: texts(language),
    colourOutput: io.outputIsTerminal && !io.environment.NO_COLOR,
    colourTalk: io.talkIsTerminal && !io.environment.NO_COLOR,
  };
  const code = await runReading(session, reading);
  const reason = await io.outputProblem();
  if (reason === undefined) return code;
  talkFindings(session, new Refusal([diagnostic('TK911', { kind: 'file', path: '' }, { reason })]));
  return 2;
}

async function runReading(session: Session, reading: Reading): Promise<number> {
  const { io } = session;
  const { runner } = session.texts;
  switch (reading.kind) {
    case 'help':
      io.output(helpText(reading.command, runner));
      return 0;
    case 'version':
      io.output(`takar ${io.version}\n`);
      return 0;
    case 'nothing':
      io.talk(helpText(undefined, runner));
      return 2;
    case 'wrong':
      talkFindings(session, new Refusal(reading.findings));
      return 2;
    case 'run':
      return execute(session, reading.arguments);
  }
}

async function execute(session: Session, args: Parameters<Command>[1]): Promise<number> {
  try {
    const { command } = await COMMANDS[args.command]();
    return await command(session, await whole(session, args));
  } catch (problem) {
    talkFindings(session, asRefusal(problem));
    return 2;
  }
}

/** With what a job file says, where the operand is one. Its reader is loaded when it is asked for. */
async function whole(session: Session, args: Arguments): Promise<Arguments> {
  if (!SPECS[args.command].job || !args.operands.some(isJobFile)) return args;
  return (await import('./job.ts')).withJob(session, args);
}

function asRefusal(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem;
  if (problem instanceof FileProblem) {
    const { path, reason } = problem;
    return new Refusal([diagnostic('TK901', { kind: 'file', path: '' }, { path, reason })]);
  }
  const detail = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  return new Refusal([diagnostic('TK999', { kind: 'file', path: '' }, { detail })]);
}

function talkFindings({ io, language, colourTalk }: Session, { findings, sources }: Refusal): void {
  io.talk(printFindings(findings, sources, { format: 'pretty', language, colour: colourTalk }));
}
