"""A small win is stated on Today, and never while something weighs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.holding import end_held, held_text, hold
from moorings.companion.opened import Opened, new_id
from moorings.companion.responding import be_back
from moorings.companion.settling import end_activation, note_step, rate
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import Written, name_person, write_entry
from moorings.journey.records import (
    ActivationEnd,
    Chosen,
    HeldText,
    Naming,
    RecordId,
    Response,
    Side,
    Sort,
    When,
)
from tests.conftest import SetClock
from tests.web.conftest import Browser

ASKED = "You said what you wanted, in plain words, and asked once."
NAMED = "You found a name for it while it was still going on."
WAITED = "You let 12 minutes go by before you did anything."


@pytest.fixture(autouse=True)
def written_before(notebook: Opened, clock: SetClock) -> None:
    clock.set_to(datetime(2026, 3, 9, 12, tzinfo=UTC))
    now = moment(notebook.now())
    write_entry(notebook, new_id(), Written("A walk.", now))
    notebook.journey.choices["voice"] = "warm"


@pytest.fixture
def moment_of(notebook: Opened, clock: SetClock) -> Callable[..., RecordId]:
    """Live through a hard moment with one choice, calm after an hour."""

    def live(chosen: Chosen | None = None, *, named: bool = False) -> RecordId:
        activation = new_id()
        rate(notebook, new_id(), activation, 6, moment(notebook.now()))
        clock.set_to(clock.now() + timedelta(minutes=1))
        now = moment(notebook.now())
        if named:
            said = {"feelings": ("sad",)}
            note_step(notebook, Naming, new_id(), activation, now, **said)
        if chosen:
            note_step(notebook, Response, new_id(), activation, now, chosen=chosen)
        clock.set_to(clock.now() + timedelta(hours=1))
        end_activation(notebook, new_id(), activation, "calm", moment(notebook.now()))
        return activation

    return live


def today(browser: Browser) -> str:
    return " ".join(browser.get("/").page.words.split())


def test_without_a_hard_moment_nothing_is_stated(browser: Browser) -> None:
    assert 'class="quiet win"' not in browser.get("/").text


def test_a_win_is_stated_until_something_else_is_noted_and_looking_changes_nothing(
    browser: Browser, notebook: Opened, moment_of: Callable[..., RecordId]
) -> None:
    moment_of("ask", named=True)
    before = [*notebook.journey.records()]
    assert ASKED in today(browser)
    assert ASKED in today(browser)
    assert [*notebook.journey.records()] == before
    write_entry(notebook, new_id(), Written("Tea.", moment(notebook.now())))
    shown = today(browser)
    assert ASKED not in shown
    assert NAMED not in shown
    moment_of(named=True)
    assert NAMED in today(browser)


def test_of_several_moments_the_last_tells_one_thing(
    browser: Browser, moment_of: Callable[..., RecordId]
) -> None:
    moment_of("let-in")
    moment_of("ask", named=True)
    shown = today(browser)
    assert ASKED in shown
    assert NAMED not in shown
    assert "nearer than usual" not in shown


def test_it_is_said_in_the_voice_that_was_chosen(
    browser: Browser, moment_of: Callable[..., RecordId]
) -> None:
    moment_of("ask")
    browser.post("/settings/device", {"theme": "system", "voice": "plain"})
    assert "You made one plain request." in today(browser)


def test_while_a_flag_stands_nothing_is_stated(
    browser: Browser, notebook: Opened, moment_of: Callable[..., RecordId]
) -> None:
    moment_of("ask")
    raise_flag(notebook)
    assert ASKED not in today(browser)
    lift_flag(notebook)
    assert ASKED not in today(browser)


def test_in_the_middle_of_another_wave_nothing_is_stated(
    browser: Browser, notebook: Opened, moment_of: Callable[..., RecordId]
) -> None:
    moment_of("ask")
    rate(notebook, new_id(), new_id(), 8, moment(notebook.now()))
    assert ASKED not in today(browser)


def test_what_was_days_ago_is_not_dug_up(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    moment_of: Callable[..., RecordId],
) -> None:
    notebook.journey.recovery_checked = True
    moment_of("ask")
    clock.set_to(clock.now() + timedelta(days=1))
    assert ASKED in today(browser)
    clock.set_to(clock.now() + timedelta(days=1))
    assert ASKED not in today(browser)


def test_a_text_that_was_held_counts_as_waiting(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    activation, held = new_id(), new_id()
    now = notebook.now()
    text = HeldText(
        id=held,
        written_at=now,
        when=moment(now),
        text="?",
        until=now + timedelta(minutes=10),
        activation=activation,
    )
    hold(notebook, text)
    clock.set_to(clock.now() + timedelta(minutes=12))
    end_held(
        notebook,
        held_text(notebook, held),
        new_id(),
        "not-sent",
        moment(notebook.now()),
    )
    end_activation(notebook, new_id(), activation, "calm", moment(notebook.now()))
    assert WAITED in today(browser)


def test_a_return_is_stated_where_the_person_said_to_be_back(
    browser: Browser, notebook: Opened
) -> None:
    activation, out, now = new_id(), new_id(), notebook.now()
    until = {"chosen": "time-out", "until": now}
    note_step(notebook, Response, out, activation, moment(now), **until)
    be_back(notebook, out)
    ended = ActivationEnd(
        id=new_id(),
        written_at=now,
        activation=activation,
        when=moment(now),
        how="calm",
    )
    notebook.keep(ended)
    assert "You had said when you would be back, and you came." in today(browser)


def test_a_slip_that_ended_in_a_choice_is_stated(
    browser: Browser, notebook: Opened
) -> None:
    told = Answered(answers={"choose-again": "I turn the phone on at nine."})
    write_worksheet(notebook, new_id(), "slip", told, moment(notebook.now()))
    again = "It went the old way, and afterwards you chose again."
    assert again in today(browser)


def test_a_slip_that_ended_in_none_tells_nothing(
    browser: Browser, notebook: Opened
) -> None:
    told = Answered(answers={"happened": "I waited by the phone."})
    write_worksheet(notebook, new_id(), "slip", told, moment(notebook.now()))
    assert "afterwards you chose again" not in today(browser)


def given(
    opened: Opened, sort: Sort = "need-met", days: int = 0, people: int = 1
) -> None:
    """Note what somebody did, on a day before this one."""
    whom = tuple(name_person(opened, name) for name in ("Ida", "Bo")[:people])
    day = When(moment(opened.now()).date - timedelta(days))
    side: Side = "strain" if sort == "let-down" else "deposit"
    keep_moment(opened, new_id(), Done(side, sort, "Ida rang back.", whom), day)


def test_what_somebody_else_tried_is_told_as_a_fact_until_something_else_is_noted(
    browser: Browser, notebook: Opened
) -> None:
    given(notebook, "repaired", days=2)
    said = "On Saturday: “Ida rang back.” You noted it."
    assert said in today(browser)
    write_entry(notebook, new_id(), Written("Tea.", moment(notebook.now())))
    assert said not in today(browser)


@pytest.mark.parametrize(
    ("sort", "days", "people"),
    [("let-down", 0, 1), ("other", 0, 1), ("need-met", 7, 1), ("need-met", 0, 2)],
)
def test_what_is_no_try_of_one_person_this_week_is_not_told(
    browser: Browser, notebook: Opened, sort: Sort, days: int, people: int
) -> None:
    given(notebook, sort, days, people)
    assert "You noted it." not in today(browser)


def test_while_a_flag_stands_no_try_of_anybody_is_told(
    browser: Browser, notebook: Opened
) -> None:
    given(notebook)
    assert "You noted it." in today(browser)
    raise_flag(notebook)
    assert "You noted it." not in today(browser)
