"""A CSV of one's own: two features and a label, with errors that name the line."""

import csv
from io import StringIO

import numpy as np

from .arrays import Array
from .datasets import Problem, draw_training
from .settings import OWN_DATA

LONGEST, MOST_ROWS, MOST_CLASSES = 2_000_000, 5000, 10
SPREAD = 1.5  # the standard deviation that each feature is given, as in the other data sets


class CsvError(ValueError):
    """A file that cannot be used, said in a whole sentence with its line."""


def read_csv(text: str, train_share: float = 0.5, seed: int = 0) -> Problem:
    """Read two features and a label a line, below a header or not, separated by commas, semicolons or tabs.

    Labels that are words or at most ten different whole numbers are classes; other numbers are values.
    """
    if len(text) > LONGEST:
        raise CsvError(f"The file has {len(text)} characters, but at most {LONGEST} are read.")
    lines = split_lines(text.removeprefix("\ufeff"))
    if not lines:
        raise CsvError("The file is empty: it should have lines of two features and a label.")
    header = not is_number(lines[0][1][0])
    axes = (lines[0][1][0], lines[0][1][1]) if header else ("x", "y")
    body = lines[1:] if header else lines
    if not body:
        raise CsvError("The file has a header but no data below it.")
    if len(body) > MOST_ROWS:
        raise CsvError(f"The file has {len(body)} points, but at most {MOST_ROWS} are trained on.")
    points = np.array([[number(line, cells, 0), number(line, cells, 1)] for line, cells in body])
    labels, classes = read_labels(body)
    centre, scale = points.mean(axis=0), points.std(axis=0) / SPREAD
    scale[~(scale > 1e-12 * np.abs(centre))] = 1
    training = draw_training(np.random.default_rng([seed, 2]), len(body), train_share)
    spread = (points - centre) / scale
    return Problem(
        OWN_DATA, spread, labels, training, classes, axes, tuple(centre.tolist()), tuple(scale.tolist())
    )


def split_lines(text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not blank, each with its number and its three cells."""
    separator = max(",;\t", key=text[:2000].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    lines = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                lines.append((reader.line_num, checked(reader.line_num, cells)))
    except csv.Error as error:
        raise CsvError(f"Line {reader.line_num} cannot be read: {error}.") from None
    return lines


def checked(line: int, cells: list[str]) -> list[str]:
    """Refuse a line that has not two features and a label."""
    if len(cells) != 3 or not all(cells):
        found = f"{len(cells)} cell{'s' * (len(cells) != 1)}" if len(cells) != 3 else "an empty cell"
        raise CsvError(
            f"Line {line} should have two features and a label, but it has {found}: {shown(cells)}."
        )
    return cells


def shown(cells: list[str]) -> str:
    """A line as it may be quoted in a sentence."""
    return repr(", ".join(cells)[:60])


def is_number(cell: str) -> bool:
    """Whether a cell reads as a finite number."""
    try:
        return bool(np.isfinite(float(cell)))
    except ValueError:
        return False


def number(line: int, cells: list[str], column: int) -> float:
    """A feature as a number of a size that can be computed with."""
    cell = cells[column]
    if not is_number(cell):
        raise CsvError(f"Line {line}: feature {column + 1} should be a number, but it is {cell[:40]!r}.")
    if abs(float(cell)) > 1e100:
        raise CsvError(f"Line {line}: feature {column + 1} is {cell[:40]}, which is too large to train on.")
    return float(cell)


def read_labels(body: list[tuple[int, list[str]]]) -> tuple[Array, tuple[str, ...]]:
    """Labels as values, or as the numbers of their classes with the classes' names."""
    texts = [cells[2] for _, cells in body]
    words = [(line, text) for (line, _), text in zip(body, texts, strict=True) if not is_number(text)]
    names = sorted(set(texts)) if words else sorted(set(texts), key=float)
    whole = not words and all(float(text).is_integer() for text in names)
    if words and len(names) > MOST_CLASSES:
        line, text = words[0]
        raise CsvError(
            f"Line {line}: the label {text[:40]!r} is a word, so that labels are classes, of which "
            f"there may be at most {MOST_CLASSES}, but there are {len(names)}."
        )
    if words or (whole and len(names) <= MOST_CLASSES):
        return np.array([names.index(text) for text in texts], float), tuple(names)
    values = np.array([float(text) for text in texts])
    if np.abs(values).max() > 1e15:
        line = body[int(np.abs(values).argmax())][0]
        raise CsvError(f"Line {line}: the label is too large a number to train on.")
    return values, ()
