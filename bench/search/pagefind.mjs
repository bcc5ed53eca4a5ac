// Indexes documents with Pagefind. node pagefind.mjs OUT < documents
// (JSON, one a line: {url, lang, title, text}).
import { createInterface } from "node:readline";
import * as pagefind from "pagefind";

const { index } = await pagefind.createIndex();
for await (const line of createInterface({ input: process.stdin })) {
  const d = JSON.parse(line);
  const { errors } = await index.addCustomRecord({ url: d.url, language: d.lang, content: `${d.title}\n${d.text}`, meta: { title: d.title } });
  if (errors.length) throw new Error(errors.join("; "));
}
const { errors } = await index.writeFiles({ outputPath: process.argv[2] });
if (errors.length) throw new Error(errors.join("; "));
await pagefind.close();
await new Promise((r) => setTimeout(r, 1000)); // reap its process, so that its costs are seen
