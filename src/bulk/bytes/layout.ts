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
export const COLUMN_SIZE = 72;
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
/** 1 where the text is shown as it stands, as a part of the key is. */
export const COLUMN_IS_COPIED = 52;
/** Where the texts begin and end, one each a row; 0 where nobody asks. */
export const COLUMN_STARTS = 56;
export const COLUMN_STOPS = 60;
/** Numbers of texts, one a row, and the texts that have been numbered before; 0 where texts are not numbered. */
export const COLUMN_NUMBERS = 64;
export const COLUMN_NUMBERED = 68;

/** Texts that have been numbered before, by their hash: each in one of a few places, the free ones behind the others. */
export const NUMBERED_SLOTS = 8192;
export const NUMBERED_TRIES = 8;
export const NUMBERED_SIZE = 12;
export const NUMBERED_TEXT = 0;
export const NUMBERED_LENGTH = 4;
export const NUMBERED_NUMBER = 8;
/** Of a text that has not been numbered before. */
export const NO_NUMBER = 0xffffffff;

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
export const SCAN_SIZE = 80;
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
/** Left behind: 1 where some row's period is spelled in a way not met before, 2 where a text has no number, or both. */
export const SCAN_ASKS = 64;
export const ASKS_PERIOD = 1;
export const ASKS_NUMBER = 2;
/** 1 where some byte is neither ASCII nor anything but 0: whether that is text has to be seen. Stays until it is taken back. */
export const SCAN_UNUSUAL = 68;

/** Bytes that are looked through at a time for ends of cells. */
export const WINDOW = 16_384;
/** An entry for every byte of a window, a few more that are written in haste, and the mark of the end. */
export const INDEX_SIZE = 4 * (16_384 + 64 + 64);
/** The machine reads in steps of 64 bytes and looks back 16. */
export const MARGIN = 64;

/** What is written into a line, one after the other. */
export const PART_SIZE = 32;
export const PART_KIND = 0;
/** Bytes, one a row, that say whether there is anything; 0 where there always is. */
export const PART_THERE = 4;
/** Of a literal its text and length; otherwise where the values stand, one a row. */
export const PART_FROM = 8;
export const PART_LENGTH = 12;
export const PART_DIGITS = 16;
/** 1 where zeros at the end are left out. */
export const PART_SHORTEST = 20;
/** Texts by number, and how many; or of a choice its cases. */
export const PART_TEXTS = 24;
export const PART_COUNT = 28;

export const LITERAL = 0;
/** Text that stands elsewhere, such as the key: addresses of starts in `from`, of stops in `texts`. */
export const COPY = 1;
/** Doubles. */
export const UNITS = 2;
/** 64-bit integers. */
export const WIDE_UNITS = 3;
/** Doubles, each the number of a text. */
export const TEXT_BY_NUMBER = 4;
/** Bytes, each the number of a text. */
export const TEXT_BY_FLAG = 5;
/** Doubles. */
export const DAY = 6;
/** The first case whose flag is set. */
export const CASES = 7;

/** A text, or a sequence of parts: where, and how long. */
export const TEXT_SIZE = 8;
/** A case: its flag (0: always), its text, its length. */
export const CASE_SIZE = 12;

/** How lines are written. */
export const LINES_SIZE = 64;
export const LINES_PARTS = 0;
export const LINES_COUNT = 4;
export const LINES_STATUS = 8;
/** What there is at the end: nothing more, an award known at once, or grants of each tier for the group stage. */
export const LINES_AWARDS = 12;
/** Flag of eligibility: 0 always, 1 never, otherwise bytes, one a row. So are those of the tiers. */
export const LINES_ELIGIBLE = 16;
export const LINES_TIERS = 20;
export const LINES_TIER_COUNT = 24;
/** Of each outcome, or of each tier, a sequence of parts. */
export const LINES_ENDINGS = 28;
/** Outcomes, one a row: unsigned 32-bit integers. */
export const LINES_OUTCOMES = 32;
export const LINES_KEYS = 36;
export const LINES_KEY_COUNT = 40;
/** More than a line can take beside the texts that it copies. */
export const LINES_MOST = 44;
/** Room for lines: from where, up to where. */
export const LINES_TO = 48;
export const LINES_TO_END = 52;
/** Left behind: where the next row is to be written; rows not assessed so far. */
export const LINES_ROW = 56;
export const LINES_NOT_ASSESSED = 60;

export const NO_AWARDS = 0;
export const AWARDS_AT_ONCE = 1;
export const AWARDS_LATER = 2;
export const NO_LINES = 3;

export const ALWAYS = 0;
export const NEVER = 1;

/** Bytes behind the room for lines and behind every text, since sixteen are copied at a time. */
export const SLACK = 16;

/** How lines are finished whose beginnings, with the grants of every tier, stand in a spool; each part ended by a 0. */
export const FINISH_SIZE = 32;
/** Parts of a row: its beginning, and one for each tier. */
export const FINISH_PARTS = 0;
/** Of each row of a block, the address of its ending. */
export const FINISH_ENDINGS = 4;
/** Room for lines: from where, up to where. */
export const FINISH_TO = 8;
export const FINISH_TO_END = 12;
/** Left behind: the row of the block that comes next, and where it begins. */
export const FINISH_ROW = 16;
export const FINISH_FROM = 20;

/** What stands behind a line's beginning: a text, the part of a tier (-1: of none), and a text again. */
export const ENDING_SIZE = 20;
export const ENDING_BEFORE = 0;
export const ENDING_BEFORE_LENGTH = 4;
export const ENDING_TIER = 8;
export const ENDING_AFTER = 12;
export const ENDING_AFTER_LENGTH = 16;
