#!/usr/bin/env python3
"""Whether a built site is whole: every file is in the manifest with its checksum and nothing else is there, every
link and fragment leads somewhere, those of every search result too, no page asks another host for anything. Shares no
code with the tool."""
import hashlib
import json
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

KEPT = {".gitkeep", "manifest.json"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.repeated = set(), [], []

    def handle_starttag(self, tag, attrs):
        if tag == "link" and ("rel", "canonical") in attrs:
            return  # says where the content is; nothing is asked for
        for name, value in attrs:
            if name == "id":
                (self.repeated.append(value) if value in self.ids else self.ids.add(value))
            elif name in ("href", "src") and value is not None:
                self.links.append((tag, value))


def main(root):
    problems = []
    files = {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_file()}
    manifest = json.loads(files["manifest.json"].read_text(encoding="utf-8"))
    listed = {entry["path"]: entry for entry in manifest["files"]}
    for path in sorted(set(listed) - set(files)):
        problems.append(f"{path}: in the manifest, not on disk")
    for path in sorted(set(files) - set(listed) - KEPT):
        problems.append(f"{path}: on disk, not in the manifest")
    for path in sorted(set(listed) & set(files)):
        if hashlib.sha256(files[path].read_bytes()).hexdigest() != listed[path]["sha256"]:
            problems.append(f"{path}: its bytes are not those of the manifest")
    pages = {}
    for path, file in files.items():
        if path.endswith(".html"):
            pages[path] = Page()
            pages[path].feed(file.read_text(encoding="utf-8"))
    links = 0
    for path, page in pages.items():
        problems += [f"{path}: id {value!r} twice" for value in page.repeated]
        for tag, link in page.links:
            links += 1
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if tag != "a":
                    problems.append(f"{path}: asks another host for {link}")
                continue
            target, fragment = urldefrag(unquote(link))
            goal = (Path(path).parent / target) if target else Path(path)
            name = "/".join(normal(goal))
            if name not in files:
                problems.append(f"{path}: broken link {link}")
            elif fragment and name in pages and fragment not in pages[name].ids:
                problems.append(f"{path}: no such place {link}")
    found = 0
    for link in sorted(set(results(files))):
        found += 1
        name, fragment = urldefrag(link)
        if name not in files:
            problems.append(f"search: no such page {link}")
        elif fragment and fragment not in pages[name].ids:
            problems.append(f"search: no such place {link}")
    for problem in problems:
        print(problem)
    print(f"{len(files)} files, {len(pages)} pages, {links} links, {found} links of search results: "
          f"{len(problems)} problems")
    return 1 if problems or not pages else 0


DIGITS = {letter: value for value, letter in enumerate(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")}


def numbers(text):
    """As search-index.js reads them: five bits a letter, the last of a number from the upper half."""
    found, number = [], 0
    for letter in text:
        number = number * 32 + (DIGITS[letter] & 31)
        if DIGITS[letter] > 31:
            found.append(number)
            number = 0
    return found


def data(files, name):
    text = files[f"search/data/{name}.js"].read_text(encoding="utf-8")
    head, tail = f'mingzhangSearch("{name}",', ");\n"
    assert text.startswith(head) and text.endswith(tail), name
    return json.loads(text[len(head):-len(tail)])


def results(files):
    """Where every result of the search leads: each entry in each of its documents."""
    if "search/data/site.js" not in files:
        return
    site = data(files, "site")
    flat = numbers(site["documents"])
    folders = [f"{site['departments'][department][0]}/{year}/{site['kinds'][kind][0]}/"
               for department, year, kind in zip(flat[::3], flat[1::3], flat[2::3])]
    for piece in range(len(numbers(site["entries"]))):
        for _, _, _, place, row, column, documents, _ in data(files, f"e{piece}"):
            _, _, href, *columns = site["places"][place]
            row, _, anchor = row.partition("#")
            end = href.replace("*", row, 1).replace("+", columns[column * 2] if columns else "", 1)
            number = 0
            for step in numbers(documents):
                number += step
                yield folders[number] + end + (f"#{anchor}" if anchor else "")


def normal(path):
    parts = []
    for part in path.parts:
        if part == "..":
            if not parts:
                return ["outside the site"]
            parts.pop()
        elif part != ".":
            parts.append(part)
    return parts


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
