"""Names on the page to take along: one letter each, also in lines of one's own."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from moorings.companion.climbing import (
    After,
    Before,
    Wanted,
    add_rung,
    begin_ladder,
    set_out,
    tell_what_came,
)
from moorings.companion.clock import moment
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import note_moment, rate
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Answer, Browser

HERE = "/way/reports"


def asks(browser: Browser, how: str, *more: tuple[str, str]) -> Answer:
    fields = [("how", how), ("period", "28"), ("passphrase", PASSPHRASE), *more]
    return browser.post(HERE, fields)


def text_of(answer: Answer) -> str:
    assert answer.status == 200
    pages = PdfReader(io.BytesIO(answer.body)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def moment_with(opened: Opened, note: str, ago: int = 0) -> RecordId:
    activation, when = new_id(), moment(opened.now() - timedelta(days=ago))
    note_moment(opened, new_id(), activation, note, when)
    rate(opened, new_id(), activation, 8, when)
    return activation


def test_a_name_in_lines_of_ones_own_is_shortened_in_every_place(
    browser: Browser, notebook: Opened
) -> None:
    name_person(notebook, "Samira Bell")
    own = ("own-unsaid", "I fear samira.\nBELL rang, and Samira Bell wrote.")
    shown = asks(browser, "look", own)
    told = text_of(asks(browser, "make", own))
    assert "I fear S." in shown.page.words
    assert "I fear S." in told
    assert "B. rang, and S. wrote." in told
    named = text_of(asks(browser, "make", own, ("names", "yes")))
    assert "BELL rang, and Samira Bell wrote." in named


def test_going_back_to_ticking_what_was_typed_stands_as_it_was(
    browser: Browser, notebook: Opened
) -> None:
    name_person(notebook, "Samira")
    back = asks(browser, "period", ("own-unsaid", "I fear samira."))
    assert "I fear samira." in back.text


def test_what_lets_somebody_in_who_is_flagged_is_not_offered(
    browser: Browser, notebook: Opened
) -> None:
    sam, when = name_person(notebook, "Sam"), moment(notebook.now())
    ladder, rung, attempt = new_id(), new_id(), new_id()
    begin_ladder(notebook, ladder, Wanted("closeness", "stay", sam))
    add_rung(notebook, rung, ladder, "a step", 30)
    set_out(notebook, attempt, rung, Before("they laugh", 60), when)
    tell_what_came(notebook, new_id(), attempt, After(learned="They let me."), when)
    assert "They let me." in browser.get(HERE).page.words
    raise_flag(notebook, sam)
    assert "They let me." not in browser.get(HERE).page.words
    lift_flag(notebook, sam)
    assert "They let me." in browser.get(HERE).page.words


@pytest.mark.parametrize("how", ["look", "make"])
def test_what_was_ticked_before_midnight_is_on_the_page_after_it(
    browser: Browser, notebook: Opened, clock: SetClock, how: str
) -> None:
    clock.set_to(datetime(2026, 3, 1, 22, 50, tzinfo=UTC))
    browser.post("/unlock", {"passphrase": PASSPHRASE})
    oldest = moment_with(notebook, "marzipan", 27)
    form = browser.get(HERE).page.form(HERE)
    [until] = [value for name, _, value in form.fields if name == "until"]
    clock.go_on(2 * 60 * 60)
    browser.post("/unlock", {"passphrase": PASSPHRASE})
    fields = (("tick", f"moment-{oldest}"), ("until", until))
    told = asks(browser, how, *fields)
    words = told.page.words if how == "look" else text_of(told)
    assert "marzipan" in words
    clock.go_on(24 * 60 * 60)
    browser.post("/unlock", {"passphrase": PASSPHRASE})
    assert "marzipan" not in asks(browser, "look", *fields).page.words


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("until", ["", "soon", "9999-12-31", "0001-01-01"])
def test_another_day_to_end_with_is_today(browser: Browser, until: str) -> None:
    shown = asks(browser, "period", ("until", until))
    assert shown.status == 200
    assert "1 Mar 2026" in shown.page.words
