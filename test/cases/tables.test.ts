import { describe, expect, test } from 'vitest';
import { rulesetOf, tableCases, verdictOn } from './tables/document.ts';

const CASES = tableCases();

describe('the corpus of tables', () => {
  test.each(CASES)('$file: $name', async ({ lines, expected }) => {
    expect(await verdictOn(rulesetOf(lines))).toEqual(expected);
  });
});
