"""The derivations of the courses, one topic a file; each file's ENTRIES are found by themselves."""

from __future__ import annotations

import pkgutil
from difflib import get_close_matches
from functools import cache
from html import escape
from importlib import import_module
from statistics import mean

from derivations.catalogue.entry import Entry, Mistake

__all__ = ["Entry", "Mistake", "UnknownDerivation", "by_topic", "catalogue", "entry"]


class UnknownDerivation(LookupError):
    """A slug that no derivation of the catalogue has."""

    def __init__(self, slug: str, slugs: list[str]) -> None:
        near = get_close_matches(slug, slugs, n=3, cutoff=0.3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"There is no derivation “{slug}”.{hint} `python -m derivations list` lists them all.")


class Catalogue(dict[str, Entry]):
    """The derivations by their slugs."""

    def _repr_html_(self) -> str:
        """How a notebook shows it: a table of what there is to look up."""
        rows = (map(escape, (slug, e.topic, e.title, e.states)) for slug, e in self.items())
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table><tr><th>slug</th><th>topic</th><th>title</th><th>what it states</th></tr>{body}</table>"


@cache
def catalogue() -> Catalogue:
    """Every derivation by its slug, each after those on which it rests."""
    modules = [name for _, name, _ in pkgutil.iter_modules(__path__) if name != "entry"]
    found = [e for name in modules for e in getattr(import_module(f"{__name__}.{name}"), "ENTRIES", ())]
    by_slug = {e.slug: e for e in found}
    return Catalogue((e.slug, e) for e in sorted(found, key=lambda e: depth(e, by_slug)))


def depth(e: Entry, by_slug: dict[str, Entry]) -> int:
    """How long a chain of derivations one rests on."""
    return 1 + max((depth(by_slug[slug], by_slug) for slug in e.rests_on), default=0)


@cache
def by_topic() -> tuple[Entry, ...]:
    """The derivations with those of a topic together, topics in the order in which they build on each other."""
    found = list(catalogue().values())
    places: dict[str, list[int]] = {}
    for place, e in enumerate(found):
        places.setdefault(e.topic, []).append(place)
    return tuple(sorted(found, key=lambda e: mean(places[e.topic])))


def entry(slug: str) -> Entry:
    """The derivation of that slug, `deep-7-layers` of any depth too; an unknown one is answered with the nearest."""
    from derivations.catalogue.deep_network_written_out import of_depth  # which needs this package itself

    found = catalogue()
    made = found.get(slug) or of_depth(slug)
    if made is None:
        raise UnknownDerivation(slug, list(found))
    return made
