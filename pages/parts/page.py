"""Every page is sent with our style sheet, and says what else it will need while the browser has time to fetch it.

A style sheet that comes and goes with an element would have the browser style the whole page anew each time.
"""

from importlib.resources import files
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts.browser import HERE, STYLES_URL, katex_script, part_url

# Streamlit fetches these when it first meets an element of their kind, one after another.
KINDS = ("Html", "purify.es", "PageLink", "BidiComponent", "serialization", "recordbatch", "_arrayReduce")
FORMULAS = ("hastscript", "web-namespaces")
# A page that is changed on its way must come whole and uncompressed, each time.
NOT_ASKED = (b"accept-encoding", b"if-none-match", b"if-modified-since")
NOT_SAID = (b"content-length", b"etag", b"last-modified")


def scripts() -> tuple[str, ...]:
    """The addresses of the scripts of all parts, of the elements, and of formulas."""
    built = Path(str(files("streamlit").joinpath("static", "static", "js")))
    named = [path.name for kind in (*KINDS, *FORMULAS) for path in built.glob(f"{kind}.*.js")]
    ours = ("katex.js", *sorted(path.name for path in HERE.glob("*.js")))
    return (*map(part_url, ours), *(f"/static/js/{name}" for name in (katex_script(), *named)))


def whereabouts() -> str:
    """Where the server is: Streamlit would first look for it below the page, and wait before it looks elsewhere."""
    below = st.get_option("server.baseUrlPath").strip("/")
    return f"<script>window.__streamlit = {{ BACKEND_BASE_URL: `${{location.origin}}/{below}` }};</script>"


def outfit() -> bytes:
    """What stands at the end of a page, where our styles come after Streamlit's own."""
    ahead = (f'<link rel="modulepreload" href="{url}" fetchpriority="low">' for url in scripts())
    return "".join((whereabouts(), f'<link rel="stylesheet" href="{STYLES_URL}">', *ahead)).encode()


class Dressed:
    """The app, its pages with all that they wear."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.outfit = outfit()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does; a page is held until it is whole."""
        if asks_for_page(scope):
            plain = [(name, value) for name, value in scope["headers"] if name not in NOT_ASKED]
            scope, send = {**scope, "headers": plain}, self.dressing(send)
        await self.app(scope, receive, send)

    def dressing(self, send: Send) -> Send:
        """Send what is no page as it is, and a page with its outfit on."""
        held: list[Message] = []

        async def dressed(message: Message) -> None:
            if not held and not is_page(message):
                await send(message)
                return
            held.append(message)
            if not message.get("more_body", len(held) == 1):
                for each in whole(held, self.outfit):
                    await send(each)

        return dressed


def whole(held: list[Message], outfit: bytes) -> tuple[Message, Message]:
    """The messages of a page as two, the body with its outfit on."""
    start, *pieces = held
    body = b"".join(piece.get("body", b"") for piece in pieces).replace(b"</body>", outfit + b"</body>")
    headers = [(name, value) for name, value in start["headers"] if name.lower() not in NOT_SAID]
    length = (b"content-length", str(len(body)).encode())
    return {**start, "headers": [*headers, length]}, {"type": "http.response.body", "body": body}


def asks_for_page(scope: Scope) -> bool:
    """Whether a request is a browser's for a page."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def is_page(message: Message) -> bool:
    """Whether an answer begins that is a page."""
    if message["type"] != "http.response.start":
        return False
    kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
    return any(kind.startswith(b"text/html") for kind in kinds)


def middleware() -> list[Middleware]:
    """For the server of the app."""
    return [Middleware(Dressed)]
