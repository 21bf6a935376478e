/**
 * The path that a file writes of another one, seen from where the program runs. Undefined where it is absolute, has a
 * drive or a scheme, or leads out of both the file's own folder and the folder in which the program runs.
 */
export function pathWithin(from: string, written: string): string | undefined {
  const path = written.replaceAll('\\', '/');
  if (path === '' || path === '-' || path.startsWith('/') || path.includes('\0')) return undefined;
  // `C:` and `https:`; a colon further behind may be part of a name.
  if (/^[^/]*:/.test(path)) return undefined;
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const whole = resolved(folder + path);
  const home = resolved(folder);
  const isBelow =
    whole !== home && (home === '' || home.endsWith('/') ? whole.startsWith(home) : whole.startsWith(`${home}/`));
  const isOutside = whole.startsWith('/') || whole === '..' || whole.startsWith('../');
  if (home === '') return isOutside ? undefined : whole;
  return isBelow || !isOutside ? whole : undefined;
}

/** Without `.`, and without `..` but at the beginning. */
function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}
