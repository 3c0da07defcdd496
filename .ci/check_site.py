#!/usr/bin/env python3
"""Whether a built site is whole: every file is in the manifest with its checksum and nothing else is there, every
link and fragment leads somewhere, no page asks another host for anything. Shares no code with the tool."""
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
    for problem in problems:
        print(problem)
    print(f"{len(files)} files, {len(pages)} pages, {links} links: {len(problems)} problems")
    return 1 if problems or not pages else 0


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
