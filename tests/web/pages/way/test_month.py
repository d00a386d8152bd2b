from collections.abc import Callable
from datetime import date, datetime

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment, when
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.pausing import pause
from moorings.companion.practising import Practised, keep_time
from moorings.companion.wording import add_word
from moorings.companion.writing import name_person
from moorings.journey.records import Entry, RecoveryCheck, When
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

HERE = "/way/month"
FEBRUARY = date(2026, 2, 10)


def page(opened: Opened, text: str, day: date = FEBRUARY, **told: object) -> str:
    kept = Entry(
        id=new_id(),
        written_at=opened.now(),
        when=When(day),
        text=text,
        **told,  # type: ignore[arg-type]
    )
    opened.keep(kept)
    return kept.id


def given(opened: Opened, text: str, *who: str) -> None:
    people = tuple(name_person(opened, name) for name in who)
    keep_moment(
        opened, new_id(), Done("deposit", "heard", text, people), When(FEBRUARY)
    )


def test_the_month_that_ended_is_read_again_and_asks_nothing(
    browser: Browser, notebook: Opened
) -> None:
    kept = page(notebook, "We walked home. It rained the whole way.")
    given(notebook, "She waited for me", "Mira")
    line = Practised(line="More of it than I thought.")
    keep_time(notebook, new_id(), "weekly-look-back", line, when(FEBRUARY, None))
    shown = browser.get(HERE)
    assert "February 2026" in shown.text
    for words in ("We walked home.", "She waited for me", "More of it than I thought."):
        assert words in shown.text
    assert "It rained" not in shown.text
    assert shown.text.count("<q ") == 3
    assert shown.text.index("She waited") < shown.text.index("We walked")
    assert shown.text.index("More of it") < shown.text.index("Nothing to do.")
    assert f"/write/{kept}" in shown.page.links


def test_what_was_found_now_belongs_to_this_month(
    browser: Browser, notebook: Opened
) -> None:
    add_word(notebook, "feeling", "hedgehoggy", "sad")
    assert "hedgehoggy" not in browser.get(HERE).text
    shown = browser.get(f"{HERE}/2026-03")
    assert "hedgehoggy" in shown.text
    assert "This month is not over." in shown.text


@pytest.mark.usefixtures("notebook")
def test_a_month_in_which_hardly_anything_was_written_is_a_month(
    browser: Browser,
) -> None:
    shown = browser.get(HERE).text
    assert "Hardly anything was written." in shown
    assert "Nothing to do." in shown


def test_heavy_words_are_left_where_they_stand(
    browser: Browser, notebook: Opened
) -> None:
    page(notebook, "Soup again.", date(2026, 2, 3))
    page(notebook, "I want to kill myself.", date(2026, 2, 20))
    shown = browser.get(HERE).text
    assert "kill" not in shown
    assert "Soup again." in shown


def test_nothing_of_whom_a_flag_may_be_about_is_read_again(
    browser: Browser, notebook: Opened
) -> None:
    given(notebook, "She waited for me", "Mira")
    mira = name_person(notebook, "Mira")
    page(notebook, "With Mira at the lake.", people=(mira,))
    page(notebook, "Alone at the lake.", date(2026, 2, 3))
    raise_flag(notebook, mira)
    shown = browser.get(HERE).text
    assert "She waited" not in shown
    assert "With Mira" not in shown
    assert "Alone at the lake." in shown


def test_one_goes_from_month_to_month_as_far_as_there_are_pages(
    browser: Browser, notebook: Opened
) -> None:
    page(notebook, "Earlier.", date(2026, 1, 5))
    shown = browser.get(HERE)
    assert f"{HERE}/2026-01" in shown.page.links
    assert f"{HERE}/2026-03" in shown.page.links
    assert f"{HERE}/2025-12" not in browser.get(f"{HERE}/2026-01").page.links
    assert f"{HERE}/2026-04" not in browser.get(f"{HERE}/2026-03").page.links


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("name", ["2026-04", "2026-13", "soon", "2026-1"])
def test_a_month_that_is_none_leads_nowhere(browser: Browser, name: str) -> None:
    assert browser.get(f"{HERE}/{name}").status == 404


def settled(opened: Opened) -> None:
    """Have answered everything that Today asks of somebody new."""
    choose(opened, {"brings": "skipped", "voice": "warm"})
    opened.keep(RecoveryCheck(id=new_id(), written_at=opened.now()))


# --- on Today ---------------------------------------------------------------------


@pytest.fixture
def at(
    browser: Browser, clock: SetClock, notebook: Opened
) -> Callable[[int, int], None]:
    """Come back on a day of March, at an hour."""
    del notebook

    def go(day: int, hour: int = 12) -> None:
        local = datetime(2026, 3, day, hour).astimezone()
        clock.set_to(max(clock.moment, local.astimezone(clock.moment.tzinfo)))
        browser.post("/unlock", {"passphrase": PASSPHRASE})

    return go


def test_today_offers_it_in_the_first_days_of_a_month_only(
    browser: Browser, notebook: Opened, at: Callable[[int, int], None]
) -> None:
    settled(notebook)
    page(notebook, "Soup.")
    at(3, 12)
    assert f"{HERE}/2026-02" in browser.get("/").page.links
    at(7, 12)
    assert f"{HERE}/2026-02" in browser.get("/").page.links
    at(8, 12)
    assert f"{HERE}/2026-02" not in browser.get("/").page.links


def test_neither_at_night_nor_during_a_pause_nor_of_an_empty_month(
    browser: Browser, notebook: Opened, at: Callable[[int, int], None]
) -> None:
    settled(notebook)
    page(notebook, "Now.", moment(notebook.now()).date)
    at(3, 12)
    assert HERE not in browser.get("/").text
    page(notebook, "Soup.")
    at(3, 23)
    assert HERE not in browser.get("/").text
    at(4, 12)
    assert HERE in browser.get("/").text
    pause(notebook, None)
    assert HERE not in browser.get("/").text
