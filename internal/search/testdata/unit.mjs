// Runs the browser's pure functions. node unit.mjs MODULES < requests > results,
// JSON, one a line: request {f, text}, result the function's.
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(join(resolve(process.argv[2]), name)));
const [{ units, words }, { stem }, { parse }, { excerpt }, { needsTable }, { Simplifier }] = await Promise.all(
  ["unit.js", "stem.js", "query.js", "excerpt.js", "simplify.js", "traditional.js"].map(load),
);
let table = null;
const functions = {
  units: (text) => units(text).map((u) => u.text),
  words: (text) => words(units(text)).map((w) => w.text),
  stem,
  parse,
  excerpt: ({ blocks, patterns }) => excerpt(blocks, patterns),
  table: (t) => (table = new Simplifier(t)) && null,
  simplify: (text) => (needsTable(text) ? table.forms(text).at(-1) : text),
};
for await (const line of createInterface({ input: process.stdin })) {
  const { f, arg } = JSON.parse(line);
  process.stdout.write(JSON.stringify(functions[f](arg)) + "\n");
}
