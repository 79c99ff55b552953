"""A browser and a running app for the tests that need to see what a reader sees."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW_TO = "No Chromium was found: install Debian's chromium or Chrome, or name one in the variable CHROMIUM."
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
# Every part of the page has arrived, every chart is painted, and nothing more has come for a while.
STANDS = """() => {
    const count = document.querySelectorAll('.stMain *').length;
    window.steady = count === window.counted ? (window.steady ?? 0) + 1 : 0;
    window.counted = count;
    return window.steady >= 3 && !document.querySelector('[data-testid="stSkeleton"]')
        && [...document.querySelectorAll('.living-chart')].every(chart => chart.dataset.painted)
        && [...document.querySelectorAll('.living-panel, .stepper')].every(part => part.childElementCount);
}"""
# KaTeX marks what it cannot read with a class, and what it does not know or trust only with this red.
RED_FORMULA = '.katex-error, .katex [style*="#cc0000"], .katex [style*="rgb(204, 0, 0)"]'


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files, in which a browser is driven, come first: no worker is left alone with one at the end."""
    items.sort(key=lambda item: "browser" not in item.path.name)


def missing(what: str) -> NoReturn:
    """Skip a test for what is not installed, but never where tests must be complete."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what, allow_module_level=True)


def framework(name: str, extra: str = "frameworks") -> Any:
    """An installed library."""
    try:
        return import_module(name)
    except ImportError:
        return missing(f"{name} is not installed: pip install 'derivations[{extra}]'.")


def chromium() -> str:
    """The installed browser; without one the test is skipped."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or missing(HOW_TO)


def serve(script: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the app on a free port and wait until it answers."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    return process, answering(process, f"http://127.0.0.1:{port}")


def free_port() -> int:
    """A port that nothing listens on."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answering(process: subprocess.Popen[bytes], address: str) -> str:
    """The address of a server, once it answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return address
        except OSError:
            time.sleep(0.1)
    process.terminate()
    raise RuntimeError(f"The app at {address} did not answer within 30 seconds.")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server that `serve` started."""
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the running app."""
    chromium()
    process, address = serve(ROOT / "app.py")
    yield address
    stop(process)


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of a process."""
    sync_api = framework("playwright.sync_api", "test")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield running
        running.close()


class Reader:
    """A fresh visitor in a browser, who notes everything that should not happen."""

    def __init__(self, context, address: str) -> None:
        self.address = address
        self.page = context.new_page()
        # The visitors share a cache, which saves seconds, but not what the pages keep for the next visit.
        storage = {"origin": address, "storageTypes": "local_storage"}
        context.new_cdp_session(self.page).send("Storage.clearDataForOrigin", storage)
        self.trouble: list[str] = []
        self.page.on("pageerror", lambda error: self.trouble.append(f"page error: {error}"))
        self.page.on("console", self._heard)
        self.page.on("request", self._asked)

    def open(self, path: str) -> "Reader":
        """Go to an address cold, and wait until the page stands."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("h1")
        self.page.wait_for_selector(SETTLED)
        self.page.wait_for_function(STANDS, polling=60)
        return self

    def close(self) -> None:
        """Leave, and tell of everything that went wrong."""
        for what in ('[data-testid="stException"]', RED_FORMULA):
            self.trouble += [f"{what}: {text[:200]}" for text in self.page.locator(what).all_inner_texts()]
        self.page.close()
        assert not self.trouble

    def _heard(self, message) -> None:
        # Streamlit probes for its server under the page's own path first.
        probe = "/_stcore/" in (message.location or {}).get("url", "")
        if message.type == "error" and not probe:
            self.trouble.append(f"console: {message.text}")

    def _asked(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.trouble.append(f"outside request: {request.url}")


@pytest.fixture(scope="session")
def contexts(browser) -> Callable[..., object]:
    """A browser window's settings, made once for each kind: its cache spares the later pages seconds."""

    @cache
    def context(settings: frozenset[tuple[str, object]]):
        chosen = dict(settings)
        size = chosen.pop("size", (1440, 900))
        return browser.new_context(viewport={"width": size[0], "height": size[1]}, **chosen)

    return lambda **settings: context(frozenset(settings.items()))


@pytest.fixture
def reader(contexts, server) -> Iterator[Callable[..., Reader]]:
    """Open pages as fresh visitors; what they met that should not be fails the test."""
    readers: list[Reader] = []

    def arrive(path: str, **settings) -> Reader:
        readers.append(Reader(contexts(**settings), server))
        return readers[-1].open(path)

    yield arrive
    for each in readers:
        each.close()
