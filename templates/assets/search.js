// The search page: asks search-index.js, and shows what was found by disclosure.
(() => {
  "use strict";
  const main = document.querySelector("main.search");
  if (!main) return;
  const { ask, document: disclosure, line, term, section, passage } = window.mingzhangIndex;
  const input = document.getElementById("search-words");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const catalogue = main.querySelector(".search-catalogue");
  // What is shown before anybody asks for more: disclosures, and of each kind in one of them.
  const [documentsAtFirst, hitsAtFirst, hitsOfOne] = [6, 3, 20];
  const title = document.title;
  let run = 0;

  function make(name, className, ...content) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  const wanted = (all) => all.flatMap(({ raw, others }) => [raw, ...others]).filter((word) => word)
    .sort((a, b) => b.length - a.length);

  function marked(text, all) {
    const words = wanted(all).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    if (!words.length) return [text];
    return text.split(new RegExp("(" + words.join("|") + ")")).map((part, index) => (index % 2 ? make("mark", "", part) : part));
  }

  // The part of a passage around the first word that was looked for.
  function excerpt(text, all) {
    const places = wanted(all).map((word) => text.indexOf(word)).filter((at) => at >= 0);
    const start = Math.max(0, Math.min(...places, text.length) - 30);
    const from = places.length && start > 0 ? start : 0;
    return (from ? "…" : "") + text.slice(from, from + 120) + (from + 120 < text.length ? "…" : "");
  }

  function item({ found, document: number, figure }, kind, all) {
    const from = disclosure(number);
    const item = make("li");
    const link = make("a");
    item.append(link);
    if (!found) {
      link.href = from.href + "index.html";
      link.append(...marked(from.name + from.title, all));
      return item;
    }
    const [label, unit, href, ...columns] = found.place;
    const [row, anchor] = found.row.split("#");
    link.href = from.href + href.replace("*", encodeURIComponent(row)).replace("+", columns[found.column * 2] || "")
      + (anchor ? "#" + encodeURIComponent(anchor) : "");
    // Browsers that know it go to the words themselves.
    const word = kind === passage && wanted(all).find((one) => found.more.includes(one));
    if (word) link.href += "#:~:text=" + encodeURIComponent(word).replace(/-/g, "%2D");
    link.append(...marked(found.text, all));
    if (figure) {
      const value = make("data", "", figure);
      value.value = figure.replace(/,/g, "");
      item.append(make("span", "found-figure", value, " ", make("span", "unit", unit === "比率" ? "" : unit)));
    }
    if (found.more) item.append(make("p", "found-more", ...marked(excerpt(found.more, all), all)));
    const column = columns[found.column * 2 + 1];
    const parts = kind === section || kind === passage ? [] : [label + (column && kind <= line ? "·" + column : "")];
    if (kind === term) parts.unshift(from.name, from.title);
    if (found.code) parts.push("编码 " + found.code);
    if (parts.length) item.append(make("p", "found-place", ...marked(parts.join(" · "), all)));
    return item;
  }

  // A list with a button that shows the rest of it.
  function listed(hits, kind, all, atFirst, heading) {
    const list = make("ol", "found");
    const more = make("button", "button search-more");
    more.type = "button";
    more.setAttribute("aria-describedby", heading.id);
    let shown = 0;
    const extend = (count) => {
      const before = shown;
      for (; shown < Math.min(before + count, hits.length); shown++) list.append(item(hits[shown], kind, all));
      more.hidden = shown >= hits.length;
      more.textContent = "再显示 " + Math.min(20, hits.length - shown) + " 处";
      return list.children[before];
    };
    more.onclick = () => extend(20)?.querySelector("a").focus();
    extend(hits.length === atFirst + 1 ? atFirst + 1 : atFirst);
    return [list, more];
  }

  function headed(level, name, count, id) {
    const heading = make("h" + level, "", name, make("span", "found-count", count));
    heading.id = id;
    return heading;
  }

  function block(heading, ...content) {
    const section = make("section", "found-group", heading, ...content);
    section.setAttribute("aria-labelledby", heading.id);
    return section;
  }

  // What was found, by disclosure: those with lines or amounts first, then the newest.
  function byDocument(groups) {
    const found = new Map();
    groups.forEach((group, rank) => {
      for (const hit of group.hits) {
        if (!found.has(hit.document)) found.set(hit.document, { number: hit.document, rank: group.kind <= line ? 0 : 1, parts: new Map() });
        const { parts } = found.get(hit.document);
        if (!parts.has(rank)) parts.set(rank, { group, hits: [] });
        parts.get(rank).hits.push(hit);
      }
    });
    return [...found.values()].sort((a, b) => a.rank - b.rank || a.number - b.number);
  }

  function shownDocument({ number, parts }, all, isOnly, isDone) {
    const from = disclosure(number);
    const total = [...parts.values()].reduce((sum, { hits }) => sum + hits.length, 0);
    const link = make("a", "", ...marked(from.name + " " + from.title, all));
    link.href = from.href + "index.html";
    const id = "found-" + number;
    const lists = [...parts].flatMap(([rank, { group, hits }]) => {
      const heading = headed(3, group.name, hits.length + " 处" + (group.isDone ? "" : "以上"), id + "-" + rank);
      return [heading, ...listed(hits, group.kind, all, isOnly ? hitsOfOne : hitsAtFirst, heading)];
    });
    return block(headed(2, link, total + " 处" + (isDone ? "" : "以上"), id), ...lists);
  }

  function show(groups, own, all, mine) {
    const terms = groups.find((group) => group.kind === term);
    const inside = groups.filter((group) => group !== terms);
    const isDone = () => inside.every((group) => group.isDone);
    let found = byDocument(inside);
    if (own.length) {
      const heading = headed(2, "公开件", own.length + " 件", "found-documents");
      results.append(block(heading, ...listed(own, section, all, 5, heading)));
    }
    if (terms.hits.length) {
      const heading = headed(2, "名词", terms.hits.length + " 个" + (terms.isDone ? "" : "以上"), "found-terms");
      results.append(block(heading, ...listed(terms.hits, term, all, 2, heading)));
    }
    const known = new Set();
    const more = make("button", "button search-more");
    more.type = "button";
    const extend = (count) => {
      const next = found.filter((one) => !known.has(one.number)).slice(0, count);
      for (const one of next) {
        known.add(one.number);
        const section = shownDocument(one, all, found.length === 1, isDone());
        if (more.parentNode) more.before(section); else results.append(section);
      }
      const left = found.length - known.size;
      more.textContent = left ? "再看 " + Math.min(left, documentsAtFirst) + " 件公开件" : "继续查找";
      more.hidden = !left && isDone();
      return next.length ? document.getElementById("found-" + next[0].number) : null;
    };
    more.onclick = async () => {
      more.disabled = true;
      try {
        if (found.length === known.size) {
          await Promise.all(inside.map((group) => group.more(group.hits.length + 200, 4)));
          if (mine !== run) return;
          found = byDocument(inside);
          // What came to disclosures that are shown already is added to them.
          for (const one of found.filter(({ number }) => known.has(number))) {
            document.getElementById("found-" + one.number).parentNode.replaceWith(shownDocument(one, all, found.length === 1, isDone()));
          }
        }
        const first = extend(documentsAtFirst);
        status.textContent = "显示了 " + known.size + " 件公开件，共 " + found.length + " 件" + (isDone() ? "" : "以上");
        if (first) first.querySelector("a").focus();
      } catch {
        if (mine === run) unreadable();
      }
      more.disabled = false;
    };
    extend(documentsAtFirst);
    results.append(more);
    const count = inside.reduce((sum, group) => sum + group.hits.length, 0);
    const parts = [];
    if (found.length) parts.push(found.length + " 件公开件里有 " + count + " 处" + (isDone() ? "" : "以上"));
    else if (!isDone()) parts.push("还没有查完");
    if (own.length) parts.push("公开件 " + own.length + " 件");
    if (terms.hits.length) parts.push("名词 " + terms.hits.length + " 个");
    return parts.join("，");
  }

  const unreadable = () => { status.textContent = "检索数据没有读出来。网站可能刚刚更新，请刷新页面再试。"; };

  async function search(query) {
    const mine = ++run;
    input.value = query;
    results.replaceChildren();
    status.textContent = "";
    document.title = query ? query + " - " + title : title;
    // Out of the way until it is known how far down it goes, so that nothing jumps.
    catalogue.hidden = Boolean(query);
    if (!query) return;
    status.textContent = "正在查找……";
    try {
      const found = await ask(query);
      if (mine !== run) return;
      if (!found) {
        status.textContent = "请至少写两个字。";
        return;
      }
      if (found.isEmpty && found.isDone) {
        status.textContent = "没有找到“" + query + "”。可以少写几个字，或者只写编码或金额。";
        return;
      }
      const { all, read } = found;
      const said = show(found.groups, found.own, all, mine);
      const others = all.flatMap((word) => word.others);
      status.textContent = "“" + query + "”" + (read === query ? "" : "（按“" + read + "”查找）") + "：" + said
        + (others.length ? "。也找了" + others.map((word) => "“" + word + "”").join("、") : "");
    } catch {
      if (mine === run) unreadable();
    } finally {
      if (mine === run) catalogue.hidden = false;
    }
  }

  const asking = () => (new URLSearchParams(location.search).get("q") || "").trim();
  main.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const query = input.value.trim();
    // Some browsers do not let pages on a disk change their address.
    try { history.pushState(null, "", "?" + new URLSearchParams({ q: query })); } catch {}
    search(query);
  });
  window.addEventListener("popstate", () => search(asking()));
  search(asking());
})();
