"""One hidden layer by back-propagation, for one example, in columns: h = σ(W₁ x + b₁), ŷ = softmax(W₂ h + b₂)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from derivations.catalogue.cross_entropy import cross_entropy_of, through_the_jacobian
from derivations.catalogue.entry import Entry, Mistake
from derivations.catalogue.softmax import softmax_of
from derivations.core import Derivation, Rule
from derivations.notation import (
    Expr,
    Index,
    Partial,
    Quantity,
    Sum,
    indices,
    matrix,
    one_hot,
    quantity_of,
    sigmoid,
    size,
    vector,
)
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_elements, in_matrix_form
from derivations.rules.strategies import differentiate


@dataclass(frozen=True)
class Network:
    """One hidden layer: its quantities, in rows or in columns, and its errors δ₂ = ∂J/∂f and δ₁ = ∂J/∂z."""

    x: Quantity
    z: Quantity
    h: Quantity
    f: Quantity
    p: Quantity
    J: Quantity

    @property
    def output_error(self) -> Quantity:
        return Quantity(r"\delta_2", self.f.kind).defined_by(lambda k: Partial(self.J, self.f[k]))

    @property
    def hidden_error(self) -> Quantity:
        return Quantity(r"\delta_1", self.z.kind).defined_by(lambda j: Partial(self.J, self.z[j]))

    @property
    def prediction_minus_truth(self) -> Rule:
        return known(through_the_jacobian(self.J, self.p, self.f), "gradient of the cross-entropy")


def element_by_element(net: Network, variable: Expr) -> Derivation:
    """The gradient with every index shown, read as an array at the end."""
    derived = (
        Derivation(Partial(net.J, variable))
        .by(chain_rule(net.f), "It acts on the loss only through the logits f.")
        .by(net.prediction_minus_truth, "By a logit: prediction minus truth.")
    )
    if acts_through_the_hidden_layer(net, variable):
        derived = (
            derived.by(chain_rule(net.h), "The logits depend on it only through the hidden units.")
            .by(unfold(net.f), differentiate, "A logit by a hidden unit, ∂f_k/∂h_j, is the weight between them.")
            .by(
                chain_rule(net.z),
                unfold(net.h),
                differentiate,
                fold(net.h).repeated(),
                "A hidden unit by its own input: the slope of the sigmoid, h(1 − h).",
            )
            .by(unfold(net.z), differentiate, "What is left is linear.")
        )
    else:
        derived = derived.by(unfold_in_derivatives(net.f), differentiate, "What is left is linear.")
    return derived.by(as_array(variable), "Read the sums as products of arrays.")


def matrix_chain(net: Network, variable: Expr) -> Derivation:
    """The gradient by way of named errors, each line in matrix notation."""
    whole, f, z, h = as_array(variable), net.f, net.z, net.h
    start = Derivation(Partial(net.J, variable))
    if acts_through_the_hidden_layer(net, variable):
        derived = (
            start.by(
                chain_rule(z),
                fold(net.hidden_error),
                unfold_in_derivatives(z),
                differentiate,
                whole,
                "Write δ₁ for ∂J/∂z, the error of the hidden units.",
            )
            .by(
                in_elements,
                unfold(net.hidden_error),
                chain_rule(h),
                unfold_in_derivatives(h),
                differentiate,
                fold(h).repeated(),
                whole,
                "Each hidden unit passes its error on, times its slope σ′(z) = h(1 − h).",
            )
            .by(
                in_elements,
                chain_rule(f),
                fold(net.output_error),
                unfold_in_derivatives(f),
                differentiate,
                whole,
                "A hidden unit gathers the errors of the logits, δ₂ = ∂J/∂f, by its weights.",
            )
        )
    else:
        derived = start.by(
            chain_rule(f),
            fold(net.output_error),
            unfold_in_derivatives(f),
            differentiate,
            whole,
            "Write δ₂ for ∂J/∂f, the error of the logits.",
        )
    return derived.by(
        in_elements,
        unfold(net.output_error),
        net.prediction_minus_truth,
        whole,
        "For softmax and cross-entropy δ₂ is prediction minus truth.",
    )


def acts_through_the_hidden_layer(net: Network, variable: Expr) -> bool:
    return net.z.definition is not None and net.z.definition.body.has(quantity_of(variable))


def as_array(variable: Expr) -> Rule:
    """An expression read as the array of the shape of a variable."""
    held = quantity_of(variable)
    assert held is not None
    return in_matrix_form(*variable.args[1:], as_row=held.kind.lies_as_row)


def entries(net: Network, slug: str, convention: str, rows: tuple[Row, ...], taught_in: str) -> list[Entry]:
    """The gradients of a network by each of its variables."""
    return [
        Entry(
            f"{slug}-{row.slug}",
            f"One hidden layer{convention}: gradient by {row.what}",
            "One hidden layer",
            row.states,
            {
                "element by element": partial(element_by_element, net, row.variable),
                "matrix chain": partial(matrix_chain, net, row.variable),
            },
            rests_on=("cross-entropy", "sigmoid-derivative"),
            taught_in=taught_in,
            mistakes=row.mistakes,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Row:
    """A gradient of a network: by what, what it states, and how it is got wrong."""

    slug: str
    what: str
    variable: Expr
    states: str
    mistakes: tuple[Mistake, ...]


D, H, n = size("d"), size("m"), size("n")
a, b = indices("a b", D)
i, j = indices("i j", H)
k = Index("k", n)
x = vector("x", D)
W1, b1 = matrix("W_1", H, D), vector("b_1", H)
W2, b2 = matrix("W_2", n, H), vector("b_2", n)
y = one_hot("y", n)
z = vector("z", H).defined_by(lambda j: Sum(W1[j, b] * x[b], b) + b1[j])
h = vector("h", H).defined_by(lambda j: sigmoid(z[j]))
f = vector("f", n).defined_by(lambda k: Sum(W2[k, j] * h[j], j) + b2[k])
p = softmax_of(f, r"\hat{y}")
J = cross_entropy_of(y, p)
sent_back = Sum((p[k] - y[k]) * W2[k, i], k)
slope = h[i] * (1 - h[i])

NO_SLOPE = "The hidden units pass their error through the sigmoid, whose slope h(1 − h) is a factor."
SIGN = "The gradient by a logit is prediction minus truth."

ENTRIES = entries(
    Network(x, z, h, f, p, J),
    "hidden-layer",
    "",
    (
        Row(
            "w2",
            "the output weights",
            W2[k, j],
            "The error of the logits times the hidden units.",
            (
                Mistake("sign", lambda: (y[k] - p[k]) * h[j], SIGN),
                Mistake(
                    "extra derivative of the activation",
                    lambda: (p[k] - y[k]) * p[k] * (1 - p[k]) * h[j],
                    "The slope of the softmax has cancelled against that of the logarithm.",
                ),
            ),
        ),
        Row(
            "b2",
            "the output bias",
            b2[k],
            "The error of the logits itself.",
            (
                Mistake("sign", lambda: y[k] - p[k], SIGN),
                Mistake(
                    "the hidden unit left in",
                    lambda: (p[k] - y[k]) * Sum(h[j], j),
                    "The bias is multiplied by 1, not by the hidden units.",
                ),
            ),
        ),
        Row(
            "w1",
            "the hidden weights",
            W1[i, a],
            "The error sent back, times the slope, times the input.",
            (
                Mistake("derivative of the activation missing", lambda: sent_back * x[a], NO_SLOPE),
                Mistake(
                    "extra derivative of the activation",
                    lambda: sent_back * slope**2 * x[a],
                    "There is one sigmoid between the weights and the logits, hence one slope.",
                ),
            ),
        ),
        Row(
            "b1",
            "the hidden bias",
            b1[i],
            "The error sent back, times the slope.",
            (
                Mistake("derivative of the activation missing", lambda: sent_back, NO_SLOPE),
                Mistake(
                    "sum lost",
                    lambda: Sum((p[k] - y[k]) * Sum(W2[k, j] * h[j] * (1 - h[j]), j), k),
                    "Each hidden unit has its own bias: the errors are not summed over the units.",
                ),
            ),
        ),
        Row(
            "x",
            "the input",
            x[a],
            "The error sent back through both layers.",
            (
                Mistake("derivative of the activation missing", lambda: Sum(sent_back * W1[i, a], i), NO_SLOPE),
                Mistake("sign", lambda: -Sum(sent_back * slope * W1[i, a], i), SIGN),
            ),
        ),
    ),
    "CS7015; TDT4265, assignment 1",
)
