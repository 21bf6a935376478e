/** What became of a row under a rule of a limit, in the lowest three bits; its rank stands above them. */
export const COURSE = { untouched: 0, kept: 1, moved: 2, tie_refused: 3, tie_awaited: 4, waits: 5 } as const;
export const COURSE_BITS = 8;

/** The course of a row through the rules of a limit, by the value at the start and what each rule did. */
export function courseOf(value: number, outcomes: readonly number[]): number {
  let course = value;
  for (const outcome of outcomes) course = course * COURSE_BITS + outcome;
  return course;
}
