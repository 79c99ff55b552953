"""Sets of indices: S is known by its indicator, `let \\mathbb{1}[j \\in S] = …`, in a sum over S and in conditions."""

from __future__ import annotations

from derivations.language.context import Context, index_letter
from derivations.language.elements import index, within
from derivations.language.names import Name, letter, undressed
from derivations.language.problems import Depends, Problem
from derivations.language.shaped import Shaped, whole
from derivations.language.statements import split_at
from derivations.language.syntax import Bracketed, Comparison, Letter, Node, Number, Scripted
from derivations.language.tokens import Mark
from derivations.language.values import bare
from derivations.language.vocabulary import ONES
from derivations.notation import Quantity

INDICATOR = r"\mathbb{1}"
BRACKETS = ("[", "]", "(", ")", "{", "}", r"\{", r"\}", "_")
MEMBERS = ("∈", r"\in")


def declared_set(line: tuple[Mark, ...]) -> tuple[str, str] | None:
    """The S and the j of a `let` line that begins with 1[j ∈ S] or 1_{j ∈ S}."""
    inside = [mark for mark in line[1:] if mark.text not in BRACKETS]
    if len(inside) != 3 or inside[1].text not in MEMBERS or (letter(line[0]) or line[0].text) not in (*ONES, "1"):
        return None
    j, of = letter(inside[0]), letter(inside[2])
    return (of, j) if j and of else None


def members(node: Node, context: Context) -> Quantity | None:
    """The indicator of the set that is named here; None where nothing is known of it."""
    named = bare(node)
    if not isinstance(named, Letter):
        return None
    if (line := context.scope.broken.get(Name(named.base))) is not None:
        raise Depends(f"{named.base} is used here, but line {line}, which declares it, could not be read.")
    found = context.scope.quantities.get(Name(INDICATOR, named.base))
    return found if isinstance(found, Quantity) else None


def is_membership(node: Node, context: Context) -> bool:
    """Whether this is j ∈ S for a set whose members are known."""
    return isinstance(node, Comparison) and node.relations == ("∈",) and members(node.sides[1], context) is not None


def membership(left: Node, right: Node, context: Context) -> Shaped:
    """1 where an index is in a set, else 0."""
    held = members(right, context)
    if held is None or index_letter(bare(left)) is None:
        known = r"say what is in it, as in “let \mathbb{1}[j \in S] = …”"
        raise Problem(f"What {context.written(right)[:30]} holds is not known; {known}.", right.start, right.end)
    at = within(index(left, context), held.kind.shape[0], left, context)
    return Shaped(whole(held).at(at, at))


def refuse_some(node: Node, context: Context) -> None:
    """Refuses what may hold some of the indices only: {k : u_k > 0}, S, N(i); V, [V] and [1, V] of a size hold all."""
    if isinstance(of := bare(node), Letter) and is_unknown(of, context):
        every = r"write \sum_j if it is every index, else “let \mathbb{1}[j \in S] = …” for what is in it"
        raise Problem(f"What {context.written(node)[:30]} holds is not known; {every}.", node.start, node.end)
    for part in (bare(node), *getattr(bare(node), "factors", ())):
        held = bare(getattr(part, "operand", part))
        if isinstance(held, Scripted) or (isinstance(held, Bracketed) and not holds_all(held)):
            known = r"write the condition below the sign, as in \sum_{j : u_j > 0}"
            raise Problem(f"What {context.written(node)[:30]} holds is not known; {known}.", node.start, node.end)


def is_unknown(named: Letter, context: Context) -> bool:
    """Whether a single letter is neither a size, nor one in another dress as 𝒱 is: words such as Vocab name all."""
    plain = undressed(named.base)
    return len(plain) == 1 and not {named.base, plain} & context.scope.sizes


def holds_all(within_brackets: Bracketed) -> bool:
    """Whether brackets are those of [V], |V|, [1, V] or (1, V)."""
    first, *others = within_brackets.inside.entries
    begins_with_one = isinstance(start := bare(first), Number) and start.text == "1"
    if begins_with_one:
        return len(others) == 1 and within_brackets.kind in "[("
    return isinstance(start, Letter) and not others and within_brackets.kind in "[|"


def without_set_builder(line: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The line, unless it is `S = \\{ j : … \\}`: then the complaint says how the same is written by its indicator."""
    _named, *body = split_at(line, ("=",), 1)
    if not body or len(body[0]) < 3 or body[0][0].text not in ("{", r"\{"):
        return line
    bars = (":", *MEMBERS, r"\mid", "∣", "|") if body[0][0].text == r"\{" else (":", *MEMBERS)
    if body[0][2].text in bars:
        name = letter(line[0]) or "S"
        j = letter(body[0][1]) or "j"
        known = rf"let \mathbb{{1}}[{j} \in {name}] = \mathbb{{1}}[u_{j} > 0]"
        raise Problem(f"A set is given by its indicator, as in “{known}”.", body[0][0].start, line[-1].end)
    return line
