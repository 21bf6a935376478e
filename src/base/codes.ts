import type { Interval } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A text in the languages its author wrote it in. */
export interface Localized {
  readonly id?: string;
  readonly en?: string;
}

/** One of several values that stand together, as the author names it; words and dates are texts. */
export interface CasePart {
  readonly name: string;
  readonly value: Rational | string;
  /** `%`, `IDR`, or a unit of the author's. */
  readonly unit: string;
}

/** A combination of values for which something goes wrong. */
export type Case = readonly CasePart[];

/**
 * The inputs of an employee for whom it was seen to go wrong, by the exact evaluator; nothing where the finding names
 * them anyway. Null: possible by all that is known of the values, but no such employee was found [P4].
 */
export type Employee = Case | null;

/**
 * The closed set of findings: code → what its message needs. Codes are stable for ever; by hundred: 1 YAML,
 * 2 expression, 3 names, 4 types and units, 5 sense of the policy, 6 data, 7 evaluation, 8 groups, 9 the runner.
 * Keys, words and names stand in the arguments as the file spells them.
 */
export interface CodeArgs {
  // 1 YAML
  /** `problem` is the YAML library's error code, e.g. BAD_INDENT; the message knows the usual ones. */
  TK101: { problem: string };
  TK102: { key: string };
  TK103: { key: string; suggestion?: string; allowed: readonly string[] };
  /** `or`: another key that would do as well. */
  TK104: { key: string; or?: string };
  TK105: { expected: ShapeName; found: NodeShape };
  TK106: { name: string };
  TK107: { tag: string };
  TK108: { found: string; allowed: readonly string[]; suggestion?: string };
  /** A flow map cut an expression at a comma. */
  TK109: { text: string };
  /** `[90..100]` without quotes is a YAML list. */
  TK110: { text: string };
  /** `>= 110` or `> 5` without quotes is a YAML block scalar. */
  TK111: { text: string };
  /** ` #` inside an unquoted scalar begins a comment. */
  TK112: { lost: string };
  TK113: { key: string; expected: string; language: 'id' | 'en' };
  TK114: { limit: number };
  TK115: { limit: number };
  TK116: { codePoint: string };
  /** A version of the language that this program does not know. */
  TK117: { found: string };
  TK118: Record<never, never>;
  TK119: { name: string };
  /** `available`: the shipped packs, where one of these was asked for. */
  TK120: { path: string; available?: readonly string[] };
  TK121: { path: string };
  TK122: { paths: readonly string[] };
  TK123: { name: string; from: string; suggestion?: string };
  /** An import with neither `use` nor `as`. */
  TK124: Record<never, never>;
  /** A pack without its version. */
  TK125: { found: string; available: readonly string[] };
  /** A whole number, or the part of a year as a key, outside what may stand there. */
  TK126: { found: string; least: number; most: number };
  TK127: { found: string; rewritten?: string };
  /** The period of an example. */
  TK128: { found: string };
  /** Only one of these keys may stand. */
  TK129: { keys: readonly string[] };
  /** More files than one ruleset may import. */
  TK130: { limit: number };
  /** A point of a piecewise-linear function with more or fewer than two values. */
  TK131: { found: number };
  /** A table whose rows would come from a workbook. */
  TK132: { path: string };
  /** The CSV file of a table lacks a column. */
  TK133: { column: string; suggestion?: string };
  TK134: { column: string; allowed: readonly string[]; suggestion?: string };
  /** Of the CSV file of a table. */
  TK135: { problem: CsvProblem };
  TK136: { expected: number; found: number };
  TK137: { column: string };
  TK138: { limit: number };
  /** `target: plan` where the indicator does not say what the plan may bring. */
  TK140: Record<never, never>;
  /** A key that a template cannot have. */
  TK141: { key: string };
  /** A key that speaks of plans where nothing comes from one. */
  TK142: { key: string };
  /** A key of an input that has no place in a table of groups. */
  TK146: { key: string; table: string };
  /** A key that this kind of group rule does not read. */
  TK147: { key: string; kind: string };

  // 2 expression
  TK201: { found: string };
  TK202: Record<never, never>;
  TK203: { character: string };
  TK204: { opened: string };
  TK205: { found: string; rewritten: string };
  TK206: { found: string; rewritten: string };
  TK207: { found: string; rewritten: string };
  TK208: { found: string; rewritten: string };
  TK209: { found: string };
  TK210: Record<never, never>;
  TK211: { word: string; expected: string; language: 'id' | 'en' };
  TK212: { limit: number };
  TK213: { limit: number };
  TK214: { found: string };
  TK215: Record<never, never>;
  TK216: { found: string; rewritten?: string };
  TK217: Record<never, never>;
  TK218: { found: string };

  // 3 names
  TK301: { name: string; suggestion?: string };
  TK302: { name: string };
  TK303: { name: string };
  TK304: { name: string; member: string; allowed: readonly string[]; suggestion?: string };
  TK305: { name: string; suggestion?: string };
  TK306: { names: readonly string[] };
  TK307: { name: string };
  TK308: { value: string; name: string };
  TK309: { name: string };
  TK310: { name: string };
  TK311: { name: string };
  TK312: Record<never, never>;
  TK314: { name: string };

  // 4 types and units
  TK401: { expected: TypeName; found: TypeName };
  TK402: { left: string; right: string; operator: string; suggestion?: string };
  TK403: { value: string; choice: string; allowed: readonly string[]; suggestion?: string };
  TK404: { name: string };
  TK405: { operator: string; left: string; right: string; suggestion?: string };
  TK406: Record<never, never>;
  TK407: { callee: string; expected: string; found: number };
  TK408: { callee: string; parameter: string; expected: TypeName; found: TypeName };
  TK409: { type: TypeName; name?: string };
  TK410: { name: string };
  TK411: { divisor: string; range: Interval };
  TK412: { left: TypeName; right: TypeName };
  TK413: { found: string; suggestion: string };
  TK414: { unit: string; suggestion?: string };
  TK415: { name: string };
  TK416: { callee: string; parameter: string; range: Interval; found: Interval };
  TK417: Record<never, never>;
  TK418: { left: string; right: string };
  TK419: { word: string };
  TK420: { callee: string; parameter: string; digits: number };
  TK421: { name: string };
  TK422: { step: Rational };
  /** A parameter's value with more digits than the parameter declares. */
  TK423: { name: string; digits: number };
  TK430: { details: string; column: string };
  TK431: { callee: string };
  TK432: Record<never, never>;
  TK433: { name: string };
  TK434: { name: string };
  TK435: { name: string };
  TK436: { name: string };
  TK437: Record<never, never>;
  /** A template's target may be 0. */
  TK440: { range: Interval };
  /** A template read as if it were one indicator. */
  TK441: { name: string };

  /** What `previous` reads is no name. */
  TK453: { callee: string };
  TK454: { name: string };
  /** A type that hangs on its own earlier period alone. */
  TK455: { name: string };
  /** `ratio_of_sums` over what is no quotient. */
  TK456: Record<never, never>;
  /** Dated bands that are not the same ones in the same order. */
  TK457: { rating: string };
  TK446: { name: string };
  TK448: { to: string; value: string };
  TK449: { decision: string; proposal: string; allowed: readonly string[] };

  // 5 sense of the policy
  /** `score` is what the rating reads, as written. */
  TK501: { rating: string; score: string; value: Rational; digits: number | null; employee: Employee };
  TK502: { rating: string; score: string; value: Rational; first: string; second: string; employee: Employee };
  TK503: { rating: string; score: string; range: Interval; domain: Interval };
  TK504: { table: string; cell: Case; employee: Employee };
  TK505: { table: string; cell: Case; first: number; second: number; employee: Employee };
  TK506: { table: string; row: number };
  TK507: { name: string; date: string };
  /** Rounding is to `digits` after the point, or to multiples of `step`. */
  TK509: { end: Rational; digits?: number; step?: Rational };
  TK510: { indicator: string; part: number; period: 'month' | 'quarter' | 'semester' | 'year' };
  TK511: { indicator: string; score: string };
  TK512: { indicator: string; polarity: string };
  TK513: { indicator: string; polarity: string };
  TK514: { always: boolean };
  TK515: { name: string };
  TK516: { name: string };
  TK517: { band: string; rating: string };
  TK518: { what: string; axes: readonly string[] };
  TK519: { found: string };
  TK520: { expected: number; found: number };
  TK521: { tier: string };
  TK522: { example: string; name: string; expected: string; found: string };
  TK523: { example: string; reason: string };
  TK524: { example: string; expected: string; found: string };
  TK525: { weight: Rational };
  TK526: { total: Rational; position: Case };
  /** Two values of one parameter from the same day on. */
  TK527: { name: string; date: string };
  TK528: { score: string; position: Case };
  TK529: { share: Rational };
  /** An average over rows that enters a sum without being rounded. */
  TK530: { text: string };
  /** What is added up over rows lies off any grid. */
  TK531: { text: string };
  /** Declared, or brought by an import, and used by nothing. */
  TK590: { name: string; kind: 'parameter' | 'function' | 'argument' | 'local' | 'import' };
  TK591: { name: string };
  /** `hundred`: a percentage times or by 100; `fraction`: below 1 where 100 is the whole. */
  TK592: { found: string; kind: 'hundred' | 'fraction'; suggestion?: string };
  TK593: { name: string };
  TK594: { tier: string; ties: string };
  TK595: { found: string; kind: 'digits' | 'tolerance' };
  TK596: { found: string; boundary: string; name: string };
  TK597: { first: string; second: string };
  /** `name` is empty for the message of a check. */
  TK598: { name: string; language: 'id' | 'en' };
  /** A value that nothing reads, or the only one of a choice that no rule names. */
  TK599: { name: string; choice?: string };

  TK565: { method: string };
  TK566: { from: string; to: string };
  TK567: { name: string };
  TK568: Record<never, never>;
  /** With `segments`, a number that is read beside the scores and has no rule for several rows. */
  TK569: { name: string };
  /** What stands for one row alone, read where a period may have several. */
  TK570: { name: string };
  /** What decides who stands in a group reads what only groups decide. */
  TK550: { reader: string; read: string };
  TK551: { name: string };
  /** Something that all members of a group must agree on differs between them. */
  TK552: { name: string; within: string };
  TK553: Record<never, never>;
  TK554: { grant: string };
  TK555: Record<never, never>;
  /** `rule`: the group rule or limit on which what is read hangs. */
  TK556: { callee: string; read: string; rule: string };
  /** Null: without any limit. */
  /** An earlier period of an example that is not before its own, or that stands twice. */
  TK558: { period: string; of: string; twice: boolean };
  TK557: { amount: string; deduction: string; least: Rational | null };
  /** All who would get this tier get one of the better ones, which have no limit. */
  TK575: { tier: string; better: readonly string[] };
  /** Who misses the quota of this tier fits none of those below. */
  TK576: { tier: string; otherwise: string; cell: Case; employee: Employee };
  TK577: { tier: string };
  TK578: { branch: 'then' | 'else' };
  /** A row by priority that names a value for which an earlier row always decides otherwise. */
  TK579: { table: string; row: number; cell: Case; by: number };
  /** Rows of a unique table that meet and agree; `whole`: the later adds nothing to the earlier. */
  TK580: { table: string; cell: Case; first: number; second: number; whole: boolean };
  /** A row by priority without which everybody would get the same. */
  TK581: { table: string; row: number };
  TK582: { of: 'total' | 'none'; axes: readonly string[] };
  TK583: { axes: readonly string[] };
  /** Null: without any limit. */
  TK584: { grant: string; most: Rational | null };
  /** A dated value that changes in the middle of a period. */
  TK585: { name: string; date: string; period: string; at: 'start' | 'end' };
  /** A dated value that is still used after the day until which it was reviewed. */
  TK586: { name: string; date: string };
  /** Two files of one ruleset that are in force on the same day. */
  TK587: { ruleset: string; date: string; path: string };

  // 6 data
  TK601: { column: string; suggestion?: string };
  TK602: { column: string; suggestion?: string };
  TK603: { text: string; localeHint: boolean };
  TK604: { text: string; digits: number; localeHint: boolean };
  TK605: { text: string; range: Interval; unit: string };
  TK606: Record<never, never>;
  TK607: { text: string; allowed: readonly string[]; suggestion?: string };
  TK608: { text: string };
  TK609: { key: string; rows: readonly number[] };
  TK610: { message: Localized; that: string };
  TK611: { text: string };
  TK612: { text: string };
  TK613: { text: string };
  TK614: { text: string; unit: string };
  TK615: { expected: number; found: number };
  TK616: { problem: CsvProblem };
  TK617: { problem: JsonProblem };
  TK618: { text: string };
  TK619: { period: string; found: readonly string[] };
  TK620: Record<never, never>;
  TK621: { column: string };
  TK622: { problem: ParquetProblem };
  TK623: { limit: number; of: 'characters' | 'columns' };
  TK624: { found: 'map' | 'list' | 'date' | 'other' };
  TK625: { kind: string; period: string };
  TK626: { period: string; end: string; from?: string; to?: string };
  TK627: { problem: EncodingProblem };
  // 63: column mappings
  /** An input that the ruleset does not have. */
  TK630: { name: string; suggestion?: string };
  /** A way of writing that says nothing of such an input; spelled in both languages. */
  TK631: { name: string; form: { readonly id: string; readonly en: string } };
  /** Fractions are percents; this input is none. */
  TK632: { name: string };
  /** One column for two inputs. */
  TK633: { column: string };
  /** A column that the mapping names and the data file lacks. */
  TK634: { column: string; path: string; suggestion?: string };
  TK680: { table: string; group: string };
  TK681: { table: string; group: string; rows: readonly number[] };
  TK682: { table: string; group: string };
  TK683: { table: string; count: number };
  TK684: { decision: string };
  TK685: { table: string };
  TK686: { table: string; suggestion?: string };
  TK640: { problem: WorkbookProblem };
  /** Several sheets hold all the columns that are wanted, or as many of them. */
  TK641: { sheets: readonly string[] };
  TK642: { sheet: string; sheets: readonly string[]; suggestion?: string };
  /** Kept values of formulas in one column. */
  TK643: { count: number };
  /** A formula without its value. */
  TK644: Record<never, never>;
  TK645: { count: number };
  /** The header again, among the rows. */
  TK646: { header: number };
  /** Part of a merged cell, and not the one with the content. */
  TK647: Record<never, never>;
  /** Cells to the right of the header. */
  TK648: { count: number };
  /** A sheet made by `takar template` for other inputs. */
  TK649: { madeFor: string; ruleset: string };
  /** A text cell that holds a number of too many digits. */
  TK650: { text: string };
  /** A row of details whose key is that of no record of the run. */
  TK655: { key: string; details: string };
  /** Two rows of a record with one key of their own. */
  TK656: { key: string; details: string; rows: readonly number[] };
  TK657: { details: string; most: number; found: number };
  TK658: { details: string };
  TK659: { option: string; name: string; allowed: readonly string[]; suggestion?: string };
  /** The record is rejected for its rows; they have findings of their own. */
  TK660: { details: string };
  /** A row whose key cannot be read: nobody knows whose it is. */
  TK661: { details: string };
  TK662: { calendar: string };
  /** A calendar file without a single date. */
  TK663: { calendar: string };

  /** Work plans and actuals in long form. */
  TK665: { indicator: string };
  /** In both spellings. */
  TK666: { column: string };
  /** `known`: the indicator is there, but takes nothing from plans. */
  TK667: { text: string; known: boolean; suggestion?: string };
  TK668: { from: string; to: string };
  TK669: { key: string };
  TK670: { indicator: string };
  TK671: { indicator: string; from: string; to: string };
  TK672: { indicator: string; most: number; found: number };
  TK673: Record<never, never>;
  TK674: { indicator: string };
  TK675: { total: Rational };
  TK676: Record<never, never>;
  TK677: { text: string; suggestion?: string };
  TK678: { name: string };
  TK679: { indicator: string; limit: number; found: number };
  /** Rows of earlier periods that could not be used; `needed`: how many records were rejected for them. */
  TK690: { count: number; needed: number };
  /** Rows of the run's own period among the history. */
  TK691: { count: number; period: string };
  TK692: { indicators: readonly string[]; period: string; kind: PeriodWord };
  TK693: { inputs: readonly string[]; period: string; kind: PeriodWord };
  TK694: { name: string; period: string };
  TK695: { first: string; second: string };
  TK696: { after: string; before: string };
  TK697: { from: string; to: string; period: string };
  /** A rule changes within the period. */
  TK698: { name: string; date: string; period: string; at: 'start' | 'end' };
  TK699: { found: number; least: number; period: string };

  // 7 evaluation
  TK701: { indicator: string };
  TK702: { table: string };
  TK703: { rating: string };
  TK704: { score: string };
  TK705: Record<never, never>;
  TK706: Record<never, never>;
  TK707: { name: string; date: string };
  TK708: { callee: string; parameter: string };
  TK709: { value: string };
  /** A number with more digits than any office needs: a formula that multiplies itself over and over. */
  TK710: Record<never, never>;
  TK711: { calendar: string; date: string };
  TK712: { details: string };
  TK713: { calendar: string };

  /** A row of an earlier period that is needed and could not be scored itself. */
  TK714: { period: string };

  // 8 groups
  TK801: { tier: string; group: string; size: number; room: number };
  TK802: { tier: string; group: string; rejected: number; base: number };
  TK803: { tier: string; group: string; size: number };
  /** Rules with work plans, and no plan. */
  TK810: Record<never, never>;
  TK811: { limit: string; values: string; group: string; found: number; allowed: number; base: number };
  TK812: { limit: string; values: string; group: string; found: number; needed: number; base: number };
  TK813: { limit: string; values: string; group: string; size: number; room: number };
  TK814: { limit: string; group: string; size: number };
  /** Equals at the edge were all paid (`ties: include`). */
  TK815: { group: string; spent: Rational; total: Rational };
  TK816: { group: string; needed: Rational; total: Rational };
  TK817: { group: string; size: number; left: Rational };
  TK818: { group: string; size: number };

  // 9 the runner
  TK901: { path: string; reason: string };
  TK902: { path: string };
  TK903: { key: string };
  TK904: { code: string; suggestion?: string };
  TK905: { option: string; suggestion?: string };
  TK906: { command: string; suggestion?: string };
  TK907: { what: string };
  TK908: { option: string; found: string; allowed: readonly string[] };
  TK909: { option: string; path: string };
  /** A file that `check --write-baseline` has not written. */
  TK930: { path: string };
  /** Examples are made for one ruleset at a time. */
  TK931: Record<never, never>;
  /** A ruleset that takes from plans, details or calendars. */
  TK932: { path: string };
  /** A path in a job file that leads where the job may not reach. */
  TK910: { path: string };
  /** Standard output broke off; `reason` is the operating system's code. */
  TK911: { reason: string };
  /** A thread of the bulk engine that ended before its work was done. */
  TK950: { detail: string };
  /** A file that is another one at the end of a run, or of a walk through it, than it was at its beginning. */
  TK956: { path: string };
  /** A ruleset that one query cannot say; `found` are operations of the core or parts of the ruleset. */
  TK960: { dialect: string; found: readonly string[] };
  /** A number that the dialect's integers do not hold. */
  TK961: { dialect: string; bits: number };
  /** A database that cannot be used. */
  TK962: { engine: string; detail: string };
  /** A value beyond the limit that is assumed where an input declares no range, in a run inside a database. */
  TK963: { engine: string; input: string; limit: string };
  /** Two columns that a database takes for one. */
  TK964: { dialect: string; names: readonly string[] };
  /** Names that a database would cut off. */
  TK965: { dialect: string; names: readonly string[] };
  TK999: { detail: string };
}

/** A kind of period, which messages name in words. */
export type PeriodWord = 'month' | 'quarter' | 'semester' | 'year';

export type Code = keyof CodeArgs;

/** What is wrong with the quotes of a CSV file, or with its characters. */
export type CsvProblem = 'lone_quote' | 'after_quote' | 'unclosed_quote' | 'nul';

/** Why the bytes of a file are no text that can be read. */
export type EncodingProblem = 'utf16' | 'not_utf8';

/** Why a workbook cannot be read at all. */
export type WorkbookProblem = 'not_workbook' | 'protected' | 'damaged' | 'entities' | 'too_large' | 'no_sheet';

/** Why a Parquet file cannot be read at all. */
export type ParquetProblem = 'not_parquet' | 'damaged' | 'codec' | 'too_large';

/** What is wrong with a line of JSON Lines. */
export type JsonProblem = 'syntax' | 'not_object';

/** What a place of the file should hold; the messages name it in words. */
export type ShapeName =
  | 'map'
  | 'list'
  | 'text'
  | 'expression'
  | 'interval'
  | 'flag'
  | 'whole_number'
  | 'date'
  | 'name'
  | 'localized'
  | 'value';

export type NodeShape = 'map' | 'list' | 'scalar' | 'empty';

/** A type as a person reads it: the kind, and for numbers the unit, for choices what declares it. */
export interface TypeName {
  readonly kind:
    | 'number'
    | 'choice'
    | 'text'
    | 'flag'
    | 'date'
    | 'missing'
    | 'interval'
    | 'indicators'
    | 'rounding_mode'
    | 'whole_number';
  readonly detail?: string;
}

const WARNINGS: readonly Code[] = [
  'TK309',
  'TK506',
  'TK513',
  'TK514',
  'TK576',
  'TK577',
  'TK578',
  'TK579',
  'TK580',
  'TK581',
  'TK583',
  'TK584',
  'TK586',
  'TK590',
  'TK591',
  'TK592',
  'TK593',
  'TK595',
  'TK596',
  'TK597',
  'TK602',
  'TK619',
  'TK643',
  'TK645',
  'TK648',
  'TK649',
  'TK673',
  'TK674',
  'TK690',
  'TK691',
  'TK698',
  'TK811',
  'TK812',
  'TK815',
];
const INFORMATION: readonly Code[] = ['TK585', 'TK594', 'TK598', 'TK599', 'TK683', 'TK802'];

/** Every code once, in order; a code that is missing here or has no arguments above does not compile. */
const ALL = [
  'TK101',
  'TK102',
  'TK103',
  'TK104',
  'TK105',
  'TK106',
  'TK107',
  'TK108',
  'TK109',
  'TK110',
  'TK111',
  'TK112',
  'TK113',
  'TK114',
  'TK115',
  'TK116',
  'TK117',
  'TK118',
  'TK119',
  'TK120',
  'TK121',
  'TK122',
  'TK123',
  'TK124',
  'TK125',
  'TK126',
  'TK127',
  'TK128',
  'TK129',
  'TK130',
  'TK131',
  'TK132',
  'TK133',
  'TK134',
  'TK135',
  'TK136',
  'TK137',
  'TK138',
  'TK140',
  'TK141',
  'TK142',
  'TK146',
  'TK147',
  'TK201',
  'TK202',
  'TK203',
  'TK204',
  'TK205',
  'TK206',
  'TK207',
  'TK208',
  'TK209',
  'TK210',
  'TK211',
  'TK212',
  'TK213',
  'TK214',
  'TK215',
  'TK216',
  'TK217',
  'TK218',
  'TK301',
  'TK302',
  'TK303',
  'TK304',
  'TK305',
  'TK306',
  'TK307',
  'TK308',
  'TK309',
  'TK310',
  'TK311',
  'TK312',
  'TK314',
  'TK401',
  'TK402',
  'TK403',
  'TK404',
  'TK405',
  'TK406',
  'TK407',
  'TK408',
  'TK409',
  'TK410',
  'TK411',
  'TK412',
  'TK413',
  'TK414',
  'TK415',
  'TK416',
  'TK417',
  'TK418',
  'TK419',
  'TK420',
  'TK421',
  'TK422',
  'TK423',
  'TK430',
  'TK431',
  'TK432',
  'TK433',
  'TK434',
  'TK435',
  'TK436',
  'TK437',
  'TK440',
  'TK441',
  'TK446',
  'TK448',
  'TK449',
  'TK453',
  'TK454',
  'TK455',
  'TK456',
  'TK457',
  'TK501',
  'TK502',
  'TK503',
  'TK504',
  'TK505',
  'TK506',
  'TK507',
  'TK509',
  'TK510',
  'TK511',
  'TK512',
  'TK513',
  'TK514',
  'TK515',
  'TK516',
  'TK517',
  'TK518',
  'TK519',
  'TK520',
  'TK521',
  'TK522',
  'TK523',
  'TK524',
  'TK525',
  'TK526',
  'TK527',
  'TK528',
  'TK529',
  'TK530',
  'TK531',
  'TK550',
  'TK551',
  'TK552',
  'TK553',
  'TK554',
  'TK555',
  'TK556',
  'TK557',
  'TK558',
  'TK565',
  'TK566',
  'TK567',
  'TK568',
  'TK569',
  'TK570',
  'TK575',
  'TK576',
  'TK577',
  'TK578',
  'TK579',
  'TK580',
  'TK581',
  'TK582',
  'TK583',
  'TK584',
  'TK585',
  'TK586',
  'TK587',
  'TK590',
  'TK591',
  'TK592',
  'TK593',
  'TK594',
  'TK595',
  'TK596',
  'TK597',
  'TK598',
  'TK599',
  'TK601',
  'TK602',
  'TK603',
  'TK604',
  'TK605',
  'TK606',
  'TK607',
  'TK608',
  'TK609',
  'TK610',
  'TK611',
  'TK612',
  'TK613',
  'TK614',
  'TK615',
  'TK616',
  'TK617',
  'TK618',
  'TK619',
  'TK620',
  'TK621',
  'TK622',
  'TK623',
  'TK624',
  'TK625',
  'TK626',
  'TK627',
  'TK630',
  'TK631',
  'TK632',
  'TK633',
  'TK634',
  'TK640',
  'TK641',
  'TK642',
  'TK643',
  'TK644',
  'TK645',
  'TK646',
  'TK647',
  'TK648',
  'TK649',
  'TK650',
  'TK655',
  'TK656',
  'TK657',
  'TK658',
  'TK659',
  'TK660',
  'TK661',
  'TK662',
  'TK663',
  'TK665',
  'TK666',
  'TK667',
  'TK668',
  'TK669',
  'TK670',
  'TK671',
  'TK672',
  'TK673',
  'TK674',
  'TK675',
  'TK676',
  'TK677',
  'TK678',
  'TK679',
  'TK680',
  'TK681',
  'TK682',
  'TK683',
  'TK684',
  'TK685',
  'TK686',
  'TK690',
  'TK691',
  'TK692',
  'TK693',
  'TK694',
  'TK695',
  'TK696',
  'TK697',
  'TK698',
  'TK699',
  'TK701',
  'TK702',
  'TK703',
  'TK704',
  'TK705',
  'TK706',
  'TK707',
  'TK708',
  'TK709',
  'TK710',
  'TK711',
  'TK712',
  'TK713',
  'TK714',
  'TK801',
  'TK802',
  'TK803',
  'TK810',
  'TK811',
  'TK812',
  'TK813',
  'TK814',
  'TK815',
  'TK816',
  'TK817',
  'TK818',
  'TK901',
  'TK902',
  'TK903',
  'TK904',
  'TK905',
  'TK906',
  'TK907',
  'TK908',
  'TK909',
  'TK910',
  'TK911',
  'TK930',
  'TK931',
  'TK932',
  'TK950',
  'TK956',
  'TK960',
  'TK961',
  'TK962',
  'TK963',
  'TK964',
  'TK965',
  'TK999',
] as const satisfies readonly Code[];

type Unlisted = Exclude<Code, (typeof ALL)[number]>;
/** Does not compile while a code of `CodeArgs` is not in `ALL`. */
export const CODES: Unlisted extends never ? readonly Code[] : never = ALL;

export const SEVERITIES: Readonly<Record<Code, Severity>> = Object.fromEntries(
  CODES.map((code) => [code, WARNINGS.includes(code) ? 'warning' : INFORMATION.includes(code) ? 'info' : 'error']),
) as Record<Code, Severity>;
