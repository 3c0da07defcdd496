// 检索：no library, no server. The index lies in search/data/ as scripts that each call mingzhangSearch(name, data), so
// that it also loads from a disk; only the pieces a query needs are loaded.
//
// site      departments [slug, name, alias …], kinds [folder, title], documents (digits: department, year, kind),
//           places [label, unit, href, column id, column name …], kindStarts, and where each piece starts
// t0, t1 …  [bigram or "#code", entries (rising), …], in the order of strings
// e0, e1 …  [text, code, more, place, row, column, documents (rising), "figure|figure…"], one an entry, best first
// a0, a1 …  [amount, (entry, hit, column) …, …], by hash
(() => {
  "use strict";
  const main = document.querySelector("main.search");
  if (!main) return;
  const root = main.dataset.root;
  const input = document.getElementById("search-words");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const catalogue = main.querySelector(".search-catalogue");
  const kinds = ["表中的行", "项目", "名词", "表和说明"];
  const [units, atFirst] = [["处", "个", "个", "篇"], [20, 10, 5, 8]];
  const title = document.title;
  let run = 0, site;

  // ---- loading ----
  const arrived = new Map();
  const asked = new Map();
  window.mingzhangSearch = (name, data) => arrived.set(name, data);

  function load(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = "data/" + name + ".js?v=" + main.dataset.version;
        script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : reject(new Error(name)));
        script.onerror = () => { asked.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }

  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const digit = new Map([...alphabet].map((letter, value) => [letter, value]));

  function numbers(text) {
    const found = [];
    let number = 0;
    for (const letter of text) {
      const value = digit.get(letter);
      number = number * 32 + (value & 31);
      if (value > 31) { found.push(number); number = 0; }
    }
    return found;
  }

  const rising = (text, sum = 0) => numbers(text).map((step) => (sum += step));

  // The last place whose start is not above the key.
  function place(starts, key) {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= key) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  // ---- words; SearchText.swift does the same to what is indexed ----
  const marks = /[\u0080-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u303f\ufe00-\ufe6f\uff00-\uffff]/;

  function fold(text) {
    let folded = "";
    for (const letter of text) {
      let value = letter.codePointAt(0);
      if (value >= 0xff01 && value <= 0xff5e) value -= 0xfee0;
      const plain = String.fromCodePoint(value).replace(/[A-Z]/, (capital) => capital.toLowerCase());
      if (value < 0x80 ? /[0-9a-z]/.test(plain) : value > 0xffff || !marks.test(plain)) folded += plain;
    }
    return folded;
  }

  function amountKey(text) {
    let plain = text.replace(/[，,]/g, "").replace(/^-/, "").replace(/(万元|亿元|元|%)$/, "");
    if (!/^\d+(\.\d+)?$/.test(plain)) return "";
    if (plain.includes(".")) plain = plain.replace(/\.?0+$/, "");
    const fewest = plain.includes(".") ? 2 : 3;
    return plain.replace(/^[0.]+/, "").replace(".", "").length < fewest ? "" : plain;
  }

  function hash(text) {
    let value = 0x811c9dc5;
    for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
    return value;
  }

  // ---- the index ----
  async function open() {
    if (site) return;
    const data = await load("site");
    const flat = numbers(data.documents);
    const documents = [];
    for (let index = 0; index < flat.length; index += 3) {
      const [slug, name, ...aliases] = data.departments[flat[index]];
      const [folder, kind] = data.kinds[flat[index + 2]];
      const year = flat[index + 1];
      documents.push({
        slug, name, title: year + "年度" + kind, href: root + encodeURIComponent(slug) + "/" + year + "/" + folder + "/",
        department: fold([name, ...aliases].join(" ")), about: fold(year + "年度" + kind),
      });
    }
    site = { ...data, documents, entries: rising(data.entries), labels: data.places.map((one) => fold(one[0])) };
  }

  async function entry(number) {
    const piece = place(site.entries, number);
    const [text, code, more, where, row, column, documents, figures] =
      (await load("e" + piece))[number - site.entries[piece]];
    return {
      text, code, more, row, column, place: site.places[where], label: site.labels[where],
      folded: fold(text), foldedMore: fold(more), documents: rising(documents), figures: figures.split("|"),
    };
  }

  async function postings(key) {
    const piece = place(site.tokens, key);
    if (piece < 0) return [];
    const list = await load("t" + piece);
    for (let index = 0; index < list.length; index += 2) if (list[index] === key) return rising(list[index + 1]);
    return [];
  }

  // How many pieces hold these entries: reading them costs no more than narrowing them down.
  const pieces = (list) => new Set(list.map((number) => place(site.entries, number))).size;

  // Entries that have every pair of neighbouring characters; small pieces first, and no more than it takes.
  async function containing(text) {
    const letters = [...text];
    const pairs = [...new Set(letters.slice(1).map((letter, index) => letters[index] + letter))];
    const size = (pair) => site.tokenSizes[place(site.tokens, pair)] || 0;
    pairs.sort((a, b) => size(a) - size(b));
    let found = null;
    let loaded = 0;
    for (const pair of pairs) {
      if (found && (pieces(found) < 4 || loaded + size(pair) > 80)) break;
      loaded += size(pair);
      const list = await postings(pair);
      const known = new Set(list);
      found = found ? found.filter((number) => known.has(number)) : list;
    }
    return found || [];
  }

  async function candidates(word) {
    if (word.amount && /[.,，]/.test(word.raw)) return [];
    const codes = word.code ? await postings("#" + word.code) : [];
    return codes.length ? codes : containing(word.text);
  }

  function words(query) {
    return query.trim().split(/[\s\u3000]+/).map((raw) => {
      const text = fold(raw);
      return {
        raw, text, code: /^\d{3,}$/.test(raw) ? raw : "", amount: amountKey(raw),
        isDepartment: site.documents.some((one) => one.department.includes(text)),
        isFilter: site.documents.some((one) => one.about.includes(text)) || site.labels.some((one) => one.includes(text)),
      };
    }).filter((word) => word.text);
  }

  function fits(found, document, all) {
    return all.every(({ text, code }) =>
      found.folded.includes(text) || found.foldedMore.includes(text) || (code && found.code === code)
      || document.department.includes(text) || document.about.includes(text) || found.label.includes(text));
  }

  // ---- a query ----
  // The words that entries are looked up by; words that name a department, year or table only narrow the rest down.
  async function lookUp(all) {
    const long = all.filter((word) => [...word.text].length > 1);
    const own = [
      long.filter((word) => !word.isDepartment && !word.isFilter), long.filter((word) => !word.isDepartment), long,
    ].find((some) => some.length) || [];
    let found = null;
    for (const word of own) {
      const list = await candidates(word);
      const known = new Set(list);
      found = found ? found.filter((number) => known.has(number)) : list;
    }
    return found || [];
  }

  function group(kind, list, all) {
    const known = new Set();
    return {
      name: kinds[kind], unit: units[kind], step: atFirst[kind], hits: [], next: 0,
      get isDone() { return this.next >= list.length; },
      // Reads until there are enough, or so many pieces have been read.
      async more(wanted, limit) {
        const read = new Set();
        while (!this.isDone && this.hits.length < wanted) {
          const number = list[this.next];
          if (read.add(place(site.entries, number)).size > limit) break;
          this.next++;
          const found = await entry(number);
          found.documents.forEach((document, index) => {
            // A section can be found by its title and by its first words.
            const link = [document, found.place[2], found.row, kind === 3 ? "" : number].join();
            if (!known.has(link) && fits(found, site.documents[document], all)) {
              known.add(link);
              this.hits.push({ found, document: site.documents[document], figure: found.figures[index] || "" });
            }
          });
        }
      },
    };
  }

  async function amounts(all) {
    const word = all.find((one) => one.amount);
    if (!word || !site.amountFiles) return null;
    const list = await load("a" + (hash(word.amount) % site.amountFiles));
    const at = list.indexOf(word.amount);
    const flat = at < 0 ? [] : numbers(list[at + 1]);
    const rest = all.filter((one) => one !== word);
    const own = group(0, [], all);
    own.name = "金额 " + grouped(word.amount);
    let next = 0;
    Object.defineProperty(own, "isDone", { get: () => next >= flat.length });
    own.more = async (wanted, limit) => {
      const read = new Set();
      while (next < flat.length && own.hits.length < wanted) {
        if (read.add(place(site.entries, flat[next])).size > limit) break;
        const found = await entry(flat[next]);
        const document = site.documents[found.documents[flat[next + 1]]];
        const column = flat[next + 2];
        const shown = found.figures[flat[next + 1]] || "";
        if (fits(found, document, rest)) {
          const figure = column === found.column ? shown : padded(word.amount, shown);
          own.hits.push({ found: { ...found, column }, document, figure });
        }
        next += 3;
      }
    };
    return own;
  }

  function grouped(amount) {
    const [whole, part] = amount.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? "." + part : "");
  }

  // With as many decimals as the line's other figure.
  function padded(amount, like) {
    const [whole, part = ""] = amount.split(".");
    const decimals = (like.split(".")[1] || "").length;
    return grouped(whole + (part || decimals ? "." + part.padEnd(decimals, "0") : ""));
  }

  function documents(all) {
    const own = { name: "公开件", unit: "件", step: 5, hits: [], isDone: true, more: async () => {} };
    for (const document of site.documents) {
      if (all.every(({ text }) => document.department.includes(text) || document.about.includes(text))) {
        own.hits.push({ document });
      }
    }
    return own;
  }

  // ---- the page ----
  function make(name, className, ...content) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  function marked(text, all) {
    const word = all.find(({ raw }) => raw && text.includes(raw));
    if (!word) return [text];
    const start = text.indexOf(word.raw);
    return [text.slice(0, start), make("mark", "", word.raw), text.slice(start + word.raw.length)];
  }

  function item({ found, document, figure }, all) {
    const line = make("li");
    const link = make("a");
    line.append(link);
    if (!found) {
      link.href = document.href + "index.html";
      link.append(...marked(document.name + document.title, all));
      return line;
    }
    const [label, unit, href, ...columns] = found.place;
    const row = encodeURIComponent(found.row);
    link.href = document.href + href.replace("*", row).replace("+", columns[found.column * 2] || "");
    link.append(...marked(found.text, all));
    if (figure) {
      const value = make("data", "", figure);
      value.value = figure.replace(/,/g, "");
      line.append(make("span", "found-figure", value, " ", make("span", "unit", unit === "比率" ? "" : unit)));
    }
    if (found.more) line.append(make("p", "found-more", ...marked(found.more, all)));
    const column = columns[found.column * 2 + 1];
    const parts = [document.name, document.title, label + (column ? "·" + column : "")];
    if (found.code) parts.push("编码 " + found.code);
    line.append(make("p", "found-place", parts.join(" · ")));
    return line;
  }

  const count = (one) => (one.hits.length || one.isDone ? one.hits.length + " " + one.unit + (one.isDone ? "" : "以上") : "还没有查完");

  function show(one, all, index) {
    const heading = make("h2", "", one.name);
    const total = make("span", "found-count", count(one));
    const list = make("ol", "found");
    const more = make("button", "button search-more", one.hits.length ? "再显示一些" : "继续查找");
    heading.id = "found-" + index;
    heading.append(total);
    more.type = "button";
    more.setAttribute("aria-describedby", heading.id);
    let shown = 0;
    const extend = (wanted) => {
      const before = shown;
      for (; shown < Math.min(wanted, one.hits.length); shown++) list.append(item(one.hits[shown], all));
      total.textContent = count(one);
      more.hidden = one.isDone && shown >= one.hits.length;
      return list.children[before];
    };
    more.onclick = async () => {
      const wanted = shown + 20;
      const mine = run;
      more.disabled = true;
      try {
        await one.more(wanted + 1, 8);
        if (mine !== run) return;
        const first = extend(wanted);
        status.textContent = one.name + "：显示了 " + shown + " " + one.unit + "，共 " + count(one);
        if (first) first.querySelector("a").focus();
      } catch {
        if (mine === run) unreadable();
      }
      more.disabled = false;
    };
    extend(one.step);
    const section = make("section", "", heading, list, more);
    section.setAttribute("aria-labelledby", heading.id);
    results.append(section);
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
      await open();
      const all = words(query);
      if (!all.some((word) => [...word.text].length > 1)) {
        status.textContent = "请至少写两个字。";
        return;
      }
      const [list, amount] = await Promise.all([lookUp(all), amounts(all)]);
      const ends = [...site.kindStarts.slice(1), site.count];
      const groups = kinds.map((_, kind) =>
        group(kind, list.filter((number) => number >= site.kindStarts[kind] && number < ends[kind]), all));
      const every = [amount, documents(all), ...groups].filter(Boolean);
      // One more than is shown tells whether there is more.
      await Promise.all(every.map((one) => one.more(one.step + 1, one === amount ? 8 : 3)));
      if (mine !== run) return;
      const found = every.filter((one) => one.hits.length || !one.isDone);
      found.forEach((one, index) => show(one, all, index));
      status.textContent = found.length
        ? "“" + query + "”：" + found.map((one) => one.name + " " + count(one)).join("，")
        : "没有找到“" + query + "”。可以少写几个字，或者只写编码或金额。";
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
