import type { Edit, Fix } from './diagnostic.ts';

/**
 * The text with every fix that can be made together: where two touch the same characters, the first one wins and the
 * other waits for the next round. A fix is made as a whole or not at all. `made` counts the fixes.
 */
export function applyFixes(path: string, text: string, fixes: readonly Fix[]): { text: string; made: number } {
  const taken: Edit[] = [];
  let made = 0;
  for (const { edits } of fixes) {
    if (edits.length === 0 || edits.some(({ span }) => span.path !== path)) continue;
    const known = edits.every((edit) => taken.some((other) => isSame(edit, other)));
    if (!known && edits.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    if (!known) taken.push(...edits);
    made++;
  }
  const fromTheEnd = [...taken].sort((a, b) => b.span.start - a.span.start);
  const changed = fromTheEnd.reduce(
    (current, { span, text: replacement }) => current.slice(0, span.start) + replacement + current.slice(span.end),
    text,
  );
  return { text: changed, made };
}

function isSame(a: Edit, b: Edit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

function touches(a: Edit, b: Edit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
