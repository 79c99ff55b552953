"""What is watched while a network trains: the surface, the curves, and how it stands in words."""

from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from derivations.figures.heat import heat_map
from derivations.figures.layers import layer_histograms
from derivations.figures.plane import Points, many_classes, two_classes, values
from derivations.figures.progress import Panel, progress
from derivations.nets import Trainer, confusion, diagnose, histograms
from pages.parts.chart import chart
from pages.parts.training_desk import Desk
from pages.parts.training_lab import PACES, Lab
from pages.parts.training_words import link_to, percent, short

TICK = 0.1
HEIGHT = 400
WALK = "pages/1_Walk.py"
INKS = {"train": "muted", "test": "J"}
LOOKS = ("Curves", "Gradients", "Activations", "Confusion")


def watch(desk: Desk) -> None:
    """The living part: it trains within its own run, again and again, for as long as someone looks."""
    every = TICK if desk.lab and desk.lab.running else None
    st.fragment(living, run_every=every)(desk)


def living(desk: Desk) -> None:
    """Train a little, and show where it led."""
    lab = desk.lab
    assert lab is not None
    was_running = lab.running
    if lab.running:
        lab.tick(st.session_state.get("train/pace", "quickening"))
    trainer, net = lab.trainer, desk.net
    st.markdown(standing(trainer, net))
    left, right = st.columns([1, 1.15], gap="small")
    with left:
        if lab.sweeping:
            look_at(desk)
        chart(
            surface(lab, net),
            key="train/surface",
            label="What the network answers, and the points",
            height=HEIGHT,
        )
    with right:
        panel(trainer, net)
    messages(lab, net)
    if was_running and not lab.running:
        st.rerun()


def standing(trainer: Trainer, net: int) -> str:
    """How the training stands, in numbers that keep their places."""
    last = trainer.history.last
    parts = [f"Step **{trainer.step:,}**", f"epoch {trainer.epoch:,.1f}"]
    parts += [f"loss {short(last('train loss', net), 3)} train, **{short(last('test loss', net), 3)}** test"]
    if trainer.problem.classes:
        right = [percent(last(f"{part} accuracy", net)) for part in ("train", "test")]
        parts.append(f"right {right[0]} train, **{right[1]}** test")
    return " · ".join(parts)


def look_at(desk: Desk) -> None:
    """Which network of a sweep is looked at."""
    assert desk.lab is not None
    trainer = desk.lab.trainer
    names = [names_of(trainer)[k] for k in range(len(trainer.nets))]
    best = f"the best, {names[trainer.best]}"
    options = [-1, *range(len(names))]
    st.session_state.setdefault("train/look at", -1)
    if st.session_state["train/look at"] not in options:
        st.session_state["train/look at"] = -1
    desk.looked_at = st.selectbox(
        "Look at", options, format_func=lambda k: best if k < 0 else names[k], key="train/look at"
    )


def names_of(trainer: Trainer) -> list[str]:
    """The networks of a sweep by what each has of its own."""
    if trainer.varied is None:
        return ["test"] * len(trainer.nets)
    label = {"learning_rate": "η", "l1": "λ₁", "l2": "λ", "seed": "seed"}.get(trainer.varied, "")
    return [f"{label} {getattr(net, trainer.varied)}".strip() for net in trainer.nets]


def points_of(trainer: Trainer) -> Points:
    """The points with their labels, as a figure takes them."""
    problem = trainer.problem
    return Points(problem.points, problem.labels, problem.training)


def surface(lab: Lab, net: int) -> go.Figure:
    """What the network answers over the plane."""
    trainer, fine = lab.trainer, lab.fine
    answers, (across, up) = fine.predictions(net), trainer.problem.axes
    classes, points = len(trainer.problem.classes), points_of(trainer)
    if classes == 0:
        return values(fine.x, fine.y, answers[0], points, across=across, up=up)
    if classes <= 2:
        share = answers[-1] if classes == 2 else np.zeros_like(answers[0])
        return two_classes(fine.x, fine.y, share, points, across=across, up=up)
    return many_classes(fine.x, fine.y, answers, points, across=across, up=up)


def panel(trainer: Trainer, net: int) -> None:
    """One of the looks at a training, each computed only while it is looked at."""
    looks: dict[str, Callable[[], go.Figure]] = {
        "Curves": lambda: curves(trainer, net, st.session_state.get("train/log", True)),
        "Gradients": lambda: gradients(trainer, net),
        "Activations": lambda: activations(trainer, net),
        "Confusion": lambda: confused(trainer, net),
    }
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.session_state.setdefault("train/panel", "Curves")
        look = st.segmented_control("Look at", LOOKS, key="train/panel", required=True, label_visibility="collapsed")
        if look == "Curves":
            st.session_state.setdefault("train/log", True)
            st.toggle("Log", key="train/log", help="The loss on a logarithmic axis.")
    missing = absent(trainer, look)
    if missing:
        st.markdown(missing)
        return
    chart(looks[look](), key=f"train/panel/{look}", label=LABELS[look], height=HEIGHT - 52, revision=look)


LABELS = {
    "Curves": "Loss and accuracy over the steps, on training and on test points",
    "Gradients": "The length of each layer's gradient, and of its update over its weights'",
    "Activations": "How often the units of each layer hold what",
    "Confusion": "How many test points of each class are named as each class",
}


def absent(trainer: Trainer, look: str) -> str:
    """Why there is nothing to see, where there is not."""
    if look == "Activations" and trainer.network.depth == 1:
        return "There is no hidden layer whose activations could be counted. Add one under *Network*."
    if look == "Confusion" and not trainer.problem.classes:
        return "A regression has no classes to confuse. Choose a data set with classes under *Data*."
    if look == "Gradients" and trainer.step == 0:
        return "No gradient has been taken yet. Take *1 step*."
    return ""


def curves(trainer: Trainer, net: int, log: bool) -> go.Figure:
    """Losses and accuracies; of a sweep, those on the test points, the best thicker."""
    history, kept = trainer.history, trainer.history.thinned()
    steps = np.array(history.steps)[kept]
    names, best = names_of(trainer), None
    panels = []
    for what in ("loss", "accuracy") if trainer.problem.classes else ("loss",):
        if len(trainer.nets) > 1:
            best = names[trainer.best]
            lines = {name: history.curve(f"test {what}", k)[kept] for k, name in enumerate(names)}
        else:
            lines = {part: history.curve(f"{part} {what}", net)[kept] for part in ("train", "test")}
        title = f"test {what}" if best else what
        span = None if what == "loss" else (0.0, 1.03)
        panels.append(Panel(title, lines, log=log and what == "loss", span=span, quantities={} if best else INKS))
    return progress(steps, panels, best=best)


def gradients(trainer: Trainer, net: int) -> go.Figure:
    """The gradients' lengths and the ratios of update to weight, a curve for each layer."""
    history, kept = trainer.history, trainer.history.thinned()
    steps = np.array(history.steps)[kept]
    panels = [
        Panel(
            title,
            {f"layer {k}": history.curve(f"{column}, layer {k}", net)[kept] for k in layers(trainer)},
            log=True,
        )
        for title, column in (("gradient norm", "gradient norm"), ("update / weight", "update / weight"))
    ]
    return progress(steps, panels)


def layers(trainer: Trainer) -> range:
    return range(1, trainer.network.depth + 1)


def activations(trainer: Trainer, net: int) -> go.Figure:
    """How often the units of each hidden layer hold what, over all points."""
    tables = histograms(trainer.score.look, net)
    return layer_histograms([(edges, counts.sum(axis=0)) for edges, counts in tables])


def confused(trainer: Trainer, net: int) -> go.Figure:
    """Test points by class, and by what the network calls them."""
    table = confusion(trainer.score, trainer.problem.testing, net)
    names = [str(name) for name in trainer.problem.classes]
    named = [names[k] if k < len(names) else "?" for k in range(len(table))]
    return heat_map(
        table, [f"is {name}" for name in named], [f"named {name}" for name in named], signed=False, digits=0
    )


def messages(lab: Lab, net: int) -> None:
    """What went wrong, what keeps the network from learning, and where the cause is derived."""
    trainer = lab.trainer
    for divergence in trainer.divergences:
        name = f"**{names_of(trainer)[divergence.net]}**: " if lab.sweeping else ""
        st.error(name + divergence.sentence)
    if lab.sweeping:
        st.markdown(f"Best on the test points so far: **{names_of(trainer)[trainer.best]}**, the thick curve.")
    for note in filter(None, [lab.ended, *lab.notes]):
        st.info(note)
    if trainer.stopped:
        return
    for place, finding in enumerate(diagnose(trainer, net)):
        with st.container(key=f"train/finding/{place}", border=True, gap="xxsmall"):
            st.markdown(f"**{finding.kind.capitalize()}.** {finding.sentence}")
            link = link_to(finding.topic)
            if link:
                st.page_link(WALK, label=f"Derived: {link[1]}", query_params={"derivation": link[0]})


__all__ = ["PACES", "points_of", "watch"]
