"""The parts of the Field page: the scene, its data under controls, the picture, and the numbers at the start."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from derivations.figures.field import descent_field, surface
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


def begin(name: str, clicked: Point | None) -> None:
    """Start from where one clicked."""
    clicks = (address.opened("field"), clicked)
    if clicked is not None and clicks != st.session_state.get(f"field/{name}/start"):
        st.session_state[f"field/{name}/start"] = clicks
        st.rerun(scope="fragment")


def shown(
    name: str,
    scene: Scene,
    held: Data,
    at: Point,
    ways: Sequence[str],
    rate: float,
    steps: int,
    solid: bool,
) -> Look:
    """The picture, and beside it the scene that it is compared with."""
    seen = look(scene, held, at, ways, rate, steps)
    if solid:
        tracks = {way: np.column_stack([walked, seen.heights[way]]) for way, walked in seen.paths.items()}
        plane = seen.plane
        figure = surface(plane.x, plane.y, plane.loss, names=(*scene.names, "loss"), paths=tracks)
        chart(figure, key=f"field/{name}/solid", label=f"{scene.title} as a surface", height=560)
        return seen
    other = COMPARED.get(name)
    places = st.columns(2) if other else [st.container()]
    with places[0]:
        if other:
            st.markdown(f"**{scene.title}**")
        clicked = flat(name, scene, seen, at, landmarks(held))
    if other:
        with places[1]:
            beside = scene_of(other)
            st.markdown(f"**{beside.title}**, from the same start:")
            clicked = flat(f"{name}/{other}", beside, look(beside, held, at, ways, rate, steps), at) or clicked
    begin(name, clicked)
    return seen


def landmarks(held: Data) -> Data:
    """The words among which a vector moves, where there are any."""
    if "U" not in held:
        return {}
    return {"word met": [held["u_o"]], "sampled words": held["U"]}


def flat(key: str, scene: Scene, seen: Look, at: Point, words: Data | None = None) -> Point | None:
    """The map with its arrows and paths; a click on it is a new start."""
    plane = seen.plane
    figure = descent_field(
        plane.x, plane.y, plane.loss, seen.arrows, names=scene.names, paths=seen.paths, start=at, landmarks=words
    )
    label = f"{scene.title}: contours of the loss, arrows down, paths from the start"
    click = chart(figure, key=f"field/{key}/map", label=label, height=560, clickable=True)
    return None if click is None else (round(click.x, 2), round(click.y, 2))


def numbers(scene: Scene, seen: Look, at: Point) -> None:
    """The loss and the gradient at the start, the derived one beside differences; where each way ended."""
    rows = [
        f"| ∂/∂{name} | `{slope: .6f}` | `{check: .6f}` |"
        for name, slope, check in zip(scene.names, seen.slope, seen.by_differences, strict=True)
    ]
    table = "\n".join(["| gradient | derived | differences |", "|---|---|---|", *rows])
    ends = [f"| {name} | `{heights[-1]:.4f}` |" for name, heights in seen.heights.items()]
    ways = "\n".join(["| way down | ends at a loss of |", "|---|---|", *ends])
    here = f"**At ({at[0]:.2f}, {at[1]:.2f})** the loss is `{seen.loss:.4f}`."
    words(f"{here}\n\n{table}\n\n{ways if ends else 'Pick a way down to walk it.'}", key="field/said")
    st.page_link("pages/1_Walk.py", label="Walk through this gradient", query_params={"derivation": scene.rests_on})
