import { type Diagnostic, isError } from './diagnostic.ts';

/**
 * What a front stage returns. A user's mistake is a diagnostic that is collected; a programmer's mistake throws.
 * `value` is absent exactly where the findings leave nothing to go on with.
 */
export interface Outcome<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** The value, where it stands and no finding is an error. */
export function accepted<T>(outcome: Outcome<T>): T | undefined {
  return outcome.diagnostics.some(isError) ? undefined : outcome.value;
}
