"""Inside the network: its units and weights, forward and backward, and whichever of them is chosen."""

from typing import Any

import numpy as np
import streamlit as st

from derivations.figures.plane import unit_surface
from derivations.nets import Trainer
from derivations.nets.explain import Explanation
from derivations.nets.textbook import with_one
from pages.parts.chart import chart
from pages.parts.training_desk import Desk
from pages.parts.training_explain import explain
from pages.parts.training_lab import COARSE
from pages.parts.training_live import points_of
from pages.parts.training_net import Choice, Seen, network

TICK = 0.25
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
    every = TICK if desk.lab and desk.lab.running else None
    st.header("Inside the network", anchor=False)
    st.fragment(opened, run_every=every)(desk)


def opened(desk: Desk) -> None:
    """Both halves, in a run of their own."""
    lab = desk.lab
    assert lab is not None
    trainer, net = lab.trainer, desk.net
    left, right = st.columns(2, gap="large")
    explanation = None if lab.running else Explanation(trainer, net)
    with left:
        seen = view(desk, explanation)
        choice = chosen(trainer)
        network(seen, input_names(trainer), choice, COARSE, key="train/network", picked=take_pick)
    with right:
        choice = controls(trainer, choice)
        if choice.kind == "unit":
            enlarged(desk, choice)
        if explanation is None:
            st.markdown("Pause, and the numbers of the next step stand here.")
        elif "explain" not in desk.start["hide"]:
            explain(desk, explanation, choice)


def input_names(trainer: Trainer) -> list[str]:
    """What each input of the network is called."""
    return list(trainer.settings.features)


def view(desk: Desk, explanation: Explanation | None) -> Seen:
    """What the drawing shows: surfaces, or the numbers of an example on their way forward or back."""
    assert desk.lab is not None
    st.session_state.setdefault("train/view", "Surfaces")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control("Show", list(VIEWS), key="train/view", required=True)
        n = example(explanation) if explanation is not None and kind != "Surfaces" else None
    st.caption(VIEWS[kind] if explanation is not None or kind == "Surfaces" else f"{VIEWS[kind]} Pause to see them.")
    weights = desk.lab.trainer.weights(desk.net)
    if explanation is None or kind == "Surfaces":
        return Seen(weights, "weight", surfaces=surfaces(desk))
    walk = explanation.walk
    if kind == "Forward":
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

    kind, layer, unit, source = st.columns([1, 1, 1, 1])
    kind.selectbox("Explain a", list(KINDS), format_func=KINDS.get, key="train/choose/kind", on_change=changed)
    layers = list(range(depth))
    layer.selectbox(
        "in", layers, format_func=lambda k: layer_name(k, depth), key="train/choose/layer", on_change=changed
    )
    units = list(range(shape[choice.layer + 1]))
    unit.selectbox("to unit", units, format_func=lambda k: str(k + 1), key="train/choose/unit", on_change=changed)
    if choice.kind == "weight":
        names = input_names(trainer) if choice.layer == 0 else [f"unit {k + 1}" for k in range(shape[choice.layer])]
        sources = list(range(len(names)))
        source.selectbox("from", sources, format_func=lambda k: names[k], key="train/choose/source", on_change=changed)
    return choice


def layer_name(layer: int, depth: int) -> str:
    """A layer as it is named in the drawing."""
    return "the output" if layer == depth - 1 else f"layer {layer + 1}"


def enlarged(desk: Desk, choice: Choice) -> None:
    """A unit's surface, large."""
    lab = desk.lab
    assert lab is not None
    fine, depth = lab.fine, lab.trainer.network.depth
    last = choice.layer == depth - 1
    held = fine.predictions(desk.net) if last else fine.units(desk.net)[choice.layer]
    across, up = lab.trainer.problem.axes
    figure = unit_surface(fine.x, fine.y, held[choice.unit], points_of(lab.trainer), across=across, up=up)
    chart(figure, key="train/unit", label="What the chosen unit holds over the plane", height=300)
