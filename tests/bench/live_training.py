"""How live the training is, beside a bare app in the same run: python tests/bench/live_training.py

The bare app repaints the same picture on the same clock, and does nothing else.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.conftest import QUIET, SETTLED, STANDS, chromium, serve, stop  # noqa: E402

SECONDS, PAUSES, KEYS = 6.0, 5, 15
BARE = """
import time
import streamlit as st
from derivations.nets import preset
from pages.parts.browser import routes
from pages.parts.training.lab import lab_for
from pages.parts.training.plane import answers

@st.cache_resource
def lab():
    return lab_for(preset("spirals").nets(), None)

def again():
    answers(lab(), 0, (f"Step {time.monotonic()}", "loss"), key="plane", height=400)

if __name__ == "__main__":
    st.title("Bare")
    st.fragment(again, run_every=0.1)()
else:
    app = st.App(__file__, routes=routes())
"""
COUNT = "name => Number(document.querySelector(name)?.dataset.painted ?? 0)"
WATCH = """() => {
    window.took = [];
    document.addEventListener('keydown', () => { window.pressed = performance.now(); }, true);
    new MutationObserver(() => {
        if (window.pressed) window.took.push(performance.now() - window.pressed);
        window.pressed = null;
    }).observe(document.querySelector('.living-chart'), { attributes: true, attributeFilter: ['data-painted'] });
}"""

# From a click on Pause: when its label or the numbers last changed, when the server had answered, and what is shown.
PAUSE = """() => new Promise((done) => {
    const button = document.querySelector('.run');
    const shown = () => button.innerText + document.querySelector('.plane-status').innerText;
    const start = performance.now(), before = Number(button.dataset.answered);
    let [last, stood, answered] = [shown(), 0, null];
    button.click();
    const watch = setInterval(() => {
        const [now, gone] = [shown(), performance.now() - start];
        if (now !== last) [last, stood] = [now, gone];
        if (answered === null && Number(button.dataset.answered) > before) answered = gone;
    }, 2);
    setTimeout(() => {
        clearInterval(watch);
        done([stood, answered, document.querySelector('.plane-status').innerText]);
    }, 1500);
})"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare = Path(folder) / "app.py"
        bare.write_text(BARE, encoding="utf-8")
        (bare.parent / "pages").mkdir()
        (bare.parent / "pages" / "parts").symlink_to(ROOT / "pages" / "parts")
        (bare.parent / ".streamlit").symlink_to(ROOT / ".streamlit")
        servers = [serve(ROOT / "app.py"), serve(bare)]
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        try:
            report(browser, *(address for _, address in servers))
        finally:
            browser.close()
            for process, _ in servers:
                stop(process)


def load() -> float:
    """How many processes want to run, a core."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def report(browser: Browser, ours: str, bare: str) -> None:
    """Print every figure."""
    print(f"load before, a core              {load():5.1f}")
    page = opened(browser, f"{bare}/")
    bare_rate = rates([page], ".plane")[0]
    page.context.close()
    page = opened(browser, f"{ours}/Train")
    click(page, "Run", "Pause")
    rate = rates([page], ".plane")[0]
    print(f"updates a second, one session    {rate:5.1f}   (bare {bare_rate:.1f}, goal ≥ 8)")
    print(f"  of them of the curves          {rates([page], '.living-chart')[0]:5.1f}")
    stood, answered = pauses(page)
    print(f"pause: what is seen stands, ms   {stood:5.0f}   (goal ≤ 150)")
    print(f"  the server has paused there    {answered:5.0f}")
    click(page, "Run", "Pause")
    other = opened(browser, f"{ours}/Train?preset=five-blobs")
    click(other, "Run", "Pause")
    both = rates([page, other], ".plane")
    print(f"updates a second, two sessions   {both[0]:5.1f} and {both[1]:.1f}   (goal ≥ 5 each)")
    third = opened(browser, f"{ours}/Softmax")
    third.wait_for_function(STANDS, polling=60)
    print(f"a third session's slider, ms     {slider(third):5.0f}   (goal ≤ 250)")
    page.context.close()
    other.context.close()
    time.sleep(1)
    print(f"  with the other tabs closed     {slider(third):5.0f}")
    print(f"load after, a core               {load():5.1f}")


def opened(browser: Browser, address: str) -> Page:
    """A visitor of their own."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    page.wait_for_selector("h1")
    page.wait_for_selector(SETTLED)
    page.wait_for_selector(".plane[data-painted], .living-chart[data-painted]")
    page.wait_for_timeout(1500)
    return page


def click(page: Page, name: str, until: str) -> float:
    """Click, and how many milliseconds until the label says so, measured inside the page."""
    return page.evaluate(
        """([name, until]) => new Promise((done) => {
            const named = (text) => [...document.querySelectorAll('button')].find((b) => b.innerText.trim() === text);
            const start = performance.now();
            named(name).click();
            const look = () => (named(until) ? done(performance.now() - start) : setTimeout(look, 2));
            look();
        })""",
        [name, until],
    )


def rates(pages: list[Page], name: str) -> list[float]:
    """How often a second each page repaints."""
    before, start = [page.evaluate(COUNT, name) for page in pages], time.perf_counter()
    pages[0].wait_for_timeout(1000 * SECONDS)
    gone = time.perf_counter() - start
    return [(page.evaluate(COUNT, name) - count) / gone for page, count in zip(pages, before, strict=True)]


def pauses(page: Page) -> tuple[float, float]:
    """The median times from a click on Pause until what is seen stands, and until the server said so."""
    taken = [pause(page) for _ in range(PAUSES)]
    click(page, "Pause", "Run")
    page.wait_for_timeout(500)
    return statistics.median(stood for stood, _ in taken), statistics.median(answered for _, answered in taken)


def pause(page: Page) -> tuple[float, float]:
    """One pause, after which the server must go on from the very step that is shown, and then on again."""
    page.wait_for_timeout(700)
    stood, answered, shown = page.evaluate(PAUSE)
    click(page, "1 step", "1 step")
    page.wait_for_function("shown => shown !== document.querySelector('.plane-status').innerText", arg=shown)
    before, after = (int(said.split()[1].replace(",", "")) for said in (shown, page.inner_text(".plane-status")))
    if after != before + 1:
        raise RuntimeError(f"Paused at step {before}, but the next step was {after}.")
    click(page, "Run", "Pause")
    return stood, answered


def slider(page: Page) -> float:
    """The median time from a key on a slider to the repainted chart."""
    page.bring_to_front()
    page.evaluate(WATCH)
    for step in range(KEYS):
        before = page.evaluate("window.took.length")
        page.get_by_label("z₁", exact=True).press("ArrowRight" if step % 2 else "ArrowLeft")
        page.wait_for_function("before => window.took.length > before", arg=before)
        time.sleep(0.15)
    return statistics.median(page.evaluate("window.took"))


if __name__ == "__main__":
    main()
