"""From every page help is one touch away, whatever is open."""

from collections.abc import Mapping

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from tests.web.addresses import filled, table
from tests.web.conftest import Browser

#: What somebody else may be looking at: kitchen measures, and a screen for two.
FOR_OTHER_EYES = {"/away", "/together/turn/{code}", "/together/turn/{code}/still"}
WAYS_TO_HELP = {"/now", "/crisis"}


def without_help(browser: Browser, kept: Mapping[str, str]) -> tuple[set[str], int]:
    """Give the pages without a way to help, and how many were looked at."""
    found, seen = set(), 0
    for path in table(method="GET"):
        answer = browser.get(filled(path, kept))
        if "text/html" not in answer.header("content-type"):
            continue
        seen += 1
        if not WAYS_TO_HELP & set(answer.page.links):
            found.add(path)
    return found, seen


def test_from_every_page_help_is_one_touch_away(
    browser: Browser, harbour: Harbour, notebook: Opened, kept: Mapping[str, str]
) -> None:
    without, seen = without_help(browser, kept)
    assert without <= FOR_OTHER_EYES
    assert seen > 100
    harbour.lock(notebook)
    without, seen = without_help(browser, kept)
    assert without <= FOR_OTHER_EYES
    assert seen > 100
