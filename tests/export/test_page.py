"""The Walk page offers what is in view in every format, at the inputs in force."""

from streamlit.testing.v1 import AppTest

from derivations.export.formats import FORMATS
from tests.conftest import ROOT


def test_the_walk_page_offers_every_format():
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
    app.query_params.update({"derivation": "cross-entropy", "at": "z=1,0.5,-1;y=0,1,0"})
    app.session_state["walk/beside"] = "Take away"
    app = app.switch_page("pages/1_Walk.py").run()
    assert not app.exception
    offered = [button.proto for button in app.get("download_button")]
    assert [button.label for button in offered] == [each.label for each in FORMATS.values()]
    assert all(button.help for button in offered)
