import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

  it('does not complain when its reader goes away', async () => {
    const child = spawn(process.execPath, [runner, '--help'], { cwd: folder });
    child.stdout.destroy();
    let talk = '';
    child.stderr.on('data', (chunk) => {
      talk += String(chunk);
    });
    const code = await new Promise((done) => child.on('close', done));
    expect([code, talk]).toEqual([0, '']);
  });

  it('ends with 2 where a file cannot be used', () => {
    writeFileSync(path.join(folder, 'bytes.takar.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
    const refused = takar(['check', 'bytes.takar.yaml', '--lang', 'en']);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('TK901');
    expect(takar([...score, '--out', 'not/there/x.csv', '--lang', 'en']).stderr).toContain('there is no such file');
  });
});
