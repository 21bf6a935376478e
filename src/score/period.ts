import type { Place } from '../base/diagnostic.ts';
import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Program } from '../model/program.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { type Days, formatIsoDate, type Period, periodsWithin } from '../number/calendar.ts';
import { ofPeriods, readOutside, wholeRoots } from '../prove/outside.ts';
import { nameOf, textAt } from '../prove/source.ts';

/** Whether the ruleset is in force at a period's end [T1]. */
export function isInForce({ effective: { from, to } }: Ruleset, { end }: Period): boolean {
  return (from === null || from <= end) && (to === null || end <= to);
}

/** True where a run takes several of the ruleset's periods together. */
export function isLonger(ruleset: Ruleset, period: Period): boolean {
  return periodsWithin(period, ruleset.period).length > 0;
}

/** Why a period cannot be scored by a ruleset: it is of another kind, or the ruleset is not in force at its end [T1]. */
export function periodFinding(ruleset: Ruleset, period: Period, place: Place): Diagnostic | undefined {
  if (period.kind !== ruleset.period) return diagnostic('TK625', place, { kind: ruleset.period, period: period.text });
  return forceFinding(ruleset, period, place);
}

function forceFinding(ruleset: Ruleset, period: Period, place: Place): Diagnostic | undefined {
  if (isInForce(ruleset, period)) return undefined;
  const { from, to } = ruleset.effective;
  const dates = {
    ...(from === null ? {} : { from: formatIsoDate(from) }),
    ...(to === null ? {} : { to: formatIsoDate(to) }),
  };
  return diagnostic('TK626', place, { period: period.text, end: formatIsoDate(period.end), ...dates });
}

/** Why a run cannot be: as `periodFinding`, or a longer period of which the ruleset does not say all it must [T3]. */
export function runFindings(program: Program, period: Period, place: Place): readonly Diagnostic[] {
  const { ruleset } = program;
  if (!isLonger(ruleset, period)) {
    const unfit = periodFinding(ruleset, period, place);
    return unfit ? [unfit] : [];
  }
  const unfit = forceFinding(ruleset, period, place);
  return unfit ? [unfit] : longerFindings(program, period, place);
}

function longerFindings(program: Program, period: Period, place: Place): readonly Diagnostic[] {
  const { ruleset } = program;
  const about = { period: period.text, kind: ruleset.period };
  const findings: Diagnostic[] = [];
  const indicators = [...ruleset.indicators.values()];
  const lacking = indicators.filter(({ consolidate }) => consolidate === null);
  if (lacking.length > 0) {
    const related = lacking.map(
      ({ span, name }) => ({ place: { kind: 'text', span }, role: 'declared_here', name }) as const,
    );
    findings.push(diagnostic('TK692', place, { indicators: lacking.map(({ name }) => name), ...about }, { related }));
  }
  const { inputs, nodes } = readOutside(program, wholeRoots(program, true), ofPeriods(program));
  if (inputs.size > 0) findings.push(diagnostic('TK693', place, { inputs: [...inputs], ...about }));
  const singles = nodes.flatMap(({ node, span }) => nameOf(program, node.id) ?? (span ? [textAt(program, span)] : []));
  const bySegment = indicators.filter(
    ({ planned, consolidate }) => planned?.revision === 'by_segment' && consolidate?.method !== 'average_of_scores',
  );
  for (const name of new Set([...singles, ...bySegment.map((indicator) => indicator.name)])) {
    findings.push(diagnostic('TK694', place, { name, period: period.text }));
  }
  return findings;
}

/** Rules that change within a period, of which one half holds for all of it [T1]. */
export function straddling(ruleset: Ruleset, period: Period): readonly Diagnostic[] {
  const inside = (day: Days | null): day is Days => day !== null && day > period.start && day <= period.end;
  const found: Diagnostic[] = [];
  const warn = (
    name: string,
    span: Ruleset['loaded']['main']['name']['span'],
    at: 'start' | 'end',
    days: readonly (Days | null)[],
  ) => {
    for (const day of new Set(days)) {
      if (!inside(day)) continue;
      found.push(
        diagnostic('TK698', { kind: 'text', span }, { name, date: formatIsoDate(day), period: period.text, at }),
      );
    }
  };
  /** The day after the last one in force. */
  const after = (day: Days | null) => (day === null ? null : day + 1);
  const { effective, parameters, indicators, ratings, loaded } = ruleset;
  warn(ruleset.name, loaded.main.name.span, 'end', [effective.from, after(effective.to)]);
  for (const { name, span, at, entries } of parameters.values()) {
    warn(
      name,
      span,
      at,
      changes(
        entries.map(({ from, until }) => ({ from, to: until })),
        after,
      ),
    );
  }
  for (const { name, span, at, effective: own } of indicators.values()) warn(name, span, at, [own.from, after(own.to)]);
  for (const { name, span, at, versions } of ratings.values()) {
    warn(
      name,
      span,
      at,
      changes(
        versions.map(({ from, until }) => ({ from, to: until })),
        after,
      ),
    );
  }
  return found;
}

function changes(
  entries: readonly { readonly from: Days; readonly to: Days | null }[],
  after: (day: Days | null) => Days | null,
): readonly (Days | null)[] {
  return entries.flatMap(({ from, to }) => [from, after(to)]);
}
