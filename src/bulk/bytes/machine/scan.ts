/** Reads rows of CSV from bytes straight into columns of integers. What it does not know makes a row odd. */
import {
  AFTER_QUOTE,
  ASKS_NUMBER,
  ASKS_PERIOD,
  COLUMN_CELLS,
  COLUMN_DEFAULT,
  COLUMN_DIGITS,
  COLUMN_EMPTY,
  COLUMN_HIGH,
  COLUMN_IS_COPIED,
  COLUMN_KIND,
  COLUMN_LOW,
  COLUMN_NUMBERED,
  COLUMN_NUMBERS,
  COLUMN_REQUIRED,
  COLUMN_SIZE,
  COLUMN_STARTS,
  COLUMN_STOPS,
  COLUMN_WORDS,
  DATE,
  FINE,
  LONE_QUOTE,
  LONGEST_ROW,
  NO_NUMBER,
  NUMBER,
  PERIOD,
  ROW_NEW_PERIOD,
  ROW_ODD,
  ROW_OTHER_PERIOD,
  SCAN_ASKS,
  SCAN_CAPACITY,
  SCAN_COLUMNS,
  SCAN_COUNT,
  SCAN_DELIMITER,
  SCAN_HASHES,
  SCAN_INDEX,
  SCAN_KEY_COUNT,
  SCAN_KEYS,
  SCAN_LINE,
  SCAN_POINT,
  SCAN_PROBLEM,
  SCAN_ROW_END,
  SCAN_ROW_LINE,
  SCAN_ROW_START,
  SCAN_ROWS,
  SCAN_STATUS,
  SCAN_UNUSUAL,
  SKIP,
  TEXT,
  TOO_LONG,
  UNCLOSED_QUOTE,
  WORD,
} from '../layout.ts';
import { add, begin, end as hashed } from './key-hash.ts';
import { groupedNumber, plainNumber } from './number.ts';
import { codeOf, dayOf, isPlainKey, isPlainText, NO_DAY, numberOf } from './text.ts';
import { NO_MORE, nextWindow, openWindow, sawUnusual, setIndex } from './window.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
const POINT = 46;

/** Where the next end of a cell stands in the index. */
let next: usize = 0;
let problem: i32 = FINE;
let line: i32 = 0;
let lastByte: usize = 0;
let hasDoubledQuote = false;
let point = POINT;
let rowStatus = 0;
let asks = 0;

/** Rows that begin before `limit`, as many as there is room for; returns where the next one begins. */
export function scan(set: usize, from: usize, limit: usize, end: usize): usize {
  const columns = usize(load<u32>(set, SCAN_COLUMNS));
  const columnsEnd = columns + usize(load<u32>(set, SCAN_COUNT)) * COLUMN_SIZE;
  const capacity = load<u32>(set, SCAN_CAPACITY);
  const delimiter = i32(load<u8>(set, SCAN_DELIMITER));
  const status = usize(load<u32>(set, SCAN_STATUS));
  const rowStart = usize(load<u32>(set, SCAN_ROW_START));
  const rowEnd = usize(load<u32>(set, SCAN_ROW_END));
  const rowLine = usize(load<u32>(set, SCAN_ROW_LINE));
  point = i32(load<u8>(set, SCAN_POINT));
  line = load<i32>(set, SCAN_LINE);
  problem = FINE;
  asks = 0;
  lastByte = end;
  store<u8>(end, LF);
  setIndex(load<u32>(set, SCAN_INDEX));
  let here = openWindow(from, end, delimiter);
  let at = from;
  let row: u32 = 0;
  while (at < limit && row < capacity) {
    const began = at;
    store<u32>(rowStart + (row << 2), u32(at));
    store<i32>(rowLine + (row << 2), line);
    rowStatus = 0;
    let column = columns;
    for (;;) {
      let stop = usize(load<u32>(here));
      here += 4;
      if (u32(stop) === NO_MORE) {
        stop = more();
        here = next;
      }
      let start = at;
      let last = stop;
      let isQuoted = false;
      if (load<u8>(stop) === QUOTE && stop < end) {
        next = here;
        last = stop === at ? closingQuote() : failed(LONE_QUOTE);
        here = next;
        if (problem !== FINE) break;
        isQuoted = true;
        start++;
        stop = last + 1;
      }
      if (column < columnsEnd) {
        read(column, row, start, last, isQuoted);
        column += COLUMN_SIZE;
      } else rowStatus = ROW_ODD;
      at = stop;
      if (stop >= end || load<u8>(stop) !== delimiter) break;
      at++;
    }
    if (problem !== FINE) break;
    if (column !== columnsEnd) rowStatus = ROW_ODD;
    store<u32>(rowEnd + (row << 2), u32(at));
    if (at - began > usize(LONGEST_ROW)) {
      problem = TOO_LONG;
      line = load<i32>(rowLine + (row << 2));
      break;
    }
    if (at + 1 < end && load<u8>(at) === CR && load<u8>(at, 1) === LF) {
      next = here;
      ending();
      here = next;
      at++;
    }
    at++;
    line++;
    store<u8>(status + row, u8(rowStatus));
    if (rowStatus === 0) hashKey(set, row);
    row++;
  }
  store<u32>(set, row, SCAN_ROWS);
  store<i32>(set, line, SCAN_LINE);
  store<i32>(set, problem, SCAN_PROBLEM);
  store<i32>(set, asks, SCAN_ASKS);
  if (sawUnusual()) store<i32>(set, 1, SCAN_UNUSUAL);
  return at;
}

/** The next byte at which a cell may end; there is always one, at the latest behind the last byte. */
function ending(): usize {
  const found = load<u32>(next);
  if (found === NO_MORE) return more();
  next += 4;
  return usize(found);
}

/** The same where the index of the window is used up. */
function more(): usize {
  do next = nextWindow();
  while (load<u32>(next) === NO_MORE);
  next += 4;
  return usize(load<u32>(next - 4));
}

function failed(why: i32): usize {
  problem = why;
  return 0;
}

/** Where the quote stands that closes the cell; what follows it is the next end of a cell. */
function closingQuote(): usize {
  const opened = line;
  hasDoubledQuote = false;
  while (true) {
    const at = ending();
    if (at >= lastByte) {
      line = opened;
      return failed(UNCLOSED_QUOTE);
    }
    const byte = load<u8>(at);
    if (byte === QUOTE) {
      if (at + 1 >= lastByte || load<u8>(at, 1) !== QUOTE) {
        if (ending() === at + 1) return at;
        return failed(AFTER_QUOTE);
      }
      hasDoubledQuote = true;
      ending();
    } else if (byte === LF || (byte === CR && load<u8>(at, 1) !== LF)) line++;
  }
}

function read(column: usize, row: u32, start: usize, stop: usize, isQuoted: bool): void {
  const kind = load<u8>(column, COLUMN_KIND);
  if (kind === SKIP) return;
  if (isQuoted && hasDoubledQuote) {
    rowStatus = ROW_ODD;
    return;
  }
  if (kind === NUMBER) {
    if (start === stop) noCell(column, row);
    else number(column, row, start, stop);
    return;
  }
  if (kind === PERIOD) {
    period(column, row, start, stop);
    return;
  }
  if (start === stop) noCell(column, row);
  else if (kind === TEXT) text(column, row, start, stop);
  else if (kind === WORD) word(column, row, start, stop);
  else if (kind === DATE) date(column, row, start, stop);
}

function number(column: usize, row: u32, start: usize, stop: usize): void {
  const digits = load<i32>(column, COLUMN_DIGITS);
  let units = plainNumber(start, stop, digits, point);
  if (point === COMMA && isNaN(units)) units = groupedNumber(start, stop, digits);
  // NaN lies in no bounds.
  if (units >= load<f64>(column, COLUMN_LOW) && units <= load<f64>(column, COLUMN_HIGH)) keep(column, row, units);
  else rowStatus = ROW_ODD;
}

function keep(column: usize, row: u32, units: f64): void {
  store<f64>(usize(load<u32>(column, COLUMN_CELLS)) + (row << 3), units);
  store<u8>(usize(load<u32>(column, COLUMN_EMPTY)) + row, 0);
}

function noCell(column: usize, row: u32): void {
  store<f64>(usize(load<u32>(column, COLUMN_CELLS)) + (row << 3), load<f64>(column, COLUMN_DEFAULT));
  store<u8>(usize(load<u32>(column, COLUMN_EMPTY)) + row, 1);
  if (load<u32>(column, COLUMN_REQUIRED) === 1) rowStatus = ROW_ODD;
}

function keepPlace(column: usize, row: u32, start: usize, stop: usize): void {
  const starts = usize(load<u32>(column, COLUMN_STARTS));
  if (starts === 0) return;
  store<u32>(starts + (row << 2), u32(start));
  store<u32>(usize(load<u32>(column, COLUMN_STOPS)) + (row << 2), u32(stop));
  const numbers = usize(load<u32>(column, COLUMN_NUMBERS));
  if (numbers === 0) return;
  const number = numberOf(load<u32>(column, COLUMN_NUMBERED), start, stop);
  if (number === u32(NO_NUMBER)) asks |= ASKS_NUMBER;
  store<u32>(numbers + (row << 2), number);
}

function word(column: usize, row: u32, start: usize, stop: usize): void {
  const code = codeOf(load<u32>(column, COLUMN_WORDS), start, stop);
  if (code < 0) rowStatus = ROW_ODD;
  else keep(column, row, f64(code));
  keepPlace(column, row, start, stop);
}

function date(column: usize, row: u32, start: usize, stop: usize): void {
  const day = dayOf(start, stop);
  const isWithin = f64(day) >= load<f64>(column, COLUMN_LOW) && f64(day) <= load<f64>(column, COLUMN_HIGH);
  if (day !== NO_DAY && isWithin) keep(column, row, f64(day));
  else rowStatus = ROW_ODD;
}

/** A text that no rule speaks of has no number of its own. */
function text(column: usize, row: u32, start: usize, stop: usize): void {
  const isPlain = load<u32>(column, COLUMN_IS_COPIED) === 1 ? isPlainKey(start, stop) : isPlainText(start, stop);
  if (!isPlain) rowStatus = ROW_ODD;
  const words = usize(load<u32>(column, COLUMN_WORDS));
  keep(column, row, words === 0 ? -1 : f64(codeOf(words, start, stop)));
  keepPlace(column, row, start, stop);
}

function period(column: usize, row: u32, start: usize, stop: usize): void {
  const code = codeOf(load<u32>(column, COLUMN_WORDS), start, stop);
  if (code === 0) return;
  if (code === ROW_ODD) rowStatus = ROW_ODD;
  else if (rowStatus === 0) rowStatus = code < 0 ? ROW_NEW_PERIOD : ROW_OTHER_PERIOD;
  if (code < 0) asks |= ASKS_PERIOD;
  keepPlace(column, row, start, stop);
}

function hashKey(set: usize, row: u32): void {
  const keys = usize(load<u32>(set, SCAN_KEYS));
  const count = load<u32>(set, SCAN_KEY_COUNT);
  begin();
  for (let part: u32 = 0; part < count; part++) {
    const starts = usize(load<u32>(keys + (part << 3)));
    const stops = usize(load<u32>(keys + (part << 3), 4));
    add(load<u32>(starts + (row << 2)), load<u32>(stops + (row << 2)));
  }
  store<f64>(usize(load<u32>(set, SCAN_HASHES)) + (row << 3), hashed());
}
