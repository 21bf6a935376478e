import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { transform } from 'esbuild';
import { IdSource } from '../src/syntax/ids.ts';
import { type Pack, packTree } from '../src/syntax/pack-tree.ts';
import { parseRuleset } from '../src/syntax/parse-ruleset.ts';
import { type JsonSchema, jobSchema, mappingSchema, rulesetSchema } from '../src/syntax/schema.ts';

/**
 * The generated files of the YAML reader, by path: the JSON Schemas for editors, ajv's code for them (which needs neither
 * ajv nor `new Function` when it runs) and the shipped packs, read.
 * Runs in the project's folder.
 */
export async function schemaFiles(): Promise<Record<string, string>> {
  const documents = Object.entries({ ruleset: rulesetSchema(), job: jobSchema(), mapping: mappingSchema() });
  const files: Record<string, string> = { 'src/syntax/packs.generated.ts': packsModule() };
  for (const [name, schema] of documents) {
    files[`grammar/${name}.schema.json`] = `${JSON.stringify(schema, null, 2)}\n`;
    files[`src/syntax/validate-${name}.generated.js`] = await validator(schema);
  }
  return files;
}

/** Only what all drafts share is used; the class of the older draft writes half the code, for it tracks no evaluated keys. */
async function validator({ $schema: _, ...schema }: JsonSchema): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    validateFormats: false,
    inlineRefs: false,
    messages: false,
    code: { source: true },
  });
  const generate = typeof standalone === 'function' ? standalone : standalone.default;
  const code = generate(ajv, ajv.compile(schema));
  if (/\brequire\(|^import\b/m.test(code)) throw new Error('the generated validator needs a runtime helper of ajv');
  // In a function: a file without mistakes needs no validator, and building its tables takes a while.
  const module = `export function createValidator() { const module = { exports: {} }; ${code}; return module.exports; }`;
  const small = await transform(module, {
    minify: true,
    treeShaking: true,
    format: 'esm',
    target: 'es2022',
    lineLimit: 2000,
  });
  return `// Generated from the shapes in src/language/ by \`npm run generate\`. Not edited by hand.\n${small.code}`;
}

function packsModule(): string {
  const ending = '.takar.yaml';
  const files = readdirSync('rules').filter((file) => file.endsWith(ending));
  const entries = files.sort().map((file) => {
    const name = file.slice(0, -ending.length);
    return `  [${JSON.stringify(name)}, ${JSON.stringify(pack(name, readFileSync(`rules/${file}`, 'utf8')))}],\n`;
  });
  return `// Generated from rules/*.takar.yaml by \`npm run generate\`. Not edited by hand.
import type { Pack } from './pack-tree.ts';

/** The shipped packs: \`capaian@1\` → its text and its syntax tree. */
export const PACKS: ReadonlyMap<string, Pack> = new Map<string, Pack>([
${entries.join('')}]);
`;
}

function pack(name: string, text: string): Pack {
  const ids = new IdSource();
  const { value, diagnostics } = parseRuleset({ path: `takar:${name}`, text }, ids);
  if (!value || diagnostics.length > 0) throw new Error(`the pack ${name} has findings: see takar check rules`);
  return { text, tree: packTree(value), ids: ids.next() };
}
