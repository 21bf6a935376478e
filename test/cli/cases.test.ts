import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { readDocument, type Section, words, writeDocument } from './document.ts';
import { MemoryIo } from './memory-io.ts';

const folder = fileURLToPath(new URL('../cases/cli/', import.meta.url));
const record = process.env.TAKAR_RECORD === '1';

/** Runs a document's commands, one world for all of them, and gives the document with what came out. */
async function replay(sections: readonly Section[]): Promise<readonly Section[]> {
  const io = new MemoryIo();
  const replayed: Section[] = [];
  for (const section of sections) {
    const { kind, argument, body } = section;
    if (kind === 'stdout' || kind === 'stderr' || kind === 'wrote') continue;
    if (kind === 'file') io.put(argument, body);
    if (kind === 'stdin') io.standardInput = body;
    if (kind !== 'run') {
      replayed.push(section);
      continue;
    }
    io.said = '';
    io.talked = '';
    io.written.clear();
    const code = await run(words(argument).slice(1), io);
    replayed.push({ kind, argument, body: `exit ${code}\n` });
    if (io.said) replayed.push({ kind: 'stdout', argument: '', body: io.said });
    if (io.talked) replayed.push({ kind: 'stderr', argument: '', body: io.talked });
    for (const path of io.written) replayed.push({ kind: 'wrote', argument: path, body: io.text(path) });
  }
  return replayed;
}

describe('documents of the runner', () => {
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()) {
    it(name, async () => {
      const text = readFileSync(folder + name, 'utf8');
      const replayed = writeDocument(await replay(readDocument(text)));
      // No recording makes a failure of takar's own the expected thing.
      expect(replayed).not.toContain('TK999');
      if (record) writeFileSync(folder + name, replayed);
      else expect(replayed).toBe(text);
      // The same bytes on every run.
      expect(writeDocument(await replay(readDocument(replayed)))).toBe(replayed);
    });
  }
});
