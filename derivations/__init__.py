"""Derive, check, evaluate and take away the gradients of machine learning.

    from derivations import catalogue, check, derive, evaluate, export

The five are loaded when one of them is first used, for whoever needs arrays alone must not wait for SymPy. Some of them
are called like the packages that they stand on: `derivations.catalogue` is the function, and what is in the package is
imported from it by name, as in `from derivations.catalogue import entry`.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivations.library import catalogue, check, derive, evaluate, export

__all__ = ["catalogue", "check", "derive", "evaluate", "export"]


def __getattr__(name: str) -> Any:
    """One of the five functions."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from derivations import library

    return getattr(library, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


class Face(ModuleType):
    """A package whose parts, once imported, do not hide the functions that are called like them."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = Face
