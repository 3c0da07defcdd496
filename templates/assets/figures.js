// 一个数的来历: a click or Enter on a figure of a table says in plain words what it is, what stands beside it, every check it
// took part in, where the text uses it, and where it is compared; addresses, formulas and places in the data file are
// folded away. What it shows lies in figures.js beside the page, a script that calls mingzhangFigures({ file, document,
// table, rows: [name], columns: [[name, unit]], rules: [[id, name, href]], checks: [[rule, verdict, formula, gap, allowed,
// cell, unit]], cells: { anchor: [address, line, column, [check], [[title, href]], years, departments, row, column] } }),
// and is read with the first question. Without this script the page has the same row by row, and the ledger has every check.
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

  // 13,615.67 万元, 12.5%; a column's own % stands in the cell already.
  const withUnit = (value, unit) => !unit || value.endsWith(unit) ? value : value + (unit === "%" ? "" : " ") + unit;

  // What a verdict says of the gap.
  function words(verdict, gap) {
    const off = gap && gap !== "0" ? "相差 " + gap + "，" : "";
    return {
      平: "核对相符。", 尾差: off + "四舍五入可以造成。", 存疑: off + "只有按最宽的四舍五入算法才说得通。",
      不平: off + "四舍五入解释不了。", 未检: "缺少数据，没有核对成。",
    }[verdict] || "";
  }

  // Whose check it was, where it was another figure's: by the names of its row and column, or of its table.
  function other(data, checked) {
    const [, , , , , , , row, column] = Object.values(data.cells).find(([address]) => address === checked) || [];
    if (row === undefined) return "核对的是“" + checked.split(/[[.]/)[0] + "”里的数，这个数参加了计算。";
    return "核对的是“" + data.rows[row] + "”的“" + data.columns[column][0] + "”，这个数参加了计算。";
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
    const [address, line, column, checks, uses, years, departments, row, head] = known;
    const of = add(box, "p", "", { class: "origin-of" });
    add(of, "span", data.document);
    add(of, "span", data.table);
    const title = add(box, "h2", "", { id: "origin-title" });
    add(title, "span", data.rows[row] + "　" + data.columns[head][0]);
    add(title, "span", withUnit(value, data.columns[head][1]), { class: "origin-value" });

    const beside = Object.entries(data.cells).filter(([id, one]) => one[7] === row && id !== cell.id).slice(0, 6);
    if (beside.length) {
      add(box, "h3", "同一行的其他数");
      const list = add(box, "dl", "", { class: "beside" });
      for (const [id, one] of beside) {
        const pair = add(list, "div");
        const [name, unit] = data.columns[one[8]];
        add(pair, "dt", name);
        add(pair, "dd", withUnit(document.getElementById(id)?.textContent.trim() || "", unit));
      }
    }

    add(box, "h3", checks.length ? "核对过 " + checks.length + " 项" : "没有规则涉及这个数");
    const list = add(box, "ul");
    const technical = [];
    for (const index of checks) {
      const [rule, verdict, formula, gap, allowed, checked, unit] = data.checks[index];
      const [id, name, href] = data.rules[rule];
      const item = add(list, "li");
      add(item, "span", verdict, { class: "verdict" });
      // Names of rules are demands: they come in quotes, after what the check came to.
      item.append(words(verdict, gap && gap !== "0" ? withUnit(gap, unit) : ""), "规则：“");
      add(item, "a", name, { href });
      item.append("”。");
      if (checked !== address) item.append(other(data, checked));
      const shortened = formula.length > 400 ? formula.slice(0, 400) + "……" : formula;
      const off = gap && gap !== "0" && verdict !== "平" ? "；相差 " + gap + (allowed ? "，允许 " + allowed : "") : "";
      technical.push([id, (checked === address ? "" : checked + "：") + shortened + off]);
    }
    if (!list.children.length) list.remove();
    if (uses.length) {
      add(box, "h3", "正文里用到的地方");
      const links = add(box, "p", "", { class: "links" });
      for (const [title, href] of uses) add(links, "a", title, { href });
    }
    const here = add(box, "p", "", { class: "links" });
    if (years) add(here, "a", "历年比较", { href: years });
    if (departments) add(here, "a", "各部门比较", { href: departments });
    add(here, "a", "这一格的网址", { href: "#" + cell.id }).addEventListener("click", () => dialog.close());

    const details = add(box, "details");
    add(details, "summary", "技术信息");
    add(add(details, "p", "地址 "), "code", address);
    const place = add(details, "p", "数据文件 ");
    add(place, "code", data.file);
    if (line) place.append(" 第 " + line + " 行第 " + column + " 列");
    for (const [id, formula] of technical) add(details, "p", id + "　" + formula);
  }
})();
