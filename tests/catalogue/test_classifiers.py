"""The classifiers of a first course: every route ends in its taught form, is proved, and meets the others."""

from __future__ import annotations

import pytest

from derivations.catalogue import catalogue, entry
from derivations.numbers import numbers, sizes
from derivations.opening import starting_values
from derivations.verify.verdicts import Verdict
from tests.catalogue.oracles import (
    diverging_routes,
    gap_to_differences,
    judged,
    result_of,
    unrefuted_mistakes,
    worst_steps,
)

TAUGHT = {
    "Sigmoid": {
        ("sigmoid-derivative", "quotient rule"): "σ(x) (1 − σ(x))",
        ("sigmoid-derivative", "power rule"): "σ(x) (1 − σ(x))",
        ("sigmoid-reflection", "written out"): "1 − σ(x)",
        ("tanh-sigmoid", "written out"): "2σ(2x) − 1",
        ("softplus-derivative", "chain rule"): "σ(x)",
        ("relu-derivative", "two cases"): "𝟙[x > 0]",
        ("log-sigmoid-derivative", "chain rule"): "1 − σ(x)",
        ("log-sigmoid-derivative", "written out"): "1 − σ(x)",
        ("tanh-derivative", "quotient rule"): "1 − tanh(x)²",
        ("tanh-derivative", "through the sigmoid"): "1 − tanh(x)²",
    },
    "Softmax": {
        ("softmax-shift-invariance", "written out"): "p_k",
        ("softmax-jacobian", "quotient rule"): "p_k (δ_ik − p_i)",
        ("softmax-jacobian", "logarithm first"): "p_k (δ_ik − p_i)",
        ("softmax-by-temperature", "logarithm first"): "p_k/T² · (Σ_j p_j z_j − z_k)",
        ("softmax-largest-subtracted", "written out"): "exp(z_k − m)/Σ_j exp(z_j − m)",
        ("softmax-jacobian-matrix", "from the elements"): "diag(p) − p pᵀ",
        ("softmax-jacobian-matrix", "quotient rule"): "diag(p) − p pᵀ",
        ("softmax-temperature", "through the scaled logits"): "p_k (δ_ik − p_i)/T",
        ("softmax-temperature", "logarithm first"): "p_k (δ_ik − p_i)/T",
    },
    "Log-sum-exp": {
        ("log-sum-exp-gradient", "chain rule"): "p_i",
        ("log-sum-exp-hessian", "through the Jacobian"): "diag(p) − p pᵀ",
        ("log-sum-exp-hessian", "quotient rule"): "diag(p) − p pᵀ",
        ("log-sum-exp-shift", "written out"): "m + log Σ_k exp(z_k − m)",
    },
    "Cross-entropy": {
        ("cross-entropy", "through the Jacobian"): "p_i − y_i",
        ("cross-entropy", "the two cases"): "p_i − y_i",
        ("cross-entropy", "logarithm first"): "p_i − y_i",
        ("cross-entropy-true-class", "two cases"): "{p_i − 1 if i = c; p_i if i ≠ c}",
        ("cross-entropy-true-class", "indicator notation"): "p_i − δ_ic",
        ("cross-entropy-true-class", "logarithm first"): "p_i − δ_ic",
        ("cross-entropy-general", "through the Jacobian"): "p_i Σ_k y_k − y_i",
        ("cross-entropy-general", "the two cases"): "p_i Σ_k y_k − y_i",
        ("cross-entropy-general", "logarithm first"): "p_i Σ_k y_k − y_i",
        ("cross-entropy-vector", "through the Jacobian"): "−(e_l − ŷ)",
    },
    "Binary cross-entropy": {
        ("logistic-output", "chain rule"): "y (1 − y) x_j",
        ("logistic-logit", "through the output"): "y − t",
        ("logistic-regression", "through the output"): "(t − y) x_j",
        ("logistic-regression", "through the logit"): "(t − y) x_j",
        ("logistic-regression", "t and 1 − t apart"): "(t − y) x_j",
        ("logistic-regression-bias", "through the logit"): "t − y",
        ("logistic-batch-logits", "through the outputs"): "1/N · (y_i − t_i)",
        ("logistic-regression-batch", "example by example"): "Xᵀ(y − t)",
        ("logistic-regression-batch", "through the logits"): "Xᵀ(y − t)",
        ("logistic-regression-mean", "example by example"): "1/N · Xᵀ(y − t)",
        ("logistic-regression-mean", "through the logits"): "1/N · Xᵀ(y − t)",
        ("logistic-regression-batch-bias", "through the logits"): "1/N · Σ_i (y_i − t_i)",
    },
    "Softmax regression": {
        ("softmax-regression", "Kronecker delta"): "x_j (t_k − y_k)",
        ("softmax-regression", "logarithm first"): "x_j (t_k − y_k)",
        ("softmax-regression-bias", "Kronecker delta"): "y_k − t_k",
        ("softmax-regression-class-weights", "link by link"): "{(p_i − 1) x if i = c; p_i x if i ≠ c}",
        ("softmax-regression-class-weights", "Kronecker delta"): "(p_i − δ_ic) x",
        ("softmax-regression-class-bias", "link by link"): "{p_i − 1 if i = c; p_i if i ≠ c}",
        ("softmax-regression-class-bias", "Kronecker delta"): "p_i − δ_ic",
        ("softmax-regression-batch-logits", "logarithm first"): "1/N · (Y_rk − T_rk)",
        ("softmax-regression-batch", "through the logits"): "1/N · (Y − T)ᵀ X",
        ("softmax-regression-batch-bias", "through the logits"): "1/N · (Y − T)ᵀ 𝟏",
    },
    "L2 regularisation": {
        ("l2-half", "power rule"): "λ w",
        ("l2-plain", "power rule"): "2λ w",
        ("l2-mean", "power rule"): "λ/n · w",
        ("l2-frobenius", "power rule"): "2W",
        ("l2-objective-matrix", "term by term"): "1/N · (Y − T)ᵀ X + 2λ W",
        ("l2-objective", "term by term"): "1/N · Xᵀ(y − t) + λ w",
    },
    "Squared error": {
        ("squared-error-linear", "power rule"): "2(z − t)",
        ("squared-error-linear-weight", "chain rule"): "2(z − t) x_j",
        ("squared-error-sigmoid", "chain rule"): "(y − t) y (1 − y)",
        ("squared-error-sigmoid-weight", "chain rule"): "(y − t) y (1 − y) x_j",
        ("squared-error-stalls", "ratio"): "y (1 − y)",
    },
}
ROUTES = {route: taught for topic in TAUGHT.values() for route, taught in topic.items()}
SLUGS = sorted({slug for slug, _route in ROUTES})
GRADIENTS = [slug for slug in SLUGS if gap_to_differences(slug, 0) is not None]


@pytest.mark.parametrize("topic", TAUGHT)
def test_the_table_speaks_of_every_route_of_a_topic(topic: str) -> None:
    assert set(TAUGHT[topic]) == {
        (e.slug, route) for e in catalogue().values() if e.topic == topic for route in e.routes
    }


@pytest.mark.parametrize(("slug", "route"), ROUTES)
def test_a_route_ends_in_the_taught_form(slug: str, route: str) -> None:
    assert result_of(slug, route) == ROUTES[slug, route]


@pytest.mark.parametrize(("slug", "route"), ROUTES)
def test_every_step_is_proved_for_all_sizes(slug: str, route: str) -> None:
    derivation = entry(slug).derivation(route)
    assert worst_steps(slug, route) == []
    assert judged(derivation.start, derivation.result) is Verdict.PROVED


@pytest.mark.parametrize("slug", SLUGS)
def test_routes_meet(slug: str) -> None:
    assert diverging_routes(slug) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_mistakes_are_refuted(slug: str) -> None:
    assert entry(slug).mistakes
    assert unrefuted_mistakes(slug) == []


@pytest.mark.parametrize("slug", GRADIENTS)
@pytest.mark.parametrize("seed", range(3))
def test_a_gradient_agrees_with_central_differences(slug: str, seed: int) -> None:
    gap = gap_to_differences(slug, seed)
    assert gap is not None
    assert gap < 1e-8


@pytest.mark.parametrize(("slug", "route"), ROUTES)
def test_every_line_comes_to_the_same_numbers(slug: str, route: str) -> None:
    derivation = entry(slug).derivation(route)
    values = starting_values(derivation, dict.fromkeys(sizes(derivation), 3))
    assert numbers(derivation, values).disagreement < 1e-9
