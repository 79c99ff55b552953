"""Scripts on a value: elements, powers, transposes and inverses."""

from __future__ import annotations

from dataclasses import replace

from sympy import Integer, S

from derivations.language.conditions import indicator
from derivations.language.context import Context, parts
from derivations.language.elements import element
from derivations.language.limits import power
from derivations.language.names import Name
from derivations.language.naming import Scripts, named, size_of
from derivations.language.norms import norm
from derivations.language.problems import Problem, ShapeProblem, UnknownName
from derivations.language.shaped import COLUMN, ROW, Shaped, contracted, entrywise, exponential, ones
from derivations.language.slices import sample
from derivations.language.syntax import (
    Bracketed,
    Comparison,
    Letter,
    Listed,
    Node,
    Number,
    Row,
    Script,
    Scripted,
    Total,
    Word,
)
from derivations.language.values import bare, is_transpose, meaning, value
from derivations.notation import Element, Quantity, quantity_of
from derivations.notation.inverses import inverse_of


@meaning.register(Scripted)
@meaning.register(Letter)
@meaning.register(Word)
def _(node: Node, context: Context) -> Shaped:
    atom, scripts = parts(node)
    scripts = stacked(atom, scripts, context)
    if isinstance(atom, Letter):
        found, scripts = named(atom, scripts, context)
    elif isinstance(atom, Bracketed) and atom.kind == "‖":
        found, scripts = norm(value(atom.inside.entries[0], context), scripts, context)
    elif atom == Word(atom.start, atom.end, "one") or (isinstance(atom, Number) and atom.text == "1"):
        found, scripts = one(atom, scripts, context)
    elif isinstance(atom, Word):
        raise Problem(f"“{context.written(atom)}” needs an argument here.")
    else:
        found = value(atom, context)
    return with_scripts(found, scripts, context)


def stacked(atom: Node, scripts: Scripts, context: Context) -> Scripts:
    """e^r_jk and e^{r}_{jk} as e^{r_{jk}}, and u_w_k as u_{w_k} where w lists indices: as plain text writes it."""
    if len(scripts) != 2 or scripts[0].content is None:
        return scripts
    if scripts[1].mark != "_":
        return tower(atom, scripts, context)
    first, below = scripts
    held = bare(scripts[0].content)
    given = context.scope.quantities.get(Name(held.base)) if isinstance(held, Letter) else None
    is_exponent = isinstance(given, Quantity) or isinstance(held, Row | Total | Bracketed | Scripted)
    is_list = first.mark == "_" and isinstance(given, Quantity) and given.kind.word == "index"
    if not (is_list or (is_exponent and first.mark == "^" and is_e(atom, context))):
        return scripts
    whole = held if isinstance(held, Letter) else Bracketed(held.start, held.end, "(", listing(held))
    return (replace(first, end=below.end, content=Scripted(held.start, below.end, whole, (below,))),)


def tower(atom: Node, scripts: Scripts, context: Context) -> Scripts:
    """e^x^2 and e^-x^2 as e^{x^2} and e^{-x^2}, as plain text writes it."""
    first, above = scripts
    held = first.content
    sign, base = held.terms[0] if isinstance(held, Total) and len(held.terms) == 1 else (1, held)
    is_plain = isinstance(base, Letter) and first.mark == above.mark == "^" and above.content is not None
    if base is None or not is_plain or is_transpose(base) or not is_e(atom, context):
        return scripts
    raised_base = Total(first.start, above.end, ((sign, Scripted(base.start, above.end, base, (above,))),))
    return (replace(first, end=above.end, content=raised_base),)


def is_e(atom: Node, context: Context) -> bool:
    """Whether this is the number e, and no quantity of that name."""
    return isinstance(atom, Letter) and atom.base == "e" and Name("e") not in context.scope.quantities


def listing(node: Node) -> Listed:
    return node if isinstance(node, Listed) else Listed(node.start, node.end, (node,))


def one(atom: Node, scripts: Scripts, context: Context) -> tuple[Shaped, Scripts]:
    """1, the column 𝟏 or 𝟏_n, or the indicator 1_{i = k}."""
    below = next((script for script in scripts if script.mark == "_"), None)
    left = tuple(script for script in scripts if script is not below)
    if below is None or below.content is None:
        turned = any(script.content is not None and is_transpose(script.content) for script in scripts)
        return (ones(context.sizes) if isinstance(atom, Word) or turned else Shaped(S.One)), scripts
    inside = bare(below.content)
    if isinstance(inside, Bracketed):
        inside = bare(inside.inside)
    if isinstance(inside, Comparison):
        return indicator(inside, context), left
    if isinstance(atom, Number):
        raise Problem("The number 1 has no elements; an indicator is written 1_{\\{i=k\\}}.")
    return ones(context.sizes, size_of(below.content, context)), left


def with_scripts(found: Shaped, scripts: Scripts, context: Context) -> Shaped:
    """A value with its scripts applied, from the left."""
    powers = [s for s in scripts if s.mark == "^" and s.content is not None and not is_transpose(s.content)]
    if len(powers) > 1:
        raise Problem("One exponent stands on another; put braces, a^{b^c}.", powers[1].start, powers[1].end)
    for before, script in zip((None, *scripts), scripts, strict=False):
        if found.is_scalar and before is not None and before.mark == script.mark == "_":
            raise Problem("A script stands below a script; put braces, as in u_{w_{jk}}.", before.start, script.end)
        try:
            found = with_script(found, script, context)
        except Problem as problem:
            raise problem.placed(script.start, script.end) from None
    return found


def with_script(found: Shaped, script: Script, context: Context) -> Shaped:
    if script.content is None and not found.settled(context.sizes).is_scalar:
        return found.transposed
    if script.content is None:
        raise UnknownName("A prime is the derivative of a function, σ'(z), or part of a declared name.")
    if script.mark == "_":
        return element(found, script.content, context)
    return raised(found, script.content, context)


def raised(base: Shaped, exponent: Node, context: Context) -> Shaped:
    """base^exponent: a transpose, an inverse, or a power."""
    base = base.settled(context.sizes)
    if (place := sample(exponent)) is not None and context.is_index(context.written(place)) and not base.is_scalar:
        return element(base, place, context)
    written = context.written(bare(exponent)).replace(" ", "")
    if is_transpose(exponent) and not (base.is_scalar and context.scope.bears(written)):
        return base.transposed
    if written in ("-1", "-T", r"-\top") and base.is_matrix:
        return inverse(base) if written == "-1" else inverse(base).transposed
    if isinstance(bare(exponent), Word):
        raise Problem("“*” is not an exponent; as part of a name it must be declared with it.")
    by = value(exponent, context).settled(context.sizes)
    if base.element == S.Exp1:
        return by.mapped(exponential)
    if base.is_matrix and base.rows == base.columns:
        return matrix_power(base, by, context)
    return entrywise(base, by, context.sizes, power, "raised to")


def matrix_power(base: Shaped, by: Shaped, context: Context) -> Shaped:
    """A^k of a square matrix, for a small whole number k."""
    if not (isinstance(by.element, Integer) and by.is_scalar and 1 <= by.element <= 4):
        raise Problem("A square matrix can be raised to 1, 2, 3, 4, −1 or T.")
    result = base
    for _ in range(int(by.element) - 1):
        result = contracted(result, base, context.sizes)
    return result


def inverse(base: Shaped) -> Shaped:
    """A^{-1} of an invertible A: a quantity of its own, of that name, that depends on A."""
    of = quantity_of(base.element)
    if not isinstance(of, Quantity) or of.kind.word != "invertible" or set(base.element.args[1:]) != {ROW, COLUMN}:
        raise ShapeProblem(f"Only a quantity declared “invertible” has an inverse here, and this is {base}.")
    return Shaped(Element(inverse_of(of), *base.element.args[1:]), base.rows, base.columns)
