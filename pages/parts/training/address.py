"""The address of a training: a preset, what differs from it, the step it stands at, and what a link hides."""

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from derivations.nets import PRESETS, SWEEPABLE, Preset, Settings, preset, sweep
from derivations.nets.settings import (
    BOUNDS,
    CHOICES,
    LINK_BOUNDS,
    Value,
    as_text,
    check_choice,
    check_features,
    check_hidden,
    check_number,
    read,
)
from pages.parts import address
from pages.parts.frame import ARRIVED
from pages.parts.parameter import Parameter, choice, text, whole

PAGE = "train"
FIRST = "spirals"
SLUGS = [known.slug for known in PRESETS]
SETTINGS = tuple(field.name for field in fields(Settings))
GROUPS = ("presets", "settings", "sweep", "files", "inside", "explain")
MOST_STEPS = 20_000  # that a link asks to be taken before it is shown
HIDDEN = (
    "write the units of each hidden layer with dashes between, such as 8-8 for two layers of 8, "
    "or nothing for no hidden layer; this says {!r}"
)
STEPS = 250  # that a preset has taken when it opens, so that there is something to see


def parameters(base: Preset) -> tuple[Parameter, ...]:
    """Every setting with its value in the preset as the default, so that a link says only what differs."""
    usual = {field.name: field.default for field in fields(Settings)}
    named = [setting(name, getattr(base.settings, name), usual[name]) for name in SETTINGS]
    return (
        choice("preset", FIRST, SLUGS),
        *named,
        choice("vary", base.varies or "", ["", *SWEEPABLE]),
        text("values", ",".join(as_text(value) for value in base.values), 200),
        whole("step", STEPS, 0, MOST_STEPS),
        Parameter("hide", (), hidden_in, ",".join),
    )


def setting(name: str, default: Value, usual: Value) -> Parameter:
    """One setting, checked as the library checks it and kept to the sizes that a page trains."""

    def checked(written: str) -> Value:
        if name == "hidden" and written and not all(map(str.isdecimal, written.split("-"))):
            raise ValueError(HIDDEN.format(written[:40]))
        value: Any = read(name, written, usual)
        if name in CHOICES:
            check_choice(name, value, CHOICES[name])
        elif name == "features":
            check_features(value)
        elif name == "hidden":
            check_hidden(value)
            check_number("units of a layer", max(value, default=1), 1, LINK_BOUNDS["width"])
        else:
            low, high = BOUNDS[name]
            check_number(name, value, low, LINK_BOUNDS.get(name, high))
        return value

    return Parameter(name, default, checked, as_text)


def hidden_in(written: str) -> tuple[str, ...]:
    """The controls that a link hides: settings by their names, or whole groups."""
    names = tuple(filter(None, written.split(",")))
    unknown = [name for name in names if name not in (*GROUPS, *SETTINGS)]
    if unknown:
        raise ValueError(f"what can be hidden is {', '.join((*GROUPS, *SETTINGS))}, not {unknown[0][:40]!r}")
    return names


def opened() -> dict[str, Any]:
    """Where the page starts: as its link says, else as it was left, else the first preset."""
    known = parameters(preset(named_in_link()))
    if st.session_state.get(ARRIVED):
        st.session_state["train/unknown"] = [name for name in st.query_params if name not in {p.name for p in known}]
    for name in st.session_state.get("train/unknown", ()):
        near = get_close_matches(name[:80], [p.name for p in known], 1)
        meant = f" Perhaps {near[0]} was meant: put that name into the link." if near else ""
        st.warning(f"The link names “{name[:40]}”, which is no setting of this page, so it changed nothing.{meant}")
    return address.open_view(PAGE, known)


def named_in_link() -> str:
    """The preset that a link rests on."""
    slug = st.query_params.get("preset", FIRST)
    return slug if slug in SLUGS else FIRST


def show(place: DeltaGenerator, values: Mapping[str, Any]) -> None:
    """Write what is in force to the address bar."""
    address.show_view(place, PAGE, parameters(preset(values["preset"])), values)


def settings_of(values: Mapping[str, Any]) -> Settings:
    """The settings among the values of a view; ones that do not go together are a SettingsError."""
    return Settings(**{name: values[name] for name in SETTINGS})


def values_of(base: Preset) -> dict[str, Any]:
    """The view that a preset opens."""
    return {parameter.name: parameter.default for parameter in parameters(base)} | {"preset": base.slug}


def nets_of(values: Mapping[str, Any]) -> tuple[Settings, ...]:
    """The networks to train: one, or those of a sweep; ones that cannot be are a SettingsError."""
    settings = settings_of(values)
    if not values["vary"]:
        return (settings,)
    usual = getattr(Settings(), values["vary"])
    parts = [part.strip() for part in values["values"].split(",") if part.strip()]
    return sweep(settings, values["vary"], tuple(dict.fromkeys(read(values["vary"], p, usual) for p in parts)))
