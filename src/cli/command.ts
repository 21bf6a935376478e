import type { Diagnostic } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import type { Language } from '../language/vocabulary.ts';
import type { Texts } from '../messages/texts.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';

/** What every command works with. */
export interface Session {
  readonly io: Io;
  readonly language: Language;
  readonly texts: Texts;
  readonly colourOutput: boolean;
  readonly colourTalk: boolean;
}

/** Returns the exit code. */
export type Command = (session: Session, args: Arguments) => Promise<number>;

/** The command cannot go on: wrong usage, or a file that cannot be used. Exit code 2. */
export class Refusal extends Error {
  readonly findings: readonly Diagnostic[];
  /** Texts that the findings are about. */
  readonly sources: Sources;

  constructor(findings: readonly Diagnostic[], sources: Sources = new Map()) {
    super(findings.map(({ code }) => code).join(', '));
    this.findings = findings;
    this.sources = sources;
  }
}
