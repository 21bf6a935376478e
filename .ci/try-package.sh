#!/usr/bin/env bash
# Packs the project, installs the package into an empty folder and uses it as a stranger would.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tarball=$(npm pack --silent --ignore-scripts --pack-destination "$folder" | tail -n 1)

cd "$folder"
echo '{ "name": "stranger", "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --prefer-offline "./$tarball"

cat > use.mjs <<'JS'
import { readFile } from 'node:fs/promises';
import { load, verifyRuleset, scoreCohort } from 'takar';
import { createAwardEngine } from 'takar/json-rules';

const folder = 'node_modules/takar/examples/dpmptsp';
const loaded = await load(`${folder}/dpmptsp.takar.yaml`, (path) => readFile(path, 'utf8').catch(() => undefined));
if (!loaded.value) throw new Error(JSON.stringify(loaded.diagnostics));
const { value: program, diagnostics } = verifyRuleset(loaded.value);
if (!program) throw new Error(JSON.stringify(diagnostics.map(({ code }) => code)));
if (typeof scoreCohort !== 'function' || typeof createAwardEngine(program).run !== 'function') throw new Error('exports');
console.log(`library: ${program.ruleset.name} with ${program.indicators.length} indicators`);
JS
node use.mjs
npx --no-install takar check node_modules/takar/examples/dpmptsp
npx --no-install takar init fresh
npx --no-install takar check fresh
npx --no-install takar test fresh
npx --no-install takar score fresh/penilaian.takar.yaml --data fresh/data-2026-Q1.csv --period 2026-Q1 --out results.csv
