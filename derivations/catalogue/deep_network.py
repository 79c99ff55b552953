"""A deep network: a_k = W_k h_{k−1} + b_k and h_k = g(a_k), and how the gradient goes back layer by layer."""

from collections.abc import Callable
from dataclasses import dataclass

from sympy import S, Symbol

from derivations.catalogue.cross_entropy import cross_entropy_of, through_the_jacobian
from derivations.catalogue.entry import Entry, Mistake, Route
from derivations.catalogue.softmax import softmax_of
from derivations.core import Derivation
from derivations.notation import (
    Applied,
    Delta,
    Expr,
    Index,
    Partial,
    Quantity,
    Sum,
    log,
    matrix,
    one_hot,
    quantity,
    scalar,
    size,
    text,
    vector,
)
from derivations.notation.kinds import SCALAR
from derivations.rules.algebra import log_of_a_product, log_of_exp
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import minus_in_front, unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_elements, in_matrix_form
from derivations.rules.strategies import differentiate

Activation = Callable[[Expr], Expr]


def g(x: Expr) -> Expr:
    """An activation that is known by name alone."""
    return Applied(Symbol("g"), x, 0)


@dataclass(frozen=True)
class Layer:
    """The quantities of a layer: what comes in, its weights and bias, and what they make of it before and after g."""

    below: Quantity
    W: Quantity
    b: Quantity
    a: Quantity
    h: Quantity


def layer(number: str, below: Quantity, units: Expr, activation: Activation = g) -> Layer:
    """A layer on top of what lies below it."""
    (inputs,) = below.kind.shape
    m = Index("m", inputs)
    W, b = matrix(f"W_{number}", units, inputs), vector(f"b_{number}", units)
    a = vector(f"a_{number}", units).defined_by(lambda r: Sum(W[r, m] * below[m], m) + b[r])
    return Layer(below, W, b, a, vector(f"h_{number}", units).defined_by(lambda r: activation(a[r])))


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
s = Index("s", n)


def output_layer() -> Derivation:
    return (
        Derivation(Partial(J_out, a_out[s]))
        .by(unfold(J_out), "The loss is minus the logarithm of the probability of the right class l.")
        .by(unfold(p_out), log_of_a_product, log_of_exp, "The logarithm turns the softmax into a difference.")
        .by(differentiate, fold(p_out), "The slope of the logarithm of the sum is the softmax again.")
        .by(in_matrix_form(s), "The delta is an entry of the column e_l, which is 1 at l alone.")
        .by(minus_in_front, "So it is often written.")
    )


def hidden_units() -> Derivation:
    return (
        Derivation(Partial(J, this.h[i]))
        .by(chain_rule(following.a), "A hidden unit acts on the loss only through the next layer, through all of it.")
        .by(unfold(following.a), differentiate, "It enters each unit of the next layer with the weight between them.")
        .by(in_matrix_form(i), "The sum runs over the rows of W_{k+1}: a product with its transpose.")
    )


def pre_activations() -> Derivation:
    return (
        Derivation(Partial(J, this.a[i]))
        .by(chain_rule(this.h), "It acts on the loss only through the hidden units.")
        .by(
            unfold_in_derivatives(this.h),
            differentiate,
            "The activation works entry by entry, so unit i feels a_i alone.",
        )
        .by(in_matrix_form(i), "The same for every entry: a product entry by entry.")
    )


def weights() -> Derivation:
    return (
        Derivation(Partial(J, this.W[i, j]))
        .by(chain_rule(this.a), "A weight acts on the loss only through its own layer.")
        .by(unfold_in_derivatives(this.a), "Each a_i is a sum of weights times inputs, and a bias.")
        .by(differentiate, "∂a_i/∂W_ij is h_j of the layer below; the other a do not hold W_ij.")
        .by(in_matrix_form(i, j), "A column times a row.")
    )


def biases() -> Derivation:
    return (
        Derivation(Partial(J, this.b[i]))
        .by(chain_rule(this.a), "A bias acts on the loss only through its own layer.")
        .by(unfold_in_derivatives(this.a), differentiate, "∂a_i/∂b_i is 1.")
        .by(in_matrix_form(i), "The same for every entry.")
    )


# Written out for a chosen depth


@dataclass(frozen=True)
class Deep:
    """A network of L layers on an input, with softmax and cross-entropy on top, and δ_k = ∂J/∂a_k for each layer."""

    layers: tuple[Layer, ...]
    p: Quantity
    J: Quantity
    errors: tuple[Quantity, ...]


def deep(depth: int, activation: Activation = g) -> Deep:
    """The network of that depth; layer k has d_k units."""
    if depth < 1:
        raise ValueError(f"A network has at least one layer, not {depth}.")
    below, layers = vector("x", size("d_0")), list[Layer]()
    for number in range(1, depth + 1):
        layers.append(layer(str(number), below, size(f"d_{number}"), activation))
        below = layers[-1].h
    logits = layers[-1].a
    p = softmax_of(logits, r"\hat{y}")
    J = cross_entropy_of(one_hot("y", logits.kind.shape[0]), p)
    return Deep(tuple(layers), p, J, tuple(error_of(J, each, k) for k, each in enumerate(layers, 1)))


def error_of(loss: Quantity, each: Layer, number: int) -> Quantity:
    """δ_k = ∂J/∂a_k"""
    return vector(rf"\delta_{number}", each.a.kind.shape[0]).defined_by(lambda i: Partial(loss, each.a[i]))


def written_out(depth: int, activation: Activation = g) -> tuple[Derivation, ...]:
    """Back-propagation through a network of that depth: δ_L, …, δ_1, and at each layer the gradients by W_k and b_k."""
    net = deep(depth, activation)
    back: list[Derivation] = []
    for k in reversed(range(depth)):
        back.append(error_below(net, k) if k + 1 < depth else top_error(net))
        back += [by_weights(net, k), by_bias(net, k)]
    return tuple(back)


def top_error(net: Deep) -> Derivation:
    """δ_L = ŷ − y"""
    a = net.layers[-1].a
    i = Index("i", *a.kind.shape)
    return (
        Derivation(net.errors[-1][i])
        .by(
            unfold(net.errors[-1]),
            known(through_the_jacobian(net.J, net.p, a), "gradient of the cross-entropy"),
            "By a logit: prediction minus truth.",
        )
        .by(in_matrix_form(i), "The same for every entry.")
    )


def error_below(net: Deep, k: int) -> Derivation:
    """δ_k = W_{k+1}ᵀ δ_{k+1} ⊙ g′(a_k)"""
    here, above = net.layers[k], net.layers[k + 1]
    i = Index("i", *here.a.kind.shape)
    return (
        Derivation(net.errors[k][i])
        .by(
            unfold(net.errors[k]),
            chain_rule(above.a),
            fold(net.errors[k + 1]),
            "This layer acts on the loss only through the one above it.",
        )
        .by(
            unfold(above.a),
            differentiate,
            chain_rule(here.h).if_possible(),
            "The one above is linear in the units of this one.",
        )
        .by(unfold_in_derivatives(here.h), differentiate, "Each unit passes its error on, times its slope.")
        .by(in_matrix_form(i), "The same for every entry.")
    )


def by_weights(net: Deep, k: int) -> Derivation:
    """∂J/∂W_k = δ_k h_{k−1}ᵀ"""
    here = net.layers[k]
    i, j = (Index(name, n) for name, n in zip("ij", here.W.kind.shape, strict=True))
    return (
        Derivation(Partial(net.J, here.W[i, j]))
        .by(chain_rule(here.a), fold(net.errors[k]), "The weights act on the loss only through their own layer.")
        .by(unfold_in_derivatives(here.a), differentiate, "∂a_i/∂W_ij is entry j of what comes in.")
        .by(in_matrix_form(i, j), "A column times a row.")
    )


def by_bias(net: Deep, k: int) -> Derivation:
    """∂J/∂b_k = δ_k"""
    here = net.layers[k]
    i = Index("i", *here.b.kind.shape)
    return (
        Derivation(Partial(net.J, here.b[i]))
        .by(chain_rule(here.a), fold(net.errors[k]), "The biases act on the loss only through their own layer.")
        .by(unfold_in_derivatives(here.a), differentiate, "∂a_i/∂b_i is 1.")
        .by(in_matrix_form(i), "The same for every entry.")
    )


def first_weights(depth: int = 3, activation: Activation = g) -> Derivation:
    """The gradient by the weights of the first layer, each error put in as soon as it is known."""
    net = deep(depth, activation)
    first, top = net.layers[0], net.layers[-1].a
    i, j = (Index(name, n) for name, n in zip("ij", first.W.kind.shape, strict=True))
    derived = Derivation(Partial(net.J, first.W[i, j])).by(
        chain_rule(first.a),
        fold(net.errors[0]),
        unfold_in_derivatives(first.a),
        differentiate,
        in_matrix_form(i, j),
        "The weights act on the loss only through their own layer.",
    )
    for here, above, error, next_error in zip(net.layers, net.layers[1:], net.errors, net.errors[1:], strict=False):
        derived = derived.by(
            in_elements,
            unfold(error),
            chain_rule(above.a),
            fold(next_error),
            unfold_in_derivatives(above.a),
            differentiate,
            chain_rule(here.h).if_possible(),
            unfold_in_derivatives(here.h),
            differentiate,
            in_matrix_form(i, j),
            f"One layer up: the error goes back through the weights, times the slopes of {text(here.h)}.",
        )
    return derived.by(
        in_elements,
        unfold(net.errors[-1]),
        known(through_the_jacobian(net.J, net.p, top), "gradient of the cross-entropy"),
        in_matrix_form(i, j),
        "At the top the error is prediction minus truth.",
    )


def by_first_weights(*left_out: int) -> Expr:
    """The gradient by W_1 in three layers, with the slopes of some layers left out."""
    net = deep(3)
    one, two, three = net.layers
    k, m, q = (Index(name, each.a.kind.shape[0]) for name, each in (("i", one), ("m", two), ("q", three)))
    slope = [Applied(Symbol("g"), each.a[at], 1) for each, at in ((one, k), (two, m))]
    keep = [S.One if layer in left_out else slope[layer] for layer in (0, 1)]
    y = one_hot("y", *three.a.kind.shape)
    back = Sum(three.W[q, m] * (net.p[q] - y[q]), q) * keep[1]
    return Sum(two.W[m, k] * back, m) * keep[0] * one.below[Index("j", one.W.kind.shape[1])]


CHAIN = "Each hidden layer that the error crosses multiplies it by the slopes of its activation."


def entry(slug: str, title: str, states: str, route: Route, rests_on: tuple[str, ...], *mistakes: Mistake) -> Entry:
    return Entry(
        f"deep-{slug}",
        f"Deep network: {title}",
        "Deep network",
        states,
        {"layer by layer": route},
        rests_on=rests_on,
        taught_in="CS7015, back-propagation",
        mistakes=mistakes,
    )


ENTRIES = [
    entry(
        "output",
        "the output layer",
        "Minus the difference between the right class, as a one-hot vector, and the prediction.",
        output_layer,
        ("cross-entropy",),
        Mistake("sign", lambda: Delta(s, label) - p_out[s], "The loss is minus the logarithm of the prediction."),
        Mistake(
            "off-diagonal terms missing",
            lambda: Delta(s, label) * (p_out[s] - 1),
            "The other logits stand in the bottom of the softmax and have gradients too.",
        ),
    ),
    entry(
        "hidden-units",
        "back through the weights",
        "The gradient of the layer above, sent back by the transpose of its weights.",
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
        "Entry by entry, the gradient of the hidden units times the slope of the activation.",
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
        "weights",
        "gradient by the weights of a layer",
        "The gradient of the layer’s a as a column, times what came in as a row.",
        weights,
        ("deep-pre-activations",),
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
        "The gradient of the layer’s a itself.",
        biases,
        ("deep-pre-activations",),
        Mistake(
            "summed over everything",
            lambda: Sum(Partial(J, this.a[Index("r", d)]), Index("r", d)),
            "Each unit has its own bias, so nothing is summed over the units.",
        ),
    ),
    entry(
        "first-weights",
        "three layers written out, by the weights of the first",
        "The error of the output goes back through two layers of weights and slopes and meets the input.",
        first_weights,
        ("deep-weights", "deep-hidden-units"),
        Mistake("derivative of the activation missing", lambda: by_first_weights(0), CHAIN),
        Mistake("derivative of the activation missing", lambda: by_first_weights(1), CHAIN),
    ),
]
