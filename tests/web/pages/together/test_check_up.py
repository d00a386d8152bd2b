"""Seven signs: looked at now and then, over time, and resting."""

from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check
from moorings.companion.worksheets import Answered, worksheets, write_worksheet
from moorings.companion.writing import name_person
from moorings.insight.signs import LEVELS, SHEET, SIGNS, UNSURE
from moorings.journey.records import RecordId
from moorings.library.worksheets import sheets
from moorings.web.wording.signs import sign_names
from tests.web.conftest import Answer, Browser

HERE = "/people/together/check-up"
ASKING = "/practise/pages/seven-signs"
RESTS = "This rests today"


@pytest.fixture
def mira(notebook: Opened) -> RecordId:
    person = name_person(notebook, "Mira")
    keep_check(notebook, new_id(), "clear")
    return person


def told(answer: Answer) -> str:
    return " ".join(answer.page.words.split())


def looked(opened: Opened, days: int, *people: RecordId, **said: str) -> None:
    chosen = {name.replace("_", "-"): (answer,) for name, answer in said.items()}
    when = moment(opened.now() - timedelta(days))
    write_worksheet(
        opened, new_id(), SHEET, Answered(chosen=chosen, people=people), when
    )


def test_the_page_asks_for_seven_signs_in_the_same_words_and_each_may_be_left() -> None:
    fields = {each.id: each for each in sheets()[SHEET].fields}
    assert {*SIGNS} < fields.keys()
    asked = [fields[sign].options for sign in SIGNS]
    assert all(each == asked[0] for each in asked)
    assert [each.id for each in asked[0]] == [*LEVELS, UNSURE]
    assert sign_names().keys() == {*SIGNS}


def test_an_empty_room_meets_anybody_kindly(browser: Browser, notebook: Opened) -> None:
    keep_check(notebook, new_id(), "clear")
    shown = browser.get(HERE)
    assert "You have not looked yet." in told(shown)
    assert ASKING in shown.page.links


def test_a_look_is_kept_and_another_is_not_suggested_for_a_month(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    sent = {"record": "ab" * 16, "q-honest": "often", "q-who": mira}
    for _ in range(2):
        browser.post(ASKING, sent)
    [kept] = worksheets(notebook, SHEET)
    assert (kept.people, kept.chosen) == ((mira,), {"honest": ("often",)})
    shown = browser.get(HERE)
    assert "Once a month is plenty" in told(shown)
    assert "Look all the same" in told(shown)
    assert "looked at 1 time" in told(shown)
    assert f"{ASKING}/{kept.id}" in shown.page.links


@pytest.mark.parametrize(("days", "offered"), [(27, False), (28, True)])
def test_after_a_month_another_look_is_offered(
    browser: Browser, notebook: Opened, mira: RecordId, days: int, *, offered: bool
) -> None:
    looked(notebook, days, mira, honest="often")
    assert ("Look at the seven signs" in told(browser.get(HERE))) is offered


def test_from_three_looks_on_each_sign_is_drawn_by_itself(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    for days in (90, 60):
        looked(notebook, days, honest="seldom", repair="often", bears="often")
        looked(notebook, days, mira, honest="often")
    early = told(browser.get(HERE))
    assert "Too early for a picture: it takes 3 looks, and there are 2." in early
    looked(notebook, 30, honest="often", repair="seldom", bears="often", settle=UNSURE)
    shown = browser.get(HERE)
    assert 'class="signs"' in shown.text
    assert "3 looks from " in told(shown)
    assert "More than at first: saying what is so." in told(shown)
    assert "Less than at first: finding the way back." in told(shown)
    assert "As at first: lasting through a hard stretch." in told(shown)
    assert "not added up" in told(shown)
    assert "hard to tell" in told(shown)
    theirs = browser.get(f"{HERE}/{mira}")
    assert "there are 2." in told(theirs)
    assert "Every look" in told(theirs)


def test_a_person_without_a_look_and_one_who_is_not_there(
    browser: Browser, mira: RecordId
) -> None:
    assert "You have not looked yet." in told(browser.get(f"{HERE}/{mira}"))
    assert browser.get(f"{HERE}/{'cd' * 16}").status == 404


def test_with_a_person_who_is_feared_it_rests_and_the_looks_can_be_read(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    for days in (90, 60, 30):
        looked(notebook, days, mira, honest="often")
        looked(notebook, days, honest="often")
    raise_flag(notebook, mira)
    page = browser.get(f"{HERE}/{mira}")
    assert RESTS in told(page)
    assert 'class="signs"' not in page.text
    assert "What you wrote" in told(page)
    shown = browser.get(HERE)
    assert RESTS not in told(shown)
    assert "With whom" not in told(shown)
    assert "What you wrote" in told(shown)
    [first, *_] = [w for w in worksheets(notebook, SHEET) if w.people]
    sent = {"record": "ab" * 16, "q-honest": "often", "q-who": mira}
    for path in (ASKING, f"{ASKING}/{first.id}/change"):
        answer = browser.post(path, sent)
        assert answer.status == 422
        assert f"{RESTS}, so nothing was kept." in told(answer)
    assert len(worksheets(notebook, SHEET)) == 6
    assert browser.get(f"{ASKING}/{first.id}").status == 200


def test_after_fear_was_said_the_whole_room_rests(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    looked(notebook, 3, mira, honest="often")
    keep_check(notebook, new_id(), "afraid")
    shown = browser.get(HERE)
    assert RESTS in told(shown)
    assert ASKING not in shown.page.links
    assert "What you wrote" in told(shown)


def test_forty_people_and_far_too_many_looks_are_folded_and_bounded(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(310):
        who = name_person(notebook, f"Person {number % 40}")
        looked(
            notebook, 400 - number, who, name_person(notebook, "Ida"), honest="often"
        )
    keep_check(notebook, new_id(), "clear")
    shown = told(browser.get(HERE))
    assert "Everybody else" in shown
    assert "300 earlier ones" in shown
    assert "7 still earlier ones are kept and not listed." in shown
    crowd = tuple(notebook.journey.people())[:6]
    looked(notebook, 0, *crowd, honest="often")
    assert "…" in told(browser.get(HERE))
