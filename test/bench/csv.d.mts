export function writeCsv(
  path: string,
  rows: number,
  options?: {
    readonly seed?: number;
    readonly round?: boolean;
    readonly indicators?: number;
    readonly top?: number;
    readonly digits?: number;
    readonly bad?: number;
  },
): void;
