import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const runner = fileURLToPath(new URL('../../dist/takar.js', import.meta.url));

/** The built runner as a process of its own. `npm test` builds it first. */
describe('takar as a process', () => {
  let folder = '';
  const takar = (args: readonly string[], input = '', env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [runner, ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
  const data = ['--data', 'mulai/data-2026-Q1.csv', '--period', '2026-Q1'];
  const score = ['score', 'mulai/penilaian.takar.yaml', ...data];

  beforeAll(() => {
    expect(existsSync(runner), 'dist/takar.js is not there: run npm test, or node .ci/build.mjs').toBe(true);
    folder = mkdtempSync(path.join(tmpdir(), 'takar-'));
    expect(takar(['init', 'mulai']).status).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes results that only their owner can read, and leaves nothing beside them', () => {
    expect(takar([...score, '--out', 'hasil.csv', '--rejects', 'ditolak.csv']).status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['ditolak.csv', 'hasil.csv', 'mulai']);
    if (process.platform === 'win32') return;
    for (const file of ['hasil.csv', 'ditolak.csv']) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('gives the same bytes on every run, to a file as to standard output', () => {
    const first = takar([...score, '--out', '-']).stdout;
    expect(takar([...score, '--out', '-'], '', { TZ: 'Asia/Jayapura', LANG: 'id_ID.UTF-8' }).stdout).toBe(first);
    takar([...score, '--out', 'lagi.csv']);
    expect(readFileSync(path.join(folder, 'lagi.csv'), 'utf8')).toBe(first);
  });

  it('reads data from standard input', () => {
    const text = readFileSync(path.join(folder, 'mulai/data-2026-Q1.csv'), 'utf8');
    const args = ['score', 'mulai/penilaian.takar.yaml', '--data', '-', '--period', '2026-Q1', '--out', '-'];
    expect(takar(args, text).stdout).toBe(takar([...score, '--out', '-']).stdout);
  });

  it('speaks Indonesian unless TAKAR_LANG or --lang says otherwise, whatever the machine speaks', () => {
    expect(takar(['why', 'TK902'], '', { LANG: 'en_US.UTF-8' }).stdout).toContain('kesalahan');
    expect(takar(['why', 'TK902'], '', { TAKAR_LANG: 'en' }).stdout).toContain('error');
    expect(takar(['why', 'TK902', '--lang', 'id'], '', { TAKAR_LANG: 'en' }).stdout).toContain('kesalahan');
  });

  it('says that its output is not whole when the reader goes away, and ends with 2', async () => {
    const child = spawn(process.execPath, [runner, ...score, '--out', '-', '--lang', 'en'], { cwd: folder });
    child.stdout.destroy();
    let talk = '';
    child.stderr.on('data', (chunk) => {
      talk += String(chunk);
    });
    const code = await new Promise((done) => child.on('close', done));
    expect(code).toBe(2);
    expect(talk).toContain('TK911\n  Standard output broke off: its reader stopped first.');
  });

  it.skipIf(!existsSync('/dev/full'))('says that its output is not whole when the disk is full', () => {
    const shell = (line: string) => spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
    const line = [process.execPath, runner, ...score, '--lang', 'en', '--out'].map((word) => `'${word}'`).join(' ');
    const full = shell(`${line} - > /dev/full`);
    expect(full.status).toBe(2);
    expect(full.stderr).toContain('TK911\n  Standard output broke off: the disk is full.');
    // A device is written to as it is.
    const device = shell(`${line} /dev/full`);
    expect(device.status).toBe(2);
    expect(device.stderr).toContain("Cannot use '/dev/full': the disk is full.");
    // Nobody hears the talk: the result is written all the same.
    expect(shell(`${line} talked.csv 2> /dev/full`).status).toBe(0);
    expect(readFileSync(path.join(folder, 'talked.csv'), 'utf8')).toContain('2026-Q1');
  });

  it.skipIf(process.platform === 'win32')('replaces what a link names, whole, and leaves nothing beside it', () => {
    writeFileSync(path.join(folder, 'plain.csv'), 'old');
    symlinkSync('plain.csv', path.join(folder, 'linked.csv'));
    expect(takar([...score, '--out', 'linked.csv']).status).toBe(0);
    expect(readFileSync(path.join(folder, 'plain.csv'), 'utf8')).toContain('2026-Q1');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('names the encoding of a file that is not UTF-8', () => {
    const text = readFileSync(path.join(folder, 'mulai/data-2026-Q1.csv'), 'utf8');
    const write = (name: string, bytes: Uint8Array) => writeFileSync(path.join(folder, name), bytes);
    write('utf16.csv', Buffer.from(`\ufeff${text}`, 'utf16le'));
    write('bare.csv', Buffer.from(text, 'utf16le'));
    write('mixed.csv', Buffer.concat([Buffer.from(`${text}Caf\u00e9`), Buffer.from([0x0a, 0x43, 0xe9, 0x0a])]));
    const lines = text.split('\n').length;
    for (const [name, place] of [
      ['utf16.csv', 1],
      ['bare.csv', 1],
      ['mixed.csv', lines + 1],
    ] as const) {
      const run = takar([
        'score',
        'mulai/penilaian.takar.yaml',
        '--data',
        name,
        '--period',
        '2026-Q1',
        '--out',
        'no.csv',
        '--lang',
        'en',
      ]);
      expect(run.status).toBe(2);
      expect(run.stderr).toContain(`TK627 ${name}:${place}\n`);
      expect(run.stderr).toContain(name === 'mixed.csv' ? 'not UTF-8' : 'UTF-16');
      expect(existsSync(path.join(folder, 'no.csv'))).toBe(false);
    }
  });

  it('ends with 2 where a file cannot be used', () => {
    writeFileSync(path.join(folder, 'bytes.takar.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
    const refused = takar(['check', 'bytes.takar.yaml', '--lang', 'en']);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('TK627');
    expect(takar([...score, '--out', 'not/there/x.csv', '--lang', 'en']).stderr).toContain('there is no such file');
  });
});
