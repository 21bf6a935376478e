import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import { cellReader, shortened } from '../data/cell.ts';
import type { Value } from '../language/core.ts';
import type { LongActual, PlannedItem } from '../model/plan.ts';
import type { Input, Ruleset } from '../model/ruleset.ts';
import { inUnitOf } from './rows.ts';

/** Where an actual goes: the field, how its cell is read, and what it is called. */
interface Slot {
  readonly field: string;
  readonly input: Input;
}

/**
 * Puts actuals in long form into the fields of their record. One that is empty is missing, as an empty cell of a wide
 * row is; one that the wide row has as well is refused, for nobody knows which of them is right.
 */
export function joinActuals(
  ruleset: Ruleset,
  actuals: readonly LongActual[],
  items: ReadonlyMap<string, PlannedItem>,
  given: ReadonlyMap<string, Value>,
): { readonly fields: ReadonlyMap<string, Value>; readonly findings: readonly Diagnostic[] } {
  const fields = new Map<string, Value>();
  const findings: Diagnostic[] = [];
  for (const actual of actuals) {
    const slot = actual.no === null ? slotNamed(ruleset, actual.indicator ?? '') : slotOfNo(ruleset, actual, items);
    if (!slot) {
      findings.push(unknownSlot(ruleset, actual));
      continue;
    }
    const reading = cellReader(slot.input)(actual.text, actual.locale);
    if (reading.kind === 'refused') findings.push(reading.at(actual.place));
    if (reading.kind !== 'value') continue;
    if (given.has(slot.field) || fields.has(slot.field)) {
      findings.push(diagnostic('TK678', actual.place, { name: actual.indicator ?? actual.no ?? slot.field }));
    } else fields.set(slot.field, reading.value);
  }
  return { fields, findings };
}

/** The row of the plan with that number, under the indicator where one is named. */
function slotOfNo(ruleset: Ruleset, actual: LongActual, items: ReadonlyMap<string, PlannedItem>): Slot | undefined {
  const found = [...items].filter(
    ([, { row }]) => row.no === actual.no && (actual.indicator === null || actual.indicator === row.indicator),
  );
  const [only, second] = found;
  if (!only || second) return undefined;
  const [name, { row }] = only;
  const planned = ruleset.indicators.get(name)?.planned;
  if (planned?.actual) return { field: planned.fields.actual, input: inUnitOf(planned.actual, row.unit ?? '') };
  return slotNamed(ruleset, name);
}

/** An input by its name, or that of an indicator whose actual is one input and nothing else. */
function slotNamed(ruleset: Ruleset, name: string): Slot | undefined {
  const input = ruleset.inputs.get(name) ?? inputBehind(ruleset, name);
  return input && !input.key ? { field: input.name, input } : undefined;
}

function inputBehind(ruleset: Ruleset, indicator: string): Input | undefined {
  const actual = ruleset.indicators.get(indicator)?.actual;
  const reference = actual && ruleset.references.get(actual.id);
  return reference?.kind === 'input' ? ruleset.inputs.get(reference.name) : undefined;
}

function unknownSlot(ruleset: Ruleset, { indicator, no, place }: LongActual): Diagnostic {
  const text = shortened([indicator, no].filter((part) => part !== null).join(' '));
  const known = [...ruleset.inputs.values()].flatMap((input) => (input.key ? [] : [input.name]));
  const names = [...known, ...ruleset.indicators.keys()];
  const suggestion = no === null && indicator !== null ? nearest(indicator, names) : undefined;
  return diagnostic('TK677', place, { text, ...(suggestion === undefined ? {} : { suggestion }) });
}
