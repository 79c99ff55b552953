"""C ← C − A B in one call, for wide layers: NumPy itself only ever fills its products anew.

The library that NumPy multiplies with can also add to what is there, which spares a pass over all weights. It
is looked up by name inside the NumPy that runs; where it has another name, there is no such call.
"""

from ctypes import CDLL, c_double, c_float, c_int, c_int64, c_void_p
from functools import cache, partial
from importlib import import_module
from typing import Any

import numpy as np

from .arrays import Array, Call

CORE = "numpy._core._multiarray_umath"
NAMES = {
    np.dtype(np.float32): ("scipy_cblas_sgemm64_", c_float),
    np.dtype(np.float64): ("scipy_cblas_dgemm64_", c_double),
}
BY_ROWS, AS_IT_IS, TURNED = c_int(101), c_int(111), c_int(112)  # the constants of every CBLAS


@cache
def gemm(dtype: np.dtype[Any]) -> Any:
    """The general matrix product of NumPy's own library in this arithmetic, or None."""
    name, number = NAMES[dtype]
    try:
        call = CDLL(str(import_module(CORE).__file__))[name]
    except (ImportError, OSError, AttributeError):
        return None
    layout, sizes, operand = (c_int,) * 3, (c_int64,) * 3, (c_void_p, c_int64)
    call.argtypes = (*layout, *sizes, number, *operand, *operand, number, *operand)
    call.restype = None
    return call


def take_product(total: Array, left: Array, right: Array) -> Call:
    """The call that takes left · right from total, all three where they lie now."""
    (rows, columns), number = total.shape, NAMES[total.dtype][1]
    (turn_a, *a), (turn_b, *b), (_, *c) = (_operand(array) for array in (left, right, total))
    sizes = c_int64(rows), c_int64(columns), c_int64(left.shape[1])
    return partial(gemm(total.dtype), BY_ROWS, turn_a, turn_b, *sizes, number(-1), *a, *b, number(1), *c)


def _operand(array: Array) -> tuple[c_int, c_void_p, c_int64]:
    """How a matrix lies in memory: by rows or turned, from where (which keeps it alive), and the rows' distance."""
    down, along = (stride // array.itemsize for stride in array.strides)
    by_rows = along == 1 and down >= array.shape[1]
    turn, apart = (AS_IT_IS, down) if by_rows else (TURNED, along)
    return turn, array.ctypes.data_as(c_void_p), c_int64(apart)
