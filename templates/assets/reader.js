// 阅读设置: larger text and higher contrast, kept on this device and told to nobody. Stands in the head and blocks, so
// that the first thing painted is already right. Without it, or where the browser keeps nothing, pages follow the
// system's settings and their buttons stay away.
(() => {
  "use strict";
  const page = document.documentElement;
  const settings = { text: ["standard", "large", "largest"], contrast: ["standard", "more"] };
  const key = (name) => "mingzhang-" + name;
  const kept = (name) => { try { return localStorage.getItem(key(name)); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(key(name), value); } catch { /* for this page only */ } };
  const wished = matchMedia("(prefers-contrast: more)");

  // Only what the style sheet knows, whatever else lies in the store.
  const apply = (name, value) => { if (settings[name].includes(value)) page.dataset[name] = value; };
  const now = (name) => page.dataset[name] || (name === "contrast" && wished.matches ? "more" : "standard");

  function show() {
    for (const button of document.querySelectorAll("[data-set-text], [data-set-contrast]")) {
      const { setText, setContrast } = button.dataset;
      button.setAttribute("aria-pressed", String(setText ? now("text") === setText : now("contrast") === setContrast));
    }
  }

  for (const name of Object.keys(settings)) apply(name, kept(name));
  page.dataset.reader = "";

  document.addEventListener("DOMContentLoaded", show);
  wished.addEventListener?.("change", show);
  // Another tab, or going back to a page kept in memory.
  addEventListener("storage", ({ key: changed, newValue }) => {
    for (const name of Object.keys(settings)) if (changed === key(name)) apply(name, newValue ?? "standard");
    show();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    for (const name of Object.keys(settings)) apply(name, kept(name));
    show();
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-set-text], [data-set-contrast]");
    if (!button) return;
    const name = button.dataset.setText ? "text" : "contrast";
    // A contrast that the system asks for can be turned off as well.
    const value = button.dataset.setText || (now("contrast") === button.dataset.setContrast ? "standard" : button.dataset.setContrast);
    apply(name, value);
    keep(name, value);
    show();
  });
})();
