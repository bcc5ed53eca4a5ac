// The state of a search as the address holds it.

import { FACETS } from "./names.js";

export const FILTERS = [...FACETS, "year"];
export const SORTS = ["relevance", "newest", "oldest"];

export function read(address) {
  const p = new URL(address).searchParams;
  const filters = Object.fromEntries(FILTERS.map((k) => [k, p.getAll(k).filter(Boolean)]));
  const sort = SORTS.includes(p.get("sort")) ? p.get("sort") : SORTS[0];
  return { q: (p.get("q") ?? "").trim(), filters, sort };
}

// write returns the query string of a state, with changes.
export function write(state, changes = {}) {
  const s = { ...state, ...changes }, p = new URLSearchParams();
  if (s.q) p.set("q", s.q);
  for (const k of FILTERS) for (const v of s.filters[k]) p.append(k, v);
  if (s.sort !== SORTS[0]) p.set("sort", s.sort);
  return "?" + p;
}

// toggled returns the filters with one value put in or taken out.
export function toggled(filters, kind, id) {
  const now = filters[kind];
  return { ...filters, [kind]: now.includes(id) ? now.filter((v) => v !== id) : [id] };
}

export const empty = (s) => !s.q && FILTERS.every((k) => !s.filters[k].length);
