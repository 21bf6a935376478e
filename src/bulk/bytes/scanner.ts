import { parsePeriod } from '../../number/calendar.ts';
import type { ChunkSpec, ColumnSpec } from '../spec.ts';
import * as L from './layout.ts';
import { type Machine, Memory } from './memory.ts';
import { TextTable } from './text-table.ts';

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

const PROBLEMS: Readonly<Record<number, string>> = {
  [L.LONE_QUOTE]: 'lone_quote',
  [L.UNCLOSED_QUOTE]: 'unclosed_quote',
  [L.AFTER_QUOTE]: 'after_quote',
  [L.TOO_LONG]: 'too_long',
};

const KINDS: Readonly<Record<ColumnSpec['kind'], number>> = {
  skip: L.SKIP,
  number: L.NUMBER,
  date: L.DATE,
  word: L.WORD,
  text: L.TEXT,
  period: L.PERIOD,
};

/** Where the numbers of a column's texts stand, one a row, and those numbered before. */
interface Numbered {
  readonly numbers: number;
  readonly numbered: number;
}

/** Bytes of texts that the machine keeps for itself; others are looked up here every time. */
const MOST_REMEMBERED = 1 << 20;

/** Spellings of periods that are kept, and how long they may be. */
const MOST_PERIODS = 64;
const LONGEST_PERIOD = 32;

/** Where the addresses stand at which a row's text begins and ends, one each a row. */
export interface Places {
  readonly starts: number;
  readonly stops: number;
}

/**
 * Reads rows of CSV from bytes straight into columns of integers, without a string for any cell. It knows the plain
 * spellings only: a row with anything else in it (blanks, units, other spellings, cells that must be refused) is odd,
 * and left to the ordinary reader. The work is done by the byte machine; here it is set up, and what it leaves is named.
 */
export class Scanner {
  /** Rows read by the last call. */
  rows = 0;
  line = 0;
  readonly memory = new Memory();
  readonly machine: Machine;
  /** Of each input of the plan. */
  cells: readonly Float64Array[] = [];
  empty: readonly Uint8Array[] = [];
  /** 2 where the row is odd; 3 where it is of another period. */
  status: Uint8Array = new Uint8Array();
  /** Addresses in the machine's memory. */
  rowStart: Uint32Array = new Uint32Array();
  rowEnd: Uint32Array = new Uint32Array();
  rowLine: Uint32Array = new Uint32Array();
  /** 53 bits of the key of each row that is not odd. */
  hashes: Float64Array = new Float64Array();
  /** For each group input the number of the row's text. */
  groups: readonly Uint32Array[] = [];
  readonly groupTexts: readonly TextTable[];
  readonly keys: readonly Places[];
  /** Of the texts that results show as they stand: of an empty cell they say nothing. */
  readonly copied: readonly Places[];
  /** Where in the machine's memory the rows' own columns stand. */
  readonly addresses: Readonly<Record<'status' | 'rowStart' | 'rowEnd' | 'rowLine' | 'hashes', number>>;
  private readonly spec: ChunkSpec;
  private readonly capacity: number;
  private readonly set: number;
  private readonly cellsAt: readonly number[];
  private readonly emptyAt: readonly number[];

  private readonly groupPlaces: readonly (Places & Numbered)[];
  private readonly periodPlaces: Places;
  private readonly periodWords: number;
  private inputAt = 0;
  private remembered = 0;
  private inputLength = 0;

  constructor(spec: ChunkSpec, capacity: number) {
    const { memory } = this;
    this.spec = spec;
    this.capacity = capacity;
    this.machine = memory.machine();
    this.cellsAt = spec.defaults.map(() => memory.reserve(8 * capacity));
    this.emptyAt = spec.defaults.map(() => memory.reserve(capacity));
    const numbers = () => memory.reserve(4 * capacity);
    this.addresses = {
      status: memory.reserve(capacity),
      rowStart: numbers(),
      rowEnd: numbers(),
      rowLine: numbers(),
      hashes: memory.reserve(8 * capacity),
    };
    const places = (): Places => ({ starts: numbers(), stops: numbers() });
    this.keys = Array.from({ length: spec.keys }, places);
    this.groupPlaces = Array.from({ length: spec.groups }, () => ({
      ...places(),
      numbers: numbers(),
      numbered: memory.reserve(L.NUMBERED_SLOTS * L.NUMBERED_SIZE),
    }));
    this.copied = this.copiedPlaces(places);
    this.periodPlaces = places();
    this.groupTexts = this.groupPlaces.map(() => new TextTable());
    const period = spec.columns.find((column) => column.kind === 'period');
    this.periodWords = this.words(period?.kind === 'period' ? [[period.canonical, 0]] : [], MOST_PERIODS);
    this.set = this.setUp();
    this.name();
    this.fillDefaults();
  }

  /** Room for so many bytes of the file, and a little more behind them. Views from before may be of no use any more. */
  input(length: number): Uint8Array {
    if (length > this.inputLength) {
      this.inputLength = Math.max(length, Math.ceil(this.inputLength * 1.5));
      this.inputAt = this.memory.reserve(this.inputLength + 2 * L.MARGIN) + L.MARGIN;
      this.name();
    }
    return this.memory.bytes(this.inputAt, length);
  }

  /** Whether there was a byte since the last call of this that is 0 or beyond ASCII, or one stood near. */
  takeUnusual(): boolean {
    const { view } = this.memory;
    const at = this.set + L.SCAN_UNUSUAL;
    const found = view.getUint32(at, true) === 1;
    view.setUint32(at, 0, true);
    return found;
  }

  /** Reads rows that begin before `limit`, as many as there is room for; returns where the next one begins. */
  scan(from: number, limit: number, end: number): number {
    const { memory, set, inputAt } = this;
    memory.view.setInt32(set + L.SCAN_LINE, this.line, true);
    const next = this.machine.scan(set, inputAt + from, inputAt + limit, inputAt + end) - inputAt;
    this.refresh();
    const { view } = memory;
    this.rows = view.getUint32(set + L.SCAN_ROWS, true);
    this.line = view.getInt32(set + L.SCAN_LINE, true);
    const problem = PROBLEMS[view.getInt32(set + L.SCAN_PROBLEM, true)];
    if (problem !== undefined) throw new BrokenFile(problem, this.line);
    const asks = view.getInt32(set + L.SCAN_ASKS, true);
    if ((asks & L.ASKS_PERIOD) !== 0) this.judgePeriods();
    if ((asks & L.ASKS_NUMBER) !== 0) this.numberGroups();
    return next;
  }

  /** A text that is a part of the key, or names a group, has its places already. */
  private copiedPlaces(places: () => Places): readonly Places[] {
    const texts = this.spec.columns.flatMap((column) => (column.kind === 'text' ? [column] : []));
    return Array.from({ length: this.spec.copied }, (_, copied) => {
      const column = texts.find((text) => text.copied === copied);
      return this.keys[column?.key ?? -1] ?? this.groupPlaces[column?.group ?? -1] ?? places();
    });
  }

  private setUp(): number {
    const { memory, spec, addresses: own } = this;
    const columns = this.spec.columns.map((column) => this.columnSet(column));
    const table = memory.reserve(columns.length * L.COLUMN_SIZE);
    for (const [i, column] of columns.entries()) {
      memory.bytes(table + i * L.COLUMN_SIZE, L.COLUMN_SIZE).set(new Uint8Array(column.buffer));
    }
    const keys = memory.keepNumbers(this.keys.flatMap(({ starts, stops }) => [starts, stops]));
    const index = memory.reserve(L.INDEX_SIZE);
    const set = memory.reserve(L.SCAN_SIZE);
    const { view } = memory;
    const put = (offset: number, value: number) => view.setUint32(set + offset, value, true);
    put(L.SCAN_COLUMNS, table);
    put(L.SCAN_COUNT, columns.length);
    put(L.SCAN_CAPACITY, this.capacity);
    put(L.SCAN_DELIMITER, spec.delimiter);
    put(L.SCAN_POINT, (spec.decimalComma ? ',' : '.').charCodeAt(0));
    put(L.SCAN_STATUS, own.status);
    put(L.SCAN_ROW_START, own.rowStart);
    put(L.SCAN_ROW_END, own.rowEnd);
    put(L.SCAN_ROW_LINE, own.rowLine);
    put(L.SCAN_HASHES, own.hashes);
    put(L.SCAN_KEYS, keys);
    put(L.SCAN_KEY_COUNT, this.keys.length);
    put(L.SCAN_INDEX, index);
    return set;
  }

  private columnSet(column: ColumnSpec): DataView<ArrayBuffer> {
    const view = new DataView(new ArrayBuffer(L.COLUMN_SIZE));
    const put = (offset: number, value: number | undefined) => view.setUint32(offset, value ?? 0, true);
    const places = (of: Places | undefined) => {
      put(L.COLUMN_STARTS, of?.starts);
      put(L.COLUMN_STOPS, of?.stops);
    };
    put(L.COLUMN_KIND, KINDS[column.kind]);
    if (column.kind === 'period') {
      put(L.COLUMN_WORDS, this.periodWords);
      places(this.periodPlaces);
    }
    if (!('column' in column)) return view;
    put(L.COLUMN_CELLS, this.cellsAt[column.column]);
    put(L.COLUMN_EMPTY, this.emptyAt[column.column]);
    put(L.COLUMN_REQUIRED, column.required ? 1 : 0);
    view.setFloat64(L.COLUMN_DEFAULT, this.spec.defaults[column.column] ?? 0, true);
    if ('low' in column) {
      view.setFloat64(L.COLUMN_LOW, column.low, true);
      view.setFloat64(L.COLUMN_HIGH, column.high, true);
    }
    if (column.kind === 'number') put(L.COLUMN_DIGITS, column.digits);
    if ('words' in column && column.words.length > 0) put(L.COLUMN_WORDS, this.words(column.words));
    if ('group' in column && column.group >= 0) {
      const group = this.groupPlaces[column.group];
      places(group);
      put(L.COLUMN_NUMBERS, group?.numbers);
      put(L.COLUMN_NUMBERED, group?.numbered);
    }
    if (column.kind === 'text' && (column.key >= 0 || column.copied >= 0)) {
      put(L.COLUMN_IS_COPIED, 1);
      places(column.key >= 0 ? this.keys[column.key] : this.copied[column.copied]);
    }
    return view;
  }

  /** A table of spellings, with room for more of them. */
  private words(words: readonly (readonly [string, number])[], most = words.length): number {
    const { memory } = this;
    const table = memory.reserve(L.WORDS_FIRST + most * L.WORD_SIZE);
    for (const [word, code] of words) this.addWord(table, new TextEncoder().encode(word), code);
    return table;
  }

  private addWord(table: number, word: Uint8Array, code: number): void {
    const text = this.memory.keep(word);
    const { view } = this.memory;
    const count = view.getUint32(table + L.WORDS_COUNT, true);
    const entry = table + L.WORDS_FIRST + count * L.WORD_SIZE;
    view.setUint32(entry + L.WORD_TEXT, text, true);
    view.setUint32(entry + L.WORD_LENGTH, word.length, true);
    view.setInt32(entry + L.WORD_CODE, code, true);
    view.setUint32(table + L.WORDS_COUNT, count + 1, true);
  }

  /** To be called where the memory may have grown: views from before are of no use then. */
  refresh(): void {
    if (this.status.buffer !== this.memory.view.buffer) this.name();
  }

  /** Gives names to what lies in the memory. */
  private name(): void {
    const { memory, capacity, addresses: own } = this;
    this.cells = this.cellsAt.map((address) => memory.doubles(address, capacity));
    this.empty = this.emptyAt.map((address) => memory.bytes(address, capacity));
    this.status = memory.bytes(own.status, capacity);
    this.rowStart = memory.numbers(own.rowStart, capacity);
    this.rowEnd = memory.numbers(own.rowEnd, capacity);
    this.rowLine = memory.numbers(own.rowLine, capacity);
    this.hashes = memory.doubles(own.hashes, capacity);
    this.groups = this.groupPlaces.map(({ numbers }) => memory.numbers(numbers, capacity));
  }

  private fillDefaults(): void {
    for (const [index, value] of this.spec.defaults.entries()) {
      // An input without a column of its own is empty in every row.
      const isRead = this.spec.columns.some((column) => 'column' in column && column.column === index);
      this.cells[index]?.fill(value);
      if (!isRead) this.empty[index]?.fill(1);
    }
  }

  /** Numbers the texts that the machine has not met before, or no longer knows. */
  private numberGroups(): void {
    const { memory, rows } = this;
    for (const [g, place] of this.groupPlaces.entries()) {
      const texts = this.groupTexts[g];
      if (texts === undefined) continue;
      for (let row = 0; row < rows; row++) {
        if (this.groups[g]?.[row] !== L.NO_NUMBER || this.status[row] !== 0) continue;
        const from = memory.view.getUint32(place.starts + 4 * row, true);
        const to = memory.view.getUint32(place.stops + 4 * row, true);
        // It may have been met in a row above.
        const known = this.machine.numberOf(place.numbered, from, to);
        const number = known >= 0 ? known : texts.numberOf(memory.bytes(0, to), from, to);
        if (known < 0) this.remember(place, from, to, number);
        const numbers = this.groups[g];
        if (numbers !== undefined) numbers[row] = number;
      }
    }
  }

  private remember({ numbered }: Numbered, from: number, to: number, number: number): void {
    const { memory } = this;
    const length = to - from;
    const slot = this.machine.freeSlot(numbered, from, to);
    if (slot === 0 || this.remembered + length > MOST_REMEMBERED) return;
    this.remembered += length;
    const text = memory.keep(memory.bytes(from, length).slice());
    this.refresh();
    memory.numbers(slot, 3).set([text, length, number]);
  }

  /** Decides on the rows whose periods are spelled in ways not met before; most of these will be known from then on. */
  private judgePeriods(): void {
    const { memory, rows, periodPlaces } = this;
    const [from, to] = [memory.numbers(periodPlaces.starts, rows), memory.numbers(periodPlaces.stops, rows)];
    const verdicts = new Map<string, number>();
    const asking = [...this.status.subarray(0, rows).keys()].filter((row) => this.status[row] === L.ROW_NEW_PERIOD);
    for (const row of asking) {
      const spelling = memory.bytes(from[row] ?? 0, (to[row] ?? 0) - (from[row] ?? 0));
      const text = new TextDecoder().decode(spelling);
      const verdict = verdicts.get(text) ?? this.verdict(text, spelling);
      verdicts.set(text, verdict);
      this.status[row] = verdict;
    }
  }

  private verdict(text: string, spelling: Uint8Array): number {
    const { view } = this.memory;
    const own = this.spec.columns.find((column) => column.kind === 'period');
    const period = parsePeriod(text);
    const isSame = own?.kind === 'period' && period?.text === own.canonical;
    const verdict = period === undefined ? L.ROW_ODD : isSame ? 0 : L.ROW_OTHER_PERIOD;
    const known = view.getUint32(this.periodWords + L.WORDS_COUNT, true);
    if (known < MOST_PERIODS && spelling.length <= LONGEST_PERIOD) {
      this.addWord(this.periodWords, spelling.slice(), verdict);
      this.name();
    }
    return verdict;
  }
}
