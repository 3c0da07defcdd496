#!/usr/bin/env python3
"""Reads a built site as a reader would, in headless Chromium: searches, changes years and settings, asks figures, travels by keyboard, prints, in
the dark, on a small screen and without scripts. One line for each check; exit code 1 when one of them fails.

    browser_test.py SITE [--every]

Looks at one page of every kind and shape of table, with --every at all pages. Python's standard library only."""
import base64
import functools
import http.server
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from devtools import Browser  # noqa: E402
from report import Report  # noqa: E402

CHECKS = Path(__file__).with_name("page_checks.js").read_text(encoding="utf-8")
SETTLED = "(text => text && !text.startsWith('正在查找'))(document.getElementById('search-status').textContent)"
SHAPES = re.compile(r'<(?:table|div) class="((?:form|sides|parts|compare|indicators)[^"]*)"')
FIRST_QUERY = 200_000  # bytes of index that a first query may cost
# What a statutory table printed on several pages must repeat, taken from its own head.
HEADS = """[...document.querySelectorAll('main table.form > thead th')].map(one => one.textContent.replace(/\\s+/g, ''))"""
# What comes after it, and may have a page of paper to itself; the footer may not.
TAIL = """[...document.querySelectorAll('main :is(.notes, .checks), body > footer')]
    .map(one => one.textContent.replace(/\\s+/g, '')).join('')"""
FOOT = """[...document.querySelectorAll('body > footer p:not(.site-links)')]
    .map(one => one.textContent.replace(/\\s+/g, ''))"""


class Site:
    def __init__(self, root, every):
        self.root = root
        self.kinds = {}
        shapes = set()
        self.chosen = []
        for file in sorted(root.rglob("*.html")):
            path, text = file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")
            kind = re.search(r'<html[^>]* data-page="([^"]+)"', text)
            if not kind:
                continue
            self.kinds.setdefault(kind[1], []).append(path)
            if kind[1] == "moved":  # leads away before anybody can look
                continue
            for shape in [kind[1], *SHAPES.findall(text)]:
                if every or (kind[1], shape) not in shapes:
                    shapes.add((kind[1], shape))
                    if path not in self.chosen:
                        self.chosen.append(path)

    def one(self, kind, like=""):
        found = [path for path in self.kinds.get(kind, []) if like in path]
        if not found:
            raise LookupError(f"the site has no page of the kind {kind} {like}")
        return found[0]

    def address(self, path):
        return (self.root / path).as_uri()


def quiet(tab, path):
    """What a page complained of or asked of others since the last time, and forgets it."""
    found = [f"{path}: {complaint}" for complaint in tab.complaints] + [f"{path} asks for {url}" for url in tab.foreign()]
    tab.complaints, tab.requests = [], []
    return found


def opened(tab, address):
    tab.open(address)
    tab.evaluate(CHECKS)


# ---- every kind of page: structure, colours, 360 px ----
def look(tab, site, report):
    found = {name: [] for name in ("structure", "noise", "light", "dark", "paper", "narrow")}
    for path in site.chosen:
        tab.size(1280, 900)
        tab.scheme("light")
        opened(tab, site.address(path))

        def add(name, expression):
            found[name] += [f"{path}: {problem}" for problem in tab.evaluate(expression)]

        add("structure", "checks.structure()")
        add("light", "checks.contrast()")
        bright = tab.evaluate("checks.body()")
        tab.scheme("dark")
        add("dark", "checks.contrast()")
        dark = tab.evaluate("checks.body()")
        if dark["background"] == bright["background"]:
            found["dark"].append(f"{path}: the background stays {dark['background']}")
        if dark["ratio"] < 4.5:
            found["dark"].append(f"{path}: the text has a contrast of {dark['ratio']:.2f}")
        tab.scheme("dark", media="print")
        if tab.evaluate("checks.body()")["ground"] != "255 255 255":
            found["paper"].append(f"{path}: prints on a dark ground")
        add("paper", "checks.paper()")
        tab.scheme("light")
        tab.size(360, 740)
        add("narrow", "checks.narrow(360)")
        found["noise"] += quiet(tab, path)
    note = f"{len(site.chosen)} pages of {len(site.kinds)} kinds"
    report.check("structure, names, landmarks, tables", found["structure"], note)
    report.check("contrast of all text, light", found["light"], note)
    report.check("dark: ground changes, contrast of all text", found["dark"], note)
    report.check("paper: white also in the dark, nothing to click", found["paper"], note)
    report.check("360 px: nothing wider, targets of 24 px", found["narrow"], note)
    report.check("no errors, no breach of the policy, no other host", found["noise"], note)
    tab.size(1280, 900)


# ---- search ----
def ask(tab, base, words):
    tab.open(base + "search/index.html")
    tab.click("#search-words")
    tab.write(words)
    tab.press("Enter")
    return [] if tab.until(SETTLED) else ["no answer"]


def follow(tab):
    """Goes by keyboard to the first result that shows a figure; tells what it said, and where it led."""
    said = tab.evaluate("""(() => {
        const item = [...document.querySelectorAll('.found li')].find(one => one.querySelector('.found-figure data'));
        if (!item) return null;
        item.querySelector('a').id = 'wanted';
        return { figure: item.querySelector('.found-figure data').textContent, text: item.textContent };
    })()""")
    if not said:
        return None, None
    for _ in range(200):
        tab.press("Tab")
        if tab.evaluate("document.activeElement.id === 'wanted'"):
            break
    else:
        return said, None
    tab.leads(lambda: tab.press("Enter"))
    return said, tab.evaluate("""(() => {
        const target = document.querySelector(':target');
        if (!target) return null;
        const box = target.getBoundingClientRect();
        const row = target.closest('tr') || target;
        return { text: target.textContent.trim(), row: row.textContent, code: row.querySelector('.code')?.textContent,
            seen: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.left < innerWidth };
    })()""")


def search(tab, base, where, report):
    for words, wants in (("公务接待", lambda said, place: "公务接待" in said["text"] and "公务接待" in place["row"]),
                         ("2010301", lambda said, place: place["code"] == "2010301"),
                         ("22,902.34", lambda said, place: place["text"] == "22,902.34")):
        problems = ask(tab, base, words)
        if not problems:
            said, place = follow(tab)
            if not said:
                problems = ["no result with a figure"]
            elif not place:
                problems = ["the result leads to no cell"]
            else:
                problems = [] if wants(said, place) else [f"{said['text']!r} leads to {place['row']!r}"]
                if said["figure"] not in place["row"]:
                    problems.append(f"shows {said['figure']}, leads to {place['row']!r}")
                if not place["seen"]:
                    problems.append("the cell is out of sight")
        report.check(f"search, {where}: {words}, Enter, result, Enter, cell", problems + quiet(tab, "search"))
    problems = ask(tab, base, "公务接待 2020")
    years = tab.evaluate("[...document.querySelectorAll('.found-group > h2 > a')].map(one => one.textContent)") or []
    if not years or not all("2020年度" in one for one in years):
        problems.append(f"found {years}")
    report.check(f"search, {where}: a year narrows it down", problems + quiet(tab, "search"), f"{len(years)} disclosures")
    # What readers call things, columns, what stands in sentences, words written together.
    for words, sought, wants in (
            ("招待费", ".found li", "公务接待费"), ("扣分", ".found-more", "扣分原因"), ("预算编制 扣分", ".found-more", "扣分原因"),
            ("教育支出 项目支出", ".found-place", "·项目支出"), ("教育支出项目支出", ".found-place", "·项目支出"),
            ("年初预算数", ".found-more", "年初预算数"), ("比上年", ".found-more", "比上年"), ("坪山2020", ".found-group > h2 > a", "坪山"),
            ("坪山2020公务接待费", ".found-figure", "0.59"), ("政数局2020", ".found-group > h2 > a, .found li > a", "政务服务数据管理局"),
            ("政数局公务接待费", ".found-figure", "0.59"),
            # A year chooses documents; what leads nowhere as written is taken apart; nobody has to ask twice.
            ("坪山 2020 三公", ".found-figure", "0.59"), ("坪山 2020 项目支出", ".found li", "项目支出"),
            ("绩效自评扣分", ".found-more", "扣分原因"), ("为什么扣分", ".found-more", "扣分原因"),
            ("公务接待费预算", ".found-place", "预算"), ("业务招待费", ".found li", "公务接待费"),
            ("大数据中心 得分", ".found li", "大数据中心"),
            # The total of the table, though its row is called 合计; amounts in the units people use, as exactly as they are written.
            ("坪山2020三公经费", ".found-figure", "14.39"), ("229023400元", ".found-figure", "22,902.34"),
            ("2.290234亿元", ".found-figure", "22,902.34"), ("2.29亿元", ".found-figure", "22,902.34"),
            ("22,902万元", ".found-figure", "22,902.34"), ("229023400", ".found-figure", "22,902.34")):
        problems = ask(tab, base, words)
        found = tab.evaluate(f"[...document.querySelectorAll({sought!r})].map(one => one.textContent)") or []
        if not any(wants in one for one in found):
            problems.append(f"found {found[:5]}")
        report.check(f"search, {where}: {words}", problems + quiet(tab, "search"), f"{len(found)} places")
    problems = ask(tab, base, "支出")
    before = tab.evaluate("document.querySelectorAll('.found li').length")
    tab.evaluate("document.querySelector('.found-group .search-more:not([hidden])').click()")
    if not tab.evaluate(f"document.querySelectorAll('.found li').length > {before} && document.activeElement.matches('.found li > a')"):
        problems.append("more results do not come, or the keyboard does not go to them")
    report.check(f"search, {where}: more of one kind of one disclosure", problems + quiet(tab, "search"))
    problems = ask(tab, base, "没有这样的词")
    if "没有找到" not in tab.evaluate("document.getElementById('search-status').textContent"):
        problems.append("does not say that nothing was found")
    report.check(f"search, {where}: says that nothing was found", problems + quiet(tab, "search"))


def search_online(tab, site, report):
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site.root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    try:
        tab.open(base + "search/index.html")
        tab.received = 0
        problems = ask(tab, base, "公务接待")
        if tab.received > FIRST_QUERY:
            problems.append(f"{tab.received} bytes")
        report.check("search, http: page and first query stay small", problems + quiet(tab, "search"), f"{tab.received // 1000} KB")
        search(tab, base, "http", report)
        problems = ask(tab, base, "公务接待")
        if not tab.evaluate("new URLSearchParams(location.search).get('q') === '公务接待'"):
            problems.append("the address does not hold the query")
        count = "document.querySelectorAll('.found li').length"
        before = tab.evaluate(count)
        follow(tab)
        tab.evaluate("void setTimeout(() => history.back())")
        if not tab.until(f"document.querySelector('main.search') && {SETTLED} && {count} === {before}"):
            problems.append("going back does not show the results again")
        tab.open(base + "search/index.html?q=2010301")
        if not tab.until(SETTLED) or not tab.evaluate(count):
            problems.append("an address with a query gives no results")
        report.check("search, http: address, back, shared address", problems + quiet(tab, "search"))
    finally:
        server.shutdown()
        server.server_close()


# ---- links between years ----
def years(tab, site, report):
    compare = site.one("department-compare")
    problems = []

    def want(kind, *words):
        now = tab.evaluate("({ kind: document.documentElement.dataset.page, title: document.querySelector('h1').textContent })")
        if now["kind"] != kind or not all(word in now["title"] for word in words):
            problems.append(f"{now['kind']} “{now['title']}” where {kind} {' '.join(words)} was wanted")

    def click(selector):
        tab.leads(lambda: tab.click(selector))

    tab.open(site.address(str(Path(compare).parent.parent / "index.html")))
    want("department")
    click('main a.button[href="compare/index.html"]')
    want("department-compare")
    found = tab.evaluate(r"""[...new Set([...document.querySelectorAll('main a')].map(one => one.getAttribute('href'))
        .filter(link => /^\.\.\/\d{4}\/[^\/]+\/index\.html$/.test(link)))]""")
    if len(found) < 2:
        problems.append(f"{compare} leads to {len(found)} years")
    for link in found:
        tab.open(site.address(compare))
        click(f'main a[href="{link}"]')
        want("disclosure", link.split("/")[1])
    report.check("years: department, comparison, each year's disclosure", problems + quiet(tab, compare), f"{len(found)} years")

    problems = []
    table = site.one("table", "tables/expenditure/")
    tab.open(site.address(table))
    click('main a.button[href*="compare/"]')
    want("department-compare")
    year = next(part for part in table.split("/") if part.isdigit())
    other = tab.evaluate(f"""[...document.querySelectorAll('main a.figure')].map(one => one.getAttribute('href'))
        .find(link => link.includes('/tables/expenditure/') && !link.includes('/{year}/'))""")
    if other:
        shown = tab.evaluate(f"document.querySelector('a.figure[href=\"{other}\"]').textContent.trim()")
        click(f'a.figure[href="{other}"]')
        want("table", other.split("/")[1])
        landed = tab.evaluate("document.querySelector(':target')?.textContent.trim()")
        if landed != shown:
            problems.append(f"{shown} leads to {landed}")
    else:
        problems.append("the comparison has no figure of another year")
    report.check("years: table, comparison, the same cell in another year", problems + quiet(tab, table))


# ---- addresses of before ----
def moved(browser, site, report):
    """Every old address leads to the same part of the department's present one, without scripts as well."""
    tab = browser.tab()
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    problems = []
    for path in site.kinds.get("moved", []):
        tab.open(site.address(path))
        tail = path.split("/", 1)[1]
        if not tab.until(f"(document.documentElement?.dataset.page ?? 'moved') !== 'moved' && location.href.endsWith('/{tail}')"):
            problems.append(f"{path} leads to {tab.evaluate('location.href')}")
        tab.until("document.readyState === 'complete'")
    tab.close()
    report.check("old addresses lead to the new ones", problems, f"{len(site.kinds.get('moved', []))} pages")


# ---- what is behind a figure ----
def origins(tab, site, report):
    """Asks a figure where it comes from, by mouse and keys; from the text to the cell and back to the sentence."""
    page = site.one("table", "tables/expenditure/")
    dialog = "document.querySelector('dialog.origin[open]')"
    problems = []

    def want(what, expression, wanted=True):
        if not tab.until(f"({expression}) === {wanted!r}".replace("True", "true")):
            problems.append(f"{what}: {tab.evaluate(expression)} where {wanted} was wanted")

    opened(tab, site.address(page))
    # Its own coordinates: where the sticky head or name do not cover it.
    cell = "document.querySelector('.form td.n[tabindex]')"
    shown = tab.evaluate(f"{cell}.textContent")
    tab.click(".form td.n[tabindex] data")
    want("a click", f"!!{dialog}")
    text = tab.evaluate(f"{dialog}?.textContent") or ""
    for part in (shown + " 万元", "部门决算", "合计　本年支出合计", "支出表[合计]", "tables/expenditure.yaml", " 行第 ", "TC-1"):
        if part not in text:
            problems.append(f"the answer does not say {part}")
    plain = tab.evaluate(f"{dialog}?.innerText") or ""
    for part in ("支出表[", "TC-1", ".yaml", "技术信息\n地址"):
        if part in plain:
            problems.append(f"the answer speaks in code before it is asked: {part}")
    want("the fold", f"!!{dialog}?.querySelector('details:not([open])')")
    tab.press("Escape")
    want("Escape", f"!{dialog} && document.activeElement === {cell}")
    before = tab.evaluate(f"{cell}.id")
    tab.press("ArrowDown")
    tab.press("ArrowRight")
    want("arrows", f"document.activeElement.matches('td.n[id]') && document.activeElement.id !== {before!r}")
    want("arrows", "document.querySelectorAll('.form td[tabindex]').length", 1)
    want("arrows", "document.activeElement.cellIndex - document.getElementById(%r).cellIndex" % before, 2)
    tab.press("Enter")
    want("Enter", f"{dialog}?.querySelector('h2').textContent.endsWith({cell}.textContent + ' 万元')")
    problems += tab.evaluate("checks.contrast()")
    tab.size(360, 740)
    problems += tab.evaluate("checks.narrow(360)")
    tab.size(1280, 900)
    report.check("figures: a click or Enter shows where a figure comes from", problems + quiet(tab, page))

    problems = []
    for kind in ("sheet", "score-card"):
        path = site.one(kind)
        opened(tab, site.address(path))
        shown = tab.evaluate(f"{cell}.textContent")
        tab.evaluate(f"{cell}.focus()")
        tab.press("Enter")
        want(kind, f"{dialog}?.querySelector('.origin-value').textContent.startsWith({cell}.textContent.trim())")
        text = tab.evaluate(f"{dialog}?.textContent") or ""
        for said in (shown, "performance/", " 行第 ", "技术信息"):
            if said not in text:
                problems.append(f"{path}: the answer does not say {said}")
        problems += tab.evaluate("checks.contrast()")
        tab.size(360, 740)
        problems += [f"{path}: {one}" for one in tab.evaluate("checks.narrow(360)")]
        tab.size(1280, 900)
        problems += quiet(tab, path)
    report.check("figures: of a sheet and of a score card, too", problems)

    problems, trips = [], 0
    section = site.one("section", page.split("/tables/")[0] + "/sections/expenditure")
    opened(tab, site.address(section))
    names = tab.evaluate("[...document.querySelectorAll('.prose a.figure[id]')].map(one => [one.id, one.textContent])")
    for name, said in names[:3]:
        opened(tab, site.address(section))
        tab.leads(lambda: tab.evaluate(f"document.getElementById('{name}').click()"))
        target = "document.querySelector('td:target')"
        want(said, f"!!{target} && {target}.tabIndex === 0")
        tab.evaluate(f"{target}.focus()")
        tab.press("Enter")
        want(said, f"!!{dialog}?.querySelector('a[href*=\"sections/expenditure/\"]')")
        tab.leads(lambda: tab.evaluate(f"{dialog}.querySelector('a[href*=\"sections/expenditure/\"]').click()"))
        want(said, "document.querySelector('.prose .figure:target')?.matches('a') || false")
        trips += 1
    if not trips:
        problems.append(f"{section} has no figure with an anchor")
    report.check("figures: from the text to the cell and back to the sentence", problems + quiet(tab, section), f"{trips} figures")


# ---- the reader's settings ----
def settings(tab, site, report):
    """Larger text and more contrast: by keyboard, kept from page to page, not on paper; by the system's wish alone."""
    page, other = site.one("table"), site.one("home")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    pressed = "[...document.querySelectorAll('.reader [aria-pressed=true]')].map(one => one.textContent)"
    problems = []

    def want(what, expression, wanted):
        found = tab.evaluate(expression)
        if found != wanted:
            problems.append(f"{what}: {found} where {wanted} was wanted")

    def press(selector):
        tab.evaluate(f"document.querySelector('{selector}').focus()")
        tab.press("Enter")

    def kept(path):
        opened(tab, site.address(path))
        return tab.evaluate(size)

    plain = kept(page)
    want("at first", pressed, ["标准"])
    press("[data-set-text=largest]")
    press("[data-set-contrast]")
    want("after two buttons", pressed, ["特大", "高对比度"])
    want("text", size, plain * 1.5)
    for path in (page, other):
        if kept(path) != plain * 1.5:
            problems.append(f"{path}: the text is not larger on the next page")
        want(path, pressed, ["特大", "高对比度"])
        for colour in ("light", "dark"):
            tab.scheme(colour)
            ratio = tab.evaluate("checks.body()")["ratio"]
            if ratio < 15:
                problems.append(f"{path}: a contrast of {ratio:.1f}, {colour}")
            problems += [f"{path}, {colour}: {one}" for one in tab.evaluate("checks.contrast()")]
        tab.scheme("light", media="print")
        want("paper", "getComputedStyle(document.documentElement).fontSize", "16px")
        want("paper", "getComputedStyle(document.documentElement).getPropertyValue('--rule')", "#555")
        tab.scheme("light")
    report.check("settings: larger text and more contrast, kept, not on paper", problems + quiet(tab, page))

    problems = []
    tab.size(360, 740)
    for path in site.chosen:
        opened(tab, site.address(path))
        problems += [f"{path}: {one}" for one in tab.evaluate("checks.narrow(360)")]
    tab.size(1280, 900)
    report.check("settings: the largest text at 360 px", problems + quiet(tab, page), f"{len(site.chosen)} pages")
    problems = []
    press("[data-set-text=standard]")
    press("[data-set-contrast]")
    want("after going back", pressed, ["标准"])
    tab.scheme("light", prefers_contrast="more")
    want("turned off against the system", pressed, ["标准"])
    tab.evaluate("localStorage.clear()")
    opened(tab, site.address(page))
    want("by the system's wish", pressed, ["标准", "高对比度"])
    if tab.evaluate("checks.body()")["ratio"] < 20:
        problems.append("the system's wish for contrast is not followed")
    tab.scheme("light", forced_colors="active")
    if not tab.evaluate("matchMedia('(forced-colors: active)').matches && document.querySelector('.reader').checkVisibility()"):
        problems.append("forced colours hide the settings")
    tab.scheme("light")
    report.check("settings: the system's wish, and against it", problems + quiet(tab, page))


# ---- keyboard ----
def keyboard(tab, site, report):
    kinds = ("home", "department-compare", "disclosure", "table", "section", "search", "score-card", "glossary")
    pages = [(kind, site.one(kind)) for kind in kinds if kind in site.kinds]
    skips = []
    for _, path in pages:
        tab.open(site.address(path))
        tab.press("Tab")
        if not tab.evaluate("document.activeElement.matches('.skip')"):
            skips.append(f"{path}: Tab does not reach the link to the text first")
        tab.press("Enter")
        tab.until("location.hash === '#main'")
        tab.press("Tab")
        if not tab.evaluate("""(main => main.contains(document.activeElement)
            || !main.querySelector('a, button, input, summary'))(document.querySelector('main'))"""):
            skips.append(f"{path}: Enter on the link to the text does not go there")
    report.check("keyboard: the first Tab and Enter lead to the text", skips, f"{len(pages)} pages")
    for width, height in ((1280, 900), (360, 740)):
        tab.size(width, height)
        stops, problems = 0, []
        for kind, path in pages:
            opened(tab, site.address(path))
            if kind == "search":
                tab.evaluate("""document.getElementById('search-words').value = '公务接待';
                    document.querySelector('form').requestSubmit()""")
                tab.until(SETTLED)
            tab.evaluate("checks.startTravel()")
            while True:
                tab.press("Tab")
                wrong = tab.evaluate("checks.stop()")
                if wrong is None:
                    break
                stops += 1
                problems += [f"{path}: {one}" for one in wrong]
            problems += [f"{path}: {one}" for one in tab.evaluate("checks.missed()")]
        report.check(f"keyboard, {width} px: every control is reached, in sight, with a ring", problems,
                     f"{stops} stops on {len(pages)} pages")
    tab.size(1280, 900)

    problems, tried = [], 0
    for kind in site.kinds:
        path = next((one for one in site.kinds[kind] if "<summary" in (site.root / one).read_text(encoding="utf-8")), None)
        if not path:
            continue
        tab.open(site.address(path))
        tried += 1
        for key, is_open in (("Enter", True), ("Enter", False), (" ", True), (" ", False)):
            tab.evaluate("document.querySelector('summary').focus()")
            tab.press(key)
            if not tab.until(f"document.querySelector('summary').parentElement.open === {str(is_open).lower()}"):
                problems.append(f"{path}: {key!r} does not {'open' if is_open else 'close'} the details")
                break
    report.check("keyboard: details open and close with Enter and Space", problems, f"{tried} pages")


# ---- paper ----
def printed(tab):
    """The text of each page of paper, without spaces."""
    data = base64.b64decode(tab.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    text = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True)
    return ["".join(page.split()) for page in text.stdout.decode().split("\f")[:-1]]


def paper(tab, site, report):
    if not shutil.which("pdftotext"):
        tab.open(site.address(site.one("table")))
        data = base64.b64decode(tab.call("Page.printToPDF", preferCSSPageSize=True)["data"])
        report.check("paper: prints", [] if data.startswith(b"%PDF") else ["no PDF"], "its text not read: pdftotext is missing")
        return
    first = site.one("table").split("/tables/")[0]
    tables = [path for path in site.kinds["table"] if path.startswith(first)]
    problems, rolls, sheets, longest = [], {}, 0, 0
    for path in tables:
        for times in (1, 5):  # as it is, and five times as long
            tab.open(site.address(path))
            if times > 1:
                tab.evaluate(f"""document.querySelectorAll('main .form tbody').forEach(body => {{
                    const rows = [...body.rows];
                    for (let time = 1; time < {times}; time++) body.append(...rows.map(row => row.cloneNode(true)));
                }})""")
            title, unit = tab.evaluate("""['.caption-title', '.caption-unit'].map(one =>
                document.querySelector('main ' + one).textContent.replace(/\\s+/g, ''))""")
            heads, tail = tab.evaluate(HEADS), tab.evaluate(TAIL)
            pages = printed(tab)
            problems += quiet(tab, path)
            sheets += len(pages)
            if times == 1:
                rolls[path] = (pages, tab.evaluate(FOOT))
            longest = max(longest, len(pages))
            where = path if times == 1 else f"{path}, {times} times as long"
            if not pages or title not in pages[0]:
                problems.append(f"{where}: the first page has no title")
                continue
            if times == 1 and not pages[0].startswith(tab.evaluate("document.querySelector('h1').textContent.replace(/\\s+/g, '')")):
                problems.append(f"{where}: something stands above the title: {pages[0][:20]}")
            heads = {head for head in heads if len(head) > 1 and head in pages[0]}
            if not heads:
                problems.append(f"{where}: the first page has no heads")
            for number, page in enumerate(pages, 1):
                if page[:12] in tail:
                    continue
                for what, text in (("title", title), ("unit", unit), *(("head", head) for head in sorted(heads))):
                    if text not in page:
                        problems.append(f"{where}: page {number} of {len(pages)} lacks the {what} {text}")
    report.check("paper: title, unit and heads on every page of a statutory table", problems,
                 f"{len(tables)} tables, {sheets} pages, the longest {longest}")

    problems = []
    for kind, paths in site.kinds.items():
        if kind not in ("table", "moved"):
            tab.open(site.address(paths[0]))
            foot = tab.evaluate(FOOT)
            rolls[paths[0]] = (printed(tab), foot)
            problems += quiet(tab, paths[0])
    for path, (pages, foot) in rolls.items():
        rest = re.sub(r"第\d+页共\d+页$", "", pages[-1])
        for line in foot:
            rest = rest.replace(line, "")
        if not rest:
            problems.append(f"{path}: the last of {len(pages)} pages holds nothing")
    report.check("paper: every kind of page, and no last page for the footer alone", problems,
                 f"{len(rolls)} documents")


# ---- without scripts ----
def scriptless(browser, site, report):
    tab = browser.tab()
    tab.size(1280, 900)
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    problems = []
    for path in site.chosen:
        opened(tab, site.address(path))
        problems += [f"{path}: {one}" for one in tab.evaluate("checks.plain()")] + quiet(tab, path)
        if tab.evaluate("document.querySelector('.reader').checkVisibility()"):
            problems.append(f"{path}: shows settings that nothing answers")
    report.check("no scripts: every kind of page shows its text", problems, f"{len(site.chosen)} pages")
    tab.open(site.address(site.one("search")))
    links = tab.evaluate("""[...document.querySelectorAll('.search-catalogue a')].filter(one => one.checkVisibility())
        .map(one => new URL(one.href).pathname)""")
    missing = [path for kind in ("department", "disclosure") for path in site.kinds.get(kind, [])
               if (site.root / path).as_uri().removeprefix("file://") not in links]
    problems = [f"the catalogue lacks {path}" for path in missing]
    if not tab.evaluate("document.querySelector('noscript .checks')?.checkVisibility()"):
        problems.append("does not say that search needs a script")
    report.check("no scripts: the search page is a catalogue", problems, f"{len(links)} links")
    tab.close()


def main(arguments):
    program = Browser.find()
    if not program:
        print("Not tested in a browser: Chromium is missing (sh .ci/setup browser installs it).")
        return 0
    site = Site(Path(arguments[0]).resolve(), "--every" in arguments)
    if not site.chosen:
        print(f"{arguments[0]}: no pages; build the site first")
        return 1
    report = Report()
    browser = Browser(program)
    try:
        tab = browser.tab()
        tab.size(1280, 900)
        report.run(tab, (
            ("search, file", lambda: search(tab, site.address("") + "/", "file", report)),
            ("search, http", lambda: search_online(tab, site, report)),
            ("years", lambda: years(tab, site, report)),
            ("old addresses", lambda: moved(browser, site, report)),
            ("figures", lambda: origins(tab, site, report)),
            ("settings", lambda: settings(tab, site, report)),
            ("keyboard", lambda: keyboard(tab, site, report)),
            ("paper", lambda: paper(tab, site, report)),
            ("no scripts", lambda: scriptless(browser, site, report)),
            ("every kind", lambda: look(tab, site, report)),
        ))
    finally:
        browser.close()
    return report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
