"""A compiled program in the words of a library: its tree is walked, and each call replaced by what the table says."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from derivations.export.dialects import Dialect

MATH = {f"np.{name}": f"math.{name}(_0)" for name in ("exp", "log", "sqrt", "tanh")}
"""Functions of a number that is written out, which needs no array."""
IDENTITIES = ("np.eye", "torch.eye", "jnp.eye")


def statements(source: str, dialect: Dialect, like: str = "") -> list[str]:
    """The statements of the function in a source; `like` is an array whose type new arrays take on."""
    [function] = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    translator = Translator(dialect, f"{like}.dtype" if like and dialect.name == "pytorch" else dialect.dtype)
    return [ast.unparse(ast.fix_missing_locations(translator.visit(line))) for line in function.body]


class Translator(ast.NodeTransformer):
    """Replaces calls by those of a library."""

    def __init__(self, dialect: Dialect, dtype: str) -> None:
        self.dialect, self.dtype = dialect, dtype

    def visit_Call(self, call: ast.Call) -> ast.AST:
        name = called(call)
        if name == "float":
            return self.number(call)
        if name == "np.where":
            call.args[0] = condition(call.args[0])
        self.generic_visit(call)
        return self.written(call, name)

    def visit_Attribute(self, attribute: ast.Attribute) -> ast.AST:
        """The identity is its own transpose."""
        self.generic_visit(attribute)
        turned = attribute.value
        is_square = isinstance(turned, ast.Call) and called(turned) in IDENTITIES and len(turned.args) == 1
        return turned if attribute.attr == "T" and is_square else attribute

    def visit_Constant(self, constant: ast.Constant) -> ast.AST:
        """A string in double quotes, as people write it."""
        return ast.Name(f'"{constant.value}"') if isinstance(constant.value, str) else constant

    def number(self, call: ast.Call) -> ast.AST:
        """float(…): a function of a number, or whether two places are the same."""
        [inner] = call.args
        if isinstance(inner, ast.Compare):
            self.generic_visit(call)
            return self.written(call, "float")
        if isinstance(inner, ast.Call) and called(inner) in MATH:
            self.generic_visit(inner)
            return filled(MATH[called(inner)], {"_0": inner.args[0]})
        if self.dialect.name == "pytorch" and isinstance(inner, ast.Call):
            inner.args[:1] = [filled("torch.tensor(_0, dtype=torch.float64)", {"_0": inner.args[0]})]
        self.generic_visit(call)
        return call

    def written(self, call: ast.Call, name: str) -> ast.AST:
        """A call as the table has it, or as it is where the table has none."""
        keywords = {keyword.arg: keyword.value for keyword in call.keywords}
        which = next((f"{name} {option}" for option in ("axis", "dtype") if option in keywords), name)
        entry = self.dialect.calls.get(which) or self.dialect.calls.get("" if name.startswith(".") else name)
        if entry is None:
            return call
        receiver = [call.func.value] if name.startswith(".") and isinstance(call.func, ast.Attribute) else []
        arguments = call.args
        gaps: dict[str, ast.AST | list[ast.expr]] = {"_args": arguments}
        gaps |= {f"_{place}": argument for place, argument in enumerate([*receiver, *arguments])}
        gaps["_axis"] = keywords.get("axis") or ast.Constant(-1)
        gaps["_dtype"] = ast.parse(self.dtype, mode="eval").body
        return filled(entry, gaps)


def called(call: ast.Call) -> str:
    """The name of what is called: `softmax`, `np.exp`, `.sum`."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    if isinstance(call.func, ast.Attribute):
        of = call.func.value
        of_library = isinstance(of, ast.Name) and of.id in ("np", "torch", "jnp")
        return f"{of.id}.{call.func.attr}" if isinstance(of, ast.Name) and of_library else f".{call.func.attr}"
    return ""


def condition(node: ast.expr) -> ast.expr:
    """A condition as truth values, not as numbers."""
    if isinstance(node, ast.Call) and called(node) == ".astype" and isinstance(node.func, ast.Attribute):
        return node.func.value
    if isinstance(node, ast.Compare):
        return node
    return ast.Compare(node, [ast.NotEq()], [ast.Constant(0)])


def filled(entry: str, gaps: Mapping[str, ast.AST | list[ast.expr]]) -> ast.expr:
    """An entry of the table with its gaps filled."""

    class Filler(ast.NodeTransformer):
        def visit_Name(self, name: ast.Name) -> ast.AST:
            gap = gaps.get(name.id, name)
            assert isinstance(gap, ast.AST)
            return gap

        def visit_Call(self, call: ast.Call) -> ast.AST:
            every = gaps.get("_args")
            if any(isinstance(a, ast.Name) and a.id == "_args" for a in call.args) and isinstance(every, list):
                call.args = every
                call.func = self.visit(call.func)
                call.keywords = [self.visit(keyword) for keyword in call.keywords]
                return call
            self.generic_visit(call)
            return call

    return Filler().visit(ast.parse(entry, mode="eval").body)  # type: ignore[no-any-return]


def names_in(lines: Iterable[str]) -> set[str]:
    """Every name that some statements use."""
    tree = ast.parse("def function():\n" + "\n".join(f"    {line}" for line in lines))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
