"""A page as it runs, without a browser."""

import json

from streamlit.testing.v1 import AppTest

from pages.parts.frame import HERE

ROOT = HERE.parent.parent


def opened(path: str, query: dict[str, str] | None = None) -> AppTest:
    """The page after its first run."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=30).run()
    app.query_params.update(query or {})
    return app.switch_page(path).run()


def mounted(app: AppTest) -> list[dict]:
    """What each component was given."""
    return [json.loads(part.proto.json) for part in app.get("bidi_component")]


def charts(app: AppTest) -> list[dict]:
    return [json.loads(spec["figure"]) for spec in mounted(app) if "figure" in spec]


def sliders(app: AppTest) -> dict[str, list[float]]:
    groups = [group for spec in mounted(app) for group in spec.get("groups", ())]
    return {group["label"]: group["values"] for group in groups}
