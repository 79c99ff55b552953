"""How long the catalogue takes to build and to verify, each derivation in turn: `python tests/bench/catalogue.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from sympy.core.cache import clear_cache

from derivations.catalogue import catalogue
from derivations.catalogue.entry import Route
from derivations.core import Derivation
from derivations.verify.survey import survey

NUMERIC = "derivations, derivations.numeric.stability, derivations.numeric.program, derivations.nets"


def timed_build(route: Route) -> tuple[float, Derivation]:
    """Milliseconds of processor time to build a derivation, SymPy's own cache cold."""
    clear_cache()
    start = process_time()
    derivation = route()
    return 1e3 * (process_time() - start), derivation


def timed_survey(slug: str, name: str, derivation: Derivation) -> float:
    """Milliseconds of processor time to judge every step of a derivation."""
    start = process_time()
    survey(slug, name, derivation)
    return 1e3 * (process_time() - start)


def loads_sympy(modules: str) -> bool:
    """Whether importing modules in a fresh interpreter loads SymPy."""
    program = f"import sys, {modules}; print('sympy' in sys.modules)"
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    return told.stdout.strip() == "True"


def main() -> None:
    """Print a row for each route, then medians, worst cases and totals."""
    routes = [(slug, name, route) for slug, e in catalogue().items() for name, route in e.routes.items()]
    builds, surveys = [], []
    print(f"{'build ms':>9} {'verify ms':>10}")
    for slug, name, route in routes:
        built, derivation = timed_build(route)
        judged = timed_survey(slug, name, derivation)
        builds.append(built)
        surveys.append(judged)
        print(f"{built:9.1f} {judged:10.1f}  {slug} · {name}")
    whole, total = sum(builds) / 1e3, sum(surveys) / 1e3
    print(f"\nbuild:  median {median(builds):.1f} ms, worst {max(builds):.1f} ms, all {whole:.2f} s (goals 60, 400, 5)")
    print(f"verify: median {median(surveys):.1f} ms, worst {max(surveys):.1f} ms, all {total:.2f} s (goal for all 30)")
    print(f"the numeric modules load SymPy: {loads_sympy(NUMERIC)}")


if __name__ == "__main__":
    main()
