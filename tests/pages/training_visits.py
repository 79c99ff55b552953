"""The training page as it runs, without a browser."""

import json

from streamlit.testing.v1 import AppTest

from pages.parts.frame import HERE

PAGE = "pages/4_Train.py"
CSV = "height,weight,kind\n" + "\n".join(f"{k % 7},{k % 5},{'cat' if k % 2 else 'dog'}" for k in range(40))


def opened(query: dict[str, str] | None = None) -> AppTest:
    app = AppTest.from_file(HERE.parent.parent / "app.py", default_timeout=60).run()
    app.query_params.update(query or {})
    return sound(app.switch_page(PAGE).run())


def sound(app: AppTest) -> AppTest:
    assert [error.value for error in app.exception] == []
    return app


def mounted(app: AppTest) -> list[dict]:
    return [json.loads(part.proto.json) for part in app.get("bidi_component")]


def charts(app: AppTest) -> list[dict]:
    """Every figure that the plane brought to its places."""
    brought = [held for spec in mounted(app) for held in ((spec.get("looks") or {}).get("contents") or {}).values()]
    return [json.loads(figure) for figure in brought]


def link(app: AppTest) -> str:
    return next(spec["query"] for spec in mounted(app) if "query" in spec)


def status(app: AppTest) -> str:
    return " ".join(next(spec["status"] for spec in mounted(app) if spec.get("status")))


def turned(app: AppTest, tab: str) -> AppTest:
    """The page with another tab of its settings open, which only then are mounted."""
    app.session_state["train/tabs"] = tab
    return sound(app.run())


def boxes(app: AppTest) -> list:
    return [each for kind in (app.selectbox, app.number_input, app.text_input, app.multiselect) for each in kind]


def box(app: AppTest, label: str):
    """A control, looked for in one tab after another."""
    for tab in (None, *(each.label for each in app.tabs)):
        for each in boxes(turned(app, tab) if tab else app):
            if each.label == label:
                return each
    raise LookupError(f"No tab has {label}.")


def controls(app: AppTest) -> set[str]:
    """The labels of all controls and living sliders, of all tabs."""
    found = {each.label for each in boxes(app)}
    for tab in [each.label for each in app.tabs]:
        found |= {each.label for each in boxes(turned(app, tab))}
        found |= {group["label"] for spec in mounted(app) for group in spec.get("groups", ())}
    return found


def press(app: AppTest, label: str) -> AppTest:
    return sound(next(each for each in app.button if each.label == label).click().run())


def push(app: AppTest, run: bool, step: int | None = None) -> AppTest:
    """Press Run or Pause with a step in sight."""
    desk = app.session_state["train/desk"]
    desk.press(desk.pressed + 1, run, step)
    return sound(app.run())


def said(app: AppTest) -> str:
    return " ".join(each.value for kind in (app.markdown, app.error, app.warning, app.caption) for each in kind)
