"""What the tests of the language share: a sheet of declarations, and expressions compared up to bound names."""

from sympy import Expr

from derivations.language import Line, Value
from derivations.language.reader import Reader
from derivations.notation import Element, Index
from derivations.notation.heads import Reduction
from derivations.notation.scope import replace_indices

DECLARED = r"""
let x : vector d
let v : vector d
let z : vector n
let y : one-hot n
let t : vector n
let q : row n
let X : matrix m d
let W : matrix n d
let V : matrix n d
let A : invertible n
let S : symmetric n
let W_1 : matrix h d
let W_2 : matrix n h
let b_1 : vector h
let b^{(2)} : vector h
let \hat{y} : vector n
let \mathbf{u} : vector n
let u_o : vector n
let \lambda : positive
let \mu : scalar
let a : scalar
let b : scalar
let c : scalar
let o : index n
let x' : scalar
let p = softmax(z)
let J = -\sum_k y_k \log p_k
"""


def reader_after(text: str, reader: Reader) -> Reader:
    """A reader once it has read a text too."""
    return reader.after_all(text)


DECLARING = reader_after(DECLARED, Reader())
Q = DECLARING.sheet.quantities


def claim(text: str) -> Line:
    """The line that a claim of this text becomes, under the declarations above."""
    return reader_after("claim " + text, DECLARING).sheet.chains[0].claim


def read(text: str) -> Value:
    line = claim(text)
    assert line.value is not None, str(line.problem)
    return line.value


def canonical(expr: Expr) -> Expr:
    """The expression with bound indices named by how many sums stand inside theirs."""
    if not expr.args or isinstance(expr, Element | Index):
        return expr
    if isinstance(expr, Reduction):
        body = canonical(expr.body)
        index = Index(f"bound{height(body)}", expr.index.size)
        return expr.func(replace_indices(body, {expr.index: index}), index)
    return expr.func(*map(canonical, expr.args))


def height(expr: Expr) -> int:
    return max(map(height, expr.args), default=0) + isinstance(expr, Reduction)
