// Runs queries against an index in a folder with the browser's own modules.
// node query.mjs MODULES INDEX < requests (JSON, one a line) > results (the same)
//
// request {q, english, filters, sort, cold, page, also}; result {count, stories,
// ids, ways, requests, bytes, ms, also}. page asks for all that a page of results
// shows, also for "answers", "suggest", "instead" or "facets".
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2).map((p) => resolve(p));
const load = (name) => import(pathToFileURL(join(modules, name)));
const { Engine } = await load("engine.js");

let cost;
async function get(url) {
  try {
    const body = readFileSync(join(folder, url));
    cost.requests++;
    cost.bytes += body.length;
    return new Response(body);
  } catch {
    return new Response("", { status: 404 });
  }
}

let engine = null;
for await (const line of createInterface({ input: process.stdin })) {
  const r = JSON.parse(line);
  cost = { requests: 0, bytes: 0 };
  const start = performance.now();
  if (!engine || r.cold) engine = new Engine("", { get, hints: () => load("hints.js"), english: r.english });
  engine.english = r.english;
  const found = await engine.search(r.q, { filters: r.filters ?? {}, sort: r.sort ?? "relevance" });
  const ms = performance.now() - start;
  if (r.page) {
    await Promise.all([engine.names(), engine.facets(found), engine.answers(found), ...found.stories.slice(0, 10).map((s) => engine.story(found, s))]);
  }
  const extra = {
    answers: () => engine.answers(found),
    suggest: async () => Object.values(await engine.suggest(r.q)).flatMap((list) => list.map((x) => x.i)),
    instead: async () => (await engine.instead(found)).map((x) => `${x.query} ${x.count}`),
    facets: async () => Object.entries(await engine.facets(found, true)).map(([k, counts]) => k + " " + [...counts].sort().join(" ")),
  };
  const also = r.also ? await extra[r.also]() : [];
  const shown = r.ids === false ? [] : await Promise.all(found.docs.map((d) => engine.index.shown(d)));
  process.stdout.write(
    JSON.stringify({ count: found.docs.length, stories: found.stories.length, ids: shown.map((d) => d.i), ways: found.ways, ...cost, ms, also: also.map((x) => x.q ?? x) }) + "\n",
  );
}
