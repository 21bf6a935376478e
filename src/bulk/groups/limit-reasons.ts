import { limitReason } from '../../explain/group-reasons.ts';
import type { Plan, StepId } from '../../integers/plan.ts';
import type { Language } from '../../language/vocabulary.ts';
import type { LimitNodes } from '../../model/program.ts';
import type { LimitStep } from '../../model/score.ts';
import { cellText } from '../bytes/lines.ts';
import { Beyond } from '../outputs.ts';
import type { CellSpec } from '../spec.ts';
import { COURSE, courseOf } from './courses.ts';

/** Courses of more rules are not numbered. */
const MOST_RULES = 8;
const MOST_COURSES = 20_000;

/** The reasons that a limit can have, with room for ranks and places. */
export function reasonSpec(plan: Plan, name: string, language: Language, out: (step: StepId) => number): CellSpec {
  const { stages } = plan.program;
  const limit = stages.find((stage) => stage.name === name);
  const value = plan.stages.find((stage) => stage.name === name)?.of?.value;
  if (limit?.kind !== 'limit') throw new Error(`no limit ${name}`);
  const isEmpty = limit.action === 'warn' && limit.reads.length === 0;
  if (isEmpty || value?.kind !== 'word') return { kind: 'fixed', text: '' };
  const note = stages.filter(({ kind }) => kind === 'limit').indexOf(limit);
  const texts = [...courses(limit, plan.words)].map(({ value: start, steps }): [number, (string | number)[]] => {
    const outcomes = limit.rules.map((_, rule) => steps.find((step) => step.rule === rule + 1)?.outcome ?? 'untouched');
    return [
      courseOf(
        start,
        outcomes.map((outcome) => COURSE[outcome]),
      ),
      templateOf(steps, language),
    ];
  });
  const waits = cellText(limitReason({ kind: 'undecided', group: '' }, language));
  return { kind: 'reason', note, value: out(value.code), rules: limit.rules.length, waits, texts };
}

interface Course {
  readonly value: number;
  readonly steps: readonly LimitStep[];
}

/** Every course that a row can take through the rules of a limit. */
function courses(limit: LimitNodes, words: readonly string[]): readonly Course[] {
  if (limit.rules.length > MOST_RULES) throw new Beyond();
  let all = words.map((word, value) => ({ value, at: word as string | null, steps: [] as readonly LimitStep[] }));
  for (const [index, { values, moveTo }] of limit.rules.entries()) {
    if (limit.action === 'warn' || moveTo === null) continue;
    const rule = index + 1;
    const step = (outcome: LimitStep['outcome'], from: string, to: string | null): LimitStep => {
      return { rule, outcome, from, to, rank: SENTINEL + 2 * index, capacity: SENTINEL + 2 * index + 1 };
    };
    all = all.flatMap((course) => {
      const { at: from, steps } = course;
      if (from === null || !values.includes(from)) return [course];
      const next = (to: string | null, outcome: LimitStep['outcome']) => {
        return { ...course, at: to, steps: [...steps, step(outcome, from, to)] };
      };
      return [course, next(from, 'kept'), next(moveTo, 'moved'), next(null, 'tie_refused'), next(null, 'tie_awaited')];
    });
    if (all.length > MOST_COURSES) throw new Beyond();
  }
  return all.filter(({ steps }) => steps.length > 0);
}

/** Stands for a rank or a number of places until these are known: no text of a rule is likely to hold it. */
const SENTINEL = 9_007_199_254_711_100;

/** The text as the cell carries it, in pieces; its numbers are those of the ranks and places. */
function templateOf(steps: readonly LimitStep[], language: Language): (string | number)[] {
  const text = cellText(limitReason({ kind: 'limit', group: '', members: 0, steps }, language));
  const pieces = text.split(/(90071992547111\d\d)/).map((piece, i) => (i % 2 === 0 ? piece : Number(piece) - SENTINEL));
  const named = pieces.filter((piece) => typeof piece === 'number').length;
  if (named !== steps.length * 2) throw new Beyond();
  return pieces;
}
