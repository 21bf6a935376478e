/**
 * What a finding is about and the same mended, as short as can be, in Indonesian keywords; `takar why` writes them in
 * English ones where English is asked for. A text that begins with `= ` is a formula; others are lines of a rule file,
 * cells of data, or a command line.
 */
export type Pair = readonly [bad: string, mended: string];
