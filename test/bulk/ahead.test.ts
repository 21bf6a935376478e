import { expect, test } from 'vitest';
import { Ahead } from '../../src/cli/bulk/ahead.ts';

/** Two others, of whom the first takes a while for each piece. */
function doers(log: string[]) {
  let busy = 0;
  return {
    hasRoom: () => busy < 2,
    give: async (piece: number) => {
      busy++;
      await new Promise((resolve) => setTimeout(resolve, piece % 2 === 0 ? 5 : 0));
      busy--;
      log.push(`given ${piece}`);
      return piece;
    },
    local: (piece: number) => {
      log.push(`own ${piece}`);
      return piece;
    },
  };
}

test('pieces come in their order, each done once, by others and by the one who asks', async () => {
  const log: string[] = [];
  const ahead = new Ahead(40, doers(log));
  const taken: number[] = [];
  for (let piece = 0; piece < 40; piece++) taken.push(await ahead.at(piece));
  expect(taken).toEqual(Array.from({ length: 40 }, (_, piece) => piece));
  const done = log.map((line) => Number(line.split(' ')[1])).sort((a, b) => a - b);
  expect(done).toEqual(taken);
  expect(log.some((line) => line.startsWith('given'))).toBe(true);
  expect(log.some((line) => line.startsWith('own'))).toBe(true);
});

test('no more than eight pieces are begun before the first of them is taken', async () => {
  let begun = 0;
  let finish = () => {};
  const first = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const ahead = new Ahead(100, {
    hasRoom: () => begun === 0,
    give: async (piece: number) => {
      begun++;
      await first;
      return piece;
    },
    local: (piece: number) => {
      begun++;
      return piece;
    },
  });
  const waiting = ahead.at(0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(begun).toBe(8);
  finish();
  expect(await waiting).toBe(0);
});

test('a piece that fails is told to the one who asks for it', async () => {
  const ahead = new Ahead(3, {
    hasRoom: () => true,
    give: (piece: number) => (piece === 1 ? Promise.reject(new Error('ended')) : Promise.resolve(piece)),
    local: (piece: number) => piece,
  });
  expect(await ahead.at(0)).toBe(0);
  await expect(ahead.at(1)).rejects.toThrow('ended');
  expect(await ahead.at(2)).toBe(2);
});
