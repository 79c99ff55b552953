"""What a deep network written out costs by its depth, in processor time and in steps: `python tests/bench/depth.py`."""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from sympy.core.cache import clear_cache

from derivations.catalogue.deep_network_written_out import written_out
from derivations.verify.survey import survey

DEPTHS = (2, 4, 8, 16)


def measured(depth: int) -> tuple[float, float, int]:
    """Milliseconds to build and to judge a network of that depth, SymPy's own cache cold, and its fine steps."""
    clear_cache()
    start = process_time()
    derived = written_out(depth)
    built = process_time()
    surveys = [survey("deep", str(place), each) for place, each in enumerate(derived)]
    assert all(found.is_established for found in surveys)
    return 1e3 * (built - start), 1e3 * (process_time() - built), sum(len(each.fine) for each in derived)


def main() -> None:
    """Print a row for each depth, and each figure by that of half the depth."""
    measured(1)  # imports, and what is the same for all
    print(f"{'layers':>6} {'build ms':>9} {'verify ms':>10} {'steps':>6}   each by the row above")
    before: tuple[float, ...] = ()
    for depth in DEPTHS:
        found = measured(depth)
        ratios = "  ".join(f"×{now / then:.2f}" for now, then in zip(found, before, strict=False))
        print(f"{depth:6} {found[0]:9.0f} {found[1]:10.0f} {found[2]:6}   {ratios}")
        before = found


if __name__ == "__main__":
    main()
