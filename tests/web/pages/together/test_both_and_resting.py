"""Mine and ours while it rests: what stands, what is folded, and what looks alike."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from moorings.companion.balancing import Planned, acts, keep_act, say_done
from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.requesting import Asked, keep_request
from moorings.companion.together import keep_check
from moorings.companion.valuing import values
from moorings.companion.writing import name_person
from moorings.journey.records import Belongs, Done, RecordId
from moorings.safety import together
from tests.web.conftest import PASSPHRASE, Browser

HERE = "/people/together/both-and"
VALUES, ACTS = f"{HERE}/values", f"{HERE}/acts"
MUSIC = {"text": "music", "importance": "9", "lived": "3"}
#: The day of the clock that is set is a Sunday, in the week that begins here.
MONDAY = date(2026, 2, 23)


def told(browser: Browser, path: str = HERE) -> str:
    """Read a page as it stands, one piece apart from the next."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", browser.get(path).text)).split())


def opens(opened: Opened) -> None:
    keep_check(opened, new_id(), "clear")


def did(
    opened: Opened,
    back: int,
    done: Done = "yes",
    belongs: Belongs = "mine",
    *people: RecordId,
) -> RecordId:
    record = new_id()
    day = MONDAY - timedelta(weeks=back)
    text = f"{belongs} {back} ago"
    keep_act(opened, record, Planned(belongs, text, day, people))
    if done:
        say_done(opened, new_id(), record, done)
    return record


def rested(browser: Browser, notebook: Opened) -> None:
    """Write on both sides, and look at what stands and what is folded away."""
    did(notebook, 0, "")
    shown = browser.get(HERE)
    assert "mine 0 ago" in shown.text
    assert {f"{ACTS}/ours", "/practise/mine-and-ours"}.isdisjoint(shown.page.links)
    assert "Some of this rests today." in shown.text
    assert "a choir" not in shown.text
    assert "This rests today." in told(browser, f"{ACTS}/ours")
    assert f"{ACTS}/ours" not in [
        f.action for f in browser.get(f"{ACTS}/ours").page.forms
    ]


def test_what_is_shared_rests_alike_unanswered_and_flagged(
    browser: Browser, notebook: Opened
) -> None:
    rested(browser, notebook)
    unanswered = browser.get(HERE).text
    opens(notebook)
    assert browser.get(HERE).text != unanswered
    raise_flag(notebook)
    assert browser.get(HERE).text == unanswered


def test_what_was_shared_before_is_folded_and_can_be_read_let_go_and_erased(
    browser: Browser, notebook: Opened
) -> None:
    opens(notebook)
    ida = name_person(notebook, "Ida")
    for back in range(5):
        did(notebook, back, "yes", "ours", ida)
    record = did(notebook, 0, "", "ours", ida)
    asked = new_id()
    now = moment(notebook.now())
    keep_request(notebook, asked, Asked("A lift to town", 1, ida), now)
    raise_flag(notebook)
    shown = browser.get(HERE)
    assert 'class="balance"' not in shown.text
    before, folded = shown.text.split("What you wrote</span>")
    assert "ours 0 ago" not in before
    assert "A lift to town" not in before
    assert "ours 0 ago" in folded
    assert "A lift to town" in folded
    lists = told(browser, f"{HERE}/lists")
    assert "ours 4 ago" in lists.split("What you wrote")[1]
    path = f"{ACTS}/{record}"
    assert "This rests today." in told(browser, path)
    assert path not in [form.action for form in browser.get(path).page.forms]
    refused = browser.post(f"{path}/done", {"done": "yes"})
    assert refused.status == 422
    assert "This rests today, so nothing was kept." in refused.text
    assert browser.post(f"{path}/let-go").location == HERE
    assert browser.post(f"{path}/take-up").location == path
    assert browser.post(f"{path}/erase").location == HERE
    assert len(acts(notebook, "ours")) == 5


def test_where_the_whole_room_rests_its_own_half_does_as_well(
    browser: Browser, notebook: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    did(notebook, 0)
    browser.post(f"{VALUES}/new", MUSIC)
    [value] = values(notebook)
    nothing = {"check": {"not asked": frozenset[str]()}}
    table = {**together.TABLE, **nothing}
    monkeypatch.setattr(together, "TABLE", table)
    for path in (HERE, f"{VALUES}/new", f"{ACTS}/mine", f"{HERE}/asks/new"):
        shown = browser.get(path)
        assert "This rests today." in shown.text
        assert path not in [form.action for form in shown.page.forms]
    assert "music" in told(browser, f"{VALUES}/{value.id}")
    refused = browser.post(f"{VALUES}/new", {**MUSIC, "text": "the garden"})
    assert refused.status == 422
    assert "This rests today, so nothing was kept." in refused.text
    assert "the garden" in refused.text


def test_after_locking_everything_stands_there_again(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    browser.post(f"{VALUES}/new", MUSIC)
    did(notebook, 0, "partly")
    vault = notebook.owner.hex()
    harbour.lock(notebook)
    assert browser.get(HERE).status == 401
    again = harbour.find(harbour.unlock(vault, PASSPHRASE))
    assert [each.text for each in values(again)] == ["music"]
    assert [each.done for each in acts(again)] == ["partly"]
