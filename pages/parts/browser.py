"""What a browser fetches from us: plotly.js as it was installed, and the scripts and styles of the parts.

A component's inline script is sent again with every update, so a component only says where its own lies.
"""

from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import streamlit as st
from starlette.responses import FileResponse, Response
from starlette.routing import Route

HERE = Path(__file__).parent
SERVED = sorted(path for path in HERE.rglob("*") if path.suffix in (".js", ".css"))
# Versions are part of an address, so a browser may keep what it got for ever. The parts share one, so that a
# script can import the one beside it.
PLOTLY_URL = f"/plotly/{version('plotly')}/plotly.min.js"
PARTS = sha256(b"".join(path.read_bytes() for path in SERVED) + version("streamlit").encode()).hexdigest()[:12]
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
# Saying "identity" keeps the server from compressing five megabytes anew for each visitor.
AS_IT_IS = FOR_EVER | {"Content-Encoding": "identity"}
PART = """export default async (component) => {
    const part = await import(`${location.origin}%s`);
    return part.default(component);
}"""


def component(name: str, html: str):
    """A component whose script lies beside the parts under its name, as in "training/net"."""
    script = PART % part_url(f"{name}.js")
    return st.components.v2.component(name.replace("/", "_"), html=html, js=script, isolate_styles=False)


def routes() -> list[Route]:
    """Everything that is served beside Streamlit's own, so that nothing is fetched from outside."""
    return [
        _route(PLOTLY_URL, Path(str(files("plotly").joinpath("package_data", "plotly.min.js")))),
        Route(part_url("katex.js"), katex),
        Route(STYLES_URL, styles),
        *(_route(part_url(path.relative_to(HERE).as_posix()), path) for path in SERVED if path.suffix == ".js"),
    ]


async def styles(_request: object) -> Response:
    """The style sheets of the frame and then of all parts, as one."""
    frame = HERE / "frame.css"
    sheets = [frame, *(path for path in SERVED if path.suffix == ".css" and path != frame)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    return Response(text, 200, FOR_EVER, "text/css")


def katex_script() -> str:
    """The script of the KaTeX that Streamlit sets its own formulas with."""
    return next(Path(str(files("streamlit").joinpath("static", "static", "js"))).glob("rehype-katex.*.js")).name


async def katex(_request: object) -> Response:
    """That KaTeX under a name which does not change with Streamlit's build."""
    return Response(f'export {{ default }} from "/static/js/{katex_script()}";', 200, FOR_EVER, "text/javascript")


def part_url(name: str) -> str:
    """Where a script or a style sheet of the parts is fetched."""
    return f"/parts/{PARTS}/{name}"


STYLES_URL = part_url("parts.css")


def _route(url: str, path: Path) -> Route:
    async def send(_request: object) -> FileResponse:
        return FileResponse(path, media_type="text/javascript", headers=AS_IT_IS)

    return Route(url, send)
