import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readArguments } from '../src/cli/arguments.ts';

/** The hooks and the action only call the runner: what they call has to be what it takes. */
const root = fileURLToPath(new URL('..', import.meta.url));
const hooks = parse(readFileSync(`${root}/.pre-commit-hooks.yaml`, 'utf8')) as Record<string, string>[];
const action = parse(readFileSync(`${root}/action.yml`, 'utf8')) as {
  inputs: Record<string, { default: string }>;
  runs: { steps: { name: string; run: string; env?: Record<string, string> }[] };
};

describe('.pre-commit-hooks.yaml', () => {
  it.each(hooks.map((hook) => [hook.id, hook] as const))(
    '%s calls a command of the runner on rule files',
    (_, hook) => {
      const reading = readArguments([...(hook.entry ?? '').split(' ').slice(1), 'a.takar.yaml']);
      expect(reading.kind).toBe('run');
      expect(new RegExp(hook.files ?? '').test('aturan/a.takar.yaml')).toBe(true);
      expect(new RegExp(hook.files ?? '').test('a.yaml')).toBe(false);
    },
  );
});

describe('action.yml', () => {
  /** Runs a step as GitHub would, with the inputs in place of their names. */
  function step(name: string, inputs: Record<string, string>, cwd: string) {
    const found = action.runs.steps.find((one) => one.name === name);
    if (!found) throw new Error(`no step ${name}`);
    const values: Record<string, string> = {
      ...Object.fromEntries(Object.entries(action.inputs).map(([key, { default: value }]) => [key, value])),
      ...inputs,
    };
    const filled = Object.entries(found.env ?? {}).map(([key, text]) => [
      key,
      text
        .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => values[input] ?? '')
        .replace(/\$\{\{ github\.action_path \}\}/, root),
    ]);
    const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', found.run], {
      encoding: 'utf8',
      cwd,
      env: { PATH: process.env.PATH, ...Object.fromEntries(filled) },
    });
    return { status, stdout, stderr };
  }

  it('checks, writes SARIF, and runs the examples with a threshold', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'takar-action-'));
    try {
      const good = readFileSync(`${root}/test/cases/ruleset/good/priority-table.takar.yaml`, 'utf8');
      writeFileSync(`${folder}/a.takar.yaml`, good);
      const fine = step('takar check', { sarif: 'out.sarif' }, folder);
      expect([fine.status, fine.stdout]).toEqual([0, '']);
      expect(JSON.parse(readFileSync(`${folder}/out.sarif`, 'utf8')).version).toBe('2.1.0');
      expect(step('takar test', {}, folder).status).toBe(0);
      expect(step('takar test', { coverage: '100' }, folder).status).toBe(1);
      writeFileSync(`${folder}/a.takar.yaml`, good.replace('takar: 1', 'takar: 9'));
      const broken = step('takar check', { paths: 'a.takar.yaml', lang: 'en' }, folder);
      expect(broken.status).toBe(1);
      expect(broken.stdout).toContain('::error file=a.takar.yaml');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
