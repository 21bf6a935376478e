#!/usr/bin/env node
/**
 * `dist/takar.js`: starts the runner from one script and, where the build left it, V8's compiled code of that script,
 * which saves about a third of the time of a short run. The build writes both together and names them by the
 * script's hash; V8 refuses code that another version of it compiled, and the script is then compiled as usual.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

declare const TAKAR_RUNNER: string;

interface Runner {
  main?: () => Promise<void>;
}

function readCode(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

const file = fileURLToPath(new URL(TAKAR_RUNNER, import.meta.url));
const cachedData = readCode(`${file}.code`);
// The bundle is ASCII; read as such it is half the size in memory.
const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData ? { cachedData } : {}) });
const runner: Runner = {};
script.runInThisContext()(runner, createRequire(import.meta.url));
await runner.main?.();
