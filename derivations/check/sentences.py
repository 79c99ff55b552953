"""What a student is told of a likely mistake: one sentence under each name."""

from __future__ import annotations

SENTENCES = {
    "sign": "A sign is wrong here: with the other one, this line is right.",
    "factor": "A factor is missing, or one too many: with the right one, this line is right.",
    "off-diagonal terms missing": "This is right only where the two indices are equal; the other terms are missing.",
    "derivative of the activation missing": "The chain rule has one more factor: the derivative of the activation.",
    "extra derivative of the activation": "The derivative of the activation stands here once too often.",
    "the function for its derivative": "Here stands a function where its derivative belongs.",
    "derivative of another activation": "This is the derivative of another activation than the one that stands here.",
    "derivative of the logarithm missing": "The chain rule has one more factor: the derivative of the logarithm, 1/u.",
    "inner derivative missing": "The chain rule has one more factor: the derivative of what stands inside.",
    "outer derivative missing": "The chain rule has one more factor: the derivative of the outer function.",
    "exponent": "An exponent is wrong here: with the right one, this line is right.",
    "derivative taken at a instead of z": "The derivative of the activation is taken at its input, not at its output.",
    "index swapped": "An index stands at the wrong place: with it exchanged, this line is right.",
    "transpose": "A matrix stands here that must be transposed.",
    "sum lost": "A sum has been lost on the way: with it, this line is right.",
    "a sum too many": "This is summed over an index that should have stayed free.",
    "a sum taken apart": "A sum of products is not the product of the sums.",
    "the case dropped": "This holds in one case alone: the condition, or the delta that says so, is missing.",
    "a term dropped": "A term has been dropped: with it, this line is right.",
    "a term too many": "One term does not belong here: without it, this line is right.",
}


def sentence_on(mistake: str | None) -> str:
    """The sentence on a mistake, nothing where none is known."""
    return "" if mistake is None else SENTENCES[mistake]
