import type { Family } from '../catalogue.ts';

export const runner: Family<'9'> = {};
