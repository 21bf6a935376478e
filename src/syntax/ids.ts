/** Gives out dense expression ids; one for all files of a load. */
export class IdSource {
  private upcoming = 0;

  next(): number {
    return this.upcoming++;
  }
}
