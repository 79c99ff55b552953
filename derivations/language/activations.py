"""σ without an argument, as in σ(1 − σ) for σ(z)(1 − σ(z)): it is taken at the one that it has in the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.language.context import Context
from derivations.language.functions import HEADS, differentiated
from derivations.language.problems import Problem
from derivations.language.shaped import Shaped, whole
from derivations.notation import Element, Expr, Quantity
from derivations.notation.printing import text
from derivations.notation.scope import free_indices

OFTEN_BARE = ("sigmoid", "tanh", "relu", "softplus")
PRIME = r"(?:'|\^\s*\{?\s*\\prime\s*\}?)?"
SQUARE = r"(?:\^\s*(?:2|\{\s*2\s*\}))?"
NO_ARGUMENT = r"(?:$|[-+*/)\]}&,|]|\\(?:cdot|odot|circ|right|bigr|Bigr))"


def is_bare_within(name: str, written: str) -> bool:
    """Whether a function stands somewhere in a text without an argument."""
    return re.search(rf"{re.escape(name)}\s*{PRIME}\s*{SQUARE}\s*{NO_ARGUMENT}", written) is not None


def at_its_argument(word: str, primes: int, written: str, context: Context) -> Shaped:
    """A function, or a derivative of it, at the only argument that the definitions of the sheet give it."""
    found = tuple(dict.fromkeys(arguments(word, context))) if word in OFTEN_BARE else ()
    if len(found) > 1:
        ways = " or ".join(text(argument.element) for argument in found)
        raise Problem(f"“{written}” needs an argument: {ways}?")
    if not found:
        raise Problem(f"“{written}” needs an argument after it.")
    return found[0].mapped(differentiated(word, primes))


def argument_of(word: str, context: Context) -> Shaped | None:
    """The only argument that a function has in the sheet."""
    found = tuple(dict.fromkeys(arguments(word, context)))
    return found[0] if len(found) == 1 else None


def arguments(word: str, context: Context) -> Iterator[Shaped]:
    """What a function is taken of where names are defined: a = σ(z), or J = log σ(s) for a number s."""
    for q in context.scope.quantities.values():
        if isinstance(q, Quantity) and q.definition is not None:
            if isinstance(q.definition.body, HEADS[word]):
                yield whole(q).mapped(inside)
            else:
                held = q.definition.body.atoms(HEADS[word])
                yield from (Shaped(part.args[0]) for part in held if not free_indices(part))


def inside(named: Expr) -> Expr:
    """z_i of a_i, where a = σ(z)"""
    held = named.quantity if isinstance(named, Element) else named
    return held.definition.at(tuple(named.args[1:]) if isinstance(named, Element) else ()).args[0]
