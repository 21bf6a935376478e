import { figures } from './measure.mjs';

/** One table of all lines, as text: what, what it should reach, median, the span of the rounds, and a note. */
export function table(lines) {
  const head = ['what', 'reach', 'median', 'min – max', '', 'note'];
  const cells = [head, ...lines.map(row)];
  const widths = head.map((_, c) =>
    Math.max(...cells.slice(0, -1).map((each) => each[c].length), cells.at(-1)[c].length),
  );
  const text = (each) =>
    each
      .map((cell, c) => (c === 0 || c >= 4 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd();
  const shown = [];
  let bench = '';
  for (const [i, each] of cells.entries()) {
    const own = lines[i - 1]?.bench ?? '';
    if (i > 0 && own !== bench) shown.push(`— ${own}`);
    if (i > 0) bench = own;
    shown.push(text(each));
    if (i === 0)
      shown.push(
        widths
          .map((width) => '-'.repeat(width))
          .join('  ')
          .slice(0, 160),
      );
  }
  return shown.join('\n');
}

function row({ what, reach = null, atLeast, value, reached = null, note = '', unit = '', failed, absent }) {
  if (failed !== undefined) return [what, '', '', '', 'FAILED', failed];
  if (absent !== undefined) return [what, '', '', '', 'left out', absent];
  const wanted = reach === null ? '' : `${atLeast ? '≥' : '≤'} ${reach.toLocaleString('en-US')}${unit}`;
  const span = value.low === value.high ? '' : `${figures(value.low)} – ${figures(value.high)}`;
  return [what, wanted, `${figures(value.median)}${unit}`, span, reached === null ? '' : reached ? 'yes' : 'NO', note];
}
