"""A row of operands: what is a factor, what a function, and what its argument, by kinds and shapes."""

from __future__ import annotations

from derivations.language.activations import OFTEN_BARE, argument_of, at_its_argument, is_bare_within
from derivations.language.calculus import derivative, differential, row_value, slashed
from derivations.language.calls import call
from derivations.language.chaining import chained
from derivations.language.conditions import indicator
from derivations.language.context import Context, parts
from derivations.language.functions import ON_ARRAYS, applied, known_by_name
from derivations.language.joining import combined
from derivations.language.limits import MAX_FACTORS
from derivations.language.naming import Scripts, resolved, root_of_square
from derivations.language.neighbours import (
    between_odots,
    condition_in,
    following_bracket,
    is_indicator_sign,
    is_one,
    is_tight,
    possible_ends,
    reaches_beyond,
)
from derivations.language.operators import gradient, operator
from derivations.language.problems import Problem, Refusal, ShapeProblem
from derivations.language.scripts import with_scripts
from derivations.language.shaped import Shaped, divided, entrywise, ones
from derivations.language.sums import SIGNS, range_of, reduced
from derivations.language.syntax import Factor, Fraction, Letter, Number, Row, Word
from derivations.language.values import meaning, scalar, value
from derivations.language.vocabulary import ACTIVATIONS, BIG_LETTERS
from derivations.notation import Sum
from derivations.notation.printing import text

WITHOUT_INDEX = ("sum", "mean")
"""What is taken of the whole product behind it, where nothing says over which index."""
Read = tuple[Shaped, int]
"""A value, and the place in the row after what it took."""


@meaning.register
def row(node: Row, context: Context) -> Shaped:
    """A product; ⊙ binds less than the factors around it, unless only the other reading has fitting shapes."""
    if len(node.factors) > MAX_FACTORS:
        raise Refusal(f"A product may have {MAX_FACTORS} factors, and this one has more; name parts with “let”.")
    stretches = between_odots(node.factors)
    if len(stretches) == 1:
        return juxtaposed(node.factors, context)
    kept, free = context.sizes.kept(), dict(context.free)
    try:
        found = [juxtaposed(stretch, context) for stretch in stretches]
        if context.takes_back(free):
            context.sizes.go_back(kept)
            return juxtaposed(node.factors, context)
        result = found[0]
        for other, stretch in zip(found[1:], stretches[1:], strict=True):
            result = combined("⊙", result, other, stretch[0], context)
        return result
    except ShapeProblem as misfit:
        context.sizes.go_back(kept)
        try:
            return juxtaposed(node.factors, context)
        except ShapeProblem:
            raise misfit from None


def juxtaposed(row: tuple[Factor, ...], context: Context) -> Shaped:
    """A stretch of a product, from the left."""
    result, place = operand(row, 0, context)
    if is_one(row[0]) and place == 1 < len(row) and not row[1].operator and not row[0].negative:
        result = one_before(row, result, context)
    while place < len(row):
        factor = row[place]
        if factor.operator == "/":
            under, place = denominator(row, place, context)
            result = combined("/", result, under, factor, context)
        else:
            if (
                not factor.operator
                and isinstance(factor.operand, Number)
                and isinstance(row[place - 1].operand, Number)
            ):
                raise Problem("Two numbers stand side by side; what is between them?", factor.start, factor.end)
            ones_here = is_one(factor) and result.settled(context.sizes).columns != 1
            other, place = operand(row, place, context)
            if ones_here and context.choose(factor, "the number 1", r"the vector \mathbf{1}", conventional=True) == 1:
                other = ones(context.sizes)
            result = combined(factor.operator, result, other, factor, context)
    return result


def one_before(row: tuple[Factor, ...], one: Shaped, context: Context) -> Shaped:
    """1 b as the number times b, or, before a row, as the column 𝟏 that repeats it."""
    if not operand(row, 1, context)[0].settled(context.sizes).is_row:
        return one
    ways = "the number 1", r"the vector \mathbf{1}"
    return ones(context.sizes) if context.choose(row[0], *ways, conventional=True) == 1 else one


def denominator(row: tuple[Factor, ...], place: int, context: Context) -> Read:
    """What stands under a slash: one factor, or where letters follow without space, maybe all of them."""
    end = place + 1
    while end < len(row) and row[end].operator == "" and is_tight(row, end):
        end += 1
    over, under = context.written(row[place - 1].operand), context.written(row[place].operand)
    rest = context.text[row[place].end : row[end - 1].end]
    ways = f"({over}/{under}){rest}", f"{over}/({under}{rest})"
    if end > place + 1 and context.choose(row[place + 1], *ways) == 1:
        first = row[place]
        plain = Factor(first.start, first.end, "", first.negative, first.operand)
        return juxtaposed((plain, *row[place + 1 : end]), context), end
    return operand(row, place, context)


def operand(row: tuple[Factor, ...], place: int, context: Context) -> Read:
    """The value that begins at a place of a row, with its sign."""
    with context.nested():
        try:
            found, end = unsigned(row, place, context)
        except Problem as problem:
            raise problem.placed(row[place].start, row[place].end) from None
    return (found.mapped(lambda x: -x) if row[place].negative else found), end


def unsigned(row: tuple[Factor, ...], place: int, context: Context) -> Read:
    atom, scripts = parts(row[place].operand)
    if (chain := chained(row, place, context)) is not None:
        return chain
    quotient = slashed(row, place, context)
    if quotient is not None:
        given, end = quotient
        if not given.over:
            return operator(given.variables, row, end, context, operand)
        return derivative(row_value(given.over, context), given.variables, context), end
    if isinstance(atom, Fraction) and not scripts:
        given_above = differential(atom, context)
        if given_above is not None and not given_above.over:
            return operator(given_above.variables, row, place + 1, context, operand)
    if isinstance(atom, Word):
        return word(row, place, atom, scripts, context)
    if isinstance(atom, Letter) and (found := call(row, place, atom, scripts, context)) is not None:
        return found
    if isinstance(atom, Letter) and (atom.base == r"\sigma" or following_bracket(row, place + 1) is not None):
        return letter_before_bracket(row, place, atom, scripts, context)
    if is_indicator_sign(atom, scripts) and (inside := condition_in(row, place + 1)) is not None:
        return with_scripts(indicator(inside, context), parts(row[place + 1].operand)[1], context), place + 2
    return value(row[place].operand, context), place + 1


def word(row: tuple[Factor, ...], place: int, atom: Word, scripts: Scripts, context: Context) -> Read:
    """A sum over the rest of the row, a gradient, or a function with its argument."""
    if atom.word in SIGNS and (over := range_of(scripts, context)) is not None:
        if place + 1 >= len(row) or row[place + 1].operator:
            raise Problem("Nothing stands behind this sign.")
        body = juxtaposed(row[place + 1 :], context.binding(over.indices))
        return reduced(atom.word, over, body, context), len(row)
    if atom.word in WITHOUT_INDEX and not scripts and reaches_beyond(row, place, context):
        return over_its_own_index(atom.word, row[place + 1 :], context), len(row)
    if atom.word in ("nabla", "partial"):
        return gradient(row, place, scripts, context, operand)
    if atom.word == "one" and (inside := condition_in(row, place + 1)) is not None:
        return with_scripts(indicator(inside, context), parts(row[place + 1].operand)[1], context), place + 2
    if atom.word in ("one", "transpose"):
        return value(row[place].operand, context), place + 1
    return function(atom.word, row, place, scripts, context)


def over_its_own_index(word: str, body: tuple[Factor, ...], context: Context) -> Shaped:
    """A sum or mean that names no index: over the one that it brings, as ∑ (y_i − p_i)² does, else over all entries."""
    free = set(context.free)
    found = juxtaposed(body, context)
    brought = context.free.keys() - free
    if len(brought) != 1:
        return ON_ARRAYS[word](found, context)
    (letter,) = brought
    index = context.free.pop(letter)
    context.effort.bound.add(letter)
    over = 1 / index.size if word == "mean" else 1
    return found.mapped(lambda x: over * Sum(x, index))


def letter_before_bracket(
    row: tuple[Factor, ...], place: int, atom: Letter, scripts: Scripts, context: Context
) -> Read:
    """σ(z), σ z and g(z) where σ and g are not quantities; 𝟙(i = k) as I(i = k); else a factor."""
    primes = tuple(script for script in scripts if script.mark == "'")
    if resolved(atom, scripts, context) is None and atom.base not in context.scope.sizes:
        is_bare = following_bracket(row, place + 1) is None
        if atom.base == r"\sigma" and not (is_bare and root_of_square(atom, scripts, context)):
            return function("sigmoid", row, place, scripts, context)
        if is_indicator_sign(atom, scripts) and (inside := condition_in(row, place + 1)) is not None:
            return with_scripts(indicator(inside, context), parts(row[place + 1].operand)[1], context), place + 2
        if atom.base in ACTIVATIONS and len(primes) == len(scripts):
            argument, trailing = parts(row[place + 1].operand)
            found = known_by_name(atom.base, len(primes), value(argument, context))
            return with_scripts(found, trailing, context), place + 2
    return value(row[place].operand, context), place + 1


def function(word: str, row: tuple[Factor, ...], place: int, scripts: Scripts, context: Context) -> Read:
    """A function with its argument; a power of it is a power of the result, an index an element of it."""
    primes = sum(script.mark == "'" for script in scripts)
    rest = tuple(script for script in scripts if script.mark != "'")
    written = context.written(parts(row[place].operand)[0])
    if place + 1 >= len(row) or row[place + 1].operator or row[place + 1].negative:
        if written in BIG_LETTERS:
            raise Problem(f"“{written}” needs an argument after it; where it is a name, declare it with “let”.")
        return with_scripts(at_its_argument(word, primes, written, context), rest, context), place + 1
    if word in OFTEN_BARE and is_meant_bare(word, row, place, context):
        return with_scripts(at_its_argument(word, primes, written, context), rest, context), place + 1
    to, trailing, end = arguments(word, row, place + 1, context)
    base = next((script for script in rest if script.mark == "_"), None) if word == "log" else None
    found = applied(word, primes, to, context)
    if base is not None and base.content is not None:
        rest = tuple(script for script in rest if script is not base)
        of_base = applied("log", 0, (scalar(base.content, context, "The base of a logarithm"),), context)
        found = entrywise(found, of_base, context.sizes, divided)
    return with_scripts(found, (*rest, *trailing), context), end


def is_meant_bare(word: str, row: tuple[Factor, ...], place: int, context: Context) -> bool:
    """Whether σ(1 − σ) is a product; and σ' x, where σ is taken of one thing alone in the sheet, is one as chosen."""
    name, beyond = context.written(parts(row[place].operand)[0]), row[place + 1]
    if following_bracket(row, place + 1) is not None:
        return is_bare_within(name, context.written(beyond))
    usual = argument_of(word, context)
    if usual is None or operand(row, place + 1, context)[0].element == usual.element:
        return False
    factor = context.written(beyond)
    ways = f"{name}({factor})", f"{name}({text(usual.element)}) times {factor}"
    return context.choose(row[place], *ways, conventional=True) == 1


def arguments(
    word: str, row: tuple[Factor, ...], place: int, context: Context
) -> tuple[tuple[Shaped, ...], Scripts, int]:
    """The arguments of a function, scripts that stand after their bracket, and the place after them."""
    bracket = following_bracket(row, place)
    if bracket is not None:
        entries = bracket.inside.entries
        return tuple(value(entry, context) for entry in entries), parts(row[place].operand)[1], place + 1
    first, after = operand(row, place, context)
    ends = possible_ends(word, row, place, after, first.settled(context.sizes))
    name, start, last = context.written(row[place - 1]), row[place].start, row[ends[-1] - 1].end
    cuts = [row[end - 1].end for end in ends]
    readings = [f"{name}({context.text[start:cut].strip()}){context.text[cut:last]}" for cut in cuts]
    taken = 0 if len(ends) == 1 else context.choose(row[place], *readings)
    end = ends[taken]
    return ((first if end == after else juxtaposed(row[place:end], context)),), (), end
