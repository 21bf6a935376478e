import { type Diagnostic, diagnostic, type Related } from '../base/diagnostic.ts';
import type { Program } from '../model/program.ts';
import type { Rating } from '../model/ruleset.ts';
import { type Interval, isWithin } from '../number/interval.ts';
import { gridOf } from './kinds.ts';
import type { Ranges } from './ranges.ts';
import { textAt } from './source.ts';
import { liesWithin, type Piece, pieces, witnessIn } from './witness.ts';

type Band = Rating['bands'][number];

/** Every rating: all of its values fall in exactly one band, and what it rates stays in its domain. */
export function bandFindings(program: Program, ranges: Ranges): readonly Diagnostic[] {
  return [...program.ruleset.ratings.values()].flatMap((rating) => {
    const node = program.ratings.get(rating.name);
    if (node === undefined) return [];
    const digits = gridOf(ranges.node(node));
    return [
      ...outsideDomain(program, rating, ranges.at(node)),
      ...rating.versions.flatMap(({ bands }) =>
        faultsOfBands({ ...rating, bands }, digits, textAt(program, rating.of.span)),
      ),
    ];
  });
}

function outsideDomain(
  program: Program,
  { name, of, domain, domainSpan }: Rating,
  range: Interval,
): readonly Diagnostic[] {
  if (isWithin(range, domain)) return [];
  const related: Related = { place: { kind: 'text', span: of.span }, role: 'used_here' };
  const args = { rating: name, score: textAt(program, of.span), range, domain };
  return [diagnostic('TK503', domainSpan, args, { related: [related] })];
}

/**
 * Gaps, overlaps and empty bands over the domain, on the grid of the rated number (`digits` null: any number at all);
 * `score` is what the rating reads, as written.
 * The axis is cut at every end; each piece then lies wholly inside or outside each band.
 */
export function faultsOfBands(rating: Rating, digits: number | null, score: string): readonly Diagnostic[] {
  const { domain, bands } = rating;
  const axis = pieces(
    domain,
    bands.map(({ interval }) => interval),
    digits,
  );
  const holders = axis.map((piece) => bands.filter(({ interval }) => liesWithin(piece, interval)));
  return [
    ...gaps(rating, axis, holders, digits, score),
    ...overlaps(rating, axis, holders, digits, score),
    ...bands
      .filter((band) => !holders.some((held) => held.includes(band)))
      .map((band) => diagnostic('TK517', band.span, { band: band.name, rating: rating.name })),
  ];
}

/** One finding for each stretch without a band, at the band below it (above it where there is none). */
function gaps(
  { name, domainSpan }: Rating,
  axis: readonly Piece[],
  holders: readonly (readonly Band[])[],
  digits: number | null,
  score: string,
): readonly Diagnostic[] {
  return axis.flatMap((piece, index) => {
    const before = holders[index - 1];
    if (holders[index]?.length !== 0 || before?.length === 0) return [];
    const value = witnessIn(piece, digits);
    if (value === undefined) return [];
    const lower = before?.at(-1);
    const upper = holders.slice(index).find((held) => held.length > 0)?.[0];
    const related = [lower, upper].filter((band) => band !== undefined).map(neighbour);
    const place = lower?.span ?? upper?.span ?? domainSpan;
    return [diagnostic('TK501', place, { rating: name, score, value, digits }, { related })];
  });
}

/** One finding for each pair of bands that share a value, at the later one. */
function overlaps(
  { name }: Rating,
  axis: readonly Piece[],
  holders: readonly (readonly Band[])[],
  digits: number | null,
  score: string,
): readonly Diagnostic[] {
  const known = new Set<string>();
  return axis.flatMap((piece, index) => {
    const held = holders[index] ?? [];
    const value = held.length > 1 ? witnessIn(piece, digits) : undefined;
    if (value === undefined) return [];
    return held.flatMap((second, at) =>
      held.slice(0, at).flatMap((first) => {
        const pair = JSON.stringify([first.name, second.name]);
        if (known.has(pair)) return [];
        known.add(pair);
        const args = { rating: name, score, value, first: first.name, second: second.name };
        return [diagnostic('TK502', second.span, args, { related: [neighbour(first), neighbour(second)] })];
      }),
    );
  });
}

function neighbour(band: Band): Related {
  return { place: { kind: 'text', span: band.span }, role: 'declared_here', name: band.name };
}
