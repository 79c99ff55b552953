"""`app`: the web app, served on this machine."""

from __future__ import annotations

import runpy
import socket
import sys
import time
import webbrowser
from argparse import Namespace
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import derivations

FIRST_PORT = 8501
PATIENCE = 60
"""Seconds after which an app that does not answer is no longer waited for."""


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("app", help="open the app in the browser")
    command.add_argument("--port", type=int, help=f"the port to listen on; the first that is free from {FIRST_PORT}")
    command.add_argument("--address", default="127.0.0.1", help="the address to listen on; 0.0.0.0 for every one")
    command.add_argument("--no-browser", action="store_true", help="serve it, and open nothing")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Serve the app until it is stopped."""
    port = given.port or next(filter(is_free, count(FIRST_PORT)))
    if not given.no_browser:
        Thread(target=open_once_it_answers, args=(f"http://127.0.0.1:{port}",), daemon=True).start()
    options = {"address": given.address, "port": port}
    sys.argv = ["streamlit", "run", str(script()), *(f"--server.{name}={value}" for name, value in options.items())]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return 0


def script() -> Path:
    """The app's file: within the package where it was installed, beside it in a checkout."""
    package = Path(derivations.__file__).parent
    return next(path for path in (package / "app" / "app.py", package.parent / "app.py") if path.exists())


def is_free(port: int) -> bool:
    """Whether nothing listens on a port of this machine."""
    with closing(socket.socket()) as trial:
        return trial.connect_ex(("127.0.0.1", port)) != 0


def open_once_it_answers(address: str) -> None:
    """Open the browser when the app is there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urlopen(f"{address}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            webbrowser.open(address)
            return
