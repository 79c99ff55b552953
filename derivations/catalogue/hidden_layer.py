"""One hidden layer: the gradients of a softmax network by back-propagation, for one example, in columns."""

from derivations.catalogue.cross_entropy import cross_entropy_of, through_the_jacobian
from derivations.catalogue.entry import Entry
from derivations.catalogue.softmax import softmax_of
from derivations.core import Derivation
from derivations.notation import Expr, Partial, Sum, indices, matrix, one_hot, sigmoid, size, vector
from derivations.rules.calculus import chain_rule
from derivations.rules.definitions import fold, known, unfold
from derivations.rules.matrix_form import in_matrix_form
from derivations.rules.strategies import differentiate

D, H, n = size("d"), size("h"), size("n")
(a,) = indices("a", D)
i, j = indices("i j", H)
(k,) = indices("k", n)
x = vector("x", D)
W1, b1 = matrix("W_1", H, D), vector("b_1", H)
W2, b2 = matrix("W_2", n, H), vector("b_2", n)
y = one_hot("y", n)
z = vector("z", H).defined_by(lambda j: Sum(W1[j, a] * x[a], a) + b1[j])
h = vector("h", H).defined_by(lambda j: sigmoid(z[j]))
o = vector("o", n).defined_by(lambda k: Sum(W2[k, j] * h[j], j) + b2[k])
p = softmax_of(o, r"\hat{y}")
J = cross_entropy_of(y, p)


def back_to(variable: Expr) -> Derivation:
    """The gradient by a parameter of the output layer, which acts through o alone."""
    return (
        Derivation(Partial(J, variable))
        .by(chain_rule(o), "The variable acts on the loss only through the logits.")
        .by(known(through_the_jacobian(J, p, o), "gradient of the cross-entropy"), "By a logit: prediction minus truth.")
    )


def through_the_hidden_layer(variable: Expr) -> Derivation:
    """The gradient by what lies below the hidden layer."""
    return (
        back_to(variable)
        .by(chain_rule(h), "The logits depend on it only through the hidden units.")
        .by(unfold(o), differentiate, "A logit by a hidden unit is the weight between them.")
        .by(chain_rule(z), unfold(h), differentiate, "A hidden unit by its own input: the slope of the sigmoid.")
        .by(fold(h).repeated(), "The sigmoid of z is the hidden unit.")
        .by(unfold(z), differentiate, "What is left is linear.")
    )


def by_the_output_weights() -> Derivation:
    return back_to(W2[k, j]).by(unfold(o), differentiate, "The logits are linear in the weights.").by(in_matrix_form(k, j))


def by_the_output_bias() -> Derivation:
    return back_to(b2[k]).by(unfold(o), differentiate, "The bias is added to its own logit.").by(in_matrix_form(k))


def by_the_hidden_weights() -> Derivation:
    return through_the_hidden_layer(W1[i, a]).by(in_matrix_form(i, a))


def by_the_hidden_bias() -> Derivation:
    return through_the_hidden_layer(b1[i]).by(in_matrix_form(i))


def by_the_input() -> Derivation:
    return through_the_hidden_layer(x[a]).by(in_matrix_form(a))


ENTRIES = [
    Entry(f"hidden-layer-{slug}", title, "One hidden layer", states, {"element by element": route}, ("cross-entropy",))
    for slug, title, states, route in (
        ("w2", "Gradient by the output weights", "Error times hidden unit.", by_the_output_weights),
        ("b2", "Gradient by the output bias", "The error itself.", by_the_output_bias),
        ("w1", "Gradient by the hidden weights", "Error sent back, times the slope, times input.", by_the_hidden_weights),
        ("b1", "Gradient by the hidden bias", "The error sent back, times the slope.", by_the_hidden_bias),
        ("x", "Gradient by the input", "The error sent back through both layers.", by_the_input),
    )
]
