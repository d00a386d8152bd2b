"""Questionnaires from a file: brought, answered, scored, and what may be said of them.

Every sentence in the files is made up.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import FilePayload, expect

from moorings.companion.questionnaires import questionnaire
from moorings.library.instruments import keys
from tests.browser.afterwards import notebook_of
from tests.conftest import SetClock
from tests.questionnaires import (
    answers_at,
    bring,
    fhir_file,
    file_of,
    is_adult,
    redcap_file,
    sit,
)

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

HERE = "/way/questionnaires"
NARROWEST = 320
MONTHS = timedelta(days=120)


def brings(person: "Person", name: str, content: bytes) -> None:
    """Have a file read."""
    person.goes_to(HERE)
    kind = "text/csv" if name.endswith("csv") else "application/json"
    given: FilePayload = {"name": name, "mimeType": kind, "buffer": content}
    person.page.locator("#files").set_input_files(given)
    person.presses("Read the file")


def is_asked(person: "Person") -> str:
    """Give the item that is asked just now, or nothing where it was the last."""
    item = person.page.locator("form.asked input[name=item]")
    return str(item.get_attribute("value")) if item.count() else ""


def says(person: "Person", response: int) -> None:
    """Press one of the answers."""
    with person.page.expect_navigation():
        person.page.locator(f"button[name=response][value='{response}']").click()


def answers(person: "Person", given: dict[str, int], most: int = 99) -> int:
    """Answer until it asks no more, or so many times; say how many there were."""
    count = 0
    while count < most and (item := is_asked(person)):
        says(person, given[item])
        count += 1
    return count


def is_readable(person: "Person", where: str) -> None:
    """Look at a page at its narrowest, in both themes."""
    assert not person.is_wider_than(NARROWEST), where
    for theme in ("light", "dark"):
        person.page.emulate_media(color_scheme=theme)
        assert person.objections() == [], (where, theme)


def is_of_age(person: "Person") -> None:
    person.goes_to("/way/start")
    person.presses("No, 18 or older")


def drawing(person: "Person") -> tuple[str, str]:
    """Give the map with the one outline that is on it, and the sentence under it."""
    drawn = person.page.locator("svg.map")
    expect(drawn).to_be_visible()
    expect(drawn.locator("ellipse.map-region")).to_have_count(1)
    return drawn.inner_html(), person.page.locator("figcaption").inner_text()


def brings_ecr(person: "Person") -> None:
    """Bring made-up sentences along that by their title and flags are the ECR."""
    is_of_age(person)
    brings(person, "ecr.json", file_of("ecr", (1, 5)))
    assert person.headline == "ECR"
    expect(person.page.locator("#scored-ecr")).to_be_checked()
    is_readable(person, "look through")
    person.presses("Keep it")
    is_readable(person, "before the first sitting")


@pytest.mark.feature("S1")
@pytest.mark.feature("S3")
def test_an_adaptive_sitting_goes_on_after_a_power_cut_and_draws_an_outline(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person, key = people(app).comes_in(), keys()["ecr"].on_range(1, 5)
    given = answers_at(key, anxiety=4, avoidance=2)
    brings_ecr(person)
    person.presses("Only as many as it takes")
    assert answers(person, given, most=4) == 4
    is_readable(person, "a question")
    path, item = person.path, is_asked(person)
    app.kill()
    assert app.start().base
    person.comes_in("/way")
    person.follows("ECR")
    assert (person.path, is_asked(person)) == (path, item)
    assert "Question 5." in person.reads
    count = 4 + answers(person, given)
    assert person.headline == "That was the last one"
    told = re.findall(r"(\d+) questions, then it was precise enough", person.reads)
    assert sum(map(int, told)) == count < 36
    assert len(re.findall(r"standard error 0\.\d\d, below 0\.40", person.reads)) == 2
    is_readable(person, "the last one")
    person.presses("Keep it")
    drawn, home = drawing(person), person.path
    assert "quarter called" in drawn[1] or "between" in drawn[1]
    assert "true place nine times in ten" in person.reads
    is_readable(person, "the map")
    app.restart()
    person.comes_in(home)
    assert drawing(person) == drawn


@pytest.mark.feature("S4")
def test_fhir_and_redcap_are_brought_taken_and_scored_without_script(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in()
    is_of_age(person)
    for name, content, told in (
        ("diary.txt", b"Dear diary", "is not a questionnaire Moorings knows"),
        ("x.csv", redcap_file({"x": 3}, "a, No | b, Yes"), "for a whole number"),
    ):
        brings(person, name, content)
        alert = person.page.get_by_role("alert")
        assert told in alert.inner_text()
        assert "Nothing in the notebook was touched." in alert.inner_text()
    assert person.main.locator("a.whole").count() == 0
    brings(person, "gad.json", fhir_file(7, "GAD-7"))
    assert "7 sentences were read." in person.reads
    person.presses("Keep it")
    person.presses("All 7 questions")
    assert answers(person, dict.fromkeys("1234567", 1)) == 7
    person.presses("Keep it")
    brings(person, "evenings.csv", redcap_file({"evenings": 3}))
    assert "As one mean of all answers" in person.reads
    person.presses("Keep it")
    person.presses("All 3 questions")
    assert answers(person, {"1": 1, "2": 2, "3": 2}) == 3
    person.presses("Keep it")
    app.restart()
    person.comes_in(HERE)
    for title, score in (("GAD-7", "7 ± 3.6"), ("evenings", "1.7")):
        person.goes_to(HERE)
        person.follows(title)
        assert score in person.main.locator("td.figure").all_inner_texts()
        assert person.main.locator("svg.map").count() == 0
    person.main.locator("summary", has_text="putting it away").click()
    person.presses("Put it away")
    assert person.main.get_by_role("link", name="evenings").count() == 0
    person.presses("Undo")
    assert "1.7" in person.main.locator("td.figure").all_inner_texts()


@pytest.mark.feature("N14")
@pytest.mark.feature("W6")
def test_who_did_not_change_is_told_so_with_every_number_and_is_never_late(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app, clock = apps("moved", template), SetClock()
    clock.set_to(datetime.now(UTC) - MONTHS - timedelta(days=20))
    with notebook_of(app, clock) as opened:
        is_adult(opened)
        record = bring(opened, file_of("ecr-r"))
        key = questionnaire(opened, record).key
        for levels in ((7, 4, 4, 4), (1, 4, 4, 4)):
            for level in levels:
                sit(opened, record, answers_at(key, every=level))
                clock.set_to(clock.now() + timedelta(days=4))
            clock.set_to(clock.now() + MONTHS - timedelta(days=16))
    person = people(app.start(altered=True)).comes_in("/way/progress")
    captions = person.page.locator("figcaption").all_inner_texts()
    # 1.96 * s * sqrt(1 - .90) * sqrt(2/3) is 0.57 with s = 1.12, and 0.60 with 1.19.
    for told in captions:
        assert told.startswith("No clear change: from 4.0 to 4.0. A difference of 0.6 ")
    assert len(captions) == 2
    first = person.page.locator("svg.change").first
    expect(first.locator("circle.change-hollow")).to_have_count(3)  # one explains it
    expect(first.locator("circle.change-ring")).to_have_count(2)
    assert "about 4.0 was to be expected, between 3.4 and 4.5" in person.reads
    assert "8 sittings" in person.reads
    is_readable(person, "progress")
    for summary in person.main.locator("summary").all():
        summary.click()
    for told in (
        "mean 4.00 of 3 counted sittings",
        "0.00 (−0.57 … 0.57)",  # noqa: RUF001
        "0.48 · 0.57",
        "no study lets us give a date",
    ):
        assert told in person.reads
    is_readable(person, "its figures")
    for days in (30, 1000):
        app.pass_time(days * 86_400)
        person.comes_in("/way/progress")
        assert "A few sittings say more than one" in person.reads
        assert not re.search("overdue|missed|too late|remind", person.reads)
        assert person.page.locator("figcaption").all_inner_texts() == captions
    app.stop()
    assert app.complained == ""


def sees_people_first(person: "Person") -> None:
    """Find people to talk to one tap away, no score yet, and the way on."""
    assert person.headline == "Before anything else"
    assert person.page.locator("td.figure").count() == 0
    is_readable(person, "people")
    asking = person.path.removesuffix("/people")
    person.follows("People to talk to now")
    assert person.path == "/crisis"
    person.page.go_back()
    person.follows("Go on with the questions")
    assert person.path == asking


def test_people_come_before_any_score_and_today_is_gentle_until_there_is_support(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("heavy", template)
    with notebook_of(app) as opened:
        is_adult(opened)
        home = f"{HERE}/{bring(opened, file_of('phq-9'))}"
    person = people(app.start()).comes_in(home)
    person.presses("All 9 questions")
    assert answers(person, dict.fromkeys("12345678", 2), most=8) == 8
    says(person, 1)
    sees_people_first(person)
    person.presses("Keep it")
    assert person.main.locator("h2").first.inner_text() == "People first"
    score = person.main.locator("td.figure").first
    expect(score).not_to_be_visible()
    expect(score).to_contain_text("17")
    is_readable(person, "the result")
    person.goes_to("/")
    card = person.main.get_by_text("Something steadying first")
    expect(card).to_be_visible()
    is_readable(person, "today")
    person.main.locator("summary", has_text="Why").click()
    person.presses("I have support")
    expect(card).to_have_count(0)
    app.restart()
    person.comes_in()
    expect(card).to_have_count(0)


def test_under_18_what_was_brought_along_waits(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("young", template)
    with notebook_of(app) as opened:
        home = f"{HERE}/{bring(opened, file_of('ecr', (1, 5)))}"
    person = people(app.start()).comes_in(home)
    person.presses("Only as many as it takes")
    assert "are you under 18?" in person.reads
    person.presses("Yes, under 18")
    for path in (home, "/way/map", "/way/right-now"):
        person.goes_to(path)
        assert person.headline == "This one waits"
        assert person.objections() == []
    person.follows("People to talk to")
    assert person.path == "/crisis"
