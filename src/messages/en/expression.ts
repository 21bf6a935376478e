import type { Family } from '../catalogue.ts';

export const expression: Family<'2'> = {};
