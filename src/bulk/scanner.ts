import { daysFromCivil, parsePeriod } from '../number/calendar.ts';
import type { ChunkSpec, ColumnSpec } from './spec.ts';
import { TextTable } from './text-table.ts';

const [LF, CR, QUOTE, MINUS, POINT, COMMA] = [10, 13, 34, 45, 46, 44];

/** A byte that makes the file unreadable from here on. */
export class BrokenFile extends Error {
  readonly problem: string;
  readonly line: number;
  constructor(problem: string, line: number) {
    super(problem);
    this.problem = problem;
    this.line = line;
  }
}

/** What a column's cells are, as numbers that a tight loop can switch over. */
const KIND = { skip: 0, number: 1, date: 2, word: 3, text: 4, period: 5 } as const;

const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i);

/** More digits than this could lose their last ones on the way through a double. */
const MOST_DIGITS = 15;

/**
 * Reads rows of CSV from bytes straight into columns of integers, without a string for any cell. It knows the plain
 * spellings only: a row with anything else in it (blanks, units, other spellings, cells that must be refused) is odd,
 * and left to the ordinary reader.
 */
export class Scanner {
  /** Rows read by the last call. */
  rows = 0;
  readonly cells: Float64Array[];
  readonly empty: Uint8Array[];
  /** 2 where the row is odd; 3 where it is of another period. */
  readonly status: Uint8Array;
  readonly rowStart: Int32Array;
  readonly rowEnd: Int32Array;
  readonly rowLine: Int32Array;
  readonly keyStart: Int32Array[];
  readonly keyEnd: Int32Array[];
  /** For each group input the number of the row's text. */
  readonly groups: Uint32Array[];
  readonly groupTexts: TextTable[];
  line = 0;
  private readonly spec: ChunkSpec;
  private readonly kinds: Uint8Array;
  /** Of each column of the file: the input's place, digits, bounds, whether it must be filled. */
  private readonly inputs: Int32Array;
  private readonly digits: Uint8Array;
  private readonly lows: Float64Array;
  private readonly highs: Float64Array;
  private readonly required: Uint8Array;
  private readonly defaults: Float64Array;
  private readonly delimiter: number;
  private readonly isDecimalComma: boolean;
  private readonly words: (WordTable | undefined)[];
  private readonly plainPeriod: Uint8Array;
  /** 1 for bytes at which a plain cell ends, or may not go on. */
  private readonly stops = new Uint8Array(256);
  private readonly periods = new Map<string, 'same' | 'other' | 'odd'>();

  constructor(spec: ChunkSpec, capacity: number) {
    this.spec = spec;
    const columns = spec.defaults.length;
    this.cells = Array.from({ length: columns }, () => new Float64Array(capacity));
    this.empty = Array.from({ length: columns }, () => new Uint8Array(capacity));
    this.status = new Uint8Array(capacity);
    this.rowStart = new Int32Array(capacity);
    this.rowEnd = new Int32Array(capacity);
    this.rowLine = new Int32Array(capacity);
    this.keyStart = Array.from({ length: spec.keys }, () => new Int32Array(capacity));
    this.keyEnd = Array.from({ length: spec.keys }, () => new Int32Array(capacity));
    this.groups = Array.from({ length: spec.groups }, () => new Uint32Array(capacity));
    this.groupTexts = Array.from({ length: spec.groups }, () => new TextTable());
    this.kinds = Uint8Array.from(spec.columns, ({ kind }) => KIND[kind]);
    this.inputs = Int32Array.from(spec.columns, (column) => ('column' in column ? column.column : -1));
    this.digits = Uint8Array.from(spec.columns, (column) => (column.kind === 'number' ? column.digits : 0));
    this.lows = Float64Array.from(spec.columns, (column) => ('low' in column ? column.low : 0));
    this.highs = Float64Array.from(spec.columns, (column) => ('high' in column ? column.high : 0));
    this.required = Uint8Array.from(spec.columns, (column) => ('required' in column && column.required ? 1 : 0));
    this.defaults = Float64Array.from(spec.defaults);
    this.delimiter = spec.delimiter;
    for (const byte of [spec.delimiter, LF, CR, QUOTE]) this.stops[byte] = 1;
    this.isDecimalComma = spec.decimalComma;
    this.words = spec.columns.map((column) =>
      column.kind === 'word' || column.kind === 'text' ? new WordTable(column.words) : undefined,
    );
    const period = spec.columns.find((column) => column.kind === 'period');
    this.plainPeriod = new TextEncoder().encode(period?.kind === 'period' ? period.canonical : '');
    this.fillDefaults();
  }

  private fillDefaults(): void {
    for (const [index, value] of this.spec.defaults.entries()) {
      // An input without a column of its own is empty in every row.
      const isRead = this.spec.columns.some((column) => 'column' in column && column.column === index);
      this.cells[index]?.fill(value);
      if (!isRead) this.empty[index]?.fill(1);
    }
  }

  /** Reads rows that begin before `limit`, as many as there is room for; returns where the next one begins. */
  scan(bytes: Uint8Array, from: number, limit: number, end: number): number {
    const { rowStart, rowEnd, rowLine, status } = this;
    const capacity = status.length;
    let at = from;
    let row = 0;
    while (at < limit && row < capacity) {
      rowStart[row] = at;
      rowLine[row] = this.line;
      status[row] = 0;
      at = this.readRow(bytes, at, end, row);
      rowEnd[row] = at;
      if (at - (rowStart[row] ?? 0) > LONGEST_ROW) throw new BrokenFile('too_long', rowLine[row] ?? 0);
      if (bytes[at] === CR && bytes[at + 1] === LF) at++;
      at++;
      this.line++;
      row++;
    }
    this.rows = row;
    return at;
  }

  /** Returns where the row ends: at its line end, or at the end of the bytes. */
  private readRow(bytes: Uint8Array, from: number, end: number, row: number): number {
    const { kinds, delimiter, isDecimalComma } = this;
    const count = kinds.length;
    let at = from;
    for (let column = 0; ; column++) {
      const kind = column < count ? kinds[column] : KIND.skip;
      if (kind === KIND.number && !isDecimalComma && bytes[at] !== QUOTE) {
        at = this.readNumber(bytes, at, end, column, row);
      } else if (kind === KIND.skip) at = this.skip(bytes, at, end);
      else at = this.readByBounds(bytes, at, end, column, row);
      if (at >= end || bytes[at] !== delimiter) {
        if (column !== count - 1) this.status[row] = 2;
        return at;
      }
      at++;
    }
  }

  /** A plain number with a decimal point; anything else makes the row odd. */
  private readNumber(bytes: Uint8Array, from: number, end: number, column: number, row: number): number {
    const { delimiter } = this;
    let at = from;
    let byte = at < end ? (bytes[at] ?? LF) : LF;
    const negative = byte === MINUS;
    if (negative) byte = bytes[++at] ?? LF;
    const first = at;
    let value = 0;
    while (byte >= 48 && byte <= 57 && at < end) {
      value = value * 10 + byte - 48;
      byte = bytes[++at] ?? LF;
    }
    const whole = at - first;
    let fraction = 0;
    if (byte === POINT && at < end) {
      byte = bytes[++at] ?? LF;
      const begin = at;
      while (byte >= 48 && byte <= 57 && at < end) {
        value = value * 10 + byte - 48;
        byte = bytes[++at] ?? LF;
      }
      fraction = at - begin;
      if (fraction === 0) return this.odd(bytes, from, end, row);
    }
    if (at < end && byte !== delimiter && byte !== LF && byte !== CR) return this.odd(bytes, from, end, row);
    if (whole === 0) return at === from ? this.noCell(at, column, row) : this.odd(bytes, from, end, row);
    const zeros = (this.digits[column] ?? 0) - fraction;
    if (whole + fraction > MOST_DIGITS || zeros < 0) return this.odd(bytes, from, end, row);
    const scaled = zeros === 0 ? value : value * (POWERS[zeros] ?? Number.NaN);
    this.storeUnits(column, row, negative ? 0 - scaled : scaled);
    return at;
  }

  private storeUnits(column: number, row: number, units: number): void {
    const input = this.inputs[column] ?? 0;
    const cells = this.cells[input];
    const empty = this.empty[input];
    const isWithin = units >= (this.lows[column] ?? 0) && units <= (this.highs[column] ?? 0);
    if (cells === undefined || empty === undefined || !isWithin) {
      this.status[row] = 2;
      return;
    }
    cells[row] = units;
    empty[row] = 0;
  }

  private noCell(at: number, column: number, row: number): number {
    const input = this.inputs[column] ?? 0;
    const cells = this.cells[input];
    const empty = this.empty[input];
    if (cells !== undefined && empty !== undefined) {
      cells[row] = this.defaults[input] ?? 0;
      empty[row] = 1;
    }
    if (this.required[column] === 1) this.status[row] = 2;
    return at;
  }

  private odd(bytes: Uint8Array, at: number, end: number, row: number): number {
    this.status[row] = 2;
    return this.skip(bytes, at, end);
  }

  /** Behind a cell of any form. */
  private skip(bytes: Uint8Array, from: number, end: number): number {
    const { stops } = this;
    let at = from;
    if (bytes[at] === QUOTE && at < end) return this.skipQuoted(bytes, at, end);
    while (at < end && stops[bytes[at] ?? LF] === 0) at++;
    if (at < end && bytes[at] === QUOTE) throw new BrokenFile('lone_quote', this.line);
    return at;
  }

  private isDoubled = false;

  private skipQuoted(bytes: Uint8Array, from: number, end: number): number {
    this.isDoubled = false;
    const opened = this.line;
    let at = from + 1;
    for (;;) {
      if (at >= end) throw new BrokenFile('unclosed_quote', opened);
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE || at + 1 >= end) break;
        this.isDoubled = true;
        at++;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) this.line++;
      at++;
    }
    at++;
    const after = bytes[at];
    if (at < end && after !== this.delimiter && after !== LF && after !== CR) {
      throw new BrokenFile('after_quote', this.line);
    }
    return at;
  }

  /** Finds the cell first, then reads what is within. */
  private readByBounds(bytes: Uint8Array, from: number, end: number, column: number, row: number): number {
    const isQuoted = bytes[from] === QUOTE && from < end;
    const next = this.skip(bytes, from, end);
    const [start, stop] = isQuoted ? [from + 1, next - 1] : [from, next];
    const spec = this.spec.columns[column];
    if (spec === undefined || spec.kind === 'skip') return next;
    if (isQuoted && this.isDoubled) {
      this.status[row] = 2;
      return next;
    }
    if (spec.kind === 'period') this.readPeriod(bytes, start, stop, row);
    else if (start === stop) this.noCell(next, column, row);
    else this.readWithin(bytes, start, stop, spec, column, row);
    return next;
  }

  private readWithin(
    bytes: Uint8Array,
    start: number,
    stop: number,
    spec: Exclude<ColumnSpec, { kind: 'skip' | 'period' }>,
    index: number,
    row: number,
  ): void {
    switch (spec.kind) {
      case 'number':
        if (!this.numberWithin(bytes, start, stop, index, row)) this.status[row] = 2;
        return;
      case 'date': {
        const days = dateWithin(bytes, start, stop);
        if (days === undefined || days < spec.low || days > spec.high) this.status[row] = 2;
        else this.store(spec.column, row, days);
        return;
      }
      case 'word': {
        const code = this.words[index]?.find(bytes, start, stop) ?? -1;
        if (code < 0) this.status[row] = 2;
        else this.store(spec.column, row, code);
        const [groups, texts] = [this.groups[spec.group], this.groupTexts[spec.group]];
        if (groups !== undefined && texts !== undefined) groups[row] = texts.numberOf(bytes, start, stop);
        return;
      }
      case 'text':
        this.textWithin(bytes, start, stop, spec, index, row);
    }
  }

  private store(column: number, row: number, value: number): void {
    const [cells, empty] = [this.cells[column], this.empty[column]];
    if (cells === undefined || empty === undefined) return;
    cells[row] = value;
    empty[row] = 0;
  }

  /** With a decimal comma and dots between groups of three, or quoted with a decimal point. */
  private numberWithin(bytes: Uint8Array, start: number, stop: number, column: number, row: number): boolean {
    const isComma = this.isDecimalComma;
    const negative = bytes[start] === MINUS;
    const first = negative ? start + 1 : start;
    let value = 0;
    let count = 0;
    let fraction = -1;
    let sinceDot = -1;
    for (let at = first; at < stop; at++) {
      const byte = bytes[at] ?? 0;
      if (byte >= 48 && byte <= 57) {
        value = value * 10 + byte - 48;
        count++;
        if (fraction >= 0) fraction++;
        else if (sinceDot >= 0) sinceDot++;
      } else if (byte === (isComma ? COMMA : POINT) && fraction < 0 && count > 0) {
        if (sinceDot >= 0 && sinceDot !== 3) return false;
        fraction = 0;
      } else if (isComma && byte === POINT && fraction < 0) {
        const isFirst = sinceDot < 0;
        if (isFirst ? count === 0 || count > 3 || bytes[first] === 48 : sinceDot !== 3) return false;
        sinceDot = 0;
      } else return false;
    }
    if (count === 0 || count > MOST_DIGITS || fraction === 0) return false;
    if (fraction < 0 && sinceDot >= 0 && sinceDot !== 3) return false;
    const decimals = Math.max(fraction, 0);
    const zeros = (this.digits[column] ?? 0) - decimals;
    if (zeros < 0) return false;
    const units = value * (POWERS[zeros] ?? Number.NaN);
    this.storeUnits(column, row, negative ? 0 - units : units);
    return true;
  }

  private textWithin(
    bytes: Uint8Array,
    start: number,
    stop: number,
    { column, key, group }: Extract<ColumnSpec, { kind: 'text' }>,
    index: number,
    row: number,
  ): void {
    const [starts, ends] = [this.keyStart[key], this.keyEnd[key]];
    if (starts !== undefined && ends !== undefined) {
      if (!isPlainKey(bytes, start, stop)) this.status[row] = 2;
      starts[row] = start;
      ends[row] = stop;
    } else if (!isPlainText(bytes, start, stop)) this.status[row] = 2;
    const [groups, texts] = [this.groups[group], this.groupTexts[group]];
    if (groups !== undefined && texts !== undefined) groups[row] = texts.numberOf(bytes, start, stop);
    const words = this.words[index];
    if (words?.isUsed) this.store(column, row, words.find(bytes, start, stop));
  }

  private readPeriod(bytes: Uint8Array, start: number, stop: number, row: number): void {
    if (sameBytes(this.plainPeriod, bytes, start, stop)) return;
    const text = new TextDecoder().decode(bytes.subarray(start, stop));
    const known = this.periods.get(text) ?? this.judge(text);
    if (known === 'odd') this.status[row] = 2;
    else if (known === 'other' && this.status[row] === 0) this.status[row] = 3;
  }

  private judge(text: string): 'same' | 'other' | 'odd' {
    const canonical = new TextDecoder().decode(this.plainPeriod);
    const period = parsePeriod(text);
    const verdict = period === undefined ? 'odd' : period.text === canonical ? 'same' : 'other';
    if (this.periods.size < 1000) this.periods.set(text, verdict);
    return verdict;
  }
}

/** Longer rows are refused by the ordinary reader too. */
const LONGEST_ROW = 1_000_000;

/** Printable ASCII without blanks at its ends, that no spreadsheet has spoiled. */
function isPlainKey(bytes: Uint8Array, start: number, stop: number): boolean {
  let digits = 0;
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 32 || byte > 126) return false;
    if (byte >= 48 && byte <= 57) digits++;
  }
  if (!isPlainText(bytes, start, stop)) return false;
  const length = stop - start;
  if (digits === length) return length < 18 || !endsInZeros(bytes, start, stop);
  // 1.99E+17, or anything that looks like it.
  const first = bytes[start] ?? 0;
  const mayBeExponent = (first >= 48 && first <= 57) || first === MINUS || first === 43;
  return !(mayBeExponent && hasLetterE(bytes, start, stop));
}

/** 15 digits and zeros: the trace of a spreadsheet. */
function endsInZeros(bytes: Uint8Array, start: number, stop: number): boolean {
  for (let at = start + 15; at < stop; at++) if (bytes[at] !== 48) return false;
  return true;
}

function hasLetterE(bytes: Uint8Array, start: number, stop: number): boolean {
  for (let at = start; at < stop; at++) if (bytes[at] === 69 || bytes[at] === 101) return true;
  return false;
}

/** Nothing that the ordinary reader would trim, normalise or take for an error of a spreadsheet. */
function isPlainText(bytes: Uint8Array, start: number, stop: number): boolean {
  const [first = 0, last = 0] = [bytes[start], bytes[stop - 1]];
  if (first <= 32 || last <= 32 || first >= 127 || last >= 127 || first === 35) return false;
  const isErr = (first | 32) === 101 && stop - start === 7 && bytes[start + 3] === 58;
  return !isErr;
}

function sameBytes(wanted: Uint8Array, bytes: Uint8Array, start: number, stop: number): boolean {
  if (wanted.length !== stop - start) return false;
  for (let at = 0; at < wanted.length; at++) if (wanted[at] !== bytes[start + at]) return false;
  return true;
}

function dateWithin(bytes: Uint8Array, start: number, stop: number): number | undefined {
  if (stop - start !== 10 || bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS) return undefined;
  const number = (from: number, length: number): number => {
    let value = 0;
    for (let at = start + from; at < start + from + length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte < 48 || byte > 57) return Number.NaN;
      value = value * 10 + byte - 48;
    }
    return value;
  };
  const [year, month, day] = [number(0, 4), number(5, 2), number(8, 2)];
  return Number.isNaN(year + month + day) ? undefined : daysFromCivil(year, month, day);
}

/** A few spellings with their integers; the last one found is tried first. */
class WordTable {
  private readonly spellings: readonly Uint8Array[];
  private readonly codes: readonly number[];
  readonly isUsed: boolean;
  private last = 0;

  constructor(words: readonly (readonly [string, number])[]) {
    const encoder = new TextEncoder();
    this.spellings = words.map(([word]) => encoder.encode(word));
    this.codes = words.map(([, code]) => code);
    this.isUsed = words.length > 0;
  }

  /** -1 where it is none of them. */
  find(bytes: Uint8Array, start: number, stop: number): number {
    const { spellings, codes, last } = this;
    const recent = spellings[last];
    if (recent !== undefined && sameBytes(recent, bytes, start, stop)) return codes[last] ?? -1;
    for (let i = 0; i < spellings.length; i++) {
      const spelling = spellings[i];
      if (spelling !== undefined && sameBytes(spelling, bytes, start, stop)) {
        this.last = i;
        return codes[i] ?? -1;
      }
    }
    return -1;
  }
}
