import type { Family } from '../catalogue.ts';

export const data: Family<'6'> = {};
