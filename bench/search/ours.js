// The race's page for our index: window.find(query, page) → {ids, ms}.
import { Engine } from "../../assets/js/search/engine.js";

let engine = new Engine("/index/", { hints: () => import("../../assets/js/search/hints.js") });
window.find = async (query, page) => {
  const start = performance.now(), found = await engine.search(query);
  if (page) await Promise.all([engine.names(), engine.facets(found), ...found.stories.slice(0, 10).map((s) => engine.story(found, s))]);
  const ms = performance.now() - start;
  const docs = page ? [] : await Promise.all(found.docs.slice(0, 300).map((d) => engine.index.shown(d)));
  return { count: found.docs.length, ids: docs.map((d) => d.i), ms };
};
window.ready = true;
