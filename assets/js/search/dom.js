// Small tools for making elements: text goes in as text, never as markup.

// h makes an element; false and null children are left out.
export function h(tag, attributes = {}, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes)) {
    if (v === true) e.setAttribute(k, "");
    else if (v !== false && v != null) e.setAttribute(k, v);
  }
  e.append(...children.flat().filter((c) => c !== false && c != null));
  return e;
}

// marked turns parts of an excerpt into nodes.
export const marked = (parts) => parts.map((p) => (p.mark ? h("mark", {}, p.mark) : p));

// fill puts values into a sentence: "{n} reports".
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, k) => values[k] ?? "");
