"""A deep network written out for a chosen depth L: each error put in as soon as it is known, layer by layer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from sympy import S, Symbol

from derivations.catalogue.cross_entropy import cross_entropy_of, through_the_jacobian
from derivations.catalogue.deep_network import CHAIN, entry
from derivations.catalogue.entry import Entry, Mistake
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
    """The network of that depth, with c inputs, d units in each hidden layer and n classes."""
    if depth < 1:
        raise ValueError(f"A network has at least one layer, not {depth}.")
    below, layers = vector("x", size("c")), list[Layer]()
    for number in range(1, depth + 1):
        layers.append(layer(written(number), below, size("d" if number < depth else "n"), activation))
        below = layers[-1].h
    logits = layers[-1].a
    p = softmax_of(logits, r"\hat{y}")
    J = cross_entropy_of(one_hot("y", logits.kind.shape[0]), p)
    return Deep(tuple(layers), p, J, tuple(error_of(J, each, k) for k, each in enumerate(layers, 1)))


def written(number: int) -> str:
    """A number as it stands below a name: W_9, W_{10}."""
    return str(number) if number < 10 else f"{{{number}}}"


def error_of(loss: Quantity, each: Layer, number: int) -> Quantity:
    """δ_k = ∂J/∂a_k"""
    return vector(rf"\delta_{written(number)}", each.a.kind.shape[0]).defined_by(lambda i: Partial(loss, each.a[i]))


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


def by_first_weights(depth: int, without_slope_of: int | None = None, transposed: bool = True) -> Expr:
    """The gradient by W_1, with the slopes of a layer or the transposition of W_2 left out."""
    net = deep(depth)
    at = [Index(f"q_{k}", each.a.kind.shape[0]) for k, each in enumerate(net.layers, 1)]
    at[0] = Index("i", net.layers[0].a.kind.shape[0])
    y = one_hot("y", *net.layers[-1].a.kind.shape)
    back = net.p[at[-1]] - y[at[-1]]
    for k in reversed(range(depth - 1)):
        here, above = net.layers[k], net.layers[k + 1]
        weight = above.W[at[k + 1], at[k]] if transposed or k else above.W[at[k], at[k + 1]]
        slope = S.One if k + 1 == without_slope_of else Applied(Symbol("g"), here.a[at[k]], 1)
        back = slope * Sum(weight * back, at[k + 1])
    return back * net.layers[0].below[Index("j", net.layers[0].W.kind.shape[1])]


def example(depth: int) -> dict[str, Any]:
    """Inputs of a network of that depth, whose units are in the middle of their activation."""
    below = [written(k) for k in range(1, depth)]
    middle = {f"W_{k}": ((0.5, -1), (1, 0.5)) for k in below}
    biases = {f"b_{k}": (0.1, -0.2) for k in below}
    top = {f"W_{written(depth)}": ((1, -0.5), (-0.5, 1), (0.5, 1)), f"b_{written(depth)}": (0.1, 0, -0.1)}
    return {"x": (1, 0.5), "y": (0, 1, 0), **middle, **biases, **top}


def layers_written_out(slug: str, number: str, depth: int, *mistakes: Mistake) -> Entry:
    """The entry of a network of that many layers."""
    return entry(
        slug,
        f"{number} layers written out, by the weights of the first",
        f"The error of the output goes back through {number} layers, meeting weights and slopes, and then the input.",
        partial(first_weights, depth),
        ("deep-weights", "deep-hidden-units"),
        Mistake("derivative of the activation missing", partial(by_first_weights, depth, 1), CHAIN),
        *mistakes,
        opens_with=example(depth),
    )


DEEPEST = 20
TAUGHT = {2: "deep-two-layers", 3: "deep-first-weights", 4: "deep-four-layers"}


def slug_of_depth(depth: int) -> str:
    """The name of the network of that many layers."""
    return TAUGHT.get(depth, f"deep-{depth}-layers")


def depth_of(slug: str) -> int | None:
    """How many layers the network of that name has, from 2 to 20; None where the name is of no such network."""
    taught = next((depth for depth, name in TAUGHT.items() if name == slug), None)
    named = re.fullmatch(r"deep-(\d{1,2})-layers", slug)
    depth = taught or (int(named[1]) if named else 0)
    return depth if 2 <= depth <= DEEPEST else None


@cache
def of_depth(slug: str) -> Entry | None:
    """The network of a chosen depth: `deep-7-layers`; None where the slug names no depth from 2 to 20."""
    depth = depth_of(slug)
    return None if depth is None else layers_written_out(f"{depth}-layers", str(depth), depth)


TRANSPOSE = "The weights take h₁ to a₂ as W₂, so it is their transpose that takes the error of a₂ back to h₁."

ENTRIES = [
    layers_written_out("two-layers", "two", 2),
    layers_written_out(
        "first-weights",
        "three",
        3,
        Mistake("transpose", lambda: by_first_weights(3, transposed=False), TRANSPOSE),
        Mistake("derivative of the activation missing", lambda: by_first_weights(3, 2), CHAIN),
    ),
    layers_written_out("four-layers", "four", 4),
]
