"""Skip-gram: the loss of a window is the sum of one loss per outside word, whatever that loss is."""

from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation
from derivations.notation import (
    Delta,
    Element,
    Expr,
    Partial,
    Quantity,
    Sum,
    exp,
    indices,
    log,
    matrix,
    quantity,
    scalar,
    sigmoid,
    size,
    vector,
)
from derivations.rules.algebra import log_of_a_product, log_of_exp
from derivations.rules.calculus import chain_rule, derivative_of_a_sum
from derivations.rules.columns import cases_at, in_columns, mirror_of_sigmoid, unfold_in_derivatives
from derivations.rules.definitions import fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import bring_into_sum, factor_out_of_sum, rename, split_sum, sum_of_a_constant

d, V, C, K = size("d"), size("V"), size("C"), size("K")
a, b = indices("a b", d)
w, x = indices("w x", V)
(j,) = indices("j", C)
(k,) = indices("k", K)
c = quantity("c", "index", V)
outside = quantity("w", "index", V)
U, M = matrix("U", d, V), matrix("V", d, V)
v = vector("v_c", d).defined_by(lambda b: M[b, c])
F = Quantity("F", vector("F", C).kind, depends_on=(v, U))
J = scalar("J").defined_by(Sum(F[j], j))
