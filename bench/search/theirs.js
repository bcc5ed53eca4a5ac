// The race's page for Pagefind: window.find(query, page) → {ids, ms}.
const pagefind = await import("/pagefind/pagefind.js");

window.find = async (query, page) => {
  const start = performance.now(), { results } = await pagefind.search(query);
  if (page) await Promise.all(results.slice(0, 10).map((r) => r.data()));
  const ms = performance.now() - start;
  const docs = page ? [] : await Promise.all(results.slice(0, 300).map((r) => r.data()));
  return { count: results.length, ids: docs.map((d) => d.url.replaceAll("/", "")), ms };
};
window.ready = true;
