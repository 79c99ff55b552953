"""The words of the language: what a command or a plain word stands for."""

from __future__ import annotations

FUNCTIONS = {
    "log": "log", "ln": "log", "exp": "exp", "tanh": "tanh", "sigmoid": "sigmoid", "logistic": "sigmoid",
    "expit": "sigmoid", "relu": "relu", "softplus": "softplus", "softmax": "softmax", "diag": "diag", "tr": "tr",
    "trace": "tr", "sign": "sign", "sgn": "sign", "step": "step", "abs": "abs", "logsumexp": "logsumexp",
    "lse": "logsumexp", "max": "max", "min": "min", "sum": "sum", "prod": "prod", "partial": "partial",
    "nabla": "nabla", "grad": "nabla", "logsoftmax": "logsoftmax", "cosh": "cosh", "sinh": "sinh", "sech": "sech",
    "mean": "mean", "silu": "silu", "swish": "silu", "log1p": "log1p", "expm1": "expm1",
    "sumdown": "sumdown", "sumacross": "sumacross", "meandown": "meandown", "meanacross": "meanacross",
}  # fmt: skip
"""Words that mean the same with a backslash, upright or plain."""

OPERATORS = {
    "*": "*", "@": "@", r"\cdot": "·", r"\times": "*", r"\ast": "*", r"\bullet": "*", r"\odot": "⊙", r"\circ": "⊙",
    r"\otimes": "⊗", r"\oslash": "/",
    "odot": "⊙", "cdot": "·", "/": "/", "./": "/", r"\over": "/", "over": "/", ".*": "⊙", r"\div": "/",
}  # fmt: skip
RELATIONS = {
    "!=": "≠", "/=": "≠", "=/=": "≠", "<>": "≠", "<=": "≤", ">=": "≥", "==": "=",
    "=": "=", r"\ne": "≠", r"\neq": "≠", "<": "<", ">": ">", r"\lt": "<", r"\gt": ">", r"\le": "≤", r"\leq": "≤",
    r"\ge": "≥", r"\geq": "≥", r"\in": "∈", r"\equiv": "=", r"\not=": "≠", r"\leqslant": "≤", r"\geqslant": "≥",
}  # fmt: skip
OPENING = {
    "(": "(", "[": "[", r"\{": "{", r"\lbrace": "{", r"\langle": "⟨", r"\lvert": "|", r"\lVert": "‖", r"\lbrack": "[",
}  # fmt: skip
CLOSING = {
    ")": "(", "]": "[", r"\}": "{", r"\rbrace": "{", r"\rangle": "⟨", r"\rvert": "|", r"\rVert": "‖", r"\rbrack": "[",
    "}": "group",
}  # fmt: skip
BARS = {"|": "|", r"\vert": "|", r"\mid": "|", r"\|": "‖", "||": "‖", r"\Vert": "‖"}
FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\nicefrac", r"\sfrac")
TRANSPOSES = (r"\top", r"\intercal", r"\transpose")
IFS = ("if", "for", "when", "where")
OTHERWISE = ("otherwise", "else")
ONES = (r"\mathbf{1}", r"\mathbb{1}", r"\mathcal{1}")
GREEK = {
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "varpi", "rho", "varrho", "sigma", "varsigma", "tau", "upsilon", "phi",
    "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi",
    "Omega", "ell",
}  # fmt: skip
"""Commands that are letters; a plain word among them is the letter when nothing else bears that name."""

PLAIN_LETTERS = {"sigma", "delta", "lambda"}
"""Greek letters that a plain word means even where they are not declared."""
BIG_LETTERS = {r"\Sigma": "sum", r"\Pi": "prod"}
"""Letters that are signs of a sum and a product where no quantity bears them."""
ACTIVATIONS = {"f", "g", "h", r"\phi", r"\varphi", r"\psi", r"\rho"}
"""Undeclared names that, before a bracket, are functions known by name alone."""
