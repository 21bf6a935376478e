import { figures } from './measure.mjs';

/**
 * One table of all lines, as text: what, what it should reach, the median by the clock with its span, the median by
 * seconds of processor, whether that reaches, and a note.
 */
export function table(lines) {
  const head = ['what', 'reach', 'median', 'min – max', 'processor', '', 'note'];
  const cells = [head, ...lines.map(row)];
  const widths = head.map((_, c) =>
    Math.max(...cells.slice(0, -1).map((each) => each[c].length), cells.at(-1)[c].length),
  );
  const text = (each) =>
    each
      .map((cell, c) => (c === 0 || c >= 5 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
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

function row({
  what,
  reach = null,
  atLeast,
  value,
  reached = null,
  reachedByProcessor = null,
  note = '',
  unit = '',
  failed,
  absent,
}) {
  if (failed !== undefined) return [what, '', '', '', '', 'FAILED', failed];
  if (absent !== undefined) return [what, '', '', '', '', 'left out', absent];
  const wanted = reach === null ? '' : `${atLeast ? '≥' : '≤'} ${reach.toLocaleString('en-US')}${unit}`;
  const span = value.low === value.high ? '' : `${figures(value.low)} – ${figures(value.high)}`;
  const processor = value.processor === undefined ? '' : figures(value.processor);
  return [what, wanted, `${figures(value.median)}${unit}`, span, processor, verdict(reached, reachedByProcessor), note];
}

/** Where the clock and the processor disagree, both are said. */
function verdict(reached, byProcessor) {
  if (reached === null) return '';
  const word = (is) => (is ? 'yes' : 'NO');
  return byProcessor === null || byProcessor === reached
    ? word(reached)
    : `${word(reached)}, by processor ${word(byProcessor)}`;
}
