// Answers a query with observations, above the results.

import { h } from "./dom.js";

// answers returns observations that speak of all words.
export async function answers(engine, names, words, limit = 5) {
  const anchor = anchorOf(names, words);
  if (!anchor) return [];
  const wanted = words.map((t) => ({ text: names.tools.folded(t), named: names.named(t).map((e) => e.k + e.i) }));
  const all = await engine.index.answers(anchor.k, anchor.i);
  return all.filter((a) => wanted.every((w) => speaks(names, a, w))).slice(0, limit);
}

// anchorOf chooses the entity whose observations to look through: the most
// special one that a word names, else an indicator that all words describe.
function anchorOf(names, asked) {
  for (const kind of ["county", "programme", "organisation", "indicator"]) {
    for (const text of asked) {
      const e = [...names.called(kind, text)].find((x) => names.tools.hanNames(x).some((n) => names.tools.folded(n) === names.tools.folded(text)) || names.named(text).includes(x));
      if (e) return e;
    }
  }
  return names.list.find((e) => e.k === "indicator" && asked.every((t) => names.tools.folded(e.z).includes(names.tools.folded(t)) || names.tools.folded(e.e).includes(names.tools.folded(t))));
}

// speaks reports whether an observation is about a word.
function speaks(names, a, { text, named }) {
  const of = [["indicator", a.i], ["county", a.c], ["county", a.c && a.c.slice(0, 2) + "0000"], ["programme", a.g], ["organisation", a.r]];
  if (of.some(([k, id]) => named.includes(k + id))) return true;
  const said = of.map(([k, id]) => names.byId(k, id)).flatMap((e) => (e ? [e.z, e.e, ...(e.a ?? [])] : []));
  return [...said, a.q, a.a ?? ""].some((s) => names.tools.folded(s).includes(text));
}

// rows draws answers for the table of the page.
export function rows(list, names, view) {
  const called = (kind, id) => {
    const e = id && names.byId(kind, id);
    return e && (e.u ? h("a", { class: "quiet", href: view.home + e.u }, view.name(e)) : view.name(e));
  };
  const cell = (attributes, ...children) => h("td", attributes, ...children);
  return list.map((a) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, called("indicator", a.i)),
      cell({ class: "val r" }, view.lang === "zh" ? a.v.zh : a.v.en),
      cell({}, called("county", a.c) || called("programme", a.g) || called("organisation", a.r)),
      cell({ class: "nw", "data-l": view.say.asof }, a.a),
      cell({}, h("q", { lang: view.foreign(view.languageOf(a.q)) }, a.q)),
      cell({}, h("a", { href: `${view.home}${a.u}#${a.o}` }, h("span", { lang: view.foreign(view.languageOf(a.p || "")) }, a.p || a.d || a.u))),
    ),
  );
}
