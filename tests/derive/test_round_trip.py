"""What is derived is written in the language: read back as a line of a sheet, it is found right."""

import pytest

from derivations.account import told
from derivations.catalogue import catalogue
from derivations.check.checking import check
from derivations.derive import derive
from derivations.language import read_sheet
from derivations.notation import Partial
from tests.check.sheets import sheet

# “j is in the sample S” is a name in the catalogue, and no name that a sheet can declare.
SAYABLE = {slug: e for slug, e in catalogue().items() if not any("mathbb{1}" in q.name for q in e.quantities)}
SLUGS = [slug for slug, entry in SAYABLE.items() if isinstance(entry.derivation().start, Partial)]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_result_reads_back_and_is_right(slug: str) -> None:
    derivation = catalogue()[slug].derivation()
    derived = derive(derivation.start, tuple(getattr(derivation.start.wrt, "indices", ())))
    if derived.obstacle:
        pytest.skip(derived.obstacle)
    result = told(derived.derivation, "", "").result_latex
    written = sheet(derivation, [derived.derivation.result]).rsplit("= ", 1)[0] + f"= {result}\n"
    assert check(read_sheet(written)).findings[-1].verdict == "right", written
