// What every page runs: nothing that a reader needs, only what saves a step.

// The reader's colour scheme, when it is not the system's.
const root = document.documentElement;
const themes = document.querySelectorAll("button[data-theme]");

function paint(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  for (const b of themes) b.setAttribute("aria-pressed", String(b.dataset.theme === theme));
}

function storedTheme() {
  try {
    return localStorage.getItem("theme") || "";
  } catch {
    return ""; // no storage: the system's
  }
}

paint(storedTheme());
for (const b of themes) {
  b.parentElement.hidden = false;
  b.addEventListener("click", () => {
    paint(b.dataset.theme);
    try {
      if (b.dataset.theme) localStorage.setItem("theme", b.dataset.theme);
      else localStorage.removeItem("theme");
    } catch {
      // The choice lasts for this page.
    }
  });
}

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
