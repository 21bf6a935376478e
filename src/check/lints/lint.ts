import { isError } from '../../base/diagnostic.ts';
import type { Expression } from '../../syntax/ast.ts';
import type { Context } from '../context.ts';

/** Looks over what the passes have found, and reports what is legal and yet most likely not meant. */
export type Lint = (context: Context) => void;

/** Whether everything is in order so far: otherwise what seems to be unused may stand in what was refused. */
export function isWhole({ loaded: { main, modules }, findings }: Context): boolean {
  return [main, ...modules.values()].every((file) => file.isWhole) && !findings.some(isError);
}

/** Expressions in files that people of this project write; what takar ships is looked at in its own tests. */
export function writtenHere({ expressions, loaded }: Context): readonly Expression[] {
  const shipped = (path: string) => path !== loaded.main.source.path && path.startsWith('takar:');
  return [...expressions.values()].filter(({ span }) => !shipped(span.path));
}
