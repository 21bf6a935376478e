import type { Family } from '../catalogue.ts';

export const yaml: Family<'1'> = {};
