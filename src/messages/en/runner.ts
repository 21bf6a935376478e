import type { Family } from '../catalogue.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean '${suggestion}'?`;

/** The usual reasons of the operating system, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this account may not open it',
  EPERM: 'this account may not open it',
  EISDIR: 'it is a folder, and a file is needed',
  ENOTDIR: 'a part of the path is not a folder',
  ENOSPC: 'the disk is full',
  EFBIG: 'the file would become larger than this system allows',
  EDQUOT: 'the storage allowed to this account is used up',
  EROFS: 'it is on a medium that can only be read',
  EIO: 'the storage device has failed',
  ENAMETOOLONG: 'its name or path is too long',
  ELOOP: 'its links go round in a circle',
  EMFILE: 'too many files are open',
  EPIPE: 'its reader stopped first',
  EMPTY: 'no rule file (*.takar.yaml) stands in it',
  TOO_BIG: 'it is larger than 1 GB',
  KIND: 'only .csv, .jsonl, .ndjson (also packed: .gz, .zst), .parquet and .xlsx can be read',
  PACKED: 'the packed file is damaged, cut off or far too large',
  NO_ZSTD: 'this Node cannot pack or unpack .zst; use .gz, or Node 22.15 or newer',
};

/** Reasons that are mended by making room. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export const runner = (): Family<'9'> => ({
  TK901: {
    message: ({ path, reason }) => `Cannot use '${path}': ${REASONS[reason] ?? reason}.`,
    help: ({ reason }) =>
      NO_ROOM.has(reason)
        ? 'Make room or choose another place, and run again. The file has not been written by half.'
        : 'Check the spelling of the path and the rights on the file.',
    why: 'A file that was named on the command line could not be read or written. Nothing is guessed in its place, and nothing is half written: results are first written beside the target and then renamed.',
  },
  TK902: {
    message: ({ path }) => `'${path}' already exists, and takar init overwrites nothing.`,
    help: () => 'Give the name of a folder that does not exist yet, or of an empty one.',
    why: 'takar init writes a ruleset, data and a page into a new folder. So that no work is lost, it never writes over a file that is already there.',
  },
  TK903: {
    message: ({ key }) => `No row with the key '${key}' was scored in this period.`,
    help: () => 'Look for the key in the data and in the rejects file, and check the period.',
    why: 'takar explain looks for one row by its key (for example the employee number) among the rows of the period that was asked for. Several key columns are joined by /.',
  },
  TK904: {
    message: ({ code }) => `There is no finding with the code '${code}'.`,
    help: ({ suggestion }) => meant(suggestion, 'Codes look like TK501; they stand in front of each finding.'),
    why: 'Every finding has a code of its own that never changes. takar why explains one of them.',
  },
  TK905: {
    message: ({ option }) => `'${option}' is not known here.`,
    help: ({ suggestion }) => meant(suggestion, 'takar COMMAND --help lists the options of a command.'),
    why: 'An option that is not known is refused, since a misspelled option that is silently ignored could change who gets an award.',
  },
  TK906: {
    message: ({ command }) => `There is no command '${command}'.`,
    help: ({ suggestion }) => meant(suggestion, 'takar --help lists the commands.'),
    why: 'The first word after takar says what to do: check, test, score, explain, export, template, fmt, init or why.',
  },
  TK907: {
    message: ({ what }) => `${what} is not given.`,
    help: () => 'takar COMMAND --help shows what a command needs.',
    why: 'The command cannot work without this argument or option, and takar guesses none of them: not the period, not the data.',
  },
  TK908: {
    message: ({ option, found }) => `'${found}' is not possible for ${option}.`,
    help: ({ allowed }) => `Possible: ${allowed.join(', ')}.`,
    why: 'The option takes one of a fixed set of values, or a value of a fixed form.',
  },
  TK909: {
    message: ({ option, path }) => `${option} would overwrite '${path}', which this run reads or writes already.`,
    help: () => 'Give the result a name of its own.',
    why: 'Results are never written over the ruleset, the data or another result of the same run: what they were made from must still be there when somebody asks how they came about.',
  },
  TK930: {
    message: ({ path }) => `'${path}' is no list of known findings.`,
    help: () => 'Make one with takar check --write-baseline FILE.',
    why: 'The list of known findings is written by takar itself: a fingerprint of each finding that was there when a ruleset began to be checked. No other file is guessed at, since a finding that passes for a known one by mistake would never be seen.',
  },
  TK910: {
    message: ({ path }) => `A job may not name '${path}': the path leads outside.`,
    help: () =>
      'Write a path relative to the folder of this job, with slashes, and run takar in the folder that holds all of it.',
    why: 'A job file may come from somebody else. It reads and writes only within its own folder or within the folder in which takar runs: no absolute path, no drive letter, no address, no standard input. Anything else is named on the command line by whoever runs it.',
  },
  TK911: {
    message: ({ reason }) => `Standard output broke off: ${REASONS[reason] ?? reason}. What was written is not whole.`,
    help: () => 'Write to a file with --out, or run again where there is room.',
    why: 'What went to standard output did not all arrive: the program that reads it stopped first, or there was no room. A part must not pass for the whole, so the exit code is 2.',
  },
  TK931: {
    message: () => 'Examples are made for one ruleset at a time.',
    help: () => 'Name one rule file after takar test --generate.',
    why: 'What is made is written as one examples: section, to be put into one rule file.',
  },
  TK932: {
    message: ({ path }) =>
      `Examples for '${path}' cannot be made: the ruleset takes from work plans, details, calendars or other members of a group.`,
    help: () => 'Write its examples yourself; takar test --coverage shows what they do not exercise.',
    why: 'Making examples means making up the data of one employee. Work plans, rows of details, holidays and colleagues cannot be made up yet, and half an example tests nothing.',
  },
  TK960: {
    message: ({ dialect, found }) =>
      `This ruleset cannot yet be written as ${dialect === 'js' ? 'JavaScript over columns' : `SQL for ${dialect}`}: ${found.join(', ')}.`,
    help: () => 'Score it with takar score, which knows all parts; leave out --engine.',
    why: 'One query holds what can be worked out from one row of data and from its group, and exported JavaScript what can be worked out from the row alone. Details, other periods and group rules beyond quotas are not written so yet, and takar leaves no part out without saying so.',
  },
  TK961: {
    message: ({ dialect, bits }) => `A number may need ${bits} bits, more than the integers of ${dialect} hold.`,
    help: () =>
      'Round an achievement that is not rounded, or narrow the range of its inputs; takar check --performance shows the place.',
    why: 'The query calculates with integers whose bounds are proven beforehand. A number that may go beyond them would be cut in silence or end the query half-way; so it is refused at once.',
  },
  TK963: {
    message: ({ engine, input, limit }) =>
      `The value of '${input}' in this row is beyond ${limit}, which is assumed in ${engine} where no range is declared.`,
    help: ({ input }) => `Declare a range of '${input}' that holds this value, or leave out --engine.`,
    why: 'The query computes in integers whose limits are proven beforehand, from the ranges of the inputs. Where no range is declared a limit is assumed, and values beyond it can be computed by takar alone.',
  },
  TK964: {
    message: ({ dialect, names }) => `${dialect} takes these columns for one: ${names.join(', ')}.`,
    help: () => 'Call one of them otherwise, so that the names differ in more than capitals; or use another engine.',
    why: 'Most databases do not tell capitals from small letters in the names of columns. The columns of the data and those of the result must each have a name of their own.',
  },
  TK965: {
    message: ({ dialect, names }) => `${dialect} keeps 63 bytes of a name, and these are longer: ${names.join(', ')}.`,
    help: () => 'Choose shorter names for inputs, indicators or tiers; or use another engine.',
    why: 'PostgreSQL cuts off longer names without a word. A column of the result would then not be called as expected, or as another one.',
  },
  TK962: {
    message: ({ engine, detail }) => `The database ${engine} cannot be used: ${detail}`,
    help: ({ engine }) =>
      engine === 'duckdb'
        ? 'Install its package with npm install @duckdb/node-api.'
        : 'Install its package with npm install pg, and name the server with PGHOST, PGPORT, PGUSER and PGDATABASE.',
    why: 'takar score --engine runs the ruleset inside a database. Its package is not installed along with takar, and the server is provided by whoever runs it.',
  },
  TK950: {
    message: ({ detail }) => `A thread that was scoring a part of the file ended before its work was done: ${detail}.`,
    help: () =>
      'Nothing was written. Run again with more memory free; with TAKAR_THREADS=0 in the environment, one thread does all the work and needs less.',
    why: 'Large files are scored by several threads. One of them was ended, mostly because memory ran out. Its part of the result is missing, so no result is written at all.',
  },
  TK956: {
    message: ({ path }) => `'${path}' changed while it was being read.`,
    help: () =>
      'Nothing was written. Wait until whoever writes that file is done, or score a copy of it, and run again.',
    why: 'A large file is read piece by piece, and several times where people are compared with one another. Results of a file that becomes another one meanwhile would belong to neither. So its size and the time at which it was last written are looked at before and after every reading; where they differ, nothing is written.',
  },
  TK999: {
    message: ({ detail }) => `A mistake of takar itself: ${detail}`,
    help: () => 'Please report this with the files that lead to it. No result of this run should be used.',
    why: 'Something happened that takar holds to be impossible. It stops at once with exit code 2 rather than go on with a result that may be wrong.',
  },
});
