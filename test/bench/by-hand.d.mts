export function csvSource(file: string): string;
