"""Q05: no address and no title tells anything, and no other site learns of them."""

import re
from collections.abc import Mapping

from tests.web.addresses import filled, table
from tests.web.conftest import Browser

#: An address may name a day or a record behind it, and nothing that was written.
PATHS = re.compile(r"/[a-z0-9/_-]*(?:\?(?:until|for|about|belief)=[0-9a-f-]+)?")
#: So that a service worker asks for the page anew, and how many sentences one wants:
#: both the same for everybody.
FRESH = {"/now?fresh", "/crisis?fresh"}
WHOLE = "?form=whole"
TITLES = {"Notebook", "Kitchen measures"}


def test_q05_no_address_and_no_title_tells_anything(
    browser: Browser, kept: Mapping[str, str]
) -> None:
    told: set[str] = set()
    for path in table(method="GET"):
        answer = browser.get(filled(path, kept))
        told.add(answer.location or "/")
        if "html" not in answer.header("content-type"):
            continue
        shown = answer.page
        assert shown.title in TITLES, path
        told |= set(shown.links) | {form.action for form in shown.forms}
    for path in table(method="POST"):
        if path not in {"/lock", "/leave"}:
            told.add(browser.post(filled(path, kept)).location or "/")
    told = {each.removesuffix(WHOLE) for each in told - FRESH}
    within = {each.partition("#")[0] or "/" for each in told}
    odd = {each for each in within if not PATHS.fullmatch(each)}
    assert all(each.startswith(("tel:", "sms:")) for each in odd), odd
