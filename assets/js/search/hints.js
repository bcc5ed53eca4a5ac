// What many searches do without, loaded when a reader types, finds nothing,
// sorts, names a place or asks in Traditional: suggestions, near misses, dates,
// observations, the conversion.

export { answers, rows } from "./answers.js";
export { Simplifier } from "./traditional.js";
export { Suggestions } from "./suggest.js";

// suggest lists entities and titles that go on from what was typed.
export async function suggest(engine, text, limit = 8) {
  const simplify = await engine.forms(text), names = await engine.names();
  const entities = starting(names, simplify(text).at(-1), limit - 3);
  const short = Array.from(text.trim()).length < 2 || !names.tools.isHan(text);
  return { entities, titles: short ? [] : await titles(engine, text, limit - entities.length) };
}

async function titles(engine, text, limit) {
  const found = await engine.search(`title:"${text.replaceAll('"', "")}"`);
  return Promise.all(found.stories.slice(0, limit).map((s) => engine.index.shown(found.docs[s[0]])));
}

// starting lists entities with a name, alias, pinyin or initials that begin with
// what was typed.
function starting(names, text, limit) {
  const want = names.tools.folded(text);
  if (!want) return [];
  const rank = (e) => {
    if ([e.z, e.e, ...(e.a ?? [])].some((n) => names.tools.folded(n).startsWith(want))) return 2;
    const y = e.y ?? "";
    return y.replaceAll(" ", "").startsWith(want) || initials(y).startsWith(want) ? 1 : 0;
  };
  return names.list
    .map((e) => [rank(e), e])
    .filter(([r]) => r)
    .sort((a, b) => b[0] - a[0] || (b[1].n ?? 0) - (a[1].n ?? 0))
    .slice(0, limit)
    .map(([, e]) => e);
}

const initials = (pinyin) => pinyin.split(" ").map((s) => s[0] ?? "").join("");

// instead proposes queries when there is no hit: near names, and the words that
// do occur, each with its count.
export async function instead(engine, found) {
  const names = await engine.names(), words = found.items.filter((x) => !x.not && !x.field);
  const closer = words.flatMap((x) => near(names, found.simplify(x.text)).map((n) => found.query.replace(x.text, n)));
  const parts = words.length > 1 ? words.map((x) => x.text) : words.flatMap((x) => split(names, found.simplify(x.text)));
  const tried = await Promise.all([...new Set([...closer, ...parts])].slice(0, 6).map(async (q) => ({ query: q, count: (await engine.search(q)).docs.length })));
  return tried.filter((t) => t.count);
}

// near lists names a slip or two away from a word.
function near(names, text) {
  const { folded, isHan, hanNames } = names.tools, want = Array.from(folded(text)), han = isHan(text);
  const allowed = han ? (want.length > 2 ? 1 : 0) : Math.min(2, Math.floor(want.length / 4));
  const keys = han ? names.list.flatMap((e) => hanNames(e).map((n) => [n, n])) : [...names.latin].map(([k, [e]]) => [k, e.z]);
  const out = new Map();
  for (const [key, name] of allowed ? keys : []) {
    const d = distance(want, Array.from(folded(key)), allowed);
    if (d > 0 && d <= allowed) out.set(name, Math.min(d, out.get(name) ?? d));
  }
  return [...out].sort((a, b) => a[1] - b[1]).map(([n]) => n).slice(0, 3);
}

// split cuts a word that found nothing at the longest name in it and lists the
// pieces, all together first: 宜君女性占比 → 宜君 女性占比, 宜君, 女性占比.
function split(names, text) {
  const all = names.list.flatMap((e) => names.tools.hanNames(e)).filter((n) => n.length > 1 && n.length < text.length && text.includes(n));
  const longest = all.sort((a, b) => b.length - a.length)[0];
  if (!longest) return [];
  const pieces = text.replace(longest, ` ${longest} `).trim().split(" ").filter((s) => s.length > 1);
  return [pieces.join(" "), ...pieces];
}

// distance is Damerau–Levenshtein's (neighbours swapped count one), cut off above limit.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [], row = b.map((_, j) => j + 1);
  row.unshift(0);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}

// byDate sorts places in docs by date; unknown dates come last.
export async function byDate(index, docs, at, oldest) {
  const dates = new Map();
  await Promise.all([...new Set(docs.map((d) => index.segmentOf(d)))].map(async (s) => dates.set(s, await datesOf(index, s))));
  const date = docs.map((d) => {
    const s = index.segmentOf(d);
    return dates.get(s)[d - s.first];
  });
  const sign = oldest ? -1 : 1;
  at.sort((a, b) => !date[a] - !date[b] || sign * (date[b] < date[a] ? -1 : date[b] > date[a] ? 1 : 0) || a - b);
}

// datesOf lists the dates of a segment's documents in order.
async function datesOf(index, segment) {
  return (await index.text(segment.info.key + "/d")).split("\n").flatMap((line) => {
    const [date, count] = line.split(" ");
    return new Array(+count || 0).fill(date);
  });
}
