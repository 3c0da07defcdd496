#!/usr/bin/env python3
"""Edits a site while `mingzhang serve` shows it in headless Chromium. Whatever is edited, the page that was brought up to
date where it stood has to be the page that somebody gets who opens it now. One line for each check; exit code 1 when one
of them fails.

    preview_test.py TOOL SITE [--random N [SEED]]

With --random also N edits made up by chance, each looked at on a page chosen by chance. Works on a copy of the site.
Python's standard library only."""
import random
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from devtools import PATIENCE, Browser, Serving  # noqa: E402
from report import Report  # noqa: E402

DOCUMENT = "pingshan-zwsj/2020/final-accounts"
# The page without what the preview adds to it; hidden texts for readers without scripts are left as they were.
SHOWN = """(() => {
    const page = document.documentElement.cloneNode(true);
    for (const one of page.querySelectorAll('[id^=mingzhang-], noscript, script')) one.remove();
    // The order in which attributes were set says nothing.
    for (const one of page.querySelectorAll('*')) {
        const all = one.getAttributeNames().sort().map(name => [name, one.getAttribute(name)]);
        for (const [name, value] of all) { one.removeAttribute(name); one.setAttribute(name, value); }
    }
    return page.outerHTML.replace(/\\s+/g, ' ');
})()"""
SERVED = """fetch(location.pathname).then(a => a.text()).then(text => /data-version=.([^"]*)/.exec(text)[1])"""


class Edit:
    """What is replaced in which file, and which page shows it. It has to stay where it stands; with `stays` None it may."""

    def __init__(self, name, page, file, old, new, stays=True):
        self.name, self.page, self.file, self.old, self.new, self.stays = name, page, file, old, new, stays


EDITS = [
    Edit("a figure that still adds up within rounding", "tables/summary/", "tables/summary.yaml", "本年收入合计: 22902.34", "本年收入合计: 22902.33"),
    Edit("a figure that no longer adds up", "tables/summary/", "tables/summary.yaml", "教育支出: 4.28", "教育支出: 40.28"),
    Edit("a figure that becomes blank", "tables/summary/", "tables/summary.yaml", "教育支出: 4.28", "教育支出:"),
    Edit("a row that goes", "tables/general/", "tables/general.yaml", "  - [2080506, 机关事业单位职业年金缴费支出, 50.07, 50.07, 0]\n", ""),
    Edit("a name", "tables/general/", "tables/general.yaml", "[2050803, 培训支出,", "[2050803, 培训费支出,"),
    Edit("a paragraph more", "sections/duties/", "narrative/11-duties.md", "\n---\n", "\n---\n\n新加的一段，只为预览。\n"),
    Edit("words of a paragraph", "full/", "narrative/21-totals.md", "本部门年初结转和结余", "本单位年初结转和结余"),
    Edit("a figure on the page of everything", "full/", "tables/basic.yaml", "30103 奖金: 12.01", "30103 奖金: 12.02"),
    Edit("an indicator's score", "performance/score-card/", "performance/score-card.yaml", "weight: 5\n            score: 5\n", "weight: 5\n            score: 4\n", stays=None),
]


class Page:
    def __init__(self, serving, tab, fresh):
        self.serving, self.tab, self.fresh = serving, tab, fresh

    def open(self, path):
        self.path = self.serving.address + path + "index.html"
        self.tab.open(self.path)
        # The preview asks for what was served a tenth of a second after the page has come.
        time.sleep(.4)
        self.tab.evaluate("""(() => {
            window.mark = 'stays';
            scrollTo(0, 300);
            window.watched = document.elementFromPoint(400, 450)?.closest('main [id], main p') || document.body;
            window.stood = watched.getBoundingClientRect().top;
        })()""")

    def moves(self):
        """By how much what a reader has before their eyes has moved on the screen."""
        return self.tab.evaluate("watched.isConnected ? Math.abs(watched.getBoundingClientRect().top - stood) : Infinity")

    def follows(self, action):
        """Does something to the files, and waits until the page has what is served then: what went wrong with that."""
        before, shown = self.tab.evaluate(SERVED), self.tab.evaluate(SHOWN)
        action()
        end = time.monotonic() + PATIENCE
        while self.tab.evaluate(SERVED) in (before, None):
            if time.monotonic() > end:
                return ["the preview has not noticed"]
            time.sleep(.02)
        time.sleep(.3)
        return ["the page shows nothing of it"] if self.tab.evaluate(SHOWN) == shown else []

    def differs(self):
        """Where the page that stood is not the page that is served; nothing where it is."""
        self.fresh.open(self.path)
        time.sleep(.2)
        shown, wanted = self.tab.evaluate(SHOWN) or "", self.fresh.evaluate(SHOWN) or ""
        if shown == wanted:
            return None
        at = next((index for index, (one, other) in enumerate(zip(shown, wanted)) if one != other), min(len(shown), len(wanted)))
        return f"shows …{shown[max(0, at - 60):at + 80]}… for …{wanted[max(0, at - 60):at + 80]}…"


def edits(page, content, report):
    for edit in EDITS:
        file = content / DOCUMENT / edit.file
        was = file.read_text(encoding="utf-8")
        problems, stayed = [], []
        if edit.old not in was:
            report.check(f"preview: {edit.name}", [f"{edit.file} has no {edit.old}"])
            continue
        page.open(f"{DOCUMENT}/{edit.page}")
        for text in (was.replace(edit.old, edit.new, 1), was):
            problems += page.follows(lambda: file.write_text(text, encoding="utf-8"))
            problems += filter(None, [page.differs()])
            stayed.append(page.tab.evaluate("window.mark") == "stays")
            if edit.page == "tables/summary/" and page.moves() > 1:
                problems.append(f"what is being read has moved by {page.moves()} px")
        if edit.stays and not all(stayed):
            problems.append("the page was loaded anew")
        report.check(f"preview: {edit.name}", problems, "stays" if all(stayed) else "loaded anew")


def asked(page, content, report):
    """Who has asked a figure has its answer from the data before the edit: such a page is loaded."""
    file = content / DOCUMENT / "tables/summary.yaml"
    was = file.read_text(encoding="utf-8")
    page.open(f"{DOCUMENT}/tables/summary/")
    page.tab.click("td[id] > data")
    page.tab.until("document.querySelector('dialog.origin[open] h2')")
    problems = page.follows(lambda: file.write_text(was.replace("教育支出: 4.28", "教育支出: 4.29", 1), encoding="utf-8"))
    problems += filter(None, [page.differs()])
    page.tab.click("#summary-expenditure-205-final")
    answer = page.tab.until("document.querySelector('dialog.origin[open] h2')?.textContent.includes('4.29')")
    report.check("preview: a figure asked before and after", problems + ([] if answer else ["answers with the old figure"]))
    page.follows(lambda: file.write_text(was, encoding="utf-8"))


def broken(page, content, report):
    """What cannot be read leaves the last good page, with what was found over it; once mended that goes."""
    file = content / DOCUMENT / "tables/summary.yaml"
    was = file.read_text(encoding="utf-8")
    page.open(f"{DOCUMENT}/tables/summary/")
    panel = "document.querySelector('#mingzhang-preview .mingzhang-notice')?.textContent"
    file.write_text(was.replace("收入:", "收入: [", 1), encoding="utf-8")
    problems = []
    if not page.tab.until(f"{panel}?.includes('上一次正确的版本')"):
        problems.append(f"says {page.tab.evaluate(panel)}")
    if not page.tab.evaluate("!!document.querySelector('main table')"):
        problems.append("the page has gone")
    file.write_text(was, encoding="utf-8")
    if not page.tab.until(f"!{panel}?.includes('上一次正确的版本')"):
        problems.append("goes on complaining once mended")
    if page.tab.evaluate("window.mark") != "stays":
        problems.append("was loaded anew, though no page has changed")
    problems += filter(None, [page.differs()])
    report.check("preview: broken and mended", problems)


def drawer(page, content, report):
    """An open audit drawer follows the edit."""
    file = content / DOCUMENT / "tables/summary.yaml"
    was = file.read_text(encoding="utf-8")
    page.open(f"{DOCUMENT}/tables/summary/")
    page.tab.click("#mingzhang-open")
    figures = "[...document.querySelectorAll('#mingzhang-audit .mingzhang-figures b')].map(one => one.textContent)"
    page.tab.until(f"{figures}.length")
    page.follows(lambda: file.write_text(was.replace("教育支出: 4.28", "教育支出: 4.37", 1), encoding="utf-8"))
    found = page.tab.until(f"{figures}.includes('4.37')")
    report.check("preview: the drawer follows", [] if found else ["shows the old figure"])
    page.follows(lambda: file.write_text(was, encoding="utf-8"))
    page.tab.click("#mingzhang-audit .mingzhang-bar button")


def styled(page, content, report):
    """The open page has the style sheet and the script of now, not those it was opened with."""
    problems = []
    for name, more, value in (("style.css", "\nbody { outline: 7px solid }\n", "parseInt(getComputedStyle(document.body).outlineWidth)"),
                              ("reader.js", "\nwindow.another = 7;\n", "window.another || 0")):
        file = content.parent / "templates/assets" / name
        was = file.read_text(encoding="utf-8")
        page.open(f"{DOCUMENT}/tables/summary/")
        # Between two pages there is none.
        value = f"(document.body ? {value} : null)"
        file.write_text(was + more, encoding="utf-8")
        if not page.tab.until(f"{value} === 7"):
            problems.append(f"goes on with the {name} of before")
        file.write_text(was, encoding="utf-8")
        if not page.tab.until(f"![7, null].includes({value})"):
            problems.append(f"does not take {name} back")
    report.check("preview: a style sheet and a script", problems)


def by_chance(page, content, report, count, seed):
    """Digits change, lines go, come twice or change places, files are cut off: in any file, looked at on any page."""
    chance = random.Random(seed)
    files = sorted(file for file in content.rglob("*") if file.suffix in (".yaml", ".md"))
    pages = re.findall(r"<loc>[^<]*?//[^/]*/([^<]*)</loc>", page.tab.evaluate("fetch('/sitemap.xml').then(a => a.text())") or "")
    pages = [path for path in pages if not path.startswith("search/")]
    stays = changes = 0
    for number in range(count):
        file = chance.choice(files)
        was = file.read_text(encoding="utf-8")
        lines = was.split("\n")
        at = chance.randrange(len(lines))
        kind = chance.randrange(5)
        if kind == 0:
            lines[at] = re.sub(r"\d", lambda digit: str(chance.randrange(10)), lines[at])
        elif kind == 1:
            del lines[at]
        elif kind == 2:
            lines.insert(at, lines[at])
        elif kind == 3:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        else:
            lines = lines[:at]
        own = [path for path in pages if path.startswith("/".join(file.relative_to(content).parts[:3]))]
        path = chance.choice(own or pages)
        page.open(path)
        shown, problems = page.tab.evaluate(SHOWN), []
        for text in ("\n".join(lines), was):
            file.write_text(text, encoding="utf-8")
            time.sleep(1)
            changes += page.tab.evaluate(SHOWN) != shown
            problems += filter(None, [page.differs()])
        stays += page.tab.evaluate("window.mark") == "stays"
        if problems:
            report.check(f"preview: by chance, edit {number} of seed {seed}, kind {kind}, line {at + 1} of {file.relative_to(content)}, "
                         f"seen on {path}", problems)
    report.check("preview: edits by chance", [] if changes else ["none has changed a page"],
                 f"{count}; {changes} have changed the page they were seen on, {stays} pages stayed")


def main(arguments):
    program = Browser.find()
    if not program:
        print("Not tested in a browser: Chromium is missing (sh .ci/setup browser installs it).")
        return 0
    tool, site, *options = arguments
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        for part in ("content", "templates", "forms"):
            if Path(site, part).is_dir():
                shutil.copytree(Path(site, part), Path(folder, part))
        browser = Browser(program)
        try:
            with Serving(tool, folder) as serving:
                tab, fresh = browser.tab(), browser.tab()
                for one in (tab, fresh):
                    one.size(1280, 900)
                page = Page(serving, tab, fresh)
                parts = (("edits", edits), ("asked", asked), ("broken", broken), ("drawer", drawer), ("styled", styled))
                content = Path(folder, "content")
                report.run(tab, [(f"preview: {name}", lambda part=part: part(page, content, report)) for name, part in parts])
                if options[:1] == ["--random"]:
                    by_chance(page, content, report, int(options[1]), int(options[2]) if len(options) > 2 else 1)
                report.check("preview: no errors, no other host",
                             tab.complaints + fresh.complaints + tab.foreign() + fresh.foreign())
        finally:
            browser.close()
    return report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
