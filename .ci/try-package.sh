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
import { check, compile, load, scoreCohort } from 'takar';
import { createAwardEngine } from 'takar/json-rules';

const folder = 'node_modules/takar/examples/dpmptsp';
const loaded = await load(`${folder}/dpmptsp.takar.yaml`, (path) => readFile(path, 'utf8').catch(() => undefined));
const checked = loaded.value && check(loaded.value);
if (!checked?.value) throw new Error(JSON.stringify(checked?.diagnostics ?? loaded.diagnostics));
const program = compile(checked.value);
if (typeof scoreCohort !== 'function' || typeof createAwardEngine(program).run !== 'function') throw new Error('exports');
console.log(`library: ${checked.value.name} with ${checked.value.indicators.size} indicators`);
JS
node use.mjs
npx --no-install takar check node_modules/takar/examples/dpmptsp
npx --no-install takar init fresh
npx --no-install takar check fresh
npx --no-install takar test fresh
npx --no-install takar score fresh/penilaian.takar.yaml --data fresh/data-2026-Q1.csv --period 2026-Q1 --out results.csv
