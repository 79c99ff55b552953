"""What a browser fetches from us: plotly.js as it was installed, and the scripts and styles beside the parts.

A component's inline script is sent again with every update, so a component only says where its own lies.
"""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import plotly
import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import Mount, Route

HERE = Path(__file__).parent
# Versions are part of an address, so a browser may keep what it got for ever.
PLOTLY_URL = f"/plotly/{plotly.__version__}/plotly.min.js"
# Saying "identity" keeps the server from compressing five megabytes anew for each visitor.
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Content-Encoding": "identity"}
PART = """export default async (component) => {
    const part = await import(`${location.origin}%s`);
    return part.default(component);
}"""


def component(name: str, html: str):
    """A component whose script and style sheet lie beside the parts under its name."""
    style = f'<link rel="stylesheet" href="{_url(f"{name}.css")}">'
    script = PART % _url(f"{name}.js")
    return st.components.v2.component(name, html=style + html, js=script, isolate_styles=False)


def routes() -> list[Mount | Route]:
    """Everything that is served beside Streamlit's own, so that nothing is fetched from outside."""
    library = Path(str(files("plotly").joinpath("package_data", "plotly.min.js")))
    return [_route(PLOTLY_URL, library)] + [
        _route(_url(path.name), path) for path in HERE.iterdir() if path.suffix in (".js", ".css")
    ]


def _url(name: str) -> str:
    return f"/parts/{sha256((HERE / name).read_bytes()).hexdigest()[:12]}/{name}"


def _route(url: str, path: Path) -> Route:
    media_type = "text/css" if path.suffix == ".css" else "text/javascript"

    async def send(_request: object) -> FileResponse:
        return FileResponse(path, media_type=media_type, headers=FOR_EVER)

    return Route(url, send)
