// Finds documents. A plan is a tree of nodes; evaluating it in a segment gives
// the matching documents in ascending order, with a score and the way each was
// found.

import { LATIN, NUMBER, SIGN, SPACE, denseChunks, gram, hasGram, latinWords, units, words } from "./unit.js";
import { BODY, TITLE, positions } from "./posting.js";
import { stem } from "./stem.js";
import { years } from "./query.js";

const ORIGINAL = "\x01", TRANSLATION = "\x02", FACET = "\x03";

// Ways a document was found, as bits.
export const EXACT = 1, TRANSLATED = 2, ALIAS = 4;

const impactWeight = [1, 1.3, 1.6, 3]; // the last is the title's
const STEM = 0.7, THROUGH_ALIAS = 0.5; // of the score of an exact hit

class Hits {
  constructor(docs = [], scores = [], ways = []) {
    Object.assign(this, { docs, scores, ways });
  }
  push(doc, score, way) {
    this.docs.push(doc);
    this.scores.push(score);
    this.ways.push(way);
  }
}

// cover chooses bigrams and words that pin down all units of a phrase.
function cover(us) {
  const signs = us.every((u) => u.class > LATIN); // a run of signs alone: they stand in Chinese text mostly
  const dense = signs ? us.map((u) => u.class === SIGN) : denseChunks(us), out = [];
  for (let i = 0; i < us.length; ) {
    if (hasGram(us, dense, i)) {
      out.push({ term: gram(us[i], us[i + 1]), at: i });
      i += 2;
    } else {
      if (hasGram(us, dense, i - 1)) out.push({ term: gram(us[i - 1], us[i]), at: i - 1 });
      i++;
    }
  }
  for (const w of latinWords(us)) if (!dense[w.at]) out.push({ term: ORIGINAL + w.text, at: w.at });
  return out;
}

function trim(us) {
  const at = us.findIndex((u) => u.class !== SPACE), end = us.findLastIndex((u) => u.class !== SPACE);
  return us.slice(at, end + 1);
}

// Phrase matches a run of units exactly.
class Phrase {
  constructor(us, { title = false, way = EXACT, weight = 1 } = {}) {
    us = trim(us);
    this.parts = us.length === 1 && us[0].class !== LATIN ? [{ term: us[0].text, at: 0 }] : cover(us);
    Object.assign(this, { title, way, weight });
  }
  async run(segment) {
    const entries = await Promise.all(this.parts.map((p) => segment.entry(p.term)));
    if (!entries.length || entries.some((e) => !e)) return new Hits();
    return adjacent(segment, entries.map((e) => [e]), this.parts.map((p) => p.at), this);
  }
}

// Words matches words of a translation that follow each other, by stem unless
// exact, or one word of an original.
class Words {
  constructor(tokens, space, { exact = false, title = false, weight = 1 } = {}) {
    Object.assign(this, { tokens, space, exact, title, weight, way: space === ORIGINAL ? EXACT : TRANSLATED });
  }
  async run(segment) {
    const groups = await Promise.all(
      this.tokens.map(async (t) => {
        const forms = await segment.forms(this.space, t);
        return forms.filter(([form]) => !this.exact || form === t).map(([form, e]) => ({ ...e, weight: form === t ? 1 : STEM, entry: e }));
      }),
    );
    if (!groups.length || groups.some((g) => !g.length)) return new Hits();
    return adjacent(segment, groups, this.tokens.map((_, i) => i), this);
  }
}

// adjacent intersects groups of entries (the forms of one word) and keeps the
// documents where they stand at the given distances.
async function adjacent(segment, groups, offsets, { title, way, weight }) {
  const lists = await Promise.all(groups.map((g) => Promise.all(g.map((e) => segment.list(e.entry ?? e)))));
  let grades = null;
  for (const [i, g] of groups.entries()) grades = intersectGrades(grades, unionGrades(lists[i], g));
  if (groups.length > 1 && grades.size) grades = await verified(groups, lists, offsets, grades);
  const hits = new Hits();
  for (const [doc, grade] of [...grades].sort((a, b) => a[0] - b[0])) {
    if (!title || grade.title) hits.push(segment.first + doc, grade.weight, way);
  }
  const idf = weight * Math.log(1 + segment.index.manifest.docs / (1 + hits.docs.length * (segment.index.manifest.docs / segment.info.docs)));
  hits.scores = hits.scores.map((s) => s * idf);
  return hits;
}

function unionGrades(lists, entries) {
  const out = new Map();
  for (const [i, { docs, impacts }] of lists.entries()) {
    const weight = entries[i].weight ?? 1;
    for (let j = 0; j < docs.length; j++) {
      const title = impacts[j] === TITLE, w = impactWeight[impacts[j]] * weight, before = out.get(docs[j]);
      if (!before) out.set(docs[j], { weight: w, title });
      else out.set(docs[j], { weight: Math.max(w, before.weight), title: title || before.title });
    }
  }
  return out;
}

function intersectGrades(a, b) {
  if (!a) return b;
  if (a.size > b.size) [a, b] = [b, a];
  const out = new Map();
  for (const [doc, x] of a) {
    const y = b.get(doc);
    if (y) out.set(doc, { weight: Math.min(x.weight, y.weight), title: x.title && y.title });
  }
  return out;
}

// verified keeps documents with all groups at their offsets from one start.
async function verified(groups, lists, offsets, grades) {
  const places = await Promise.all(
    groups.map(async (g, i) => {
      const maps = await Promise.all(g.map(async (e, j) => positions(await e.positions(), lists[i][j], grades)));
      return (doc) => maps.flatMap((m) => m.get(doc) ?? []);
    }),
  );
  const out = new Map();
  for (const [doc, grade] of grades) {
    let starts = places[0](doc).map((p) => p - offsets[0]);
    for (let i = 1; i < places.length && starts.length; i++) {
      const here = new Set(places[i](doc).map((p) => p - offsets[i]));
      starts = starts.filter((s) => here.has(s));
    }
    if (!starts.length) continue;
    const title = starts.some((s) => s < BODY);
    out.set(doc, { weight: title ? grade.weight : Math.min(grade.weight, impactWeight[2]), title });
  }
  return out;
}

// Facet matches a value of a column.
class Facet {
  constructor(kind, id, { way = 0, weight = 0 } = {}) {
    Object.assign(this, { term: `${FACET}${kind}:${id}`, way, weight });
  }
  async run(segment) {
    const entry = await segment.entry(this.term);
    if (!entry) return new Hits();
    const docs = Array.from((await segment.list(entry)).docs, (d) => d + segment.first);
    return new Hits(docs, docs.map(() => this.weight), docs.map(() => this.way));
  }
}

// Years matches documents of a span of years; they lie together.
class Years {
  constructor([from, to]) {
    Object.assign(this, { from, to });
  }
  run(segment) {
    const hits = new Hits();
    let doc = segment.first;
    for (const [year, count] of segment.info.years) {
      for (const end = doc + count; doc < end; doc++) if (year >= this.from && year <= this.to) hits.push(doc, 0, 0);
    }
    return hits;
  }
}

const nothing = { run: () => new Hits() };
const everything = new Years([-1, 1e9]);

class Or {
  constructor(nodes) {
    this.nodes = nodes;
  }
  async run(segment) {
    const all = await Promise.all(this.nodes.map((n) => n.run(segment)));
    if (all.length === 1) return all[0];
    const best = new Map();
    for (const h of all) {
      for (let i = 0; i < h.docs.length; i++) {
        const b = best.get(h.docs[i]);
        if (b) best.set(h.docs[i], [Math.max(b[0], h.scores[i]), b[1] | h.ways[i]]);
        else best.set(h.docs[i], [h.scores[i], h.ways[i]]);
      }
    }
    const hits = new Hits();
    for (const [doc, [score, way]] of [...best].sort((a, b) => a[0] - b[0])) hits.push(doc, score, way);
    return hits;
  }
}

class And {
  constructor(nodes, not = []) {
    Object.assign(this, { nodes: nodes.length ? nodes : [everything], not });
  }
  async run(segment) {
    const run = (nodes) => Promise.all(nodes.map((n) => n.run(segment)));
    const [all, out] = await Promise.all([run(this.nodes), run(this.not)]);
    const banned = new Set(out.flatMap((h) => Array.from(h.docs)));
    const [least, ...others] = all.sort((a, b) => a.docs.length - b.docs.length);
    const rest = others.map((h) => new Map(Array.from(h.docs, (d, i) => [d, i])));
    const hits = new Hits();
    for (let i = 0; i < least.docs.length; i++) {
      const doc = least.docs[i], at = rest.map((m) => m.get(doc));
      if (banned.has(doc) || at.includes(undefined)) continue;
      let score = least.scores[i], way = least.ways[i];
      for (const [j, k] of at.entries()) {
        score += others[j].scores[k];
        way |= others[j].ways[k];
      }
      hits.push(doc, score, way);
    }
    return hits;
  }
}

// variants of a word: all its forms, and with a decimal at the edge taken apart,
// since 2024.08 may be the head of a date.
function variants(forms) {
  const out = forms.map((t) => units(t));
  for (const us of [...out]) {
    const inner = us.filter((u) => u.text !== ".");
    if ([inner[0], inner.at(-1)].some(decimal)) out.push(us.flatMap((u) => (decimal(u) ? apart(u) : [u])));
  }
  return out;
}

const decimal = (u) => u?.class === NUMBER && u.text.includes(".");

function apart(u) {
  const [whole, part] = u.text.split(".");
  return [{ ...u, text: whole }, { ...u, text: ".", class: SIGN }, { ...u, text: part }];
}

// isLatin tells words that stems and aliases apply to: no Chinese, no number.
export function isLatin(text) {
  const us = units(text);
  return us.some((u) => u.class === LATIN) && us.every((u) => u.class >= LATIN);
}

// A Planner turns parsed items into a plan. patterns gathers what excerpts mark:
// runs of units, and stems. forms lists the Simplified forms of a text.
export class Planner {
  constructor({ names, forms, english = false }) {
    Object.assign(this, { names, forms, english, patterns: [], expansions: [] });
  }

  plan(items, filters = {}) {
    const yes = [], no = [];
    for (const group of this.groups(items)) {
      if (group[0].not) no.push(this.quietly(() => this.group(group)));
      else yes.push(this.group(group));
    }
    for (const [kind, values] of Object.entries(filters)) {
      if (values.length) yes.push(new Or(values.map((v) => (kind === "year" ? this.year(v) : new Facet(kind, v)))));
    }
    return new And(yes, no);
  }

  // quietly plans without marking.
  quietly(make) {
    const { patterns, expansions } = this;
    Object.assign(this, { patterns: [], expansions: [] });
    const node = make();
    Object.assign(this, { patterns, expansions });
    return node;
  }

  // groups keeps runs of plain Latin words together when they name an entity.
  groups(items) {
    const plain = (x) => !x.not && !x.field && !x.quoted && isLatin(x.text), out = [];
    for (let i = 0; i < items.length; ) {
      let n = 0;
      while (i + n < items.length && n < 8 && plain(items[i + n])) n++;
      while (n > 1 && !this.names.named(items.slice(i, i + n).map((x) => x.text).join(" ")).length) n--;
      out.push(items.slice(i, i + Math.max(n, 1)));
      i += Math.max(n, 1);
    }
    return out;
  }

  group(items) {
    const [first] = items, text = items.map((x) => x.text).join(" ");
    if (first.field && first.field !== "title") return this.field(first);
    const title = first.field === "title";
    if (!isLatin(text)) return this.exact(text, { title });
    const nodes = items.map((x) => this.latin(x.text, { title, exact: x.quoted }));
    const words = nodes.length > 1 ? new And(nodes) : nodes[0];
    const named = title || first.quoted ? [] : this.names.named(text);
    return named.length ? new Or([words, ...named.map((e) => this.alias(e, text))]) : words;
  }

  exact(text, { title }) {
    const nodes = [], all = variants(this.forms(text));
    for (const us of all) {
      nodes.push(new Phrase(us, { title }));
      this.patterns.push({ units: trim(us).map((u) => u.text) });
    }
    const dense = all[0].some((u) => u.class < NUMBER);
    if (this.english && !dense) nodes.push(new Words(words(all[0]).map((w) => w.text), TRANSLATION, { exact: true, title }));
    return new Or(nodes);
  }

  latin(text, { title, exact }) {
    const us = units(text), ws = words(us).map((w) => w.text), nodes = [];
    if (ws.length > 1 || exact) {
      nodes.push(new Phrase(us, { title }), new Words(ws, TRANSLATION, { title, exact }));
    } else {
      nodes.push(new Words(ws, ORIGINAL, { title }), new Words(ws, TRANSLATION, { title }));
    }
    this.patterns.push({ words: exact ? ws : ws.map(stem), exact });
    return new Or(nodes);
  }

  // alias finds what a Latin name stands for in Chinese text.
  alias(entity, typed) {
    this.expansions.push({ typed, entity });
    const options = { way: ALIAS, weight: THROUGH_ALIAS };
    const nodes = this.names.chinese(entity).map((n) => {
      this.patterns.push({ units: units(n).map((u) => u.text) });
      return new Phrase(units(n), options);
    });
    if (this.names.isFacet(entity)) nodes.push(new Facet(entity.k, entity.i, options));
    return new Or(nodes);
  }

  field({ field, text }) {
    if (field === "year") return this.year(text);
    if (field === "author" || field === "publisher") {
      const own = new Facet(field, units(this.forms(text).at(-1)).map((u) => (u.class === SPACE ? "" : u.text)).join(""));
      return field === "author" ? own : new Or([own, ...this.facets("source", text)]);
    }
    return new Or(this.facets(field, text));
  }

  facets(kind, text) {
    return this.names.called(kind, this.forms(text).at(-1)).map((e) => new Facet(kind, e.i));
  }

  year(text) {
    const span = years(text);
    return span ? new Years(span) : nothing;
  }
}


// search runs a plan over all segments, the newest first.
export async function search(index, plan) {
  const parts = await Promise.all(index.segments.map((s) => plan.run(s)));
  const join = (k) => parts.flatMap((p) => Array.from(p[k]));
  return { docs: join("docs"), scores: join("scores"), ways: join("ways") };
}
