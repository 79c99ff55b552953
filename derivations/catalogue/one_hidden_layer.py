"""One hidden layer by back-propagation, for one example: the same two routes, lie the quantities in rows or columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from derivations.catalogue.cross_entropy import through_the_jacobian
from derivations.catalogue.entry import Entry, Mistake
from derivations.core import Derivation, Rule
from derivations.notation import Expr, Partial, Quantity, quantity_of, text
from derivations.rules.calculus import chain_rule
from derivations.rules.columns import unfold_in_derivatives
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_elements, in_matrix_form
from derivations.rules.strategies import differentiate

TRUTH = "For softmax and cross-entropy δ₂ is prediction minus truth."


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

    def is_hidden(self, variable: Expr) -> bool:
        """Whether a variable acts on the logits through the hidden units."""
        return self.z.definition is not None and self.z.definition.body.has(quantity_of(variable))


@dataclass(frozen=True)
class Row:
    """A gradient of a network: by what, how that enters its layer, what it states, and how it is got wrong."""

    slug: str
    what: str
    variable: Expr
    enters: str
    states: str
    mistakes: tuple[Mistake, ...]


def acts_through(row: Row, what: str) -> str:
    """Why the chain rule goes through some quantities alone."""
    return f"The loss depends on {text(row.variable)} only through {what}."


def element_by_element(net: Network, row: Row) -> Derivation:
    """The gradient with every index shown, read as an array at the end."""
    derived = (
        Derivation(Partial(net.J, row.variable))
        .by(chain_rule(net.f), acts_through(row, "the logits f"))
        .by(net.prediction_minus_truth, "By a logit the gradient is prediction minus truth.")
    )
    if net.is_hidden(row.variable):
        derived = to_the_hidden_inputs(net, derived).by(unfold(net.z), differentiate, row.enters)
    else:
        derived = derived.by(unfold_in_derivatives(net.f), differentiate, row.enters)
    return derived.by(as_array(row.variable), "Read the sums and products of elements as products of arrays.")


def to_the_hidden_inputs(net: Network, derived: Derivation) -> Derivation:
    """From the logits through the hidden units to their inputs."""
    return (
        derived.by(chain_rule(net.h), "The logits depend on it only through the hidden units.")
        .by(unfold(net.f), differentiate, "A logit by a hidden unit, ∂f_k/∂h_j, is the weight between them.")
        .by(
            chain_rule(net.z),
            unfold(net.h),
            differentiate,
            fold(net.h).repeated(),
            "By its own input z_j a hidden unit has the slope of the sigmoid, h_j(1 − h_j).",
        )
    )


def matrix_chain(net: Network, row: Row) -> Derivation:
    """The gradient by way of named errors: element by element into the layer, and from there on in arrays."""
    whole = as_array(row.variable)
    if net.is_hidden(row.variable):
        into = into_the_layer(net, row, net.z, "the inputs z of the hidden units")
        named = into.by(fold(net.hidden_error), whole, "Write δ₁ for ∂J/∂z, the error of the hidden units.")
        derived = back_to_the_logits(net, whole, named)
    else:
        into = into_the_layer(net, row, net.f, "the logits f")
        derived = into.by(fold(net.output_error), whole, "Write δ₂ for ∂J/∂f, the error of the logits.")
    return derived.by(in_elements, unfold(net.output_error), net.prediction_minus_truth, whole, TRUTH)


def into_the_layer(net: Network, row: Row, inputs: Quantity, name: str) -> Derivation:
    """The gradient by what stands in the inputs of a layer, by way of the gradient by these inputs."""
    return (
        Derivation(Partial(net.J, row.variable))
        .by(chain_rule(inputs), acts_through(row, name))
        .by(unfold_in_derivatives(inputs), differentiate, row.enters)
    )


def back_to_the_logits(net: Network, whole: Rule, derived: Derivation) -> Derivation:
    """From the error of the hidden units to that of the logits, which has to be known first."""
    return derived.by(
        in_elements,
        unfold(net.hidden_error),
        chain_rule(net.h),
        unfold_in_derivatives(net.h),
        differentiate,
        fold(net.h).repeated(),
        whole,
        "Each hidden unit passes its error on, times its slope σ′(z) = h(1 − h).",
    ).by(
        in_elements,
        chain_rule(net.f),
        fold(net.output_error),
        unfold_in_derivatives(net.f),
        differentiate,
        whole,
        "A hidden unit gathers the errors of the logits, δ₂ = ∂J/∂f, by its weights.",
    )


def as_array(variable: Expr) -> Rule:
    """An expression read as the array of the shape of a variable."""
    held = quantity_of(variable)
    assert held is not None
    return in_matrix_form(*variable.args[1:], as_row=held.kind.lies_as_row)


def entries(
    net: Network, slug: str, convention: str, rows: tuple[Row, ...], taught_in: str, example: Mapping[str, Any]
) -> list[Entry]:
    """The gradients of a network by each of its variables."""
    return [
        Entry(
            f"{slug}-{row.slug}",
            f"One hidden layer{convention}: gradient by {row.what}",
            "One hidden layer",
            row.states,
            {
                "element by element": partial(element_by_element, net, row),
                "matrix chain": partial(matrix_chain, net, row),
            },
            rests_on=("cross-entropy", "sigmoid-derivative"),
            opens_with=example,
            taught_in=taught_in,
            mistakes=row.mistakes,
        )
        for row in rows
    ]
