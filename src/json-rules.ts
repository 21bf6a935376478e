/** The entry `takar/json-rules`: awards by json-rules-engine, for embedders who add facts and listeners of their own. */
export { type AwardEngine, type AwardRun, createAwardEngine } from './backends/award-engine.ts';
export {
  type ExportedFact,
  type ExportedRule,
  type FactCondition,
  type FactValue,
  factsOf,
  type JsonRulesExport,
  type OmittedPart,
  type RuleConditions,
  type RuleOperator,
  toJsonRules,
} from './backends/json-rules.ts';
