// Cuts excerpts at sentence ends and finds what to mark in them.

import { units, words } from "./unit.js";
import { stem } from "./stem.js";

const HAN_LIMIT = 120, LATIN_LIMIT = 260; // code points of an excerpt

// ranges lists where patterns match a text: {start, end, pattern}, in code
// points, in order and apart.
export function ranges(text, patterns) {
  const us = units(text), ws = words(us), out = [];
  for (const [n, p] of patterns.entries()) {
    if (p.units) runs(us, p.units, (u) => u.text, n, out);
    else runs(ws, p.words, (w) => (p.exact ? w.text : stem(w.text)), n, out);
  }
  out.sort((a, b) => a.start - b.start || b.end - a.end);
  return out.filter((r, i) => !out.slice(0, i).some((q) => q.end > r.start));
}

function runs(list, wanted, key, pattern, out) {
  for (let i = 0; wanted.length && i + wanted.length <= list.length; i++) {
    if (wanted.every((w, j) => key(list[i + j]) === w)) out.push({ start: list[i].start, end: list[i + wanted.length - 1].end, pattern });
  }
}

// parts cuts a text at ranges: strings, and {mark} for those to mark.
export function parts(text, found, from = 0, to = Infinity) {
  const cs = Array.from(text), out = [];
  to = Math.min(to, cs.length);
  let at = from;
  for (const r of found) {
    if (r.end <= from || r.start >= to) continue;
    const start = Math.max(r.start, at), end = Math.min(r.end, to);
    if (start > at) out.push(cs.slice(at, start).join(""));
    out.push({ mark: cs.slice(start, end).join("") });
    at = end;
  }
  if (at < to) out.push(cs.slice(at, to).join(""));
  return out;
}

// sentences cuts a text into spans of code points.
function sentences(text) {
  const cs = Array.from(text), out = [];
  for (let i = 0, from = 0; i < cs.length; i++) {
    const full = "。！？；\n".includes(cs[i]) || (".!?".includes(cs[i]) && (i + 1 === cs.length || cs[i + 1] === " "));
    if (!full && i + 1 < cs.length) continue;
    while (i + 1 < cs.length && "”’」』）》\") ".includes(cs[i + 1])) i++;
    out.push({ start: from, end: i + 1 });
    from = i + 1;
  }
  return out;
}

// excerpt chooses the sentences that show most of what was asked for: a list of
// parts as above, with "……" where text is left out. Without a match it is the
// head of the text.
export function excerpt(blocks, patterns) {
  const all = [];
  for (const [block, text] of blocks.entries()) {
    const found = ranges(text, patterns);
    if (!found.length && block > 0) continue;
    for (const s of sentences(text)) {
      const inside = found.filter((r) => r.start >= s.start && r.end <= s.end);
      all.push({ ...s, block, text, found, has: new Set(inside.map((r) => r.pattern)), first: inside[0] });
    }
  }
  return joined(choose(all));
}

const length = (s) => s.end - s.start;
const limitOf = (s) => (/[\u3400-\u9fff]/.test(s.text) ? HAN_LIMIT : LATIN_LIMIT);

// choose takes the sentence with most patterns, then those that add one, or the
// ones after it while there is room.
function choose(all) {
  if (!all.length) return [];
  const best = all.reduce((a, b) => (b.has.size > a.has.size ? b : a));
  const chosen = [best], seen = new Set(best.has);
  let room = limitOf(best) - length(best);
  for (const s of all) {
    if (room > 0 && !chosen.includes(s) && [...s.has].some((p) => !seen.has(p)) && length(s) <= room) {
      chosen.push(s);
      s.has.forEach((p) => seen.add(p));
      room -= length(s);
    }
  }
  const next = all[all.indexOf(best) + 1];
  if (chosen.length === 1 && next?.block === best.block && length(next) <= room) chosen.push(next);
  return chosen.sort((a, b) => a.block - b.block || a.start - b.start);
}

function joined(chosen) {
  const out = [];
  let before = null;
  for (const s of chosen) {
    const { start, end } = clipped(s), gap = before ? before.block !== s.block || before.end !== start : start > s.start;
    if (gap) out.push("……");
    out.push(...parts(s.text, s.found, start, end));
    if (end < s.end) out.push("……");
    before = { block: s.block, end };
  }
  return out;
}

// clipped shortens a long sentence to the clauses around its first match.
function clipped(s) {
  const limit = limitOf(s), cs = Array.from(s.text);
  if (length(s) <= limit) return s;
  const comma = (i) => "，、：,:;".includes(cs[i]);
  const match = s.first ?? { start: s.start, end: s.start };
  let start = Math.max(s.start, match.start - Math.floor(limit / 3));
  if (start > s.start) while (start < match.start && !comma(start - 1)) start++;
  let end = Math.max(match.end, Math.min(s.end, start + limit));
  for (let i = end - 1; i > match.end && i > end - limit / 2; i--) {
    if (comma(i)) {
      end = i;
      break;
    }
  }
  return { start, end };
}
