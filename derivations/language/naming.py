"""Names with their scripts: which of them belong to the name, and which say the element or the power."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sympy import E, Expr, Integer, pi, sqrt

from derivations.language.context import Context
from derivations.language.elements import equal, index, indices_of, range_of, two_digits
from derivations.language.limits import MAX_DIGITS
from derivations.language.names import Name, script_text
from derivations.language.problems import Depends, Problem, SizeProblem, UnknownName
from derivations.language.shaped import ROW, Shaped, identity, whole
from derivations.language.slices import capital_letter, sample, slice_of_capital
from derivations.language.syntax import Comparison, Letter, Listed, Node, Script
from derivations.language.values import bare, entries
from derivations.notation import Delta, Index, Quantity, size

IDENTITIES = ("I", r"\mathbf{I}", r"\mathbb{I}", r"\mathcal{I}", "Id")
UNIT_VECTORS = ("e", r"\mathbf{e}", r"\mathrm{e}")
ELSEWHERE = ("sin", "cos", "tan", "cot", "arctan", "erf", "det", "argmax", "argmin", "var", "cov", "rank", "vec")
"""Functions that this language does not have."""
LETTERS, LONGEST_WORD = re.compile(r"\\?[A-Za-z]+"), 30
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


def resolved(letter: Letter, scripts: Scripts, context: Context) -> tuple[Quantity | Index, Scripts] | None:
    """The declared quantity a name with scripts stands for, and the scripts left over."""
    letter = replace(letter, base=context.scope.meant(letter.base))
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
        refuse_word(letter, context)
        raise Problem(f"{declared.name} is an index; it can stand in a script, not as a number.")
    if declared.kind.word == "index":
        raise Problem(f"{declared.name} lists indices; it can stand in a script, as in u_{{{declared.name}_k}}.")
    return whole(declared), left


def root_of_square(letter: Letter, scripts: Scripts, context: Context) -> tuple[Shaped, Scripts] | None:
    """σ⁴, σ³ or σ, where a positive σ^2 is what was declared."""
    below = next((text_of(script, context) for script in scripts if script.mark == "_"), "")
    square = context.scope.quantities.get(Name(context.scope.meant(letter.base), below, "2"))
    if not isinstance(square, Quantity) or square.kind.word != "positive" or square.kind.shape:
        return None
    left = tuple(script for script in scripts if script.mark != "_")
    return Shaped(sqrt(square)), left


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
    if letter.base in UNIT_VECTORS and below is not None and below.content is not None:
        return unit_vector(below.content, context), left
    if letter.base in CONSTANTS:
        return Shaped(CONSTANTS[letter.base]), scripts
    for name, rest in candidates(letter, scripts, context):
        if str(name) in context.scope.sizes:
            return Shaped(size(str(name))), rest
    if (root := root_of_square(letter, scripts, context)) is not None:
        return root
    if context.is_index(letter.base):
        refuse_word(letter, context)
        raise Problem(f"{letter.base} is an index; it can stand in a script, not as a number.")
    found = element_of_capital(letter, scripts, context) or slice_of_capital(letter, scripts, context)
    if found is not None:
        return found
    if (of := given_array(letter, scripts, context)) is not None:
        return of.transposed, scripts[1:]
    written = next(candidates(letter, scripts, context))[0]
    shown = letter.base + "'" * written.primes
    refuse_word(letter, context)
    raise UnknownName(f"{shown} is not declared.{context.scope.similar(str(written))}")


def element_of_capital(letter: Letter, scripts: Scripts, context: Context) -> tuple[Shaped, Scripts] | None:
    """W for the w of w_{ij}, w^{(2)}_{ij} and y^{(i)}, whose scripts pick one element of a declared W, W^{(2)} or Y."""
    large = capital_letter(letter.base)
    found = resolved(replace(letter, base=large), scripts, context) if large != letter.base else None
    if found is None or not isinstance(found[0], Quantity):
        return None
    held, left = found
    places = [node for script in left if script.content is not None for node in picks(script)]
    return (whole(held), left) if places and len(places) == len(held.kind.shape) else None


def picks(script: Script) -> tuple[Node, ...]:
    """The indices that a script holds: those below, and the i of (i) above."""
    assert script.content is not None
    above = sample(script.content) if script.mark == "^" else None
    if script.mark == "_":
        return two_digits(indices_of(script.content))
    return (above,) if above is not None else ()


def given_array(letter: Letter, scripts: Scripts, context: Context) -> Shaped | None:
    """The array before one prime, which is a transpose in statistics; of what is defined it may be a derivative."""
    primes = sum(script.mark == "'" for script in scripts)
    found = resolved(letter, scripts[1:], context) if primes == 1 and scripts[0].mark == "'" else None
    held = found[0] if found is not None else None
    is_given = isinstance(held, Quantity) and held.definition is None and held.kind.word != "index"
    return whole(held) if is_given and isinstance(held, Quantity) and held.kind.shape else None


def refuse_word(letter: Letter, context: Context) -> None:
    """Says so where what cannot be read is a letter of a word."""
    if is_a_word(word := word_around(letter, context), context):
        raise UnknownName(f"“{word}” is not declared, nor a function of this language; words go behind “%”.")


def word_around(letter: Letter, context: Context) -> str:
    """The run of plain letters in which one stands."""
    start = max(0, letter.start - LONGEST_WORD)
    runs = LETTERS.finditer(context.text, start, letter.start + LONGEST_WORD)
    return next((run[0] for run in runs if run.start() <= letter.start < run.end()), "")


def is_a_word(run: str, context: Context) -> bool:
    """Whether letters side by side are a word that nobody declared, rather than a product with a letter unknown."""
    declared = sum(context.scope.bears(char) or char in context.scope.sizes for char in run)
    return run in ELSEWHERE or (len(run) > 2 and run.isalpha() and 2 * declared <= len(run))


def kronecker(content: Node, context: Context) -> Shaped:
    """δ_{ij}, δ_{i,j} or δ_{i=j}"""
    inside = bare(content)
    pair = inside.sides if isinstance(inside, Comparison) else two_digits(indices_of(content))
    if len(pair) != 2:
        raise Problem("δ takes two indices, as in \\delta_{ij}.")
    return equal(pair[0], pair[1], context)


def unit_vector(content: Node, context: Context) -> Shaped:
    """e_k, the column whose k-th entry is 1 and whose others are 0."""
    at = index(content, context)
    runs = range_of(at)
    return Shaped(Delta(ROW, at), context.sizes.unknown() if runs is None else context.sizes.now(runs))


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
    written = context.scope.renamed.get(written, written)
    if written not in context.scope.sizes:
        known = ", ".join(sorted(context.scope.sizes)) or "none"
        raise SizeProblem(f"“{written[:30]}” is not a size that is declared; these are: {known}.")
    return size(written)

