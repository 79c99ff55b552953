"""Presets: settings worth seeing, each with a text that says what they show and a check that they do."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .diagnosis import diagnose
from .settings import Settings, Value
from .sweep import sweep
from .trainer import Trainer


@dataclass(frozen=True)
class Preset:
    """Settings with a claim about what they do within this many steps, from any seed; perhaps a sweep."""

    slug: str
    title: str
    text: str
    settings: Settings
    steps: int
    holds: Callable[[Trainer], bool]
    varies: str | None = None
    values: tuple[Value, ...] = ()

    def nets(self) -> tuple[Settings, ...]:
        """The settings to train at once: one, or those of the sweep."""
        return sweep(self.settings, self.varies, self.values) if self.varies else (self.settings,)

    def seeded(self, seed: int) -> "Preset":
        """The same from another seed, of the data and of the weights."""
        return replace(self, settings=replace(self.settings, seed=seed, data_seed=seed))


def accuracy(trainer: Trainer) -> float:
    """The newest share of test points that are right."""
    return trainer.history.last("test accuracy")


def at_least(share: float) -> Callable[[Trainer], bool]:
    """Whether this share of the test points is right."""
    return lambda trainer: accuracy(trainer) >= share


def at_most(share: float, kind: str) -> Callable[[Trainer], bool]:
    """Whether no more than this share is right, and a finding of this kind says why."""
    return lambda trainer: accuracy(trainer) <= share and found(kind)(trainer)


def found(kind: str, least: int = 0) -> Callable[[Trainer], bool]:
    """Whether findings of this kind concern at least this many units."""

    def holds(trainer: Trainer) -> bool:
        findings = [finding for finding in diagnose(trainer) if finding.kind == kind]
        return bool(findings) and sum(len(finding.units) for finding in findings) >= least

    return holds


def overfits(trainer: Trainer) -> bool:
    """Whether the test loss is over ten times the training loss."""
    return trainer.history.last("test loss") > 10 * trainer.history.last("train loss")


def middle_is_best(trainer: Trainer) -> bool:
    """Whether neither the first nor the last value of a sweep is the best."""
    return 0 < trainer.best < len(trainer.nets) - 1


BLOBS = Settings(data="blobs", classes=5, hidden=(16,), initialisation="large normal", learning_rate=0.03)
NOISY = Settings(
    data="two gaussians", noise=1.2, points=60, hidden=(32, 32), optimiser="Adam", learning_rate=0.01
)
DEEP = Settings(hidden=(8,) * 6)

PRESETS = (
    Preset(
        "spirals",
        "Two spirals",
        "With sin x and sin y as features and Adam, two layers of 16 units get 99% of unseen points right.",
        Settings(
            data="spirals",
            noise=0,
            points=500,
            features=("x", "y", "sin x", "sin y"),
            hidden=(16, 16),
            optimiser="Adam",
            learning_rate=0.01,
            batch=20,
        ),
        20_000,
        at_least(0.99),
    ),
    Preset(
        "circles",
        "A ring around a disc",
        "One hidden layer of 8 units bends the border into a closed curve: at least 97% right.",
        Settings(hidden=(8,)),
        5000,
        at_least(0.97),
    ),
    Preset(
        "xor-without-hidden-units",
        "XOR without hidden units",
        "One straight border cannot do it: at most three quarters are right, however long it trains.",
        Settings(data="xor", hidden=()),
        5000,
        lambda trainer: accuracy(trainer) <= 0.75,
    ),
    Preset(
        "xor-with-the-product",
        "XOR with the feature xy",
        "Still no hidden unit, but the product xy as its input: at least 97% are right.",
        Settings(data="xor", hidden=(), features=("xy",)),
        5000,
        at_least(0.97),
    ),
    Preset(
        "five-blobs",
        "Five classes",
        "Softmax and cross-entropy on five clouds: at least 93% right; the confusion matrix shows the rest.",
        Settings(data="blobs", classes=5),
        5000,
        at_least(0.93),
    ),
    Preset(
        "bumps",
        "A surface with hills and hollows",
        "Regression with the squared error: the test loss falls below 0.01.",
        Settings(
            data="bumps",
            loss="squared error",
            noise=0,
            points=1000,
            hidden=(16, 16),
            optimiser="Adam",
            learning_rate=0.01,
        ),
        10_000,
        lambda trainer: trainer.history.last("test loss") < 0.01,
    ),
    Preset(
        "zeros",
        "All weights begin at 0",
        "All units of a layer get the same gradient and stay one unit: about half are right, as by chance.",
        Settings(initialisation="zeros"),
        3000,
        at_most(0.7, "identical units"),
    ),
    Preset(
        "deep-sigmoid",
        "Six layers of sigmoids",
        "Each layer multiplies the error by a slope of at most ¼: less than a thousandth reaches the first, "
        "and nothing is learnt.",
        replace(DEEP, activation="sigmoid"),
        3000,
        at_most(0.7, "vanishing gradient"),
    ),
    Preset(
        "deep-tanh",
        "Six layers of tanh",
        "The same depth with tanh, whose slope is 1 at 0, learns: at least 95% right.",
        replace(DEEP, activation="tanh"),
        5000,
        at_least(0.95),
    ),
    Preset(
        "squared-error-stuck",
        "A squared error through the sigmoid",
        "Large first weights make wrong outputs flat, and the squared error multiplies by that slope: "
        "at most 80% right.",
        replace(BLOBS, loss="squared error", output="sigmoid"),
        1500,
        at_most(0.8, "squared error through a flat output"),
    ),
    Preset(
        "cross-entropy-not-stuck",
        "The same with the cross-entropy",
        "From the same first weights the cross-entropy cancels the slope: at least 93% right.",
        BLOBS,
        1500,
        at_least(0.93),
    ),
    Preset(
        "dead-relu",
        "Dead units",
        "A learning rate of 1.5 throws relu units to where they are 0 at every point: at least two die.",
        Settings(activation="relu", initialisation="He", learning_rate=1.5),
        3000,
        found("dead units", 2),
    ),
    Preset(
        "divergence",
        "A learning rate that is too large",
        "Relu and a squared error at a learning rate of 3: the loss climbs until training stops within 1,000 steps.",
        Settings(data="bumps", activation="relu", initialisation="He", loss="squared error", learning_rate=3),
        1000,
        lambda trainer: trainer.stopped,
    ),
    Preset(
        "large-penalty",
        "A penalty that outweighs the loss",
        "At λ = 0.3 the penalty pulls all weights to 0, and the network says the same everywhere.",
        Settings(l2=0.3),
        3000,
        at_most(0.7, "weights pulled to 0"),
    ),
    Preset(
        "overfitting",
        "Learnt by heart",
        "Thousands of weights and 30 noisy points: the test loss ends over ten times the training loss.",
        NOISY,
        4000,
        overfits,
    ),
    Preset(
        "penalty-against-overfitting",
        "The same with a penalty",
        "With λ = 0.05 the test loss stays below ten times the training loss.",
        replace(NOISY, l2=0.05),
        4000,
        lambda trainer: not overfits(trainer),
    ),
    Preset(
        "learning-rates",
        "Six learning rates at once",
        "From 0.001 to 100 by tens: neither the smallest nor the largest is the best.",
        Settings(data="moons"),
        2000,
        middle_is_best,
        "learning_rate",
        tuple(float(10.0**power) for power in range(-3, 3)),
    ),
)


def preset(slug: str) -> Preset:
    """The preset of this name."""
    for known in PRESETS:
        if known.slug == slug:
            return known
    raise ValueError(f"No preset is called {slug!r}: expected one of {', '.join(p.slug for p in PRESETS)}.")
