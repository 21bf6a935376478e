import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

export const RUNNER = fileURLToPath(new URL('../../dist/takar.js', import.meta.url));
/** The command up to its name, for a line of the shell. */
export const TAKAR = `'${process.execPath}' '${RUNNER}'`;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly talk: string;
  readonly output: string;
}

/** The built runner in processes of its own, in a folder of its own. `npm test` builds it first. */
export class Processes {
  private root = '';
  private given: readonly string[] = [];

  begin(): void {
    expect(existsSync(RUNNER), 'dist/takar.js is not there: run npm test, or node .ci/build.mjs').toBe(true);
    this.root = mkdtempSync(path.join(tmpdir(), 'takar-faults-'));
    mkdirSync(this.folder);
  }

  end(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  get folder(): string {
    return path.join(this.root, 'runs');
  }

  at(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(this.at(name), content);
  }

  /** What is there by now belongs to all runs. */
  keep(): void {
    this.given = readdirSync(this.folder);
  }

  /** What a run has left behind. */
  left(): readonly string[] {
    return readdirSync(this.folder)
      .filter((name) => !this.given.includes(name))
      .sort();
  }

  clear(): void {
    for (const name of this.left()) rmSync(this.at(name), { recursive: true });
  }

  /** A line of the shell in that folder. */
  shell(line: string, env: Readonly<Record<string, string>> = {}): Ended {
    const options = {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      maxBuffer: 1 << 28,
    } as const;
    const { status, signal, stderr, stdout } = spawnSync('sh', ['-c', line], options);
    return { code: status, signal, talk: stderr, output: stdout };
  }

  /** The environment of a runner that meddles with itself: `source` is run before it, in each of its threads. */
  meddling(source: string): Readonly<Record<string, string>> {
    const file = path.join(this.root, 'meddle.cjs');
    writeFileSync(file, source);
    return { NODE_OPTIONS: `--require ${file}` };
  }
}

/** Meddles behind the opening of a file whose name has that ending. */
export function whenOpened(ending: string, then: string): string {
  return `const fs = require('node:fs/promises');
const open = fs.open;
let times = 0;
fs.open = async (file, ...rest) => {
  const made = await open(file, ...rest);
  if (String(file).endsWith('${ending}')) { times++; ${then} }
  return made;
};
`;
}

/** A file system of its own, of any size, without being anybody special. */
export function canMount(): boolean {
  const probe = 'd=$(mktemp -d) && mount -t tmpfs -o size=64k none $d && umount $d; code=$?; rmdir $d; exit $code';
  return process.platform === 'linux' && spawnSync('unshare', ['-rm', 'sh', '-c', probe]).status === 0;
}

/** A line that runs `command` where the folder `full` has room for so much, and says what is left in it. */
export function onSmallDisk(size: string, command: string): string {
  return `unshare -rm sh -c "mkdir full && mount -t tmpfs -o size=${size} none full && ${command}; code=\\$?; ls full; umount full; exit \\$code"; code=$?; rmdir full; exit $code`;
}

/** A line that runs `command` in a terminal, which is closed once the command has laid out a file `begun`. */
export function inClosedTerminal(command: string): string {
  const wait = (until: string) => `for i in $(seq 200); do ${until} && break; sleep 0.05; done`;
  return `script -qc "exec ${command}" /dev/null > /dev/null & ${wait('[ -e begun ]')}; kill -KILL $!; ${wait('! ls | grep -qE "[.](part|spool|spill)$"')}`;
}

/** Source of `begun()`: tells that the run has come so far, and never ends. */
export const BEGUN = `const begun = () => {
  require('node:fs').writeFileSync('begun', '');
  return new Promise((done) => setTimeout(done, 60_000));
};
`;

export function hasTerminals(): boolean {
  return process.platform === 'linux' && spawnSync('script', ['-qc', 'true', '/dev/null']).status === 0;
}
