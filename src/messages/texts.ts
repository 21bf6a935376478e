import type { RelatedRole } from '../base/diagnostic.ts';
import type { Relation } from '../language/core.ts';
import type { ExplainTexts } from './explain-texts.ts';

/**
 * All prose for users that is not a finding: the runner's help and summaries, labels of reports, words of
 * explanations. One section an area; a text that is missing in one language does not compile.
 */
export interface Texts {
  readonly runner: RunnerTexts;
  readonly report: ReportTexts;
  readonly explain: ExplainTexts;
}

export type CommandName =
  | 'check'
  | 'test'
  | 'score'
  | 'explain'
  | 'plan check'
  | 'plan sheet'
  | 'export'
  | 'template'
  | 'fmt'
  | 'init'
  | 'why';

export type OptionName =
  | 'lang'
  | 'help'
  | 'version'
  | 'format'
  | 'fix'
  | 'fail-level'
  | 'baseline'
  | 'write-baseline'
  | 'coverage'
  | 'threshold'
  | 'generate'
  | 'data'
  | 'plan'
  | 'actuals'
  | 'indicators'
  | 'mapping'
  | 'history'
  | 'details'
  | 'calendar'
  | 'group'
  | 'period'
  | 'out'
  | 'rejects'
  | 'locale'
  | 'columns'
  | 'names'
  | 'fail-on-reject'
  | 'max-rejects'
  | 'engine'
  | 'summary'
  | 'progress'
  | 'key'
  | 'table'
  | 'to'
  | 'performance'
  | 'check';

/** What the runner reads of its environment, as far as users need it. */
export type EnvironmentName = 'TAKAR_LANG' | 'TAKAR_THREADS' | 'NO_COLOR';

/** What stands for a value in the help. */
export type Placeholder =
  | 'PATH'
  | 'RULESET'
  | 'DIR'
  | 'CODE'
  | 'FILE'
  | 'NAME=FILE'
  | 'PERIOD'
  | 'KEY'
  | 'FORM'
  | 'LOCALE'
  | 'WHICH'
  | 'LEVEL'
  | 'LANG'
  | 'LIMIT';

export interface RunnerTexts {
  readonly tagline: string;
  readonly usage: string;
  readonly commandsHeading: string;
  readonly optionsHeading: string;
  readonly environmentHeading: string;
  readonly environment: Readonly<Record<EnvironmentName, string>>;
  readonly moreHelp: string;
  readonly placeholders: Readonly<Record<Placeholder, string>>;
  readonly commands: Readonly<Record<CommandName, string>>;
  readonly options: Readonly<Record<OptionName, string>>;
  /** Where an option takes one of a fixed set. */
  readonly oneOf: (values: readonly string[]) => string;
  readonly byDefault: (value: string) => string;
  /** What `--baseline` took out, and which of its entries are mended by now. */
  readonly knownFindings: (counts: { known: number; mended: number; path: string }) => string;
  readonly baselineWritten: (counts: { findings: number; path: string }) => string;
  /** Closing line of `check`. `fixable`: findings that `--fix` would mend. */
  readonly checked: (counts: { files: number; errors: number; warnings: number; fixable: number }) => string;
  /** Closing line of `plan check`. */
  readonly planChecked: (counts: { records: number; rows: number; errors: number; warnings: number }) => string;
  /** `where`: the file, or the folder with a file each. */
  readonly sheetsWritten: (count: string, where: string) => string;
  readonly fixed: (counts: { fixes: number; files: number }) => string;
  readonly exampleOk: (name: string) => string;
  readonly exampleFailed: (name: string) => string;
  readonly tested: (counts: { files: number; passed: number; failed: number }) => string;
  readonly notTested: (path: string) => string;
  readonly generated: (counts: { examples: number; present: number; impossible: number; notFound: number }) => string;
  readonly formatted: (path: string) => string;
  readonly notFormatted: (path: string) => string;
  readonly formatCounts: (counts: { files: number; changed: number; checkOnly: boolean }) => string;
  readonly created: (path: string) => string;
  readonly nextSteps: (folder: string) => string;
  readonly written: (path: string) => string;
  readonly rowsRead: (count: string) => string;
  readonly whyBad: string;
  readonly whyMended: string;
}

/** `check --performance`: what is not computed in whole numbers over columns. */
export interface PerformanceTexts {
  readonly allFast: (ruleset: string) => string;
  readonly heading: (ruleset: string) => string;
  readonly operation: (operation: string) => string;
  readonly part: (part: string) => string;
  /** Why a group rule needs the records themselves: it takes unrounded quotients or huge numbers. */
  readonly group: Readonly<Record<'unrounded' | 'wide', string>>;
  /** Quotas or a budget need the records themselves, because of huge numbers. */
  readonly award: string;
  /** A result is shown with more figures than 64 bits hold; `figures`: how many there may be. */
  readonly shown: (figures: string) => string;
  /** How often a file is read because of group rules. */
  readonly passes: (count: string) => string;
  /** `figures`: how many figures a number here may have. */
  readonly wide: (figures: string) => string;
  readonly unrounded: (figures: string) => string;
  readonly noRange: (input: string, limit: string) => string;
}

export interface ReportTexts {
  readonly performance: PerformanceTexts;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
  readonly help: string;
  readonly row: (row: number) => string;
  readonly column: (name: string) => string;
  /** What a second place has to do with a finding. */
  readonly roles: Readonly<Record<RelatedRole, (name: string | undefined) => string>>;
  /** Stands where a finding would show the content of a cell. */
  readonly masked: string;
  /** Describes a change that mends a finding; safe: `--fix` makes it. */
  readonly fix: (safe: boolean) => string;
  /** A change that people must agree to. */
  readonly offered: (text: string) => string;
  readonly coverage: CoverageTexts;
  readonly generated: GeneratedTexts;
  /** Other places that take part in a finding, on one line. */
  readonly also: (places: readonly string[]) => string;
  readonly summary: SummaryTexts;
  readonly planSheet: PlanSheetTexts;
  /** Names of sheets, and what is said of a marked workbook. */
  readonly workbook: {
    readonly results: string;
    readonly indicators: string;
    readonly rejects: string;
    readonly template: TemplateTexts;
  };
}

/** What the examples of a ruleset exercise. */
export interface CoverageTexts {
  readonly counts: (counts: { exercised: number; total: number; percent: number }) => string;
  /** What no example comes to, by its names. */
  readonly items: Readonly<
    Record<
      'band' | 'row' | 'otherwise' | 'tier' | 'no_tier' | 'not_eligible' | 'then' | 'else',
      (names: readonly string[]) => string
    >
  >;
  readonly below: (counts: { percent: number; threshold: string }) => string;
}

/** Words in and around examples that were made; they stand in rule files. */
export interface GeneratedTexts {
  readonly heading: string;
  readonly impossible: string;
  readonly notFound: string;
  readonly sides: Readonly<Record<'below' | 'on' | 'above', (measured: string, value: string) => string>>;
  /** `of`: the tier; empty for the general condition. */
  readonly condition: (of: string, part: string, value: boolean) => string;
  readonly row: (table: string, row: number) => string;
  readonly column: (table: string, row: number, column: string) => string;
}

/** Words of the page that an employee gets before a period begins. */
export interface PlanSheetTexts {
  readonly heading: (subject: string, key: string, period: string) => string;
  readonly indicators: string;
  readonly nothing: string;
  readonly target: string;
  readonly weight: string;
  readonly share: (weight: string, share: string) => string;
  readonly formula: string;
  readonly polarities: Readonly<Record<'maximize' | 'minimize' | 'stabilize' | 'none', string>>;
  readonly changes: string;
  readonly change: (from: string, to: string, target: string) => string;
  readonly revisions: Readonly<Record<'latest' | 'prorate_days' | 'by_segment', string>>;
  readonly ratings: string;
  readonly awards: string;
  readonly everyone: string;
  readonly grants: string;
  readonly otherwise: (name: string) => string;
  /** `group`: the inputs that name it; empty where all are one group. */
  readonly roomByCount: (count: string, group: string) => string;
  readonly roomByShare: (share: string, group: string) => string;
  readonly columns: { readonly no: string; readonly indicator: string };
  readonly comparisons: {
    readonly relations: Readonly<Record<Relation, (left: string, right: string) => string>>;
    readonly among: (of: string, values: readonly string[]) => string;
    readonly holds: (name: string) => string;
    readonly always: string;
  };
}

/** Words of a sheet to fill in. */
export interface TemplateTexts {
  readonly sheet: string;
  /** Names of the sheets for work plans and for actuals in long form. */
  readonly plan: string;
  readonly actuals: string;
  readonly key: string;
  readonly required: string;
  readonly optional: string;
  readonly onlyIf: (condition: string) => string;
  readonly unit: (unit: string) => string;
  /** A spreadsheet makes 0.95 of what is typed as 95%. */
  readonly percent: string;
  readonly range: (interval: string) => string;
  readonly digits: (digits: number) => string;
  readonly date: string;
  /** Of the box that refuses what may not be entered. */
  readonly refused: string;
  readonly yes: string;
  readonly no: string;
}

export interface SummaryTexts {
  readonly heading: (ruleset: string, period: string) => string;
  readonly counts: (counts: { read: string; scored: string; rejected: string }) => string;
  readonly otherPeriods: (count: string) => string;
  /** Rows that were taken together with others of the same record. */
  readonly combined: (count: string) => string;
  readonly notAssessed: (count: string) => string;
  readonly undecided: (count: string) => string;
  /** Rows of details: all, those counted, those of nobody in the run. */
  readonly details: (counts: { name: string; read: string; used: string; lost: string }) => string;
  readonly awards: string;
  readonly group: string;
  readonly everyone: string;
  readonly total: string;
  readonly quotas: string;
  readonly quotaHeadings: {
    readonly tier: string;
    readonly group: string;
    readonly base: string;
    readonly room: string;
    readonly candidates: string;
    readonly placed: string;
    readonly rejected: string;
  };
  readonly ratingsUndecided: (count: string) => string;
  readonly paymentsUndecided: (count: string) => string;
  readonly unfunded: (count: string) => string;
  readonly limits: string;
  readonly limitHeadings: Readonly<
    Record<
      'limit' | 'values' | 'group' | 'base' | 'room' | 'found' | 'moved' | 'undecided' | 'rejected' | 'outcome',
      string
    >
  >;
  readonly limitOutcomes: Readonly<Record<'within' | 'warned' | 'applied' | 'undecided' | 'exempt', string>>;
  readonly budgets: string;
  readonly budgetHeadings: Readonly<
    Record<
      'group' | 'total' | 'needed' | 'spent' | 'funded' | 'prorated' | 'unfunded' | 'undecided' | 'rejected',
      string
    >
  >;
  readonly notAssessedLabel: string;
  readonly undecidedLabel: string;
  /** Added to a reason only where names are asked for. */
  readonly lastAdmitted: (key: string) => string;
  readonly rejectsHint: (count: string) => string;
  readonly stopped: (rejected: string) => string;
}
