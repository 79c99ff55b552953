"""What every page will need is named with the first answer, so that a browser fetches it while it has time."""

from importlib.resources import files
from pathlib import Path

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts.browser import katex_script, part_url

# Streamlit fetches these when it first meets an element of their kind, one after another.
KINDS = ("Html", "purify.es", "PageLink", "BidiComponent", "serialization", "recordbatch", "_arrayReduce")
FORMULAS = ("hastscript", "web-namespaces")


def scripts() -> tuple[str, ...]:
    """Their addresses: the scripts of the elements, of formulas, and of the parts that set them."""
    built = Path(str(files("streamlit").joinpath("static", "static", "js")))
    named = [path.name for kind in (*KINDS, *FORMULAS) for path in built.glob(f"{kind}.*.js")]
    ours = (part_url("katex.js"), part_url("typeset.js"))
    return (*ours, *(f"/static/js/{name}" for name in (katex_script(), *named)))


class FetchedAhead:
    """Every page that is sent says what else to fetch, after all that it asks for itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        links = (f"<{url}>; rel=modulepreload; fetchpriority=low" for url in scripts())
        self.header = (b"link", ", ".join(links).encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the header on pages."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and is_page(message):
                message = {**message, "headers": [*message["headers"], self.header]}
            await send(message)

        await self.app(scope, receive, told)


def is_page(message: Message) -> bool:
    """Whether an answer begins that is a page."""
    kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
    return any(kind.startswith(b"text/html") for kind in kinds)


def middleware() -> list[Middleware]:
    """For the server of the app."""
    return [Middleware(FetchedAhead)]
