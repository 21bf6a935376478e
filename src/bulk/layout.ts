/**
 * Where the byte machine (`machine/`, WebAssembly) and the code around it find things in the memory that they share.
 * Both are compiled from this file. Offsets and sizes are in bytes; addresses are unsigned 32-bit integers.
 */

/** What a column's cells are. */
export const SKIP = 0;
export const NUMBER = 1;
export const DATE = 2;
export const WORD = 3;
export const TEXT = 4;
export const PERIOD = 5;

/** A column of the file. */
export const COLUMN_SIZE = 64;
export const COLUMN_KIND = 0;
export const COLUMN_DIGITS = 4;
/** 1 where a row without the cell is odd. */
export const COLUMN_REQUIRED = 8;
/** Doubles, one a row; 0 where nobody reads them. */
export const COLUMN_CELLS = 12;
/** Bytes, one a row: 1 where the cell is empty. */
export const COLUMN_EMPTY = 16;
export const COLUMN_LOW = 24;
export const COLUMN_HIGH = 32;
/** What stands in an empty cell. */
export const COLUMN_DEFAULT = 40;
/** Table of spellings; 0 where there is none. */
export const COLUMN_WORDS = 48;
/** 1 where the text is a part of the key. */
export const COLUMN_IS_KEY = 52;
/** Where the texts begin and end, one each a row; 0 where nobody asks. */
export const COLUMN_STARTS = 56;
export const COLUMN_STOPS = 60;

/** A table of spellings: how many, which was found last, then the entries. */
export const WORDS_COUNT = 0;
export const WORDS_LAST = 4;
export const WORDS_FIRST = 8;
export const WORD_SIZE = 16;
export const WORD_TEXT = 0;
export const WORD_LENGTH = 4;
export const WORD_CODE = 8;

/** What became of a row while it was read. Scoring knows 0, 1 (not assessed) and 2. */
export const ROW_ODD = 2;
export const ROW_OTHER_PERIOD = 3;
/** Its period is spelled in a way not met before. */
export const ROW_NEW_PERIOD = 4;

/** Why the bytes cannot be read on. */
export const FINE = 0;
export const LONE_QUOTE = 1;
export const UNCLOSED_QUOTE = 2;
export const AFTER_QUOTE = 3;
export const TOO_LONG = 4;

/** Longer rows are refused by the ordinary reader too. */
export const LONGEST_ROW = 1_000_000;

/** The machine's own: what a scan is set up with, and what it leaves. */
export const SCAN_SIZE = 72;
export const SCAN_COLUMNS = 0;
export const SCAN_COUNT = 4;
/** Rows for which there is room. */
export const SCAN_CAPACITY = 8;
export const SCAN_DELIMITER = 12;
/** 44 where a comma stands before decimals. */
export const SCAN_POINT = 16;
export const SCAN_STATUS = 20;
export const SCAN_ROW_START = 24;
export const SCAN_ROW_END = 28;
export const SCAN_ROW_LINE = 32;
/** Doubles: 53 bits of each row's key. */
export const SCAN_HASHES = 36;
/** Addresses of the starts, then of the stops, of each part of the key. */
export const SCAN_KEYS = 40;
export const SCAN_KEY_COUNT = 44;
/** Room for the index of a window. */
export const SCAN_INDEX = 48;
/** Left behind: rows read, the line reached, the problem. */
export const SCAN_ROWS = 52;
export const SCAN_LINE = 56;
export const SCAN_PROBLEM = 60;
/** 1 where some row's period is spelled in a way not met before. */
export const SCAN_ASKS = 64;

/** Bytes that are looked through at a time for ends of cells. */
export const WINDOW = 16_384;
/** An entry for every byte of a window, a few more that are written in haste, and the mark of the end. */
export const INDEX_SIZE = 4 * (16_384 + 64 + 64);
/** The machine reads in steps of 64 bytes and looks back 16. */
export const MARGIN = 64;
