"""Choosing, waiting, asking, going and coming back, with a browser and without one."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, expect

from moorings.companion.guarding import raise_flag
from moorings.companion.holding import held_texts
from moorings.library.airlock import Need, composed, marks
from tests.browser.afterwards import (
    Held,
    help_is_kept,
    journey_of,
    left_in_the_box,
    notebook_of,
    queue_is_empty,
)
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

TEXT = "You never write back. Quittenmarmelade."
GRAVE = "You never write. If you leave me I will kill myself."
CASES = Path(__file__).parent.parent.joinpath("library", "airlock.jsonl")
SCREENS = (
    "/now/choose",
    "/now/choose/wait",
    "/now/choose/else",
    "/now/choose/steady",
    "/now/hold",
    "/now/hold/waiting",
    "/now/ask",
    "/now/time-out",
    "/now/time-out/away",
    "/now/let-in",
    "/now/nothing",
)
#: The page waits two seconds for its rules; as long again is for a busy machine.
LIMIT = 4_000
#: Puts each text into a page that has its rules, and reads the marks it then shows.
MARKED = """async (texts) => {
  const text = document.getElementById("text");
  const list = document.querySelector("[data-marks] ul");
  const summary = (each) => each.querySelector("summary").innerText.trim();
  const found = [];
  for (const each of texts) {
    text.value = each;
    text.dispatchEvent(new Event("change"));
    text.click();
    await new Promise((done) => setTimeout(done));
    await new Promise((done) => setTimeout(done));
    const shown = list.closest("section").hidden ? [] : [...list.children];
    found.push(shown.map((mark) => [mark.dataset.kind, summary(mark)]));
  }
  return found;
}"""


def lines() -> list[str]:
    return [json.loads(line)["text"] for line in CASES.read_text("utf-8").splitlines()]


@pytest.fixture
def at_home(
    app: "App",
    launched: Callable[[Path], BrowserContext],
    watched: Callable[[BrowserContext, "App"], "Person"],
    tmp_path: Path,
) -> Callable[[], "Person"]:
    """Start a browser on one and the same profile, as often as it is asked for."""

    def start() -> "Person":
        return watched(launched(tmp_path / "profile"), app)

    return start


def chip(person: "Person", words: str) -> None:
    person.main.locator("label.chip:visible", has_text=words).first.click()


def chooses(person: "Person", words: str, leads: str) -> None:
    person.main.locator(".choice:visible", has_text=words).click()
    person.page.wait_for_url(f"**{leads}")


def holds(person: "Person", text: str, how_long: str) -> None:
    """Write it here instead, and let it wait."""
    person.fills("text", text)
    person.button("Next").click()
    chip(person, how_long)
    person.button("Let it wait").click()
    person.page.wait_for_url("**/now/hold/waiting")


def looks_again(person: "Person") -> None:
    """Leave the field, so that the page marks it."""
    person.page.locator("#text").blur()


def offers_nothing(person: "Person") -> None:
    """See that nothing is reworded."""
    for offer in person.page.locator("[data-offers]").all():
        expect(offer).to_be_hidden()


def comes_back_once(app: "App") -> None:
    """See in the notebook that the text came in once, with the wait it had."""
    assert left_in_the_box(app) == 0
    with notebook_of(app) as opened:
        [held] = held_texts(opened)
        assert held.text.written_where == "offline"
        assert held.due - held.began == timedelta(hours=1)
        [wave] = opened.journey.activations()
    assert [each.chosen for each in wave.responses] == ["wait"]


def ends_unsent(person: "Person") -> None:
    """Say of the held text that it was not sent."""
    queue_is_empty(person.page)
    person.goes_to("/write/held")
    person.follows(TEXT)
    person.presses("I did not send it")
    assert "Not sent. You waited " in person.reads


@pytest.mark.worker
@pytest.mark.feature("N6")
def test_what_is_held_while_nothing_runs_waits_through_restarts_and_comes_in_once(
    app: "App", at_home: Callable[[], "Person"]
) -> None:
    person = at_home()
    person.comes_in()
    help_is_kept(person.page)
    app.stop()
    person.page.context.close()
    person = at_home()
    person.goes_to("/now/choose/wait")
    chooses(person, "Write it here", "/now/hold")
    person.fills("text", TEXT)
    looks_again(person)
    expect(person.main.locator("[data-marks] li")).to_contain_text("“You never”")
    holds(person, TEXT, "An hour")
    expect(person.main.locator("[data-left]")).to_have_text("1\u00a0h 0\u00a0min left")
    kept = Held(person.page)
    assert len(kept.waiting) == 2  # that one waits, and the text
    assert "Quittenmarmelade" not in kept.all
    person.page.context.close()
    person = at_home()
    person.goes_to("/now/hold/waiting")
    expect(person.main.locator("[data-left]")).to_contain_text("min left")
    app.start()
    ends_unsent(person.comes_in("/write/held"))
    person.page.context.close()
    assert not person.faults
    app.stop()
    comes_back_once(app)


@pytest.mark.feature("N6")
def test_the_page_marks_and_composes_as_the_program_does(writer: "Person") -> None:
    writer.goes_to("/now/hold")
    writer.fills("text", TEXT)
    looks_again(writer)
    expect(writer.main.locator("[data-marks] li")).to_have_count(1)
    texts = lines()
    found = writer.page.evaluate(MARKED, texts)
    for text, shown in zip(texts, found, strict=True):
        expected = [(mark.kind, mark.words) for mark in marks(text)]
        assert [kind for kind, _ in shown] == [kind for kind, _ in expected], text
        for (_, words), (_, said) in zip(shown, expected, strict=True):
            assert all(f"“{each}”" in words for each in said), text
    writer.fills("text", TEXT)
    looks_again(writer)
    writer.button("Leave it as it is").click()
    expect(writer.main.locator("[data-marks]")).to_be_hidden()
    writer.main.get_by_text("Say it in four small parts").click()
    need = Need("I feel sad.", " no word\ncomes", "evenings are long!", "one line")
    for name in ("feel", "when", "because", "need"):
        writer.fills(name, getattr(need, name))
    expect(writer.page.locator("#need-said")).to_have_text(composed(need))
    writer.main.locator("[data-put=need-said]").click()
    assert writer.page.locator("#text").input_value() == f"{TEXT}\n\n{composed(need)}"
    writer.main.get_by_label("They asked me not to write").check()
    offers_nothing(writer)
    writer.goes_to("/now/hold")
    writer.fills("text", GRAVE)
    looks_again(writer)
    expect(writer.main.locator("[data-heard=note]")).to_be_visible()
    offers_nothing(writer)


@pytest.mark.worker
def test_where_words_mean_danger_people_come_before_any_wait_and_the_words_are_kept(
    app: "App", writer: "Person"
) -> None:
    writer.goes_to("/now/hold")
    help_is_kept(writer.page)
    # The page waits two seconds for its rules; a person is slower than that to write.
    with writer.page.expect_response("**/rules.en*.json") as rules:
        writer.fills("text", GRAVE)
    rules.value.finished()
    writer.button("Next").click()
    expect(writer.main.locator("[data-heard=crisis]")).to_be_visible()
    expect(writer.main.get_by_text("How long shall it wait?")).to_be_hidden()
    expect(writer.page.locator("#text")).to_have_value("")
    writer.main.locator("[data-go-on]").click()
    writer.page.wait_for_url("**/now/choose/steady")
    app.stop()
    with notebook_of(app) as opened:
        [held] = held_texts(opened)
        assert held.text.text == GRAVE
        assert held.due == held.began


def test_rules_that_never_come_hold_nobody_up_and_the_program_answers_the_words(
    app: "App", writer: "Person"
) -> None:
    asked: list[str] = []
    # A worker would take them along at another time; here nothing ever comes.
    writer.page.route("**/rules.en*.json", lambda at: asked.append(at.request.url))
    writer.goes_to("/now/hold")
    writer.fills("text", GRAVE)
    writer.button("Next").click()
    asks_how_long = writer.main.get_by_text("How long shall it wait?")
    expect(asks_how_long).to_be_visible(timeout=LIMIT)
    assert len(asked) == 1
    chip(writer, "An hour")
    writer.button("Let it wait").click()
    writer.page.wait_for_url("**/now/heard?told=*")
    expect(writer.main.locator("[data-heard=crisis]")).to_be_visible()
    writer.page.unroute_all()
    app.stop()
    with notebook_of(app) as opened:
        [held] = held_texts(opened)
        assert held.text.text == GRAVE


def goes_with_a_time_to_come_back(person: "Person") -> str:
    """Take a time-out; give the hour that its sentence named."""
    person.goes_to("/now/choose/wait")
    chooses(person, "Go, and say", "/now/time-out")
    chip(person, "Twenty minutes")
    chip(person, "To go after them")
    person.button("Next").click()
    said = person.page.locator("#after-plain").inner_text()
    assert person.page.locator("#away-plain").is_hidden()
    person.button("I am going now").click()
    person.page.wait_for_url("**/now/time-out/away")
    until = person.page.locator("[data-until]").inner_text().removeprefix("until ")
    # Shortly before midnight it says which day is meant.
    assert said.replace(" tomorrow", "") == (
        f"I need twenty minutes and will be back at {until}. "
        "I will not write before that."
    )
    return until


def stays_five_minutes(person: "Person") -> None:
    person.goes_to("/now/choose/else")
    chooses(person, "Stay a little longer", "/now/stay")
    chip(person, "Five minutes")
    person.presses("Stay that long")
    assert person.headline.startswith("Staying until")


def is_left_with_steady_things(person: "Person") -> None:
    """See that a flag rests the rest, also where the page comes from the browser."""
    for path in ("/now/choose", "/now/hold", "/now/time-out"):
        person.goes_to(path)
        person.page.wait_for_url("**/now/choose/steady")


@pytest.mark.worker
@pytest.mark.feature("M7")
@pytest.mark.feature("N6")
def test_hours_that_were_chosen_come_and_the_sentence_names_the_one_that_is_kept(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template).start(altered=True)
    person = people(app, apart=True).comes_in()
    help_is_kept(person.page)
    person.goes_to("/now/choose")
    chooses(person, "Wait, or go", "/now/choose/wait")
    chooses(person, "Write it here", "/now/hold")
    holds(person, TEXT, "Ten minutes")
    until = goes_with_a_time_to_come_back(person)
    queue_is_empty(person.page)
    person.goes_to("/")
    assert "You said" not in person.reads
    app.pass_time(1800)
    person.comes_in()
    assert f"You said you would be back at {until}" in person.reads
    person.presses("I went back")
    person.follows("Look at it")
    person.presses("I sent it in other words")
    assert "Sent in other words. You waited until its time" in person.reads
    person.goes_to("/")
    assert "A text you held until" not in person.reads
    stays_five_minutes(person)
    app.stop()
    [wave] = journey_of(app).activations()
    assert [each.chosen for each in wave.responses] == ["wait", "time-out", "stay"]
    with notebook_of(app) as opened:
        raise_flag(opened)
    app.start()
    person.comes_in()
    is_left_with_steady_things(person)


@pytest.mark.feature("M7")
def test_every_screen_can_be_read_by_anybody_and_used_without_script(
    app: "App", person: "Person", people: Callable[..., "Person"]
) -> None:
    found = [f for path in SCREENS for f in faults_of(person, path, unfolded=True)]
    assert found == []
    plain = people(app, script=False).comes_in()
    plain.goes_to("/now/choose/wait")
    with plain.page.expect_navigation():
        plain.main.locator("button.choice", has_text="Write it here").click()
    plain.fills("text", TEXT)
    plain.presses("Look it over first")
    assert "“You never”" in plain.reads
    chip(plain, "Ten minutes")
    with plain.page.expect_navigation():
        plain.main.locator("form[data-writing] button", has_text="Let it wait").click()
    assert plain.path == "/now/hold/waiting"
    plain.goes_to("/write/held")
    plain.follows(TEXT)
    assert "minutes left." in plain.reads
    plain.fills("text", "Could you ring me?")
    plain.presses("Save the words")
    assert "“You never”" not in plain.reads
