/// The part of the preview's script that brings a page up to date where it stands: no flash, nothing scrolled, nothing
/// closed, and a fraction of the time of loading it anew.
///
/// It compares the page as it was served with the page as it is served now, and changes the texts and attributes in which
/// they differ, and what has come or gone between them. Where that might not be the page that a reload shows, it says so,
/// and the page is loaded: when scripts have changed the same place, when tables or scripts come or go, when a style sheet
/// or another file that pages load has changed, on pages with scripts that may have made something of what stood there.
enum PageUpdate {
  static let script = #"""
    (function () {
      "use strict";
      /* Scripts that ask the page when they are asked, and keep nothing of its texts. */
      var harmless = /\/assets\/(reader|figures)\.js$|^\/__mingzhang\//;
      var served = null;

      function read(done) {
        fetch(location.pathname + location.search, { cache: "no-store", redirect: "error" }).then(function (answer) {
          if (!answer.ok) { throw new Error(String(answer.status)); }
          return answer.text();
        }).then(function (text) {
          done(new DOMParser().parseFromString(text, "text/html"));
        }).catch(function () { done(null); });
      }

      function version(page) {
        var script = page.querySelector("script[data-version]");
        return script ? script.getAttribute("data-version") : "";
      }

      function areHarmless(page) {
        return Array.prototype.every.call(page.scripts, function (script) {
          var source = script.getAttribute("src");
          return source && harmless.test(new URL(source, location.href).pathname);
        });
      }

      function isElement(node) { return node.nodeType === 1; }

      function isAlike(one, other) {
        return one.nodeType === other.nodeType && one.nodeName === other.nodeName
          && (isElement(one) ? one.id === other.id : one.nodeValue === other.nodeValue);
      }

      /* Finds what became of every node that was served; what scripts have added is passed over. */
      function match(old, live, found) {
        found.set(old, live);
        if (old.nodeName === "NOSCRIPT") { return true; }
        var next = live.firstChild;
        for (var child = old.firstChild; child; child = child.nextSibling) {
          while (next && !isAlike(child, next)) { next = next.nextSibling; }
          if (!next || !match(child, next, found)) { return false; }
          next = next.nextSibling;
        }
        return true;
      }

      /* Collects what is to be done; false where the page has to be loaded. */
      function compare(old, now, found, edits) {
        var live = found.get(old);
        if (!isElement(old)) {
          if (old.nodeValue !== now.nodeValue) { edits.push(function () { live.nodeValue = now.nodeValue; }); }
          return true;
        }
        if (old.isEqualNode(now) || old.nodeName === "NOSCRIPT") { return true; }
        return compareAttributes(old, now, live, edits) && compareChildren(old, now, live, found, edits);
      }

      function compareAttributes(old, now, live, edits) {
        var names = new Set(old.getAttributeNames().concat(now.getAttributeNames()));
        names.forEach(function (name) {
          if (old.getAttribute(name) === now.getAttribute(name)) { names.delete(name); }
        });
        if (old.nodeName === "SCRIPT" || old.nodeName === "LINK") {
          names.delete("data-version");
          return !names.size;
        }
        var isOurs = true;
        names.forEach(function (name) {
          if (live.getAttribute(name) !== old.getAttribute(name)) { isOurs = false; }
          edits.push(function () {
            if (now.hasAttribute(name)) { live.setAttribute(name, now.getAttribute(name)); }
            else { live.removeAttribute(name); }
          });
        });
        return isOurs;
      }

      /* What is alike before and behind stays; between, children that go together are compared, others come or go. */
      function compareChildren(old, now, live, found, edits) {
        var before = Array.from(old.childNodes);
        var after = Array.from(now.childNodes);
        var first = 0;
        while (first < before.length && first < after.length && before[first].isEqualNode(after[first])) { first += 1; }
        var end = before.length;
        var last = after.length;
        while (end > first && last > first && before[end - 1].isEqualNode(after[last - 1])) { end -= 1; last -= 1; }
        var row = first;
        var place = first;
        var moves = [];
        while (row < end || place < last) {
          if (row < end && place < last && goTogether(before[row], after[place])) {
            if (!compare(before[row], after[place], found, edits)) { return false; }
            moves.push({ stays: found.get(before[row]) });
            row += 1;
            place += 1;
          } else if (row < end && end - row >= last - place) {
            if (!mayMove(before[row]) || !isUntouched(before[row], found)) { return false; }
            moves.push({ goes: found.get(before[row]) });
            row += 1;
          } else {
            if (!mayMove(after[place])) { return false; }
            moves.push({ comes: after[place] });
            place += 1;
          }
        }
        edits.push(function () { move(moves, live, first > 0 ? found.get(before[first - 1]) : null); });
        return true;
      }

      function move(moves, parent, previous) {
        moves.forEach(function (one) {
          if (one.goes) { one.goes.remove(); return; }
          var node = one.stays || document.importNode(one.comes, true);
          if (one.comes) { if (previous) { previous.after(node); } else { parent.prepend(node); } }
          previous = node;
        });
      }

      function goTogether(one, other) {
        return one.nodeType === other.nodeType && one.nodeName === other.nodeName
          && (!isElement(one) || one.id === other.id && (one.id || one.className === other.className));
      }

      /* Scripts may know these by heart. */
      function mayMove(node) {
        return !isElement(node) || !node.matches("script, link, style, table") && !node.querySelector("script, link, style, table");
      }

      /* Whether scripts have left alone what is to go. */
      function isUntouched(old, found) {
        if (!isElement(old)) { return true; }
        var live = found.get(old);
        if (!live) { return true; }
        return live.attributes.length === old.attributes.length && Array.prototype.every.call(old.childNodes, function (child) {
          return isUntouched(child, found);
        });
      }

      /* Tells the version that the page now has, or nothing where it has to be loaded. */
      function update(done) {
        if (!served || document.body.classList.contains("mingzhang-message") || !areHarmless(document)) { return done(); }
        read(function (now) {
          var found = new Map();
          var edits = [];
          if (!now || !areHarmless(now) || document.scripts.length !== served.scripts.length
            || !match(served.documentElement, document.documentElement, found)
            || !compare(served.documentElement, now.documentElement, found, edits)) { return done(); }
          edits.forEach(function (edit) { edit(); });
          served = now;
          done(version(now));
        });
      }

      /* What was served is asked for once more, when the page has come to rest: scripts have changed it since. */
      update.begin = function (shown) {
        setTimeout(function () {
          read(function (page) { if (page && version(page) === shown) { served = page; } });
        }, 100);
      };
      window.mingzhangUpdate = update;
    })();

    """#
}
