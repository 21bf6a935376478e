import type { CommandName, OptionName, Placeholder } from '../messages/texts.ts';
import { FINDING_FORMATS } from '../report/finding-options.ts';
import { ENGINES, EXPORTS } from './exports.ts';

/** How an option is written: alone, or with a value of which this is the placeholder in the help. */
export interface OptionSpec {
  readonly kind: 'flag' | 'text' | 'list';
  /** Names a file that is read, so that no result may be written over it. */
  readonly reads?: true;
  /** Its value is NAME=FILE. */
  readonly named?: true;
  readonly placeholder?: Placeholder;
}

export const OPTIONS: Readonly<Record<OptionName, OptionSpec>> = {
  data: { kind: 'list', placeholder: 'FILE', reads: true },
  mapping: { kind: 'text', placeholder: 'FILE', reads: true },
  history: { kind: 'list', placeholder: 'FILE', reads: true },
  details: { kind: 'list', placeholder: 'NAME=FILE', reads: true, named: true },
  calendar: { kind: 'list', placeholder: 'NAME=FILE', reads: true, named: true },
  group: { kind: 'list', placeholder: 'NAME=FILE', reads: true, named: true },
  plan: { kind: 'list', placeholder: 'FILE', reads: true },
  actuals: { kind: 'list', placeholder: 'FILE', reads: true },
  period: { kind: 'text', placeholder: 'PERIOD' },
  key: { kind: 'text', placeholder: 'KEY' },
  engine: { kind: 'text', placeholder: 'WHICH' },
  table: { kind: 'text', placeholder: 'WHICH' },
  to: { kind: 'text', placeholder: 'FORM' },
  out: { kind: 'text', placeholder: 'FILE' },
  rejects: { kind: 'text', placeholder: 'FILE' },
  indicators: { kind: 'text', placeholder: 'FILE' },
  summary: { kind: 'text', placeholder: 'FILE' },
  locale: { kind: 'text', placeholder: 'LOCALE' },
  columns: { kind: 'text', placeholder: 'WHICH' },
  names: { kind: 'flag' },
  'fail-on-reject': { kind: 'flag' },
  'max-rejects': { kind: 'text', placeholder: 'LIMIT' },
  progress: { kind: 'flag' },
  format: { kind: 'text', placeholder: 'FORM' },
  fix: { kind: 'flag' },
  'fail-level': { kind: 'text', placeholder: 'LEVEL' },
  baseline: { kind: 'text', placeholder: 'FILE' },
  'write-baseline': { kind: 'text', placeholder: 'FILE' },
  coverage: { kind: 'flag' },
  threshold: { kind: 'text', placeholder: 'LIMIT' },
  generate: { kind: 'flag' },
  check: { kind: 'flag' },
  performance: { kind: 'flag' },
  lang: { kind: 'text', placeholder: 'LANG' },
  help: { kind: 'flag' },
  version: { kind: 'flag' },
};

/** How a command uses an option. */
export interface OptionUse {
  readonly required?: boolean;
  /** The values it takes, the one that holds where none is given first; absent: free text. */
  readonly values?: readonly string[];
  /** No value holds where none is given, although the values are a fixed set. */
  readonly noDefault?: boolean;
}

export interface CommandSpec {
  readonly operand: Placeholder;
  readonly many: boolean;
  /** The operand may be a job file, which then gives the options that the command line leaves out [D5]. */
  readonly job?: true;
  readonly options: Readonly<Partial<Record<OptionName, OptionUse>>>;
}

/** Every command takes these; the language is Indonesian unless TAKAR_LANG or --lang says otherwise. */
export const COMMON_OPTIONS: Readonly<Partial<Record<OptionName, OptionUse>>> = {
  lang: { values: ['id', 'en'] },
  help: {},
};

/** How records are read, beside their own files. */
const READ_BY: CommandSpec['options'] = { locale: { values: ['en', 'id'] }, mapping: {} };
/** What belongs to records. */
const BESIDE: CommandSpec['options'] = { ...READ_BY, history: {}, details: {}, calendar: {}, group: {} };
/** Whose scores are asked for. */
const RECORDS: CommandSpec['options'] = {
  data: { required: true },
  plan: {},
  actuals: {},
  period: { required: true },
};
/** Whose plans are looked at. */
const PLANS: CommandSpec['options'] = {
  plan: { required: true },
  data: { required: true },
  group: {},
  period: { required: true },
};

/** Every command, in the order of the help. */
export const COMMANDS: Readonly<Record<CommandName, CommandSpec>> = {
  check: {
    operand: 'PATH',
    many: true,
    options: {
      format: { values: FINDING_FORMATS },
      fix: {},
      performance: {},
      'fail-level': { values: ['error', 'warning'] },
      baseline: {},
      'write-baseline': {},
    },
  },
  test: {
    operand: 'PATH',
    many: true,
    options: { format: { values: ['pretty', 'json', 'junit'] }, coverage: {}, threshold: {}, generate: {}, out: {} },
  },
  score: {
    operand: 'RULESET',
    many: false,
    job: true,
    options: {
      ...RECORDS,
      out: { required: true },
      rejects: {},
      indicators: {},
      summary: {},
      ...BESIDE,
      engine: { values: ENGINES },
      columns: { values: ['all', 'summary'] },
      names: {},
      'fail-on-reject': {},
      'max-rejects': {},
      progress: {},
    },
  },
  explain: {
    operand: 'RULESET',
    many: false,
    job: true,
    options: {
      ...RECORDS,
      key: { required: true },
      ...BESIDE,
      names: {},
      format: { values: ['text', 'json'] },
    },
  },
  'plan check': {
    operand: 'RULESET',
    many: false,
    job: true,
    options: {
      ...PLANS,
      ...READ_BY,
      format: { values: FINDING_FORMATS },
      'fail-level': { values: ['error', 'warning'] },
    },
  },
  'plan sheet': {
    operand: 'RULESET',
    many: false,
    job: true,
    options: {
      ...PLANS,
      out: { required: true },
      ...READ_BY,
      format: { values: ['text', 'html'], noDefault: true },
    },
  },
  export: {
    operand: 'RULESET',
    many: false,
    options: { to: { required: true, values: EXPORTS }, out: {}, period: {}, table: {} },
  },
  template: { operand: 'RULESET', many: false, options: { out: { required: true } } },
  fmt: { operand: 'PATH', many: true, options: { check: {}, to: { values: ['id', 'en'], noDefault: true } } },
  init: { operand: 'DIR', many: false, options: {} },
  why: { operand: 'CODE', many: false, options: {} },
};

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

export function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

/** The entries of a part of the table. */
export function optionEntries(
  uses: Readonly<Partial<Record<OptionName, OptionUse>>>,
): readonly (readonly [OptionName, OptionUse])[] {
  return Object.entries(uses).filter((entry): entry is [OptionName, OptionUse] => isOption(entry[0]));
}

/** What a command takes, the common options last. */
export function usesOf(command: CommandName): ReadonlyMap<OptionName, OptionUse> {
  return new Map(optionEntries({ ...COMMANDS[command].options, ...COMMON_OPTIONS }));
}
