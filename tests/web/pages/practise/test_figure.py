import pytest

from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.imagining import figure, lay_to_rest, was_laid_to_rest
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import times
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.unreal import feels_unreal
from tests.web.conftest import PORT, Browser

HERE = "/practise/figure"
HERON = {
    "who": "A grey heron <b>",
    "face": "Sideways, with one eye",
    "voice": "A low creak",
    "knows": "That I count the stairs",
    "words": "I have time.",
    "place": "The jetty at low tide",
    "cue": "The grey button",
}
LENGTHS = ("ten", "three", "twenty")


def build(opened: Opened, sort: str = "animal", **answers: str) -> RecordId:
    record = new_id()
    told = Answered(HERON | answers, chosen={"kind": (sort,)})
    write_worksheet(opened, record, "figure", told, moment(opened.now()))
    return record


def words(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


def send(browser: Browser, length: str, **fields: str) -> str:
    path = f"{HERE}/{length}"
    form = browser.get(path).page.form(path)
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    return browser.post(path, hidden | fields).location


def rests(browser: Browser) -> bool:
    return all("This rests today." in words(browser, each) for each in PATHS)


PATHS = (HERE, *(f"{HERE}/{length}" for length in LENGTHS))


def test_before_there_is_one_it_says_who_it_may_be_and_who_never(
    browser: Browser, notebook: Opened
) -> None:
    assert figure(notebook) is None
    shown = browser.get(HERE)
    assert "/practise/pages/figure" in shown.page.links
    for who in ("a real person", "made up", "your faith", "an animal", "a place"):
        assert who in shown.page.words
    assert "the Self" in shown.page.words
    assert "Nobody who has harmed you" in shown.page.words
    assert "No figure is written down yet." in words(browser, f"{HERE}/three")


def test_the_visits_are_filled_with_the_persons_own_words(
    browser: Browser, notebook: Opened
) -> None:
    build(notebook)
    ten = words(browser, f"{HERE}/ten")
    assert all(each in ten for each in HERON.values())
    assert "about 90 seconds" in ten
    assert "Its weight, its warmth" in ten
    twenty = words(browser, f"{HERE}/twenty")
    assert HERON["words"] in twenty
    assert HERON["place"] not in twenty
    build(notebook, "place")
    assert "The light there." in words(browser, f"{HERE}/ten")


@pytest.mark.parametrize(
    ("length", "practice", "minutes"),
    [
        ("ten", "inner-figure", 10),
        ("three", "inner-figure", 3),
        ("twenty", "inner-figure-short", None),
    ],
)
def test_a_visit_is_kept_as_a_time_of_its_practice(
    browser: Browser, notebook: Opened, length: str, practice: str, minutes: int | None
) -> None:
    record = build(notebook)
    assert send(browser, length, before="6", after="4", then="done") == HERE
    [time] = times(notebook)
    assert (time.practice, time.minutes, time.about) == (practice, minutes, record)
    assert (time.before, time.after, time.stopped) == (6, 4, False)
    assert "1 visit so far" in words(browser)
    assert send(browser, length, then="stopped") == HERE
    assert [each.stopped for each in times(notebook)].count(True) == 1


def test_where_it_turns_frightening_it_stops_looks_outward_and_rests(
    browser: Browser, notebook: Opened
) -> None:
    build(notebook)
    outward = f"{HERE}/outward"
    told = {"before": "5", "after": "9", "then": "frightening"}
    assert send(browser, "ten", **told) == outward
    [time] = times(notebook)
    assert (time.before, time.after, time.stopped) == (5, 9, True)
    shown = browser.get(outward)
    assert "Eyes open." in shown.page.words
    assert {"/now/orient-outward", "/crisis"} <= {*shown.page.links}
    assert "no fault" not in words(browser)
    assert rests(browser)
    assert HERON["who"] not in browser.get(HERE).page.words
    assert f"{HERE}/open" in [form.action for form in browser.get(HERE).page.forms]
    assert browser.post(f"{HERE}/open").location == HERE
    assert not rests(browser)
    assert HERON["words"] in words(browser)


def test_what_rests_for_another_reason_cannot_be_opened_and_does_not_say_why(
    browser: Browser, notebook: Opened
) -> None:
    build(notebook, who="Robin, that summer")
    raise_flag(notebook, name_person(notebook, "Robin"))
    assert rests(browser)
    shown = browser.get(HERE)
    assert f"{HERE}/open" not in [form.action for form in shown.page.forms]
    for word in ("robin", "flag", "danger"):
        assert word not in shown.page.words.lower().replace("help now", "")


def test_where_it_feels_unreal_every_part_of_it_rests(
    browser: Browser, notebook: Opened
) -> None:
    build(notebook)
    feels_unreal(notebook, 7)
    lay_to_rest(notebook)
    assert rests(browser)
    assert f"{HERE}/open" not in [f.action for f in browser.get(HERE).page.forms]


def test_it_can_be_laid_to_rest_without_a_reason(
    browser: Browser, notebook: Opened
) -> None:
    build(notebook)
    assert browser.post(f"{HERE}/rest").location == HERE
    assert was_laid_to_rest(notebook)
    assert rests(browser)


def test_the_pocket_card_is_explained_and_help_now_is_one_tap_away(
    browser: Browser, notebook: Opened
) -> None:
    build(notebook)
    shown = browser.get(HERE)
    assert "/now/yours" in shown.page.links
    assert "could read the line" in shown.page.words
    assert "/now/inner-figure-short" not in shown.page.links
    browser.cookies[f"moorings-device-{PORT}"] = "card=I+have+time.&figure=1"
    assert "/now/inner-figure-short" in browser.get(HERE).page.links


def test_what_was_written_is_erased_for_good(
    browser: Browser, notebook: Opened
) -> None:
    record = build(notebook)
    changed = build(notebook, words="Sit down first.")
    paths = [form.action for form in browser.get(HERE).page.forms]
    assert f"{HERE}/{changed}/erase" in paths
    assert browser.post(f"{HERE}/{changed}/erase").location == HERE
    assert figure(notebook) is None
    assert notebook.journey.record(record) is None
    assert browser.post(f"{HERE}/{changed}/erase").status == 404


def test_a_long_text_in_another_script_breaks_nothing(
    browser: Browser, notebook: Opened
) -> None:
    build(notebook, "place", **dict.fromkeys(HERON, "سارة وكل ما تعرفه عني. " * 200))
    for path in PATHS:
        shown = browser.get(path)
        assert shown.status == 200
        assert "سارة" in shown.page.words
