import { FileProblem } from './io.ts';

/** Whatever the file system says of a file is told of the file that the user knows of. */
export async function guarded<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (problem) {
    throw asFileProblem(path, problem);
  }
}

/** What is no problem of the file system stays what it is. */
export function asFileProblem(path: string, problem: unknown): unknown {
  if (!(problem instanceof Error) || !('code' in problem)) return problem;
  return new FileProblem(path, problem.code === 'ERR_FS_FILE_TOO_LARGE' ? 'TOO_BIG' : String(problem.code));
}
