"""What the server makes ready while nobody waits, so that no visitor pays for SymPy."""

import gc
from importlib import import_module
from threading import Thread


def in_the_background() -> None:
    """Import and build what the first visitor of each page will need."""
    # At once: plotly looks for pandas from every visitor's thread, and fails where another has half imported it.
    import_module("pandas")
    Thread(target=preload, name="preload", daemon=True).start()


def preload() -> None:
    """The first cards, the derivation the walk opens with, and then every other card, in both themes."""
    from derivations.account import account
    from derivations.catalogue import catalogue
    from derivations.numbers import numbers
    from derivations.opening import starting_sizes, starting_values
    from pages.parts.cards import card
    from pages.parts.formula import inks_of
    from pages.parts.gallery import START_HERE

    themes = inks_of("light"), inks_of("dark")
    for colours in themes:
        for slug in START_HERE:
            card(slug, colours)
        account(catalogue()[START_HERE[-1]], None, colours)
    first = catalogue()[START_HERE[-1]]
    opening = first.derivation()
    numbers(opening, starting_values(opening, starting_sizes(opening, first.example), first.example))
    for slug in catalogue():
        for colours in themes:
            card(slug, colours)
    # What stands here stands for good: the collector need not look through it while a visitor waits.
    gc.collect()
    gc.freeze()
