"""The meaning of matrix notation, spelled out in NumPy's own operations on whole arrays."""

from __future__ import annotations

from functools import reduce
from operator import add, matmul, mul

import numpy as np

from derivations.notation import Quantity
from derivations.notation import arrays as heads
from derivations.notation.arrays import shape
from tests.numeric.interpreter import Interpreter


def whole(array, values, sizes, at=None):
    """An array in NumPy's own whole-array operations, of two dimensions always."""
    at = at or {}
    number = Interpreter(values, {"x": 0.0, **sizes}, at).value
    parts = () if isinstance(array, heads.Summed) else array.args
    each = [whole(part, values, sizes, at) for part in parts if isinstance(part, heads.ArrayHead | Quantity)]
    rows, columns = (int(number(extent)) for extent in shape(array))
    match array:
        case Quantity():
            result = np.reshape(values[array.name], (rows, columns))
        case heads.Times():
            result = reduce(matmul, each)
        case heads.Transposed():
            result = each[0].T
        case heads.Hadamard() | heads.Plus():
            assert len({part.shape for part in each}) == 1, "parts of different shapes"
            result = reduce(mul if isinstance(array, heads.Hadamard) else add, each)
        case heads.Scaled():
            result = number(array.args[0]) * each[-1]
        case heads.Mapped():
            entrywise = np.vectorize(lambda x: Interpreter(values, {**sizes, "x": x}, at).value(array.args[0]))
            result = entrywise(each[-1])
        case heads.Filled():
            result = np.full((rows, columns), number(array.args[0]))
        case heads.Diagonal():
            result = np.diagflat(each[0])
        case heads.Identity():
            result = np.eye(rows)
        case heads.Unit():
            result = np.eye(rows)[:, [int(number(array.args[0])) - 1]]
        case heads.Slice():
            place = Interpreter(values, sizes, at).place(array.args[1]) - 1
            result = np.take(values[array.args[0].name], place, int(array.args[2]))[:, None]
        case heads.Summed():
            places = range(1, int(number(array.index.size)) + 1)
            result = sum(whole(array.body, values, sizes, {**at, array.index.name: place}) for place in places)
    assert result.shape == (rows, columns)
    return result
