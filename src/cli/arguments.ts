import { parseArgs } from 'node:util';
import { type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Language } from '../language/vocabulary.ts';
import type { CommandName, OptionName } from '../messages/texts.ts';
import {
  COMMANDS,
  COMMON_OPTIONS,
  isCommand,
  isOption,
  OPTIONS,
  type OptionUse,
  optionEntries,
  usesOf,
} from './commands.ts';

/** What was typed, checked against the table of commands. */
export interface Arguments {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly options: Options;
  /** The job file that gave some of them. */
  readonly job?: string;
}

/** The options of one run, with the values that hold where none was given. */
export class Options {
  private readonly given: ReadonlyMap<OptionName, readonly string[]>;
  private readonly uses: ReadonlyMap<OptionName, OptionUse>;

  constructor(given: ReadonlyMap<OptionName, readonly string[]>, uses: ReadonlyMap<OptionName, OptionUse>) {
    this.given = given;
    this.uses = uses;
  }

  /** The same with what a job file says wherever the command line says nothing. */
  with(more: ReadonlyMap<OptionName, readonly string[]>): Options {
    return new Options(new Map([...more, ...this.given]), this.uses);
  }

  /** Whether the command takes the option. */
  takes(name: OptionName): boolean {
    return this.uses.has(name);
  }

  /** Required options that nobody has given. */
  absent(): readonly OptionName[] {
    return [...this.uses].filter(([name, { required }]) => required && !this.given.has(name)).map(([name]) => name);
  }

  /** Whether nothing was given but these. */
  isWithin(names: ReadonlySet<OptionName>): boolean {
    return [...this.given.keys()].every((name) => names.has(name));
  }

  has(name: OptionName): boolean {
    return this.given.has(name);
  }

  all(name: OptionName): readonly string[] {
    return this.given.get(name) ?? [];
  }

  /** The last one given counts; undefined where there is none and no value holds by itself. */
  text(name: OptionName): string | undefined {
    const use = this.uses.get(name);
    return this.given.get(name)?.at(-1) ?? (use?.noDefault || use?.required ? undefined : use?.values?.[0]);
  }

  /** An option that the table requires. */
  required(name: OptionName): string {
    const text = this.text(name);
    if (text === undefined) throw new Error(`--${name} is required, and was not`);
    return text;
  }

  /** The value of an option of a fixed set. */
  oneOf<T extends string>(name: OptionName, values: readonly T[]): T {
    const text = this.text(name);
    const found = values.find((value) => value === text);
    if (found === undefined) throw new Error(`--${name} is ${text}, which the table does not know`);
    return found;
  }
}

/** `help` and `version` are wishes by themselves; `wrong` is a use that the table does not know. */
export type Reading =
  | { readonly kind: 'run'; readonly arguments: Arguments }
  | { readonly kind: 'help'; readonly command: CommandName | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly command: CommandName | undefined; readonly findings: readonly Diagnostic[] };

/** About the command line itself. */
const HERE: Place = { kind: 'file', path: '' };

type Token = NonNullable<ReturnType<typeof tokensOf>>[number];

function tokensOf(argv: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(OPTIONS).map(([name, { kind }]) => [
      name,
      {
        type: kind === 'flag' ? ('boolean' as const) : ('string' as const),
        ...(name === 'help' ? { short: 'h' } : {}),
      },
    ]),
  );
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** A command of two words, as `plan check`, counts as one. */
function commandFirst(words: readonly string[]): readonly string[] {
  const [first = '', second, ...rest] = words;
  const both = `${first} ${second}`;
  return isCommand(both) ? [both, ...rest] : words;
}

/** A command that may be meant; one of two words also where the second was forgotten. */
function commandNear(first: string, second: string | undefined): string | undefined {
  const known = Object.keys(COMMANDS);
  const both = second === undefined ? undefined : nearest(`${first} ${second}`, known);
  return both ?? known.find((name) => name.startsWith(`${first} `)) ?? nearest(first, known);
}

export function readArguments(argv: readonly string[]): Reading {
  const tokens = tokensOf(argv);
  const [first, ...operands] = commandFirst(
    tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
  );
  const wants = (name: string) => tokens.some((token) => token.kind === 'option' && token.name === name);
  if (first === undefined) {
    if (wants('help')) return { kind: 'help', command: undefined };
    if (wants('version')) return { kind: 'version' };
    const findings = readOptions(tokens, new Map(optionEntries(COMMON_OPTIONS))).findings;
    return findings.length > 0 ? { kind: 'wrong', command: undefined, findings } : { kind: 'nothing' };
  }
  if (first === 'help') {
    const [about] = commandFirst(operands);
    return { kind: 'help', command: about !== undefined && isCommand(about) ? about : undefined };
  }
  if (!isCommand(first)) {
    const args = { command: first, ...suggested(commandNear(first, operands[0])) };
    return { kind: 'wrong', command: undefined, findings: [diagnostic('TK906', HERE, args)] };
  }
  if (wants('help')) return { kind: 'help', command: first };
  const uses = usesOf(first);
  const { given, findings } = readOptions(tokens, uses);
  const options = new Options(given, uses);
  // What a job file gives is known once it has been read.
  const byJob = COMMANDS[first].job && operands.some(isJobFile);
  // A misspelled option is one mistake, not two.
  const missing = byJob || findings.length > 0 ? [] : absentFindings(options);
  const wrong = [...findings, ...operandProblems(first, operands, findings), ...missing];
  if (wrong.length > 0) return { kind: 'wrong', command: first, findings: wrong };
  return { kind: 'run', arguments: { command: first, operands, options } };
}

/** The language is read first, so that complaints about the rest are in it. */
export function languageOf(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const wish = tokensOf(argv).findLast((token) => token.kind === 'option' && token.name === 'lang');
  const text = wish?.kind === 'option' ? wish.value : undefined;
  if (text === 'en' || text === 'id') return text;
  return environment.TAKAR_LANG === 'en' ? 'en' : 'id';
}

function readOptions(
  tokens: readonly Token[],
  uses: ReadonlyMap<OptionName, OptionUse>,
): { given: ReadonlyMap<OptionName, readonly string[]>; findings: readonly Diagnostic[] } {
  const given = new Map<OptionName, readonly string[]>();
  const findings: Diagnostic[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const use = isOption(name) ? uses.get(name) : undefined;
    if (!isOption(name) || !use) {
      const suggestion = nearest(name, uses.keys());
      findings.push(
        diagnostic('TK905', HERE, {
          option: rawName,
          ...suggested(suggestion === undefined ? undefined : `--${suggestion}`),
        }),
      );
      continue;
    }
    const flag = OPTIONS[name].kind === 'flag';
    // `--out --rejects FILE`: the value was forgotten.
    const forgotten =
      value === undefined || value === '' || (!inlineValue && value.length > 1 && value.startsWith('-'));
    if (!flag && forgotten) findings.push(diagnostic('TK907', HERE, { what: rawName }));
    else if (flag && value !== undefined) findings.push(diagnostic('TK905', HERE, { option: `${rawName}=${value}` }));
    else if (value !== undefined && use.values && !use.values.includes(value)) {
      findings.push(diagnostic('TK908', HERE, { option: rawName, found: value, allowed: use.values }));
    }
    given.set(name, [...(given.get(name) ?? []), value ?? '']);
  }
  return { given, findings };
}

function operandProblems(
  command: CommandName,
  operands: readonly string[],
  findings: readonly Diagnostic[],
): readonly Diagnostic[] {
  const { operand, many } = COMMANDS[command];
  if (operands.length === 0) return [diagnostic('TK907', HERE, { what: operand })];
  // `--out --rejects FILE` leaves FILE over: one mistake, not two.
  const surplus = many || findings.length > 0 ? [] : operands.slice(1);
  return surplus.map((text) => diagnostic('TK905', HERE, { option: text }));
}

/** One finding for each required option that is absent. */
export function absentFindings(options: Options): readonly Diagnostic[] {
  return options.absent().map((name) => diagnostic('TK907', HERE, { what: `--${name}` }));
}

const JOB_ENDING = '.takar-job.yaml';

export function isJobFile(path: string): boolean {
  return path.toLowerCase().endsWith(JOB_ENDING);
}

function suggested(suggestion: string | undefined): { suggestion?: string } {
  return suggestion === undefined ? {} : { suggestion };
}
