"""Something to say: where people come first, where it rests, and while it is locked."""

from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, drafts
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.holding import hold
from moorings.companion.opened import Opened, new_id
from moorings.companion.stating import is_unsent, statement_of, statements
from moorings.companion.together import keep_check
from moorings.companion.writing import name_person
from moorings.journey.records import HeldText, RecordId
from tests.web.conftest import PASSPHRASE, PORT, Browser
from tests.web.pages.together.test_statements import (
    ALL,
    LOOK,
    NEW,
    SENT,
    kept,
    picked,
    told,
    typed,
)

RESTS = "This rests today"


@pytest.fixture
def mira(notebook: Opened) -> RecordId:
    """Name somebody with whom everything is open."""
    person = name_person(notebook, "Mira")
    keep_check(notebook, new_id(), "clear")
    return person


def held(opened: Opened, text: str, to: str = "", *, unwanted: bool = False) -> str:
    now, record = opened.now(), new_id()
    until = now + timedelta(hours=1)
    hold(
        opened,
        HeldText(
            id=record,
            written_at=now,
            when=moment(now),
            text=text,
            until=until,
            to=to,
            unwanted=unwanted,
        ),
    )
    return record


def test_where_they_asked_not_to_be_written_to_it_stays_and_nothing_is_offered(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    sent = {**SENT, "because": "you never call", "person": mira, "unwanted": "yes"}
    assert LOOK not in told(browser.post(NEW, {**sent, "look": "yes"}))
    path = browser.post(NEW, sent).location
    shown = browser.get(path)
    assert "It stays here, unsent" in told(shown)
    assert "Is there someone you could be with" in told(shown)
    for offer in (LOOK, "Before you say it", "Copy", "Change the words"):
        assert offer not in told(shown)
    assert "/crisis" in shown.page.links
    browser.post(f"{path}/open")
    assert "Before you say it" in told(browser.get(path))
    answer = browser.post(f"{path}/unsent")
    assert is_unsent(notebook, statement_of(notebook, SENT["record"]).id)  # type: ignore[arg-type]
    assert "unsent" in told(browser.get(answer.location))


def test_words_of_danger_bring_people_and_no_rewording(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    sent = {**SENT, "because": "you never call. I want to kill myself"}
    looked = browser.post(NEW, {**sent, "person": mira, "look": "yes"})
    assert 'data-heard="crisis"' in looked.text
    assert "are seldom the whole of it" not in told(looked)
    path = browser.post(NEW, {**sent, "person": mira}).location
    for _ in range(2):
        shown = browser.get(path)
        assert 'data-heard="crisis"' in shown.text
        assert LOOK not in told(shown)
        assert "Before you say it" not in told(shown)
        assert "I said it" not in told(shown)
    assert "are seldom" not in told(browser.get(f"{path}/change"))
    assert len(statements(notebook)) == 1
    other = kept(notebook, mira)
    answer = browser.post(other, {"own-answer": "I want to kill myself"})
    assert 'data-heard="crisis"' in browser.get(answer.location).text


def test_a_held_text_can_be_put_so_unless_it_may_not_be_reworded(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    record = held(notebook, "Why do you never call me back?", to="mira")
    link = f"{NEW}/{record}"
    assert link in browser.get(f"/write/held/{record}").page.links
    shown = browser.get(link)
    assert "Why do you never call me back?" in told(shown)
    assert mira in picked(shown)
    assert typed(shown, NEW)["about"] == record
    bad = browser.post(NEW, {"about": record, "record": "ab" * 16})
    assert "Why do you never call me back?" in told(bad)
    for text, unwanted in (("I want to kill myself", False), ("Please.", True)):
        closed = held(notebook, text, unwanted=unwanted)
        assert browser.get(f"{NEW}/{closed}").location == f"/write/held/{closed}"
        again = browser.post(NEW, {"about": closed, "record": "ab" * 16})
        assert "What you wrote" not in told(again)


def test_a_held_text_that_is_gone_takes_no_word_of_a_statement_along(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    del mira
    answer = browser.post(NEW, {**SENT, "about": new_id()})
    [kept_now] = statements(notebook)
    assert answer.location == f"{ALL}/{kept_now.id}"


@pytest.mark.parametrize("why", ["unanswered", "flagged", "force"])
def test_where_it_rests_the_room_looks_the_same_and_nothing_is_kept(
    browser: Browser, notebook: Opened, why: str
) -> None:
    mira = name_person(notebook, "Mira")
    if why == "flagged":
        keep_check(notebook, new_id(), "clear")
        raise_flag(notebook, mira)
    if why == "force":
        keep_check(notebook, new_id(), "force")
    for path in (ALL, NEW):
        shown = browser.get(path)
        assert RESTS in told(shown)
        assert NEW not in [form.action for form in shown.page.forms]
    for sent in ({**SENT, "person": mira}, {**SENT, "look": "yes"}):
        answer = browser.post(NEW, sent)
        assert answer.status == 422
        assert f"{RESTS}, so nothing was kept." in told(answer)
        assert typed(answer, NEW)["because"] == SENT["because"]
    assert statements(notebook) == ()


def test_where_it_rests_with_somebody_the_words_can_be_read_left_and_erased(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    path = kept(notebook, mira, because="You always leave.")
    ida = name_person(notebook, "Ida")
    keep_check(notebook, new_id(), "clear", ida)
    keep_check(notebook, new_id(), "force", mira)
    listed = browser.get(ALL)
    assert "What you wrote" in told(listed)
    assert "Not said yet" not in told(listed)
    assert mira not in browser.get(NEW).text
    shown = browser.get(path)
    assert RESTS in told(shown)
    assert "You always leave." in told(shown)
    for gone in (LOOK, "Before you say it", "I said it", "Change the words"):
        assert gone not in told(shown)
    assert browser.get(f"{path}/change").location == path
    answer = browser.post(path, {"own-answer": "She wept."})
    assert answer.status == 422
    assert "She wept." in told(answer)
    browser.post(f"{path}/left")
    assert statements(notebook)[0].said == "left"
    assert browser.post(f"{path}/erase").location == ALL


def test_what_is_sent_while_locked_stands_there_again_after_unlock(
    browser: Browser, notebook: Opened, mira: RecordId, harbour: Harbour
) -> None:
    path, vault = kept(notebook, mira), notebook.owner.hex()
    harbour.lock(notebook)
    sent = {**SENT, "person": mira, "place": NEW}
    assert browser.post(NEW, sent).status == 401
    answer = {"record": "cd" * 16, "own-answer": "Yes.", "place": path}
    assert browser.post(path, answer).status == 401
    opened = harbour.find(token := harbour.unlock(vault, PASSPHRASE))
    browser.cookies[f"moorings-{PORT}"] = token
    assert {each.form for each in drafts(opened)} == {IN_PLACE}
    again = browser.get(NEW)
    assert typed(again, NEW)["own-feeling"] == SENT["own-feeling"]
    assert {mira, "lonely"} <= {*picked(again)}
    assert typed(browser.get(path), path)["own-answer"] == "Yes."
    assert browser.post(NEW, sent).location
    assert len(drafts(opened)) == 1
    changing = {**SENT, "record": "ef" * 16, "place": f"{path}/change"}
    browser.post("/write/draft", {**changing, "form": IN_PLACE, "by": "script"})
    assert typed(browser.get(f"{path}/change"), f"{path}/change")["because"]
