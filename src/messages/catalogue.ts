import type { Code, CodeArgs } from '../base/codes.ts';

/** What is said of one code, in one language. No jargon: an officer who has never programmed reads it. */
export interface Entry<C extends Code> {
  /** What is wrong and why, with the figures of the case. One or two sentences. */
  readonly message: (args: CodeArgs[C]) => string;
  /** What to do about it. */
  readonly help: (args: CodeArgs[C]) => string;
  /** For `takar why CODE`: what the rule is for, in a few sentences, with a bad and a mended example where one helps. */
  readonly why: string;
}

/** What is said about details, lists, calendars and tables from files: texts of one subject, of several hundreds. */
type DetailsCode =
  | 'TK132'
  | 'TK133'
  | 'TK134'
  | 'TK135'
  | 'TK136'
  | 'TK137'
  | 'TK138'
  | 'TK430'
  | 'TK431'
  | 'TK432'
  | 'TK433'
  | 'TK434'
  | 'TK435'
  | 'TK436'
  | 'TK437'
  | 'TK530'
  | 'TK531'
  | 'TK655'
  | 'TK656'
  | 'TK657'
  | 'TK658'
  | 'TK659'
  | 'TK660'
  | 'TK661'
  | 'TK662'
  | 'TK663'
  | 'TK711'
  | 'TK712'
  | 'TK713';
export type DetailsFamily = { readonly [C in DetailsCode]: Entry<C> };

/** The codes of one hundred, but for those of a subject of its own: a missing message does not compile. */
export type Family<Hundred extends string> = {
  readonly [C in Exclude<Code, DetailsCode> as C extends `TK${Hundred}${string}` ? C : never]: Entry<C>;
};

export type Catalogue = { readonly [C in Code]: Entry<C> };

/** The part of the data family that is about workbooks. */
export type WorkbookFamily = Family<'64' | '65'>;

/** The part of the data family that is about column mappings. */
export type MappingFamily = Family<'63'>;
/** Codes about work plans. */
type PlanCode =
  | 'TK140'
  | 'TK141'
  | 'TK142'
  | 'TK440'
  | 'TK441'
  | `TK66${5 | 6 | 7 | 8 | 9}`
  | `TK67${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'TK810';

/** The part of a family that is about work plans. */
export type PlanEntries<Start extends string> = {
  readonly [C in PlanCode as C extends `TK${Start}${string}` ? C : never]: Entry<C>;
};
/** What is said of other periods, by the hundred that it belongs to. */
export type PeriodTypes = Pick<Catalogue, 'TK453' | 'TK454' | 'TK455' | 'TK456' | 'TK457'>;
export type PeriodPolicy = Pick<Catalogue, 'TK565' | 'TK566' | 'TK567' | 'TK568' | 'TK569' | 'TK570'>;
export type PeriodData = Family<'69'>;
/** The part of the family on the sense of a policy that lints report: legal, and most likely not meant. */
export type LintFamily = Family<'59'>;
/** Codes about group rules, limits, budgets, tables of groups and decisions: they stand in a file of their own. */
export type GroupCode =
  | 'TK146'
  | 'TK147'
  | 'TK446'
  | 'TK448'
  | 'TK449'
  | 'TK550'
  | 'TK551'
  | 'TK552'
  | 'TK553'
  | 'TK554'
  | 'TK555'
  | 'TK556'
  | 'TK557'
  | 'TK558'
  | 'TK680'
  | 'TK681'
  | 'TK682'
  | 'TK683'
  | 'TK684'
  | 'TK685'
  | 'TK686'
  | 'TK811'
  | 'TK812'
  | 'TK813'
  | 'TK814'
  | 'TK815'
  | 'TK816'
  | 'TK817'
  | 'TK818';

export type GroupFamily = Pick<Catalogue, GroupCode>;
/** What the proofs find beyond bands and weights. */
export type ProofFamily = Omit<Family<'57'> & Family<'58'>, 'TK570'>;
