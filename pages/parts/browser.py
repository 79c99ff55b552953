"""What a browser needs from us: the small scripts beside the parts, and plotly.js as it was installed."""

from importlib.resources import files
from pathlib import Path

import plotly
from starlette.responses import FileResponse
from starlette.routing import Route

HERE = Path(__file__).parent

# The version is part of the address, so a browser may keep the file for ever.
PLOTLY_URL = f"/plotly/{plotly.__version__}/plotly.min.js"


def source(name: str) -> str:
    """The text of a script or style sheet that lies beside the parts."""
    return (HERE / name).read_text(encoding="utf-8")


def plotly_route() -> Route:
    """Serve plotly.js as the installed package brings it, so that nothing is fetched from outside."""
    library = str(files("plotly").joinpath("package_data", "plotly.min.js"))
    # Saying "identity" keeps the server from compressing five megabytes anew for each visitor.
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Content-Encoding": "identity"}

    async def plotly_js(_request: object) -> FileResponse:
        return FileResponse(library, media_type="text/javascript", headers=headers)

    return Route(PLOTLY_URL, plotly_js)
