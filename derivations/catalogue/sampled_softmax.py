"""Sampled softmax: the bottom of the softmax is estimated from K classes that were drawn with probabilities q."""

from derivations.catalogue.entry import Entry, Mistake, Route
from derivations.core import Derivation
from derivations.notation import (
    Cases,
    Delta,
    Expr,
    Partial,
    Sum,
    exp,
    indices,
    log,
    matrix,
    positive,
    quantity,
    scalar,
    size,
    vector,
)
from derivations.rules.algebra import exp_of_a_sum, log_of_a_product, log_of_exp, split_fraction
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import cases_at, exp_of_log, unfold_in_derivatives
from derivations.rules.definitions import fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.sampling import drawn_or_not
from derivations.rules.strategies import differentiate
from derivations.rules.sums import factor_out_of_sum

n, d, K = size("n"), size("d"), positive("K")
(i,) = indices("i", n)
j = indices("j", n)[0]
a, b = indices("a b", d)
c = quantity("c", "index", n)
sign_of_draw = quantity(r"\epsilon", "signs", n)
S = vector("s", n).defined_by(lambda j: (1 - Delta(j, c)) * (1 + sign_of_draw[j]) / 2)
q = vector("q", n)
x = vector("x", d)
W, bias = matrix("W", n, d), vector("b", n)
z = vector("z", n)
layer = vector("z", n).defined_by(lambda i: Sum(W[i, b] * x[b], b) + bias[i])
