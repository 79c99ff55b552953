"""The strategy reproduces the catalogue from its starts alone, and says where it cannot."""

import pytest

from derivations.catalogue import catalogue
from derivations.derive import derive, gradient
from derivations.notation import Index, Partial, Quantity, Sum, exp, log, matrix, one_hot, scalar, sigmoid, size, vector
from derivations.notation.dependence import quantities_in
from derivations.notation.printing import text
from derivations.verify.verdicts import judge

DERIVATIVES = {slug: e for slug, e in catalogue().items() if isinstance(e.derivation().start, Partial)}


NOT_YET = ("sampled-softmax-weights", "sampled-softmax-bias")
"""Where the strategy arrives at a form that the verifier cannot yet tell from the taught cases."""


def knows_every_function(slug: str) -> bool:
    """Whether nothing in a derivation is known by its name alone."""
    return slug not in NOT_YET and not any(q.depends_on for q in DERIVATIVES[slug].quantities)


@pytest.mark.parametrize("slug", [slug for slug in DERIVATIVES if knows_every_function(slug)])
def test_the_catalogue_follows_from_its_starts(slug: str) -> None:
    derivation = DERIVATIVES[slug].derivation()
    derived = derive(derivation.start, tuple(getattr(derivation.start.wrt, "indices", ())))
    assert derived.obstacle == ""
    assert judge(derivation.result, derived.derivation.result).verdict.establishes
    assert not derived.derivation.result.has(Partial)
    assert all(judge(step.before, step.after).verdict.establishes for step in derived.derivation.steps)


d, h, n, m = size("d"), size("h"), size("n"), size("m")
a, j, k, r = Index("a", d), Index("j", h), Index("k", n), Index("r", m)
x, W1, W2, y = vector("x", d), matrix("W_1", h, d), matrix("W_2", n, h), one_hot("y", n)
X, w, t = matrix("X", m, d), vector("w", d), vector("t", m)
other = Index("l", n)
hidden = vector("a", h).defined_by(lambda j: sigmoid(Sum(W1[j, a] * x[a], a)))
inline = vector(r"\hat{y}", n).defined_by(
    lambda k: exp(Sum(W2[k, j] * hidden[j], j)) / Sum(exp(Sum(W2[other, j] * hidden[j], j)), other)
)
network = scalar("J").defined_by(-Sum(y[k] * log(inline[k]), k))
ridge = scalar("R").defined_by(Sum((Sum(X[r, a] * w[a], a) - t[r]) ** 2, r) / (2 * m) + Sum(w[a] ** 2, a))


@pytest.mark.parametrize(
    ("loss", "variable", "taught"),
    [
        (network, W1, "(W₂ᵀ(ŷ − y) ⊙ a ⊙ (1 − a)) xᵀ"),
        (network, W2, "(ŷ − y) aᵀ"),
        (ridge, w, "1/m · Xᵀ(X w − t) + 2w"),
    ],
    ids=lambda value: value.name if isinstance(value, Quantity) else "",
)
def test_a_loss_ends_in_the_taught_form(loss: Quantity, variable: Quantity, taught: str) -> None:
    assert text(gradient(loss, variable).derivation.result) == taught


def test_what_is_known_by_name_alone_is_an_obstacle_that_is_told() -> None:
    v = vector("v", d)
    F = Quantity("F", depends_on=(v,))
    J = scalar("J").defined_by(F**2)
    derived = gradient(J, v)
    assert not derived.is_finished
    assert "∂F/∂v_i" in derived.obstacle
    assert F in quantities_in(derived.derivation.result)
