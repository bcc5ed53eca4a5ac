// What the page asks for: results of a query, their stories, facets, answers
// and suggestions. It knows nothing of the page itself.

import { Index, Missing } from "./index.js";
import { FACETS, Names } from "./names.js";
import { needsTable } from "./simplify.js";
import { EXACT, TRANSLATED, isLatin, plan, search } from "./match.js";
import { Varints } from "./posting.js";
import { parse } from "./query.js";

const COPY = 0.9; // of an original's score
const EAGER_BLOCKS = 32; // small facet blocks, or what equals them, read without being asked for
const CROWD = 5; // small blocks beyond which a large one is read

export class Engine {
  // hints loads hints.js, whose address only the page knows.
  constructor(base, { get, hints, english = false } = {}) {
    Object.assign(this, { hints, english });
    this.index = new Index(base, get);
  }

  open() {
    this.opened ??= this.index.open().catch((e) => {
      this.opened = null;
      throw e;
    });
    return this.opened;
  }

  // reopen reads the manifest again and reports whether it is another one.
  async reopen() {
    const before = this.index.manifest?.version;
    this.opened = null;
    await this.open();
    return this.index.manifest.version !== before;
  }

  names() {
    const name = this.index.manifest.names;
    return this.index.once("names", async () => new Names(await this.index.json(name)));
  }

  // forms returns what lists the Simplified forms of a query's words, the last
  // the one to go by.
  async forms(text) {
    if (!needsTable(text)) return (s) => [s];
    const table = await this.index.once("simplify", async () => {
      const [{ Simplifier }, table] = await Promise.all([this.hints(), this.index.json(this.index.manifest.simplify)]);
      return new Simplifier(table);
    });
    return (s) => table.forms(s);
  }

  // fresh runs f; when a file is missing, it reads the manifest again and, if
  // that is a newer one, runs f once more.
  async fresh(f) {
    try {
      await this.open();
      return await f();
    } catch (e) {
      if (!(e instanceof Missing) || !(await this.reopen())) throw e;
      return f();
    }
  }

  // search returns the matching documents in order, and grouped into stories.
  search(query, { filters = {}, sort = "relevance" } = {}) {
    return this.fresh(async () => {
      const items = parse(query);
      const latin = items.some((x) => x.field || isLatin(x.text));
      const [forms, names] = await Promise.all([this.forms(query), latin ? this.names() : null]);
      const context = { names: names ?? new Names([]), forms, english: this.english };
      for (const s of this.index.segments) s.clusters().catch(() => {}); // wanted soon
      let plot = plan(items, filters, context), hits = await search(this.index, plot);
      if (!hits.docs.length && items.some((x) => curly(x.text))) {
        plot = plan(items.map(withoutCurly), filters, context);
        hits = await search(this.index, plot);
      }
      const { patterns, expansions } = plot;
      const found = { ...hits, query, items, patterns, expansions, simplify: (s) => forms(s).at(-1) };
      await this.order(found, sort);
      return found;
    });
  }

  // order sorts documents and folds the copies of a story into one.
  async order(found, sort) {
    const touched = this.index.segments.filter((s) => found.docs.some((d) => d >= s.first && d < s.first + s.info.docs));
    const maps = await Promise.all(touched.map((s) => s.clusters()));
    const cluster = (d) => maps[touched.indexOf(this.index.segmentOf(d))]?.get(d);
    const at = found.docs.map((_, i) => i);
    if (sort === "relevance") {
      const score = found.docs.map((d, i) => found.scores[i] * (cluster(d) & 1 ? COPY : 1));
      at.sort((a, b) => score[b] - score[a] || a - b);
    } else if (touched.length > 1 || sort === "oldest") {
      await (await this.hints()).byDate(this.index, found.docs, at, sort === "oldest");
    }
    for (const k of ["docs", "scores", "ways"]) found[k] = at.map((i) => found[k][i]);
    const stories = new Map();
    for (const [i, d] of found.docs.entries()) {
      const c = cluster(d), key = c === undefined ? "d" + d : c >> 1, story = stories.get(key);
      if (story) story.push(i);
      else stories.set(key, [i]);
    }
    found.stories = [...stories.values()];
  }

  // story returns the documents of a folded result, as the list shows them.
  story(found, story) {
    return this.fresh(() => Promise.all(story.map((i) => this.index.shown(found.docs[i], needsTranslation(found.ways[i], this.english)))));
  }

  // blocks lists the facet files that the results lie in: {name, first, length,
  // docs, weight in small blocks}. Where hits crowd, a large one saves requests.
  blocks(found) {
    const [small, large] = this.index.manifest.blocks, groups = new Map();
    for (const d of found.docs) {
      const s = this.index.segmentOf(d), n = d - s.first, key = s.n + "/" + Math.floor(n / large);
      if (!groups.has(key)) groups.set(key, [s, new Map()]);
      const blocks = groups.get(key)[1], b = Math.floor(n / small);
      if (!blocks.has(b)) blocks.set(b, []);
      blocks.get(b).push(n);
    }
    return [...groups.values()].flatMap(([s, blocks]) => {
      const crowd = blocks.size > CROWD, size = crowd ? large : small, lists = [...blocks.values()];
      return (crowd ? [lists.flat()] : lists).map((docs) => {
        const b = Math.floor(docs[0] / size), name = `${s.info.key}/${crowd ? "l" : "c"}/${b.toString(16)}`;
        return { name, docs, first: b * size, length: Math.min(size, s.info.docs - b * size), weight: crowd ? large / small : 1 };
      });
    });
  }

  // facets counts the results by each facet, kind → id → count; null when that
  // takes long and was not asked for. Provinces count their counties'.
  async facets(found, eager = false) {
    const files = this.blocks(found);
    if (!eager && files.reduce((n, f) => n + f.weight, 0) > EAGER_BLOCKS) return null;
    const counts = Object.fromEntries([...FACETS, "year"].map((k) => [k, new Map()]));
    await Promise.all(
      files.map(async ({ name, first, length, docs }) => {
        const columns = await this.index.once("facets " + name, async () => readColumns(await this.index.bytes(name), length));
        for (const [f, { ids, rows }] of columns.entries()) {
          for (const d of docs) for (const id of withProvinces(f, rows[d - first], ids)) add(counts[FACETS[f]], id);
        }
      }),
    );
    for (const d of found.docs) add(counts.year, this.year(d));
    return counts;
  }

  year(doc) {
    const s = this.index.segmentOf(doc);
    let n = doc - s.first;
    return s.info.years.find(([, count]) => (n -= count) < 0)?.[0] ?? 0;
  }

  // answers returns observations that speak of all the words asked for.
  async answers(found) {
    const words = found.items.filter((x) => !x.not && !x.field).map((x) => found.simplify(x.text)), names = await this.names();
    const known = words.length < 7 && words.some((w) => FACETS.some((k) => names.called(k, w).length));
    return known ? (await this.hints()).answers(this, names, words) : [];
  }

  // suggest and instead, too, are in hints.js, which most searches do without.
  suggest(text) {
    return this.fresh(async () => (await this.hints()).suggest(this, text));
  }

  instead(found) {
    return this.fresh(async () => (await this.hints()).instead(this, found));
  }
}

const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
// needsTranslation tells from how a document was found whether its excerpt
// comes from the translation: on an English page when that matches, elsewhere
// when nothing but it does.
const needsTranslation = (way, english) => (way & TRANSLATED ? english || !(way & EXACT) : english && !way);
const curly = (s) => /^“[^”]+”$/.test(s);
const withoutCurly = (x) => (curly(x.text) ? { ...x, text: x.text.slice(1, -1), quoted: true } : x);

function withProvinces(f, values, ids) {
  if (f > 0) return values.map((v) => ids[v]);
  return new Set(values.flatMap((v) => (ids[v].length === 6 ? [ids[v], ids[v].slice(0, 2) + "0000"] : [ids[v]])));
}

function readColumns(bytes, docs) {
  const v = new Varints(bytes);
  return FACETS.map(() => {
    const ids = JSON.parse(new TextDecoder().decode(v.take(v.next())));
    const counts = Array.from({ length: docs }, () => v.next());
    return { ids, rows: counts.map((n) => Array.from({ length: n }, () => v.next())) };
  });
}
