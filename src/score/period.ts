import type { Place } from '../base/diagnostic.ts';
import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { formatIsoDate, type Period } from '../number/calendar.ts';

/** Why a period cannot be scored by a ruleset: it is of another kind, or the ruleset is not in force at its end [T1]. */
export function periodFinding(ruleset: Ruleset, period: Period, place: Place): Diagnostic | undefined {
  if (period.kind !== ruleset.period) return diagnostic('TK625', place, { kind: ruleset.period, period: period.text });
  const { from, to } = ruleset.effective;
  const inForce = (from === null || from <= period.end) && (to === null || period.end <= to);
  if (inForce) return undefined;
  const dates = {
    ...(from === null ? {} : { from: formatIsoDate(from) }),
    ...(to === null ? {} : { to: formatIsoDate(to) }),
  };
  return diagnostic('TK626', place, { period: period.text, end: formatIsoDate(period.end), ...dates });
}
