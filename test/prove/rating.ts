import type { Rating } from '../../src/model/ruleset.ts';
import type { Interval } from '../../src/number/interval.ts';
import { span } from '../exact/program.ts';

/** A rating of `hasil_kerja`; each band's span starts at ten times its place, so that findings can be told apart. */
export function rating(domain: Interval, bands: readonly Interval[], names?: readonly string[]): Rating {
  const named = bands.map((band, index) => ({ name: names?.[index] ?? `k${index}`, band }));
  const all = named.map(({ name, band }, index) => ({
    name,
    interval: band,
    span: span(10 * (index + 1), 10 * (index + 1) + 5),
  }));
  return {
    name: 'hasil',
    span: span(1, 2),
    of: { id: 0, span: span(3, 4), kind: 'name', path: ['hasil_kerja'] },
    domain,
    domainSpan: span(5, 6),
    bands: all,
    versions: [{ from: Number.NEGATIVE_INFINITY, until: null, bands: all }],
    at: 'end',
    type: {
      base: { kind: 'choice', name: 'hasil', values: named.map(({ name }) => name), ordered: true },
      presence: 'present',
    },
  };
}
