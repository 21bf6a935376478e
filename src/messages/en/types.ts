import type { Family } from '../catalogue.ts';

export const types: Family<'4'> = {};
