import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = new URL('../../examples/embedding/', import.meta.url);

/** Runs against dist, as a user's program does: `npm test` builds it first. */
it('the embedding example prints what its README says', () => {
  const printed = execFileSync(process.execPath, [fileURLToPath(new URL('async-fact.mjs', folder))], {
    encoding: 'utf8',
  });
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  const said = /prints\n\n```\n(.*?\n)```/s.exec(readme)?.[1];
  expect(printed).toBe(said);
});
