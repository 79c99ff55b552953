"""What stands next to what in a row, as far as it can be told without kinds."""

from __future__ import annotations

from derivations.language.context import Context, parts
from derivations.language.functions import ON_ARRAYS
from derivations.language.naming import Scripts
from derivations.language.shaped import Shaped
from derivations.language.syntax import Bracketed, Comparison, Factor, Letter, Node, Number, Word
from derivations.language.values import bare


def is_tight(row: tuple[Factor, ...], place: int) -> bool:
    """Whether an operand follows the one before without space, as in 1/2m."""
    before, here = row[place - 1], row[place]
    atom, bracket = parts(here.operand)[0], isinstance(parts(here.operand)[0], Bracketed)
    letters = isinstance(atom, Letter | Number) or (bracket and not isinstance(parts(before.operand)[0], Number))
    return letters and before.end == here.start and not isinstance(parts(before.operand)[0], Word)


def following_bracket(row: tuple[Factor, ...], place: int) -> Bracketed | None:
    """The bracket that stands next in the row, side by side."""
    if place >= len(row) or row[place].operator or row[place].negative:
        return None
    atom = parts(row[place].operand)[0]
    return atom if isinstance(atom, Bracketed) and atom.kind in ("(", "[", "{", "group") else None


def condition_in(row: tuple[Factor, ...], place: int) -> Comparison | None:
    """The condition in the bracket that stands next, as in 𝟙[i = k]."""
    bracket = following_bracket(row, place)
    inside = bare(bracket.inside) if bracket is not None else None
    return inside if isinstance(inside, Comparison) else None


def is_indicator_sign(atom: Node, scripts: Scripts) -> bool:
    plain = isinstance(atom, Letter) and atom.base in ("I", r"\mathbb{I}", r"\mathbf{I}")
    return not scripts and (plain or (isinstance(atom, Number) and atom.text == "1"))


def is_one(factor: Factor) -> bool:
    """Whether a bare 1 stands side by side with what is before it, as in X^T 1."""
    return not factor.operator and isinstance(factor.operand, Number) and factor.operand.text == "1"


def is_letter(operand: Node) -> bool:
    atom = parts(operand)[0]
    return isinstance(atom, Letter | Number) or (isinstance(atom, Word) and atom.word == "one")


def between_odots(row: tuple[Factor, ...]) -> list[tuple[Factor, ...]]:
    """The stretches of a row between its ⊙."""
    cuts = [place for place, factor in enumerate(row) if factor.operator == "⊙" and place]
    return [row[a:b] for a, b in zip([0, *cuts], [*cuts, len(row)], strict=True)]


def reaches_beyond(row: tuple[Factor, ...], place: int, context: Context) -> bool:
    """Whether a sum with no index is of all that follows: ∑ (p − y)² is, sum(x) y is not, and sum(p − y)² may be."""
    if place + 1 >= len(row) or following_bracket(row, place + 1) is None:
        return place + 1 < len(row)
    written, bracket = context.written(row[place].operand), context.written(row[place + 1].operand)
    if place + 2 == len(row) and not parts(row[place + 1].operand)[1]:
        return written.startswith("\\")
    alone = f"{written} of {context.written(parts(row[place + 1].operand)[0])} alone"
    if written.startswith("\\"):
        reach = f"{written} of all of {context.text[row[place + 1].start : row[-1].end]}"
        return context.choose(row[place], reach, alone, conventional=True) == 0
    if not any(script.mark == "^" for script in parts(row[place + 1].operand)[1]) or written != "sum":
        return False
    return context.choose(row[place], f"the sum of {bracket}", f"{alone}, raised") == 0


def possible_ends(word: str, row: tuple[Factor, ...], place: int, after: int, first: Shaped) -> list[int]:
    """Where the argument of a function without brackets may end: tr AB and tanh Wx take all, log p q may be either."""
    letters = after
    while letters < len(row) and not row[letters].operator and is_letter(row[letters].operand):
        letters += 1
    counted = isinstance(parts(row[place].operand)[0], Number)
    whole = word in ON_ARRAYS or counted or first.is_matrix or (not first.is_scalar and first.element.is_Number)
    if not is_letter(row[place].operand):
        return [after]
    bracket = letters + (following_bracket(row, letters) is not None)
    if not first.is_scalar and first.element.is_Number:
        bracket = letters = len(row)
    ends = sorted({after, letters, bracket})
    return ends[1:] if whole and len(ends) > 1 else ends
