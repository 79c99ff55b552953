"""`verify`: every step of a derivation, or of all, judged."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from derivations.catalogue import catalogue, entry
from derivations.notation.printing import text
from derivations.verify.survey import Survey, survey

COLUMNS = ("coarse", "fine", "proved", "small sizes", "tested", "refuted", "undecided")


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("verify", help="judge every step; exit 1 if one is not established")
    command.add_argument("slug", nargs="*", help="which derivations; all if none is named")
    command.add_argument("--json", action="store_true", help="as data")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print the verdicts."""
    surveys = []
    for found in surveyed(given.slug):
        surveys.append(found)
        if not given.json:
            print_row(found)
    if given.json:
        print(json.dumps([found.as_data for found in surveys], indent=1, ensure_ascii=False))
    else:
        print_totals(surveys)
    return 0 if all(found.is_established for found in surveys) else 1


def surveyed(slugs: list[str]) -> Iterator[Survey]:
    """The derivations asked for, by each route."""
    for chosen in [entry(slug) for slug in slugs] or catalogue().values():
        for route in chosen.routes:
            yield survey(chosen.slug, route, chosen.derivation(route))


def print_row(found: Survey) -> None:
    """One derivation in a line, and each step that is not established."""
    counts = ", ".join(f"{found.as_data[name]} {name}" for name in COLUMNS if found.as_data[name])
    print(f"{found.slug} · {found.route}: {counts}", flush=True)
    for step, judgement in (*found.coarse, *found.fine):
        if not judgement.verdict.establishes:
            print(f"  {judgement.verdict}: {step.rule}: {text(step.before)} → {text(step.after)}")
            if judgement.counterexample:
                print(f"    {judgement.counterexample}")


def print_totals(surveys: list[Survey]) -> None:
    """All derivations together."""
    sums = {name: sum(found.as_data[name] for found in surveys) for name in COLUMNS}
    steps = sums["coarse"] + sums["fine"]
    print(f"\n{len(surveys)} derivations, {steps} steps: " + ", ".join(f"{sums[name]} {name}" for name in COLUMNS[2:]))
    if steps:
        print(f"{100 * sums['proved'] / steps:.1f} % of all steps are proved for every size.")
