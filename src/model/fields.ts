import type { Input, Ruleset } from './ruleset.ts';

/** What a field of the record is: an input of the data, or something that the work plan brings. */
export function inputNamed(ruleset: Pick<Ruleset, 'inputs' | 'planned'>, name: string): Input | undefined {
  return ruleset.inputs.get(name) ?? ruleset.planned.get(name);
}
