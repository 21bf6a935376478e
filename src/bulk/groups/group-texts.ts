import type { NumberedChunk } from '../job.ts';

/** Texts of the inputs that name groups: every thread numbers them as it meets them; here they get one number each. */
export class GroupTexts {
  readonly lists: readonly string[][];
  private readonly numbers: readonly Map<string, number>[];
  private readonly threads = new Map<number, (readonly number[])[]>();

  constructor(inputs: number) {
    this.lists = Array.from({ length: inputs }, () => []);
    this.numbers = this.lists.map(() => new Map());
  }

  renumbered(chunk: NumberedChunk): readonly Uint32Array[] {
    const known = this.threads.get(chunk.thread) ?? [];
    const maps = chunk.groupNames.map((names, input) => {
      const numbers = [...(known[input] ?? [])];
      for (let i = numbers.length; i < names.length; i++) numbers.push(this.numberOf(input, names[i] ?? ''));
      return numbers;
    });
    this.threads.set(chunk.thread, maps);
    return chunk.groups.map((column, input) => column.map((number) => maps[input]?.[number] ?? 0));
  }

  numberOf(input: number, text: string): number {
    const [numbers, list] = [this.numbers[input], this.lists[input]];
    if (numbers === undefined || list === undefined) throw new RangeError(`no group input ${input}`);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, list.length);
    return list.push(text) - 1;
  }
}
