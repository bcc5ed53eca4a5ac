// Traditional → Simplified by phrase, as internal/hanzi does it.

// longest finds the longest key of a map that stands at cs[i].
function longest(map, limit, cs, i) {
  for (let n = Math.min(limit, cs.length - i); n > 0; n--) {
    const from = cs.slice(i, i + n).join("");
    if (map.has(from)) return from;
  }
  return cs[i];
}

class Step {
  constructor(entries) {
    this.map = new Map(entries);
    this.limit = Math.max(...Array.from(this.map.keys(), (k) => k.length));
  }
  convert(text) {
    const cs = Array.from(text);
    let out = "";
    for (let i = 0; i < cs.length; ) {
      const from = longest(this.map, this.limit, cs, i);
      out += this.map.get(from) ?? from;
      i += Array.from(from).length;
    }
    return out;
  }
}

const pairs = (s) => Array.from(s).reduce((out, c, i, cs) => (i % 2 ? out : (out.push([c, cs[i + 1]]), out)), []);

export class Simplifier {
  // table is hanzi.BrowserTable.
  constructor({ traditional, shared, phrases, mainland }) {
    this.only = new Set(pairs(traditional).map(([c]) => c));
    this.steps = [new Step([...pairs(traditional), ...pairs(shared), ...Object.entries(phrases)]), new Step(Object.entries(mainland))];
  }
  // forms lists a text as it stands, Simplified, and in mainland usage besides:
  // a word cut out of a text (著 out of 专著) may be right in any of them.
  forms(text) {
    const [simplify, mainland] = this.steps;
    const simple = Array.from(text).some((c) => this.only.has(c)) ? simplify.convert(text) : text;
    return [...new Set([text, simple, mainland.convert(simple)])];
  }
}
