"""Mine and ours as pages: what it shows of a week, of weeks, and while it rests."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from moorings.companion.balancing import Planned, keep_act, say_done
from moorings.companion.choosing import choose
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check
from moorings.companion.valuing import values
from moorings.companion.writing import name_person
from moorings.journey.records import Belongs, Done, RecordId
from tests.conftest import SetClock
from tests.web.conftest import Browser

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


def test_an_empty_room_has_a_first_step_for_whoever_is_alone(
    browser: Browser, notebook: Opened
) -> None:
    shown = browser.get(HERE)
    assert "Nothing stands here yet." in shown.text
    assert {f"{VALUES}/new", f"{ACTS}/mine"} <= {*shown.page.links}
    assert f"{ACTS}/ours" not in shown.page.links
    opens(notebook)
    shown = browser.get(HERE)
    assert f"{ACTS}/ours" in shown.page.links
    assert "a choir" in shown.text
    assert "partner" not in shown.text


def test_what_matters_is_kept_once_and_its_gap_asks_for_something_small(
    browser: Browser, notebook: Opened
) -> None:
    for _ in range(2):
        sent = {"record": "ab" * 16, **MUSIC}
        assert browser.post(f"{VALUES}/new", sent).location == HERE
    [value] = values(notebook)
    assert (value.importance, value.lived) == (9, 3)
    shown = told(browser)
    assert "matters 9 · lived 3, of 10" in shown
    assert "“music” matters 9 of 10 to you, and is lived 3 of 10." in shown
    form = browser.get(f"{VALUES}/{value.id}/act").page.form(f"{ACTS}/mine")
    assert ("value", "radio", value.id) in form.fields
    sent = {"record": "cd" * 16, "text": "Sing on Tuesday.", "value": value.id}
    browser.post(f"{ACTS}/mine", sent)
    shown = told(browser)
    assert "Would something small" not in shown
    assert "Sing on Tuesday. music" in shown
    assert "Sing on Tuesday." in told(browser, f"{VALUES}/{value.id}")


def test_what_came_about_is_sorted_by_what_it_was_for(
    browser: Browser, notebook: Opened
) -> None:
    opens(notebook)
    for text in ("music", "the garden"):
        browser.post(f"{VALUES}/new", {**MUSIC, "text": text})
    [music, garden] = (each.id for each in values(notebook))
    for side, done in (("mine", "yes"), ("mine", "partly"), ("mine", "no")):
        sent = {"record": new_id(), "text": "Sing.", "value": music}
        browser.post(f"{ACTS}/{side}", sent)
        browser.post(f"{ACTS}/{sent['record']}/done", {"done": done})
    shared = {"record": new_id(), "text": "Sing with Ida.", "value": music}
    browser.post(f"{ACTS}/ours", shared)
    browser.post(f"{ACTS}/{shared['record']}/done", {"done": "yes"})
    browser.post(f"{ACTS}/mine", {"text": "Rake.", "value": garden})
    lists = f"{HERE}/lists"
    _, sorted_out = told(browser, lists).split("by what it was for")
    assert "music 2 of your own · 1 shared" in sorted_out
    assert "the garden" not in sorted_out
    raise_flag(notebook)
    assert "music 2 of your own" in told(browser, lists)
    assert "1 shared" not in told(browser, lists)


def test_nothing_is_asked_about_where_it_is_to_be_simple(
    browser: Browser, notebook: Opened
) -> None:
    browser.post(f"{VALUES}/new", MUSIC)
    choose(notebook, {"simple-until": "2026-12-31"})
    assert "matters 9" in told(browser)
    assert "Would something small" not in told(browser)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({**MUSIC, "text": " "}, "One word is enough."),
        ({**MUSIC, "importance": ""}, "Choose a number from 0 to 10."),
        ({**MUSIC, "lived": "11"}, "Choose a number from 0 to 10."),
        ({**MUSIC, "text": "q" * 201}, "That is 201 letters, and 200 fit here."),
    ],
)
def test_a_value_that_cannot_be_kept_stays_as_it_was_typed(
    browser: Browser, notebook: Opened, sent: dict[str, str], said: str
) -> None:
    answer = browser.post(f"{VALUES}/new", {"record": "ab" * 16, **sent})
    assert answer.status == 422
    assert said in answer.text
    typed = {
        n: v for n, k, v in answer.page.form(f"{VALUES}/new").fields if k != "radio"
    }
    assert typed["record"] == "ab" * 16
    assert typed["text"].strip() == sent["text"].strip()
    assert values(notebook) == ()


def test_a_value_looked_at_again_shows_how_it_moved_with_dates_and_goes_for_good(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    browser.post(f"{VALUES}/new", MUSIC)
    [value] = values(notebook)
    clock.set_to(clock.moment + timedelta(30))
    path = f"{VALUES}/{value.id}"
    answer = browser.post(path, {**MUSIC, "lived": "6"})
    [value] = values(notebook)
    assert answer.location == f"{VALUES}/{value.id}"
    shown = told(browser, answer.location)
    assert "Lived 3 of 10 on 1 Mar 2026, and 6 of 10 on 31 Mar 2026." in shown
    assert "You rated it on 2 days" in shown
    assert browser.post(path, {**MUSIC, "lived": ""}).status == 422
    assert "1 Mar 2026" in told(browser, path)
    assert browser.post(f"{path}/erase").location == HERE
    assert values(notebook) == ()
    assert browser.get(path).status == 404


def test_from_five_on_it_is_said_that_they_are_plenty_and_one_more_can_be_kept(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(5):
        browser.post(f"{VALUES}/new", {**MUSIC, "text": f"thing {number}"})
    assert "Five or more stand here already." in told(browser, f"{VALUES}/new")
    browser.post(f"{VALUES}/new", {**MUSIC, "text": "one more"})
    assert len(values(notebook)) == 6


def test_this_week_stands_on_the_page_and_last_week_untold_is_folded(
    browser: Browser, notebook: Opened
) -> None:
    opens(notebook)
    ida = name_person(notebook, "Ida")
    did(notebook, 0, "partly")
    did(notebook, 0, "", "ours", ida)
    did(notebook, -1, "")
    did(notebook, 1, "")
    did(notebook, 1, "no")
    did(notebook, 2, "")
    shown = told(browser)
    assert "mine 0 ago partly" in shown
    assert "ours 0 ago Ida" in shown
    assert "mine -1 ago next week" in shown
    _, last = shown.split("From last week")
    assert last.count("mine 1 ago") == 1
    assert "mine 2 ago" not in shown
    lists = told(browser, f"{HERE}/lists")
    assert "mine 2 ago week of 9 Feb 2026" in lists
    assert "mine 1 ago last week not that week" in lists
    assert "Shared ours 0 ago" in lists


def test_nothing_is_drawn_from_too_little_and_then_both_sides_with_their_counts(
    browser: Browser, notebook: Opened
) -> None:
    opens(notebook)
    for back in range(3):
        did(notebook, back)
    assert "it takes 4 weeks in which something happened" in told(browser)
    did(notebook, 4, "partly", "ours")
    shown = browser.get(HERE)
    assert 'class="balance"' in shown.text
    words = told(browser)
    assert (
        "Since the week of 26 Jan 2026, in 4 of 5 weeks something happened: "
        "3 of your own and 1 shared. 1 of these happened in part."
    ) in words
    assert "26 Jan 2026 1 partly" in words
    assert "We know of no right mix." in words


def test_far_too_much_is_folded_and_bounded(browser: Browser, notebook: Opened) -> None:
    for number in range(210):
        keep_act(notebook, new_id(), Planned("mine", f"n{number}", MONDAY))
    lists = told(browser, f"{HERE}/lists")
    assert "192 more" in lists
    assert "10 further ones are kept and not listed." in lists
    crowd = tuple(name_person(notebook, f"P{number}") for number in range(9))
    opens(notebook)
    did(notebook, 0, "", "ours", *crowd)
    assert "P0, P1, P2, P3, …" in told(browser)
