"""A page as it runs, without a browser."""

import json

from streamlit.testing.v1 import AppTest

from pages.parts import frame

ROOT = frame.HERE.parent.parent
# Nobody paints here, so nobody need be waited for.
frame.PAINTING_SECONDS = frame.LOADING_SECONDS = 0


def opened(path: str, query: dict[str, str] | None = None) -> AppTest:
    """The page after its first run."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=30).run()
    app.query_params.update(query or {})
    return app.switch_page(path).run()


def mounted(app: AppTest) -> list[dict]:
    """What each component was given."""
    return [json.loads(part.proto.json) for part in app.get("bidi_component")]


def contents(app: AppTest) -> dict[str, str | None]:
    """What the boards of a page brought to its places."""
    return {place: held for spec in mounted(app) for place, held in spec.get("contents", {}).items()}


def charts(app: AppTest) -> list[dict]:
    """Every figure of a page: of its charts, and of its boards."""
    brought = [held for held in contents(app).values() if (held or "").startswith("{")]
    return [json.loads(figure) for figure in [spec["figure"] for spec in mounted(app) if "figure" in spec] + brought]


def said(app: AppTest) -> list[str]:
    """Every text of a page: Streamlit's, living words, and what the boards brought."""
    living = [spec["text"] for spec in mounted(app) if "text" in spec]
    return [text.value for text in app.markdown] + living + [held for held in contents(app).values() if held]


def sliders(app: AppTest) -> dict[str, list[float]]:
    groups = [group for spec in mounted(app) for group in spec.get("groups", ())]
    return {group["label"]: group["values"] for group in groups}
