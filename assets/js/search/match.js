// Finds documents. A node of a plan is a function from a segment to its hits:
// a map from document to {score, way, title}.

import { LATIN, NUMBER, SIGN, SPACE, denseChunks, gram, hasGram, latinWords, units, words } from "./unit.js";
import { BODY, TITLE, positions } from "./posting.js";
import { folded } from "./names.js";
import { stem } from "./stem.js";
import { years } from "./query.js";

const ORIGINAL = "\x01", TRANSLATION = "\x02", FACET = "\x03";

// Ways a document was found, as bits.
export const EXACT = 1, TRANSLATED = 2, ALIAS = 4;

const impactWeight = [1, 1.3, 1.6, 3]; // the last is the title's
const STEM = 0.7, THROUGH_ALIAS = 0.5; // of the score of an exact hit

// cover chooses bigrams and words that pin down all units of a phrase.
function cover(us) {
  if (us.length === 1 && us[0].class !== LATIN) return [{ term: us[0].text, at: 0 }];
  const signs = us.every((u) => u.class > LATIN); // a run of signs alone: they stand in Chinese text mostly
  const dense = signs ? us.map((u) => u.class === SIGN) : denseChunks(us), out = [];
  const take = (i) => out.push({ term: gram(us[i], us[i + 1]), at: i });
  for (let i = 0; i < us.length; i++) {
    if (hasGram(us, dense, i)) take(i++);
    else if (hasGram(us, dense, i - 1)) take(i - 1);
  }
  for (const w of latinWords(us)) if (!dense[w.at]) out.push({ term: ORIGINAL + w.text, at: w.at });
  return out;
}

function trim(us) {
  const solid = (u) => u.class !== SPACE;
  return us.slice(us.findIndex(solid), us.findLastIndex(solid) + 1);
}

// phrase matches a run of units exactly.
function phrase(us, { title, way = EXACT, weight = 1 }) {
  const parts = cover(trim(us));
  return async (segment) => {
    const entries = await Promise.all(parts.map((p) => segment.entry(p.term)));
    return entries.includes(undefined) ? new Map() : adjacent(segment, entries.map((entry) => [{ entry, weight }]), parts, { title, way });
  };
}

// wordRun matches words of a translation that follow each other, by stem unless
// exact, or one word of an original.
function wordRun(tokens, space, { title, exact }) {
  const way = space === ORIGINAL ? EXACT : TRANSLATED, parts = tokens.map((_, at) => ({ at }));
  return async (segment) => {
    const groups = await Promise.all(
      tokens.map(async (t) => {
        const forms = (await segment.forms(space, t)).map(([form, entry]) => ({ entry, weight: form === t ? 1 : STEM }));
        return exact ? forms.filter((f) => f.weight === 1) : forms;
      }),
    );
    return groups.every((g) => g.length) ? adjacent(segment, groups, parts, { title, way }) : new Map();
  };
}

// adjacent intersects groups of entries (the forms of one word) and keeps the
// documents where they stand at the distances of parts. Documents are numbered
// within the segment until the end.
async function adjacent(segment, groups, parts, { title, way }) {
  if (!groups.length) return new Map();
  const lists = await Promise.all(groups.map((g) => Promise.all(g.map((f) => segment.list(f.entry)))));
  let hits = intersect(
    groups.map((g, i) => union(g.map(({ weight }, j) => listed(lists[i][j], weight)))),
    (a, b) => ({ score: Math.min(a.score, b.score), title: a.title && b.title }),
  );
  if (groups.length > 1 && hits.size) hits = await inPlace(groups, lists, parts, hits);
  const out = new Map(), { docs } = segment.info, idf = Math.log(1 + docs / (hits.size + docs / segment.index.manifest.docs));
  for (const [doc, h] of hits) if (!title || h.title) out.set(segment.first + doc, { score: h.score * idf, way, title: h.title });
  return out;
}

function listed({ docs, impacts }, weight) {
  const out = new Map();
  for (let i = 0; i < docs.length; i++) out.set(docs[i], { score: impactWeight[impacts[i]] * weight, way: 0, title: impacts[i] === TITLE });
  return out;
}

// inPlace keeps documents with all groups at their places from one start.
async function inPlace(groups, lists, parts, hits) {
  const places = await Promise.all(
    groups.map(async (g, i) => {
      const maps = await Promise.all(g.map(async (f, j) => positions(await f.entry.positions(), lists[i][j], hits)));
      return (doc) => maps.flatMap((m) => m.get(doc) ?? []).map((p) => p - parts[i].at);
    }),
  );
  const out = new Map();
  for (const [doc, { score }] of hits) {
    const [first, ...others] = places.map((p) => p(doc));
    const starts = others.reduce((left, here) => ((here = new Set(here)), left.filter((s) => here.has(s))), first);
    const title = starts.some((s) => s < BODY);
    if (starts.length) out.set(doc, { score: title ? score : Math.min(score, impactWeight[2]), title });
  }
  return out;
}

function union(maps) {
  if (maps.length === 1) return maps[0];
  const out = new Map();
  for (const m of maps) {
    for (const [doc, h] of m) {
      const b = out.get(doc);
      out.set(doc, b ? { score: Math.max(b.score, h.score), way: b.way | h.way, title: b.title || h.title } : h);
    }
  }
  return out;
}

function intersect(maps, combine) {
  const [least, ...others] = [...maps].sort((a, b) => a.size - b.size);
  let out = least;
  for (const m of others) {
    const both = new Map();
    for (const [doc, a] of out) {
      const b = m.get(doc);
      if (b) both.set(doc, combine(a, b));
    }
    out = both;
  }
  return out;
}

const all = (nodes, segment) => Promise.all(nodes.map((n) => n(segment)));
const either = (nodes) => async (segment) => union(await all(nodes, segment));

const both = (nodes, not = []) => async (segment) => {
  const [yes, no] = await Promise.all([all(nodes.length ? nodes : [during([-1, 1e9])], segment), all(not, segment)]);
  const out = intersect(yes, (a, b) => ({ score: a.score + b.score, way: a.way | b.way }));
  return no.length ? new Map([...out].filter(([doc]) => !no.some((n) => n.has(doc)))) : out;
};

// facet matches a value of a column.
const facet = (kind, id, hit = { score: 0, way: 0 }) => async (segment) => {
  const entry = await segment.entry(`${FACET}${kind}:${id}`);
  return new Map(entry && Array.from((await segment.list(entry)).docs, (d) => [d + segment.first, hit]));
};

// during matches documents of a span of years; they lie together.
const during = (span) => (segment) => {
  const out = new Map();
  let doc = segment.first;
  for (const [year, count] of segment.info.years) {
    for (const end = doc + count; doc < end; doc++) if (span && year >= span[0] && year <= span[1]) out.set(doc, { score: 0, way: 0 });
  }
  return out;
};

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

// plan turns parsed items and filters into a node. patterns are what excerpts
// mark, runs of units or stems; expansions the entities that Latin words were
// taken to name. forms lists the Simplified forms of a text.
export function plan(items, filters, { names, forms, english }) {
  let patterns = [], expansions = [];

  function exact(text, options) {
    const all = variants(forms(text));
    const nodes = all.map((us) => phrase(us, options));
    for (const us of all) patterns.push({ units: trim(us).map((u) => u.text) });
    // Numbers alone are sought as the article wrote them: 11 million is its 1100万.
    const latinToo = items.some((x) => isLatin(x.text)) || all[0].some((u) => u.class === LATIN);
    if (english && latinToo && all[0].every((u) => u.class >= NUMBER)) nodes.push(wordRun(words(all[0]).map((w) => w.text), TRANSLATION, { ...options, exact: true }));
    return either(nodes);
  }

  function latin(text, options) {
    const us = units(text), ws = words(us).map((w) => w.text), { exact } = options;
    patterns.push({ words: exact ? ws : ws.map(stem), exact });
    const original = ws.length > 1 || exact ? phrase(us, options) : wordRun(ws, ORIGINAL, options);
    return either([original, wordRun(ws, TRANSLATION, { ...options, exact: exact || ws.length > 1 })]);
  }

  // alias finds what a Latin name stands for in Chinese text.
  function alias(entity, typed) {
    expansions.push({ typed, entity });
    const nodes = names.chinese(entity).map((n) => {
      const us = units(n);
      patterns.push({ units: us.map((u) => u.text) });
      return phrase(us, { way: ALIAS, weight: THROUGH_ALIAS });
    });
    if (names.isFacet(entity)) nodes.push(facet(entity.k, entity.i, { score: THROUGH_ALIAS, way: ALIAS }));
    return either(nodes);
  }

  function narrowed(field, text) {
    const value = forms(text).at(-1), called = (kind) => names.called(kind, value).map((e) => facet(kind, e.i));
    if (field === "year") return during(years(text));
    if (field === "author") return facet(field, folded(value));
    return either(field === "publisher" ? [facet(field, folded(value)), ...called("source")] : called(field));
  }

  function node(group) {
    const [{ field, quoted }] = group, text = group.map((x) => x.text).join(" "), title = field === "title";
    if (field && !title) return narrowed(field, text);
    if (!isLatin(text)) return exact(text, { title });
    const words = group.map((x) => latin(x.text, { title, exact: x.quoted }));
    const named = title || quoted ? [] : names.named(text);
    return either([both(words), ...named.map((e) => alias(e, text))]);
  }

  const yes = [], no = [];
  for (const group of groups(items, names)) {
    if (!group[0].not) {
      yes.push(node(group));
      continue;
    }
    const kept = [patterns, expansions]; // what is excluded is not marked
    [patterns, expansions] = [[], []];
    no.push(node(group));
    [patterns, expansions] = kept;
  }
  for (const [kind, values] of Object.entries(filters)) {
    if (values.length) yes.push(either(values.map((v) => (kind === "year" ? during(years(v)) : facet(kind, v)))));
  }
  return { run: both(yes, no), patterns, expansions };
}

// groups keeps runs of plain Latin words together when they name an entity.
function groups(items, names) {
  const plain = (x) => !x.not && !x.field && !x.quoted && isLatin(x.text), out = [];
  for (let i = 0; i < items.length; ) {
    let n = 0;
    while (i + n < items.length && n < 8 && plain(items[i + n])) n++;
    while (n > 1 && !names.named(items.slice(i, i + n).map((x) => x.text).join(" ")).length) n--;
    out.push(items.slice(i, i + Math.max(n, 1)));
    i += Math.max(n, 1);
  }
  return out;
}

// search runs a plan over all segments; documents come in ascending order.
export async function search(index, { run }) {
  const hits = (await Promise.all(index.segments.map(run))).flatMap((m) => [...m]);
  hits.sort((a, b) => a[0] - b[0]);
  return { docs: hits.map(([d]) => d), scores: hits.map(([, h]) => h.score), ways: hits.map(([, h]) => h.way) };
}
