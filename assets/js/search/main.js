// The search page: ties the address, the field, the engine and the view.

import { Engine } from "./engine.js";
import { View } from "./view.js";
import { empty, read, write } from "./state.js";

const PAGE = 10; // stories shown at a time
const PAUSE = 250; // ms without a key before typing searches

class Page {
  constructor(root) {
    this.view = new View(root);
    this.engine = new Engine(root.dataset.index, { english: root.dataset.lang === "en", hints: () => import(root.dataset.hints) });
    this.form = root.querySelector("form[role=search]");
    this.input = root.querySelector("input[type=search]");
    this.list = root.querySelector(".suggestions");
    this.turn = 0; // of the latest query: an older one must not draw
    this.listen(root);
  }

  listen(root) {
    addEventListener("popstate", () => this.show(true));
    addEventListener("online", () => document.documentElement.dataset.searchState === "error" && this.show());
    addEventListener("keydown", (e) => this.shortcut(e));
    this.form.addEventListener("submit", (e) => {
      e.preventDefault();
      this.suggestions?.close();
      this.typed("pushState");
    });
    this.input.addEventListener("input", (e) => e.isComposing || this.wait());
    this.input.addEventListener("compositionend", () => this.wait());
    root.addEventListener("click", (e) => {
      const a = e.target.closest("a[data-search-go]");
      if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
      e.preventDefault();
      this.go(a.getAttribute("href"));
    });
    this.view.part("more").addEventListener("click", () => this.next());
  }

  shortcut(e) {
    if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, [contenteditable]")) return;
    e.preventDefault();
    this.input.focus();
    this.input.select();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.typed("replaceState");
      this.suggest();
    }, PAUSE);
  }

  typed(how) {
    clearTimeout(this.timer);
    const state = { ...read(location), q: this.input.value.trim() };
    history[how](null, "", write(state));
    this.show();
  }

  go(href) {
    history.pushState(null, "", href);
    this.show(true);
  }

  async suggest() {
    const text = this.input.value.trim();
    const nothing = { entities: [], titles: [] };
    const list = text && !/["“:：]/.test(text) ? await this.engine.suggest(text).catch(() => nothing) : nothing;
    this.suggestions ??= new (await this.engine.hints()).Suggestions(this.input, this.list, this.view);
    if (text === this.input.value.trim() && document.activeElement === this.input) this.suggestions.show(list);
  }

  set state(s) {
    document.documentElement.dataset.searchState = s;
    this.view.busy(s === "loading");
  }

  // show runs what the address says; fill also puts it into the field.
  async show(fillIn) {
    const turn = ++this.turn, state = read(location);
    if (fillIn) this.input.value = state.q;
    if (empty(state)) {
      this.view.clear();
      this.state = "idle";
      return;
    }
    this.state = "loading";
    try {
      await this.draw(state, () => turn === this.turn);
      if (turn === this.turn) this.state = "done";
    } catch (e) {
      if (turn !== this.turn) return;
      console.error(e);
      this.view.failed(!navigator.onLine || e instanceof TypeError, () => this.show());
      this.state = "error";
    }
  }

  async draw(state, current) {
    const found = await this.engine.search(state.q, state), names = await this.engine.names();
    const none = !found.docs.length;
    const [items, counts, answers, instead] = await Promise.all([
      this.items(found, 0, names),
      this.engine.facets(found),
      this.engine.answers(found),
      none && state.q ? this.engine.instead(found) : null,
    ]);
    const rows = answers.length ? (await this.engine.hints()).rows(answers, names, this.view) : [];
    if (!current()) return;
    Object.assign(this, { found, shown: PAGE, latest: state });
    this.view.part("message").hidden = true;
    this.view.count(found.docs.length, found.stories.length);
    this.view.sorts(state);
    this.view.results(items);
    this.view.more(found.stories.length > PAGE);
    this.view.notice(found, instead);
    this.view.answers(rows);
    this.drawFacets(counts, names);
  }

  drawFacets(counts, names) {
    const { found, latest } = this;
    this.view.facets(counts, latest, names, async () => {
      const all = await this.engine.facets(found, true).catch(() => null);
      if (found === this.found) this.drawFacets(all, names);
    });
  }

  async items(found, from, names) {
    const stories = found.stories.slice(from, from + PAGE);
    const documents = await Promise.all(stories.map((s) => this.engine.story(found, s)));
    return documents.map((d) => this.view.item(d, found, names));
  }

  async next() {
    const { found, shown } = this;
    try {
      const items = await this.items(found, shown, await this.engine.names());
      if (found !== this.found || shown !== this.shown) return;
      this.shown += PAGE;
      this.view.results(items, true);
      this.view.more(found.stories.length > this.shown);
      items[0]?.querySelector("a").focus();
    } catch {
      this.view.failed(!navigator.onLine, () => this.next());
    }
  }
}

const root = document.querySelector("[data-search]");
if (root) {
  const page = new Page(root);
  page.show(true);
}
