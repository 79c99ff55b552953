"""The parts of the Field page: the scene, its data under controls, the picture, and the numbers at the start."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import streamlit as st

from derivations.figures.field import descent_field
from derivations.figures.surface import eye_that_sees, surface
from derivations.landscapes.descent import WALKERS
from derivations.landscapes.losses import SCENES, Scene
from derivations.landscapes.view import Look, look
from pages.parts import address, inputs
from pages.parts.chart import chart
from pages.parts.points import changed
from pages.parts.slider import Panel, Scale
from pages.parts.words import words

Point = tuple[float, float]
Data = dict[str, Any]
UNSET = 99.0
COMPARED = {"squared": "logistic"}
"""A scene that is seen best beside another."""
ABOVE = (
    "Pale is low, dark is high; every arrow points straight down the slope. "
    "Click the map, or open Start, to begin elsewhere."
)
ASIDE = "Drag the surface to turn it. Open Start to begin elsewhere."


@st.cache_resource(max_entries=16)
def scene_of(name: str) -> Scene:
    """A scene, its gradient derived once."""
    return SCENES[name]()


def chosen(wanted: str) -> tuple[Scene, str]:
    """The scene that is picked."""
    titles = {name: scene_of(name).title for name in SCENES}
    key = address.start("field/loss", wanted)
    name = st.pills("Loss", list(SCENES), format_func=titles.__getitem__, required=True, key=key)
    return scene_of(name), name


def view_of(name: str, view: dict[str, Any]) -> dict[str, Any]:
    """The part of a link's view that speaks of this scene: its start and its data are another scene's no more."""
    return view if name == view["loss"] else {**view, "x": UNSET, "y": UNSET, "at": ""}


def settings(view: dict[str, Any]) -> tuple[list[str], bool]:
    """The ways down and whether they are seen in 3-D, before their controls are mounted."""
    known = [name for name in view["walkers"].split(",") if name in WALKERS]
    walked = st.session_state[address.start("field/walkers", known)]
    return list(walked), bool(st.session_state[address.start("field/surface", view["surface"])])


def controls() -> None:
    """The controls of what `settings` tells."""
    st.pills("Ways down", list(WALKERS), selection_mode="multi", key="field/walkers")
    st.toggle("As a surface in 3-D", key="field/surface")


def data(panel: Panel, name: str, scene: Scene, at: str) -> Data:
    """The data of a scene, named on a panel."""
    held = dict(scene.data) | given(scene, at) | changed(name)
    if r"\lambda" in held:
        held[r"\lambda"] = panel.number("λ", "Penalty λ", float(held[r"\lambda"]), Scale(0.001, 5, log=True))
    if "X" in held:
        held |= points(panel, held)
    if "U" in held:
        held |= word_vectors(panel, held)
    return held


def points(panel: Panel, held: Data) -> Data:
    """The points of a data set, and which class each is of."""
    rows = len(held["X"])
    classes = [f"label of x{place}" for place in range(1, rows + 1)]
    labels = panel.vector("t", "Labels", classes, held["t"].tolist(), Scale(0, 1, 1), quantity="y", folded=True)
    names = [[f"x{place} across", f"x{place} up"] for place in range(1, rows + 1)]
    where = panel.matrix("X", "Points", names, held["X"].tolist(), Scale(-3, 3, 0.1), folded=True)
    return {"X": np.array(where), "t": np.array(labels)}


def word_vectors(panel: Panel, held: Data) -> Data:
    """The vectors of the word that was met and of the sampled ones."""
    scale = Scale(-2, 2, 0.1)
    met = panel.vector("u", "The word met", ["u across", "u up"], held["u_o"].tolist(), scale, folded=False)
    rows = [[f"u{place} across", f"u{place} up"] for place in range(1, len(held["U"]) + 1)]
    sampled = panel.matrix("U", "Sampled words", rows, held["U"].tolist(), scale, folded=True)
    return {"u_o": np.array(met), "U": np.array(sampled)}


def given(scene: Scene, at: str) -> Data:
    """The data of a link, where they fit."""
    if not at:
        return {}
    try:
        read = dict(part.split("=", 1) for part in at.split(";"))
        return {key: numbers_of(text).reshape(np.shape(scene.data[key])) for key, text in read.items()}
    except (ValueError, KeyError):
        st.warning("The link's data do not fit this loss and were set aside.")
        return {}


def numbers_of(text: str) -> Any:
    """The numbers of a text, rows apart by bars."""
    return np.array([float(number) for number in text.replace("|", ",").split(",")])


def written(scene: Scene, held: Data) -> str:
    """The data that differ from those to begin with, as text."""
    changed = {key: value for key, value in held.items() if not np.array_equal(value, scene.data[key])}
    return inputs.written(changed)


def start(name: str, scene: Scene, wanted: Point) -> Point:
    """Where the walks begin: where one clicked last, else as the link says, else as the scene does."""
    opened, clicked = st.session_state.get(f"field/{name}/start", (0, None))
    if clicked is not None and opened == address.opened("field"):
        return clicked
    return scene.start if UNSET in wanted else wanted


def under_sliders(panel: Panel, name: str, scene: Scene, begun: Point) -> Point:
    """The start, for those who do not click, where it was moved to since."""
    names = [f"start at {knob}" for knob in scene.names]
    scale = Scale(-scene.reach, scene.reach, 0.01)
    x, y = panel.vector(f"{name}/start", "Start", names, begun, scale, folded=True)
    return x, y


def begin(name: str, panel: Panel, clicked: Point | None) -> None:
    """Start from where one clicked."""
    if clicked is not None:
        st.session_state[f"field/{name}/start"] = (address.opened("field"), clicked)
        panel.begin_anew(f"{name}/start")
        st.rerun(scope="fragment")


def looks(
    name: str, scene: Scene, held: Data, at: Point, ways: Sequence[str], rate: float, steps: int
) -> tuple[Look, Look | None]:
    """The landscape, and the one that it is compared with from the same start, if there is one."""
    other = COMPARED.get(name)
    beside = look(scene_of(other), held, at, ways, rate, steps) if other else None
    return look(scene, held, at, ways, rate, steps), beside


def shown(name: str, scene: Scene, seen: Look, beside: Look | None, held: Data, at: Point, solid: bool) -> Point | None:
    """The picture, and beside it the one that it is compared with; a click on a map is a new start."""
    if beside is None:
        return pictured(name, scene, seen, at, landmarks(held), solid)
    other = COMPARED[name]
    left, right = st.columns(2, gap="small")
    with left:
        st.markdown(f"**{scene.title}**")
        clicked = pictured(name, scene, seen, at, {}, solid)
    with right:
        st.markdown(f"**{scene_of(other).title}**")
        return pictured(f"{name}/{other}", scene_of(other), beside, at, {}, solid) or clicked


def pictured(key: str, scene: Scene, seen: Look, at: Point, marks: Data, solid: bool) -> Point | None:
    """A landscape as a surface, or as a map that can be clicked."""
    if solid:
        return raised(key, scene, seen)
    st.session_state.pop(f"field/{key}/eye", None)
    return flat(key, scene, seen, at, marks)


def raised(key: str, scene: Scene, seen: Look) -> None:
    """The surface with its paths, from where they could be seen when it was opened."""
    plane, memory = seen.plane, f"field/{key}/eye"
    tracks = {way: np.column_stack([walked, seen.heights[way]]) for way, walked in seen.paths.items()}
    if memory not in st.session_state:
        st.session_state[memory] = eye_that_sees(plane.x, plane.y, plane.loss, tracks)
    eye, names = st.session_state[memory], (*scene.names, "loss")
    figure = surface(plane.x, plane.y, plane.loss, names=names, paths=tracks, eye=eye)
    chart(figure, key=f"field/{key}/solid", label=f"{scene.title} as a surface", height=560)


def landmarks(held: Data) -> Data:
    """The words among which a vector moves, where there are any."""
    if "U" not in held:
        return {}
    return {"word met": [held["u_o"]], "sampled": held["U"]}


def flat(key: str, scene: Scene, seen: Look, at: Point, marks: Data) -> Point | None:
    """The map with its arrows and paths; a click on it is a new start."""
    plane = seen.plane
    figure = descent_field(
        plane.x, plane.y, plane.loss, seen.arrows, names=scene.names, paths=seen.paths, start=at, landmarks=marks
    )
    label = f"{scene.title}: contours of the loss, arrows down, paths from the start"
    click = chart(figure, key=f"field/{key}/map", label=label, height=560, clickable=True)
    return None if click is None else (round(click.x, 2), round(click.y, 2))


def numbers(scene: Scene, seen: Look, at: Point, steps: int) -> None:
    """The loss and the gradient at the start, the derived one beside differences; where each way ended."""
    rows = [
        f"| ∂/∂{name} | `{slope: .6f}` | `{check: .6f}` |"
        for name, slope, check in zip(scene.names, seen.slope, seen.by_differences, strict=True)
    ]
    table = "\n".join(["| gradient | derived | differences |", "|---|---|---|", *rows])
    here = f"**At ({at[0]:.2f}, {at[1]:.2f})** the loss is `{seen.loss:.4f}`.".replace("-", "−")
    words(f"{here}\n\n{table}\n\n{ways_down(scene, seen, steps)}", key="field/said")
    st.page_link("pages/1_Walk.py", label="Walk through this gradient", query_params={"derivation": scene.rests_on})


def ways_down(scene: Scene, seen: Look, steps: int) -> str:
    """The loss at which each way ended, and which ways left the map or ran away."""
    if not seen.paths:
        return "Pick a way down to walk it."
    ends = [f"| {name} | `{loss(heights[-1])}` |" for name, heights in seen.heights.items()]
    table = "\n".join(["| way down | ends at a loss of |", "|---|---|", *ends])
    return "\n\n".join([table, " ".join(strayed(scene, seen, steps))])


def loss(height: float) -> str:
    """A loss in four decimals, or in its powers of ten where it is out of hand."""
    return f"{height:.4f}" if height < 1e4 else f"{height:.1e}"


def strayed(scene: Scene, seen: Look, steps: int) -> Iterator[str]:
    """A sentence on the ways that ran away, and one on those that ended where the map does not show them."""
    gone = [name for name, walked in seen.paths.items() if len(walked) <= steps]
    ends = {name: walked[-1] for name, walked in seen.paths.items() if name not in gone}
    outside = [name for name, end in ends.items() if np.abs(end).max() > scene.reach]
    if gone:
        yield f"**Runs away: {', '.join(gone)}.** Every step overshoots by more than the last: take a smaller η."
    if outside:
        yield f"Off the map at the end: {', '.join(outside)}."
