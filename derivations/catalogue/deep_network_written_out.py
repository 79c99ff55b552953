"""A deep network written out for a chosen depth L: each error put in as soon as it is known, layer by layer."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import S, Symbol

from derivations.catalogue.cross_entropy import cross_entropy_of, through_the_jacobian
from derivations.catalogue.deep_network import CHAIN, entry
from derivations.catalogue.entry import Mistake
from derivations.catalogue.layers import Activation, Layer, g, layer
from derivations.catalogue.softmax import softmax_of
from derivations.core import Derivation
from derivations.notation import Applied, Expr, Index, Partial, Quantity, Sum, one_hot, size, text, vector
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_elements, in_matrix_form
from derivations.rules.strategies import differentiate


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
    derived = (
        Derivation(Partial(net.J, first.W[i, j]))
        .by(chain_rule(first.a), "The weights act on the loss only through their own layer.")
        .by(
            fold(net.errors[0]),
            unfold_in_derivatives(first.a),
            differentiate,
            in_matrix_form(i, j),
            "Write δ₁ for ∂J/∂a₁, which meets what comes in, for all weights at once.",
        )
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


ENTRIES = [
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
