"""A browser of our own to test with: starts headless Chromium and speaks the DevTools protocol to it over a small
WebSocket client (RFC 6455); and a preview to look at. Python's standard library only."""
import base64
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE = 20  # seconds, for anything the browser is asked


class WebSocket:
    def __init__(self, host, port, path):
        self.stream = socket.create_connection((host, port), timeout=PATIENCE)
        self.buffer = b""
        key = base64.b64encode(os.urandom(16)).decode()
        self.stream.sendall((f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        while b"\r\n\r\n" not in self.buffer:
            self.fill()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.decode(errors="replace"))

    def fill(self):
        data = self.stream.recv(1 << 16)
        if not data:
            raise ConnectionError("the browser has gone")
        self.buffer += data

    def take(self, count):
        while len(self.buffer) < count:
            self.fill()
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def send(self, text, opcode=1):
        data = text if isinstance(text, bytes) else text.encode()
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
        mask = os.urandom(4)
        long = (mask * (size // 4 + 1))[:size]
        masked = (int.from_bytes(data, "big") ^ int.from_bytes(long, "big")).to_bytes(size, "big")
        self.stream.sendall(head + mask + masked)

    def receive(self):
        message = b""
        while True:
            first, second = self.take(2)
            size = second & 127
            if size > 125:
                size = struct.unpack("!H", self.take(2))[0] if size == 126 else struct.unpack("!Q", self.take(8))[0]
            data = self.take(size)
            opcode = first & 15
            if opcode == 8:
                raise ConnectionError("the browser has closed the connection")
            if opcode == 9:
                self.send(data, 10)
            elif opcode < 3:
                message += data
                if first & 0x80:
                    return message.decode()


class Browser:
    @staticmethod
    def find():
        """The program; nothing where there is none."""
        return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="browser-test-")
        options = [
            "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.profile}", "--no-first-run",
            "--no-default-browser-check", "--no-proxy-server", "--disable-gpu", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--lang=zh-CN",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium does not start for root otherwise
        self.process = subprocess.Popen([program, *options, "about:blank"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        address = Path(self.profile, "DevToolsActivePort")
        end = time.monotonic() + PATIENCE
        while not (address.exists() and address.read_text().count("\n")):
            if self.process.poll() is not None or time.monotonic() > end:
                self.close()
                raise ConnectionError("Chromium does not start")
            time.sleep(.02)
        port, path = address.read_text().split("\n")[:2]
        self.socket = WebSocket("127.0.0.1", int(port), path)
        self.last = 0
        self.answers = {}
        self.tabs = {}

    def call(self, method, params=None, session=None):
        self.last += 1
        message = {"id": self.last, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        mine = self.last
        while mine not in self.answers:
            self.listen()
        answer = self.answers.pop(mine)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def listen(self):
        message = json.loads(self.socket.receive())
        if "id" in message:
            self.answers[message["id"]] = message
        elif message.get("sessionId") in self.tabs:
            self.tabs[message["sessionId"]].hear(message["method"], message["params"])

    def tab(self):
        # A window of its own: of several tabs in one, all but the last are hidden.
        target = self.call("Target.createTarget", {"url": "about:blank", "newWindow": True})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        return Tab(self, target, session)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


class Serving:
    """`mingzhang serve` while a block runs, from when it has built the site."""

    def __init__(self, tool, site):
        self.process = subprocess.Popen([tool, "serve", str(site)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def __enter__(self):
        self.address = ""
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                self.address = found[0]
            if self.address and "毫秒" in line:
                # What it says from here on is nobody's, but must not fill the pipe.
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return self
        raise ConnectionError("the preview does not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


KEYS = {"Tab": 9, "Enter": 13, " ": 32, "Escape": 27}
LETTERS = {"Enter": "\r", " ": " "}


class Tab:
    """One page at a time, with what it asked for and complained of since it was opened."""

    def __init__(self, browser, target, session):
        self.browser, self.target, self.session = browser, target, session
        browser.tabs[session] = self
        self.loads, self.complaints, self.requests, self.received = 0, [], [], 0
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "CSS"):
            self.call(f"{domain}.enable")

    def call(self, method, **params):
        return self.browser.call(method, params, self.session)

    def hear(self, method, params):
        if method == "Page.loadEventFired":
            self.loads += 1
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Network.loadingFinished":
            self.received += params["encodedDataLength"]
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(" ".join(str(one.get("value", one.get("description"))) for one in params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            entry = params["entry"]
            # Browsers ask for it of their own accord.
            if not entry.get("url", "").endswith("/favicon.ico"):
                self.complaints.append(f"{entry['text']} {entry.get('url', '')}".rstrip())

    def foreign(self):
        """What was asked of another host."""
        own = ("file", "data", "blob", "about")
        return [url for url in self.requests if urlsplit(url).scheme not in own and urlsplit(url).hostname != "127.0.0.1"]

    def leads(self, action):
        """Does something that leads to another page, and waits for that page."""
        loads = self.loads
        action()
        end = time.monotonic() + PATIENCE
        while self.loads == loads:
            if time.monotonic() > end:
                raise TimeoutError("no page was loaded")
            self.evaluate("0")
            time.sleep(.005)

    def open(self, url):
        self.leads(lambda: self.call("Page.navigate", url=url))

    def evaluate(self, expression):
        try:
            answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        except RuntimeError:  # the page went away under it
            return None
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def until(self, expression):
        """Waits until the page says so, and tells whether it did."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(expression):
            if time.monotonic() > end:
                return False
            time.sleep(.02)
        return True

    def press(self, key, modifiers=0):
        name = {" ": "Space"}.get(key, key)
        event = {"key": key, "code": name, "windowsVirtualKeyCode": KEYS.get(key, 0), "modifiers": modifiers}
        letter = LETTERS.get(key)
        down = {"type": "keyDown", "text": letter} if letter else {"type": "rawKeyDown"}
        self.call("Input.dispatchKeyEvent", **down, **event)
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def write(self, text):
        for letter in text:
            self.call("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def click(self, selector):
        place = self.evaluate(f"""(() => {{
            const one = document.querySelector({json.dumps(selector)});
            if (!one) return null;
            one.scrollIntoView({{ block: "center" }});
            const box = one.getClientRects()[0];
            return {{ x: box.x + box.width / 2, y: box.y + box.height / 2 }};
        }})()""")
        if not place:
            raise LookupError(f"nothing to click at {selector}")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, colour, media="", **others):
        """`others` are further preferences: forced_colors="active"."""
        features = {"prefers-color-scheme": colour, **{name.replace("_", "-"): value for name, value in others.items()}}
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": name, "value": value} for name, value in features.items()])

    def close(self):
        self.browser.tabs.pop(self.session, None)
        self.browser.call("Target.closeTarget", {"targetId": self.target})
