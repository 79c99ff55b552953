"""How fast the app feels, as ratios to bare apps in the same run: python tests/bench/browser.py

Each pair is measured in turns, so that whatever else the machine does falls on both alike. A bare app mounts
the same components with the same figures, computed beforehand, links to as many pages, and nothing else.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
from pages.parts.frame import pages as our_pages  # noqa: E402
from tests.conftest import QUIET, SETTLED, STANDS, chromium, serve, stop  # noqa: E402

ROUNDS = 30
FIRST_VISITS = 9
DRAG_SECONDS = 4.0
BARE_HOME = """
import streamlit as st
from pages.parts.browser import routes
from pages.parts.page import middleware
if __name__ == "__main__":
    st.set_page_config(layout="wide")
    LINKS
    st.title("Derivations")
    st.latex(r"p_i = e^{z_i}")
else:
    app = st.App(__file__, routes=routes(), middleware=middleware())
"""
BARE_PAGE = """
import numpy as np
import streamlit as st
from derivations.figures.bars import two_distributions
from derivations.figures.heat import heat_map
from derivations.figures.shift_error import error_against_shift
from derivations.figures.simplex import simplex
from derivations.precision import cooling, study_of_shifts
from pages.parts.chart import chart
from pages.parts.slider import Panel, Scale

@st.cache_resource
def figures():
    made = []
    for z in ((2.0, 1.0, 0.1), (2.1, 1.0, 0.1)):
        study = study_of_shifts(z, 60.0)
        made.append((
            two_distributions(study.exact, study.exact, "abc", ("a", "b")),
            error_against_shift(study.shifts, study.errors, [], shift=60.0, floor=1e-18),
            heat_map(study.jacobian, "abc", "abc"),
            simplex(study.exact, "abc", trail=cooling(z, np.geomspace(0.02, 50, 80))),
        ))
    return made

st.set_page_config(layout="wide")
LINKS
st.title("Softmax")
st.latex(r"p_i = e^{z_i}")
panel = Panel("z")
z = panel.vector("z", "Logits", ["z₁", "z₂", "z₃"], (2.0, 1.0, 0.1), Scale(-10, 10, 0.1))
panel.show()
ready = figures()[round(z[0] * 10) % 2]
for place in range(COUNT):
    chart(ready[place], key=f"chart {place}", label="chart", height=(300, 360, 320, 320)[place])
"""

# The time from a key to the repainted first chart, measured inside the page.
WATCH = """() => {
    const node = document.querySelector('.living-chart');
    window.took = [];
    document.addEventListener('keydown', () => { window.pressed = performance.now(); }, true);
    new MutationObserver(() => {
        if (window.pressed) window.took.push(performance.now() - window.pressed);
        window.pressed = null;
    }).observe(node, { attributes: true, attributeFilter: ['data-painted'] });
}"""

# The time from a key to another number of lines.
WATCH_LINES = """() => {
    const count = () => document.querySelectorAll('.lines > .line:not([hidden])').length;
    let lines = count();
    window.took = [];
    document.addEventListener('keydown', () => { window.pressed = performance.now(); }, true);
    new MutationObserver(() => {
        if (count() === lines) return;
        lines = count();
        if (window.pressed) window.took.push(performance.now() - window.pressed);
        window.pressed = null;
    }).observe(document.querySelector('.stMain'), { subtree: true, childList: true, attributeFilter: ['hidden'] });
}"""

# The time from a click to the frame in which a title is painted, measured inside the page: to find a link among
# all that stands on a page takes the test's browser longer than to follow it.
WATCH_TITLE = """title => {
    window.took = null;
    document.addEventListener('click', () => { window.pressed = performance.now(); }, { capture: true, once: true });
    const painted = () => { window.took = performance.now() - window.pressed; };
    new MutationObserver((_, watch) => {
        if (document.querySelector('h1')?.innerText.trim() !== title) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(painted));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""

# When the first formula is painted, counted from the start of the visit, frame by frame: the test's own waiting
# looks only every half second.
WATCH_FORMULA = """() => {
    const formulas = document.getElementsByClassName('katex');
    const look = () => requestAnimationFrame(() => {
        if (formulas.length) setTimeout(() => { window.took = performance.now(); });
        else look();
    });
    look();
}"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        scripts = [ROOT / "app.py", bare(Path(folder) / "one", 1), bare(Path(folder) / "four", 4)]
        servers = [serve(script) for script in scripts]
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        addresses = [address for _, address in servers]
        try:
            report(browser, *addresses)
        finally:
            browser.close()
            for process, _ in servers:
                stop(process)


def report(browser, ours: str, one: str, four: str) -> None:
    """Print every ratio."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    pages = [opened(context, address + "/Softmax") for address in (ours, one, four)]
    ours_ms, one_ms, four_ms = keys(pages)
    ratio("slider key → chart, to a bare app with this chart", ours_ms, one_ms, 1.25)
    ratio("slider key → chart, to a bare app with all four charts", ours_ms, four_ms, 1.25)
    mine, bare_ones = drag(pages[0]), drag(pages[1])
    print(f"{'chart changes a second while dragging':58} {mine:7.1f}     (bare {bare_ones:.1f}, goal ≥ 12)")
    ratio("page switch, Home → Softmax", *switches([pages[0], pages[1]]), 1.3)
    ratio("first formula of Home on a first visit", *first_visits(browser, (ours + "/", one + "/")), 1.3)
    softmax = first_visits(browser, (ours + "/Softmax", one + "/"))
    ratio("first formula of Softmax on a first visit", *softmax, 1.3)
    walk = first_visits(browser, (ours + "/Walk", one + "/"))
    ratio("first derivation line of Walk on a first visit", *walk, 1.3)
    for name in ("cross-entropy", "hidden-layer-w1"):
        taken = steps(opened(context, f"{ours}/Walk?derivation={name}"))
        print(f"{f'a walk step, {name}':58} {taken:7.0f} ms  (goal ≤ 120)")


def ratio(what: str, ours: float, bare_ms: float, goal: float) -> None:
    """Print one line."""
    print(f"{what:58} {ours / bare_ms:7.2f} ×   ({ours:.0f} ms to {bare_ms:.0f} ms, goal ≤ {goal})")


def bare(folder: Path, charts: int) -> Path:
    """Write a bare app with so many charts, and return its script."""
    (folder / "pages").mkdir(parents=True)
    linked = [f"st.page_link({path!r}, label={label!r})" for path, label in our_pages()]
    (folder / "app.py").write_text(BARE_HOME.replace("LINKS", "\n    ".join(linked)), encoding="utf-8")
    for path, _ in our_pages()[1:]:
        (folder / path).write_text("", encoding="utf-8")
    page = BARE_PAGE.replace("COUNT", str(charts)).replace("LINKS", "\n".join(linked))
    (folder / "pages" / "2_Softmax.py").write_text(page, encoding="utf-8")
    (folder / "pages" / "parts").symlink_to(ROOT / "pages" / "parts")
    (folder / ".streamlit").symlink_to(ROOT / ".streamlit")
    return folder / "app.py"


def opened(context: BrowserContext, address: str) -> Page:
    """A page that stands, with its watch running."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("h1")
    page.wait_for_selector(SETTLED)
    if "/Softmax" in address:
        page.wait_for_selector(".living-chart[data-painted]")
        page.evaluate(WATCH)
    page.wait_for_function(STANDS, polling=60)
    return page


def keys(pages: list[Page]) -> list[float]:
    """The median time from a key to the chart, page by page in turns."""
    for step in range(ROUNDS):
        for page in pages:
            page.bring_to_front()
            before = page.evaluate("window.took.length")
            page.get_by_label("z₁", exact=True).press("ArrowRight" if step % 2 else "ArrowLeft")
            page.wait_for_function("before => window.took.length > before", arg=before)
            time.sleep(0.15)
    return [statistics.median(page.evaluate("window.took")) for page in pages]


def steps(page: Page) -> float:
    """The median time from a key to the new line, or to the last one gone."""
    page.evaluate(WATCH_LINES)
    for step in range(ROUNDS):
        before = page.evaluate("window.took.length")
        page.keyboard.press("ArrowRight" if step // 2 % 2 == 0 else "ArrowLeft")
        page.wait_for_function("before => window.took.length > before", arg=before)
        time.sleep(0.2)
    return statistics.median(page.evaluate("window.took"))


def drag(page: Page) -> float:
    """How often a second the chart changes while the mouse drags."""
    page.bring_to_front()
    box = page.get_by_label("z₁", exact=True).bounding_box()
    height, count = (
        box["y"] + box["height"] / 2,
        "Number(document.querySelector('.living-chart').dataset.painted)",
    )
    page.mouse.move(box["x"] + box["width"] / 2, height)
    page.mouse.down()
    before, start = page.evaluate(count), time.perf_counter()
    while (gone := time.perf_counter() - start) < DRAG_SECONDS:
        page.mouse.move(box["x"] + box["width"] * (0.5 + 0.4 * gone / DRAG_SECONDS), height)
        time.sleep(0.008)
    changes = page.evaluate(count) - before
    page.mouse.up()
    return changes / DRAG_SECONDS


def switches(pages: list[Page]) -> list[float]:
    """The median time from a click on a link until the other page's title is painted, each left once it stands."""
    times: list[list[float]] = [[] for _ in pages]
    for _ in range(ROUNDS):
        for page, taken in zip(pages, times, strict=True):
            page.bring_to_front()
            for label, title in (("Home", "Derivations"), ("Softmax", "Softmax")):
                page.wait_for_selector(SETTLED)
                page.wait_for_function(STANDS, polling=60)
                time.sleep(0.4)
                page.evaluate(WATCH_TITLE, title)
                page.get_by_role("link", name=label, exact=True).click()
                taken.append(page.wait_for_function("window.took").json_value())
    return [statistics.median(taken[1::2]) for taken in times]


def first_visits(browser, addresses: tuple[str, str]) -> list[float]:
    """The median time from an address to its first formula, with nothing cached, in turns."""
    times: list[list[float]] = [[] for _ in addresses]
    for _ in range(FIRST_VISITS):
        for address, taken in zip(addresses, times, strict=True):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.add_init_script(f"({WATCH_FORMULA})()")
            page.goto(address, wait_until="commit")
            taken.append(page.wait_for_function("window.took").json_value())
            context.close()
    return [statistics.median(taken) for taken in times]


if __name__ == "__main__":
    main()
