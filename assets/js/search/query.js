// The query language: words are ANDed, "a phrase" is exact, -word excludes,
// field:value narrows. Anything that is no operator is looked for as it stands.

const fields = {
  place: "county", county: "county", programme: "programme", program: "programme", org: "organisation",
  organisation: "organisation", organization: "organisation", indicator: "indicator", source: "source",
  publisher: "publisher", author: "author", year: "year", title: "title",
};

// parse returns items {text, quoted, not, field}.
export function parse(query) {
  const cs = Array.from(query), items = [];
  let i = 0;
  const white = (c) => /\s/.test(c);
  const quote = (c) => c === '"' || c === "＂";
  while (i < cs.length) {
    if (white(cs[i])) {
      i++;
      continue;
    }
    const item = { text: "", quoted: false, not: false, field: "" };
    if ((cs[i] === "-" || cs[i] === "－") && i + 1 < cs.length && !white(cs[i + 1])) {
      item.not = true;
      i++;
    }
    const name = /^([A-Za-z]+)[:：](?=\S)/.exec(cs.slice(i, i + 16).join(""));
    if (name && fields[name[1].toLowerCase()]) {
      item.field = fields[name[1].toLowerCase()];
      i += name[0].length;
    }
    if (quote(cs[i])) {
      item.quoted = true;
      for (i++; i < cs.length && !quote(cs[i]); i++) item.text += cs[i];
      i++;
    } else {
      for (; i < cs.length && !white(cs[i]); i++) item.text += cs[i];
    }
    if (item.text.trim()) items.push(item);
  }
  return items;
}

// years reads "2023" and "2021..2023", open at either end.
export function years(text) {
  const m = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(text.replace("—", "..").replace("…", ".."));
  if (!m || (!m[1] && !m[3])) return null;
  return m[2] ? [+(m[1] ?? 1), +(m[3] ?? 9999)] : [+m[1], +m[1]];
}
