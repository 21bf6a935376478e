#!/usr/bin/env node
import module from 'node:module';

// Node 22 keeps compiled code between runs; Node 20 has no such function.
const { enableCompileCache } = module as { enableCompileCache?: () => void };
enableCompileCache?.();

// A reader that has seen enough (`| head`) is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (problem: NodeJS.ErrnoException) => {
    if (problem.code === 'EPIPE') process.exit();
    throw problem;
  });
}

const [{ run }, { nodeIo }] = await Promise.all([import('./run.ts'), import('./node-io.ts')]);
process.exitCode = await run(process.argv.slice(2), nodeIo());
