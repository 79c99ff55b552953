"""Networks and word vectors: results in the form that is taught, routes that meet, mistakes that are refuted."""

from collections.abc import Iterator

import numpy as np
import pytest

from derivations.catalogue import catalogue
from derivations.catalogue.deep_network_written_out import written_out
from derivations.catalogue.entry import Entry
from derivations.core import Derivation, Step
from derivations.notation import Element, Partial, quantity_of, tanh, text
from derivations.notation.scope import free_indices
from derivations.numeric.compiling import compiled
from derivations.numeric.differences import differences
from derivations.numeric.sampling import random_values
from derivations.verify.verdicts import Verdict, judge

TAUGHT = {
    "hidden-layer-x": "W₁ᵀ(W₂ᵀ(ŷ − y) ⊙ h ⊙ (1 − h))",
    "hidden-layer-w1": "(W₂ᵀ(ŷ − y) ⊙ h ⊙ (1 − h)) xᵀ",
    "hidden-layer-b1": "W₂ᵀ(ŷ − y) ⊙ h ⊙ (1 − h)",
    "hidden-layer-w2": "(ŷ − y) hᵀ",
    "hidden-layer-b2": "ŷ − y",
    "hidden-layer-in-rows-x": "((ŷ − y) W₂ᵀ ⊙ h ⊙ (1 − h)) W₁ᵀ",
    "hidden-layer-in-rows-w1": "xᵀ((ŷ − y) W₂ᵀ ⊙ h ⊙ (1 − h))",
    "hidden-layer-in-rows-b1": "(ŷ − y) W₂ᵀ ⊙ h ⊙ (1 − h)",
    "hidden-layer-in-rows-w2": "hᵀ(ŷ − y)",
    "hidden-layer-in-rows-b2": "ŷ − y",
    "batch-logits": "1/m · (Ŷ − Y)",
    "batch-output-weights": "1/m · Aᵀ Δ₂",
    "batch-output-bias": "1/m · 𝟏ᵀ Δ₂",
    "batch-hidden": "1/m · (Δ₂ W₂ᵀ ⊙ A ⊙ (1 − A))",
    "batch-hidden-weights": "1/m · Xᵀ Δ₁",
    "batch-hidden-bias": "1/m · 𝟏ᵀ Δ₁",
    "deep-output": "−(e_l − ŷ)",
    "deep-hidden-units": "W_{k+1}ᵀ · ∂J/∂a_{k+1}",
    "deep-pre-activations": "∂J/∂h_k ⊙ g′(a_k)",
    "deep-weight-element": "h_{k-1,j}",
    "deep-weights": "∂J/∂a_k · h_{k-1}ᵀ",
    "deep-biases": "∂J/∂a_k",
    "deep-first-weights": "(W₂ᵀ(W₃ᵀ(ŷ − y) ⊙ g′(a₂)) ⊙ g′(a₁)) xᵀ",
    "deep-two-layers": "(W₂ᵀ(ŷ − y) ⊙ g′(a₁)) xᵀ",
    "deep-four-layers": "(W₂ᵀ(W₃ᵀ(W₄ᵀ(ŷ − y) ⊙ g′(a₃)) ⊙ g′(a₂)) ⊙ g′(a₁)) xᵀ",
    "word2vec-centre": "U(ŷ − y)",
    "word2vec-centre-expectation": "Σ_x ŷ_x u_x − u_o",
    "word2vec-outside": "(ŷ_w − y_w) v_c",
    "word2vec-outside-cases": "{(ŷ_o − 1) v_c if w = o; ŷ_w v_c if w ≠ o}",
    "word2vec-outside-matrix": "v_c (ŷ − y)ᵀ",
    "negative-sampling-centre": "(σ(u_oᵀ v_c) − 1) u_o + Σ_k (1 − σ(−u_kᵀ v_c)) u_k",
    "negative-sampling-seen": "(σ(u_oᵀ v_c) − 1) v_c",
    "negative-sampling-drawn": "σ(u_kᵀ v_c) v_c",
    "negative-sampling-repeated": "m_w σ(u_wᵀ v_c) v_c − δ_wo (1 − σ(u_wᵀ v_c)) v_c",
    "skip-gram-centre": "Σ_j ∂F_j/∂v_c",
    "skip-gram-outside": "Σ_j ∂F_j/∂U",
    "skip-gram-other": "{Σ_j ∂F_j/∂v_c if w = c; 0 if w ≠ c}",
    "skip-gram-softmax-centre": "Σ_j (Σ_x ŷ_x u_x − u_{w_j})",
    "skip-gram-softmax-outside": "(C ŷ_w − m_w) v_c",
    "skip-gram-sampling-outside": "m′_w σ(u_wᵀ v_c) v_c − m_w (1 − σ(u_wᵀ v_c)) v_c",
    "cbow-softmax-outside": "v̂ (ŷ − e_c)ᵀ",
    "cbow-sampling-outside": "m′_w σ(u_wᵀ v̂) v̂ − δ_wc (1 − σ(u_wᵀ v̂)) v̂",
    "skip-gram-sampling-centre": "Σ_{j,k} (1 − σ(−u_{r_jk}ᵀ v_c)) u_{r_jk} − Σ_j (1 − σ(u_{w_j}ᵀ v_c)) u_{w_j}",
    "cbow-context": "m_w · ∂F/∂v̂",
    "cbow-outside": "∂F/∂U",
    "cbow-softmax": "m_w (Σ_x ŷ_x u_x − u_c)",
    "cbow-sampling": "m_w ((σ(u_cᵀ v̂) − 1) u_c + Σ_k (1 − σ(−u_{r_k}ᵀ v̂)) u_{r_k})",
    "sampled-softmax-logits": "{p̃_c − 1 if i = c; p̃_i if i ∈ S; 0 otherwise}",
    "sampled-softmax-weights": "{(p̃_c − 1) x if i = c; p̃_i x if i ∈ S; 0 otherwise}",
    "sampled-softmax-bias": "{p̃_c − 1 if i = c; p̃_i if i ∈ S; 0 otherwise}",
    "sampled-softmax-log-q": "p̃_c",
}
BY_NAME_ALONE = {slug for slug in TAUGHT if slug.startswith("deep-") and slug != "deep-output"} | {
    "skip-gram-centre",
    "skip-gram-outside",
    "skip-gram-other",
    "cbow-context",
    "cbow-outside",
}
"""Gradients of a loss F, or through an activation g, that are known by name alone and have no value in numbers."""
WITH_A_VALUE = [slug for slug in TAUGHT if slug not in BY_NAME_ALONE | {"sampled-softmax-log-q"}]


@pytest.fixture(params=TAUGHT)
def entry(request: pytest.FixtureRequest) -> Entry:
    return catalogue()[request.param]


def steps(derivation: Derivation) -> Iterator[Step]:
    yield from derivation.steps
    yield from derivation.fine


@pytest.mark.parametrize(("slug", "result"), TAUGHT.items())
def test_a_derivation_ends_in_the_form_that_is_taught(slug: str, result: str) -> None:
    assert text(catalogue()[slug].derivation().result) == result


def test_every_step_is_proved(entry: Entry) -> None:
    for route in entry.routes:
        for step in steps(entry.derivation(route)):
            assert judge(step.before, step.after).verdict is Verdict.PROVED, step.rule


def test_routes_meet(entry: Entry) -> None:
    first, *others = (entry.derivation(route).result for route in entry.routes)
    assert all(judge(first, other).verdict is Verdict.PROVED for other in others)


def test_mistakes_are_refuted(entry: Entry) -> None:
    assert entry.mistakes
    for mistake in entry.mistakes:
        assert judge(entry.derivation().result, mistake.wrong()).verdict is Verdict.REFUTED, mistake.name


@pytest.mark.parametrize("slug", WITH_A_VALUE)
@pytest.mark.parametrize("seed", [0, 1])
def test_a_gradient_agrees_with_differences(slug: str, seed: int) -> None:
    derivation = catalogue()[slug].derivation()
    assert agrees_with_differences(derivation, derivation.start, seed)


def agrees_with_differences(derivation: Derivation, start: Partial, seed: int) -> bool:
    """Whether the result has the values that differences of the loss have."""
    sizes = {"n": 3, "c": 5, "d": 4, "m": 2, "h": 5, "C": 3, "K": 2}
    by = start.wrt
    values = random_values([start.of, start, derivation.result], sizes, np.random.default_rng(seed))
    axes = by.indices if isinstance(by, Element) else ()
    assert free_indices(derivation.result) <= set(axes)
    found = compiled(derivation.result, axes)(values)
    held = quantity_of(by)
    assert held is not None
    expected = differences(start.of, held, values)
    return np.allclose(found, expected.complex_step, rtol=1e-9, atol=1e-11) and np.allclose(
        found, expected.central, rtol=1e-6, atol=1e-8
    )


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_a_deep_network_written_out_is_proved_layer_by_layer(depth: int) -> None:
    derived = written_out(depth)
    assert len(derived) == 3 * depth
    assert all(judge(s.before, s.after).verdict is Verdict.PROVED for d in derived for s in steps(d))
    assert text(derived[0].result) == "ŷ − y"


def test_a_deep_network_agrees_with_differences() -> None:
    for derivation in written_out(4, tanh):
        if isinstance(derivation.start, Partial):
            assert agrees_with_differences(derivation, derivation.start, 3)


def test_each_further_layer_costs_the_same_number_of_steps() -> None:
    steps_for = {depth: sum(len(each.fine) for each in written_out(depth)) for depth in (2, 3, 4, 8)}
    for_one = steps_for[3] - steps_for[2]
    assert for_one > 0
    assert steps_for[4] - steps_for[3] == for_one
    assert steps_for[8] - steps_for[4] == 4 * for_one


def test_a_network_without_layers_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one layer"):
        written_out(0)
