/** Pieces that may wait for those before them: the back-pressure. */
const AHEAD = 8;

/** Whoever does pieces of work beside this thread, and this thread itself. */
export interface Doers<T> {
  /** Whether somebody waits for work. */
  readonly hasRoom: () => boolean;
  readonly give: (piece: number) => Promise<T>;
  readonly local: (piece: number) => T;
}

/** A piece that somebody does, or has done. */
interface Begun<T> {
  readonly answer: Promise<T>;
  done: { readonly result: T } | undefined;
}

/** Pieces of work that are done ahead, by this thread too when it would have to wait, and taken in order. */
export class Ahead<T> {
  private readonly count: number;
  private readonly doers: Doers<T>;
  private readonly begun = new Map<number, Begun<T>>();
  /** The first that nobody does yet. */
  private first = 0;

  constructor(count: number, doers: Doers<T>) {
    this.count = count;
    this.doers = doers;
  }

  /** Each is asked for once, in their order. */
  async at(piece: number): Promise<T> {
    const { begun, doers } = this;
    for (;;) {
      await answersIn();
      while (this.isOpen(piece) && doers.hasRoom()) this.give();
      const entry = begun.get(piece);
      if (entry?.done !== undefined) {
        begun.delete(piece);
        return entry.done.result;
      }
      if (this.isOpen(piece)) {
        const result = doers.local(this.first);
        begun.set(this.first++, { answer: Promise.resolve(result), done: { result } });
      } else if (entry !== undefined) {
        begun.delete(piece);
        return entry.answer;
      }
    }
  }

  private isOpen(piece: number): boolean {
    return this.first < this.count && this.first < piece + AHEAD;
  }

  private give(): void {
    const entry: Begun<T> = { answer: this.doers.give(this.first), done: undefined };
    // Whoever waits for it hears of a failure; nobody may be waiting yet.
    entry.answer.then(
      (result) => {
        entry.done = { result };
      },
      () => undefined,
    );
    this.begun.set(this.first++, entry);
  }
}

/** Lets the answers of other threads come in. */
function answersIn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
