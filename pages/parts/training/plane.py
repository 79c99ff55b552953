"""What a network answers over the plane, with the points: a picture that is repainted many times a second."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np

from derivations.nets import Problem
from pages.parts.board import Board
from pages.parts.browser import component
from pages.parts.formula import theme
from pages.parts.training.ink import bands, in_bytes, inks_of, signed, upon_paper
from pages.parts.training.lab import Lab

MOST_VALUES = 9  # colours that the points of a regression are sorted into
_component = component(
    "training/plane",
    '<p class="plane-status"></p><div class="plane" role="img"><canvas></canvas><canvas></canvas></div>',
)


def answers(lab: Lab, net: int, status: Sequence[str], *, key: str, **frame: Any) -> None:
    """What the network answers: blue and orange for two classes or a value, a colour each for several.

    Looks and the network drawn may come with it, as each part that is sent by itself takes the browser time.
    """
    given, problem = lab.fine.predictions(net), lab.trainer.problem
    classes = len(problem.classes)
    if classes > 2:
        picture = (in_bytes(likeliest(given), 0, classes), bands(classes, theme()))
    elif classes:
        picture = (in_bytes(given[-1] if classes == 2 else 0 * given[0], 0, 1), signed(theme()))
    else:
        most = limit(problem)
        picture = (in_bytes(given[0], -most, most), signed(theme()))
    said = "What the network answers over the plane, and the points it learns from and is tested on"
    show(lab, picture, status, key=key, label=said, **frame)


def unit(lab: Lab, held: Any, status: Sequence[str], *, key: str, **frame: Any) -> None:
    """What one unit holds, the paper's colour at 0."""
    most = float(np.abs(np.nan_to_num(held, posinf=0, neginf=0)).max(initial=0)) or 1.0
    said = f"What the unit holds over the plane, from {-most:.2g} in blue to {most:.2g} in orange".replace("-", "−")
    show(lab, (in_bytes(held, -most, most), signed(theme())), (*status, said), key=key, label=said, **frame)


def likeliest(shares: Any) -> Any:
    """The likeliest class plus how sure the network is of it, from 0 to just below 1."""
    classes = len(shares)
    sure = (shares.max(axis=0) - 1 / classes) / (1 - 1 / classes)
    return shares.argmax(axis=0) + np.clip(sure, 0, 0.995)


def limit(problem: Problem) -> float:
    """The largest value that a point should have."""
    return float(np.abs(problem.labels).max(initial=0)) or 1.0


def show(
    lab: Lab,
    picture: tuple[str, str],
    status: Sequence[str],
    *,
    key: str,
    label: str,
    height: int,
    pressed: float = 0,
    looks: Board | None = None,
    drawn: dict[str, Any] | None = None,
) -> None:
    """The picture with the points upon it; `pressed` is the last press of Run or Pause that it knows of."""
    problem, fine = lab.trainer.problem, lab.fine
    kinds, inks = sorted_points(problem)
    spec = {
        "label": label,
        "status": list(status),
        "height": height,
        "side": len(fine.x),
        "edge": float(fine.x[-1]),
        "bytes": picture[0],
        "ramp": picture[1],
        "points": b64encode(problem.points.astype("<f4").tobytes()).decode(),
        "kinds": b64encode(kinds.astype(np.uint8).tobytes()).decode(),
        "training": b64encode(problem.training.astype(np.uint8).tobytes()).decode(),
        "inks": inks,
        "names": [str(name)[:14] for name in problem.classes],
        "axes": list(problem.axes),
        "step": lab.trainer.step,
        "pressed": pressed,
        "drawn": drawn,
        "looks": looks and looks.sheet() | {"patient": lab.running},
    }
    _component(key=key, data=spec)


def sorted_points(problem: Problem) -> tuple[Any, list[str]]:
    """The kind of each point, and the colour of each kind: its class, or how large its value is."""
    if problem.classes:
        return problem.labels.astype(int), inks_of(range(len(problem.classes)), theme())
    most = limit(problem)
    kinds = np.rint((MOST_VALUES - 1) * (problem.labels + most) / (2 * most))
    low, high = inks_of((0, 1), theme())
    shares = [2 * k / (MOST_VALUES - 1) - 1 for k in range(MOST_VALUES)]
    return kinds, [mixed(low if share < 0 else high, abs(share)) for share in shares]


def mixed(ink: str, share: float) -> str:
    """A share of a colour upon the paper."""
    return f"rgb({', '.join(f'{part:.0f}' for part in upon_paper(ink, share, theme()))})"
