/** Runs one bench and sends its lines to the command. */
const [name, folder, size] = process.argv.slice(2);
const { default: bench } = await import(`./${name}.bench.mjs`);
const context = {
  folder,
  full: size === 'full',
  say: (line) => new Promise((resolve) => process.send(line, resolve)),
};
await bench(context);
process.disconnect();
