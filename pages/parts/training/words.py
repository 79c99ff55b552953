"""What the training page says: the names of its settings, hints, and the way from a finding to its derivation."""

import math

from derivations.nets import Settings

LABELS = {
    "data": "Points",
    "points": "How many",
    "noise": "Noise",
    "train_share": "Share to train on",
    "data_seed": "Seed of the points",
    "classes": "Classes",
    "features": "What the network sees",
    "hidden": "Hidden layers",
    "activation": "Activation",
    "loss": "Loss",
    "output": "Output under the squared error",
    "initialisation": "First weights",
    "seed": "Seed of the weights",
    "optimiser": "Optimiser",
    "learning_rate": "Learning rate η",
    "batch": "Batch",
    "l1": "L1 penalty λ₁",
    "l2": "L2 penalty λ",
    "schedule": "Schedule of η",
    "schedule_steps": "Steps of the schedule",
    "precision": "Arithmetic",
}
HELP = {
    "noise": "Moves the points of a classification, and the values of a regression.",
    "train_share": "The rest are test points, drawn hollow.",
    "initialisation": "Xavier and He scale random weights by how many units come in and go out.",
    "loss": "Cross-entropy goes with a softmax, binary cross-entropy with one sigmoid.",
    "batch": "How many points each step looks at.",
    "l1": "Adds λ₁ Σ|w| to the loss: pulls each weight to 0 by the same amount.",
    "l2": "Adds ½ λ Σw² to the loss: pulls each weight to 0 in proportion to itself.",
    "seed": "The same seed gives the same first weights and the same batches.",
}
# Where the cause of a finding is derived.
DERIVED_IN = {
    "zeros initialisation": ("hidden-layer-w1", "why equal weights get equal gradients"),
    "dead relu": ("relu-derivative", "the slope of relu"),
    "saturation": ("tanh-derivative", "the slope of tanh"),
    "squared error through the sigmoid": ("sigmoid-derivative", "the slope of the sigmoid"),
    "large λ": ("hidden-layer-w2", "the gradient that the penalty is added to"),
    "product of slopes": ("hidden-layer-w1", "the product on the way back"),
    "small weights": ("hidden-layer-w1", "the product on the way back"),
}


def short(value: float, digits: int = 4) -> str:
    """A number in as many digits as a glance can use."""
    if math.isnan(value):
        return "–"
    return f"{value:.{digits}g}".replace("-", "−")


def percent(share: float) -> str:
    """A share as per cent."""
    return "–" if math.isnan(share) else f"{100 * share:.1f}%"


def link_to(topic: str) -> tuple[str, str] | None:
    """The derivation of a finding's cause, and what to call it."""
    return DERIVED_IN.get(topic)


def fixed(value: float) -> str:
    """A number of a table: so many decimals that columns align, and powers of ten where they would be lost."""
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e4:
        return f"{value:.4f}".replace("-", "−")
    return f"{value:.1e}".replace("-", "−")


def long(value: float) -> str:
    """A number to all the digits that mean something."""
    return f"{value:.12g}".replace("-", "−")


def latex(value: float) -> str:
    """A number in a formula, in brackets where it is negative."""
    if value != 0 and not 1e-3 <= abs(value) < 1e4:
        mantissa, power = f"{value:.1e}".split("e")
        written = rf"{mantissa} \cdot 10^{{{int(power)}}}"
    else:
        written = f"{value:.3f}"
    return f"({written})" if value < 0 else written


def table(names: list[str], rows: list[list[str]]) -> str:
    """A table of numbers, its first column words."""
    rule = [":--", *("--:" for _ in names[1:])]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (names, rule, *rows))


def derivation_of(settings: Settings, kind: str, layer: int, depth: int) -> tuple[str, str]:
    """The derivation that a gradient of this place in a network rests on."""
    if depth == 1:
        return OUTPUT.get(settings.loss, OUTPUT["cross-entropy"])
    if kind == "unit":
        return ("hidden-layer-x", "what comes back through a layer")
    name = {"weight": "w", "bias": "b"}[kind]
    place = "2" if layer == depth - 1 else "1"
    where = "output" if place == "2" else "hidden"
    return (
        f"hidden-layer-{name}{place}",
        f"the gradient by the {where} {'weights' if name == 'w' else 'bias'}",
    )


OUTPUT = {
    "cross-entropy": ("cross-entropy", "the gradient of the cross-entropy"),
    "binary cross-entropy": ("logistic-regression", "the gradient of logistic regression"),
}
