import { KEYS } from '../language/vocabulary.ts';
import type { Check, GroupData } from '../model/ruleset.ts';
import type { GroupDataAst, RulesetAst } from '../syntax/ast.ts';
import { type Context, languageOf, report } from './context.ts';
import { condition, described, recordScope } from './inputs.ts';
import { groupInput } from './members.ts';
import { needsOfExpression } from './order.ts';

/** Tables of groups: their key names a group of the record, and their checks look at their own columns alone. */
export function checkGroupData(context: Context): ReadonlyMap<string, GroupData> {
  const { main, modules } = context.loaded;
  const tables = new Map<string, GroupData>();
  for (const file of [main, ...modules.values()]) {
    for (const { name, value } of file.groupData) {
      if (tables.has(name.value)) {
        report(context, 'TK302', name.span, { name: name.value });
        continue;
      }
      tables.set(name.value, checkTableOfGroups(context, file, name.value, value, name.span));
    }
  }
  return tables;
}

function checkTableOfGroups(
  context: Context,
  file: RulesetAst,
  name: string,
  ast: GroupDataAst,
  span: GroupData['span'],
): GroupData {
  const path = file.source.path;
  groupInput(context, ast.key);
  for (const { name: column, value } of ast.inputs) {
    const language = languageOf(context, path);
    if (value.key) report(context, 'TK146', column.span, { key: KEYS.key[language], table: name });
    if (value.applies) report(context, 'TK146', column.span, { key: KEYS.applies[language], table: name });
  }
  const checks = ast.checks.map((check): Check => {
    condition(context, recordScope(path, 'pass'), check.that);
    for (const entity of needsOfExpression(context, check.that)) {
      const isOwn = entity.kind === 'parameter' || (entity.kind === 'input' && entity.table === name);
      if (!isOwn) report(context, 'TK552', check.that.span, { name: entity.name, within: ast.key.value });
    }
    return check;
  });
  return {
    ...described(ast),
    name,
    span,
    key: ast.key.value,
    optional: ast.optional,
    inputs: ast.inputs.map(({ name: column }) => column.value),
    checks,
  };
}
