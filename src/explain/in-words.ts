import type { Relation } from '../language/core.ts';
import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { forPeople } from '../number/text.ts';
import type { Expression } from '../syntax/ast.ts';
import { printExpression } from '../syntax/print.ts';

/**
 * A condition as a list of sentences, one for each part that `and` joins: names by their titles, comparisons in words.
 * What has no words of its own stands as an expression.
 */
export function inWords(ruleset: Ruleset, condition: Expression, language: Language): readonly string[] {
  const parts: Expression[] = [];
  const waiting = [condition];
  for (let e = waiting.pop(); e !== undefined; e = waiting.pop()) {
    if (e.kind === 'binary' && e.operator === 'and') waiting.push(e.right, e.left);
    else parts.push(e);
  }
  return parts.map((part) => sentence(ruleset, part, language) ?? printExpression(part, language));
}

function sentence(ruleset: Ruleset, e: Expression, language: Language): string | undefined {
  const words = texts(language).report.planSheet.comparisons;
  if (e.kind === 'flag') return e.value ? words.always : undefined;
  if (e.kind === 'binary' && isRelation(e.operator)) {
    const [left, right] = [term(ruleset, e.left, language), term(ruleset, e.right, language)];
    return left === undefined || right === undefined ? undefined : words.relations[e.operator](left, right);
  }
  if (e.kind === 'in_list') {
    const of = term(ruleset, e.of, language);
    const items = e.items.map((item) => term(ruleset, item, language));
    const known = items.filter((item) => item !== undefined);
    return of === undefined || known.length < items.length ? undefined : words.among(of, known);
  }
  const named = e.kind === 'name' ? term(ruleset, e, language) : undefined;
  return named === undefined ? undefined : words.holds(named);
}

function isRelation(operator: string): operator is Relation {
  return ['=', '!=', '<', '<=', '>', '>='].includes(operator);
}

/** A name by its title, a number as people write it; undefined for anything that is worked out. */
function term(ruleset: Ruleset, e: Expression, language: Language): string | undefined {
  if (e.kind === 'number') return forPeople(e.value, language, { unit: e.unit });
  if (e.kind === 'text') return e.value;
  if (e.kind !== 'name') return undefined;
  const reference = ruleset.references.get(e.id);
  if (reference?.kind === 'choice_value') return labelOf(ruleset, e, reference.value, language);
  return titleOf(ruleset, e.path[0] ?? '', language) ?? e.path.join('.');
}

function titleOf(ruleset: Ruleset, name: string, language: Language): string | undefined {
  const { inputs, values, scores, ratings, tables, parameters } = ruleset;
  const title = [inputs, values, scores, ratings, tables, parameters].map((map) => map.get(name)?.title).find(Boolean);
  return title?.[language] ?? title?.id ?? title?.en;
}

/** A choice by its label where an input declares one. */
function labelOf({ inputs, types }: Ruleset, e: Expression, value: string, language: Language): string {
  const base = types.get(e.id)?.base;
  const label = base?.kind === 'choice' ? inputs.get(base.name)?.labels.get(value) : undefined;
  return label?.[language] ?? label?.id ?? label?.en ?? value;
}
