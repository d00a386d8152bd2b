import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from moorings.companion.assessing import sketches
from moorings.companion.clock import moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.insight.fitting import Fit, Source
from moorings.insight.next_step import Next
from moorings.journey.records import Administration, When
from moorings.library.instruments import instrument
from moorings.library.practices import Leaning
from moorings.library.roadmap import stages
from moorings.web.wording.ahead import why_words
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser, SentForm

KEY = instrument("first-sketch").key
ORDER = KEY.forms["short"]
REVERSE = {item for scale in KEY.scales for item in scale.reverse_keyed}


def sheet_on(browser: Browser) -> SentForm:
    return browser.get("/way/start").page.form("/way/start")


def ticked(
    browser: Browser, straight: int, turned: int, left: int = 0
) -> dict[str, str]:
    """Tick the sheet as it is shown, but for some questions at its end."""
    hidden = {name: v for name, kind, v in sheet_on(browser).fields if kind == "hidden"}
    return hidden | {
        f"answer-{item}": str(turned if item in REVERSE else straight)
        for item in ORDER[: len(ORDER) - left]
    }


def sketched(browser: Browser, straight: int, turned: int, left: int = 0) -> str:
    answer = browser.post("/way/start", ticked(browser, straight, turned, left))
    assert (answer.status, answer.location) == (303, "/way/map")
    return browser.get("/way/map").text


def test_the_way_is_one_of_the_places_and_leads_to_the_starting_point(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    assert "/way" in browser.get("/").page.links
    assert "/way/start" in browser.get("/way").page.links


@pytest.mark.usefixtures("notebook")
def test_age_is_asked_once_and_before_any_question(
    browser: Browser, notebook: Opened
) -> None:
    shown = browser.get("/way/start")
    assert "are you under 18?" in shown.text
    assert not [
        name for f in shown.page.forms for name, _, _ in f.fields if "ans" in name
    ]
    assert browser.post("/way/start", {"answer-asking": "7"}).location == "/way/start"
    assert sketches(notebook) == ()
    browser.post("/way/start/age", {"under-18": "no"})
    assert "are you under 18?" not in browser.get("/way/start").text
    assert notebook.journey.choices["under-18"] == "no"
    assert browser.post("/way/start/age", {"under-18": "17"}).status == 400


def test_who_is_under_18_is_shown_people_and_no_drawing(
    adult: Browser, notebook: Opened
) -> None:
    sketched(adult, 6, 2)
    adult.post("/way/start/age", {"under-18": "yes"})
    shown = adult.get("/way/start")
    assert "/crisis" in shown.page.links
    assert "This one waits" in shown.text
    assert adult.get("/way/map").location == "/way/start"
    assert "/way/map" not in adult.get("/way").page.links
    adult.post("/way/start", {"answer-asking": "7"})
    assert len(sketches(notebook)) == 1
    adult.post("/way/start/age", {"under-18": "no"})
    assert adult.get("/way/map").status == 200


def test_every_question_has_seven_answers_and_can_be_left_out(adult: Browser) -> None:
    fields = [
        (name, value) for name, kind, value in sheet_on(adult).fields if kind == "radio"
    ]
    expected = [str(point) for point in range(1, 8)] + [""]
    for item in ORDER:
        assert [v for name, v in fields if name == f"answer-{item}"] == expected
    assert list(dict(fields)) == [f"answer-{item}" for item in ORDER]


def test_it_says_what_it_is_and_what_it_is_not(adult: Browser) -> None:
    shown = adult.get("/way/start").text
    for words in (
        "no norms",
        "our own",
        "about 2 minutes",
        "Leave out",
        "first sketch",
    ):
        assert words in shown
    shown = sketched(adult, 6, 2)
    for words in ("no norms, no known error", "wide on purpose", "in quite another"):
        assert words in shown


@pytest.mark.parametrize(
    ("straight", "turned", "told"),
    [
        (6, 2, ("toward worry.", "toward distance.")),
        (2, 6, ("toward calm.", "toward letting people near.")),
        (4, 4, ("on both sides of the middle", "In between.")),
    ],
)
def test_the_sketch_is_a_picture_a_sentence_and_a_table(
    adult: Browser, straight: int, turned: int, told: tuple[str, ...]
) -> None:
    shown = sketched(adult, straight, turned)
    assert '<svg class="map"' in shown
    assert "12 of 12 answered" in shown
    assert shown.count("6 of 6") == 2
    assert "± 0.9" in shown
    for words in told:
        assert words in shown
    caption = re.search("<figcaption>(.+?)</figcaption>", shown)
    description = re.search("<desc [^>]+>(.+?)</desc>", shown)
    assert caption
    assert description
    assert caption[1] == description[1]


@pytest.mark.parametrize(("straight", "turned"), [(6, 2), (2, 6), (4, 4), (7, 7)])
def test_it_never_says_what_somebody_is(
    adult: Browser, straight: int, turned: int
) -> None:
    sketched(adult, straight, turned)
    shown = adult.get("/way/map").page.words.lower()
    for word in ("you are ", "secure", "fearful", "dismissing", "preoccupied", "style"):
        assert word not in shown
    assert "disorgani" not in shown
    assert "!" not in shown


def test_from_too_few_answers_nothing_is_drawn(
    adult: Browser, notebook: Opened
) -> None:
    shown = sketched(adult, 6, 2, left=6)
    assert '<svg class="map"' not in shown
    assert "Too early to tell, so nothing is drawn." in shown
    assert "6 of 12 answered" in shown
    assert sketches(notebook)[0].answered == 6


def test_from_answers_that_contradict_one_another_nothing_is_drawn(
    adult: Browser,
) -> None:
    shown = sketched(adult, 7, 7)
    assert '<svg class="map"' not in shown
    assert "Hard to tell, so nothing is drawn." in shown


def test_an_empty_sheet_comes_back_with_a_kind_word(
    adult: Browser, notebook: Opened
) -> None:
    answer = adult.post("/way/start", ticked(adult, 4, 4, left=12))
    assert answer.status == 422
    assert "Nothing is ticked yet." in answer.text
    assert sketches(notebook) == ()


def test_what_was_ticked_is_still_ticked_when_the_sheet_comes_back(
    adult: Browser, notebook: Opened
) -> None:
    before = ticked(adult, 6, 2)
    answer = adult.post("/way/start", before | {"wording": "of another day"})
    assert answer.status == 409
    assert "have changed since" in answer.text
    again = [tag for _, tag in answer.page.tags if "checked" in tag]
    assert {f"{t['name']}": t["value"] for t in again} == {
        name: value for name, value in before.items() if name.startswith("answer-")
    }
    [record] = [v for n, _, v in answer.page.form("/way/start").fields if n == "record"]
    assert record == before["record"]
    assert sketches(notebook) == ()


@pytest.mark.parametrize("value", ["0", "8", "x", "4.0", "٤"])
def test_an_answer_that_was_not_offered_is_refused(adult: Browser, value: str) -> None:
    answer = adult.post("/way/start", ticked(adult, 4, 4) | {"answer-asking": value})
    assert answer.status == 400


@pytest.mark.parametrize(
    "started", ["", "yesterday", "2026-03-01T11:00:00", "2036-03-01T11:00:00+00:00"]
)
def test_a_sheet_that_does_not_know_when_it_was_begun_is_kept_all_the_same(
    adult: Browser, notebook: Opened, started: str
) -> None:
    adult.post("/way/start", ticked(adult, 4, 4) | {"started": started})
    [found] = notebook.journey.standing(Administration)
    assert found.started == found.ended


def test_how_long_it_took_is_kept(
    adult: Browser, notebook: Opened, clock: SetClock
) -> None:
    sheet = ticked(adult, 4, 4)
    clock.go_on(90)
    adult.post("/way/start", sheet)
    [found] = notebook.journey.standing(Administration)
    assert (found.ended - found.started).total_seconds() == 90


def test_answers_that_reach_a_locked_notebook_are_there_after_unlocking(
    adult: Browser, notebook: Opened, harbour: Harbour
) -> None:
    sheet = ticked(adult, 6, 2)
    harbour.lock(notebook)
    answer = adult.post("/way/start", sheet)
    assert answer.status == 401
    assert "They were sealed at once" in answer.text
    assert answer.page.form("/unlock").texts == ["passphrase"]
    answer = adult.post("/way/start")
    assert answer.status == 401
    assert "They were sealed at once" not in answer.text
    assert adult.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
    assert "A first sketch" in adult.get("/way/map").text
    opened = harbour.find(adult.cookies[f"moorings-{PORT}"])
    [found] = opened.journey.standing(Administration)
    assert found.written_where == "locked"
    assert len(found.responses) == len(found.shown)


def test_earlier_sketches_are_listed_and_one_can_be_taken_back(
    adult: Browser, notebook: Opened, clock: SetClock
) -> None:
    sketched(adult, 2, 6)
    clock.set_to(clock.now() + timedelta(days=40))
    assert "toward calm · toward letting people near" in sketched(adult, 6, 2)
    latest, earlier = (each.administration.id for each in sketches(notebook))
    answer = adult.post(f"/way/map/{latest}/take-back")
    assert answer.location == "/way/map"
    shown = adult.get("/way/map").text
    assert f"/way/map/{latest}/bring-back" in shown
    assert "toward calm." in shown
    assert [each.administration.id for each in sketches(notebook)] == [earlier]
    adult.post(f"/way/map/{latest}/bring-back")
    assert len(sketches(notebook)) == 2


def test_what_is_no_sketch_is_not_taken_back(
    adult: Browser, write: Callable[..., str]
) -> None:
    page = write("a page")
    for record in (page, "ab" * 16):
        for act in ("take-back", "bring-back"):
            assert adult.post(f"/way/map/{record}/{act}").status == 404
    assert adult.get(f"/write/{page}").status == 200


def test_before_the_first_sketch_the_map_is_empty(adult: Browser) -> None:
    shown = adult.get("/way/map")
    assert "Nothing is drawn yet." in shown.text
    assert "/way/start" in shown.page.links


def test_a_sketch_says_nothing_in_title_or_address(adult: Browser) -> None:
    shown = sketched(adult, 6, 2)
    assert "<title>Notebook</title>" in shown
    links = {link for link in adult.get("/way").page.links if "way" in link}
    rooms = {link for link in links if re.match("/way/(steps/|look)", link)}
    rooms |= {"/way/honest", "/way/patterns", "/way/origin", "/way/progress"}
    rooms |= {"/way/what-helps", "/way/before", "/way/month", "/way/reports"}
    assert links - rooms == {
        "/way",
        "/way/help",
        "/way/map",
        "/way/programme",
        "/way/questionnaires",
        "/way/right-now",
        "/way/start",
        "/way/why",
        "/way/with",
    }


# --- the coil -------------------------------------------------------------------------


def test_the_way_opens_with_a_coil_of_which_every_step_and_skill_is_open(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    shown = browser.get("/way")
    assert '<svg class="coil"' in shown.text
    assert "Ten steps and six skills. Any order is good" in shown.text
    for stage in stages():
        assert f"/way/steps/{stage}" in shown.page.links
    assert "Something small to begin with." in shown.text
    assert "/practise/orient-outward" in shown.page.links


def test_what_was_done_fills_its_step_and_a_return_is_a_turn(
    browser: Browser, notebook: Opened
) -> None:
    for days in (40, 3, 2):
        day = moment(notebook.now()).date - timedelta(days=days)
        keep_time(notebook, new_id(), "one-true-word", Practised(), When(day))
    shown = browser.get("/way").text
    assert "Something of yours is at 1 of ten steps and 0 of six skills." in shown
    assert "On 1 day you came back: after a while away, or after a slip." in shown
    assert shown.count('class="rope-turn"') == 2  # one of them in the key
    caption = re.search("<figcaption>(.+?)</figcaption>", shown)
    description = re.search('<desc id="coil[^>]+>(.+?)</desc>', shown)
    assert caption
    assert description
    assert caption[1] == description[1]
    assert '<td dir="auto">3</td><td dir="auto">27 Feb 2026</td>' in shown


@pytest.mark.parametrize(
    ("leaning", "source", "told"),
    [
        ("anxious", "own", "You said that this fits you: reaching."),
        ("disorganised", "own", "You said that this fits you: both at once."),
        (
            "avoidant",
            "sketch",
            "Your first sketch lies a little toward this: pulling back.",
        ),
    ],
)
def test_a_leaning_that_something_is_suggested_for_is_named(
    leaning: Leaning, source: Source, told: str
) -> None:
    assert why_words(Next("leaning", leaning=Fit(leaning, 1, source))) == told


def test_a_slip_that_was_looked_at_is_a_return(
    browser: Browser, notebook: Opened
) -> None:
    told = Answered({"happened": "wrote again"})
    write_worksheet(notebook, new_id(), "slip", told, moment(notebook.now()))
    assert (
        "On 1 day you came back: after a while away, or after a slip."
        in browser.get("/way").text
    )


def test_where_something_was_done_today_nothing_more_is_suggested(
    browser: Browser, notebook: Opened
) -> None:
    now = moment(notebook.now())
    keep_time(notebook, new_id(), "one-true-word", Practised(), now)
    shown = browser.get("/way").text
    assert "Something was done today. Nothing more is suggested." in shown
    assert "What may come next" not in shown


@pytest.mark.usefixtures("notebook")
def test_under_18_the_way_invites_to_no_sketch(browser: Browser) -> None:
    browser.post("/way/start/age", {"under-18": "yes"})
    shown = browser.get("/way")
    assert "Have a look" not in shown.text
    assert "It is for people of 18 and over." in shown.text
    assert "/way/start" in shown.page.links
