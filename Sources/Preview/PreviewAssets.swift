/// The script and the style that the preview adds to pages. They are never part of a published site.
enum PreviewAssets {
  /// Follows the server's events: brings the page up to date when pages changed (``PageUpdate``), and draws what was
  /// found over the page.
  ///
  /// Text enters the page through `textContent` alone. A hidden tab lets its connection go, since browsers
  /// allow six to a server; once seen again it compares versions and catches up.
  static let script = #"""
    (function () {
      "use strict";
      var script = document.currentScript;
      var version = script ? script.getAttribute("data-version") : "";
      var scrollKey = "mingzhang-scroll " + location.pathname + location.search;
      var dismissedKey = "mingzhang-dismissed";
      var drawerKey = "mingzhang-audit";
      var source = null;
      var timer = 0;
      var isBusy = false;
      var awaited = "";

      function recall(key) {
        try { return sessionStorage.getItem(key); } catch (error) { return null; }
      }

      function remember(key, value) {
        try {
          if (value === null) { sessionStorage.removeItem(key); } else { sessionStorage.setItem(key, value); }
        } catch (error) { /* storage is off: the page still works */ }
      }

      function restoreScroll() {
        var place = recall(scrollKey);
        remember(scrollKey, null);
        if (place !== null) { window.scrollTo(0, Number(place)); }
      }

      function reload() {
        disconnect();
        remember(scrollKey, String(window.scrollY));
        location.reload();
      }

      /* One after the other: what changes while a page is brought up to date is brought in after it. */
      function refresh(wanted) {
        if (isBusy) { awaited = wanted; return; }
        isBusy = true;
        window.mingzhangUpdate(function (made) {
          isBusy = false;
          if (!made) { return reload(); }
          version = made;
          if (awaited && awaited !== version) { refresh(awaited); }
          awaited = "";
          if (document.getElementById("mingzhang-audit")) { openDrawer(false); }
          fetch("/__mingzhang/findings.json").then(function (answer) { return answer.json(); }).then(hear, function () {
            /* the server is gone: the events will say so */
          });
        });
      }

      function hear(panel) {
        if (panel.version !== version) { refresh(panel.version); } else { draw(panel); }
      }

      function element(name, className, text) {
        var made = document.createElement(name);
        if (className) { made.className = className; }
        if (text) { made.textContent = text; }
        return made;
      }

      function addStyle() {
        if (document.querySelector("link[href='/__mingzhang/preview.css']")) { return; }
        var link = element("link");
        link.rel = "stylesheet";
        link.href = "/__mingzhang/preview.css";
        document.head.appendChild(link);
      }

      function copy(text, button) {
        function said(word) {
          var old = button.textContent;
          button.textContent = word;
          setTimeout(function () { button.textContent = old; }, 1200);
        }
        if (navigator.clipboard) {
          navigator.clipboard.writeText(text).then(
            function () { said("已复制"); }, function () { said("没能复制"); });
        } else { said("没能复制"); }
      }

      function placeButton(place) {
        var button = element("button", "mingzhang-place", place);
        button.type = "button";
        button.title = "复制这个位置";
        button.addEventListener("click", function () { copy(place, button); });
        return button;
      }

      function drawRow(row) {
        var item = element("li");
        if (row.place) {
          item.appendChild(placeButton(row.place));
          item.appendChild(document.createTextNode(" "));
        }
        item.appendChild(element("span", "", row.message));
        item.appendChild(document.createTextNode(" "));
        item.appendChild(element("small", "", row.rule));
        row.hypotheses.forEach(function (text) { item.appendChild(element("div", "", "疑为：" + text)); });
        if (row.fix) { item.appendChild(element("div", "", "修改：" + row.fix)); }
        if (row.excerpt) {
          var lines = element("pre", "", row.excerpt);
          lines.tabIndex = 0;
          item.appendChild(lines);
        }
        return item;
      }

      function drawGroup(group) {
        var section = element("div", "mingzhang-" + group.level);
        section.appendChild(element("p", "mingzhang-title", group.title));
        var list = element("ul");
        group.rows.forEach(function (row) { list.appendChild(drawRow(row)); });
        section.appendChild(list);
        return section;
      }

      /* The drawer: what was found on this page, and where each of its figures is typed. */
      function closeDrawer() {
        var drawer = document.getElementById("mingzhang-audit");
        if (drawer) { drawer.remove(); }
        document.documentElement.classList.remove("mingzhang-has-drawer");
        remember(drawerKey, null);
        var button = document.getElementById("mingzhang-open");
        if (button) { button.setAttribute("aria-expanded", "false"); button.focus(); }
      }

      function drawFigures(drawer, figures) {
        var label = element("label", "", "找数、名称或编码 ");
        var input = element("input");
        input.type = "search";
        label.appendChild(input);
        drawer.appendChild(label);
        var list = element("ul", "mingzhang-figures");
        var rows = figures.map(function (figure) {
          var item = element("li");
          var name = figure.anchor ? element("a", "", figure.address) : element("span", "", figure.address);
          if (figure.anchor) { name.href = "#" + figure.anchor; }
          item.appendChild(name);
          item.appendChild(document.createTextNode(" "));
          item.appendChild(element("b", "", figure.value));
          item.appendChild(document.createTextNode(" "));
          item.appendChild(placeButton(figure.place));
          list.appendChild(item);
          var plain = figure.value.replace(/,/g, "");
          return { item: item, text: figure.address + " " + figure.value + " " + plain + " " + figure.place };
        });
        input.addEventListener("input", function () {
          rows.forEach(function (row) { row.item.hidden = row.text.indexOf(input.value.trim()) < 0; });
        });
        drawer.appendChild(list);
      }

      function drawDrawer(audit) {
        var old = document.getElementById("mingzhang-audit");
        if (old) { old.remove(); }
        addStyle();
        var drawer = element("div");
        drawer.id = "mingzhang-audit";
        drawer.setAttribute("role", "region");
        drawer.setAttribute("aria-label", "本页核对");
        drawer.tabIndex = -1;
        var bar = element("div", "mingzhang-bar");
        bar.appendChild(element("strong", "", "本页核对"));
        var button = element("button", "", "关闭");
        button.type = "button";
        button.addEventListener("click", closeDrawer);
        bar.appendChild(button);
        drawer.appendChild(bar);
        drawer.appendChild(element("p", "mingzhang-title", "这份公开件：" + audit.summary));
        if (audit.rows.length) {
          var list = element("ul");
          audit.rows.forEach(function (row) { list.appendChild(drawRow(row)); });
          drawer.appendChild(list);
        }
        drawer.appendChild(element("p", "mingzhang-title", "本页的数：" + audit.figures.length + " 个"));
        if (audit.figures.length) { drawFigures(drawer, audit.figures); }
        if (audit.omitted) { drawer.appendChild(element("p", "", "还有 " + audit.omitted + " 条没有列出")); }
        drawer.addEventListener("keydown", function (event) {
          if (event.key === "Escape") { closeDrawer(); }
        });
        document.body.appendChild(drawer);
        document.documentElement.classList.add("mingzhang-has-drawer");
        return drawer;
      }

      function openDrawer(byHand) {
        fetch("/__mingzhang/audit.json?" + location.pathname).then(function (answer) {
          return answer.json();
        }).then(function (audit) {
          var drawer = drawDrawer(audit);
          remember(drawerKey, "1");
          var button = document.getElementById("mingzhang-open");
          if (button) { button.setAttribute("aria-expanded", "true"); }
          if (byHand) { drawer.focus(); }
        }, function () { /* the server is gone: the events will say so */ });
      }

      function addDrawerButton() {
        if (document.body.classList.contains("mingzhang-message")) { return; }
        addStyle();
        var button = element("button", "", "本页核对");
        button.id = "mingzhang-open";
        button.type = "button";
        button.setAttribute("aria-expanded", "false");
        button.addEventListener("click", function () {
          if (document.getElementById("mingzhang-audit")) { closeDrawer(); } else { openDrawer(true); }
        });
        document.body.appendChild(button);
        if (recall(drawerKey)) { openDrawer(false); }
      }

      function draw(panel) {
        var old = document.getElementById("mingzhang-preview");
        if (old) { old.remove(); }
        if (document.body.classList.contains("mingzhang-findings")) { return; }
        var said = JSON.stringify([panel.notice, panel.groups]);
        if (!panel.notice && !panel.groups.length) { remember(dismissedKey, null); return; }
        if (recall(dismissedKey) === said) { return; }
        addStyle();
        var region = element("div");
        region.id = "mingzhang-preview";
        region.setAttribute("role", "region");
        region.setAttribute("aria-label", "预览的审核结果");
        region.tabIndex = 0;
        var bar = element("div", "mingzhang-bar");
        bar.appendChild(element("strong", "", panel.summary));
        if (panel.notice) { bar.appendChild(element("span", "mingzhang-notice", panel.notice)); }
        var button = element("button", "", "关闭");
        button.type = "button";
        button.addEventListener("click", function () {
          remember(dismissedKey, said);
          region.remove();
        });
        bar.appendChild(button);
        region.appendChild(bar);
        panel.groups.forEach(function (group) { region.appendChild(drawGroup(group)); });
        if (panel.omitted) { region.appendChild(element("p", "", panel.omitted)); }
        document.body.appendChild(region);
      }

      function disconnect() {
        clearTimeout(timer);
        if (source) { source.close(); }
        source = null;
      }

      function connect() {
        if (source || document.hidden) { return; }
        source = new EventSource("/__mingzhang/events");
        source.addEventListener("reload", function (event) {
          if (event.data !== version) { refresh(event.data); }
        });
        source.addEventListener("findings", function (event) { hear(JSON.parse(event.data)); });
        source.addEventListener("error", function () {
          if (source && source.readyState === EventSource.CLOSED) {
            disconnect();
            timer = setTimeout(connect, 1000);
          }
        });
      }

      window.addEventListener("load", restoreScroll);
      addDrawerButton();
      window.addEventListener("pagehide", disconnect);
      window.addEventListener("pageshow", connect);
      document.addEventListener("visibilitychange", function () {
        if (document.hidden) { disconnect(); } else { connect(); }
      });
      connect();
      window.mingzhangUpdate.begin(version);
    })();

    """#

  static let style = """
    #mingzhang-preview, #mingzhang-preview *, #mingzhang-audit, #mingzhang-audit *, #mingzhang-open { all: revert; }
    #mingzhang-open {
      position: fixed; z-index: 2147483646; right: 0; top: 30%; writing-mode: vertical-rl; padding: 1rem .5rem;
      font: 15px/1.6 system-ui, sans-serif; background: #fff; color: #1a1a1a; border: 2px solid #5a5a5a;
    }
    #mingzhang-audit {
      position: fixed; z-index: 2147483647; top: 0; right: 0; bottom: 0; width: min(30rem, 100vw); overflow: auto;
      box-sizing: border-box; padding: 0 1rem 4rem; background: #fff; color: #1a1a1a;
      border-left: 3px solid #5a5a5a; font: 15px/1.6 system-ui, sans-serif; text-align: left;
    }
    .mingzhang-has-drawer #mingzhang-preview { display: none; }
    #mingzhang-audit .mingzhang-figures { padding-left: 0; list-style: none; }
    #mingzhang-audit .mingzhang-figures li { padding: .25rem 0; border-bottom: 1px solid #ddd; }
    #mingzhang-audit [hidden] { display: none; }
    #mingzhang-audit b { font-variant-numeric: tabular-nums; }
    #mingzhang-preview pre, #mingzhang-audit pre {
      margin: .25rem 0; padding: .5rem; overflow: auto; background: #f4f4f4; font: 13px/1.5 "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace;
    }
    #mingzhang-preview .mingzhang-place, #mingzhang-audit .mingzhang-place {
      margin: 0; padding: 0 .25rem; min-height: 1.75rem; font: 13px/1.5 "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace; text-align: left;
      overflow-wrap: anywhere; background: none; color: #0b4f9e; border: 1px solid #b5b5b5; cursor: copy;
    }
    #mingzhang-preview {
      position: fixed; z-index: 2147483647; left: 0; right: 0; bottom: 0; max-height: 40vh; overflow: auto;
      box-sizing: border-box; padding: 0 1rem .5rem; background: #fff; color: #1a1a1a;
      border-top: 3px solid #5a5a5a; font: 15px/1.6 system-ui, sans-serif; text-align: left;
    }
    #mingzhang-preview .mingzhang-bar, #mingzhang-audit .mingzhang-bar {
      position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
      padding: .5rem 0; background: #fff;
    }
    #mingzhang-preview .mingzhang-notice { color: #8a1f11; }
    #mingzhang-preview .mingzhang-bar button, #mingzhang-audit .mingzhang-bar button { margin-left: auto; min-height: 2rem; padding: 0 1rem; font: inherit; }
    #mingzhang-preview .mingzhang-title, #mingzhang-audit .mingzhang-title { margin: .25rem 0; font-weight: bold; }
    #mingzhang-preview .mingzhang-error .mingzhang-title { color: #8a1f11; }
    #mingzhang-preview .mingzhang-warning .mingzhang-title { color: #6b4a00; }
    #mingzhang-preview ul { margin: 0 0 .5rem; padding-left: 1.5rem; }
    #mingzhang-preview li, #mingzhang-audit li { overflow-wrap: anywhere; }
    #mingzhang-preview small, #mingzhang-audit small { color: #595959; }
    .mingzhang-message main { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.7 system-ui, sans-serif; }
    .mingzhang-message li, .mingzhang-message p { overflow-wrap: anywhere; }
    @media print { #mingzhang-preview, #mingzhang-audit, #mingzhang-open { display: none; } }

    """
}
