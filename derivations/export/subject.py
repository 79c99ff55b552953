"""What is taken away: a derivation, what it is called, and the inputs at which its numbers are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from derivations.account import Account, account, told
from derivations.catalogue.entry import Entry
from derivations.core import Derivation


@dataclass(frozen=True)
class Subject:
    """A derivation under a title; inputs that are not given are drawn, the same each time."""

    derivation: Derivation
    title: str
    slug: str = "derivation"
    route: str = ""
    states: str = ""
    values: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)
    entry: Entry | None = None

    @cached_property
    def account(self) -> Account:
        """The derivation told, each of its steps judged."""
        if self.entry is not None:
            return account(self.entry, self.route)
        return told(self.derivation, self.slug, self.title, self.route, self.states)


def subject_of(entry: Entry, route: str | None = None, values: Mapping[str, Any] | None = None) -> Subject:
    """A derivation of the catalogue by one of its routes, the first unless one is named."""
    name = route or next(iter(entry.routes))
    return Subject(entry.derivation(name), entry.title, entry.slug, name, entry.states, values or {}, entry)
