import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Program } from '../model/program.ts';
import {
  civilFromDays,
  type Days,
  formatIsoDate,
  type Period,
  type PeriodKind,
  parsePeriod,
} from '../number/calendar.ts';

/** Parameters that change within a period (TK585), and those in use for longer than they were reviewed (TK586). */
export function timeFindings({ ruleset }: Program): readonly Diagnostic[] {
  const { effective, loaded, parameters, period: kind } = ruleset;
  return [...parameters.values()].flatMap(({ name, at }) => {
    const written = loaded.main.parameters.find((one) => one.name.value === name)?.value;
    const { dated = [], reviewedUntil } = written ?? {};
    const changes = [...dated].sort((a, b) => a.from.value - b.from.value).slice(1);
    const straddling = changes.flatMap(({ from }): readonly Diagnostic[] => {
      const period = periodAround(kind, from.value);
      if (period === undefined || period.start === from.value || !isInForce(from.value, effective)) return [];
      return [diagnostic('TK585', from.span, { name, date: formatIsoDate(from.value), period: period.text, at })];
    });
    const isStale = reviewedUntil !== undefined && (effective.to === null || effective.to > reviewedUntil.value);
    if (!isStale) return straddling;
    return [...straddling, diagnostic('TK586', reviewedUntil.span, { name, date: formatIsoDate(reviewedUntil.value) })];
  });
}

function isInForce(day: Days, { from, to }: { readonly from: Days | null; readonly to: Days | null }): boolean {
  return (from === null || from < day) && (to === null || day <= to);
}

/** The period of a kind that a day lies in. */
export function periodAround(kind: PeriodKind, day: Days): Period | undefined {
  const { year, month } = civilFromDays(day);
  switch (kind) {
    case 'month':
      return parsePeriod(`${year}-${String(month).padStart(2, '0')}`);
    case 'quarter':
      return parsePeriod(`${year}-Q${Math.ceil(month / 3)}`);
    case 'semester':
      return parsePeriod(`${year}-S${Math.ceil(month / 6)}`);
    case 'year':
      return parsePeriod(`${year}`);
  }
}
