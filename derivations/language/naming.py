"""Names with their scripts: which of them belong to the name, and which say the element or the power."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import E, Expr, Integer, pi

from derivations.language.context import Context, index_letter
from derivations.language.limits import MAX_DIGITS
from derivations.language.names import Name, script_text
from derivations.language.problems import Depends, Problem, ShapeProblem, SizeProblem, UnknownName
from derivations.language.shaped import COLUMN, ROW, Shaped, identity, whole
from derivations.language.sizes import shown
from derivations.language.syntax import Comparison, Every, Letter, Listed, Node, Number, Script
from derivations.language.values import bare, entries, side_by_side
from derivations.notation import Delta, Index, Quantity, size

IDENTITIES = ("I", r"\mathbf{I}", r"\mathbb{I}", r"\mathcal{I}", "Id")
CONSTANTS: dict[str, Expr] = {"e": E, r"\pi": pi, r"\mathrm{e}": E}

Scripts = tuple[Script, ...]


def candidates(letter: Letter, scripts: Scripts, context: Context) -> Iterator[tuple[Name, Scripts]]:
    """The names that a letter with these scripts may bear, the longest first, each with the scripts left over."""
    primes = next((i for i, script in enumerate(scripts) if script.mark != "'"), len(scripts))
    rest = scripts[primes:]
    below = next((script for script in rest if script.mark == "_"), None)
    above = next((script for script in rest if script.mark == "^"), None)
    for of_above in (above, None) if above else (None,):
        for of_below, left in below_parts(below, context):
            name = Name(letter.base, of_below, text_of(of_above, context), primes)
            kept = tuple(left if script is below else script for script in rest if script is not of_above)
            yield name, tuple(script for script in kept if script is not None)


def below_parts(below: Script | None, context: Context) -> Iterator[tuple[str, Script | None]]:
    """What of a lower script may belong to the name, with what is left of it: all, its first part, nothing."""
    if below is None or below.content is None:
        yield "", None
        return
    yield text_of(below, context), None
    for split in (entries(below.content), indices_of(below.content)):
        if len(split) > 1:
            yield (
                script_text(context.written(split[0])),
                Script(split[1].start, below.end, "_", Listed(split[1].start, split[-1].end, split[1:])),
            )
    yield "", below


def text_of(script: Script | None, context: Context) -> str:
    return script_text(context.written(script.content)) if script and script.content else ""


def indices_of(content: Node) -> tuple[Node, ...]:
    """The indices in a script: between commas or side by side."""
    return tuple(part for entry in entries(content) for part in side_by_side(entry))


def resolved(letter: Letter, scripts: Scripts, context: Context) -> tuple[Quantity | Index, Scripts] | None:
    """The declared quantity a name with scripts stands for, and the scripts left over."""
    for name, left in candidates(letter, scripts, context):
        declared = context.scope.quantities.get(name)
        if declared is not None and fits(declared, left, scripts) and not is_rather_an_element(name, context):
            return declared, left
        if name in context.scope.broken:
            line = context.scope.broken[name]
            raise Depends(f"{name} is used here, but line {line}, which declares it, could not be read.")
    return None


def fits(declared: Quantity | Index, left: Scripts, scripts: Scripts) -> bool:
    """Whether a quantity takes as many indices as a lower script has left, once its first part is the name's."""
    below = next((script for script in left if script.mark == "_"), None)
    if below is None or below in scripts or below.content is None or not isinstance(declared, Quantity):
        return True
    return len(two_digits(indices_of(below.content))) == len(declared.kind.shape)


def is_rather_an_element(name: Name, context: Context) -> bool:
    """Whether u_o means the element o of u: inside a sum over o, where both names are declared."""
    base = context.scope.quantities.get(Name(name.base, "", name.above, name.primes))
    return name.below in context.bound and isinstance(base, Quantity) and bool(base.kind.shape)


def named(letter: Letter, scripts: Scripts, context: Context) -> tuple[Shaped, Scripts]:
    """What a name with its scripts stands for, and the scripts that are left to apply."""
    found = resolved(letter, scripts, context)
    if found is None or is_kronecker(letter, scripts, found[0]):
        return undeclared(letter, scripts, context)
    declared, left = found
    if isinstance(declared, Index):
        raise Problem(f"{declared.name} is an index; it can stand in a script, not as a number.")
    return whole(declared), left


def is_kronecker(letter: Letter, scripts: Scripts, declared: Quantity | Index) -> bool:
    """Whether δ with two indices is Kronecker's, though a vector δ is declared."""
    two = [s for s in scripts if s.mark == "_" and s.content is not None and len(indices_of(s.content)) == 2]
    axes = len(declared.kind.shape) if isinstance(declared, Quantity) else 0
    return letter.base == r"\delta" and bool(two) and declared.name == letter.base and axes < 2


def undeclared(letter: Letter, scripts: Scripts, context: Context) -> tuple[Shaped, Scripts]:
    """What a name stands for that nobody declared: δ_{ij}, I, e, a size."""
    below = next((script for script in scripts if script.mark == "_"), None)
    left = tuple(script for script in scripts if script is not below)
    if letter.base == r"\delta" and below is not None and below.content is not None:
        return kronecker(below.content, context), left
    if letter.base in IDENTITIES:
        return identity_with(below, context), left
    if letter.base in CONSTANTS:
        return Shaped(CONSTANTS[letter.base]), scripts
    for name, rest in candidates(letter, scripts, context):
        if str(name) in context.scope.sizes:
            return Shaped(size(str(name))), rest
    if context.is_index(letter.base):
        raise Problem(f"{letter.base} is an index; it can stand in a script, not as a number.")
    written = next(candidates(letter, scripts, context))[0]
    raise UnknownName(f"{letter.base} is not declared.{context.scope.similar(str(written))}")


def kronecker(content: Node, context: Context) -> Shaped:
    """δ_{ij}, δ_{i,j} or δ_{i=j}"""
    inside = bare(content)
    pair = inside.sides if isinstance(inside, Comparison) else two_digits(indices_of(content))
    if len(pair) != 2:
        raise Problem("δ takes two indices, as in \\delta_{ij}.")
    return equal(pair[0], pair[1], context)


def equal(left: Node, right: Node, context: Context) -> Shaped:
    """1 where two indices are equal, else 0."""
    a, b = index(left, context), index(right, context)
    if isinstance(a, Index) and isinstance(b, Index) and not context.sizes.same(a.size, b.size):
        sizes = [context.sizes.now(a.size), context.sizes.now(b.size)]
        raise SizeProblem(f"{a.name} runs to {sizes[0]} and {b.name} to {sizes[1]}: they cannot be compared.")
    return Shaped(Delta(a, b))


def identity_with(below: Script | None, context: Context) -> Shaped:
    """I, I_n, or its element I_{ij}."""
    if below is None or below.content is None:
        return identity(context.sizes)
    if len(indices_of(below.content)) == 2:
        return kronecker(below.content, context)
    return identity(context.sizes, size_of(below.content, context))


def size_of(content: Node, context: Context) -> Expr:
    """A size as it is written: a name of one, or a number."""
    written = script_text(context.written(bare(content)).strip("|"))
    if written.isdigit() and len(written) <= MAX_DIGITS:
        return Integer(int(written))
    if written not in context.scope.sizes:
        known = ", ".join(sorted(context.scope.sizes)) or "none"
        raise SizeProblem(f"“{written[:30]}” is not a size that is declared; these are: {known}.")
    return size(written)


def index(node: Node, context: Context) -> Expr:
    """The index a part of a script stands for: a letter, or a number counted from 1."""
    node = bare(node)
    letter = index_letter(node)
    if letter is not None:
        return context.index(letter)
    if isinstance(node, Number) and node.text.isdigit():
        if len(node.text) > MAX_DIGITS or int(node.text) < 1:
            raise SizeProblem("An index counts from 1.", node.start, node.end)
        return Integer(int(node.text))
    if isinstance(node, Letter) and isinstance(declared := context.scope.quantities.get(Name(node.base)), Index):
        return declared
    shown_as = context.written(node)[:30]
    raise Problem(f"“{shown_as}” is not an index; an index is a small letter or a number.", node.start, node.end)


def two_digits(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The script 12 of a matrix as 1 and 2."""
    if len(nodes) == 1 and isinstance(nodes[0], Number) and len(nodes[0].text) == 2 and nodes[0].text.isdigit():
        start, text = nodes[0].start, nodes[0].text
        return Number(start, start + 1, text[0]), Number(start + 1, start + 2, text[1])
    return nodes


def element(array: Shaped, content: Node, context: Context) -> Shaped:
    """An element of an array, or with a colon a row or a column of a matrix."""
    array = array.settled(context.sizes)
    given = indices_of(content)
    if array.is_scalar:
        raise ShapeProblem(f"“{context.written(content)[:30]}” is an index of a scalar, which has no elements.")
    if array.is_matrix and len(given) == 1:
        given = two_digits(given)
    axes = tuple((axis, size) for axis, size in ((ROW, array.rows), (COLUMN, array.columns)) if size != 1)
    if len(given) != len(axes):
        hint = "; W_{i,:} is a row and W_{:,j} a column" if array.is_matrix else ""
        raise ShapeProblem(f"{shown(array.rows, array.columns)} takes {len(axes)} index(es), not {len(given)}{hint}.")
    return picked(array, tuple(zip(axes, given, strict=True)), context)


def picked(array: Shaped, places: tuple[tuple[tuple[Index, Expr], Node], ...], context: Context) -> Shaped:
    """The array with its axes fixed at the given indices, in place of those where no colon stands."""
    fixed: dict[Index, Expr] = {}
    for (axis, extent), node in places:
        if not isinstance(node, Every):
            fixed[axis] = within(index(node, context), extent, node, context)
    row, column = fixed.get(ROW, ROW), fixed.get(COLUMN, COLUMN)
    rows = array.rows if ROW not in fixed else Integer(1)
    columns = array.columns if COLUMN not in fixed else Integer(1)
    return Shaped(array.at(row, column), rows, columns)


def within(at: Expr, extent: Expr, node: Node, context: Context) -> Expr:
    """The index, once it is seen to fit the axis."""
    if isinstance(at, Index) and not context.sizes.same(at.size, extent):
        runs = context.sizes.now(at.size)
        raise SizeProblem(f"{at.name} runs from 1 to {runs}, but here it counts to {extent}.", node.start, node.end)
    if isinstance(at, Integer) and isinstance(extent, Integer) and at > extent:
        raise SizeProblem(f"The index {at} is beyond the size {extent}.", node.start, node.end)
    return at
