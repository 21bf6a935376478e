import type { Located } from '../../syntax/ast.ts';
import { visitExpression } from '../../syntax/walk.ts';
import { type Context, type FunctionEntity, report } from '../context.ts';
import { isWhole } from './lint.ts';

/** Parameters, functions and imports of the main file that nothing uses, and parameters that a function ignores. */
export function unusedName(context: Context): void {
  if (!isWhole(context)) return;
  const { main } = context.loaded;
  for (const { name, span, path, kind } of context.entities.values()) {
    if (kind === 'parameter' && path === main.source.path && !context.used.has(name)) {
      report(context, 'TK590', span, { name, kind });
    }
  }
  unusedFunctions(context);
  unusedImports(context);
}

/** In a file without data of its own, functions are there for others. */
function unusedFunctions(context: Context): void {
  const { main } = context.loaded;
  const own = [...(context.functions.get(main.source.path)?.values() ?? [])].filter(
    ({ path }) => path === main.source.path,
  );
  for (const entity of own) {
    if (main.inputs.length > 0 && !context.used.has(entity.id)) {
      report(context, 'TK590', entity.span, { name: entity.name, kind: 'function' });
    }
    unusedArguments(context, entity);
  }
}

function unusedArguments(context: Context, { ast }: FunctionEntity): void {
  if (ast.breakpoints) return;
  const mentioned = new Set<string>();
  const bodies = [...ast.with.map(({ value }) => value), ...(ast.value ? [ast.value] : [])];
  for (const body of bodies) {
    visitExpression(body, (e) => {
      if (e.kind === 'name') mentioned.add(e.path[0] ?? '');
    });
  }
  const unmentioned = ({ name }: { name: Located<string> }) => !mentioned.has(name.value);
  for (const { name } of ast.parameters.filter(unmentioned)) {
    report(context, 'TK590', name.span, { name: name.value, kind: 'argument' });
  }
  for (const { name } of ast.with.filter(unmentioned)) {
    report(context, 'TK590', name.span, { name: name.value, kind: 'local' });
  }
}

/** Tables, values and inputs that are imported become part of the ruleset; functions and parameters wait to be read. */
function unusedImports(context: Context): void {
  const { main, modules, resolved } = context.loaded;
  const paths = resolved.get(main.source.path) ?? [];
  for (const [index, { use }] of main.imports.entries()) {
    const module = modules.get(paths[index] ?? '');
    if (!module) continue;
    const isFunction = (name: string) => module.functions.some((declared) => declared.name.value === name);
    const isParameter = (name: string) => module.parameters.some((declared) => declared.name.value === name);
    for (const { value: name, span } of use) {
      const isUsed = isFunction(name)
        ? context.used.has(`${module.source.path}#${name}`)
        : !isParameter(name) || context.used.has(name);
      if (!isUsed) report(context, 'TK590', span, { name, kind: 'import' });
    }
  }
}
