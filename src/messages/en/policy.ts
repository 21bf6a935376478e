import type { Family } from '../catalogue.ts';

export const policy: Family<'5'> = {};
