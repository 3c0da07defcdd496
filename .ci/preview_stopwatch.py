#!/usr/bin/env python3
"""From saving a file to the changed page on the screen of headless Chromium, with `mingzhang serve` watching.

    preview_stopwatch.py TOOL SITE [EDITS]

Changes one figure of the first department's summary table, again and again, and each time takes: when the browser has
made the frame that shows it, and when a screenshot shows other pixels where the figure stands (which includes taking
the screenshot). Prints the median, the 95th percentile and the longest; exit code 1 when a screenshot does not change.
The file is put back. Python's standard library only."""
import base64
import json
import re
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from devtools import PATIENCE, Browser, Serving  # noqa: E402

# Runs in every page before its own scripts: notes for each text of a figure when the frame that first shows it has been
# made, in seconds since 1970. A page that is loaded anew starts with nothing.
WATCH = """(() => {
    window.seenAt = {};
    const look = () => requestAnimationFrame(() => {
        const shown = [...document.querySelectorAll('main td')].map(one => one.textContent.trim());
        setTimeout(() => {
            const now = (performance.timeOrigin + performance.now()) / 1000;
            for (const text of WANTED) {
                if (!shown.includes(text)) delete seenAt[text];
                else seenAt[text] ??= now;
            }
        });
    });
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
})()"""


class Figure:
    """The first figure of a table's file with two decimals, and the two values it is given in turns."""

    def __init__(self, site):
        self.file = sorted(site.glob("content/*/*/final-accounts/tables/summary.yaml"))[0]
        self.was = self.file.read_bytes()
        found = re.search(rb"[1-9]\d*\.\d\d(?=\r?\n)", self.was)
        self.start, self.end, old = found.start(), found.end(), found[0]
        self.texts = [old, old[:-1] + (b"1" if old.endswith(b"2") else b"2")]
        self.page = "/".join(self.file.parts[-5:-2]) + "/tables/summary/index.html"

    def save(self, turn):
        """Writes the file as an editor does, and says what the page is to show, and since when."""
        text = self.texts[turn % 2]
        self.file.write_bytes(self.was[:self.start] + text + self.was[self.end:])
        moment = time.time()
        return self.shown(text), moment

    @staticmethod
    def shown(text):
        whole, decimals = text.decode().split(".")
        return f"{int(whole):,}.{decimals}"

    def restore(self):
        self.file.write_bytes(self.was)


def cell(text):
    """The first cell of the page that shows the text."""
    return f"[...document.querySelectorAll('main td')].find(one => one.textContent.trim() === '{text}')"


def picture(tab, place):
    clip = {**place, "scale": 1}
    answer = tab.call("Page.captureScreenshot", format="png", clip=clip)
    return base64.b64decode(answer["data"])


def turn(tab, figure, number, before, place):
    """Seconds until the paint and until the screenshot; None where nothing changed."""
    shown, saved = figure.save(number)
    painted, end = 0, time.monotonic() + PATIENCE
    # While a page is away under it, an answer is None.
    while painted < saved:
        if time.monotonic() > end:
            return None
        painted = tab.evaluate(f"window.seenAt?.[{shown!r}]") or 0
        time.sleep(.002)
    while True:
        after = picture(tab, place)
        seen = time.time()
        if after != before:
            return painted - saved, seen - saved, after
        if time.monotonic() > end:
            return None


def report(name, seconds):
    ordered = sorted(round(one * 1000) for one in seconds)
    print(f"{name}：中位 {ordered[len(ordered) // 2]} 毫秒，95% 在 {ordered[int(len(ordered) * .95)]} 毫秒以内，最长 {ordered[-1]} 毫秒")


def measure(tab, address, figure, edits, site):
    tab.size(1280, 900)
    wanted = json.dumps([figure.shown(text) for text in figure.texts])
    tab.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH.replace("WANTED", wanted))
    tab.open(address)
    shown, _ = figure.save(0)
    if not tab.until(f"!!({cell(shown)})"):
        print(f"页面上没有 {shown}：{address}")
        return 1
    place = tab.evaluate(f"""(box => ({{ x: box.x, y: box.y + scrollY, width: box.width, height: box.height }}))(
        {cell(shown)}.getBoundingClientRect())""")
    before, painted, seen = picture(tab, place), [], []
    for number in range(1, edits + 4):
        time.sleep(.25)
        times = turn(tab, figure, number, before, place)
        if not times:
            print(f"第 {number} 次保存以后，截图没有变。")
            return 1
        before = times[2]
        # The first answers of a browser and of a preview are no measure.
        if number > 3:
            painted.append(times[0])
            seen.append(times[1])
    count = len(list(site.glob("content/*/*/*/disclosure.yaml")))
    print(f"{count} 份公开件，保存 {edits} 次，每次改 {figure.file.name} 的一个数")
    report("从保存到浏览器画出新的数", painted)
    report("从保存到截图已变（含截图）", seen)
    return 0


def main(arguments):
    if len(arguments) not in (2, 3):
        print(__doc__)
        return 2
    tool, site = arguments[0], Path(arguments[1])
    edits = int(arguments[2]) if len(arguments) == 3 else 60
    program = Browser.find()
    if not program:
        print("没有 Chromium，不能计时。")
        return 0
    figure = Figure(site)
    browser = Browser(program)
    try:
        with Serving(tool, site) as serving:
            return measure(browser.tab(), serving.address + figure.page, figure, edits, site)
    finally:
        figure.restore()
        browser.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
