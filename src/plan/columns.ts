import type { Span } from '../base/source.ts';
import { DATE, TEXT, type Type } from '../language/types.ts';
import { PLAN_COLUMNS, type PlanColumn } from '../language/vocabulary.ts';
import type { Input, Ruleset } from '../model/ruleset.ts';
import { EVERYTHING } from '../number/interval.ts';

/** What reading a table needs: its columns as inputs, and the ruleset's name for workbooks. */
export type TableShape = Pick<Ruleset, 'name' | 'inputs'>;

const OF_PLANS: readonly PlanColumn[] = [
  'no',
  'indicator',
  'title',
  'target',
  'weight',
  'unit',
  'from',
  'to',
  'approved_by',
  'approved_on',
];
const OF_ACTUALS: readonly PlanColumn[] = ['no', 'indicator', 'actual'];
const DATES: ReadonlySet<PlanColumn> = new Set<PlanColumn>(['from', 'to', 'approved_on']);

/** The columns of a work plan: the ruleset's key inputs, and the plan's own in either language. */
export function planShape(ruleset: Ruleset): TableShape {
  return shapeOf(ruleset, OF_PLANS);
}

/** The columns of actuals in long form. */
export function actualsShape(ruleset: Ruleset): TableShape {
  return shapeOf(ruleset, OF_ACTUALS);
}

function shapeOf({ name, inputs }: Ruleset, columns: readonly PlanColumn[]): TableShape {
  const keys = [...inputs.values()].filter(({ key }) => key);
  const taken = new Set(keys.map((input) => input.name));
  const own = columns.flatMap((column) =>
    spellingsOf(column)
      .filter((spelling) => !taken.has(spelling))
      .map((spelling) => columnInput(spelling, DATES.has(column) ? DATE : TEXT, keys[0]?.span)),
  );
  return { name, inputs: new Map([...keys, ...own].map((input) => [input.name, input])) };
}

/** Both spellings of a column, once where they are the same. */
export function spellingsOf(column: PlanColumn): readonly string[] {
  const { en, id } = PLAN_COLUMNS[column];
  return en === id ? [en] : [id, en];
}

function columnInput(name: string, type: Type, span: Span = { path: '', start: 0, end: 0 }): Input {
  return {
    name,
    span,
    type: { ...type, presence: 'optional' },
    word: type === DATE ? 'date' : 'text',
    key: false,
    optional: true,
    range: EVERYTHING,
    sensitive: false,
    table: null,
    consolidate: null,
    labels: new Map(),
  };
}
