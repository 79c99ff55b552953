"""The inverse of a matrix: a quantity of its own, that goes under the matrix's name and depends on it."""

from __future__ import annotations

from sympy import Expr

from derivations.notation.kinds import kind
from derivations.notation.quantities import Quantity, quantity_of


def inverse_name(name: str) -> str:
    """The name under which the inverse of a matrix goes."""
    return f"{name}^{{-1}}"


def inverse_of(of: Quantity) -> Quantity:
    """A⁻¹ of an invertible A."""
    return Quantity(inverse_name(of.name), kind("invertible", of.kind.shape[0]), None, (of,))


def slope_of_inverse(element: Expr, wrt: Expr) -> Expr | None:
    """∂(A⁻¹)_kl/∂A_ij = −(A⁻¹)_ki (A⁻¹)_jl; None of what is no inverse, or not of that matrix."""
    inverse, of = quantity_of(element), quantity_of(wrt)
    if inverse is None or of is None or of.kind.word != "invertible" or inverse != inverse_of(of):
        return None
    (k, l), (i, j) = element.args[1:], wrt.args[1:]  # noqa: E741
    return -inverse[k, i] * inverse[j, l]
