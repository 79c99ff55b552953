"""`list`: what the catalogue holds."""

from __future__ import annotations

import json
from argparse import Namespace
from itertools import groupby
from typing import Any

from derivations.catalogue import by_topic


def add_to(commands: Any) -> None:
    """What the command takes."""
    command = commands.add_parser("list", help="list the derivations of the catalogue")
    command.add_argument("--json", action="store_true", help="as data")
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print the catalogue, by topic."""
    entries = by_topic()
    if given.json:
        rows = [{"slug": e.slug, "title": e.title, "topic": e.topic, "routes": list(e.routes)} for e in entries]
        print(json.dumps(rows, indent=1, ensure_ascii=False))
        return 0
    for topic, group in groupby(entries, key=lambda e: e.topic):
        print(topic)
        for e in group:
            print(f"  {e.slug:32} {e.title}  ({', '.join(e.routes)})")
    return 0
