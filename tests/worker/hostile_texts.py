"""Texts that mean harm, or nothing, made from a seed: each sort is a function from chance to a text."""

from __future__ import annotations

import string
from collections.abc import Callable
from random import Random

from derivations.worksheets import worksheets

SHEETS = list(worksheets().values())
PRELUDE = (
    "let x : scalar\nlet z : vector n\nlet W : matrix n n\nlet A : matrix m n\nlet y : one-hot n\n"
    "let p = softmax(z)\nlet J = -\\sum_k y_k \\log p_k\n"
)
WORDS = r"""
    \frac { } ( ) [ ] ^ _ \sum_k \sum_{k=1}^{n} \prod \max \log \exp e^ \sigma \sigma' softmax( softmax z W x p_k J y
    2 9^{9^9} 0 1 .5 1e9 + - / = \cdot \odot * @ | \| \mid , : ; . ! % $ $$ \[ \] & \\ \begin{cases} \end{cases}
    \begin{aligned} \end{aligned} \text{if} \text{otherwise} \partial d/d dJ/dz_i \nabla_z T ^T ^\top ^{-1} '
    \mathbf{1} \mathbb{1}[ I [i=k] \hat \hat{y} \mathbf{ \operatorname{ tr diag( \sqrt \sqrt[ _i _{ij} _1 ^2
    \delta_{ij} σ ŷ ∂ Σ_k ᵀ ⊙ ₁ − λ \ne < > \in let claim derive title: scalar vector n matrix lambda pi eval(
    __import__ # " ` ~ ^^ __"""
PIECES = [word for line in WORDS.splitlines() for word in line.split()]
JOINTS = ["", "", " ", " ", "\t", "\n", "\nlet ", "\nclaim ", "\n= ", "\nderive "]
TRICKS = [
    *"\u0000\u200b\u200d\u202e\u2066\u2028\u2029\ufeff\ufffd\ufffe\u00ad\u0085\u3000\u00a0\x1b\x7f\ud800\udfff",
    *"\u0302\u0489\u20dd\U000e0001\U0001f9ee\U0001d44e\U0001d7d8ａ９٣௧ℯⅇ∑∂√ﬁǅİıßẞKÅΩ½²ⁿ₊",
]
NESTS = [
    ("(", ")"),
    ("{", "}"),
    (r"\left(", r"\right)"),
    (r"\frac{1}{1+", "}"),
    (r"\sqrt{", "}"),
    (r"\exp(", ")"),
    ("softmax(", ")"),
    (r"\sigma'(", ")"),
    (r"\sum_{k=1}^{n} ", ""),
    (r"\nabla_z ", ""),
    (r"\hat{", "}"),
    (r"\|", r"\|"),
    ("x^{", "}"),
    ("z_{", "}"),
    ("-", ""),
    (r"\begin{cases} x & \text{if } x > 0 \\ ", r"\end{cases}"),
]
CODE = [
    "__import__('os').system('touch CANARY')",
    "exec(\"open('CANARY','w')\")",
    "().__class__.__base__.__subclasses__()",
    "{{7*7}}{{config}}${7*7}",
    "$(touch CANARY)",
    "`touch CANARY`",
    "; touch CANARY #",
    r"\input{/etc/passwd}",
    r"\immediate\write18{touch CANARY}",
    "![](http://127.0.0.1:9/x.png)<script>alert(1)</script>",
    "lambda: open('CANARY', 'w')",
    "Symbol('x').__reduce__()",
    "%s%n%x{0.__class__}",
    "\ncos\nsystem\n(S'touch CANARY'\ntR.",
]
FIELDS = [
    "title: CODE",
    "let CODE : vector n",
    "let a : CODE",
    "let a : vector CODE",
    "let a : matrix CODE n",
    "let a = CODE",
    "let CODE = x",
    "let f_{CODE} : scalar",
    "claim CODE\n= x",
    "claim x\n= CODE",
    r"claim \frac{\partial J}{\partial CODE}",
    r"claim \operatorname{CODE}(x)",
    r"claim \text{CODE}",
    "claim x % CODE",
    "derive CODE wrt CODE",
    r"derive \sum_{CODE} x",
    "CODE",
]


def some_bytes(chance: Random) -> str:
    """Bytes, read as UTF-8 or one by one."""
    content = chance.randbytes(chance.choice([3, 30, 300, 3000]))
    return content.decode(chance.choice(["utf-8", "latin-1", "utf-16-le"]), "replace")


def soup(chance: Random) -> str:
    """Pieces of the language in any order."""
    words = chance.choices(PIECES, k=chance.randint(1, 40))
    formula = "".join(word + chance.choice(JOINTS) for word in words)
    return PRELUDE + "claim dJ/dz_i\n= " + formula if chance.random() < 0.7 else formula


def mutated(chance: Random) -> str:
    """A sheet in which pieces, lines and letters were changed."""
    sheet = chance.choice(SHEETS)
    for _ in range(chance.randint(1, 6)):
        sheet = chance.choice([piece_changed, line_changed, letter_changed])(sheet, chance)
    return sheet


def piece_changed(sheet: str, chance: Random) -> str:
    at, width = chance.randint(0, len(sheet)), chance.randint(0, 5)
    return sheet[:at] + chance.choice(PIECES) + sheet[at + width :]


def line_changed(sheet: str, chance: Random) -> str:
    """A line twice, elsewhere, gone, or one of another sheet."""
    rows = sheet.split("\n")
    other = chance.choice(SHEETS).split("\n")
    row = rows.pop(chance.randrange(len(rows))) if chance.random() < 0.5 else chance.choice(rows + other)
    if chance.random() < 0.7:
        rows.insert(chance.randint(0, len(rows)), row)
    return "\n".join(rows)


def letter_changed(sheet: str, chance: Random) -> str:
    at = chance.randrange(len(sheet) or 1)
    return sheet[:at] + chance.choice(string.printable) + sheet[at + 1 :]


def nested(chance: Random) -> str:
    """Brackets, functions and scripts inside one another, a few of them never closed."""
    depth = chance.choice([5, 20, 24, 40, 100, 400])
    pairs = [chance.choice(NESTS) for _ in range(depth)] if chance.random() < 0.5 else [chance.choice(NESTS)] * depth
    closing = pairs[:: -1 if chance.random() < 0.8 else 1]
    inner = chance.choice(["x", "z", "W", "", "9"])
    return PRELUDE + "claim x\n= " + "".join(a for a, _ in pairs) + inner + "".join(b for _, b in closing)


def towers(chance: Random) -> str:
    """Numbers that would not fit into any memory."""
    height, base = chance.randint(2, 30), chance.choice(["9", "x", "99999", "e", "W", "(1+x)", "2.5", "0", "(-1)"])
    forms = [
        (base + "^{") * height + "9" + "}" * height,
        "(" * height + base + "^{60})" * height,
        base + "^" + "9" * chance.choice([3, 9, 15, 400]),
        "9" * chance.choice([15, 16, 4000]) + "^{1/2}",
        r"\exp(99999999 \log 9)",
        f"1e{'9' * chance.randint(1, 9)}",
        rf"\prod_{{k=1}}^{{{'9' * chance.randint(1, 12)}}} k",
        rf"\sum_{{k=1}}^{{{'9' * chance.randint(1, 12)}}} k^{{60}}",
        "1/" * height + "0",
    ]
    formula = chance.choice(forms)
    lines = [f"claim x\n= {formula}", f"let g = {formula}\nclaim dg/dx\n= g", f"claim {formula}"]
    return PRELUDE + chance.choice(lines)


def sizes(chance: Random) -> str:
    """Arrays of every size, small and beyond all measure."""
    n, m, o = (chance.choice(["0", "1", "2", "50", "999", "1000", "9999", "10000", "10" * 5, "-1", "n"]) for _ in "nmo")
    formula = chance.choice(
        [
            r"\frac{\partial}{\partial A} tr(A B A B)",
            r"\sum_i \sum_j \sum_k A_{ij} B_{jk} A_{ki}",
            r"\sum_{i \ne j} \exp(A_{ij}) B_{ji}",
            r"\prod_i \sum_j A_{ij}",
            r"\|A B\|_F^2",
            r"\operatorname{diag}(v) A B v",
            r"\frac{\partial A B}{\partial A_{ij}}",
            "softmax(A v)_{1}",
            f"v_{{{n}}}",
        ]
    )
    other = chance.choice([formula, f"2 {formula}", f"{formula} + {formula}", "0"])
    return f"let A : matrix {n} {m}\nlet B : matrix {m} {n}\nlet v : vector {o}\nclaim {formula}\n= {other}\n= {other}"


def long_lines(chance: Random) -> str:
    """A megabyte, in one line or in many."""
    piece = chance.choice(["x", "x + ", "(", r"\frac{1}{", "\n", "claim x\n= x\n", "%", " ", "z_k ", "é", "9", "\\\\ "])
    length = chance.choice([600, 2_000, 19_000, 20_001, 200_000, 1_000_000])
    return chance.choice(["", "claim ", PRELUDE + "claim x\n= "]) + piece * (length // len(piece))


def unicode_tricks(chance: Random) -> str:
    """Signs that look like others, join with others, or are not seen at all."""
    sheet = chance.choice(SHEETS)
    for _ in range(chance.randint(1, 30)):
        at = chance.randint(0, len(sheet))
        sign = chance.choice(TRICKS) if chance.random() < 0.7 else chr(chance.randrange(0x110000))
        sheet = sheet[:at] + sign * chance.choice([1, 1, 2, 300]) + sheet[at:]
    return sheet


def code(chance: Random) -> str:
    """Code in every field; what it would do is to leave a file at CANARY."""
    lines = [chance.choice(FIELDS).replace("CODE", chance.choice(CODE)) for _ in range(chance.randint(1, 5))]
    return PRELUDE * chance.randint(0, 1) + "\n".join(lines)


def formulas(chance: Random) -> str:
    """Well-formed sheets that claim anything."""
    lines = [formula(chance, 3) for _ in range(chance.randint(1, 3))]
    of = chance.choice(["x", "z", "z_i", "W", "W_{ij}", "y"])
    claim = chance.choice([lines[0], rf"\frac{{\partial f}}{{\partial {of}}}"])
    return PRELUDE + f"let f = {formula(chance, 2)}\nclaim {claim}\n= " + "\n= ".join(lines)


def formula(chance: Random, depth: int) -> str:
    """A formula of so many levels, right in its form if not in its shapes."""
    if depth == 0:
        return chance.choice(["x", "z", "z_i", "W", "p", "p_i", "y_k", "J", "2", "0", r"\delta_{ij}", "W_{ij}", "A"])
    a, b = formula(chance, depth - 1), formula(chance, depth - chance.randint(1, depth))
    forms = ["{}+{}", "{}-{}", "{} {}", r"\frac{{{}}}{{{}}}", r"{} \odot {}", "({})^{{2}} {}", r"\sum_k ({}) {}"]
    forms += [r"\exp({}) {}", r"\log({}) + {}", r"\sigma({}) {}", r"({})^T ({})", r"\max({}, {})", r"\|{}\|^2 {}"]
    forms += [r"\frac{{\partial {}}}{{\partial z_i}} {}", r"\operatorname{{tr}}({}) {}"]
    forms += [r"\tanh({}) {}", r"{}^{{{}}}"]
    return chance.choice(forms).format(a, b)


SORTS: dict[str, tuple[Callable[[Random], str], int]] = {
    "bytes": (some_bytes, 10),
    "soup": (soup, 25),
    "mutated": (mutated, 15),
    "nested": (nested, 10),
    "towers": (towers, 8),
    "sizes": (sizes, 3),
    "long": (long_lines, 6),
    "unicode": (unicode_tricks, 8),
    "code": (code, 12),
    "formulas": (formulas, 3),
}


def hostile(chance: Random, canary: str) -> tuple[str, str]:
    """A sort and a text of it; code in it would leave a file at the canary."""
    names = list(SORTS)
    sort = chance.choices(names, [weight for _, weight in SORTS.values()])[0]
    return sort, SORTS[sort][0](chance).replace("CANARY", canary)
