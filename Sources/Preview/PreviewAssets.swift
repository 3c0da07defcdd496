/// The script and the style that the preview adds to pages. They are never part of a published site.
enum PreviewAssets {
  /// Follows the server's events: reloads when pages changed, and draws what was found over the page.
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
      var source = null;
      var timer = 0;

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

      function drawGroup(group) {
        var section = element("div", "mingzhang-" + group.level);
        section.appendChild(element("p", "mingzhang-title", group.title));
        var list = element("ul");
        group.rows.forEach(function (row) {
          var item = element("li");
          if (row.place) {
            item.appendChild(element("code", "", row.place));
            item.appendChild(document.createTextNode(" "));
          }
          item.appendChild(element("span", "", row.message));
          item.appendChild(document.createTextNode(" "));
          item.appendChild(element("small", "", row.rule));
          list.appendChild(item);
        });
        section.appendChild(list);
        return section;
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
          if (event.data !== version) { reload(); }
        });
        source.addEventListener("findings", function (event) {
          var panel = JSON.parse(event.data);
          if (panel.version !== version) { reload(); } else { draw(panel); }
        });
        source.addEventListener("error", function () {
          if (source && source.readyState === EventSource.CLOSED) {
            disconnect();
            timer = setTimeout(connect, 1000);
          }
        });
      }

      window.addEventListener("load", restoreScroll);
      window.addEventListener("pagehide", disconnect);
      window.addEventListener("pageshow", connect);
      document.addEventListener("visibilitychange", function () {
        if (document.hidden) { disconnect(); } else { connect(); }
      });
      connect();
    })();

    """#

  static let style = """
    #mingzhang-preview, #mingzhang-preview * { all: revert; }
    #mingzhang-preview {
      position: fixed; z-index: 2147483647; left: 0; right: 0; bottom: 0; max-height: 40vh; overflow: auto;
      box-sizing: border-box; padding: 0 1rem .5rem; background: #fff; color: #1a1a1a;
      border-top: 3px solid #5a5a5a; font: 15px/1.6 system-ui, sans-serif; text-align: left;
    }
    #mingzhang-preview .mingzhang-bar {
      position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
      padding: .5rem 0; background: #fff;
    }
    #mingzhang-preview .mingzhang-notice { color: #8a1f11; }
    #mingzhang-preview button { margin-left: auto; min-height: 2rem; padding: 0 1rem; font: inherit; }
    #mingzhang-preview .mingzhang-title { margin: .25rem 0; font-weight: bold; }
    #mingzhang-preview .mingzhang-error .mingzhang-title { color: #8a1f11; }
    #mingzhang-preview .mingzhang-warning .mingzhang-title { color: #6b4a00; }
    #mingzhang-preview ul { margin: 0 0 .5rem; padding-left: 1.5rem; }
    #mingzhang-preview li { overflow-wrap: anywhere; }
    #mingzhang-preview small { color: #595959; }
    .mingzhang-message main { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.7 system-ui, sans-serif; }
    .mingzhang-message li, .mingzhang-message p { overflow-wrap: anywhere; }
    @media print { #mingzhang-preview { display: none; } }

    """
}
