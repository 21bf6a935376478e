import { nodeIo } from './node-io.ts';
import { run } from './run.ts';

/** The process: argv in, exit code out. */
export async function main(): Promise<void> {
  // Where nobody listens to the talk, the work goes on.
  process.stderr.on('error', () => {});
  process.exitCode = await run(process.argv.slice(2), nodeIo());
  // Everything is written: there is no need to wait for Node to tidy up what the operating system throws away at once.
  if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit();
}

/** For the build, which runs the commands once to have them compiled. */
export { nodeIo, run };
