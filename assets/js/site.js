// What every page runs: nothing that a reader needs, only what saves a step.

// Switching language keeps the paragraph and the view.
for (const a of document.querySelectorAll("a[data-keep]")) {
  a.addEventListener("click", () => {
    const view = a.dataset.view ? "" : new URL(location.href).searchParams.get("view");
    const to = new URL(a.href);
    to.hash = keepable(location.hash) || paragraphInView();
    if (view === "both") to.searchParams.set("view", "both");
    a.href = to.href;
  });
}

// The tab of both languages is current when view.js chose it.
if (document.documentElement.dataset.view === "both") {
  for (const a of document.querySelectorAll(".tabs a")) {
    if (a.dataset.view === "both") a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
}

function keepable(hash) {
  return /^#(p\d+|o-[0-9a-f]+|capture|cite|compare)$/.test(hash) ? hash : "";
}

// paragraphInView is the first numbered paragraph whose end is still to be
// read, once the reader has scrolled past the head.
function paragraphInView() {
  if (scrollY < 200) return "";
  for (const row of document.querySelectorAll(".row[id]")) {
    if (row.getBoundingClientRect().bottom > 80) return "#" + row.id;
  }
  return "";
}
