"""Trainers that take turns on the same clock, and the ratios of their times."""

from time import perf_counter

from others import installed
from ours import Burst, ours
from problems import RATE, problem_of
from variants import BASE, Nets

from derivations.nets import Settings

ROUNDS = 15
BURST = 0.03  # seconds
FEWEST = 8  # steps of a burst, so that each burst of this trainer draws its batches
Case = tuple[tuple[int, ...], int, int, dict[str, float]]
CASES: list[Case] = [
    ((2, 8, 8, 2), 10, 250, {"PyTorch": 12, "JAX jit": 2}),
    ((2, 8, 8, 2), 128, 512, {"PyTorch": 8, "JAX jit": 1.5}),
    ((64, 64, 10), 128, 1024, {"PyTorch": 5, "JAX jit": 1.25}),
    ((784, 512, 512, 10), 256, 2048, {"JAX jit": 1 / 1.03, "bare products": 1 / 1.1}),
]


def microseconds(bursts: dict[str, Burst]) -> dict[str, float]:
    """The fastest burst of each, in microseconds a step, all taking turns."""
    steps, best = {}, dict.fromkeys(bursts, float("inf"))
    for name, burst in bursts.items():
        burst(3)
        began = perf_counter()
        burst(5)
        steps[name] = max(FEWEST, int(BURST * 5 / (perf_counter() - began)))
    for _ in range(ROUNDS):
        for name, burst in bursts.items():
            began = perf_counter()
            burst(steps[name])
            best[name] = min(best[name], (perf_counter() - began) / steps[name] * 1e6)
    return best


def against_others(cases: list[Case]) -> None:
    """This trainer against the others."""
    for shape, batch, count, goals in cases:
        settings = Settings(hidden=shape[1:-1], batch=batch, learning_rate=RATE)
        problem = problem_of(shape[0], shape[-1], count)
        times = microseconds({"this trainer": ours(settings, problem), **installed(shape, problem, batch)})
        print(f"\n{'-'.join(map(str, shape))}, batch {batch}: {times['this trainer']:.1f} µs a step")
        for name in [name for name in times if name != "this trainer"]:
            ratio, goal = times[name] / times["this trainer"], goals.get(name)
            said = f"   goal ≥ {goal:.2f} {'met' if ratio >= goal else 'MISSED'}" if goal else ""
            print(f"  {name:14}{times[name]:10.1f} µs {ratio:8.2f} times this{said}")


def against_plain(title: str, goal: float, others: dict[str, Nets]) -> None:
    """Other settings of this trainer against SGD with tanh."""
    for name, nets in others.items():
        times = microseconds({"plain": ours(BASE), "other": ours(nets)})
        ratio = times["other"] / times["plain"]
        said = "met" if ratio <= goal else "MISSED"
        print(f"  {title:12}{name:22}{times['other']:8.1f} µs {ratio:6.2f} times   goal ≤ {goal} {said}")
