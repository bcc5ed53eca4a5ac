// English stems, as internal/search/stem.go makes them: see there.

const pairs = (s) => s.split(" ").map((p) => p.split(">"));
const step2 = pairs(
  "ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e ousli>ous ization>ize ation>ate " +
    "ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble",
);
const step3 = pairs("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");
const step4 = pairs("al ance ence ee er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize");

const vowel = (w, i) => "aeiou".includes(w[i]) || (w[i] === "y" && i > 0 && !vowel(w, i - 1));
const hasVowel = (w) => [...w].some((_, i) => vowel(w, i));

function measure(w) {
  let m = 0;
  for (let i = 1; i < w.length; i++) if (vowel(w, i - 1) && !vowel(w, i)) m++;
  return m;
}

function shortEnd(w) {
  const n = w.length;
  return n > 2 && !vowel(w, n - 3) && vowel(w, n - 2) && !vowel(w, n - 1) && !"wxy".includes(w[n - 1]);
}

function longest(w, table) {
  let best = null;
  for (const s of table) if (w.endsWith(s[0]) && (!best || s[0].length > best[0].length)) best = s;
  return best;
}

function past(w) {
  if (w.endsWith("eed")) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w;
  const end = w.endsWith("ed") ? 2 : w.endsWith("ing") ? 3 : 0;
  const base = w.slice(0, w.length - end);
  if (!end || !hasVowel(base)) return w;
  const n = base.length;
  if (/(at|bl|iz)$/.test(base)) return base + "e";
  if (n > 1 && base[n - 1] === base[n - 2] && !vowel(base, n - 1) && !"lsz".includes(base[n - 1])) return base.slice(0, -1);
  return measure(base) === 1 && shortEnd(base) ? base + "e" : base;
}

function plural(w) {
  if (/(sses|ies)$/.test(w)) w = w.slice(0, -2);
  else if (/[^s]s$/.test(w)) w = w.slice(0, -1);
  w = past(w);
  return w.length > 2 && w.endsWith("y") && !vowel(w, w.length - 2) ? w.slice(0, -1) + "i" : w;
}

function longSuffix(w) {
  for (const table of [step2, step3]) {
    const s = longest(w, table);
    const base = s && w.slice(0, -s[0].length);
    if (s && measure(base) > 0) w = base + s[1];
  }
  let cut = longest(w, step4)?.[0];
  if (cut === "sion" || cut === "tion") cut = "ion";
  const base = cut ? w.slice(0, -cut.length) : w;
  return cut && measure(base) > 1 ? base : w;
}

function tidy(w) {
  if (w.endsWith("e")) {
    const base = w.slice(0, -1), m = measure(base);
    if (m > 1 || (m === 1 && !shortEnd(base))) w = base;
  }
  return w.endsWith("ll") && measure(w) > 1 ? w.slice(0, -1) : w;
}

export function stem(w) {
  w = w.replace(/'s$/, "").replace(/'$/, "");
  return /^[a-z]{3,}$/.test(w) ? tidy(longSuffix(plural(w))) : w;
}
