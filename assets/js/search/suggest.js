// Suggestions under the search field: a combobox whose list holds entities and
// titles, each a link.

import { fill, h } from "./dom.js";

export class Suggestions {
  constructor(input, list, view) {
    Object.assign(this, { input, list, view, at: -1 });
    input.addEventListener("keydown", (e) => this.key(e));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150)); // a click on an option comes first
  }

  get options() {
    return [...this.list.children];
  }

  show({ entities, titles }) {
    const { home, say } = this.view;
    const rows = [
      ...entities.map((e) => [e.u ? home + e.u : "?" + new URLSearchParams({ q: this.view.name(e) }), this.view.name(e), say[e.k] + (e.n ? fill(say.docs, { n: e.n }) : "")]),
      ...titles.map((d) => [home + d.u, (this.view.lang === "en" && d.x) || d.t, d.d?.slice(0, 10)]),
    ];
    this.list.replaceChildren(
      ...rows.map(([href, text, note], i) => h("li", { role: "option", id: "suggestion-" + i, "aria-selected": "false" }, h("a", { href, tabindex: "-1" }, text, h("small", {}, note)))),
    );
    this.at = -1;
    this.list.hidden = !rows.length;
    this.input.setAttribute("aria-expanded", String(rows.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.show({ entities: [], titles: [] });
  }

  key(e) {
    const n = this.options.length;
    if (e.key === "Escape" && n) this.close();
    else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && n) this.move(e.key === "ArrowDown" ? 1 : -1, n);
    else if (e.key === "Enter" && this.at >= 0) this.options[this.at].firstChild.click();
    else return;
    e.preventDefault();
  }

  move(step, n) {
    this.at = (this.at + step + n + (this.at < 0 && step < 0 ? 1 : 0)) % n;
    for (const [i, o] of this.options.entries()) o.setAttribute("aria-selected", String(i === this.at));
    this.input.setAttribute("aria-activedescendant", "suggestion-" + this.at);
  }
}
