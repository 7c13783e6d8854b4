"""Chromium, driven by its own protocol over a pair of pipes: no driver, no port, nothing to install beside it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import Any

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--hide-scrollbars",
    "--remote-debugging-pipe",
)  # fmt: skip
LONGEST = 60
"""Seconds until a browser that says nothing is given up."""


class Browser:
    """One browser with one page."""

    def __init__(self, program: str, folder: Path) -> None:
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        # It speaks on 3 and 4; a shell puts the pipes there, whatever their numbers are here.
        line = f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}'
        args = ["bash", "-c", line, program, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(args, pass_fds=(to_read, to_write), **quiet)
        os.close(to_read)
        os.close(to_write)
        self._told: Queue[dict[str, Any]] = Queue()
        self._count = 0
        self.events: list[dict[str, Any]] = []
        threading.Thread(target=self._listen, daemon=True).start()
        pages = [t for t in self._ask("Target.getTargets")["targetInfos"] if t["type"] == "page"]
        found = self._ask("Target.attachToTarget", targetId=pages[0]["targetId"], flatten=True)
        self._session = found["sessionId"]
        for room in ("Page", "Network", "Runtime", "Log", "Accessibility"):
            self.do(f"{room}.enable")

    def _listen(self) -> None:
        rest = b""
        while data := os.read(self._read, 1 << 16):
            *whole, rest = (rest + data).split(b"\0")
            for message in whole:
                self._told.put(json.loads(message))

    def _ask(self, method: str, session: str = "", /, **params: Any) -> Any:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        found = self._until(lambda told: told.get("id") == message["id"])
        assert "error" not in found, found["error"]
        return found["result"]

    def _until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            told = self._told.get(timeout=LONGEST)
            if holds(told):
                return told
            self.events.append(told)

    def do(self, method: str, /, **params: Any) -> Any:
        """A command of the protocol, to the page."""
        return self._ask(method, self._session, **params)

    def open(self, path: Path) -> None:
        """Load a file, with the log of requests empty before."""
        self.events.clear()
        self.do("Page.navigate", url=path.as_uri())
        self._until(lambda told: told.get("method") == "Page.loadEventFired")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        found = self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """A key, pressed and let go."""
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.do("Input.dispatchKeyEvent", type="keyDown", text="\r" if key == "Enter" else "", **about)
        self.do("Input.dispatchKeyEvent", type="keyUp", **about)

    def media(self, media: str = "", **features: str) -> None:
        """Print or screen, light or dark."""
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.do("Emulation.setEmulatedMedia", media=media, features=told)

    def size(self, width: int, height: int, mobile: bool = False) -> None:
        """The window."""
        self.do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=mobile)

    def picture(self, whole: bool = True) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode(self.do("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def printed(self) -> bytes:
        """What its print command makes."""
        return base64.b64decode(self.do("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    @property
    def asked_for(self) -> list[str]:
        """The addresses that the page asked for since it was opened."""
        sent = [told for told in self.events if told.get("method") == "Network.requestWillBeSent"]
        return [told["params"]["request"]["url"] for told in sent]

    @property
    def complaints(self) -> list[str]:
        """What the browser held against the page."""
        logged = [told for told in self.events if told.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]
        return [json.dumps(told["params"]) for told in logged]

    def close(self) -> None:
        """End the browser."""
        self._ask("Browser.close")
        self._process.wait(LONGEST)
        os.close(self._write)
