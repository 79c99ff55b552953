"""A deep network: a_k = W_k h_{k−1} + b_k and h_k = g(a_k), and how the gradient goes back through one layer."""

from collections.abc import Mapping
from typing import Any

from derivations.catalogue.entry import Entry, Mistake, Route
from derivations.catalogue.layers import layer
from derivations.catalogue.softmax import softmax_of
from derivations.core import Derivation
from derivations.notation import Delta, Index, Partial, Quantity, Sum, log, quantity, scalar, size, vector
from derivations.notation.kinds import SCALAR
from derivations.rules.algebra import log_of_a_product, log_of_exp
from derivations.rules.calculus import (
    chain_rule,
    constant_factor,
    derivative_of_a_sum,
    derivative_of_an_element,
    derivative_of_terms,
)
from derivations.rules.columns import minus_in_front, unfold_in_derivatives
from derivations.rules.definitions import differentiate_definition, fold, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate
from derivations.rules.sums import collapse_delta

# One layer of many: nothing is known of the loss but that it depends on the next layer

c, d, e = size("c"), size("d"), size("e")
this = layer("k", vector("h_{k-1}", c), d)
following = layer("{k+1}", this.h, e)
J = Quantity("J", SCALAR, depends_on=(following.a,))
i = Index("i", d)
j = Index("j", c)
r = Index("r", e)
up = Partial(J, following.a[r])

# The output layer, with the word or class l that is right

n = size("n")
label = quantity("l", "index", n)
a_out = vector("a_L", n)
p_out = softmax_of(a_out, r"\hat{y}")
J_out = scalar("J").defined_by(-log(p_out[label]))
t = Index("t", n)


def output_layer() -> Derivation:
    return (
        Derivation(Partial(J_out, a_out[t]))
        .by(unfold(J_out), "The loss is minus the logarithm of the probability of the right class l.")
        .by(unfold(p_out), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(differentiate, fold(p_out), "The slope of the logarithm of the sum is the softmax again.")
        .by(in_matrix_form(t), "The delta is an entry of the column e_l, which is 1 at l alone.")
        .by(minus_in_front, "So it is taught: minus the difference of truth and prediction.")
    )


def hidden_units() -> Derivation:
    return (
        Derivation(Partial(J, this.h[i]))
        .by(chain_rule(following.a), "A hidden unit acts on the loss only through the next layer, through all of it.")
        .by(
            unfold_in_derivatives(following.a),
            "Each unit of the next layer sums its inputs times weights, and a bias.",
        )
        .by(differentiate, "So the hidden unit enters each of them with the weight between the two.")
        .by(in_matrix_form(i), "The sum runs over the rows of W_{k+1}, which makes it a product with the transpose.")
    )


def pre_activations() -> Derivation:
    return (
        Derivation(Partial(J, this.a[i]))
        .by(chain_rule(this.h), "The input of a unit acts on the loss only through the hidden units.")
        .by(unfold_in_derivatives(this.h), "Each hidden unit is the activation of its own input.")
        .by(differentiate, "So only unit i moves with a_i, at the slope of the activation.")
        .by(in_matrix_form(i), "The same for every entry: a product entry by entry.")
    )


def weight_of_its_own_unit() -> Derivation:
    return (
        Derivation(Partial(this.a[i], this.W[i, j]))
        .by(differentiate_definition(this.a), "Unit i sums what comes in times its own row of weights, and a bias.")
        .by(derivative_of_terms, "The bias b_i is given, so only the sum moves with a weight.")
        .by(derivative_of_a_sum, constant_factor, "What comes in from the layer below is given, too.")
        .by(derivative_of_an_element, "Of the weights of unit i only W_ij itself moves, at the rate 1.")
        .by(collapse_delta, "So of all that comes in, what stands beside W_ij is left.")
    )


def weights() -> Derivation:
    return (
        Derivation(Partial(J, this.W[i, j]))
        .by(chain_rule(this.a), "A weight acts on the loss only through its own layer.")
        .by(unfold_in_derivatives(this.a), "Each unit sums what comes in times its weights, and adds a bias.")
        .by(differentiate, "The slope ∂a_i/∂W_ij is h_j of the layer below, and no other unit holds W_ij.")
        .by(in_matrix_form(i, j), "The same for every entry: a column times a row.")
    )


def biases() -> Derivation:
    return (
        Derivation(Partial(J, this.b[i]))
        .by(chain_rule(this.a), "A bias acts on the loss only through its own layer.")
        .by(unfold_in_derivatives(this.a), "Each unit sums what comes in times its weights, and adds a bias.")
        .by(differentiate, "The slope ∂a_i/∂b_i is 1, and no other unit holds b_i.")
        .by(in_matrix_form(i), "The same for every entry.")
    )


CHAIN = "Each hidden layer that the error crosses multiplies it by the slopes of its activation."


EXAMPLE = {
    "a_L": (2, 1, -0.5),
    "l": 2,
    "h_{k-1}": (0.5, -0.2),
    "W_k": ((0.5, -0.3), (0.2, 0.4)),
    "b_k": (0.1, -0.2),
    "W_{k+1}": ((0.6, -0.4), (-0.2, 0.5), (0.3, 0.8)),
    "b_{k+1}": (0.1, 0, -0.1),
}


def entry(
    slug: str,
    title: str,
    states: str,
    route: Route,
    rests_on: tuple[str, ...],
    *mistakes: Mistake,
    opens_with: Mapping[str, Any] = EXAMPLE,
) -> Entry:
    return Entry(
        f"deep-{slug}",
        f"Deep network: {title}",
        "Deep network",
        states,
        {"layer by layer": route},
        rests_on=rests_on,
        opens_with=opens_with,
        taught_in="CS7015, back-propagation",
        mistakes=mistakes,
    )


ENTRIES = [
    entry(
        "output",
        "the output layer",
        "The gradient is minus the difference between the right class, as a one-hot vector, and the prediction.",
        output_layer,
        ("cross-entropy",),
        Mistake(
            "sign",
            lambda: Delta(t, label) - p_out[t],
            "The loss is minus the logarithm of the prediction, so the right class has the minus.",
        ),
        Mistake(
            "off-diagonal terms missing",
            lambda: Delta(t, label) * (p_out[t] - 1),
            "The other logits stand in the bottom of the softmax and have gradients too.",
        ),
    ),
    entry(
        "hidden-units",
        "back through the weights",
        "The gradient by the hidden units is that of the layer above, sent back by the transpose of its weights.",
        hidden_units,
        ("deep-output",),
        Mistake(
            "sum lost",
            lambda: following.W[r, i] * up,
            "A hidden unit feeds every unit of the next layer, so all of their gradients come back to it.",
        ),
    ),
    entry(
        "pre-activations",
        "back through the activation",
        "The gradient is that by the hidden units, times the slope of the activation, entry by entry.",
        pre_activations,
        ("deep-hidden-units",),
        Mistake("derivative of the activation missing", lambda: Partial(J, this.h[i]), CHAIN),
        Mistake(
            "the activation for its derivative",
            lambda: Partial(J, this.h[i]) * this.h[i],
            "What multiplies is the slope g′(a), not the value g(a).",
        ),
    ),
    entry(
        "weight-element",
        "the input of a unit by one of its weights",
        "The input of unit i grows with its weight W_ij at the rate of what comes in from unit j of the layer below.",
        weight_of_its_own_unit,
        (),
        Mistake(
            "the weight for the input",
            lambda: this.W[i, j],
            "A product grows with one factor at the rate of the other, and the other factor of W_ij is the input.",
        ),
        Mistake("sum lost", lambda: Sum(this.below[j], j), "Only one term of the sum holds W_ij."),
    ),
    entry(
        "weights",
        "gradient by the weights of a layer",
        "The gradient is that by the inputs a of the units, as a column, times what came in, as a row.",
        weights,
        ("deep-pre-activations", "deep-weight-element"),
        Mistake(
            "the output for the input",
            lambda: Partial(J, this.a[i]) * Sum(this.h[Index("r", d)], Index("r", d)),
            "A weight multiplies what comes into its layer, h of the layer below.",
        ),
        Mistake(
            "sum lost",
            lambda: Partial(J, this.a[i]) * Sum(this.below[j], j),
            "The weight W_ij sees one input alone, that of unit j.",
        ),
    ),
    entry(
        "biases",
        "gradient by the biases of a layer",
        "The gradient by the biases is that by the inputs a of the units, unchanged.",
        biases,
        ("deep-pre-activations",),
        Mistake(
            "summed over everything",
            lambda: Sum(Partial(J, this.a[Index("r", d)]), Index("r", d)),
            "Each unit has its own bias, so nothing is summed over the units.",
        ),
    ),
]
