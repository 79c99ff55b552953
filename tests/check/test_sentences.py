"""Every name of a mistake has its sentence."""

from derivations.check.near_misses import MENDINGS
from derivations.check.sentences import SENTENCES, sentence_on
from derivations.check.slips import SLIPS


def test_every_mistake_has_a_sentence() -> None:
    named = {name for name, _ in (*MENDINGS, *SLIPS)} | {"off-diagonal terms missing"}
    assert named == SENTENCES.keys()
    assert sentence_on(None) == ""
