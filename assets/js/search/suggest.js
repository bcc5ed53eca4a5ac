// Suggestions under the search field: a list of links to entities and titles.
// The arrow keys go from the field into the list and back; Escape closes it.

import { fill, h } from "./dom.js";

export class Suggestions {
  constructor(input, list, view) {
    Object.assign(this, { input, list, view });
    const box = input.parentElement;
    box.addEventListener("keydown", (e) => this.key(e));
    box.addEventListener("focusout", (e) => {
      if (e.relatedTarget && !box.contains(e.relatedTarget)) this.close();
    });
    addEventListener("click", (e) => box.contains(e.target) || this.close());
  }

  show({ entities, titles }) {
    const { home, say } = this.view;
    const rows = [
      ...entities.map((e) => [e.u ? home + e.u : "?" + new URLSearchParams({ q: this.view.name(e) }), this.view.name(e), say[e.k] + (e.n ? fill(say.docs, { n: e.n }) : "")]),
      ...titles.map((d) => [home + d.u, (this.view.lang === "en" && d.x) || d.t, d.d?.slice(0, 10)]),
    ];
    this.list.replaceChildren(...rows.map(([href, text, note]) => h("li", {}, h("a", { href }, text, " ", h("small", {}, note)))));
    this.list.hidden = !rows.length;
  }

  close() {
    this.show({ entities: [], titles: [] });
  }

  key(e) {
    const stops = [this.input, ...this.list.querySelectorAll("a")];
    if (stops.length === 1) return;
    if (e.key === "Escape") {
      this.close();
      this.input.focus();
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      const at = stops.indexOf(document.activeElement) + (e.key === "ArrowDown" ? 1 : -1);
      stops.at(at % stops.length).focus();
    } else return;
    e.preventDefault();
  }
}
