// 检索：no library, no server; search.js shows what is found here. The index lies in search/data/ as scripts that each call mingzhangSearch(name, data), so
// that it also loads from a disk; only the pieces a query needs are loaded.
//
// site      departments [slug, name, alias …], kinds [folder, title], documents (digits: department, year, kind),
//           places [label, unit, href, column id, column name …], words [everyday word, word in disclosures …],
//           kindStarts, and where each piece starts
// t0, t1 …  [bigram or "#code", entries (rising), …], in the order of strings
// e0, e1 …  [text, code, more, place, row, column, documents (rising), "figure|figure…"], one an entry, best first
// c0, c1 …  "figure|figure…;figure|figure…", one a line: all columns of its first document, then of the next
// a0, a1 …  [amount, (entry, hit, column) …, …], by hash
(() => {
  "use strict";
  const main = document.querySelector("main.search");
  if (!main) return;
  const root = main.dataset.root;
  // search-amounts.js; a page without it searches words alone.
  const sums = window.mingzhangAmounts || { read: () => null };
  const kinds = ["表中的行", "项目", "原因和附注", "名词", "表和章节", "情况说明里的话"];
  const [line, , , term, section, passage] = kinds.keys();
  // How many results of each kind are looked for at first, and how many pieces may be read for them.
  const atFirst = [[60, 3], [20, 2], [20, 2], [6, 1], [20, 1], [20, 2]];
  let site;

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
        department: fold([name, ...aliases].join(" ")), names: [name, ...aliases].map(fold), about: fold(year + "年度" + kind),
      });
    }
    const places = data.places.map(([label, , , ...columns]) => ({
      label: fold(label), columns: columns.filter((_, index) => index % 2).map(fold),
    }));
    site = {
      ...data, documents, entries: rising(data.entries), cells: rising(data.cells), folded: places,
      columns: new Set(places.flatMap((one) => one.columns).filter((name) => name)),
      synonyms: new Map(data.words.map(([word, ...others]) => [fold(word), others])),
    };
  }

  async function entry(number) {
    const piece = place(site.entries, number);
    const [text, code, more, where, row, column, documents, figures] =
      (await load("e" + piece))[number - site.entries[piece]];
    return {
      number, text, code, more, row, column, place: site.places[where], at: site.folded[where],
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
    if (codes.length) return codes;
    const lists = await Promise.all(word.any.filter((text) => [...text].length > 1).map(containing));
    return lists.length === 1 ? lists[0] : [...new Set(lists.flat())].sort((a, b) => a - b);
  }

  // 政数局 for 政务服务数据管理局: the characters of a short form follow each other in the name.
  function follows(text, name) {
    let at = 0;
    return [...text].every((letter) => (at = name.indexOf(letter, at) + 1));
  }

  const isOf = (text, document, isShort) => document.department.includes(text)
    || (isShort && [...text].length > 2 && document.names.some((name) => follows(text, name)));

  function words(query, isShort = false) {
    return query.trim().split(/[\s\u3000]+/).map((raw) => {
      const text = fold(raw);
      const others = site.synonyms.get(text) || [];
      const any = [text, ...others.map(fold)];
      // A year that documents have names these: what is written of it in the text would only hide their figures.
      const isYear = /^(19|20)\d{2}(年度?)?$/.test(raw) && site.documents.some((one) => one.about.includes(text));
      return {
        raw, text, any, others, isShort, isYear,
        code: !isYear && /^\d{3,}$/.test(raw) ? raw : "", amount: isYear ? null : sums.read(raw),
        isDepartment: site.documents.some((one) => isOf(text, one, isShort)),
        isFilter: site.documents.some((one) => one.about.includes(text)) || site.columns.has(text)
          || site.folded.some((one) => one.label.includes(text)),
      };
    }).filter((word) => word.text);
  }

  // 绩效自评扣分, 公务接待费预算: the longest part at either end that is an everyday word or names a column.
  function knownPart(letters) {
    const isKnown = (word) => site.synonyms.has(fold(word)) || [...site.columns].some((name) => name.includes(fold(word)));
    for (let length = letters.length - 1; length > 1; length--) {
      const [head, tail] = [letters.slice(0, length).join(""), letters.slice(-length).join("")];
      if (isKnown(tail)) return { before: letters.slice(0, -length).join(""), word: tail, after: "" };
      if (isKnown(head)) return { before: "", word: head, after: letters.slice(length).join("") };
    }
    return null;
  }

  // 坪山2021, 坪山公务接待费, 教育支出项目支出: what people write in one go, as words.
  function apart(raw, cuts) {
    return raw.split(/((?:19|20)\d{2})(?:年度?)?/).filter((part) => part).flatMap((part) => {
      const letters = [...part];
      const words = [];
      const isShort = cuts.includes("short");
      if (cuts.includes("department") && site.documents.some((one) => isOf(fold(part), one, isShort))) return [part];
      for (let length = cuts.includes("department") ? letters.length - 2 : 0; length > 1; length--) {
        const name = letters.slice(0, length).join("");
        if (!site.documents.some((one) => isOf(fold(name), one, isShort))) continue;
        words.push(name);
        letters.splice(0, length);
        break;
      }
      for (let start = 2; cuts.includes("column") && start < letters.length - 1; start++) {
        const column = letters.slice(start).join("");
        if (site.columns.has(fold(column))) return [...words, letters.slice(0, start).join(""), column];
      }
      const known = cuts.includes("word") && knownPart(letters);
      if (known) return cuts.includes("alone") ? [known.word] : [...words, known.before, known.word, known.after].filter((one) => one);
      return [...words, letters.join("")];
    });
  }

  // A department and a year are told apart at once; all the rest only where the words as written lead nowhere.
  const isYears = /^\D{2,}(19|20)\d{2}\D*$/;
  const spaced = (all, cuts, isWanted) =>
    all.map((word) => (isWanted(word) ? apart(word.raw, cuts).join(" ") : word.raw)).join(" ");

  // Where all words are found: null for not at all, else the column that one of them names.
  function fits(found, document, all) {
    let column = found.column;
    for (const { any, code, isShort } of all) {
      if (any.some((text) => found.folded.includes(text) || found.foldedMore.includes(text)) || (code && found.code === code)) continue;
      const named = found.at.columns.findIndex((name) => name && any.some((text) => name.includes(text)));
      const exact = found.at.columns.findIndex((name) => any.includes(name));
      if (named >= 0) column = exact >= 0 ? exact : named;
      else if (!any.some((text) => isOf(text, document, isShort) || document.about.includes(text)
        || found.at.label.includes(text))) return null;
    }
    return { column };
  }

  // ---- a query ----
  // The words that entries are looked up by; words that name a department, year, table or column only narrow the rest.
  async function lookUp(all) {
    const long = all.filter((word) => [...word.text].length > 1);
    const named = long.filter((word) => !word.isYear);
    const own = [
      named.filter((word) => !word.isDepartment && !word.isFilter), named.filter((word) => !word.isDepartment), named, long,
    ].find((some) => some.length) || [];
    let found = null;
    for (const word of own) {
      const list = await candidates(word);
      const known = new Set(list);
      found = found ? found.filter((number) => known.has(number)) : list;
    }
    return found || [];
  }

  async function cell(number, hit, column) {
    const piece = place(site.cells, number);
    return (await load("c" + piece))[number - site.cells[piece]].split(";")[hit].split("|")[column] || "";
  }

  function group(kind, list, all) {
    const known = new Set();
    return {
      name: kinds[kind], kind, hits: [], next: 0,
      get isDone() { return this.next >= list.length; },
      // Reads until there are enough, or so many pieces have been read.
      async more(wanted, limit) {
        const read = new Set();
        while (!this.isDone && this.hits.length < wanted) {
          const number = list[this.next];
          if (read.add(place(site.entries, number)).size > limit) break;
          this.next++;
          const found = await entry(number);
          for (const [index, document] of found.documents.entries()) {
            // A table can be found by its title and by its columns.
            const link = [document, found.place[2], found.row, kind === section ? "" : number].join();
            const fit = known.has(link) ? null : fits(found, site.documents[document], all);
            if (!fit) continue;
            known.add(link);
            const figure = fit.column === found.column ? found.figures[index] || "" : await cell(number, index, fit.column);
            this.hits.push({ found: { ...found, column: fit.column }, document, figure });
          }
        }
      },
    };
  }

  async function amounts(all) {
    const word = all.find((one) => one.amount);
    if (!word || !site.amountFiles) return null;
    const places = await sums.places(word.amount, site.amountFiles, load, numbers);
    const rest = all.filter((one) => one !== word);
    const own = group(line, [], all);
    own.name = "金额 " + word.amount.name;
    own.kind = -1;
    let next = 0;
    Object.defineProperty(own, "isDone", { get: () => next >= places.length });
    own.more = async (wanted, limit) => {
      const read = new Set();
      while (next < places.length && own.hits.length < wanted) {
        const [number, hit, column, amount, scale] = places[next];
        if (read.add(place(site.entries, number)).size > limit) break;
        next++;
        const found = await entry(number);
        const document = found.documents[hit];
        const shown = found.figures[hit] || "";
        if (!sums.isOf(scale, found.place[1]) || !fits(found, site.documents[document], rest)) continue;
        const figure = column === found.column ? shown : sums.padded(amount, shown);
        own.hits.push({ found: { ...found, column }, document, figure });
      }
    };
    return own;
  }

  const documents = (all) => site.documents.flatMap((document, index) =>
    all.every(({ any, isShort }) => any.some((text) => isOf(text, document, isShort) || document.about.includes(text)))
      ? [{ document: index }] : []);

  async function find(all) {
    const [list, amount] = await Promise.all([lookUp(all), amounts(all)]);
    const ends = [...site.kindStarts.slice(1), site.count];
    const groups = kinds.map((_, kind) =>
      group(kind, list.filter((number) => number >= site.kindStarts[kind] && number < ends[kind]), all));
    await Promise.all([amount?.more(21, 8), ...groups.map((one, kind) => one.more(...atFirst[kind]))]);
    const own = documents(all);
    const isBare = () => !own.length && !amount?.hits.length && !groups.some((one) => one.hits.length);
    // Nobody should have to ask twice to be told anything at all.
    for (let round = 0; round < 4 && isBare() && groups.some((one) => !one.isDone); round++) {
      await Promise.all(groups.map((one, kind) => one.more(atFirst[kind][0], 3)));
    }
    return {
      groups: amount ? [amount, ...groups] : groups, own,
      isEmpty: isBare(),
      isDone: groups.every((one) => one.isDone),
    };
  }

  // What a query finds, and as which words it was read in the end.
  async function ask(query) {
    await open();
    let all = words(query);
    let read = query;
    if (!all.some((word) => [...word.text].length > 1)) return null;
    const written = all.map(({ raw }) => raw).join(" ");
    const years = spaced(all, ["department"], ({ raw }) => isYears.test(raw) && words(apart(raw, [])[0])[0]?.isDepartment);
    if (years !== written) all = words(read = years);
    const found = await find(all);
    const ways = [["column"], ["department"], ["department", "column"], ["department", "column", "short"], ["word"],
      ["department", "word"], ["department", "word", "alone"]];
    for (const cuts of found.isEmpty ? ways : []) {
      const isShort = cuts.includes("short");
      const loose = spaced(all, cuts, ({ amount }) => !amount);
      if (loose === read && !isShort) continue;
      const others = words(loose, isShort);
      const second = await find(others);
      if (!second.isEmpty) return { ...second, all: others, read: loose };
    }
    // Nothing has all of it: what only narrows is left out.
    const main = all.filter((word) => !word.isFilter && !word.isDepartment);
    if (found.isEmpty && main.length && main.length < all.length) {
      const loose = main.map(({ raw }) => raw).join(" ");
      const others = words(loose);
      const second = await find(others);
      if (!second.isEmpty) return { ...second, all: others, read: loose };
    }
    return { ...found, all, read };
  }

  window.mingzhangIndex = { ask, document: (number) => site.documents[number], line, term, section, passage };
})();
