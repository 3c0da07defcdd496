// What browser_test.py asks of a page: each function returns a list of what is wrong with it, in words.
window.checks = (() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const squeezed = (text) => (text || "").replace(/\s+/g, "");

  // An element in a few letters, to find it by.
  function named(one) {
    const id = one.id ? "#" + one.id : one.classList.length ? "." + [...one.classList].join(".") : "";
    return one.localName + id + "“" + squeezed(one.textContent || one.value).slice(0, 12) + "”";
  }

  function nameOf(one) {
    const by = (one.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const own = by.map((id) => document.getElementById(id)?.textContent).join("")
      || one.getAttribute("aria-label") || [...(one.labels || [])].map((label) => label.textContent).join("")
      || one.textContent || all("img[alt]", one).map((image) => image.alt).join("") || one.title;
    return squeezed(own);
  }

  // ---- structure ----
  function structure() {
    const wrong = [];
    const not = (right, ...words) => { if (!right) wrong.push(words.join(" ")); };
    const one = (selector) => all(selector).length === 1;
    const html = document.documentElement;
    not(html.lang === "zh-CN", "lang is", html.lang || "missing");
    not(document.title.trim(), "no title");
    not(!/user-scalable\s*=\s*no|maximum-scale/.test(document.querySelector("meta[name=viewport]")?.content || ""), "zooming is forbidden");
    not(one("h1"), all("h1").length, "h1");
    for (const landmark of ["main", "body > header", "body > footer"]) not(one(landmark), all(landmark).length, landmark);
    if (!["home", "not-found"].includes(html.dataset.page)) not(document.querySelector("nav"), "no nav");
    const labels = all("nav").map(nameOfLandmark);
    labels.forEach((label, index) => not(label && labels.indexOf(label) === index, "nav without a name of its own:", label));
    let depth = 0;
    for (const heading of all("h1, h2, h3, h4, h5, h6").filter(exposed)) {
      const level = Number(heading.localName[1]);
      not(level <= depth + 1, named(heading), "follows h" + depth);
      not(squeezed(heading.textContent), "empty", heading.localName);
      depth = level;
    }
    const ids = new Set();
    for (const element of all("[id]")) {
      not(!ids.has(element.id), "id twice:", element.id);
      ids.add(element.id);
    }
    for (const attribute of ["for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget"]) {
      for (const element of all("[" + attribute + "]")) {
        for (const id of element.getAttribute(attribute).split(/\s+/)) not(ids.has(id), named(element), attribute, "names nothing:", id);
      }
    }
    for (const table of all("table")) {
      not(squeezed(table.caption?.textContent), named(table), "has no caption");
      for (const head of all("th", table)) {
        not(["row", "col", "rowgroup", "colgroup"].includes(head.getAttribute("scope")) || head.headers, named(head), "heads nothing");
        not(squeezed(head.textContent), "empty th in", table.id || named(table));
      }
      for (const cell of all("td[headers]", table)) {
        for (const id of cell.headers.split(/\s+/)) not(table.contains(document.getElementById(id)), named(cell), "has its head elsewhere");
      }
    }
    for (const image of all("img, svg, [role=img]")) {
      const title = all(":scope > title", image).map((element) => element.textContent).join("");
      not(image.hasAttribute("alt") || image.getAttribute("aria-hidden") === "true" || image.getAttribute("aria-label")
        || image.getAttribute("aria-labelledby") || squeezed(title), named(image), "says nothing");
    }
    for (const link of all("a[href], button, summary")) not(nameOf(link), link.outerHTML.slice(0, 80), "has no text");
    for (const field of all("input:not([type=hidden]), select, textarea")) not(nameOf(field), named(field), "has no label");
    for (const list of all("ul, ol")) not([...list.children].every((item) => item.localName === "li"), named(list), "holds more than li");
    for (const list of all("dl").filter(exposed)) {
      const items = [...list.children].flatMap((item) => (item.localName === "div" ? [...item.children] : [item]));
      not(items.length && items.every((item) => /^(dt|dd)$/.test(item.localName)), named(list), "holds more than dt and dd");
    }
    for (const inner of all(":is(a[href], button, summary) :is(a[href], button, input)")) not(false, named(inner), "inside another control");
    for (const element of all("[tabindex]")) not(element.tabIndex <= 0, named(element), "jumps the order of tabs");
    for (const hidden of all("[aria-hidden=true]")) not(!focusables(hidden).length, named(hidden), "is hidden but can be focused");
    for (const region of all("[role=region]")) not(nameOfLandmark(region), named(region), "has no name");
    for (const element of all("[style], [onclick], style, script:not([src])")) not(false, named(element), "breaks the policy");
    return wrong;
  }

  const nameOfLandmark = (one) => squeezed(one.getAttribute("aria-label")
    || (one.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(""));
  const exposed = (one) => getComputedStyle(one).display !== "none" && !one.closest("[hidden], [aria-hidden=true]");

  // ---- colour ----
  const pad = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pad.canvas.width = pad.canvas.height = 1;

  function rgba(colour) {
    pad.clearRect(0, 0, 1, 1);
    pad.fillStyle = colour;
    pad.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pad.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  const over = (top, bottom) => [0, 1, 2].map((index) => top[index] * top[3] + bottom[index] * (1 - top[3])).concat(1);

  function ground(one) {
    if (!one) return rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark") && dark() ? "#121212" : "#fff");
    const own = rgba(getComputedStyle(one).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(one.parentElement));
  }

  const dark = () => matchMedia("(prefers-color-scheme: dark)").matches;
  const light = (colour) => colour.slice(0, 3)
    .map((part) => (part / 255 <= .04045 ? part / 255 / 12.92 : ((part / 255 + .055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [.2126, .7152, .0722][index], 0);

  function ratio(one, colour) {
    const below = ground(one);
    const [high, low] = [light(over(rgba(colour), below)), light(below)].sort((a, b) => b - a);
    return (high + .05) / (low + .05);
  }

  const body = () => ({
    ratio: ratio(document.body, getComputedStyle(document.body).color),
    ground: ground(document.body).slice(0, 3).join(" "),
    background: getComputedStyle(document.body).backgroundColor,
  });

  // All text against what lies under it: 4.5, or 3 where it is large (WCAG 1.4.3).
  function contrast() {
    const wrong = new Map();
    const known = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const one = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || known.has(one) || one.closest("script, style, noscript, title, desc") || !seen(one)) continue;
      const style = getComputedStyle(one);
      const colour = one.closest("svg") ? style.fill : style.color;
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
      const found = ratio(one, colour);
      known.add(one);
      const kind = one.localName + "." + one.className + colour;
      if (found < (large ? 3 : 4.5) && rgba(colour)[3] > 0 && !wrong.has(kind)) wrong.set(kind, named(one) + " has " + found.toFixed(2));
    }
    return [...wrong.values()];
  }

  // ---- keyboard ----
  const candidates = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const focusables = (within = document) => all(candidates, within).filter((one) => seen(one) || one.matches(".skip"));

  const ring = (one) => ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(one, part || null);
    const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0 ? "" : style.outlineWidth + style.outlineColor;
    return { outline, colour: outline && style.outlineColor, shadow: style.boxShadow === "none" ? "" : style.boxShadow };
  });

  let before, met;
  function startTravel() {
    met = new Set();
    before = new Map(focusables().map((one) => [one, ring(one)]));
    return before.size;
  }

  // What is wrong with how the focused element looks, or null when focus has left the page or come round.
  function stop() {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement || met.has(one)) return null;
    met.add(one);
    const wrong = [];
    const now = ring(one);
    const was = before.get(one) || ring(document.body);
    const marked = now.filter((part, index) => part.outline !== was[index].outline || part.shadow !== was[index].shadow);
    if (!marked.length) wrong.push(named(one) + " looks the same with focus");
    else if (!marked.some((part) => part.shadow || ratio(one.parentElement, part.colour) >= 3)) wrong.push(named(one) + " has too faint a focus ring");
    const boxes = [...one.getClientRects()].filter((box) => box.width && box.height);
    const visible = boxes.filter((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
    if (!visible.length) wrong.push(named(one) + " has focus out of sight");
    else if (!visible.some((box) => uncovered(one, box))) wrong.push(named(one) + " has focus under something else");
    return wrong;
  }

  function uncovered(one, box) {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    return [[.5, .5], [.1, .2], [.9, .8], [.1, .8], [.9, .2]].some(([x, y]) => {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return hit && (one.contains(hit) || (hit.contains(one) && hit !== document.body && hit !== document.documentElement));
    });
  }

  const missed = () => [...before.keys()].filter((one) => !met.has(one)).map((one) => named(one) + " is not reached by Tab");

  // ---- small screens ----
  function narrow(width) {
    const wrong = [];
    const full = document.scrollingElement.scrollWidth;
    if (full > width) {
      const wide = all("body *").filter((one) => seen(one) && one.getBoundingClientRect().right > width + 1 && !one.closest(".scroll"));
      wrong.push(full + " px wide" + (wide.length ? ": " + named(wide[wide.length - 1]) : ""));
    }
    for (const table of all("table.stack")) {
      const box = table.closest(".scroll");
      if (box.scrollWidth > box.clientWidth + 1) wrong.push(named(table) + " scrolls sideways");
      for (const cell of all("tbody td", table)) if (seen(cell) && !cell.dataset.label) wrong.push(named(cell) + " does not say its column");
    }
    // A target in a line of text may be as high as the line (WCAG 2.5.8).
    for (const one of all("button, .button, summary, input, nav a, header a, footer a, .toc a, .downloads a, .figures a, .latest a, .orders a")) {
      if (!seen(one) || one.matches(".skip, .term-more")) continue;
      const boxes = [one.getBoundingClientRect()];
      const after = getComputedStyle(one, "::after");
      if (after.position === "absolute" && after.content !== "none") boxes.push(one.offsetParent.getBoundingClientRect());
      const [width, height] = [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
      if (width < 24 || height < 24) wrong.push(named(one) + " is " + width.toFixed(0) + "×" + height.toFixed(0) + " px");
    }
    return wrong;
  }

  // ---- paper and pages without scripts ----
  const paper = () => all(".skip, .breadcrumb, .neighbours, .button, button, input").filter(seen).map((one) => named(one) + " is printed");

  function plain() {
    const wrong = [];
    const main = document.querySelector("main");
    const text = squeezed(main?.innerText);
    if (text.length < 20) wrong.push("main says only “" + text + "”");
    if (!document.querySelector("h1") || !seen(document.querySelector("h1"))) wrong.push("no h1 to see");
    for (const table of all("main table").filter((one) => !one.closest("details"))) if (!seen(table)) wrong.push(named(table) + " cannot be seen");
    return wrong;
  }

  return { structure, body, contrast, startTravel, stop, missed, narrow, paper, plain };
})();
