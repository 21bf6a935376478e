import { rmSync } from 'node:fs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/**
 * Files, and folders of a database's own, that stand beside results only while these are made. Who interrupts the run
 * (Ctrl-C), or closes the terminal, finds none of them afterwards; it ends as it would have without this. Signals are listened to only while
 * there is something of the kind.
 */
export class Unfinished {
  private readonly paths = new Set<string>();
  private readonly interrupt = (signal: NodeJS.Signals) => {
    // Twice: other threads of the process go on, and may have laid out something anew meanwhile.
    for (const path of [...this.paths, ...this.paths]) removeIfCan(path);
    for (const each of SIGNALS) process.off(each, this.interrupt);
    process.kill(process.pid, signal);
  };

  /** Before the file is made. */
  add(path: string): void {
    if (this.paths.size === 0) for (const signal of SIGNALS) process.on(signal, this.interrupt);
    this.paths.add(path);
  }

  /** After it is renamed or removed. */
  done(path: string): void {
    if (!this.paths.delete(path) || this.paths.size > 0) return;
    for (const signal of SIGNALS) process.off(signal, this.interrupt);
  }
}

/** Some systems keep a file that is open: then the others still go. */
function removeIfCan(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true, maxRetries: 5, retryDelay: 10 });
  } catch {
    // The process is about to end, and nobody is left to be told.
  }
}
