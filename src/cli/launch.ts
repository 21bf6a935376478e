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

declare const TAKAR_RUNNERS: { readonly rules: string; readonly data: string };

interface Runner {
  main?: () => Promise<void>;
}

/** Commands over rules alone, which have a script of their own: it starts sooner than the whole. */
const OVER_RULES: ReadonlySet<string> = new Set(['check', 'fmt', 'init', 'why']);
/** What takes even those to the whole script: the integer plan, and job files. */
const BEYOND_RULES = /performance|takar-job/;

function readCode(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

const [command = '', ...rest] = process.argv.slice(2);
const isOverRules = OVER_RULES.has(command) && !rest.some((argument) => BEYOND_RULES.test(argument));
const file = fileURLToPath(new URL(isOverRules ? TAKAR_RUNNERS.rules : TAKAR_RUNNERS.data, import.meta.url));
const cachedData = readCode(`${file}.code`);
// The bundle is ASCII; read as such it is half the size in memory.
const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData ? { cachedData } : {}) });
const runner: Runner = {};
script.runInThisContext()(runner, createRequire(import.meta.url));
// A run over rules alone is over before optimised code could pay for its making: without it, it takes two thirds of the
// time. A run over data wants it, but for fewer functions than V8 thinks (its budget is 67,584): what makes optimised code
// takes the processors from the threads that score. Set after the script is made, for V8 keeps code by its flags.
setFlagsFromString(isOverRules ? '--no-opt' : '--interrupt-budget=200000');
await runner.main?.();
