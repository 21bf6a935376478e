/**
 * A case of the runner as a document: files, then command lines with the exit code and everything that came out.
 *
 *     Free text on what the case is about.
 *     --- file a.takar.yaml
 *     …
 *     --- run takar check a.takar.yaml
 *     exit 1
 *     --- stdout
 *     …
 *     --- stderr
 *     …
 *     --- wrote results.csv
 *     …
 *
 * TAKAR_RECORD=1 writes the documents anew; the difference is then read like any other change.
 */
export interface Section {
  /** `text` before the first mark, then `file`, `stdin`, `run`, `stdout`, `stderr`, `wrote`. */
  readonly kind: string;
  readonly argument: string;
  readonly body: string;
}

export function readDocument(text: string): readonly Section[] {
  const sections: Section[] = [];
  let kind = 'text';
  let argument = '';
  let lines: string[] = [];
  const close = () => sections.push({ kind, argument, body: lines.map((line) => `${line}\n`).join('') });
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const mark = /^--- (\w+)(?: (.*))?$/.exec(line);
    if (!mark) {
      lines.push(line);
      continue;
    }
    close();
    kind = mark[1] ?? '';
    argument = mark[2] ?? '';
    lines = [];
  }
  close();
  return sections;
}

export function writeDocument(sections: readonly Section[]): string {
  return sections
    .map(({ kind, argument, body }) =>
      kind === 'text' ? body : `--- ${kind}${argument ? ` ${argument}` : ''}\n${body}`,
    )
    .join('');
}

/** Words of a command line; quotes hold blanks together. */
export function words(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}
