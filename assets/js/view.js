// Chooses one language or both before the title below it is parsed, so that
// nothing moves. "?view=" wins over what the reader chose last.
(() => {
  let view = new URL(location.href).searchParams.get("view");
  try {
    if (view) localStorage.setItem("view", view === "both" ? "both" : "one");
    else view = localStorage.getItem("view");
  } catch {
    // No storage: the choice lasts for this page.
  }
  if (view === "both") document.documentElement.dataset.view = "both";
})();
