/** Gives out dense expression ids; one for all files of a load. */
export class IdSource {
  private upcoming = 0;

  next(): number {
    return this.upcoming++;
  }

  /** The first of so many ids that are given out together. */
  reserve(count: number): number {
    const first = this.upcoming;
    this.upcoming += count;
    return first;
  }
}
