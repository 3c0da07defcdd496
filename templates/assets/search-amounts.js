// Amounts as readers write them, for search-index.js: 22,902.34, 2.29亿元, 22,900万元, 229000000. The index knows an amount as it is printed
// (22902.34), by hash, so each way to print it is looked up; where all amounts fit into few files, those that are written less exactly are
// looked for in all of them, too.
(() => {
  "use strict";
  // Powers of ten of a yuan.
  const scales = { "元": 0, "万": 4, "万元": 4, "亿": 8, "亿元": 8 };
  const printed = [4, 0, 8];
  // Files of 12 KB that may be read for one amount.
  const mostFiles = 4;

  function hash(text) {
    let value = 0x811c9dc5;
    for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
    return value;
  }

  // Digits times a power of ten, without zeros at the ends; "" for fewer digits than the index has.
  function key(digits, shift) {
    let text = shift > 0 ? digits + "0".repeat(shift) : digits.padStart(1 - shift, "0");
    if (shift < 0) text = (text.slice(0, shift) + "." + text.slice(shift)).replace(/\.?0+$/, "");
    text = text.replace(/^0+(?=\d)/, "");
    const fewest = text.includes(".") ? 2 : 3;
    return text.replace(/^[0.]+/, "").replace(".", "").length < fewest ? "" : text;
  }

  // null for what is no amount; else how it may be printed, and between which sums of yuan it lies.
  function read(raw) {
    const [, whole, part = "", unit = ""] = raw.replace(/[，,]/g, "").match(/^[-−]?(\d+)(?:\.(\d+))?(亿元|万元|亿|万|元|%)?$/) || [];
    if (whole === undefined) return null;
    const digits = whole + part;
    const scale = scales[unit];
    const ways = [];
    const add = (text, shift, unit) => {
      const found = key(text, shift);
      if (found && !ways.some((way) => way.key === found && way.scale === unit)) ways.push({ key: found, scale: unit });
    };
    // Nobody has said in what: as it is, or a long number of yuan.
    if (scale === undefined) add(digits, -part.length);
    for (const to of scale !== undefined ? printed : unit || whole.length < 6 ? [] : [4]) {
      const shift = (scale || 0) - part.length - to;
      add(digits, shift, to);
      // 万元 are printed with two decimals.
      if (to === 4 && shift < -2) add(String(Math.round(Number(digits) * 10 ** (shift + 2))), -2, to);
    }
    if (!ways.length) return null;
    const isRough = scale > 0 && digits.replace(/^0+/, "").length > 1;
    const [sum, half] = [Number(digits) * 10 ** (scale - part.length), 10 ** (scale - part.length) / 2];
    return { ways, name: unit ? raw : grouped(ways[0].key), range: isRough ? { sum, half } : null };
  }

  // Where it stands: [entry, hit, column, as printed, power of its unit or nothing], the same amounts first.
  async function places({ ways, range }, files, load, numbers) {
    const found = new Map();
    const add = (list, at, text, scale) => {
      const flat = numbers(list[at + 1]);
      for (let index = 0; index < flat.length; index += 3) {
        const place = flat.slice(index, index + 3);
        if (!found.has(place.join())) found.set(place.join(), [...place, text, scale]);
      }
    };
    for (const { key, scale } of ways) {
      const list = await load("a" + (hash(key) % files));
      const at = list.indexOf(key);
      if (at >= 0) add(list, at, key, scale);
    }
    if (!range || files > mostFiles) return [...found.values()];
    const near = [];
    for (let file = 0; file < files; file++) {
      const list = await load("a" + file);
      for (let at = 0; at < list.length; at += 2) {
        for (const scale of printed) {
          const gap = Math.abs(Number(list[at]) * 10 ** scale - range.sum);
          if (gap <= range.half) near.push({ list, at, scale, gap });
        }
      }
    }
    near.sort((a, b) => a.gap - b.gap);
    for (const { list, at, scale } of near) add(list, at, list[at], scale);
    return [...found.values()];
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

  const isOf = (scale, unit) => scale === undefined || scales[unit] === scale;

  window.mingzhangAmounts = { read, places, padded, isOf };
})();
