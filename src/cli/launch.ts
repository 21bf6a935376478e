#!/usr/bin/env node
/**
 * `dist/takar.js`: starts the runner from one script and, where the build left it, V8's compiled code of that script,
 * which saves about a third of the time of a short run. The build writes both together and names them by the
 * script's hash; V8 refuses code that another version of it compiled, and the script is then compiled as usual.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

declare const TAKAR_RUNNER: string;

interface Runner {
  main?: () => Promise<void>;
}

/** Commands whose work grows with the data. */
const OVER_DATA: ReadonlySet<string> = new Set(['score', 'explain', 'test']);

function readCode(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

const file = fileURLToPath(new URL(TAKAR_RUNNER, import.meta.url));
const isOverData = OVER_DATA.has(process.argv[2] ?? '');
const cachedData = readCode(`${file}.${isOverData ? 'data' : 'rules'}.code`);
// The bundle is ASCII; read as such it is half the size in memory.
const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData ? { cachedData } : {}) });
const runner: Runner = {};
script.runInThisContext()(runner, createRequire(import.meta.url));
// A run over rules alone is over before optimised code could pay for its making: without it, it takes two thirds of the
// time. Runs over data are left as they are. Set after the script is made, for V8 keeps code by its flags.
if (!isOverData) setFlagsFromString('--no-opt');
await runner.main?.();
