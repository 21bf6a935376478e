import type { Employee } from '../base/codes.ts';
import { type Diagnostic, diagnostic, type Related } from '../base/diagnostic.ts';
import type { NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Rating } from '../model/ruleset.ts';
import { contains, hull, type Interval, isWithin } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { point } from './arithmetic.ts';
import { ask } from './cases.ts';
import type { Found } from './employee.ts';
import { gridOf } from './kinds.ts';
import { isTrue } from './regions/compile.ts';
import { textAt } from './source.ts';
import { inRows, type Subject } from './subject.ts';
import { liesWithin, type Piece, pieces, witnessIn } from './witness.ts';

type Band = Rating['bands'][number];

/** Every rating: all of its values fall in exactly one band, and what it rates stays in its domain. */
export function bandFindings(subject: Subject): readonly Diagnostic[] {
  const { ruleset } = subject.program;
  const ofRows = inRows(subject);
  return [
    ...[...ruleset.ratings.values()].flatMap((rating) => faultsOfRating(subject, rating)),
    ...[...ruleset.details.values()].flatMap(({ name, ratings }) =>
      [...ratings.values()].flatMap((rating) => faultsOfRating(ofRows, { ...rating, name: `${name}.${rating.name}` })),
    ),
  ];
}

function faultsOfRating(subject: Subject, rating: Rating): readonly Diagnostic[] {
  const { program, ranges } = subject;
  const node = program.ratings.get(rating.name);
  if (node === undefined) return [];
  const digits = gridOf(ranges.node(node));
  const { row } = ranges.node(node);
  const range = row === undefined ? ranges.at(node) : ranges.in(node, ranges.rows(row));
  return [
    ...outsideDomain(program, rating, range),
    ...faultsOfBands(rating, digits, textAt(program, rating.of.span), (piece, value) =>
      personIn(subject, node, piece, value),
    ),
  ];
}

/** Somebody whose rated value is the one given, or else one of the piece, where somebody is found. */
function personIn(subject: Subject, node: NodeId, piece: Piece, value: Rational): Person {
  const isInput = subject.program.nodes[node]?.op === 'input';
  for (const within of [point(value), piece]) {
    const found = foundIn(subject, node, within);
    const result = found?.evaluation.at(node);
    if (found === undefined || result?.kind !== 'value' || !(result.value instanceof Rational)) continue;
    return { value: result.value, employee: isInput ? [] : found.employee };
  }
  return { value, employee: null };
}

function foundIn(subject: Subject, node: NodeId, within: Interval): Found | undefined {
  const { regions, constraints, employees } = subject;
  const question = () => regions.both(constraints.around([node], regions), regions.lies(node, within));
  const answer = ask(subject, question, isTrue);
  if (answer.kind !== 'case') return undefined;
  return employees.find(answer.path, [node], (evaluation) => {
    const result = evaluation.at(node);
    return result.kind === 'value' && result.value instanceof Rational && contains(within, result.value);
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
export function faultsOfBands(
  rating: Rating,
  digits: number | null,
  score: string,
  personOf: Rated['personOf'] = (_piece, value) => ({ value, employee: null }),
): readonly Diagnostic[] {
  const { domain, bands } = rating;
  const axis = pieces(
    domain,
    bands.map(({ interval }) => interval),
    digits,
  );
  const holders = axis.map((piece) => bands.filter(({ interval }) => liesWithin(piece, interval)));
  return [
    ...gaps(rating, axis, holders, { digits, score, personOf }),
    ...overlaps(rating, axis, holders, { digits, score, personOf }),
    ...bands
      .filter((band) => !holders.some((held) => held.includes(band)))
      .map((band) => diagnostic('TK517', band.span, { band: band.name, rating: rating.name })),
  ];
}

/** A rated value for which it goes wrong, and whose it is. */
interface Person {
  readonly value: Rational;
  readonly employee: Employee;
}

/** What is rated: its grid, how it is written, and who has a value of it. */
interface Rated {
  readonly digits: number | null;
  readonly score: string;
  readonly personOf: (piece: Piece, value: Rational) => Person;
}

/** One finding for each stretch without a band, at the band below it (above it where there is none). */
function gaps(
  { name, domainSpan }: Rating,
  axis: readonly Piece[],
  holders: readonly (readonly Band[])[],
  { digits, score, personOf }: Rated,
): readonly Diagnostic[] {
  return axis.flatMap((piece, index) => {
    const before = holders[index - 1];
    if (holders[index]?.length !== 0 || before?.length === 0) return [];
    const value = witnessIn(piece, digits);
    if (value === undefined) return [];
    const end = holders.findIndex((held, at) => at > index && held.length > 0);
    const stretch = hull(piece, axis[end < 0 ? axis.length - 1 : end - 1] ?? piece);
    const lower = before?.at(-1);
    const upper = holders.slice(index).find((held) => held.length > 0)?.[0];
    const related = [lower, upper].filter((band) => band !== undefined).map(neighbour);
    const place = lower?.span ?? upper?.span ?? domainSpan;
    return [diagnostic('TK501', place, { rating: name, score, digits, ...personOf(stretch, value) }, { related })];
  });
}

/** One finding for each pair of bands that share a value, at the later one. */
function overlaps(
  { name }: Rating,
  axis: readonly Piece[],
  holders: readonly (readonly Band[])[],
  { digits, score, personOf }: Rated,
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
        const args = {
          rating: name,
          score,
          ...personOf(piece, value),
          first: first.name,
          second: second.name,
        };
        return [diagnostic('TK502', second.span, args, { related: [neighbour(first), neighbour(second)] })];
      }),
    );
  });
}

function neighbour(band: Band): Related {
  return { place: { kind: 'text', span: band.span }, role: 'declared_here', name: band.name };
}
