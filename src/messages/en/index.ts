import type { Catalogue } from '../catalogue.ts';
import { data } from './data.ts';
import { details } from './details.ts';
import { evaluation } from './evaluation.ts';
import { expression } from './expression.ts';
import { groupRules } from './group-rules.ts';
import { groups } from './groups.ts';
import { names } from './names.ts';
import { policy } from './policy.ts';
import { runner } from './runner.ts';
import { types } from './types.ts';
import { yaml } from './yaml.ts';

export const findings = (): Catalogue => ({
  ...yaml(),
  ...expression(),
  ...names(),
  ...types(),
  ...policy(),
  ...data(),
  ...details(),
  ...evaluation(),
  ...groups(),
  ...groupRules(),
  ...runner(),
});
