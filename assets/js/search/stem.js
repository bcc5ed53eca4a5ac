// English stems, as internal/search/stem.go makes them: see there.

const suffixes = (s) => s.split(" ").map((p) => p.split(">")).sort((a, b) => b[0].length - a[0].length);
const step2 = suffixes(
  "ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e ousli>ous ization>ize ation>ate " +
    "ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble",
);
const step3 = suffixes("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");
const step4 = suffixes("al ance ence ee er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize");

// shape writes 1 for a vowel, which y is after a consonant, and 0 for others.
const shape = (w) => w.replace(/[aeiou]|(?<=[^aeiou])y/g, "1").replace(/[^1]/g, "0");
const measure = (w) => shape(w).split("10").length - 1;
const shortEnd = (w) => shape(w).endsWith("010") && !/[wxy]$/.test(w);
const ending = (w, table) => table.find(([s]) => w.endsWith(s));

function past(w) {
  if (w.endsWith("eed")) return measure(w.slice(0, -3)) ? w.slice(0, -1) : w;
  const base = w.replace(/(ed|ing)$/, "");
  if (base === w || !shape(base).includes("1")) return w;
  if (/(at|bl|iz)$/.test(base)) return base + "e";
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1);
  return measure(base) === 1 && shortEnd(base) ? base + "e" : base;
}

function longSuffix(w) {
  for (const table of [step2, step3]) {
    const [from, to] = ending(w, table) ?? [""], base = w.slice(0, w.length - from.length);
    if (from && measure(base)) w = base + to;
  }
  const cut = (ending(w, step4)?.[0] ?? "").replace(/^[st]ion/, "ion"), base = w.slice(0, w.length - cut.length);
  return measure(base) > 1 ? base : w;
}

export function stem(w) {
  w = w.replace(/'s$|'$/, "");
  if (!/^[a-z]{3,}$/.test(w)) return w;
  w = past(w.replace(/(ss|i)es$|([^s])s$/, "$1$2"));
  if (w.length > 2 && w.endsWith("y") && shape(w).at(-2) === "0") w = w.slice(0, -1) + "i";
  w = longSuffix(w);
  const base = w.replace(/e$/, ""), m = base !== w && measure(base);
  if (m > 1 || (m === 1 && !shortEnd(base))) w = base;
  return w.endsWith("ll") && measure(w) > 1 ? w.slice(0, -1) : w;
}
