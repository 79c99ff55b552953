"""The looks at a training, as figures: curves, gradients, activations and confusion."""

from collections.abc import Callable, Sequence

import numpy as np

from derivations.figures.heat import heat_map
from derivations.figures.layers import layer_histograms
from derivations.figures.paper import Figure
from derivations.figures.progress import Panel, progress
from derivations.nets import Trainer, confusion, histograms

FEW = 10
INKS = {"train": "muted", "test": "J"}


LOOKS = {
    "Curves": "Loss and accuracy over the steps, on training and on test points",
    "Gradients": "The length of each layer's gradient, and of its update over its weights'",
    "Activations": "How often the units of each layer hold what",
    "Confusion": "How many test points of each class are named as each class",
}


def figure_of(look: str, trainer: Trainer, net: int, log: bool) -> Figure:
    """The figure of a look."""
    looks: dict[str, Callable[[], Figure]] = {
        "Curves": lambda: curves(trainer, net, log),
        "Gradients": lambda: gradients(trainer, net),
        "Activations": lambda: activations(trainer, net),
        "Confusion": lambda: confused(trainer, net),
    }
    return looks[look]()


def absent(trainer: Trainer, look: str) -> str:
    """Why there is nothing to see, where there is not."""
    if look == "Activations" and trainer.network.depth == 1:
        return "There is no hidden layer whose activations could be counted. Add one under *Network*."
    if look == "Confusion" and not trainer.problem.classes:
        return "A regression has no classes to confuse. Choose a data set with classes under *Data*."
    if look == "Gradients" and trainer.step == 0:
        return "No gradient has been taken yet. Take *1 step*."
    return ""


def curves(trainer: Trainer, net: int, log: bool) -> Figure:
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
    return from_the_start(progress(steps, panels, best=best), steps)


def from_the_start(figure: Figure, steps: Sequence[int]) -> Figure:
    """The curves with their points while these are few: the first, before any training, is no line yet."""
    if len(steps) > FEW:
        return figure
    dotted = [{**trace, "mode": "lines+markers", "marker": {"size": 7}} for trace in figure.data]
    room = {**figure.layout["xaxis"], "range": [-0.3, max(FEW, int(steps[-1])) + 0.3]}
    return Figure(dotted, {**figure.layout, "xaxis": room})


def gradients(trainer: Trainer, net: int) -> Figure:
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
    return from_the_start(progress(steps, panels), steps)


def layers(trainer: Trainer) -> range:
    return range(1, trainer.network.depth + 1)


def activations(trainer: Trainer, net: int) -> Figure:
    """How often the units of each hidden layer hold what, over all points."""
    tables = histograms(trainer.score.look, net)
    return layer_histograms([(edges, counts.sum(axis=0)) for edges, counts in tables])


def confused(trainer: Trainer, net: int) -> Figure:
    """Test points by class, and by what the network calls them."""
    table = confusion(trainer.score, trainer.problem.testing, net)
    names = [str(name) for name in trainer.problem.classes]
    named = [names[k] if k < len(names) else "?" for k in range(len(table))]
    return heat_map(
        table, [f"is {name}" for name in named], [f"named {name}" for name in named], signed=False, digits=0
    )


def names_of(trainer: Trainer) -> list[str]:
    """The networks of a sweep by what each has of its own."""
    if trainer.varied is None:
        return ["test"] * len(trainer.nets)
    label = {"learning_rate": "η", "l1": "λ₁", "l2": "λ", "seed": "seed"}.get(trainer.varied, "")
    values = [getattr(net, trainer.varied) for net in trainer.nets]
    return [f"{label} {value:g}" if label else str(value) for value in values]
