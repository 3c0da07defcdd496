// 一个数的来历: a click or Enter on a figure of a table shows its address, its place in the data file, every check it took
// part in, where the text uses it, and where it is compared. What it shows lies in figures.js beside the page, a script
// that calls mingzhangFigures({ file, rules: [[id, name, href]], checks: [[rule, verdict, formula, gap, allowed, cell]],
// cells: { anchor: [address, line, column, [check], [[title, href]], years, departments] } }), and is read with the
// first question. Without this script the page has the same row by row, and the ledger has every check.
(() => {
  "use strict";
  const main = document.querySelector("main[data-figures]");
  if (!main || !window.HTMLDialogElement) return;
  const hint = document.getElementById("figure-hint");
  let asked;

  function read() {
    asked ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      window.mingzhangFigures = resolve;
      script.src = main.dataset.figures;
      script.onload = () => reject(new Error(script.src));
      script.onerror = () => { asked = undefined; reject(new Error(script.src)); };
      document.head.append(script);
    });
    return asked;
  }

  // ---- one stop of the Tab key in each table; arrows move within ----
  const figure = (cell) => cell?.localName === "td" && cell.id && cell.querySelector(":scope > data") ? cell : null;
  const tables = [...main.querySelectorAll("table.form")];
  const current = new Map();

  function select(table, cell, focuses) {
    current.get(table)?.removeAttribute("tabindex");
    current.set(table, cell);
    cell.tabIndex = 0;
    if (hint) cell.setAttribute("aria-describedby", hint.id);
    if (focuses) cell.focus();
  }

  const grid = (table) => [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => [...row.cells].filter(figure))
    .filter((row) => row.length);
  for (const table of tables) {
    const first = grid(table)[0]?.[0];
    if (first) select(table, first);
  }
  main.classList.add("explains");

  // Who came for one figure goes on from there.
  function follow() {
    const cell = figure(document.getElementById(decodeURIComponent(location.hash.slice(1))));
    if (cell && main.contains(cell)) select(cell.closest("table"), cell);
  }
  addEventListener("hashchange", follow);
  follow();

  main.addEventListener("keydown", (event) => {
    const cell = figure(event.target);
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return void show(cell);
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    const rows = grid(cell.closest("table"));
    const row = rows.findIndex((cells) => cells.includes(cell));
    const line = rows[row + step[0]];
    const next = line?.[Math.min(rows[row].indexOf(cell) + step[1], line.length - 1)];
    event.preventDefault();
    if (next) select(cell.closest("table"), next, true);
  });

  main.addEventListener("click", (event) => {
    const cell = figure(event.target.closest?.("td"));
    // Who marks text means to copy it.
    if (!cell || event.target.closest("a") || String(getSelection())) return;
    select(cell.closest("table"), cell, true);
    show(cell);
  });

  // ---- the answer ----
  function add(parent, name, text, attributes = {}) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  }

  let dialog;
  function open() {
    if (!dialog) {
      dialog = add(main, "dialog", "", { class: "origin", "aria-labelledby": "origin-title" });
      // Beside the box is the dialog itself.
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    }
    dialog.replaceChildren();
    const box = add(dialog, "div");
    add(box, "button", "关闭", { type: "button" }).addEventListener("click", () => dialog.close());
    if (!dialog.open) dialog.showModal();
    return box;
  }

  async function show(cell) {
    let data;
    try { data = await read(); } catch { data = null; }
    const box = open();
    const value = cell.textContent.trim();
    const known = data?.cells[cell.id];
    if (!known) {
      add(box, "h2", value, { id: "origin-title" });
      const words = add(box, "p", "这个数的来历没有读出来。每一项核对见");
      add(words, "a", "逐项台账（CSV）", { href: main.dataset.ledger, download: "" });
      return;
    }
    const [address, line, column, checks, uses, years, departments] = known;
    add(box, "h2", address + "：" + value, { id: "origin-title" });
    const place = add(box, "p", "数据文件 ");
    add(place, "code", data.file);
    if (line) place.append(" 第 " + line + " 行第 " + column + " 列");
    const here = add(box, "p", "", { class: "links" });
    add(here, "a", "这一格的网址", { href: "#" + cell.id }).addEventListener("click", () => dialog.close());
    if (years) add(here, "a", "历年比较", { href: years });
    if (departments) add(here, "a", "各部门比较", { href: departments });
    add(box, "h3", checks.length ? "核对过的 " + checks.length + " 项" : "没有规则涉及这个数");
    const list = add(box, "ul");
    for (const index of checks) {
      const [rule, verdict, formula, gap, allowed, checked] = data.checks[index];
      const [id, name, href] = data.rules[rule];
      const item = add(list, "li");
      add(item, "span", verdict, { class: "verdict" });
      add(item, "a", id + " " + name, { href });
      if (checked !== address) item.append("（核对的是 " + checked + "）");
      const shortened = formula.length > 400 ? formula.slice(0, 400) + "……" : formula;
      const off = gap && gap !== "0" && verdict !== "平" ? "；相差 " + gap + (allowed ? "，允许 " + allowed : "") : "";
      add(item, "span", shortened + off, { class: "formula" });
    }
    if (!list.children.length) list.remove();
    if (uses.length) {
      add(box, "h3", "正文里用到的地方");
      const links = add(box, "p", "", { class: "links" });
      for (const [title, href] of uses) add(links, "a", title, { href });
    }
  }
})();
