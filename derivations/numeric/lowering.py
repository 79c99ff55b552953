"""An index expression becomes operations on whole arrays: every index an axis, everything computed once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sympy import Expr, Integer, Symbol, exp, log

from derivations.notation.functions import absolute, relu, sigmoid, sign, softplus, step, tanh
from derivations.notation.heads import Delta, Element, Index, Sum
from derivations.notation.quantities import Quantity
from derivations.notation.scope import free_indices, fresh, hygienic, rename_bound
from derivations.numeric.arranging import arranged
from derivations.numeric.contracting import Axes, Term, spread
from derivations.numeric.graph import ATOM, COMPARED, Graph, Node
from derivations.numeric.indexing import Position, gathered
from derivations.numeric.parameters import Parameter, Size
from derivations.numeric.preparing import CannotCompile, plain
from derivations.numeric.recognising import LogSigmoid, recognised

STABLE: dict[type, str] = {
    exp: "np.exp",
    log: "np.log",
    tanh: "np.tanh",
    sigmoid: "sigmoid",
    LogSigmoid: "log_sigmoid",
    softplus: "softplus",
    relu: "relu",
    step: "step",
    absolute: "absolute",
    sign: "sign",
}
NAIVE = STABLE | {sigmoid: "naive_sigmoid", softplus: "naive_softplus"}


@dataclass(frozen=True)
class Manner:
    """How an expression is compiled: what is given from outside, in which precision and form."""

    given: frozenset[Index] = frozenset()
    supplied: frozenset[str] = frozenset()
    precision: str = "float64"
    stable: bool = True

    @property
    def functions(self) -> dict[type, str]:
        return STABLE if self.stable else NAIVE

    @property
    def like(self) -> str:
        """What a call that makes a new array says about its precision."""
        return "" if self.precision == "float64" else f", dtype=np.{self.precision}"


@dataclass
class Lowering:
    """The graph under construction, and what its inputs turned out to be."""

    manner: Manner
    identifiers: dict[tuple[str, str], str]
    rule: Callable[[Lowering, Expr, Axes], Term]
    graph: Graph = field(default_factory=Graph)
    parameters: dict[int, Parameter] = field(default_factory=dict)
    sizes: dict[int, str] = field(default_factory=dict)
    defined: dict[Quantity, Term] = field(default_factory=dict)
    known: dict[tuple[Expr, Axes], Term] = field(default_factory=dict)

    def prepared(self, expr: Expr) -> Expr:
        """The expression in the form that is compiled."""
        expr = plain(hygienic(expr))
        if self.manner.stable:
            expr = recognised(expr, self.manner.supplied)
        return hygienic(arranged(expr))

    def array(self, expr: Expr, axes: Axes) -> int:
        """The node of an expression as an array with these axes, each of its full size."""
        term = self.term(self.prepared(expr), axes)
        missing = [i for i in axes if i not in term.axes]
        node = spread(self.graph, term, axes)
        if missing:
            shape = [self.size(i.size) for i in axes]
            gaps = ", ".join(["{}"] * len(shape)) + ("," if len(shape) == 1 else "")
            needs = (COMPARED,) * (len(shape) + 1)
            full = Node(f"np.full(({gaps}), {{}}{self.manner.like})", (*shape, node), needs, rank=len(axes))
            return self.graph.add(full)
        return node

    def output(self, expr: Expr, axes: Axes) -> int:
        """The same for what is returned: never an input itself, nor a view of one."""
        node = self.array(expr, axes)
        shared = self.graph.nodes[node].is_view or node in self.parameters
        return self.graph.method(".copy()", node, len(axes)) if shared and axes else node

    def term(self, expr: Expr, scope: Axes) -> Term:
        """The term of a prepared expression; the scope orders the indices, the outermost first."""
        key = expr, tuple(i for i in scope if i in free_indices(expr))
        if key not in self.known:
            self.known[key] = self.rule(self, expr, scope)
        return self.known[key]

    def with_index(self, scope: Axes, expr: Sum) -> tuple[Sum, Axes]:
        """A reduction and the scope inside of it, its index renamed where the scope has one of that name."""
        if any(expr.index.name == i.name for i in scope):
            expr = rename_bound(expr, fresh(expr.index, {*scope, *free_indices(expr.body)}))
        return expr, (*scope, expr.index)

    def size(self, size: Expr) -> int:
        """A size as a Python number."""
        if isinstance(size, Symbol):
            node = self.graph.number(self.identifiers["size", size.name])
            self.sizes[node] = size.name
            return node
        return self.term(size, ()).node

    def element(self, expr: Element, scope: Axes) -> Term:
        """z_i, W_{2i}, u_{w_k}"""
        whole = self.quantity(expr.quantity)
        return self.gathered(whole.node, tuple(self.position(i, scope) for i in expr.indices))

    def gathered(self, node: int, positions: tuple[Position, ...]) -> Term:
        return gathered(self.graph, node, positions, self.everywhere)

    def everywhere(self, index: Index) -> Term:
        """All 0-based places of an index."""
        return Term(self.graph.call("np.arange", [self.size(index.size)], 1), (index,))

    def quantity(self, q: Quantity) -> Term:
        """A whole quantity: an input, or computed from its definition, once."""
        if q.definition is None or q.name in self.manner.supplied:
            return self.input(q.name, str(q.kind), tuple(map(size_name, q.kind.shape)))
        if q not in self.defined:
            axes = q.definition.indices
            node = self.array(q.definition.body, axes)
            if self.graph.nodes[node].inputs and not self.graph.nodes[node].is_view:
                self.graph.names.setdefault(node, self.identifiers["quantity", q.name])
            self.defined[q] = Term(node, axes)
        return self.defined[q]

    def input(
        self, name: str, kind: str, sizes: tuple[Size, ...], role: str = "number", below: Size | None = None
    ) -> Term:
        """An input of the function; the axes of an array are for its elements to say."""
        identifier = self.identifiers["function" if role == "function" else "quantity", name]
        node = self.graph.add(Node(identifier, rank=len(sizes)))
        parameter = Parameter(name, identifier, kind, sizes, role, below)
        before = self.parameters.setdefault(node, parameter)
        if before.sizes != sizes or before.role != role:
            raise CannotCompile(f"Two different quantities are called {name}: a {before.kind} and a {kind}.")
        if before.below is None:
            self.parameters[node] = replace(before, below=below)
        return Term(node, ())

    def position(self, index: Expr, scope: Axes, below: Size | None = None) -> Position:
        """Where along an axis: an index that runs, or 0-based places."""
        if isinstance(index, Index) and index not in self.manner.given:
            return index
        if isinstance(index, Index):
            n = size_name(index.size)
            return self.input(index.name, f"index {n}", (), "index", n)
        if isinstance(index, Integer) and index > 0:
            return Term(self.graph.number(str(int(index) - 1)), ())
        if isinstance(index, Quantity) and index.definition is None:
            return self.input(index.name, str(index.kind), (), "index", below_of(index, below))
        if isinstance(index, Element) and index.quantity.definition is None:
            q = index.quantity
            shape = index.indices if q.kind.word == "index" else q.kind.shape
            sizes = tuple(
                size_name(i.size if isinstance(i, Index) else n)
                for i, n in zip(index.indices, shape, strict=True)
            )
            whole = self.input(q.name, str(q.kind), sizes, "index", below_of(q, below))
            return self.gathered(whole.node, tuple(self.position(i, scope) for i in index.indices))
        raise CannotCompile(
            f"{index} cannot stand as an index: an index is a letter, a number from 1 on, or a given word."
        )

    def delta(self, expr: Delta, scope: Axes) -> Term:
        """δ_ij as the identity, δ_io as the one-hot column of o."""
        a, b = (self.position(i, scope) for i in expr.args)
        if isinstance(a, Index) and isinstance(b, Index):
            sizes = [self.size(i.size) for i in dict.fromkeys((a, b) if a.size != b.size else (a,))]
            return Term(self.graph.call("np.eye", sizes, 2, self.manner.like), (a, b))
        left, right = (self.everywhere(p) if isinstance(p, Index) else p for p in (a, b))
        order = scope.index
        axes = tuple(sorted({*left.axes, *right.axes}, key=order))
        nodes = tuple(spread(self.graph, term, axes) for term in (left, right))
        equal = self.graph.add(Node("{} == {}", nodes, (ATOM, ATOM), COMPARED, len(axes)))
        if not axes:
            return Term(self.graph.add(Node("float({})", (equal,), (COMPARED,), is_number=True)), ())
        return Term(self.graph.method(f".astype(np.{self.manner.precision})", equal, len(axes)), axes)


def size_name(size: Expr) -> Size:
    """A size as a number or a name."""
    return int(size) if size.is_Integer else str(size)


def below_of(q: Quantity, below: Size | None) -> Size | None:
    """What a looked-up place stays below."""
    return size_name(q.kind.shape[0]) if q.kind.word == "index" else below
