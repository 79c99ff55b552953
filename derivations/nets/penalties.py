"""Penalties on the weights, never on the biases: L2, (λ/2) Σ w², and L1, λ Σ |w|."""

from functools import partial

import numpy as np

from .arrays import Array, Tape


def penalty_tape(weights: Array, gradient: Array, scratch: Array, l2: Array, l1: Array) -> Tape:
    """g ← g + λ₂ w + λ₁ sign w; the λ are arrays over the parameters, 0 at the biases."""
    tape = []
    if l2.any():
        tape += [partial(np.multiply, weights, l2, scratch), partial(np.add, gradient, scratch, gradient)]
    if l1.any():
        tape += [
            partial(np.sign, weights, scratch),
            partial(np.multiply, scratch, l1, scratch),
            partial(np.add, gradient, scratch, gradient),
        ]
    return tape


def penalty(weights: Array, l2: Array, l1: Array) -> float:
    """(λ₂/2) Σ w² + λ₁ Σ |w|"""
    return float((0.5 * l2 * weights**2 + l1 * np.abs(weights)).sum())
