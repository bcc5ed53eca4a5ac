// Chooses one language or both before the text below it is parsed, so that
// nothing moves. "?view=" wins over what the reader chose last.
(() => {
  const asked = new URL(location.href).searchParams.get("view");
  let view = asked;
  try {
    if (asked) localStorage.setItem("view", asked === "both" ? "both" : "one");
    else view = localStorage.getItem("view");
  } catch {
    // No storage: the choice lasts for this page.
  }
  if (view !== "both") return;
  document.documentElement.dataset.view = "both";
  const tabs = document.querySelectorAll(".tabs a");
  for (const a of tabs) {
    if (a.dataset.view === "both") a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
})();
