"""The conventions of which an entry follows one, beside each other: what each starts from, and where it ends."""

from collections.abc import Mapping

import streamlit as st

from derivations.account import Inks, loss, statement
from derivations.catalogue import Entry


def conventions(entry: Entry, entries: Mapping[str, Entry], inks: Inks) -> None:
    """A small table, a row for each convention, with the one in view marked; nothing where there is no other."""
    if entry.beside:
        with st.container(key="walk/conventions"):
            st.markdown(table(entry, entries, inks))


def table(entry: Entry, entries: Mapping[str, Entry], inks: Inks) -> str:
    """The table in Markdown."""
    rows = [row(entries[slug], slug == entry.slug, inks) for slug in entry.beside]
    return "\n".join(["| The conventions side by side | penalty | gradient |", "|---|---|---|", *rows])


def row(each: Entry, in_view: bool, inks: Inks) -> str:
    """A convention: its penalty and its gradient."""
    title = f"**{each.title}**" if in_view else each.title
    return f"| {title} | ${loss(each, inks)}$ | ${statement(each, inks)}$ |"
