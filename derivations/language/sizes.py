"""Sizes that are still to be found: an index or a 𝟏 whose range its use decides."""

from __future__ import annotations

from sympy import Basic, Dummy, Expr, Integer, S

from derivations.language.problems import SizeProblem
from derivations.notation import Index
from derivations.notation.scope import all_indices


class Sizes:
    """What is known so far about the sizes of one line."""

    def __init__(self) -> None:
        self._found: dict[Expr, Expr] = {}

    def unknown(self) -> Expr:
        """A size to be found."""
        return Dummy("size", integer=True, positive=True)

    def now(self, size: Expr) -> Expr:
        """A size, as far as it is known."""
        while size in self._found:
            size = self._found[size]
        return size

    def same(self, a: Expr, b: Expr) -> bool:
        """Whether two sizes agree; an unknown one takes the other's value, but never silently 1."""
        a, b = self.now(a), self.now(b)
        if a == b:
            return True
        if isinstance(b, Dummy) and not isinstance(a, Dummy):
            a, b = b, a
        if not isinstance(a, Dummy) or b == 1:
            return False
        self._found[a] = b
        return True

    def kept(self) -> dict[Expr, Expr]:
        """What is known, to go back to."""
        return dict(self._found)

    def go_back(self, kept: dict[Expr, Expr]) -> None:
        self._found = dict(kept)

    def settled(self, expr: Expr) -> Expr:
        """The expression with every index of its final size."""
        unsettled = {i: Index(i.name, self.known(i)) for i in all_indices(expr) if i.size.has(Dummy)}
        return expr.xreplace(unsettled) if unsettled else expr

    def known(self, index: Index) -> Expr:
        size = self.now(index.size)
        if isinstance(size, Dummy):
            raise SizeProblem(
                f"How far does {index.name} run? Nothing here says; write \\sum_{{{index.name}=1}}^{{n}}."
            )
        return size


def shown(rows: Basic, columns: Basic) -> str:
    """A shape in words: `a vector n`, `a row n`, `a matrix m × n`."""
    m, n = ("?" if isinstance(s, Dummy) else str(s) for s in (rows, columns))
    if (rows, columns) == (S.One, S.One):
        return "a scalar"
    if columns == 1:
        return f"a column vector of {m} ({m} × 1)"
    return f"a row of {n} (1 × {n})" if rows == 1 else f"a matrix {m} × {n}"


ONE: Expr = Integer(1)


def is_unknown(size: Expr) -> bool:
    return isinstance(size, Dummy)
