import { type Diagnostic, diagnostic, type Related } from '../base/diagnostic.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { type Days, formatIsoDate } from '../number/calendar.ts';

/** Files of one ruleset, by its name, that are in force on the same day (TK587): each with the first such file. */
export function versionFindings(rulesets: readonly Ruleset[]): readonly Diagnostic[] {
  return rulesets.flatMap((later, index) => {
    const clash = rulesets
      .slice(0, index)
      .find((one) => one.name === later.name && firstCommon(one, later) !== undefined);
    const day = clash === undefined ? undefined : firstCommon(clash, later);
    if (clash === undefined || day === undefined) return [];
    const place = later.loaded.main.effective?.from.span ?? later.loaded.main.name.span;
    const other = clash.loaded.main.effective?.from.span ?? clash.loaded.main.name.span;
    const related: Related = { place: { kind: 'text', span: other }, role: 'declared_here', name: clash.name };
    const args = { ruleset: later.name, date: formatIsoDate(day), path: clash.loaded.main.source.path };
    return [diagnostic('TK587', place, args, { related: [related] })];
  });
}

/** The first day on which both are in force; of rulesets without a beginning, any day will do. */
function firstCommon(a: Ruleset, b: Ruleset): Days | undefined {
  const from = Math.max(a.effective.from ?? SOME_DAY, b.effective.from ?? SOME_DAY);
  const to = Math.min(a.effective.to ?? Number.POSITIVE_INFINITY, b.effective.to ?? Number.POSITIVE_INFINITY);
  return from <= to ? from : undefined;
}

/** 2020-01-01. */
const SOME_DAY = 18_262;
