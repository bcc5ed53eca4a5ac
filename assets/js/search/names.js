// Entities: what a name, an alias, pinyin or initials stand for.

import { DENSE, SPACE, latinWords, units } from "./unit.js";
import { stem } from "./stem.js";

export const FACETS = ["county", "programme", "organisation", "indicator", "source"];

const divisions = /(?<=..)(自治[县州区旗]|[县市区旗省])$/;
const divisionsEn = /\s+(county|city|district|banner|prefecture|province|autonomous .*)$/i;
const usual = 2; // syllables that a pinyin key must have
export const folded = (s) => units(s).map((u) => (u.class === SPACE ? "" : u.text)).join("");
export const isHan = (s) => units(s).some((u) => u.class === DENSE);
const latinKey = (s) => latinWords(units(s)).map((w) => stem(w.text)).join(" ");

export class Names {
  constructor(list) {
    this.list = list;
    this.latin = new Map(); // key → entities
    for (const e of list) for (const k of latinKeys(e)) this.put(k, e);
  }

  put(key, e) {
    const at = this.latin.get(key);
    if (!at) this.latin.set(key, [e]);
    else if (!at.includes(e)) at.push(e);
  }

  // For hints.js, which is a bundle of its own.
  tools = { folded, isHan, hanNames };

  isFacet(e) {
    return FACETS.includes(e.k);
  }

  // named lists the entities that a Latin text names in full.
  named(text) {
    return this.latin.get(latinKey(text)) ?? this.latin.get(folded(text)) ?? [];
  }

  // called lists the entities of a kind that a field's value means.
  called(kind, text) {
    const want = folded(text);
    const of = this.list.filter((e) => e.k === kind);
    const exact = of.filter((e) => e.i === text || hanNames(e).some((n) => folded(n) === want));
    if (exact.length) return exact;
    const named = isHan(text) ? [] : this.named(text).filter((e) => e.k === kind);
    return named.length ? named : of.filter((e) => folded(e.z).includes(want) || folded(e.e).includes(want));
  }

  // chinese lists the fewest names that find all mentions of an entity: a name
  // that contains another is left out.
  chinese(e) {
    const all = hanNames(e).filter((n) => isHan(n) && Array.from(n).length > 1);
    return [...new Set(all)].filter((n) => !all.some((m) => m !== n && n.includes(m))).slice(0, 4);
  }

  byId(kind, id) {
    this.ids ??= new Map(this.list.map((e) => [e.k + ":" + e.i, e]));
    return this.ids.get(kind + ":" + id);
  }
}

// core is a division's name without its rank: 宜君县 → 宜君.
export const core = (e) => (e.k === "county" ? e.z.replace(divisions, "") : e.z);

export const hanNames = (e) => [core(e), e.z, ...(e.a ?? [])].filter(isHan);

function latinKeys(e) {
  const keys = [e.e, ...(e.a ?? []).filter((a) => !isHan(a))].map(latinKey);
  if (e.k === "county") keys.push(latinKey(e.e.replace(divisionsEn, "")));
  const syllables = e.y ? e.y.split(" ") : [];
  const short = syllables.slice(0, Array.from(core(e)).length);
  for (const s of [syllables, short]) {
    if (s.length >= usual) keys.push(s.join(""), s.map(stem).join(" "), s.map((x) => x[0]).join(""));
  }
  return new Set(keys.filter((k) => k.length > 1));
}
