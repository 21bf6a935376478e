import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Io } from '../../src/cli/io.ts';
import { nodeIo } from '../../src/cli/node-io.ts';
import { run } from '../../src/cli/run.ts';

/** It listens to standard output: once is enough. */
export const NODE = nodeIo();

export const RULES = 'r.takar.yaml';
export const REJECTS = 'rejects.csv';
export const SUMMARY = 'summary.json';

/** When files were written, in seconds: long before whatever happens to them. */
export const WRITTEN = 1_700_000_000;

/** What a run needs, by names in its folder. */
export interface Line {
  readonly data: string;
  readonly out: string;
  readonly engine: string;
  readonly more?: readonly string[];
}

export interface Ran {
  readonly code: number;
  readonly talk: string;
  /** Results, rejects and summary by their names, where they are texts. */
  readonly files: Readonly<Record<string, string>>;
}

/** Lays out what a run needs. */
export function give(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    utimesSync(file, WRITTEN, WRITTEN);
  }
}

/** Runs `takar score` within this process, in a world that is Node's but for `meddled`. */
export async function score(folder: string, line: Line, meddled: Partial<Io> = {}): Promise<Ran> {
  const { data, out, engine, more = [] } = line;
  const at = (name: string) => path.join(folder, name);
  let talk = '';
  const io: Io = {
    ...NODE,
    environment: {},
    talkIsTerminal: false,
    talk: (text) => {
      talk += text;
    },
    ...meddled,
  };
  const files = ['--data', at(data), '--out', at(out), '--rejects', at(REJECTS), '--summary', at(SUMMARY)];
  const code = await run(['score', at(RULES), ...files, '--period', '2026-Q3', '--engine', engine, ...more], io);
  const texts = [out, REJECTS, SUMMARY].filter((name) => !name.endsWith('.parquet') && existsSync(at(name)));
  return { code, talk, files: Object.fromEntries(texts.map((name) => [name, readFileSync(at(name), 'utf8')])) };
}

/** Leaves nothing; returns the names of what there was. */
export function clear(folder: string): readonly string[] {
  const names = readdirSync(folder).sort();
  for (const name of names) rmSync(path.join(folder, name), { recursive: true });
  return names;
}
