from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from moorings.companion.choosing import choose
from moorings.companion.climbing import (
    After,
    Before,
    Wanted,
    add_rung,
    begin_ladder,
    set_out,
    tell_what_came,
)
from moorings.companion.clock import moment, when
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.pausing import pause
from moorings.companion.practising import Practised, keep_time
from moorings.companion.settling import note_moment, note_step, rate
from moorings.companion.wording import add_word
from moorings.companion.writing import name_person
from moorings.insight.month import counted
from moorings.journey.activation import Activation
from moorings.journey.records import (
    Entry,
    Naming,
    Rating,
    RecoveryCheck,
    Response,
    When,
)
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
def test_a_month_of_which_nothing_is_read_again_is_a_month(
    browser: Browser,
) -> None:
    shown = browser.get(HERE).text
    assert "Nothing of it is read again here." in shown
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


@pytest.mark.parametrize("day", [date.min, date(999, 12, 31), date.max])
def test_a_page_of_a_far_year_leads_somewhere(
    browser: Browser, notebook: Opened, day: date
) -> None:
    page(notebook, "Far.", day)
    far = f"{HERE}/{min(day, date(2026, 3, 1)).isoformat()[:7]}"
    for path in (HERE, far):
        links = [link for link in browser.get(path).page.links if HERE in link]
        assert all(browser.get(link).status == 200 for link in links)
    assert browser.get(far).status == 200


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


def test_a_page_whose_second_sentence_is_heavy_is_not_quoted_by_its_first(
    browser: Browser, notebook: Opened
) -> None:
    page(notebook, "Nobody came by. I want to kill myself tonight.")
    shown = browser.get(HERE).page.words
    assert "Nobody came by" not in shown
    assert "Nothing of it is read again here." in shown


def test_what_moments_began_with_is_read_again_in_no_heavy_words_and_of_no_flag(
    browser: Browser, notebook: Opened
) -> None:
    sam = name_person(notebook, "Sam")
    heavy = add_word(notebook, "trigger", "I want to die")
    plain = add_word(notebook, "trigger", "a door that slams")
    for trigger, about in ((heavy, ()), (plain, (sam,))):
        for _ in range(4):
            activation, at_noon = new_id(), When(FEBRUARY)
            rate(notebook, new_id(), activation, 6, at_noon)
            named = {"trigger": trigger, "people": about}
            note_step(notebook, Naming, new_id(), activation, at_noon, **named)
    note_moment(notebook, new_id(), new_id(), "again", When(FEBRUARY))
    raise_flag(notebook, sam)
    shown = browser.get(HERE).page.words
    assert "I want to die" not in shown
    assert "a door that slams" not in shown


def test_what_a_step_taught_rests_with_every_flag(
    browser: Browser, notebook: Opened
) -> None:
    ladder, rung, attempt = new_id(), new_id(), new_id()
    begin_ladder(notebook, ladder, Wanted("asking", "so"))
    add_rung(notebook, rung, ladder, "a step", 30)
    set_out(notebook, attempt, rung, Before("they laugh", 60), When(FEBRUARY))
    told = After(happened="so", came="not", bore="yes", learned="It went well enough.")
    tell_what_came(notebook, new_id(), attempt, told, When(FEBRUARY))
    assert "It went well enough." in browser.get(HERE).page.words
    raise_flag(notebook)
    assert "It went well enough." not in browser.get(HERE).page.words


def test_on_a_tie_nothing_is_said_to_come_most_often() -> None:
    told = ["wait", "ask", "wait", "ask", "soothe"]
    moments = [moment_with(chosen) for chosen in told]
    assert counted(moments, {}) == ()
    [said] = counted([*moments, moment_with("ask")], {})
    assert (said.words, said.count, said.of) == ("ask", 3, 6)


def moment_with(chosen: str) -> Activation:
    activation, at = new_id(), datetime(2026, 2, 10, 12, tzinfo=UTC)
    rating = Rating(
        id=new_id(),
        written_at=at,
        activation=activation,
        when=When(FEBRUARY),
        intensity=5,
    )
    response = Response(
        id=new_id(),
        written_at=at,
        activation=activation,
        when=When(FEBRUARY),
        chosen=chosen,  # type: ignore[arg-type]
    )
    return Activation(activation, (rating, response))


@pytest.mark.parametrize("somebody", [True, False])
def test_where_a_flag_may_be_about_somebody_named_in_a_text_it_stays(
    browser: Browser, notebook: Opened, *, somebody: bool
) -> None:
    """So it does where it is about nobody in particular: it may be them."""
    sam = name_person(notebook, "Sam")
    add_word(notebook, "trigger", "SAM looks through my phone")
    page(notebook, "sam was home again.")
    assert "home again" in browser.get(HERE).page.words
    raise_flag(notebook, sam if somebody else None)
    shown = browser.get(HERE).page.words
    assert "home again" not in shown
    assert "my phone" not in shown
    page(notebook, "Rain all day.")
    assert "Rain all day." in browser.get(HERE).page.words
