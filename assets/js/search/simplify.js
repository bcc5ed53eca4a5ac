// Tells which queries must be simplified. Code (traditional.js) and table for it
// are fetched when one holds a character outside GB 2312, which Simplified text
// gets by with, names aside, or one in it that does convert.

let common;

// gb2312 asks the browser's own decoder for the set's characters.
function gb2312() {
  const codes = [];
  for (let high = 0xb0; high <= 0xf7; high++) for (let low = 0xa1; low <= 0xfe; low++) codes.push(high, low);
  return new Set(new TextDecoder("gbk").decode(new Uint8Array(codes)));
}

export function needsTable(text) {
  if (!/[\u3400-\u9fff]/.test(text)) return false;
  common ??= gb2312();
  return Array.from(text).some((c) => /[\u3400-\u9fff]/.test(c) && (!common.has(c) || "著後".includes(c)));
}
