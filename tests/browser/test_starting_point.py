"""The starting point: twelve sentences, a cloud, and what it can say."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.library.instruments import instrument

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

KEY = instrument("first-sketch").key
ORDER = KEY.forms["short"]
REVERSE = {item for scale in KEY.scales for item in scale.reverse_keyed}
NARROWEST, TOUCH = 320, 44


def begins(person: "Person") -> None:
    """Go from the navigation to the questions, as an adult."""
    person.goes_to("/")
    person.page.get_by_role("navigation").get_by_role("link", name="Way").click()
    person.follows("Have a look")
    person.presses("No, 18 or older")
    expect(person.page.locator("h1")).to_have_text("A first sketch")


def ticks(person: "Person", straight: int, turned: int, left: int = 0) -> None:
    """Tick all questions but some at the end."""
    for item in ORDER[: len(ORDER) - left]:
        point = turned if item in REVERSE else straight
        field = f"input[name='answer-{item}'][value='{point}']"
        person.page.locator("label", has=person.page.locator(field)).click()


def drawing(person: "Person") -> tuple[str, str, str]:
    """Give the mark on the map, its sentence and the date over it."""
    svg = person.page.get_by_role("img", name="A first sketch")
    expect(svg).to_be_visible()
    mark = svg.locator(".map-mark").evaluate("m => m.getAttribute('cx') + ' ' + m.cy")
    caption = person.page.locator("figcaption").inner_text()
    return str(mark), caption, person.page.locator(".heading .quiet").inner_text()


@pytest.mark.feature("S1")
def test_a_person_answers_and_finds_the_same_sketch_after_a_restart(
    app: "App", size: str, people: Callable[..., "Person"]
) -> None:
    person = people(app, size).comes_in()
    begins(person)
    ticks(person, 6, 2, left=1)
    person.presses("Draw the sketch")
    assert person.path == "/way/map"
    before = drawing(person)
    assert "most of the cloud lies toward worry" in before[1]
    assert "11 of 12 answered" in before[2]
    assert "wide on purpose" in person.reads
    app.restart()
    person.comes_in("/way/map")
    assert drawing(person) == before
    person.goes_to("/way")
    person.follows("Sketch it again")
    assert person.headline == "A first sketch"
    ticks(person, 4, 4)
    person.presses("Draw the sketch")
    assert "lies on both sides of the middle" in drawing(person)[1]
    person.presses("Take it back")
    assert drawing(person) == before
    person.presses("Undo")
    assert "both sides" in drawing(person)[1]


def sketches_with(person: "Person", name: str, straight: int, turned: int) -> None:
    """Name somebody, and answer how it is with them."""
    person.goes_to("/way/with")
    person.fills("name", name)
    person.presses("Go on")
    if "are you under 18?" in person.reads:
        person.presses("No, 18 or older")
    assert person.headline == f"With {name}"
    ticks(person, straight, turned)
    person.presses("Draw the sketch")
    assert f"It says nothing about who {name} is." in person.reads


@pytest.mark.feature("S2")
def test_each_person_is_a_buoy_and_general_an_answer_of_its_own(
    app: "App", person: "Person"
) -> None:
    person.comes_in()
    person.writes("An evening with Sam.", new_person="Sam")
    person.goes_to("/way/with")
    person.follows("Sam")
    person.presses("No, 18 or older")
    ticks(person, 6, 2)
    person.presses("Draw the sketch")
    assert "toward worry" in person.page.locator("figcaption").inner_text()
    sketches_with(person, "Mother", 2, 6)
    assert person.page.locator("svg .map-mark").count() == 1
    person.goes_to("/way/start")
    ticks(person, 4, 4)
    person.presses("Draw the sketch")
    marks = person.page.locator("svg .map-mark")
    expect(marks).to_have_count(3)
    expect(person.page.locator("svg path.map-mark")).to_have_count(2)
    expect(person.page.locator("svg circle.map-mark")).to_have_count(1)
    assert "no average of the buoys" in person.reads
    for name in ("Sam", "Mother"):
        expect(person.main.get_by_role("link", name=name, exact=True)).to_be_visible()
    for theme in ("light", "dark"):
        person.page.emulate_media(color_scheme=theme)
        assert person.objections() == []
    drawn = person.page.locator("svg.map").inner_html()
    app.restart()
    person.comes_in("/way/map")
    assert person.page.locator("svg.map").inner_html() == drawn
    person.follows("Sam")
    assert person.headline == "With Sam"
    assert "toward worry" in person.page.locator("figcaption").inner_text()


def test_right_now_is_six_sentences_that_stand_by_themselves(
    person: "Person",
) -> None:
    person.comes_in("/way/start")
    person.presses("No, 18 or older")
    person.goes_to("/way/right-now")
    assert person.page.locator("fieldset.question").count() == 6
    for field in person.page.locator("fieldset.question").all():
        field.locator("label").nth(6).click()
    person.presses("Draw the sketch")
    assert person.path == "/way/right-now/drawn"
    assert "no change is worked out from it" in person.reads
    assert person.objections() == []
    person.goes_to("/way/map")
    assert "Nothing is drawn yet." in person.reads


@pytest.mark.feature("S1")
def test_everything_is_done_by_keyboard_alone(person: "Person") -> None:
    person.comes_in()
    begins(person)
    keys, page = person.page.keyboard, person.page
    page.locator("summary").first.focus()
    for number, item in enumerate(ORDER):
        keys.press("Tab")
        if number:  # a question that is left out is one more step away
            assert page.evaluate("document.activeElement.name") == f"answer-{item}"
        keys.press("Space")
        for _ in range(5 if item not in REVERSE else 1):
            keys.press("ArrowRight")
        ringed = "getComputedStyle(document.activeElement.nextElementSibling)"
        assert page.evaluate(f"{ringed}.outlineStyle") == "solid"
    chosen = page.locator("input:checked").evaluate_all("all => all.map(i => i.value)")
    assert sorted(chosen) == ["2"] * 4 + ["6"] * 8
    keys.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Draw the sketch"
    with page.expect_navigation():
        keys.press("Enter")
    assert "toward worry" in drawing(person)[1]


def test_what_was_ticked_can_be_left_out_again(person: "Person") -> None:
    person.comes_in()
    begins(person)
    first = person.page.locator("fieldset").first
    expect(first.locator(".left-out")).not_to_be_visible()
    ticks(person, 6, 2)
    first.locator(".left-out").click()
    person.presses("Draw the sketch")
    assert "11 of 12 answered" in person.reads


def test_ticking_keeps_the_notebook_open(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps("altered", template).start(altered=True)
    person = people(app).comes_in()
    begins(person)
    for straight, turned in ((5, 3), (6, 2)):
        app.pass_time(200)
        with person.page.expect_response("**/back"):
            ticks(person, straight, turned)
        person.page.evaluate("performance.now = () => 1e9")
    person.presses("Draw the sketch")
    assert "toward worry" in drawing(person)[1]


def test_who_is_under_18_is_shown_people_and_may_change_the_answer(
    person: "Person",
) -> None:
    person.comes_in("/way/start")
    person.presses("Yes, under 18")
    assert person.headline == "This one waits"
    assert person.objections() == []
    person.follows("People to talk to")
    assert person.path == "/crisis"
    person.goes_to("/way/start")
    person.presses("I am 18 or older")
    assert person.page.locator("fieldset").count() == len(ORDER)


def test_every_step_is_readable_on_the_narrowest_screen_in_both_themes(
    person: "Person",
) -> None:
    person.comes_in("/way/start")
    faults: list[str] = []

    def look(step: str) -> None:
        assert not person.is_wider_than(NARROWEST), step
        for theme in ("light", "dark"):
            person.page.emulate_media(color_scheme=theme)
            faults.extend(f"{step}: {each}" for each in person.objections())

    look("age")
    person.presses("No, 18 or older")
    look("sheet")
    chips = person.page.locator(".points label").evaluate_all(
        "all => all.map(l => l.getBoundingClientRect()).map(b => [b.width, b.height])"
    )
    assert min(height for _, height in chips) >= TOUCH
    assert min(width for width, _ in chips) >= 36
    person.presses("Draw the sketch")
    expect(person.page.get_by_role("alert")).to_contain_text("Nothing is ticked yet.")
    look("empty")
    ticks(person, 7, 7)
    person.presses("Draw the sketch")
    look("unclear")
    person.follows("Do it again")
    ticks(person, 2, 6)
    look("ticked")
    person.presses("Draw the sketch")
    for summary in person.main.locator("summary").all():
        summary.click()
    look("map")
    person.goes_to("/way")
    look("way")
    assert faults == []


@pytest.mark.feature("S1")
def test_it_works_without_script(app: "App", people: Callable[..., "Person"]) -> None:
    person = people(app, script=False).comes_in()
    begins(person)
    ticks(person, 2, 6)
    person.presses("Draw the sketch")
    assert "most of the cloud lies toward calm" in person.reads
    app.restart()
    person.comes_in("/way/map")
    assert "most of the cloud lies toward calm" in person.reads
    person.follows("Do it again")
    ticks(person, 4, 4)
    person.presses("Lock")
    assert person.headline == "Locked"
