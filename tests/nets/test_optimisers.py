"""Optimisers and schedules against their formulas, one number at a time."""

from math import cos, pi, sqrt

import numpy as np
import pytest

from derivations.nets import OPTIMISERS, SCHEDULES, Explanation, Settings, Trainer

RATE = 0.1


def sgd(g, state, t):
    return RATE * g


def momentum(g, state, t):
    state["v"] = 0.9 * state.get("v", 0) + g
    return RATE * state["v"]


def nesterov(g, state, t):
    state["v"] = 0.9 * state.get("v", 0) + g
    return RATE * (g + 0.9 * state["v"])


def rmsprop(g, state, t):
    state["s"] = 0.9 * state.get("s", 0) + 0.1 * g * g
    return RATE * g / (sqrt(state["s"]) + 1e-8)


def adam(g, state, t):
    state["m"] = 0.9 * state.get("m", 0) + 0.1 * g
    state["s"] = 0.999 * state.get("s", 0) + 0.001 * g * g
    return RATE * state["m"] / (1 - 0.9**t) / (sqrt(state["s"] / (1 - 0.999**t)) + 1e-8)


FORMULAS = {"SGD": sgd, "momentum": momentum, "Nesterov": nesterov, "RMSProp": rmsprop, "Adam": adam}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_updates_follow_the_formula(name):
    trainer = Trainer(Settings(optimiser=name, learning_rate=RATE, precision="float64", hidden=(3,)))
    state, at = {}, 5
    for t in range(1, 40):
        before, told = (
            trainer.network.parameters[0, at],
            Explanation(trainer).parameter(0, 1, 1 if at == 4 else None),
        )
        trainer.train(1)
        update = FORMULAS[name](trainer.network.gradient[0, at], state, t)
        assert before - trainer.network.parameters[0, at] == pytest.approx(update, rel=1e-9, abs=1e-15)
        for slot, value in state.items():
            assert told.update.numbers[f"{slot} after"] == pytest.approx(value, rel=1e-9, abs=1e-18)


RATES = {
    "constant": lambda t: 1,
    "warm-up": lambda t: min(1, t / 20),
    "halving": lambda t: 1 if t < 20 else 0.5,
    "inverse time": lambda t: 1 / (1 + t / 20),
    "cosine": lambda t: (1 + cos(pi * min(1, t / 20))) / 2,
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedules_scale_the_rate(name):
    trainer = Trainer(Settings(schedule=name, schedule_steps=20, learning_rate=RATE, precision="float64"))
    for t in range(1, 30):
        trainer.train(1)
        wanted = RATE * RATES[name](t) * trainer.network.gradient
        np.testing.assert_allclose(trainer.network.update, wanted, rtol=1e-12, atol=1e-18)


def test_a_long_row_is_updated_in_blocks_without_a_gap():
    settings = Settings(hidden=(64, 600), precision="float64", l2=0.01)
    trainer = Trainer(settings)
    before = trainer.network.parameters.copy()
    trainer.train(1)
    assert trainer.network.parameters.size > 32_000
    step = before - 0.1 * trainer.network.gradient
    np.testing.assert_allclose(trainer.network.parameters, step, rtol=1e-12, atol=1e-18)
