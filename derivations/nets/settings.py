"""Every setting of a run as one frozen value, checked when it is made, that a URL can carry."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any

from .activations import ACTIVATIONS
from .datasets import CLASSIFICATION, DATA_SETS, REGRESSION
from .features import FEATURES
from .initial import INITIALISATIONS
from .losses import LOSSES
from .optimisers import OPTIMISERS
from .schedules import SCHEDULES

OWN_DATA = "own data"
DEEPEST = 6
CHOICES: dict[str, Collection[str]] = {
    "data": (*DATA_SETS, OWN_DATA),
    "activation": ACTIVATIONS,
    "loss": LOSSES,
    "output": ACTIVATIONS,
    "optimiser": OPTIMISERS,
    "schedule": SCHEDULES,
    "initialisation": INITIALISATIONS,
    "precision": ("float32", "float64"),
}
BOUNDS: dict[str, tuple[float, float]] = {
    "points": (1, 1_000_000),
    "classes": (2, 5),
    "noise": (0, 2),
    "train_share": (0.1, 0.9),
    "data_seed": (0, 2**32 - 1),
    "seed": (0, 2**32 - 1),
    "l1": (0, 100),
    "l2": (0, 100),
    "learning_rate": (0, 1000),
    "schedule_steps": (1, 10**9),
    "batch": (1, 100_000),
}
LINK_BOUNDS = {"points": 2000, "batch": 1000, "width": 64}
Value = str | int | float | tuple[str, ...] | tuple[int, ...]


class SettingsError(ValueError):
    """A setting that no run can have, said in a whole sentence."""


@dataclass(frozen=True)
class Settings:
    """What is trained, on what and how; `output` is the last activation under a squared error."""

    data: str = "circles"
    points: int = 400
    classes: int = 3
    noise: float = 0.1
    train_share: float = 0.5
    data_seed: int = 0
    features: tuple[str, ...] = ("x", "y")
    hidden: tuple[int, ...] = (8, 8)
    activation: str = "tanh"
    loss: str = "cross-entropy"
    output: str = "linear"
    initialisation: str = "Xavier"
    l1: float = 0.0
    l2: float = 0.0
    optimiser: str = "SGD"
    learning_rate: float = 0.1
    schedule: str = "constant"
    schedule_steps: int = 1000
    batch: int = 10
    seed: int = 0
    precision: str = "float32"

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            check_choice(name, getattr(self, name), choices)
        for name, (low, high) in BOUNDS.items():
            check_number(name, getattr(self, name), low, high)
        check_features(self.features)
        check_hidden(self.hidden)
        if self.data in REGRESSION and self.loss != "squared error":
            raise SettingsError(
                f"The {self.data} is a regression: its loss is the squared error, not {self.loss}."
            )

    def strings(self) -> dict[str, str]:
        """Every setting as a short text, for a URL."""
        return {field.name: as_text(getattr(self, field.name)) for field in fields(self)}

    def differences(self) -> dict[str, str]:
        """The settings that are not at their default, as texts: the shortest link to this run."""
        usual = Settings().strings()
        return {name: text for name, text in self.strings().items() if text != usual[name]}

    @classmethod
    def from_strings(cls, texts: Mapping[str, str]) -> "Settings":
        """Read settings from a link; what is not named is at its default, and sizes are kept to a page's."""
        usual = {field.name: field.default for field in fields(cls)}
        unknown = [name for name in texts if name not in usual]
        if unknown:
            raise SettingsError(f"No setting is called {unknown[0]!r}: expected some of {', '.join(usual)}.")
        values: dict[str, Any] = {name: read(name, text, usual[name]) for name, text in texts.items()}
        return cls(**values).within_link_bounds()

    def within_link_bounds(self) -> "Settings":
        """These settings, if they are of a size that a page trains live."""
        sizes = {"points": self.points, "batch": self.batch, "width": max(self.hidden, default=0)}
        for name, size in sizes.items():
            if size > LINK_BOUNDS[name]:
                raise SettingsError(
                    f"A link may ask for a {name} of up to {LINK_BOUNDS[name]}, but this asks for {size}."
                )
        return self


def check_choice(name: str, value: object, choices: Collection[str]) -> None:
    """Refuse a value that is none of the choices."""
    if value not in choices:
        raise SettingsError(f"The {name} must be one of {', '.join(choices)}, but it is {value!r}.")


def check_number(name: str, value: float, low: float, high: float) -> None:
    """Refuse what is no number, or lies outside its bounds."""
    spoken = name.replace("_", " ")
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise SettingsError(f"The {spoken} must be a finite number, but it is {value!r}.")
    if not low <= value <= high:
        raise SettingsError(f"The {spoken} must lie between {low:g} and {high:g}, but it is {value:g}.")


def check_features(names: Sequence[str]) -> None:
    """Refuse no features, an unknown one, or one named twice."""
    for name in names:
        check_choice("features", name, FEATURES)
    if not names or len(set(names)) < len(names):
        raise SettingsError(
            f"The features must be at least one, each once, but they are {as_text(tuple(names))!r}."
        )


def check_hidden(widths: Sequence[int]) -> None:
    """Refuse too many hidden layers, or a layer without units."""
    if len(widths) > DEEPEST:
        raise SettingsError(f"A network has up to {DEEPEST} hidden layers, but these are {len(widths)}.")
    for width in widths:
        if not isinstance(width, int) or width < 1:
            raise SettingsError(f"A hidden layer has at least one unit, but one has {width!r}.")


def as_text(value: Value) -> str:
    """A setting as a short text: widths joined by -, features by a comma."""
    if isinstance(value, tuple):
        return ("-" if value and isinstance(value[0], int) else ",").join(map(str, value))
    return repr(value) if isinstance(value, float) else str(value)


def read(name: str, text: str, usual: Any) -> Value:
    """Read the text of one setting as the kind of its default."""
    try:
        if name == "hidden":
            return tuple(int(width) for width in text.split("-")) if text else ()
        if name == "features":
            return tuple(text.split(","))
        kind: type[str] | type[int] | type[float] = type(usual)
        return kind(text)
    except ValueError:
        kinds = {"hidden": "widths such as 8-8", "int": "a whole number", "float": "a number"}
        wanted = kinds.get(name) or kinds[type(usual).__name__]
        raise SettingsError(
            f"The {name.replace('_', ' ')} must be {wanted}, but it is {text[:40]!r}."
        ) from None


def task_of(data: str) -> str:
    """Whether a data set of this name asks for a class or for a number."""
    return "classification" if data in CLASSIFICATION else "regression"
