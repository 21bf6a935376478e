import { randomBytes } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { guarded } from './guarded.ts';
import type { Content, Io } from './io.ts';
import { pack, unpack } from './packed.ts';
import { Unfinished } from './unfinished.ts';

declare const TAKAR_VERSION: string;

/** The world as Node shows it. */
export function nodeIo(): Io {
  const unfinished = new Unfinished();
  return {
    environment: process.env,
    version: typeof TAKAR_VERSION === 'undefined' ? 'source' : TAKAR_VERSION,
    outputIsTerminal: process.stdout.isTTY === true,
    talkIsTerminal: process.stderr.isTTY === true,
    output: (text) => void process.stdout.write(text),
    talk: (text) => void process.stderr.write(text),
    outputProblem: outputWatch(),
    readStandardInput,
    // Nothing else goes on while a file is read, and waiting for Node's threads costs a short run more than the reading.
    kindOf: async (path) => kindOf(path),
    list: (folder) => guarded(folder, async () => readdirSync(folder)),
    read: (path) => guarded(path, async () => readFileSync(path)),
    write: (path, content, personal) => guarded(path, () => writeWhole(path, content, personal, unfinished)),
    unpack,
    pack,
    stored: async () => (await import('./stored/files.ts')).nodeStoredIo(unfinished),
    bulk: async () => (await import('./bulk/files.ts')).nodeBulkIo(unfinished),
    makeFolder: (path) => guarded(path, async () => void (await mkdir(path, { recursive: true }))),
  };
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/**
 * Listens to standard output from now on. Node forgets what went wrong with it, and tells in a turn of its own: so the
 * answer waits for empty output behind all that was written, and one turn more.
 */
function outputWatch(): () => Promise<string | undefined> {
  let problem: string | undefined;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    problem ??= error.code ?? error.message;
  });
  return async () => {
    await new Promise<void>((done) => process.stdout.write('', () => setImmediate(done)));
    return problem;
  };
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream('', { fd: 0 })) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Writes beside the target and renames, so that nobody ever reads half a file. A device or pipe is written to as it is. */
async function writeWhole(path: string, content: Content, personal: boolean, unfinished: Unfinished): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing && !existing.isFile()) {
    await writeTo(path, content, 'w');
    return;
  }
  const target = existing ? await realpath(path) : path;
  const mode = personal ? 0o600 : existing ? existing.mode & 0o777 : 0o666;
  const beside = `${target}.${randomBytes(6).toString('hex')}.part`;
  unfinished.add(beside);
  try {
    // Never into something that is there already, such as a link that somebody has laid out.
    await writeTo(beside, content, 'wx', mode);
    await rename(beside, target);
  } catch (problem) {
    await rm(beside, { force: true });
    throw problem;
  } finally {
    unfinished.done(beside);
  }
}

const CHUNK = 1 << 16;

async function writeTo(path: string, content: Content, flags: 'w' | 'wx', mode?: number): Promise<void> {
  const file = await open(path, flags, mode);
  try {
    let waiting = '';
    for await (const part of content) {
      if (typeof part === 'string') waiting += part;
      if (typeof part === 'string' && waiting.length < CHUNK) continue;
      await file.writeFile(waiting);
      waiting = '';
      if (typeof part !== 'string') await file.writeFile(part);
    }
    await file.writeFile(waiting);
  } finally {
    await file.close();
  }
}
