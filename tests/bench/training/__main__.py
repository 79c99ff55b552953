"""Print microseconds a training step, this trainer's and others': python tests/bench/training

The same net, batch and float32 for all, one thread each. The trainers of one net take turns, a short burst
each, and each reports its fastest burst, so that all see the same machine; on a busy one only the ratios
count. This trainer draws its batches and records its curves; the others get batches drawn beforehand.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import one_thread  # noqa: F401  (before any library that starts threads)
from against import CASES, against_others, against_plain
from variants import ACTIVATION, LOSS, OPTIMISER, PENALTY, SCHEDULE, SWEEPS


def main() -> None:
    """Print all tables."""
    against_others(CASES)
    print("\nAgainst SGD with tanh, 2-8-8-2, batch 10")
    for title, others in {
        "activation": ACTIVATION,
        "optimiser": OPTIMISER,
        "penalty": PENALTY,
        "loss": LOSS,
        "schedule": SCHEDULE,
    }.items():
        against_plain(title, 1.6, others)
    print("\nSweeps against one network, 2-8-8-2, batch 10")
    against_plain("sweep", 3, SWEEPS)


if __name__ == "__main__":
    main()
