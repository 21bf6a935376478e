import type { Span } from '../base/source.ts';
import type { CoreNode } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Rating, Table } from '../model/ruleset.ts';
import type { AwardResult, ScoreRow } from '../model/score.ts';
import { awardBeforeLimits } from '../score/awards.ts';
import { rowOfExample } from '../score/examples.ts';

/** Something that an example may or may not come to. */
export type Exercisable =
  | { readonly kind: 'band'; readonly of: string; readonly name: string; readonly span: Span }
  | { readonly kind: 'row'; readonly of: string; readonly number: number; readonly span: Span }
  /** What a table gives where no row matches. */
  | { readonly kind: 'otherwise'; readonly of: string; readonly span: Span }
  | { readonly kind: 'tier'; readonly name: string; readonly span: Span }
  /** Eligible, and in no tier; and not eligible at all. */
  | { readonly kind: 'no_tier' | 'not_eligible'; readonly span: Span }
  /** One side of an `if`; `condition` as written. */
  | { readonly kind: 'then' | 'else'; readonly condition: string; readonly span: Span };

export interface Coverage {
  /** In the order of the files. */
  readonly items: readonly { readonly item: Exercisable; readonly exercised: boolean }[];
  readonly exercised: number;
  readonly total: number;
}

/**
 * Which bands, rows, tiers and branches the ruleset's own examples come to. What takar ships is left out: its own
 * examples are for that. An example that cannot be scored exercises nothing.
 */
export function coverageOf(program: Program): Coverage {
  const rows = program.ruleset.examples.flatMap((example) => rowOfExample(program, example) ?? []);
  const places = new Places(program);
  const outcomes = [
    ...ratingItems(program),
    ...tableItems(places, program),
    ...awardItems(program),
    ...branches(places),
  ];
  const items = outcomes
    .filter(({ item }) => !isShipped(program, item.span))
    .map(({ item, isExercisedBy }) => ({ item, exercised: rows.some(isExercisedBy) }))
    .sort((a, b) => inFileOrder(a.item.span, b.item.span));
  return { items, exercised: items.filter(({ exercised }) => exercised).length, total: items.length };
}

/** Whole percent of what is exercised, never rounded up: 100 is all of it. Nothing to exercise is all of it too. */
export function percentOf({ exercised, total }: Coverage): number {
  return total === 0 ? 100 : Math.floor((exercised * 100) / total);
}

interface Candidate {
  readonly item: Exercisable;
  readonly isExercisedBy: (row: ScoreRow) => boolean;
}

function isShipped({ ruleset }: Program, { path }: Span): boolean {
  return path.startsWith('takar:') && path !== ruleset.loaded.main.source.path;
}

function inFileOrder(a: Span, b: Span): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}

function ratingItems({ ruleset }: Program): readonly Candidate[] {
  return [...ruleset.ratings.values()].flatMap(({ name, bands }: Rating) =>
    bands.map((band) => ({
      item: { kind: 'band' as const, of: name, name: band.name, span: band.span },
      isExercisedBy: ({ results }: ScoreRow) => {
        const result = results.get(name);
        return result?.kind === 'value' && result.value === band.name;
      },
    })),
  );
}

/** Choices that were lowered from a place in the text, and how each came out in a row. */
class Places {
  readonly program: Program;
  private readonly choices = new Map<string, Extract<CoreNode, { op: 'choose' }>[]>();

  constructor(program: Program) {
    this.program = program;
    for (const node of program.nodes) {
      if (node.op !== 'choose' || node.origin === null) continue;
      const key = keyOf(node.origin);
      this.choices.set(key, [...(this.choices.get(key) ?? []), node]);
    }
  }

  isLowered(span: Span): boolean {
    return this.choices.has(keyOf(span));
  }

  /** Whether the condition at the place was looked at and came out so; a function stands at every call of it. */
  cameOut(span: Span, wanted: boolean, { evaluation }: ScoreRow): boolean {
    return (this.choices.get(keyOf(span)) ?? []).some(({ condition }) => {
      const found = evaluation.seen(condition);
      return found?.kind === 'value' && found.value === wanted;
    });
  }
}

function keyOf({ path, start, end }: Span): string {
  return `${path}:${start}:${end}`;
}

function tableItems(places: Places, { ruleset }: Program): readonly Candidate[] {
  return [...ruleset.tables.values()].flatMap(({ name, rows, otherwise }: Table): readonly Candidate[] => {
    const last = rows.at(-1);
    const fallback: readonly Candidate[] =
      otherwise && last
        ? [
            {
              item: { kind: 'otherwise', of: name, span: otherwise.span },
              isExercisedBy: (row) => places.cameOut(last.span, false, row),
            },
          ]
        : [];
    const matching = rows.map(
      ({ number, span }): Candidate => ({
        item: { kind: 'row', of: name, number, span },
        isExercisedBy: (row) => places.cameOut(span, true, row),
      }),
    );
    return [...matching, ...fallback];
  });
}

function awardItems({ ruleset }: Program): readonly Candidate[] {
  const { awards } = ruleset;
  if (!awards) return [];
  const when =
    (wanted: AwardResult['state'], name?: string) =>
    (row: ScoreRow): boolean => {
      const award = awardBeforeLimits(row);
      return award?.state === wanted && (name === undefined || award.name === name);
    };
  const tiers = awards.tiers.map(
    ({ name, span }): Candidate => ({ item: { kind: 'tier', name, span }, isExercisedBy: when('placed', name) }),
  );
  const otherwise = ruleset.loaded.main.awards?.otherwise.span ?? awards.eligible.span;
  return [
    { item: { kind: 'not_eligible', span: awards.eligible.span }, isExercisedBy: when('not_eligible') },
    ...tiers,
    { item: { kind: 'no_tier', span: otherwise }, isExercisedBy: when('none') },
  ];
}

/** Both sides of every `if` that the program holds; a function that nothing calls is the lints' affair. */
function branches(places: Places): readonly Candidate[] {
  const { ruleset } = places.program;
  return [...ruleset.expressions.values()].flatMap((e): readonly Candidate[] => {
    if (e.kind !== 'if' || !places.isLowered(e.span)) return [];
    const text = ruleset.sources.get(e.span.path)?.text.slice(e.condition.span.start, e.condition.span.end) ?? '';
    const condition = text.trim().replaceAll(/\s+/g, ' ');
    return [
      {
        item: { kind: 'then', condition, span: e.then.span },
        isExercisedBy: (row) => places.cameOut(e.span, true, row),
      },
      {
        item: { kind: 'else', condition, span: e.otherwise.span },
        isExercisedBy: (row) => places.cameOut(e.span, false, row),
      },
    ];
  });
}
