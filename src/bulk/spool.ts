/** Where results go, piece by piece; begun anew where a pass has to be made again. */
export interface Sink {
  write(piece: Uint8Array | string): Promise<void> | void;
  /** All that was given is written. */
  flush(): Promise<void>;
  /** Directly behind what has been flushed: faster where nothing else is to be done meanwhile. */
  writeNow(piece: Uint8Array): void;
  restart(): Promise<void>;
}

/** A file of intermediate results, read after it is written. */
export interface Spool extends Pick<Sink, 'write' | 'flush'> {
  /** Where other threads read it. */
  readonly path: string;
}
