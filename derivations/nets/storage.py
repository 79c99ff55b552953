"""States as JSON, weights and curves as CSV, and back: plain text that any program reads."""

import csv
import json
from io import StringIO
from typing import Any

import numpy as np

from .arrays import Array
from .history import History
from .settings import Settings, SettingsError
from .states import State, StateError, state_of
from .trainer import Trainer

FORMAT = "derivations network 1"
LONGEST = 30_000_000
WEIGHT_COLUMNS = ("layer", "unit", "source", "weight")


def to_json(trainer: Trainer, net: int = 0) -> str:
    """The whole state of one network as JSON."""
    state = state_of(trainer, net)
    return json.dumps(
        {
            "format": FORMAT,
            "settings": state.settings.strings(),
            "step": state.step,
            "place": state.place,
            "order": state.order,
            "rows": state.rows.tolist(),
            "columns": list(state.history.columns),
            "recorded": state.history.steps,
            "curves": [[none_if_not_finite(value) for value in row[0]] for row in state.history.rows],
        }
    )


def from_json(text: str) -> State:
    """Read a state that `to_json` wrote; anything else is refused with a sentence."""
    if len(text) > LONGEST:
        raise StateError(f"The file has {len(text)} characters, but at most {LONGEST} are read.")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StateError(f"The file is not JSON: {str(error)[:100]}.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise StateError(f"The file does not say that its format is {FORMAT!r}.")
    try:
        return read_state(found)
    except SettingsError as error:
        raise StateError(str(error)) from None
    except KeyError as error:
        raise StateError(f"The file has no {error.args[0]!r}.") from None
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise StateError(f"Something in the file is not of its kind: {str(error)[:100]}.") from None


def read_state(found: dict[str, Any]) -> State:
    """Build the state from the parts of a file, each read as its kind."""
    settings = Settings.from_strings({str(name): str(text) for name, text in found["settings"].items()})
    rows = np.array(found["rows"], dtype=float)
    if rows.ndim != 2 or not np.isfinite(rows).all():
        raise StateError("The rows of the file must be rows of finite numbers, all of the same length.")
    history = read_history(found, len(settings.hidden) + 1)
    return State(settings, int(found["step"]), int(found["place"]), dict(found["order"]), rows, history)


def read_history(found: dict[str, Any], depth: int) -> History:
    """The curves of a file."""
    history = History(depth, 1)
    table = np.array(
        [[np.nan if value is None else value for value in row] for row in found["curves"]], dtype=float
    )
    steps = [int(step) for step in found["recorded"]]
    if list(history.columns) != found["columns"] or table.shape != (len(steps), len(history.columns)):
        raise StateError("The curves of the file do not have the columns of its network.")
    if not steps or steps != sorted(set(steps)):
        raise StateError("The recorded steps of the file must rise.")
    for step, row in zip(steps, table, strict=True):
        history.add(step, row[None])
    return history


def none_if_not_finite(value: float) -> float | None:
    """JSON has no NaN."""
    return float(value) if np.isfinite(value) else None


def history_csv(trainer: Trainer, net: int = 0) -> str:
    """The curves as CSV, one row for each recorded step; an empty cell is no number."""
    rows = zip(trainer.history.steps, trainer.history.table(net), strict=True)
    cells = ([step, *(repr(float(v)) if np.isfinite(v) else "" for v in row)] for step, row in rows)
    return as_csv(["step", *trainer.history.columns], cells)


def weights_csv(trainer: Trainer, net: int = 0) -> str:
    """The weights as CSV, layers, units and sources counted from 1, a bias's source named bias."""
    cells = [
        [layer, unit, "bias" if source == len(row) else source, repr(float(weight))]
        for layer, matrix in enumerate(trainer.weights(net), start=1)
        for unit, row in enumerate(matrix, start=1)
        for source, weight in enumerate(row, start=1)
    ]
    return as_csv(WEIGHT_COLUMNS, cells)


def load_weights_csv(trainer: Trainer, text: str, net: int = 0) -> None:
    """Give a network the weights of such a CSV; nothing changes unless every line can be read."""
    changes = [
        read_weight(line, row)
        for line, row in enumerate(csv.reader(StringIO(text)), start=1)
        if line > 1 and row
    ]
    before: Array = trainer.network.parameters[net].copy()
    try:
        for layer, unit, source, weight in changes:
            trainer.set_weight(layer, unit, source, weight, net)
    except ValueError as error:
        trainer.network.parameters[net] = before
        raise StateError(f"The weights do not fit this network. {error}") from None


def read_weight(line: int, row: list[str]) -> tuple[int, int, int | None, float]:
    """One line of the weights."""
    try:
        layer, unit, source, weight = row
        came = None if source == "bias" else int(source) - 1
        return int(layer) - 1, int(unit) - 1, came, float(weight)
    except ValueError:
        raise StateError(
            f"Line {line} should read layer, unit, source, weight, but it is {','.join(row)[:80]!r}."
        ) from None


def as_csv(header: Any, rows: Any) -> str:
    """Rows below a header."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
