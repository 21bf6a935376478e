import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Sink, Spool } from '../../bulk/spool.ts';
import { asFileProblem, guarded } from '../guarded.ts';
import { Unfinished } from '../unfinished.ts';
import type { BulkIo, ResultFile } from './bulk-io.ts';
import { Crew, hasWorkerFile } from './crew.ts';
import { threadHands } from './hands.ts';
import { seenFile } from './seen.ts';
import { STRETCH } from './stretches.ts';
import { unpackedFile } from './unpacked.ts';

/** Smaller files are not worth a thread's start. */
const WORTH_THREADS = 1 << 24;

export function nodeBulkIo(unfinished = new Unfinished()): BulkIo {
  let crew: Crew | undefined;
  return {
    begin: (size, threads) => {
      // This thread scores as well.
      const usual = size < WORTH_THREADS ? 0 : availableParallelism() - 1;
      const count = hasWorkerFile() ? (threads ?? usual) : 0;
      if (count > 0) crew ??= new Crew(count);
    },
    end: async () => {
      const ended = crew;
      crew = undefined;
      await ended?.end();
    },
    seen: seenFile,
    unpacked: (path, form, beside) => unpackedFile(path, form, beside, unfinished),
    head: (path, length) => guarded(path, () => head(path, length)),
    hands: (file, from) => threadHands({ ...file, from, stretch: STRETCH, slots: [] }, crew),
    result: async (path) => {
      const existing = await stat(path).catch(() => undefined);
      if (existing && !existing.isFile()) return undefined;
      const target = existing ? await realpath(path) : path;
      return new BesideFile(path, besideOf(target, 'part'), unfinished, target);
    },
    spool: (beside) => new SpoolFile(beside, besideOf(beside, 'spool'), unfinished),
  };
}

/** A name that nobody can have laid out something under. */
function besideOf(target: string, ending: string): string {
  return `${target}.${randomBytes(6).toString('hex')}.${ending}`;
}

async function head(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const BUFFERED = 1 << 19;

/** A file that is written piece by piece, one behind the other's back, readable by its owner alone. */
class Growing implements Sink {
  readonly path: string;
  /** The file that the user knows of: it stands in messages. */
  protected readonly named: string;
  protected readonly unfinished: Unfinished;
  private file: FileHandle | undefined;
  private buffer = Buffer.allocUnsafeSlow(BUFFERED);
  /** What is being written while the next bytes come. */
  private other = Buffer.allocUnsafeSlow(BUFFERED);
  private underway: Promise<void> | undefined;
  private filled = 0;
  private at = 0;

  constructor(named: string, path: string, unfinished: Unfinished) {
    this.named = named;
    this.path = path;
    this.unfinished = unfinished;
  }

  write(piece: Uint8Array | string): Promise<void> | void {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    if (this.filled + bytes.length > BUFFERED) return this.flushThen(bytes);
    this.buffer.set(bytes, this.filled);
    this.filled += bytes.length;
  }

  writeNow(piece: Uint8Array): void {
    const { file } = this;
    if (file === undefined || this.underway !== undefined || this.filled > 0)
      throw new Error('something is not written');
    try {
      for (let done = 0; done < piece.length; ) {
        const written = writeSync(file.fd, piece, done, piece.length - done, this.at);
        done += written;
        this.at += written;
      }
    } catch (problem) {
      throw asFileProblem(this.named, problem);
    }
  }

  private async flushThen(bytes: Uint8Array): Promise<void> {
    await this.settle();
    const waiting = this.buffer.subarray(0, this.filled);
    [this.buffer, this.other] = [this.other, this.buffer];
    this.filled = 0;
    this.underway = this.put(waiting);
    // Whoever writes next hears of a failure.
    this.underway.catch(() => undefined);
    if (bytes.length > BUFFERED) {
      await this.settle();
      await this.put(bytes);
    } else {
      this.buffer.set(bytes);
      this.filled = bytes.length;
    }
  }

  private async settle(): Promise<void> {
    const { underway } = this;
    this.underway = undefined;
    await underway;
  }

  async flush(): Promise<void> {
    await this.settle();
    const waiting = this.buffer.subarray(0, this.filled);
    this.filled = 0;
    await this.put(waiting);
  }

  private async put(bytes: Uint8Array): Promise<void> {
    await guarded(this.named, async () => {
      if (this.file === undefined) {
        this.unfinished.add(this.path);
        this.file = await open(this.path, 'wx+', 0o600);
      }
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, this.at);
        done += bytesWritten;
        this.at += bytesWritten;
      }
    });
  }

  async restart(): Promise<void> {
    await this.settle();
    this.filled = 0;
    this.at = 0;
    await guarded(this.named, async () => this.file?.truncate(0));
  }

  /** Some file systems say only here that there was no room. */
  async close(): Promise<void> {
    await this.settle();
    const { file } = this;
    this.file = undefined;
    await guarded(this.named, async () => file?.close());
  }

  /** Whatever the matter with it is: nothing of it stays. */
  async remove(): Promise<void> {
    await this.settle().catch(() => undefined);
    await this.close().catch(() => undefined);
    await rm(this.path, { force: true });
    this.unfinished.done(this.path);
  }
}

class BesideFile extends Growing implements ResultFile {
  private readonly target: string;

  constructor(named: string, path: string, unfinished: Unfinished, target: string) {
    super(named, path, unfinished);
    this.target = target;
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.close();
  }

  async commit(): Promise<void> {
    await guarded(this.named, () => rename(this.path, this.target));
    this.unfinished.done(this.path);
  }

  abort(): Promise<void> {
    return this.remove();
  }
}

class SpoolFile extends Growing implements Spool {}
