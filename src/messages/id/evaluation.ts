import type { Family } from '../catalogue.ts';

export const evaluation: Family<'7'> = {};
