import type { NodeId } from '../language/core.ts';
import type { Evaluated, Setting } from '../model/score.ts';
import { type Period, periodBefore } from '../number/calendar.ts';

/** What a node has in one earlier period; the value is undefined where the key has no row there. */
export interface Element {
  readonly period: string;
  readonly value: Evaluated | undefined;
}

/** What `previous` reads. */
export function previousElement(key: string, setting: Setting, node: NodeId): Element {
  const before = periodBefore(setting.period);
  return { period: before?.text ?? '', value: before && setting.earlier?.value(key, before, node) };
}

/** What `year_to_date` reads beside the period itself, oldest first. */
export function earlierInYear(key: string, setting: Setting, node: NodeId): readonly Element[] {
  const periods: Period[] = [];
  let before = periodBefore(setting.period);
  while (before && before.year === setting.period.year) {
    periods.unshift(before);
    before = periodBefore(before);
  }
  return periods.map((period) => ({ period: period.text, value: setting.earlier?.value(key, period, node) }));
}

/** What `carried` takes: the newest that is there, or an error on the way to it; undefined where there is none. */
export function newestWithin(
  key: string,
  setting: Setting,
  node: NodeId,
  periods: number,
): { readonly period: string; readonly value: Evaluated } | undefined {
  let before = periodBefore(setting.period);
  for (let back = 1; before && back <= periods; back++) {
    const value = setting.earlier?.value(key, before, node);
    if (value?.kind === 'value' || value?.kind === 'error') return { period: before.text, value };
    before = periodBefore(before);
  }
  return undefined;
}
