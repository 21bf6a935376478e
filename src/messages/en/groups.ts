import type { Family } from '../catalogue.ts';

export const groups: Family<'8'> = {};
