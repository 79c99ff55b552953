"""The gradient of one weight, bias or unit: its formula, this batch's numbers in it, two checks, and the update."""

from typing import Any

import numpy as np
import streamlit as st

from derivations.nets import ParameterExplanation, UnitExplanation
from derivations.nets.explain import Explanation, Factor
from pages.parts.formula import inks
from pages.parts.training import words
from pages.parts.training.desk import Desk
from pages.parts.training.net import Choice

WALK = "pages/1_Walk.py"
ROWS, LARGEST = 8, 1e8


def explain(desk: Desk, explanation: Explanation, choice: Choice) -> None:
    """Everything about what is chosen."""
    if choice.kind == "unit":
        about_unit(explanation.unit(choice.layer, choice.unit))
        derived(explanation, choice)
        return
    if abs(weight_at(explanation, choice)) > LARGEST:
        st.markdown("This weight has grown so large that nothing can be added to it and taken away again.")
        return
    told = explanation.parameter(choice.layer, choice.unit, choice.source)
    st.latex(formula(told))
    st.markdown(batch_table(told.factors, told.contributions))
    if told.upstream_terms:
        st.caption(where_it_came_from(told))
    st.markdown(checks(told))
    st.markdown(update(told))
    edit(desk, told, choice)
    derived(explanation, choice)


def weight_at(explanation: Explanation, choice: Choice) -> float:
    """The chosen weight or bias."""
    column = -1 if choice.source is None else choice.source
    return float(explanation.layers[choice.layer][choice.unit, column])


def formula(told: ParameterExplanation) -> str:
    """The gradient as the mean of products, every factor named, and what the penalties add."""
    product = r" \cdot ".join(rf"\underbrace{{{f.latex}}}_{{\text{{{f.name}}}}}" for f in told.factors)
    penalties = (r" + \lambda w" if told.l2_term else "") + (
        r" + \lambda_1 \operatorname{sign} w" if told.l1_term else ""
    )
    size = len(told.examples)
    mean = rf"\frac{{1}}{{{size}}} \sum_{{n=1}}^{{{size}}}"
    return rf"\frac{{\partial J}}{{\partial {symbol(told)}}} = {mean} {product}{penalties}"


def symbol(told: ParameterExplanation) -> str:
    """The parameter as textbooks write it, counted from 1."""
    if told.source is None:
        return rf"b^{{({told.layer + 1})}}_{{{told.unit + 1}}}"
    return rf"w^{{({told.layer + 1})}}_{{{told.unit + 1},{told.source + 1}}}"


def batch_table(factors: tuple[Factor, ...], products: Any) -> str:
    """The factors at the examples of this very batch, and the mean of their products."""
    names = [f"${factor.latex}$" for factor in factors]
    shown = range(min(ROWS, len(products)))
    rows = [[str(n + 1), *(words.fixed(f.values[n]) for f in factors), words.fixed(products[n])] for n in shown]
    if len(products) > ROWS:
        rows.append(["⋯", *("⋯" for _ in factors), f"{len(products) - ROWS} more"])
    rows.append(["**mean**", *("" for _ in factors), f"**{words.fixed(float(np.mean(products)))}**"])
    return words.table(["example", *names, "product"], rows)


def where_it_came_from(told: ParameterExplanation) -> str:
    """The first factor of the first example, as the sum that it is."""
    terms = told.upstream_terms[:4]
    written = " + ".join(rf"{words.latex(w)} \cdot {words.latex(float(d[0]))}" for w, d in terms)
    more = r" + \dots" if len(told.upstream_terms) > len(terms) else ""
    return (
        f"The error from above at example 1 is the sum over the units it goes to, weight times error: "
        f"${written}{more} = {words.latex(float(told.factors[0].values[0]))}$."
    )


def checks(told: ParameterExplanation) -> str:
    """The gradient by the formula, by the trainer's own step and by differences, to all digits."""
    rows = [["mean of the products", words.long(told.mean), ""]]
    if told.l2_term or told.l1_term:
        rows.append(["penalty", words.long(told.l2_term + told.l1_term), f"λ w, w = {words.short(told.value, 6)}"])
        rows.append(["**by the formula**", words.long(told.gradient), "their sum"])
    rows += [
        [
            "what the trainer uses",
            words.long(told.trainer_gradient),
            apart(told.gradient, told.trainer_gradient),
        ],
        [
            "central difference",
            words.long(told.central_difference),
            apart(told.gradient, told.central_difference),
        ],
    ]
    return words.table(["gradient", "value", ""], rows)


def apart(one: float, other: float) -> str:
    """How far two numbers are apart."""
    gap = abs(one - other)
    return "no difference" if gap == 0 else f"differs by {gap:.0e}"


def update(told: ParameterExplanation) -> str:
    """What the optimiser makes of the gradient."""
    change = told.update
    numbers = ", ".join(f"{name} = {words.short(value, 5)}" for name, value in change.numbers.items())
    moved = f"{words.long(told.value)} − ({words.short(change.amount, 5)}) = {words.long(change.new_value)}"
    said = f"**The update, by {change.optimiser}.** {change.formula}"
    return f"{said}  \nHere {numbers}.  \nThe next step makes it {moved}."


def edit(desk: Desk, told: ParameterExplanation, choice: Choice) -> None:
    """Give the parameter another value by hand, and see what the losses become."""
    key = f"train/edit/{choice.layer}/{choice.unit}/{choice.source}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(
            "Set it by hand",
            -1e6,
            1e6,
            round(told.value, 4),
            step=0.1,
            format="%.4f",
            key=f"{key}/{told.value!r}",
            width=170,
        )
        st.button("Set", key=f"{key}/set", on_click=set_weight, args=(desk, choice, f"{key}/{told.value!r}"))
    if said := st.session_state.get("train/edited"):
        st.markdown(said)


def set_weight(desk: Desk, choice: Choice, key: str) -> None:
    """Set it, measure, and say what changed."""
    lab = desk.lab
    assert lab is not None
    trainer, net = lab.trainer, desk.net
    before = [trainer.history.last(f"{part} loss", net) for part in ("train", "test")]
    trainer.set_weight(choice.layer, choice.unit, choice.source, st.session_state[key], net)
    trainer.record()
    lab.edited = True
    after = [trainer.history.last(f"{part} loss", net) for part in ("train", "test")]
    pairs = [
        f"the {part} loss went from {words.short(a)} to {words.short(b)}"
        for part, a, b in zip(("training", "test"), before, after, strict=True)
    ]
    st.session_state["train/edited"] = (
        f"Set to {words.short(st.session_state[key], 6)}: {' and '.join(pairs)}. *Reset* undoes it."
    )


def about_unit(told: UnitExplanation) -> None:
    """A unit forward and back, at the examples of the batch."""
    at, i = told.layer + 1, told.unit + 1
    st.latex(
        rf"z^{{({at})}}_{{{i}}} = \sum_j w^{{({at})}}_{{{i}j}}\, a^{{({at - 1})}}_j + b^{{({at})}}_{{{i}}}, \qquad "
        rf"\delta^{{({at})}}_{{{i}}} = \frac{{\partial J}}{{\partial a}} \cdot f'(z)"
    )
    shown = range(min(ROWS, len(told.examples)))
    parts = (told.z, told.value, told.upstream, told.slope, told.delta)
    rows = [[str(n + 1), *(words.fixed(float(part[n])) for part in parts)] for n in shown]
    names = [
        "example",
        "sum $z$",
        "activation $a$",
        r"error $\partial J/\partial a$",
        "slope $f'(z)$",
        r"error $\delta$",
    ]
    st.markdown(words.table(names, rows))
    terms = " + ".join(words.latex(float(term)) for term in told.forward_terms[:6, 0])
    more = r" + \dots" if len(told.forward_terms) > 6 else ""
    st.caption(f"At example 1 the sum is ${terms}{more} = {words.latex(float(told.z[0]))}$; its last term is the bias.")
    came = [words.latex(float(term)) for term in told.backward_terms[:6, 0]]
    if len(came) > 1:
        more = r" + \dots" if len(told.backward_terms) > 6 else ""
        back = " + ".join(came) + more
        st.caption(
            f"The error that comes back is ${back} = {words.latex(float(told.upstream[0]))}$: "
            "from each unit above, its error δ times the weight to it."
        )


def derived(explanation: Explanation, choice: Choice) -> None:
    """The derivation behind the formula, and on request what it states."""
    slug, title = words.derivation_of(explanation.settings, choice.kind, choice.layer, explanation.network.depth)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(WALK, label=f"Derived line by line: {title}", query_params={"derivation": slug})
        shown = st.toggle("Show what it states", key="train/state it")
    if shown:
        st.latex(stated(slug, inks()))


@st.cache_data(show_spinner="Deriving it …")
def stated(slug: str, colours: tuple[tuple[str, str], ...]) -> str:
    """What a derivation states; the symbolic side is only loaded by those who ask for it."""
    from derivations.account import statement
    from derivations.catalogue import catalogue

    return statement(catalogue()[slug], colours)
