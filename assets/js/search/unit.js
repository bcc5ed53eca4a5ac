// Units of text, as internal/search/unit.go cuts them: see there for the rules.
// testdata/vectors.json in that folder holds both to one result.

export const DENSE = 0, NUMBER = 1, LATIN = 2, SIGN = 3, SPACE = 4;

const isLatin = (c) => /^(?=\p{L})\p{Script=Latin}$/u.test(c);
const isDense = (c) => /^[\p{L}\p{N}\p{M}]$/u.test(c);
const isSpace = (c) => /^[ \t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(c);
const isDigit = (c) => c >= "0" && c <= "9";
const isApostrophe = (c) => c === "'" || c === "’" || c === "ʼ";

// fold narrows, lower-cases and takes the accent off one character.
function fold(c) {
  const n = c.codePointAt(0);
  if (n < 0x80) return n > 64 && n < 91 ? String.fromCharCode(n + 32) : c;
  if (n >= 0x4e00 && n <= 0x9fff) return c;
  if (n >= 0xff01 && n <= 0xff5e) c = String.fromCharCode(n - 0xfee0);
  else if (n === 0x3000) return " ";
  c = String.fromCodePoint(c.toLowerCase().codePointAt(0));
  return c.codePointAt(0) >= 0xc0 && isLatin(c) ? String.fromCodePoint(c.normalize("NFD").codePointAt(0)) : c;
}

function classify(c) {
  const n = c.codePointAt(0);
  if (n >= 0x4e00 && n <= 0x9fff) return DENSE;
  if (n < 0x80) return c >= "a" && c <= "z" ? LATIN : SIGN;
  return isLatin(c) ? LATIN : isDense(c) ? DENSE : SIGN;
}

// units cuts a text that is Simplified already; start and end count code points.
export function units(text) {
  const cs = Array.from(text, fold);
  const out = [];
  for (let i = 0; i < cs.length; ) {
    const u = { text: cs[i], class: SIGN, start: i, end: i + 1 };
    if (isDigit(cs[i])) wholeNumber(cs, u, out);
    else if (isSpace(cs[i])) {
      u.text = " ";
      u.class = SPACE;
      while (u.end < cs.length && isSpace(cs[u.end])) u.end++;
    } else u.class = classify(cs[i]);
    out.push(u);
    i = u.end;
  }
  return out;
}

function digits(cs, i) {
  while (i < cs.length && isDigit(cs[i])) i++;
  return i;
}

function wholeNumber(cs, u, before) {
  let end = digits(cs, u.start);
  u.class = NUMBER;
  u.text = cs.slice(u.start, end).join("");
  if (end - u.start <= 3) {
    while (cs[end] === "," && digits(cs, end + 1) === end + 4) {
      u.text += cs.slice(end + 1, end + 4).join("");
      end += 4;
    }
  }
  u.end = end;
  const n = before.length;
  if (cs[end] !== "." || (n > 1 && before[n - 1].text === "." && before[n - 2].class === NUMBER)) return;
  const fraction = digits(cs, end + 1);
  if (fraction === end + 1 || (cs[fraction] === "." && fraction + 1 < cs.length && isDigit(cs[fraction + 1]))) return;
  u.text += cs.slice(end, fraction).join("");
  u.end = fraction;
}

export const gram = (a, b) => (a.class === NUMBER || b.class === NUMBER ? a.text + "|" + b.text : a.text + b.text);

// denseChunks and hasGram tell where the index has bigrams.
export function denseChunks(us) {
  const out = new Array(us.length).fill(false);
  for (let i = 0; i < us.length; i++) {
    const from = i;
    let hit = false;
    for (; i < us.length && us[i].class !== SPACE; i++) hit ||= us[i].class <= NUMBER;
    out.fill(hit, from, i);
  }
  return out;
}

export function hasGram(us, dense, i) {
  if (i < 0 || i + 1 >= us.length) return false;
  if (us[i].class === SPACE) return dense[i + 1] || dense[i - 1] === true;
  if (us[i + 1].class === SPACE) return dense[i] || dense[i + 2] === true;
  return dense[i];
}

// latinWords lists runs of Latin letters; at is the unit a run begins with.
export function latinWords(us) {
  const out = [];
  for (let i = 0; i < us.length; i++) {
    if (us[i].class !== LATIN) continue;
    const w = { text: "", at: i, start: us[i].start, end: 0 };
    for (; i < us.length; i++) {
      const inner = w.text && isApostrophe(us[i].text) && us[i + 1]?.class === LATIN;
      if (us[i].class !== LATIN && !inner) break;
      w.text += inner ? "'" : us[i].text;
      w.end = us[i].end;
    }
    out.push(w);
    i--;
  }
  return out;
}

// words is what a translation is searched by.
export function words(us) {
  const out = latinWords(us);
  for (const [i, u] of us.entries()) {
    if (u.class <= NUMBER || u.text === "%") out.push({ text: u.text, at: i, start: u.start, end: u.end });
  }
  return out.sort((a, b) => a.at - b.at).map((w, i) => ({ ...w, position: i }));
}
