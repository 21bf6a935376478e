import { readFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';
import binaryen from 'assemblyscript/binaryen';

const ENTRY = 'src/bulk/bytes/machine/index.ts';
const OPTIONS = [
  '--optimizeLevel=3',
  '--runtime=stub',
  '--importMemory',
  '--enable=simd',
  // Below this lies what the code keeps for itself.
  '--memoryBase=1024',
  '--noAssert',
  '--use=abort=',
];

/** The byte machine, compiled from AssemblyScript: its bytes as text in a module. */
export async function machineFiles(): Promise<Record<string, string>> {
  let bytes = new Uint8Array();
  const { error, stderr } = await asc.main([ENTRY, '--outFile=machine.wasm', ...OPTIONS], {
    // It puts an ending behind names that have one.
    readFile: (name) => {
      try {
        return readFileSync(name.replace(/\.ts\.ts$/, '.ts'), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') bytes = Uint8Array.from(contents);
    },
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  const text = Buffer.from(inlined(bytes)).toString('base64');
  return {
    'src/bulk/bytes/machine.generated.ts': `/* Made by npm run generate from src/bulk/bytes/machine/: WebAssembly. */\nexport const MACHINE =\n  '${text}';\n`,
  };
}

/** A call costs more than most of these functions do, and the engines that run this do not inline. */
function inlined(bytes: Uint8Array): Uint8Array {
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(40);
  binaryen.setFlexibleInlineMaxSize(200);
  binaryen.setOneCallerInlineMaxSize(10_000);
  binaryen.setAllowInliningFunctionsWithLoops(true);
  const module = binaryen.readBinary(bytes);
  const { MutableGlobals, SIMD128, BulkMemory, SignExt, NontrappingFPToInt } = binaryen.Features;
  module.setFeatures(MutableGlobals | SIMD128 | BulkMemory | SignExt | NontrappingFPToInt);
  module.optimize();
  const optimized = module.emitBinary();
  module.dispose();
  return optimized;
}
