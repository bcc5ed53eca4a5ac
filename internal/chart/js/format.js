// Numbers on axes. number.go writes the same forms for labels; a test holds
// the two together.

const words = {
  zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]],
  en: [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]],
};

function group(text) {
  const [whole, rest] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? "." + rest : "");
}

function grouped(value, lang) {
  const text = String(+value.toFixed(2));
  return lang === "en" ? group(text) : text;
}

function count(value, lang) {
  if (value < 0) return "−" + count(-value, lang);
  for (const [size, word] of words[lang]) {
    if (value >= size) return grouped(value / size, lang) + word;
  }
  return grouped(value, lang);
}

function year(value) {
  const whole = Math.floor(value + 1e-6);
  const month = Math.round((value - whole) * 12);
  return month === 0 ? String(whole) : `${whole}-${String(month + 1).padStart(2, "0")}`;
}

export function formatter(name) {
  if (name === "year") return year;
  if (name === "none") return () => "";
  const percent = name.endsWith("%");
  const lang = name.slice(0, 2);
  return (value) => count(value, lang) + (percent ? "%" : "");
}
