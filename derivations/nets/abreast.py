"""Different activations abreast: their networks share every call, and differ in its constants alone."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

import numpy as np

from .activations import GELU_CUBIC, GELU_LINEAR, LEAK
from .arrays import Array, Call

FEW = 512  # examples up to which a constant is written out for each, which halves the time of a short call


class Form(NamedTuple):
    """a = h e, with h = h₀ or h₁ z, and e = k + tanh(f z), f = f₀ + f₂ z², or at a corner e = max(sign z, k)."""

    k: float
    f0: float = 0
    f2: float = 0
    h0: float = 0
    h1: float = 0
    corner: bool = False


FORMS = {
    "sigmoid": Form(k=1, f0=0.5, h0=0.5),
    "tanh": Form(k=0, f0=1, h0=1),
    "relu": Form(k=0, h1=1, corner=True),
    "leaky relu": Form(k=LEAK, h1=1, corner=True),
    "gelu": Form(k=1, f0=GELU_LINEAR, f2=GELU_CUBIC, h1=0.5),
    "linear": Form(k=1, h1=1),
}


class Parts(NamedTuple):
    """What units hold, each as an array (units, examples): a (at first z), a', tanh(f z), f, e and h."""

    a: Array
    slope: Array
    tanh: Array
    f: Array
    e: Array
    h: Array


class Numbers(NamedTuple):
    """The numbers of the forms of units, each as an array (units, examples or 1)."""

    k: Array
    f0: Array
    f2: Array
    h0: Array
    h1: Array


class Abreast:
    """The activations of the hidden units of all networks, which lie layer by layer, network by network.

    The last unit that a network has in a layer is the constant 1: as a linear unit it stays what it is.
    """

    def __init__(self, names: Sequence[str], heights: Sequence[int], parts: Parts) -> None:
        self.forms, self.heights, self.parts = [FORMS[name] for name in names], heights, parts
        self.starts = np.cumsum([0, *(len(names) * height for height in heights)])
        self.numbers = self._numbers()
        self.curved = any(form.f2 for form in self.forms)
        parts.f[...] = self.numbers.f0
        parts.h[...] = self.numbers.h0 + self.numbers.h1

    def _numbers(self) -> Numbers:
        one, a = FORMS["linear"], self.parts.a
        forms = [unit for n in self.heights for form in self.forms for unit in (*[form] * (n - 1), one)]
        columns = np.array(forms, a.dtype).reshape(-1, len(Form._fields)).T[: len(Numbers._fields), :, None]
        return Numbers(*(np.repeat(columns, a.shape[1], axis=2) if a.shape[1] <= FEW else columns))

    def _runs(self, layer: int, having: Sequence[bool]) -> list[slice]:
        """Where in a layer the units of neighbouring networks lie that have something."""
        height, start, runs = self.heights[layer], int(self.starts[layer]), list[slice]()
        for has, group in groupby(having):
            stop = start + height * len(list(group))
            runs += [slice(start, stop)] if has else []
            start = stop
        return runs

    def forward(self, layer: int) -> list[Call]:
        """a = h e in the place of z"""
        (whole,) = self._runs(layer, [True] * len(self.forms))
        z, _, tanh, f, e, h = (part[whole] for part in self.parts)
        k, f0, f2, *_ = (number[whole] for number in self.numbers)
        calls: list[Call] = []
        if self.curved:
            calls += [partial(np.square, z, f), partial(np.multiply, f, f2, f), partial(np.add, f, f0, f)]
        calls += [partial(np.multiply, z, f, tanh), partial(np.tanh, tanh, tanh), partial(np.add, tanh, k, e)]
        return [*calls, *self._corners(layer), *self._heights(layer), partial(np.multiply, h, e, z)]

    def _corners(self, layer: int) -> list[Call]:
        """e = max(sign z, k)"""
        runs, calls = self._runs(layer, [form.corner for form in self.forms]), list[Call]()
        for z, e, k in ((self.parts.a[run], self.parts.e[run], self.numbers.k[run]) for run in runs):
            calls += [partial(np.sign, z, e), partial(np.fmax, e, k, e)]
        return calls

    def _heights(self, layer: int) -> list[Call]:
        """h = h₁ z"""
        runs = self._runs(layer, [form.h1 != 0 for form in self.forms])
        return [partial(np.multiply, self.parts.a[run], self.numbers.h1[run], self.parts.h[run]) for run in runs]

    def slopes(self) -> list[Call]:
        """a' = h (1 − tanh²)(f z)' + h' e, with (f z)' = 3f − 2f₀: all layers at one stroke"""
        (_, slope, tanh, f, e, h), calls = self.parts, list[Call]()
        one, three = (np.asarray(number, f.dtype) for number in (1, 3))
        if self.curved:
            calls += [partial(np.multiply, f, three, f), partial(np.subtract, f, 2 * self.numbers.f0, f)]
        return [
            *calls,
            partial(np.square, tanh, slope),
            partial(np.subtract, one, slope, slope),
            partial(np.multiply, slope, h, slope),
            partial(np.multiply, slope, f, slope),
            partial(np.multiply, e, self.numbers.h1, e),
            partial(np.add, slope, e, slope),
        ]
