"""What helps me: too early, told with its doubt, and left to chance where asked."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.kitting import Given, items, keep_item, keep_try
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import NIGHT, Practised, keep_simple, keep_time
from moorings.companion.settling import end_activation, rate
from moorings.companion.suggesting_by_chance import pair, switch_on
from moorings.companion.weighing import draws
from moorings.journey.records import Draw, When
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

HERE = "/way/what-helps"
#: The clock of the tests stands on the first of March 2026.
LAST = date(2026, 2, 27)
BOTH = ("box", "coherent")


def told(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


def practise(opened: Opened, practice: str, after: int, times: int = 6) -> None:
    for at in range(times):
        when = When(LAST - timedelta(at), time(9), 0)
        said = Practised(before=7 + at % 2, after=after + at % 2)
        keep_time(opened, new_id(), practice, said, when)


@pytest.fixture
def lived(notebook: Opened, clock: SetClock) -> Opened:
    """Have practised, at noon of a day without a night."""
    clock.set_to(datetime(2026, 3, 1, 12, tzinfo=UTC))
    choose(notebook, {NIGHT: "0-0"})
    practise(notebook, "box", 2)
    practise(notebook, "coherent", 6)
    practise(notebook, "stop", 8)
    practise(notebook, "wait-it-out", 6)
    practise(notebook, "body-check", 4, 2)
    return notebook


@pytest.mark.usefixtures("notebook")
def test_with_nothing_noted_it_is_too_early_and_asks_for_nothing(
    browser: Browser,
) -> None:
    shown = told(browser)
    assert "Too early to tell." in shown
    assert "It takes 5 times of a practice, and 5 of waiting" in shown
    assert "Of waiting there are 0." in shown
    assert "A practice can be good for you without any number." in shown
    assert '<svg class="helps"' not in browser.get(HERE).text
    assert "It takes two calm practices" in shown


def test_with_a_flag_raised_waiting_is_not_put_to_anybody(
    browser: Browser, notebook: Opened
) -> None:
    choose(notebook, {NIGHT: "0-0"})
    assert "/practise/wait-it-out" in browser.get(HERE).page.links
    raise_flag(notebook)
    assert "/practise/wait-it-out" not in browser.get(HERE).page.links


def test_without_enough_waiting_times_are_counted_and_nothing_is_claimed(
    browser: Browser, notebook: Opened
) -> None:
    practise(notebook, "box", 2, 9)
    practise(notebook, "wait-it-out", 6, 4)
    shown = told(browser)
    assert "Of waiting there are 4." in shown
    assert "Too few to tell yet A box of four (9)" in shown
    assert "seems" not in shown.split("How this is counted")[0]


def test_each_practice_is_told_beside_waiting_with_its_doubt_and_its_days(
    browser: Browser, lived: Opened
) -> None:
    assert lived.writable
    shown = told(browser)
    assert re.search(
        r"Afterwards it seems lower than after waiting: by about \d", shown
    )
    assert "6 times · 22 Feb 2026 \N{EN DASH} 27 Feb 2026" in shown
    assert re.search(r"Cannot tell yet: anything from .* to .* fits\.", shown)
    assert "Of all these, it seems lowest after “A box of four”" in shown
    assert "Waiting: 6 times" in shown
    assert "Half a minute with the body (2)" in shown
    assert "/practise/box" in browser.get(HERE).page.links


def test_one_after_which_it_is_higher_is_said_the_same_way(
    browser: Browser, notebook: Opened
) -> None:
    practise(notebook, "box", 8, 9)
    practise(notebook, "stop", 8, 9)
    practise(notebook, "wait-it-out", 3, 9)
    shown = told(browser)
    assert "Afterwards it seems higher than after waiting" in shown
    assert re.search(r"likely from \d\.\d higher to \d\.\d higher", shown)
    assert "lowest after" not in shown
    assert "none of these can be told" not in shown
    assert "too few times of waiting lasted about as long: Stop" in shown
    practise(notebook, "box", 3, 40)
    assert "none of these can be told yet" in told(browser)


@pytest.mark.usefixtures("lived")
def test_the_picture_stands_as_a_sentence_and_a_table_too(browser: Browser) -> None:
    shown = browser.get(HERE)
    assert '<svg class="helps"' in shown.text
    words = " ".join(shown.page.words.split())
    assert "from as strong a start: it seems lower after 1 of these" in words
    assert ("caption", {}) in shown.page.tags
    before = shown.text.index('<svg class="helps"')
    assert "<details" not in shown.text[shown.text.index("<h1") : before]


def test_in_a_simple_week_and_at_night_the_picture_is_folded_away(
    browser: Browser, lived: Opened
) -> None:
    keep_simple(lived, date(2026, 3, 2))
    shown = browser.get(HERE).text
    before = shown.index('<svg class="helps"')
    assert "<details" in shown[shown.index("<h1") : before]


def test_a_thing_of_the_kit_has_its_own_name(
    browser: Browser, notebook: Opened
) -> None:
    keep_item(notebook, new_id(), Given("sound", "The <song> from the ferry"))
    thing = items(notebook)[0]
    for at in range(6):
        when = When(LAST - timedelta(at), time(9), 0)
        said = Practised(before=7 + at % 2, after=2)
        keep_try(notebook, new_id(), thing, said, when)
    practise(notebook, "wait-it-out", 6)
    assert "The <song> from the ferry" in told(browser)
    [link] = [e for e in browser.get(HERE).page.links if e.startswith("/practise/kit/")]
    assert browser.get(link).status == 200


def test_until_calm_comes_back_is_told_with_both_counts(
    browser: Browser, notebook: Opened
) -> None:
    for at in range(20):
        wave, day = new_id(), LAST - timedelta(at)
        for minute in (0, 2):
            practice = "box" if minute and at % 2 else ""
            when = When(day, time(9, minute), 0)
            rate(notebook, new_id(), wave, 8, when, practice)
        ended = time(9, 6 + at % 5) if at % 2 else time(10, 20 + at % 7)
        end_activation(notebook, new_id(), wave, "calm", When(day, ended, 0))
    shown = told(browser)
    assert "Calm seems to come sooner with it" in shown
    assert "10 hard moments with it, 10 without" in shown
    assert "so it is never said that calm comes later with one" in shown


def test_chance_is_offered_switched_on_asked_and_switched_off(
    browser: Browser, lived: Opened
) -> None:
    fields = [("how", "on"), ("between", "box"), ("between", "coherent")]
    assert browser.post(f"{HERE}/chance", fields).location == f"{HERE}#chance"
    assert pair(lived) == BOTH
    shown = told(browser)
    assert "Chance may choose between “A box of four” and" in shown
    form = browser.get(HERE).page.form(f"{HERE}/draw")
    sent = {name: value for name, _, value in form.fields}
    for _ in range(2):
        drawn = browser.post(f"{HERE}/draw", sent)
    [kept] = draws(lived)
    assert drawn.location == f"{HERE}/drawn/{kept.id}"
    chosen = browser.get(drawn.location)
    words = " ".join(chosen.page.words.split())
    assert "Chosen at random between “A box of four” and" in words
    assert "Take the other if you like." in words
    assert {f"/practise/{each}" for each in BOTH} <= {*chosen.page.links}
    assert "box" not in chosen.page.title.lower()
    browser.post(f"{HERE}/chance", {"how": "off"})
    assert pair(lived) is None
    assert "What chance chose so far" in told(browser)
    assert browser.post(f"{HERE}/drawn/{kept.id}/take-back").location == HERE
    assert draws(lived) == ()
    assert browser.get(drawn.location).status == 404


@pytest.mark.parametrize(
    ("between", "said"),
    [
        (["box"], "Choose two different ones"),
        (["box", "no-such"], "Choose two different ones"),
        (["box", "coherent", "stop"], "Choose two different ones"),
        (["box", "body-check"], "more than twice as long"),
    ],
)
def test_what_is_no_fair_pair_is_said_at_the_field_and_stays_ticked(
    browser: Browser, lived: Opened, between: list[str], said: str
) -> None:
    fields = [("how", "on"), *(("between", each) for each in between)]
    again = browser.post(f"{HERE}/chance", fields)
    assert again.status == 422
    assert said in again.page.words
    ticked = {
        e["value"] for tag, e in again.page.tags if tag == "input" and "checked" in e
    }
    assert "box" in ticked
    assert pair(lived) is None


def test_in_a_hard_moment_chance_rests_and_nothing_is_drawn(
    browser: Browser, lived: Opened
) -> None:
    switch_on(lived, *BOTH)
    rate(lived, new_id(), new_id(), 6, When(date(2026, 3, 1), time(12), 0))
    assert "Chance rests just now, as it does in an open hard moment" in told(browser)
    assert all(form.action != f"{HERE}/draw" for form in browser.get(HERE).page.forms)
    again = browser.post(f"{HERE}/draw", {"record": "ab" * 16, "zone": ""})
    assert again.status == 409
    assert draws(lived) == ()


def test_the_shelf_offers_it_in_one_quiet_line_once_it_was_switched_on(
    browser: Browser, lived: Opened
) -> None:
    assert "Let chance choose" not in told(browser, "/practise")
    switch_on(lived, *BOTH)
    shown = browser.get("/practise")
    assert "“A box of four” or “Six breaths a minute”?" in shown.page.words
    form = shown.page.form(f"{HERE}/draw")
    browser.post(f"{HERE}/draw", {name: value for name, _, value in form.fields})
    assert len(draws(lived)) == 1
    keep_simple(lived, date(2026, 3, 2))
    assert "Let chance choose" not in told(browser, "/practise")


def test_what_came_of_the_draws_is_told_with_its_doubt(
    browser: Browser, lived: Opened
) -> None:
    for at in range(16):
        day, which = LAST - timedelta(at), at % 2
        drawn = Draw(
            id=new_id(),
            written_at=lived.now(),
            when=When(day, time(15), 0),
            options=BOTH,
            drawn=BOTH[which],
            percent=50,
        )
        lived.keep(drawn)
        if at == 7:
            assert "Too early to tell: it takes 5 times of either" in told(browser)
        said = Practised(before=7 + at % 3, after=2 + 5 * which + at % 3)
        keep_time(lived, new_id(), BOTH[which], said, When(day, time(15, 9), 0))
    shown = told(browser)
    assert re.search("It seems lower after “A box of four” than after “.*”, by", shown)
    assert "Chance alone does as much in" in shown
    assert "Chance chose 16 times." in shown
    assert "A box of four 8" in shown


def test_all_is_there_again_after_locking(
    browser: Browser, harbour: Harbour, lived: Opened
) -> None:
    switch_on(lived, *BOTH)
    before = told(browser)
    harbour.lock_all()
    assert "What helps me" not in told(browser)
    browser.post("/unlock", {"passphrase": PASSPHRASE, "to": HERE})
    assert told(browser) == before


def test_a_practice_that_the_program_does_not_know_is_left_out(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(20):
        activation, day = new_id(), LAST - timedelta(days=number)
        practice = "gone" if number % 2 else ""
        rate(notebook, new_id(), activation, 8, When(day, time(9)), practice)
        rate(notebook, new_id(), activation, 5, When(day, time(9, 10)), practice)
        end_activation(notebook, new_id(), activation, "calm", When(day, time(9, 30)))
    assert browser.get(HERE).status == 200
