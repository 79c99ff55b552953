"""Every derivation, shown whole in a real browser: no red formula, no error, no request to the outside."""

from urllib.parse import urlencode

import pytest

from derivations.catalogue import catalogue
from tests.conftest import RED_FORMULA

ROUTES = [(slug, route) for slug, entry in catalogue().items() for route in entry.routes]
SHARES = 4
# As the Back button does it: the page asks the server for another derivation without being loaded anew.
FOLLOW = "query => { history.pushState(null, '', `?${query}`); dispatchEvent(new PopStateEvent('popstate')); }"
# The address names the last line once the whole page has come; then every line is shown, and each can unfold.
WHOLE = """([title, lines]) => !location.search.includes('step=99')
    && document.querySelector('.stMain p strong')?.textContent === `${title}.`
    && document.querySelectorAll('.lines > .line:not([hidden])').length === lines"""
UNFOLDED = """() => [...document.querySelectorAll('.lines details')].every((each) => {
    each.open = true;
    return each.querySelector('.katex');
})"""
FLAWS = f"{RED_FORMULA}, [data-testid=stException], [data-testid=stAlert]"


@pytest.mark.parametrize("share", range(SHARES))
def test_every_line_of_every_derivation_is_set_without_a_flaw(reader, share):
    visitor = reader("/Walk")
    page = visitor.page
    for slug, route in ROUTES[share::SHARES]:
        entry = catalogue()[slug]
        page.evaluate(FOLLOW, urlencode({"derivation": slug, "route": route, "step": 99}))
        page.wait_for_function(WHOLE, arg=[entry.title, 1 + len(entry.derivation(route).steps)])
        page.wait_for_function(UNFOLDED)
        assert page.locator(FLAWS).all_inner_texts() == [], (slug, route)
        assert visitor.trouble == [], (slug, route)
