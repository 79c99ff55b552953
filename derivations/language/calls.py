"""Names used as functions: J(w) for a J built on w, f(z) where f(x) = … was defined, J'(w), and F of no definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sympy import Expr

from derivations.language.context import Context, parts
from derivations.language.limits import bounded
from derivations.language.names import Function, Name
from derivations.language.naming import Scripts, resolved
from derivations.language.neighbours import following_bracket
from derivations.language.problems import Problem
from derivations.language.scripts import with_scripts
from derivations.language.shaped import Shaped, whole
from derivations.language.syntax import Bracketed, Factor, Letter, Script
from derivations.language.values import bare, is_transpose, value
from derivations.notation import Element, Index, Partial, Quantity, quantity_of
from derivations.notation.dependence import depends_on, quantities_in
from derivations.notation.heads import Reduction
from derivations.notation.scope import all_indices, free_indices, fresh, rename_bound

Read = tuple[Shaped, int]
MOST_SHOWN = 3


def call(row: tuple[Factor, ...], place: int, letter: Letter, scripts: Scripts, context: Context) -> Read | None:
    """What a name with a prime, or before a bracket, stands for as a function; None where it is none."""
    bracket = following_bracket(row, place + 1)
    bracket = bracket if bracket is not None and bracket.kind in ("(", "[") else None
    primes = sum(script.mark == "'" for script in scripts)
    if bracket is None and not primes:
        return None
    plain = tuple(script for script in scripts if script.mark != "'")
    trailing = parts(row[place + 1].operand)[1] if bracket is not None else ()
    if (function := function_named(letter, plain, context)) is not None and bracket is not None:
        return with_scripts(applied(function, primes, bracket, context), trailing, context), place + 2
    found = resolved(letter, scripts, context)
    if found is None and primes:
        return primed(row, place, resolved(letter, plain, context), primes, context)
    if found is None or bracket is None:
        return None
    return called(letter, found, bracket, trailing, place, context)


def called(
    letter: Letter,
    found: tuple[Quantity | Index, Scripts],
    bracket: Bracketed,
    trailing: Scripts,
    place: int,
    context: Context,
) -> Read | None:
    """J(w) as J; with something else in the bracket, what J's definition makes of it."""
    held, left = found
    if not isinstance(held, Quantity) or held.kind.word == "index":
        return None
    given = quantities_between(bracket, context)
    if held.kind.shape and any(script.content is not None and is_transpose(script.content) for script in trailing):
        return None  # δ (a)ᵀ is a product: a function of an array is not turned behind its argument
    named = context.scope.arguments.get(name_of(held, context), ())
    if given and (given == named or all(is_built_on(held, q) for q in given)):
        return with_scripts(whole(held), (*left, *trailing), context), place + 2
    if not named:
        return None
    if held.definition is None or held.kind.shape or len(named) != 1 or named[0].kind.shape:
        raise Problem(f"{held.name} was introduced as a function of {', '.join(q.name for q in named)}.")
    if stands_bare(letter.base, context.written(bracket)):
        return None
    function = Function(named[0], held.definition.body)
    return with_scripts(applied(function, 0, bracket, context), (*left, *trailing), context), place + 2


def stands_bare(base: str, written: str) -> bool:
    """Whether a letter stands in a bracket without a bracket of its own, as in σ(1 − σ), which is a product."""
    return re.search(re.escape(base) + r"(?![A-Za-z])(?!\s*(?:\\left|\\[bB]igg?l?)?\s*[(\[])", written) is not None


def function_named(letter: Letter, scripts: Scripts, context: Context) -> Function | None:
    """The function that was defined under this name."""
    below = next((context.written(s.content) for s in scripts if s.mark == "_" and s.content is not None), "")
    return context.scope.functions.get(Name(letter.base, below)) if len(scripts) <= 1 else None


def name_of(held: Quantity, context: Context) -> Name:
    """The name under which a quantity is declared."""
    return next((name for name, q in context.scope.quantities.items() if q == held), Name(""))


def quantities_between(bracket: Bracketed, context: Context) -> tuple[Quantity, ...]:
    """The quantities named in a bracket, none if anything else stands there too."""
    found = []
    for entry in bracket.inside.entries:
        atom, scripts = parts(bare(entry))
        known = resolved(atom, scripts, context) if isinstance(atom, Letter) else None
        if known is None or known[1] or not isinstance(known[0], Quantity):
            return ()
        found.append(known[0])
    return tuple(found)


def is_built_on(held: Quantity, given: Quantity) -> bool:
    return held != given and depends_on(held, given)


def applied(function: Function, primes: int, bracket: Bracketed, context: Context) -> Shaped:
    """f(z), or f'(z), of a function of one number, entry by entry."""
    if len(bracket.inside.entries) != 1:
        raise Problem(f"This function takes one argument, and here are {len(bracket.inside.entries)}.")
    return value(bracket.inside, context).mapped(lambda x: differentiated(function, x, primes))


def differentiated(function: Function, at: Expr, primes: int) -> Expr:
    """The body of a function at an argument, derived so often by it."""
    if primes and not isinstance(at, Element | Quantity):
        raise Problem("The derivative of a function is taken at a name here; name its argument with “let”.")
    found = bounded(with_argument(function.body, function.parameter, at))
    for _ in range(primes):
        found = Partial(found, at)
    return found


def with_argument(body: Expr, parameter: Quantity, at: Expr) -> Expr:
    """A body with its parameter replaced, within definitions too; a bound index steps aside where it would capture."""
    if body == parameter:
        return at
    held = quantity_of(body)
    if held is not None:
        inside = held.definition is not None and depends_on(held, parameter)
        unfolded = held.unfolded(tuple(body.args[1:]) if isinstance(body, Element) else ()) if inside else None
        return with_argument(unfolded, parameter, at) if unfolded is not None else body
    if isinstance(body, Reduction) and body.index in free_indices(at):
        renamed = rename_bound(body, fresh(body.index, all_indices(at) | all_indices(body.body)))
        return with_argument(renamed, parameter, at)
    return body.func(*(with_argument(arg, parameter, at) for arg in body.args)) if body.args else body


def primed(
    row: tuple[Factor, ...],
    place: int,
    found: tuple[Quantity | Index, tuple[Script, ...]] | None,
    primes: int,
    context: Context,
) -> Read | None:
    """J'(w), or J' where J is built on one number alone."""
    if found is None or not isinstance(found[0], Quantity) or found[0].definition is None or found[0].kind.shape:
        return None
    held, bracket = found[0], following_bracket(row, place + 1)
    given = quantities_between(bracket, context) if bracket is not None and bracket.kind == "(" else ()
    given = tuple(q for q in given if is_built_on(held, q))
    variables = given or context.scope.arguments.get(name_of(held, context), ()) or roots(held)
    if len(variables) != 1 or variables[0].kind.shape:
        raise Problem(f"With respect to what? Write the derivative of {held.name} as d{held.name}/dx or ∂/∂x.")
    element: Expr = held
    for _ in range(primes):
        element = Partial(element, variables[0])
    return Shaped(element), place + 1 + bool(given)


def roots(held: Quantity) -> tuple[Quantity, ...]:
    """What a quantity is built on in the end."""
    return tuple(sorted(set(built_on(held)), key=lambda q: q.name))


def built_on(held: Quantity) -> Iterator[Quantity]:
    for q in quantities_in(held.definition.body) if held.definition is not None else ():
        if q.definition is None and not q.depends_on:
            yield q
        else:
            yield from built_on(q)


def variable_of(row: tuple[Factor, ...], place: int, context: Context) -> Quantity:
    """The variable of ∇ J(w), or of ∇ J where J was defined as J(w) or is built on one quantity alone."""
    atom, scripts = parts(row[place].operand) if place < len(row) else (None, ())
    found = resolved(atom, scripts, context) if isinstance(atom, Letter) else None
    held = found[0] if found is not None else None
    if isinstance(held, Quantity) and held.definition is not None:
        bracket = following_bracket(row, place + 1)
        given = quantities_between(bracket, context) if bracket is not None else ()
        variables = given or context.scope.arguments.get(name_of(held, context), ()) or roots(held)
        if len(variables) == 1:
            return variables[0]
        ways = [f"∇_{{{q.name}}} {held.name}" for q in variables[:MOST_SHOWN]]
        raise Problem(f"With respect to what? Write {' or '.join(ways)}.")
    raise Problem("With respect to what? Write ∇_z J, or ∂J/∂z.")

