"""Sampled softmax: the bottom of the softmax is estimated from K classes, class j drawn with probability q_j."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import S

from derivations.catalogue.entry import Entry, Mistake, Route
from derivations.core import Derivation
from derivations.notation import (
    Cases,
    Delta,
    Expr,
    Partial,
    Quantity,
    Sum,
    distribution,
    exp,
    indices,
    log,
    matrix,
    positive,
    quantity,
    scalar,
    size,
    text,
    vector,
)
from derivations.ranges import COUNT
from derivations.rules.algebra import log_of_a_product, log_of_exp
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import cases_at, unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.sampling import drawn_or_not, into_the_cases
from derivations.rules.strategies import differentiate
from derivations.rules.sums import factor_out_of_sum

n, d, K = size("n"), size("d"), positive("K")
i, j = indices("i j", n)
a, m = indices("a l", d)
c = quantity("c", "index", n)
draw = quantity(r"\epsilon", "signs", n)
s = vector(r"\mathbb{1}_S", n).defined_by(lambda j: (1 - Delta(j, c)) * (1 + draw[j]) / 2)
q = distribution("q", n)


@dataclass(frozen=True)
class Sampled:
    """The loss −log p̃_c over some logits: s is 1 for the classes of the sample S, c not among them, and else 0."""

    z: Quantity

    @property
    def bottom(self) -> Quantity:
        return scalar("D").defined_by(exp(self.z[c]) + Sum(s[j] * exp(self.z[j]) / q[j], j) / K)

    @property
    def right(self) -> Quantity:
        return scalar(r"\tilde{p}_c").defined_by(exp(self.z[c]) / self.bottom)

    @property
    def drawn(self) -> Quantity:
        return vector(r"\tilde{p}", n).defined_by(lambda j: exp(self.z[j]) / (K * q[j] * self.bottom))

    @property
    def loss(self) -> Quantity:
        return scalar(r"\tilde{\ell}").defined_by(-log(self.right))


x = vector("x", d)
W, bias = matrix("W", n, d), vector("b", n)
free = Sampled(vector("z", n))
linear = Sampled(vector("z", n).defined_by(lambda j: Sum(W[j, m] * x[m], m) + bias[j]))
corrected = vector("z'", n).defined_by(lambda j: free.z[j] - log(K * q[j]))
corrected_right = scalar(r"\tilde{p}'_c").defined_by(
    exp(free.z[c]) / (exp(free.z[c]) + Sum(s[j] * exp(corrected[j]), j))
)


def by_a_logit(of: Sampled = free) -> Derivation:
    return (
        Derivation(Partial(of.loss, of.z[i]))
        .by(unfold(of.loss), "The loss is minus the logarithm of the estimated probability of the true class c.")
        .by(
            unfold(of.right),
            log_of_a_product,
            log_of_exp,
            "The logarithm turns the quotient into a difference, in which D stands for its bottom.",
        )
        .by(differentiate, "A logit by a logit is a delta, and the slope of a logarithm is one over its argument.")
        .by(
            unfold_in_derivatives(of.bottom),
            differentiate,
            "A logit stands in the bottom as that of c, or as that of a class in the sample S.",
        )
        .by(
            cases_at(i, c),
            unfold(s).where(lambda e: e == s[c]),
            fold(of.right),
            "Look at the true class, which is not in the sample, and at the others.",
        )
        .by(fold(of.drawn), "What class i contributes to the bottom is its estimated probability.")
        .by(drawn_or_not(s[i]), "A class that is neither c nor in the sample does not occur in the loss.")
    )


def through_the_logits(variable: Expr) -> Derivation:
    """The gradient by what acts through the logits, z_j = w_jᵀ x + b_j."""
    return (
        Derivation(Partial(linear.loss, variable))
        .by(chain_rule(linear.z), f"The loss depends on {text(variable)} only through the logits.")
        .by(unfold_in_derivatives(linear.z), "Each logit is a sum of weighted inputs, and a bias.")
        .by(differentiate, "Only the logit of class i holds it.")
        .by(known(by_a_logit(linear), "gradient by a logit"), "By a logit there are three cases.")
    )


def by_weights() -> Derivation:
    return through_the_logits(W[i, a]).by(
        into_the_cases, in_matrix_form(a), "All weights of class i at once: a number times the input."
    )


def by_bias() -> Derivation:
    return through_the_logits(bias[i])


def log_q_form() -> Derivation:
    return (
        Derivation(corrected_right)
        .by(unfold(corrected_right), "Here the logits of the sample are corrected to z′_j = z_j − log(K q_j).")
        .by(unfold(corrected), "The exponential undoes the logarithm: e to minus log(K q_j) is 1/(K q_j).")
        .by(factor_out_of_sum, "The factor 1/K is the same in every term, so it leaves the sum.")
        .by(
            fold(free.bottom),
            fold(free.right),
            "That is the estimate in which each class of the sample has the weight 1/q_j.",
        )
    )


EXAMPLE = {
    "z": (2, 1, 0.5, -1),
    "W": ((0.5, 0.5), (1, 0), (-0.5, 0.5), (0, -1)),
    "b": (0.2, 0, 0, 0.1),
    "x": (1, 1),
    "q": (0.4, 0.3, 0.2, 0.1),
    "c": 2,
    r"\epsilon": (1, -1, -1, 1),
    "K": COUNT.at(2),
}
"""Class 2 is true, 1 and 4 were drawn, and 3 was not."""


def three(first: Expr, drawn: Expr, rest: Expr) -> Expr:
    """The cases i = c, i ∈ S, and neither."""
    return Cases(Delta(i, c), first, s[i], drawn, rest)


def entry(slug: str, what: str, states: str, route: Route, rests_on: tuple[str, ...], *mistakes: Mistake) -> Entry:
    return Entry(
        f"sampled-softmax-{slug}",
        f"Sampled softmax: {what}",
        "Sampled softmax",
        states,
        {"cases": route},
        rests_on=rests_on,
        opens_with=EXAMPLE,
        taught_in="courses on sampled losses for large vocabularies",
        mistakes=mistakes,
    )


SIGN = "The loss is minus the logarithm of p̃_c, so the right logit is pulled up: its gradient is p̃_c − 1."

ENTRIES = [
    entry(
        "logits",
        "gradient by a logit",
        "The gradient is p̃_c − 1 for the true class, p̃_i for a class in the sample, and 0 for every other class.",
        by_a_logit,
        ("cross-entropy",),
        Mistake("sign", lambda: three(1 - free.right, -free.drawn[i], S.Zero), SIGN),
        Mistake(
            "off-diagonal terms missing",
            lambda: three(free.right - 1, S.Zero, S.Zero),
            "The drawn classes stand in the bottom and have gradients too.",
        ),
        Mistake(
            "factor",
            lambda: three(free.right - 1, exp(free.z[i]) / free.bottom, S.Zero),
            "A drawn class stands in the bottom with the weight 1/(K q_i).",
        ),
    ),
    entry(
        "weights",
        "gradient by the weights of a class",
        "The gradient is that by the logit of the class, times the input.",
        by_weights,
        ("sampled-softmax-logits",),
        Mistake("sign", lambda: three(1 - linear.right, -linear.drawn[i], S.Zero) * x[a], SIGN),
        Mistake(
            "a term dropped",
            lambda: Delta(i, c) * (linear.right - 1) * x[a],
            "The weights of the drawn classes are pushed away from the input.",
        ),
    ),
    entry(
        "bias",
        "gradient by the bias of a class",
        "The gradient is that by the logit of the class itself.",
        by_bias,
        ("sampled-softmax-logits",),
        Mistake(
            "extra derivative of the activation",
            lambda: three((linear.right - 1) * linear.right, linear.drawn[i] * (1 - linear.drawn[i]), S.Zero),
            "The derivative of the logarithm has cancelled the factor p̃.",
        ),
    ),
    entry(
        "log-q",
        "correcting logits by log q is weighting by 1/q",
        "Taking log(K q_j) off each drawn logit gives the same estimate as the weights 1/(K q_j).",
        log_q_form,
        (),
        Mistake(
            "sign",
            lambda: exp(free.z[c]) / (exp(free.z[c]) + Sum(s[j] * exp(free.z[j]) * q[j], j) * K),
            "A class that is drawn often must count less each time: log q is taken off, not added.",
        ),
    ),
]
