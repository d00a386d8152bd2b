"""Q05: no address and no title tells anything, and no other site learns of them."""

import re
from collections.abc import Mapping

from tests.checklist.showing import Show
from tests.web.addresses import filled, table
from tests.web.conftest import Browser

#: An address may name a day or a record behind it, and nothing that was written.
PATHS = re.compile(r"/[a-z0-9/_-]*(?:\?(?:until|for|about|belief)=[0-9a-f-]+)?")
#: So that a service worker asks for the page anew, and how many sentences one wants:
#: both the same for everybody.
FRESH = {"/now?fresh", "/crisis?fresh"}
WHOLE = "?form=whole"
#: A notebook is called as any other thing is, and one can choose what.
TITLES = {"Notebook", "Lists", "Recipes", "Kitchen measures"}
NEUTRAL = "Kitchen measures"


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


def test_q05_every_page_in_every_state_bears_one_of_few_titles(shown: Show) -> None:
    seen = {where: answer.page.title for where, answer in shown()}
    assert set(seen.values()) == {"Notebook", NEUTRAL}
    assert {where for where, title in seen.items() if title == NEUTRAL} == {
        "open /away",
        "locked /away",
    }
    assert len(seen) > 350


def test_q05_the_title_one_chose_is_there_in_every_state_as_well(
    browser: Browser, shown: Show
) -> None:
    browser.post("/settings/device", {"face": "lists", "theme": "paper"})
    titles = {
        answer.page.title
        for where, answer in shown()
        if where.startswith(("open", "locked")) and not where.endswith("/away")
    }
    assert titles == {"Lists"}
    assert titles <= TITLES


def test_q05_no_form_puts_words_into_an_address_and_no_other_site_is_told(
    shown: Show,
) -> None:
    by_address = set()
    for _, answer in shown():
        assert answer.header("referrer-policy") == "same-origin"
        open_form: str | None = None
        for tag, told in answer.page.tags:
            if tag == "form":
                asked = told.get("method") != "post"
                open_form = told.get("action") if asked else None
            elif tag in {"input", "textarea", "select"} and open_form:
                by_address.add((open_form, told.get("name"), told.get("type")))
    # The one form that goes by an address asks for a day.
    assert by_address == {("/way/look-back", "until", "date")}
