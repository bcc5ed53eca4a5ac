// Draws results, facets, answers and messages into the search page, whose
// markup is layouts/_partials/search.html.

import { FILTERS, SORTS, toggled, write } from "./state.js";
import { excerpt, parts, ranges } from "./excerpt.js";
import { fill, h, marked } from "./dom.js";

const FACET_ROWS = 8; // shown of one facet before "all"
const COUNTIES_A_PROVINCE = 3;
const tag = { zh: "zh-Hans", en: "en" };
const separator = { zh: "　", en: " · " };

export class View {
  constructor(root) {
    this.root = root;
    this.lang = root.dataset.lang;
    this.home = root.dataset.home;
    this.say = JSON.parse(root.dataset.strings);
    this.part = (name) => root.querySelector(`[data-search-${name}]`);
  }

  name(e) {
    return (this.lang === "zh" ? e.z : e.e) || e.z || e.e;
  }

  busy(on) {
    this.root.setAttribute("aria-busy", on);
  }

  // count shows the exact number of articles and, when copies were folded, of stories.
  count(n, stories) {
    const unit = n === 1 ? this.say.report : this.say.reports;
    this.part("body").hidden = false;
    this.part("count").textContent = n;
    this.part("unit").textContent = unit;
    this.part("stories").textContent = stories < n ? fill(this.say.stories, { n: stories }) : "";
    this.part("live").textContent = n + " " + unit;
  }

  clear() {
    for (const p of ["body", "answers", "message", "notice"]) this.part(p).hidden = true;
    for (const p of ["count", "live"]) this.part(p).textContent = "";
    this.part("results").replaceChildren();
  }

  sorts(state) {
    const links = SORTS.map((s) =>
      s === state.sort ? h("b", { "aria-current": "true" }, this.say[s]) : h("a", { href: write(state, { sort: s }), "data-search-go": true }, this.say[s]),
    );
    this.part("sorts").replaceChildren(...links);
  }

  // more says whether further results wait.
  more(on) {
    this.part("more").hidden = !on;
  }

  results(items, append) {
    const list = this.part("results");
    if (!append) list.replaceChildren();
    list.append(...items);
  }

  // item is one story: its first document in full, the others as links.
  item([doc, ...copies], found, names) {
    const { translation } = doc, text = translation ?? doc;
    const pieces = text.b.length ? excerpt(text.b, found.patterns) : [];
    const places = (doc.c ?? []).map((c) => names.byId("county", c)).filter(Boolean);
    const by = [doc.p && h("span", { lang: this.foreign(this.languageOf(doc.p)) }, doc.p), ...places.map((e) => this.name(e))].filter(Boolean);
    return h(
      "li",
      {},
      doc.d && h("time", { class: "when", datetime: doc.d.slice(0, 10) }, doc.d.slice(0, 10)),
      h("h3", {}, this.title(doc, found)),
      pieces.length > 0 && h("p", { class: "ex", lang: this.foreign(translation ? other(doc.l) : doc.l) }, ...marked(pieces)),
      h("p", { class: "by" }, by.flatMap((x, i) => (i ? [separator[this.lang], x] : [x])), translation && this.lang === "zh" && h("small", {}, " " + this.say.translated)),
      copies.length > 0 && this.copies(copies, found),
    );
  }

  title(doc, found) {
    const own = tag[this.lang] === doc.l, text = own ? doc.t : doc.x || doc.t;
    const lang = text === doc.t && !own ? this.foreign(doc.l) : null;
    return h("a", { href: this.home + doc.u, lang }, ...(text ? marked(parts(text, ranges(text, found.patterns))) : [this.say.untitled]));
  }

  languageOf(text) {
    return /[\u3400-\u9fff]/.test(text) ? tag.zh : tag.en;
  }

  // foreign returns a language that is not the page's, for a lang attribute.
  foreign(lang) {
    return lang === tag[this.lang] ? null : lang;
  }

  copies(copies, found) {
    const rows = copies.map((doc) => h("li", {}, this.title(doc, found), [doc.p, doc.d?.slice(0, 10)].filter(Boolean).map((s) => separator[this.lang] + s)));
    return h("details", { class: "fold" }, h("summary", {}, fill(this.say.copies, { n: copies.length })), h("ul", {}, ...rows));
  }

  // notice tells how a Latin query was read, or what else may be looked for.
  notice(found, instead) {
    const go = (q, n) => [h("a", { href: "?" + new URLSearchParams({ q }), "data-search-go": true }, q), n && ` (${n})`];
    const rows = found.expansions.slice(0, 3).map(({ typed, entity }) => h("p", { class: "small" }, fill(this.say.expanded, { typed, name: `${entity.z}${separator[this.lang]}${entity.e}` })));
    if (instead?.length) rows.push(h("p", {}, this.say.instead, " ", ...instead.flatMap((x) => [...go(x.query, x.count), separator[this.lang]])));
    const box = this.part("notice");
    box.hidden = !rows.length;
    box.replaceChildren(...rows);
  }

  // answers shows the rows of the table of observations.
  answers(rows) {
    const box = this.part("answers");
    box.hidden = !rows.length;
    box.querySelector("tbody").replaceChildren(...rows);
  }

  // facets draws the counts, or a button that asks for them.
  facets(counts, state, names, ask) {
    const box = this.part("facets");
    if (!counts) {
      const button = h("button", { type: "button" }, this.say.counts);
      button.addEventListener("click", ask);
      box.replaceChildren(button);
      return;
    }
    box.replaceChildren(...FILTERS.map((k) => this.facet(k, counts[k], state, names)).filter(Boolean));
  }

  facet(kind, counts, state, names) {
    const rows = (kind === "county" ? places(counts) : ordered(kind, counts)).filter(([id]) => id);
    const chosen = state.filters[kind];
    if (!rows.length && !chosen.length) return null;
    const items = rows.map(([id, n, inner]) => this.value(kind, id, n, inner, state, names));
    for (const id of chosen) if (!counts.has(kind === "year" ? +id : id)) items.unshift(this.value(kind, id, 0, false, state, names));
    const box = h("div", {}, h("h3", {}, this.say[kind]), h("ul", {}, ...items.slice(0, FACET_ROWS)));
    if (items.length > FACET_ROWS) box.append(h("details", {}, h("summary", {}, fill(this.say.all, { n: items.length })), h("ul", {}, ...items.slice(FACET_ROWS))));
    return box;
  }

  value(kind, id, n, inner, state, names) {
    const e = kind === "year" ? null : names.byId(kind, id), on = state.filters[kind].includes(String(id));
    const href = write(state, { filters: toggled(state.filters, kind, String(id)) });
    return h("li", { class: inner && "inner" }, h("a", { href, "data-search-go": true, "aria-current": on && "true" }, e ? this.name(e) : String(id), h("data", { value: n }, String(n))));
  }

  // failed shows an error and a button that tries again.
  failed(offline, retry) {
    const button = h("button", { type: "button" }, this.say.retry), box = this.part("message");
    button.addEventListener("click", retry);
    box.replaceChildren(offline ? this.say.offline : this.say.failed, " ", button);
    box.hidden = false;
  }
}

const other = (lang) => (lang === tag.en ? tag.zh : tag.en);

// ordered sorts a facet's values: years latest first, others by count.
function ordered(kind, counts) {
  return [...counts].sort(kind === "year" ? (a, b) => b[0] - a[0] : (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

// places lists provinces, each with its leading counties after it.
function places(counts) {
  const all = ordered("county", counts), rows = [];
  for (const [id, n] of all.filter(([c]) => c.endsWith("0000"))) {
    const inner = all.filter(([c]) => c !== id && c.slice(0, 2) === id.slice(0, 2));
    rows.push([id, n], ...inner.slice(0, COUNTIES_A_PROVINCE).map(([c, m]) => [c, m, true]));
  }
  return rows;
}
