"""The button that runs and pauses: the browser itself answers it, and tells the server which step was in sight."""

from collections.abc import Callable

from pages.parts.browser import component

KEY = "train/run"
_component = component("training/run", '<button type="button" class="run"></button>')


def run_button(running: bool, disabled: bool, pressed: float, pressing: Callable[[], None]) -> None:
    """Show it; `pressed` is the last press that was answered."""
    spec = {"label": "Run or pause the training", "running": running, "disabled": disabled, "pressed": pressed}
    _component(key=KEY, data=spec, on_press_change=pressing)
