"""Inside the network: its units and weights, forward and backward, and whichever of them is chosen."""

from typing import Any

import numpy as np
import streamlit as st

from derivations.nets import Trainer
from derivations.nets.explain import Explanation
from derivations.nets.textbook import with_one
from pages.parts.training.desk import Desk
from pages.parts.training.explain import explain
from pages.parts.training.lab import COARSE
from pages.parts.training.net import Choice, Seen, drawing_of, network
from pages.parts.training.plane import unit

TICK = 0.7
VIEWS = {
    "Surfaces": "Each unit shows what it holds over the plane; lines are weights, blue below 0 and orange above.",
    "Forward": "Each unit shows its activation at an example of the next batch; lines are weights.",
    "Backward": "Each unit shows its error δ at an example; lines are the gradient of each weight.",
}
KINDS = {"weight": "Weight", "bias": "Bias", "unit": "Unit"}


def inside(desk: Desk) -> None:
    """The network drawn, and the chosen part of it beside."""
    if "inside" in desk.start["hide"]:
        return
    st.header("Inside the network", anchor=False)
    assert desk.lab is not None
    (moving if desk.lab.running else st.fragment(standing))(desk)


def moving(desk: Desk) -> None:
    """While it trains, only what changes is in the parts that are drawn again and again."""
    assert desk.lab is not None
    left, right = st.columns(2, gap="large")
    with left:
        view_control(None)
        drawn(desk)
    with right:
        if controls(desk.lab.trainer, chosen(desk.lab.trainer)).kind == "unit":
            st.fragment(enlarged, run_every=TICK)(desk)
        st.markdown("Pause, and the numbers of the next step stand here.")


def standing(desk: Desk) -> None:
    """While it stands still, the numbers of the next step."""
    assert desk.lab is not None
    explanation = Explanation(desk.lab.trainer, desk.net)
    left, right = st.columns(2, gap="large")
    with left:
        drawn(desk, explanation, *view_control(explanation))
    with right:
        choice = controls(desk.lab.trainer, chosen(desk.lab.trainer))
        if choice.kind == "unit":
            enlarged(desk)
        if "explain" not in desk.start["hide"]:
            with st.container(key="train-explained"):
                explain(desk, explanation, choice)


def drawn(desk: Desk, explanation: Explanation | None = None, view: str = "Surfaces", n: int | None = 0) -> None:
    """The drawing."""
    network(drawing(desk, explanation, view, n), key="train/network", picked=take_pick)


def drawing(
    desk: Desk, explanation: Explanation | None = None, view: str = "Surfaces", n: int | None = 0
) -> dict[str, Any]:
    """What the drawing holds; while it trains, the plane brings it the newest now and then."""
    assert desk.lab is not None
    trainer = desk.lab.trainer
    return drawing_of(seen_as(desk, explanation, view, n), input_names(trainer), chosen(trainer), COARSE)


def input_names(trainer: Trainer) -> list[str]:
    """What each input of the network is called."""
    return list(trainer.settings.features)


def view_control(explanation: Explanation | None) -> tuple[str, int | None]:
    """What the drawing shows: surfaces, or the numbers of an example on their way forward or back."""
    st.session_state.setdefault("train/view", "Surfaces")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = st.segmented_control("Show", list(VIEWS), key="train/view", required=True)
        n = example(explanation) if explanation is not None and view != "Surfaces" else None
    waiting = " Pause to see them." if explanation is None and view != "Surfaces" else ""
    st.caption(VIEWS[view] + waiting)
    return view, n


def seen_as(desk: Desk, explanation: Explanation | None, view: str, n: int | None) -> Seen:
    """What the units and the lines of the drawing hold."""
    assert desk.lab is not None
    weights = desk.lab.trainer.weights(desk.net)
    if explanation is None or view == "Surfaces":
        return Seen(weights, "weight", surfaces=surfaces(desk))
    walk = explanation.walk
    if view == "Forward":
        return Seen(weights, "weight", numbers=[at(walk.arriving[0], n), *(at(value, n) for value in walk.value)])
    lines = [gradient(walk, layer, n) for layer in range(len(weights))]
    return Seen(lines, "gradient", numbers=[at(walk.arriving[0], n), *(at(delta, n) for delta in walk.delta)])


def example(explanation: Explanation) -> int | None:
    """Which example of the batch, or the mean of all."""
    options = [None, *range(len(explanation.examples))]
    if st.session_state.get("train/example") not in options:
        st.session_state["train/example"] = 0
    return st.selectbox(
        "At",
        options,
        format_func=lambda n: "the mean of the batch" if n is None else f"example {n + 1}",
        key="train/example",
    )


def at(values: Any, n: int | None) -> Any:
    return values.mean(axis=1) if n is None else values[:, n]


def gradient(walk: Any, layer: int, n: int | None) -> Any:
    """The gradient of a layer's weights at one example, or over the batch."""
    if n is None:
        return walk.gradient(layer)
    return np.outer(walk.delta[layer][:, n], with_one(walk.arriving[layer])[:, n])


def surfaces(desk: Desk) -> list[Any]:
    """What every unit holds over the plane; the output's answers around their middle."""
    assert desk.lab is not None
    trainer, coarse = desk.lab.trainer, desk.lab.coarse
    middle = 0.5 if trainer.problem.classes else 0.0
    return [*coarse.units(desk.net), coarse.predictions(desk.net) - middle]


def chosen(trainer: Trainer) -> Choice:
    """What is chosen, brought within the network."""
    given: Choice = st.session_state.get("train/choice", Choice("weight", 0, 0, 0))
    shape = trainer.network.shape
    layer = min(given.layer, trainer.network.depth - 1)
    if given.layer < 0:
        return Choice("weight", 0, 0, min(given.unit, shape[0] - 1))
    source = min(given.source or 0, shape[layer] - 1) if given.kind == "weight" else None
    return Choice(given.kind, layer, min(given.unit, shape[layer + 1] - 1), source)


def take_pick() -> None:
    """Someone picked a part of the drawing."""
    picked = st.session_state["train/network"].get("pick")
    if picked:
        st.session_state["train/choice"] = Choice(**picked)


def controls(trainer: Trainer, choice: Choice) -> Choice:
    """The same choice by fields, for those who do not point."""
    shape, depth = trainer.network.shape, trainer.network.depth
    named = {f"train/choose/{name}": value for name, value in vars(choice).items() if value is not None}
    st.session_state.update(named)

    def changed() -> None:
        kind, layer, unit = (st.session_state[f"train/choose/{name}"] for name in ("kind", "layer", "unit"))
        source = st.session_state.get("train/choose/source", 0) if kind == "weight" else None
        st.session_state["train/choice"] = Choice(kind, layer, unit, source)

    with st.container(key="train-pick"):
        kind, layer, to, source = st.columns(4)
    kind.selectbox("Explain a", list(KINDS), format_func=KINDS.get, key="train/choose/kind", on_change=changed)
    layers = list(range(depth))
    layer.selectbox(
        "in", layers, format_func=lambda k: layer_name(k, depth), key="train/choose/layer", on_change=changed
    )
    units = list(range(shape[choice.layer + 1]))
    to.selectbox("to unit", units, format_func=lambda k: str(k + 1), key="train/choose/unit", on_change=changed)
    if choice.kind == "weight":
        names = input_names(trainer) if choice.layer == 0 else [f"unit {k + 1}" for k in range(shape[choice.layer])]
        sources = list(range(len(names)))
        source.selectbox("from", sources, format_func=lambda k: names[k], key="train/choose/source", on_change=changed)
    return choice


def layer_name(layer: int, depth: int) -> str:
    """A layer as it is named in the drawing."""
    return "the output" if layer == depth - 1 else f"layer {layer + 1}"


def enlarged(desk: Desk) -> None:
    """The chosen unit's surface, large."""
    assert desk.lab is not None
    choice = chosen(desk.lab.trainer)
    lab = desk.lab
    assert lab is not None
    fine, depth = lab.fine, lab.trainer.network.depth
    last = choice.layer == depth - 1
    held = fine.predictions(desk.net) if last else fine.units(desk.net)[choice.layer]
    name = f"Unit {choice.unit + 1} of {layer_name(choice.layer, depth)}"
    unit(lab, held[choice.unit], (name,), key="train/unit", height=300, pressed=desk.pressed)
