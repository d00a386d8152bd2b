"""Q26: from an open notebook nothing is learnt of another, not even that it is there.

As far as it holds for two notebooks on one machine; many people on one server are told
of in `docs/explanation/what-is-not-protected.md`.
"""

import re
import secrets
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from types import FrameType
from typing import Any

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.web.visitor import House
from tests.checklist.showing import AGAIN
from tests.web.addresses import filled, state, table
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser
from tests.web.pages.test_entry import keep_pictured

WORDS, PICTURE = b"a page that", b"drawn by somebody else"
PICTURED = "/write/{record}/picture"
OWNED = ("{record}", "{person}", "{blob}")
ASKED, SENT = (
    [path for path in table(method=method) if any(each in path for each in OWNED)]
    for method in ("GET", "POST")
)
#: What a look into a notebook passes through; how often one looked is noted elsewhere.
LOOKING = ("moorings.companion.opened", "moorings.vault", "moorings.storage")
FILLED = {"text": "words", "choice": "yes", "name": "Mira", "value": "3"}


@pytest.fixture
def theirs(notebook: Opened, kept: Mapping[str, str]) -> Mapping[str, str]:
    """Say which ids stand in the notebook of somebody else, a picture's among them."""
    page, blob = keep_pictured(notebook, "image/png", PICTURE)
    return {PICTURED: page, **kept, "{blob}": blob}


@pytest.fixture
def asking(harbour: Harbour, new_browser: Callable[[], Browser]) -> list[Browser]:
    """Give two browsers with an own notebook each, beside theirs, in one program."""
    both = [new_browser(), new_browser()]
    for browser in both:
        made = harbour.make(PASSPHRASE)
        browser.cookies[f"moorings-{PORT}"] = made.token
        browser.cookies[f"moorings-vault-{PORT}"] = made.opened.owner.hex()
    return both


def nobodys(theirs: Mapping[str, str]) -> dict[str, str]:
    """Give ids of the same kind that stand nowhere."""
    return {
        begins: secrets.token_hex(len(each) // 2) for begins, each in theirs.items()
    }


def address(path: str, ids: Mapping[str, str]) -> str:
    return filled(path.replace("{blob}", ids["{blob}"]), ids)


def told(answer: Answer) -> tuple[object, ...]:
    """Give all of an answer, but the ids in it."""
    text = answer.text + "".join(f"{n}: {v}\n" for n, v in answer.headers)
    return answer.status, re.sub("[0-9a-f]{32}", "(id)", text)


def worked(ask: Callable[[], Answer]) -> Counter[str]:
    """Ask, and count whatever of the program was called meanwhile."""
    done: Counter[str] = Counter()

    def note(frame: FrameType, event: str, _: Any) -> None:  # noqa: ANN401
        module = str(frame.f_globals.get("__name__", ""))
        if event == "call" and module.startswith(LOOKING):
            done[f"{module}.{frame.f_code.co_name}"] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        ask()
    finally:
        sys.setprofile(before)
    return done


def test_q26_a_page_of_theirs_is_answered_as_one_that_is_nowhere(
    theirs: Mapping[str, str], browser: Browser, asking: list[Browser]
) -> None:
    reached, none = [], nobodys(theirs)
    for path in ASKED:
        real = address(path, theirs)
        reached += [path] if browser.get(real).status == 200 else []
        known, other = asking[0].get(real), asking[1].get(address(path, none))
        assert told(known) == told(other), path
        assert PICTURE not in known.body
        assert WORDS not in known.body
    assert len(reached) > len(ASKED) // 2
    assert browser.get(address(f"{PICTURED}/{{blob}}", theirs)).body == PICTURE


def test_q26_a_form_about_theirs_is_answered_as_one_about_nothing(
    theirs: Mapping[str, str], notebook: Opened, house: House, asking: list[Browser]
) -> None:
    before, none = state(house, notebook), nobodys(theirs)
    for path in SENT:
        for fields in ({}, FILLED):
            known = asking[0].post(address(path, theirs), fields | AGAIN)
            other = asking[1].post(address(path, none), fields | AGAIN)
            assert told(known) == told(other), path
    assert state(house, notebook) == before


def test_q26_no_list_and_no_search_shows_anything_of_theirs(
    theirs: Mapping[str, str], browser: Browser, asking: list[Browser]
) -> None:
    def found(own: Browser) -> bytes:
        return own.get(own.post("/write/search", {"words": "stands"}).location).body

    listing = [path for path in table(method="GET") if "{" not in path]
    for path in listing:
        shown = asking[0].get(path).body
        assert not any(each.encode() in shown for each in theirs.values()), path
        assert WORDS not in shown, path
    assert any(WORDS in browser.get(path).body for path in listing)
    assert WORDS in found(browser)
    assert WORDS not in found(asking[0])


def test_q26_nor_is_anything_else_done_for_it(
    theirs: Mapping[str, str], asking: list[Browser]
) -> None:
    none = nobodys(theirs)
    for path in ASKED:
        real, nowhere = address(path, theirs), address(path, none)
        known = worked(partial(asking[0].get, real))
        assert known == worked(partial(asking[1].get, nowhere)), path
    assert worked(partial(asking[0].get, "/write")).total()
