"""Every derivation, shown whole in a real browser: no red formula, no error, no request to the outside."""

from urllib.parse import quote

import pytest

from derivations.catalogue import catalogue
from tests.conftest import RED_FORMULA

ROUTES = [(slug, route) for slug, entry in catalogue().items() for route in entry.routes]
SHARES = 4
SHOWN = ".lines > .line:not([hidden])"


@pytest.mark.parametrize("share", range(SHARES))
def test_every_line_of_every_derivation_is_set_without_a_flaw(reader, share):
    visitor = reader("/Walk")
    for slug, route in ROUTES[share::SHARES]:
        page = visitor.open(f"/Walk?derivation={slug}&route={quote(route)}&step=99").page
        shown = 1 + len(catalogue()[slug].derivation(route).steps)
        page.wait_for_function(f"count => document.querySelectorAll('{SHOWN}').length === count", arg=shown)
        page.evaluate("document.querySelectorAll('.lines details').forEach(each => { each.open = true; })")
        page.wait_for_timeout(30)
        assert page.locator(f"{RED_FORMULA}, [data-testid=stException]").count() == 0, (slug, route)
        assert visitor.trouble == [], (slug, route)
