"""Every name of a mistake has its sentence."""

from derivations.check.chains import INNER
from derivations.check.false_rules import MISSING
from derivations.check.near_misses import GENERAL, INSIDE, SPECIFIC
from derivations.check.sentences import SENTENCES, sentence_on
from derivations.check.slips import SLIPS


def test_every_mistake_has_a_sentence() -> None:
    named = {name for name, _ in (*SPECIFIC, *INSIDE, *GENERAL, *SLIPS)}
    assert named | {INNER, *MISSING.values(), "off-diagonal terms missing"} == SENTENCES.keys()
    assert sentence_on(None) == ""
