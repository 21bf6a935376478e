import type { Family } from '../catalogue.ts';

export const names: Family<'3'> = {};
