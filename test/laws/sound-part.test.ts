import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { LineIndex } from '../../src/base/source.ts';
import { load } from '../../src/syntax/load.ts';
import { verifyRuleset } from '../../src/verify-ruleset.ts';
import { FOLDER, rulesetsIn } from '../cases/ruleset/document.ts';

async function findingsIn(path: string, text: string): Promise<readonly Diagnostic[]> {
  const read = (wanted: string) => (wanted === path ? text : readFileSync(wanted, 'utf8'));
  const loaded = await load(path, read);
  if (!loaded.value) return loaded.diagnostics;
  return [...loaded.diagnostics, ...verifyRuleset(loaded.value).diagnostics];
}

/** What only a proof says. */
const PROOFS = /^TK(?:411|416|50[1-6]|51[2-47-8]|52[68]|57[5-9]|58\d)$/;
const FORMULA =
  /^(\s+(?:- )?(?:rumus|realisasi|capaian|bila|dari|syarat|berlaku_jika|value|actual|achievement|when|of|eligible|applies): )(?!\[|takar:)[^\s#"'&|>{][^#\n]*$/;

/** Each formula of a file in turn, replaced by a name that does not exist. */
function broken(text: string): readonly { readonly line: number; readonly text: string }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const changed = line.replace(FORMULA, '$1nama_yang_tidak_ada');
    return changed === line ? [] : [{ line: index + 1, text: lines.with(index, changed).join('\n') }];
  });
}

describe('one wrong name does not make a proof of anything else wrong', () => {
  const files = [
    'examples/dpmptsp/dpmptsp.takar.yaml',
    ...rulesetsIn('good').map((name) => `${FOLDER}good/${name}.takar.yaml`),
  ];
  it.each(files)('%s: nothing is said of what was proven before', async (path) => {
    for (const { line, text } of broken(readFileSync(path, 'utf8'))) {
      const codes = (await findingsIn(path, text)).map(({ code }) => code).filter((code) => PROOFS.test(code));
      expect({ line, codes }).toEqual({ line, codes: [] });
    }
  });

  it('what was found before is found again, unless it hangs on the name', async () => {
    const path = `${FOLDER}bad/sekali-jalan.takar.yaml`;
    const text = readFileSync(path, 'utf8').replace('msauk', 'masuk').replace('1 izin', '1');
    const place = (finding: Diagnostic, source: string) =>
      finding.place.kind === 'text'
        ? `${finding.code} ${new LineIndex(source).position(finding.place.span.start).line}`
        : '';
    const whole = new Set((await findingsIn(path, text)).map((finding) => place(finding, text)));
    for (const { text: changed } of broken(text)) {
      for (const finding of await findingsIn(path, changed)) {
        if (PROOFS.test(finding.code)) expect(whole).toContain(place(finding, changed));
      }
    }
  });
});
