"""Rows and columns of a declared matrix under its small letter: u_w of U, \\phi_n of Φ, x^{(i)} of X."""

from __future__ import annotations

from sympy import Expr

from derivations.language.context import Context, index_letter
from derivations.language.elements import extent_of, index, indices_of, within
from derivations.language.names import undressed
from derivations.language.problems import UnknownName
from derivations.language.shaped import ROW, Shaped, whole
from derivations.language.syntax import Bracketed, Letter, Node, Script
from derivations.language.values import bare
from derivations.notation import Index, Quantity

Scripts = tuple[Script, ...]


def slice_of_capital(letter: Letter, scripts: Scripts, context: Context) -> tuple[Shaped, Scripts] | None:
    """u_w, undeclared, as the column w or the row w of a declared matrix U, and the scripts left over."""
    matrix = capital(letter.base, context)
    script = slicing_script(scripts)
    if matrix is None or script is None:
        return None
    at = index(place_in(script), context)
    array = whole(matrix)
    left = tuple(other for other in scripts if other is not script)
    ways = ways_of(context.text[letter.start : script.end], place_in(script), matrix, context)
    by_rows = is_row(letter, array, extent_of(at, context), ways, context)
    within(at, array.rows if by_rows else array.columns, place_in(script), context)
    if by_rows:
        return Shaped(array.at(at, ROW), array.columns), left
    return Shaped(array.at(ROW, at), array.rows), left


def capital(base: str, context: Context) -> Quantity | None:
    """The one declared matrix whose letter is the capital of a small letter, dressed alike or not."""
    small, large = undressed(base), capital_letter(base)
    found = [
        q
        for name, q in context.scope.quantities.items()
        if undressed(name.base) == large and not (name.below or name.above or name.primes)
        and isinstance(q, Quantity) and len(q.kind.shape) == 2
    ]  # fmt: skip
    return found[0] if len(found) == 1 and large != small else None


def capital_letter(base: str) -> str:
    """W for w, Φ for φ; what has no capital stays."""
    small = undressed(base)
    return small.upper() if len(small) == 1 else "\\" + small[1:].capitalize() if small.startswith("\\") else small


def slicing_script(scripts: Scripts) -> Script | None:
    """The script that says which row or column: (i) above, as in x^{(i)}_j, else one index below."""
    above = next((script for script in scripts if script.mark == "^" and sample(script.content) is not None), None)
    below = next((script for script in scripts if script.mark == "_" and script.content is not None), None)
    if above is not None or below is None or below.content is None:
        return above
    return below if len(indices_of(below.content)) == 1 else None


def sample(content: Node | None) -> Node | None:
    """The index i of a script (i), which numbers the samples."""
    inside = bare(content) if content is not None else None
    if not isinstance(inside, Bracketed) or inside.kind not in ("(", "[") or len(inside.inside.entries) != 1:
        return None
    node = bare(inside.inside.entries[0])
    return node if index_letter(node) is not None else None


def place_in(script: Script) -> Node:
    """The index that a script names."""
    above = sample(script.content)
    assert script.content is not None
    return above if above is not None else indices_of(script.content)[0]


def ways_of(written: str, place: Node, matrix: Quantity, context: Context) -> tuple[str, str]:
    """What w_j may be: a column, or a row, of the matrix W."""
    at, name = context.written(place), matrix.name
    return f"{written} = {name}_{{:,{at}}}, a column of {name}", f"{written} = {name}_{{{at},:}}, a row of {name}"


def is_row(letter: Letter, array: Shaped, extent: Expr | None, ways: tuple[str, str], context: Context) -> bool:
    """Whether the index runs down the rows; where its range does not tell, both readings are tried."""
    fits_rows, fits_columns = array.rows == extent, array.columns == extent
    if fits_rows != fits_columns:
        return bool(fits_rows)
    if extent is not None and not fits_rows:
        raise UnknownName(f"{letter.base} is not declared; a column of its matrix is written U_{{:,w}}.")
    place = context.effort.slices.setdefault(letter.base, letter.start)
    given = {index.size for index in context.scope.quantities.values() if isinstance(index, Index)}
    if array.rows in given and array.columns not in given:  # what is counted there elsewhere is counted here
        return context.choices.choose(place, *ways[::-1], conventional=True) == 0
    return context.choices.choose(place, *ways, conventional=array.columns in given - {array.rows}) == 1
