"""The kit, the inner figure, high and low, and the timer."""

import wave
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import moorings
from moorings.companion.clock import moment
from moorings.companion.noticing import mark
from moorings.companion.opened import new_id
from moorings.insight.window import Mark
from moorings.journey.records import Arousal, KitItem, PracticeTime
from tests.browser.afterwards import journey_of, notebook_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

ICON = Path(moorings.__file__).parent / "web" / "static" / "icon-192.png"
MUG, SONG = "The blue mug. Quittenmarmelade.", "The lullaby"
HERON, WORDS = "A grey heron", "I have time."
#: Makes the clock of the page go on by so many seconds.
LATER = """seconds => {
  const before = performance.now.bind(performance);
  performance.now = () => before() + seconds * 1000;
}"""


def one_second() -> bytes:
    """Give a recording of one second of silence."""
    written = BytesIO()
    with wave.open(written, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(1)
        recording.setframerate(8000)
        recording.writeframes(bytes(8000))
    return written.getvalue()


def chooses(person: "Person", name: str, value: str) -> None:
    box = f"input[name='{name}'][value='{value}']"
    person.main.locator(f"label.chip:has({box})").click()


def attaches(person: "Person", name: str, content: bytes) -> None:
    given = {"name": name, "mimeType": "image/png", "buffer": content}
    person.page.locator("#file").set_input_files(given)  # type: ignore[arg-type]


def tries(person: "Person", before: str, after: str) -> None:
    chooses(person, "before", before)
    chooses(person, "after", after)
    person.presses("Note it")


@pytest.mark.feature("P4")
def test_a_thing_of_the_kit_is_tried_three_times_kept_through_a_restart_and_erased(
    app: "App", writer: "Person"
) -> None:
    person = writer
    person.goes_to("/practise/kit")
    person.follows("Put something in")
    person.fills("text", MUG)
    attaches(person, "mug.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    person.presses("Keep it")
    assert "Choose one of these first" in person.reads
    chooses(person, "sense", "touch")
    attaches(person, "mug.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    person.presses("Keep it")
    assert "no picture or recording" in person.reads
    assert person.page.locator("#text").input_value() == MUG
    attaches(person, "mug.png", ICON.read_bytes())
    person.presses("Keep it")
    person.follows(MUG)
    picture = person.main.locator("img.picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)")
    for before, after in (("7", "5"), ("6", "5"), ("8", "4")):
        tries(person, before, after)
    assert "Tried 3 times: 7→5, 6→5, 8→4." in person.reads
    assert "reason to keep it" in person.reads
    app.restart()
    person.comes_in("/practise/kit")
    person.follows(MUG)
    expect(person.main.locator("img.picture")).to_be_visible()
    person.follows("Erase for good")
    person.presses("Erase for good")
    assert MUG not in person.reads
    assert list(journey_of(app).standing(KitItem)) == []


@pytest.mark.feature("P4")
def test_a_recording_plays_only_when_it_is_asked_to_and_keeps_company(
    app: "App", writer: "Person"
) -> None:
    writer.goes_to("/practise/kit/new")
    chooses(writer, "sense", "sound")
    writer.fills("text", SONG)
    attaches(writer, "song.wav", one_second())
    writer.presses("Keep it")
    writer.goes_to("/practise/kit/song")
    player = writer.main.locator("audio")
    assert player.evaluate("audio => audio.paused && audio.currentTime === 0")
    length = player.evaluate(
        "audio => new Promise((done) => { audio.onloadedmetadata = () =>"
        " done(audio.duration); audio.preload = 'metadata'; audio.load(); })"
    )
    assert length == pytest.approx(1, abs=0.1)
    writer.main.get_by_label(SONG, exact=True).first.check()
    tries(writer, "7", "6")
    assert "Noted." in writer.reads
    [time] = journey_of(app).standing(PracticeTime)
    assert time.practice == "company-of-a-song"


def builds(person: "Person") -> None:
    """Write a figure down, from the empty room."""
    person.goes_to("/practise/figure")
    person.follows("Find a figure")
    person.main.get_by_label("Who or what could be steady company").fill(HERON)
    person.main.get_by_label("What would it say").fill(WORDS)
    chooses(person, "q-kind", "animal")
    person.presses("Keep it")
    assert person.path == "/practise/figure"
    assert HERON in person.reads


@pytest.mark.feature("P6")
@pytest.mark.feature("N10")
def test_a_figure_is_built_visited_by_the_clock_and_rests_once_it_frightens(
    app: "App", writer: "Person"
) -> None:
    person = writer
    builds(person)
    visits(person, "Twenty seconds")
    person.button("Begin").click()
    steps = person.main.locator("[data-seconds]:visible")
    expect(steps).to_have_count(1)
    expect(steps).to_contain_text(HERON)
    person.page.evaluate(LATER, 7)
    expect(steps).to_contain_text(WORDS)
    person.page.evaluate(LATER, 30)
    expect(steps).to_have_count(3)
    expect(person.main).to_contain_text("The time is over.")
    tries(person, "6", "4")
    visits(person, "Ten minutes")
    assert WORDS in person.reads
    chooses(person, "before", "5")
    chooses(person, "after", "9")
    person.presses("It turned frightening")
    assert person.headline == "Eyes open. Here is the room."
    app.restart()
    person.comes_in("/practise/figure/three")
    assert "This rests today." in person.reads
    person.goes_to("/practise/figure")
    person.presses("Open it again")
    assert WORDS in person.reads
    kept = [each.stopped for each in journey_of(app).standing(PracticeTime)]
    assert kept == [False, True]


def visits(person: "Person", length: str) -> None:
    with person.page.expect_navigation():
        person.main.locator("a.choice", has_text=length).click()


@pytest.mark.feature("P1")
@pytest.mark.feature("P4")
def test_an_area_is_left_out_a_sitting_is_stopped_and_both_count_without_script_too(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in("/practise/sitting/scan-three")
    person.button("Begin").click()
    steps = person.main.locator("[data-seconds]:visible")
    expect(steps).to_contain_text("Your feet.")
    person.button("Leave this one out").click()
    expect(steps).to_contain_text("Where you sit or lie.")
    person.page.evaluate(LATER, 95)
    expect(steps).to_contain_text("Your chest and shoulders.")
    person.button("Stop here").click()
    expect(steps).to_have_count(6)
    assert person.page.locator("#minutes").input_value() == "2"
    person.fills("minutes", "two")
    person.presses("I stopped early")
    assert "Give whole minutes" in person.reads
    assert person.page.locator("#minutes").input_value() == "two"
    person.fills("minutes", "2")
    person.presses("I stopped early")
    plain = people(app, "desk", script=False).comes_in("/practise/sitting/five")
    assert "about 25 seconds" in plain.reads
    plain.presses("Note it")
    assert "2 times so far" in plain.reads
    scan, sitting = journey_of(app).standing(PracticeTime)
    assert (scan.skipped, scan.minutes, scan.stopped) == ((1,), 2, True)
    assert (sitting.minutes, sitting.stopped) == (5, False)


@pytest.mark.feature("P4")
def test_marks_draw_a_window_once_there_are_enough(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, "desk").comes_in("/practise/window")
    chooses(person, "bearable", "yes")
    person.presses("Keep it")
    assert "Choose a number first." in person.reads
    expect(person.main.locator("input[name=bearable][value=yes]")).to_be_checked()
    chooses(person, "level", "-1")
    person.presses("Keep it")
    assert "1 mark so far, 1 of them bearable. Too early to tell" in person.reads
    app.stop()
    with notebook_of(app) as opened:
        for level in (0, 0, 0, 1, 1, 4, 5):
            told = Mark(level, bearable=True)
            mark(opened, new_id(), told, moment(opened.now()))
    app.start()
    person.comes_in("/practise/window")
    assert "6 of the 8 marks that could be borne" in person.reads
    expect(person.main.locator("svg.arousal")).to_be_visible()
    assert person.objections() == []
    assert not person.is_wider_than(320)
    assert len(list(journey_of(app).standing(Arousal))) == 8
