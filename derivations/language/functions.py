"""The functions of the language, each on an argument with its shape."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Integer, Symbol, exp, log

from derivations.language.context import Context
from derivations.language.problems import Problem, Refusal, ShapeProblem
from derivations.language.shaped import COLUMN, ROW, Shaped, divided, entrywise, exponential, summed
from derivations.notation import (
    FIRST_DERIVATIVE,
    Applied,
    Cases,
    Delta,
    Index,
    Largest,
    Sum,
    absolute,
    relu,
    sigmoid,
    sign,
    softplus,
    step,
    tanh,
)
from derivations.notation.scope import all_indices, fresh


def logarithm(x: Expr) -> Expr:
    if x == 0:
        raise Refusal("The logarithm of 0 is not a number.")
    return log(x)


ELEMENTWISE: dict[str, Callable[[Expr], Expr]] = {
    "exp": exponential,
    "log": logarithm,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
    "softplus": softplus,
    "sign": sign,
    "step": step,
    "abs": absolute,
    "cosh": lambda x: (exponential(x) + exponential(-x)) / 2,
    "sinh": lambda x: (exponential(x) - exponential(-x)) / 2,
    "sech": lambda x: 2 / (exponential(x) + exponential(-x)),
    "silu": lambda x: x * sigmoid(x),
    "log1p": lambda x: logarithm(1 + x),
    "expm1": lambda x: exponential(x) - 1,
}
HEADS = {
    "exp": exp,
    "log": log,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
    "softplus": softplus,
    "sign": sign,
    "step": step,
    "abs": absolute,
}
SECOND_DERIVATIVE: dict[str, Callable[[Expr], Expr]] = {
    "exp": exponential,
    "log": lambda x: -1 / x**2,
    "sigmoid": lambda x: sigmoid(x) * (1 - sigmoid(x)) * (1 - 2 * sigmoid(x)),
    "tanh": lambda x: -2 * tanh(x) * (1 - tanh(x) ** 2),
    "relu": lambda x: Integer(0),
    "softplus": lambda x: sigmoid(x) * (1 - sigmoid(x)),
}


def applied(word: str, primes: int, to: tuple[Shaped, ...], context: Context) -> Shaped:
    """A function, or a derivative of it, of its arguments."""
    if word in ("max", "min"):
        return extreme(word, to, context)
    if len(to) != 1:
        raise Problem(f"{word} takes one argument, and here are {len(to)}.")
    argument = to[0].settled(context.sizes)
    if word in ELEMENTWISE:
        return argument.mapped(differentiated(word, primes))
    if primes:
        raise Problem(f"{word} has no derivative written with a prime; write ∂/∂z.")
    if word not in ON_ARRAYS:
        raise Problem(f"Over which index is this {word}? Write it below, as in \\{word}_k.")
    return ON_ARRAYS[word](argument, context)


def differentiated(word: str, primes: int) -> Callable[[Expr], Expr]:
    """A function of one number, primed so often."""
    if primes == 0:
        return ELEMENTWISE[word]
    if primes == 1 and word in HEADS:
        return FIRST_DERIVATIVE[HEADS[word]]
    if primes == 2 and word in SECOND_DERIVATIVE:
        return SECOND_DERIVATIVE[word]
    raise Problem(f"A derivative of {word} of order {primes} is not known by a prime.")


def known_by_name(base: str, primes: int, to: Shaped) -> Shaped:
    """g(x) or g′(x) of a function known by its name alone."""
    return to.mapped(lambda x: Applied(Symbol(base), x, primes))


def along(array: Shaped, context: Context) -> tuple[Index, Index]:
    """The placeholder of the axis a softmax runs along — the columns of a matrix's row — and a fresh index on it."""
    array = array.settled(context.sizes)
    if array.is_scalar:
        raise ShapeProblem("This takes a whole vector, and a scalar was given; write softmax(z)_i for an element.")
    place, size = (ROW, array.rows) if array.is_column else (COLUMN, array.columns)
    return place, fresh(Index("j", size), all_indices(array.element))


def softmax(z: Shaped, context: Context) -> Shaped:
    """exp(z_k) / Σ_j exp(z_j), of a matrix row by row"""
    place, j = along(z, context)
    total = Sum(exponential(z.element).xreplace({place: j}), j)
    return z.mapped(lambda x: divided(exponential(x), total))


def log_sum_exp(z: Shaped, context: Context) -> Shaped:
    """log Σ_j exp(z_j), of a matrix row by row"""
    over = "columns" if not z.is_column else "both"
    return summed(z.mapped(exponential), context.sizes, over).mapped(log)


def log_softmax(z: Shaped, context: Context) -> Shaped:
    """z_k − log Σ_j exp(z_j)"""
    return entrywise(z, log_sum_exp(z, context), context.sizes, lambda a, b: a - b)


def diagonal(v: Shaped, context: Context) -> Shaped:
    """diag(v) of a vector; of a matrix, its diagonal."""
    if v.is_scalar or (v.is_matrix and not context.sizes.same(v.rows, v.columns)):
        raise ShapeProblem(f"diag takes a vector or a square matrix, and this is {v}.")
    v = v.settled(context.sizes)
    if v.is_matrix:
        return Shaped(v.at(ROW, ROW), v.rows)
    entries = v if v.is_column else v.transposed
    return Shaped(Delta(ROW, COLUMN) * entries.element, entries.rows, entries.rows)


def trace(array: Shaped, context: Context) -> Shaped:
    """Σ_i A_{ii}"""
    if array.is_scalar:
        return array
    if not array.is_matrix or not context.sizes.same(array.rows, array.columns):
        raise ShapeProblem(f"tr takes a square matrix, and this is {array}.")
    return summed(diagonal(array, context), context.sizes)


def total(array: Shaped, context: Context) -> Shaped:
    """The sum of all entries."""
    if array.is_scalar:
        raise Problem("Over which index does this sum run? Write it below, as in \\sum_k.")
    return summed(array, context.sizes)


def mean(array: Shaped, context: Context) -> Shaped:
    """The sum of all entries over how many there are."""
    if array.is_scalar:
        raise Problem("Over which index is this the mean? Write it as a sum, as in \\frac{1}{n} \\sum_k.")
    array = array.settled(context.sizes)
    count = context.sizes.now(array.rows) * context.sizes.now(array.columns)
    return total(array, context).mapped(lambda x: x / count)


def along_an_axis(word: str) -> Callable[[Shaped, Context], Shaped]:
    """The sum or mean of the entries down each column, a row, or across each row, a column, as axis=0 and axis=1."""

    def reduced(array: Shaped, context: Context) -> Shaped:
        array = array.settled(context.sizes)
        if not array.is_matrix:
            return (mean if word.startswith("mean") else total)(array, context)
        down = word.endswith("down")
        count = array.rows if down else array.columns
        found = summed(array.transposed if down else array, context.sizes, over="columns")
        found = found.mapped(lambda x: x / count) if word.startswith("mean") else found
        return found.transposed if down else found

    return reduced


def product(_array: Shaped, _context: Context) -> Shaped:
    """Π is written with the index it runs over."""
    raise Problem("Over which index does this product run? Write it below, as in \\prod_k.")


ON_ARRAYS: dict[str, Callable[[Shaped, Context], Shaped]] = {
    "softmax": softmax,
    "logsumexp": log_sum_exp,
    "logsoftmax": log_softmax,
    "diag": diagonal,
    "tr": trace,
    "sum": total,
    "mean": mean,
    **{word: along_an_axis(word) for word in ("sumdown", "sumacross", "meandown", "meanacross")},
    "prod": product,
}


def extreme(word: str, to: tuple[Shaped, ...], context: Context) -> Shaped:
    """max(a, b), max(0, x) = relu(x), or the largest entry of an array."""
    flip = 1 if word == "max" else -1
    if len(to) == 1:
        return Shaped(flip * largest(to[0].mapped(lambda x: flip * x).settled(context.sizes)))
    if len(to) != 2:
        raise Problem(f"{word} takes an array or two arguments, and here are {len(to)}.")
    return entrywise(*to, context.sizes, lambda a, b: flip * larger(flip * a, flip * b), "compared with")


def larger(a: Expr, b: Expr) -> Expr:
    if a == 0:
        return relu(b)
    return relu(a) if b == 0 else Cases(step(a - b), a, b)


def largest(array: Shaped) -> Expr:
    element = array.element
    if array.is_scalar:
        raise Problem("Over which index is this the largest? Write it below, as in \\max_k.")
    for place, name, size in ((COLUMN, "j", array.columns), (ROW, "i", array.rows)):
        if size != 1:
            k = fresh(Index(name, size), all_indices(element))
            element = Largest(element.xreplace({place: k}), k)
    return element
