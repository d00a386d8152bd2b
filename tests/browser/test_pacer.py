"""The ring: seen, heard, felt, paced, stopped; with script, without, and offline."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from moorings.library.practices import practices
from moorings.web.pages.now.practice import OFFERED, ON_REQUEST
from moorings.web.pocket import Pocket, pocket_file
from tests.browser.afterwards import help_is_kept

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

#: Notes what the page would do to the ear, to the hand and to the screen.
LISTENING = """
window.told = { felt: [], heard: [], awake: 0 };
navigator.vibrate = (pattern) => told.felt.push(String(pattern));
const ramp = AudioParam.prototype.linearRampToValueAtTime;
AudioParam.prototype.linearRampToValueAtTime = function (to, when) {
  told.heard.push([this.value, to]);
  return ramp.call(this, to, when);
};
navigator.wakeLock.request = async () => {
  told.awake += 1;
  const lock = new EventTarget();
  lock.release = async () => {
    told.awake -= 1;
    lock.dispatchEvent(new Event("release"));
  };
  window.lock = lock;
  return lock;
};
"""
#: Every part of every breath at a fraction of its length.
FASTER = """() => document.querySelectorAll("[data-breath]").forEach((breath) =>
  ["in", "hold", "out", "rest"].forEach((phase) =>
    breath.style.setProperty(`--${phase}`, .4)))"""
#: At so many milliseconds: how large the ring is, and which words are to be seen.
AT = """(at) => {
  const breath = [...document.querySelectorAll(".breath")]
    .find((each) => each.getClientRects().length);
  const motion = breath.getAnimations()[0];
  motion.pause();
  motion.currentTime = at;
  const style = (each) => getComputedStyle(each);
  const ring = style(breath.querySelector(".ring")).transform;
  const words = [...breath.querySelectorAll(".phase")];
  return {
    ring: Number(new DOMMatrix(ring).a.toFixed(2)),
    beat: Number(style(breath.querySelector(".beat")).getPropertyValue("--beat")),
    words: words.filter((each) => style(each).opacity > .5).map((e) => e.textContent),
  };
}"""
LENGTHS = "[data-lengths]"
STATUS = "[data-pacing-status]"


def at(page: Page, milliseconds: int) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(AT, milliseconds)
    return found


def listens(person: "Person", practice: str) -> None:
    """Go to a practice on a device that can be felt; unfold what it offers."""
    person.page.add_init_script(LISTENING)
    chromium = person.page.context.new_cdp_session(person.page)
    chromium.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    person.goes_to(f"/now/{practice}")
    person.main.get_by_text("Sound, pace").click()


#: How in, hold, out and rest come to the hand.
FELT = ["60", "320", "60,110,60", "25,90,25,90,25"]


def is_felt_and_heard(person: "Person") -> None:
    """Ask for the one and then the other; each part is told apart."""
    page = person.page
    assert page.evaluate("[told.felt.length, told.heard.length]") == [0, 0]
    person.button("Vibration").click()
    page.wait_for_function("() => told.felt.length >= 6")
    felt = page.evaluate("told.felt")
    first = FELT.index(felt[0])
    assert felt == (3 * FELT)[first : first + len(felt)]
    person.button("Vibration").click()
    person.button("Tone").click()
    expect(person.button("Tone")).to_have_attribute("aria-pressed", "true")
    page.wait_for_function("() => told.heard.length >= 5")
    ways = {(to > from_) - (to < from_) for from_, to in page.evaluate("told.heard")}
    assert ways == {1, 0, -1}
    assert page.evaluate("told.felt.at(-1)") == "0"


@pytest.mark.feature("M3")
def test_with_eyes_closed_each_part_is_told_apart_but_only_when_asked(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, apart=True)
    page = person.page
    listens(person, "box")
    page.evaluate(FASTER)
    person.button("Stop the ring").click()
    expect(page.locator(STATUS)).to_have_text("Stopped. That was a pause too.")
    page.wait_for_function("() => told.awake === 0")
    person.button("Begin again").click()
    page.wait_for_function("() => told.awake === 1")
    page.wait_for_timeout(600)
    is_felt_and_heard(person)
    # It ends by itself; then it is silent, and the screen may sleep.
    page.evaluate("document.querySelector('.breath').getAnimations()[0].finish()")
    expect(page.locator(STATUS)).to_contain_text("It has come to its end.")
    page.wait_for_function("() => told.awake === 0")
    heard = page.evaluate("told.heard.length")
    page.wait_for_timeout(500)
    assert page.evaluate("told.heard.length") == heard


@pytest.mark.worker
@pytest.mark.feature("M3")
def test_its_pace_changes_by_half_seconds_within_limits_and_is_kept_here(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, apart=True)
    page = person.page
    listens(person, "4-7-8")
    expect(page.locator(LENGTHS)).to_have_text("4 · 7 · 8")
    person.button("Longer").focus()
    page.keyboard.press("Enter")
    expect(page.locator(LENGTHS)).to_have_text("4.5 · 7 · 8.5")
    for _ in range(3):
        page.keyboard.press("Space")
    expect(page.locator(LENGTHS)).to_have_text("6 · 7 · 10")
    expect(person.button("Longer")).to_be_disabled()
    for _ in range(8):
        person.button("Shorter").click()
    expect(page.locator(LENGTHS)).to_have_text("2 · 5 · 6")
    expect(person.button("Shorter")).to_be_disabled()
    assert at(page, 1900)["words"] == ["in"]
    assert at(page, 2100) == {"ring": 1, "beat": 1, "words": ["hold"]}
    assert at(page, 7100)["words"] == ["out"]
    person.goes_to("/now/box")
    person.main.get_by_text("Sound, pace").click()
    expect(page.locator(LENGTHS)).to_have_text("2 · 2 · 2 · 2")
    person.main.get_by_text("Three each").click()
    expect(page.locator(".breath:visible")).to_have_count(1)
    expect(page.locator(LENGTHS)).to_have_text("2 · 1 · 2 · 1")
    # Out of sight the screen may sleep; back again it stays awake.
    page.wait_for_function("() => told.awake === 1")
    page.evaluate("lock.release()")
    page.wait_for_function("() => told.awake === 0")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("() => told.awake === 1")


def sees_every_pace(page: Page, moving: str) -> None:
    """Look at the box at three paces; each is there from its beginning."""
    for unfolded, seconds in ((None, 4), ("Three each", 3), ("No holds", 4)):
        if unfolded:
            page.locator(f"{moving} summary", has_text=unfolded).click()
        expect(page.locator(f"{moving} .breath:visible")).to_have_count(1)
        assert at(page, 0)["words"] == ["in"]
        assert at(page, 1000 * seconds - 500)["beat"] == seconds
        last = ["out"] if unfolded == "No holds" else ["hold"]
        assert at(page, 1000 * seconds + 300)["words"] == last


@pytest.mark.worker
@pytest.mark.feature("M3")
@pytest.mark.feature("M2")
def test_it_moves_without_script_while_nothing_runs_and_from_a_file_alone(
    app: "App", people: Callable[..., "Person"], browser: Browser, tmp_path: Path
) -> None:
    still = people(app, script=False)
    still.goes_to("/now/box")
    sees_every_pace(still.page, "main")
    still.goes_to("/now/stop")
    assert at(still.page, 4200)["words"] == ["out"]
    assert "One word each" in still.reads
    person = people(app, apart=True)
    person.goes_to("/now")
    help_is_kept(person.page)
    app.stop()
    for name in (*OFFERED, *ON_REQUEST):
        person.goes_to(f"/now/{name}")
        assert person.headline == practices()[name].title
        if practices()[name].pattern:
            assert at(person.page, 2000)["beat"] == 3
    person.page.emulate_media(reduced_motion="no-preference")
    person.goes_to("/now/long-exhale")
    rings = [at(person.page, each)["ring"] for each in (0, 4_000, 9_999)]
    assert rings == [0.55, 1, 0.55]
    file = tmp_path / "help.html"
    file.write_text(pocket_file(Pocket(), date(2026, 3, 1)), "utf-8")
    with closing(browser.new_context(reduced_motion="reduce")) as alone:
        page = alone.new_page()
        page.goto(f"file://{file}#box")
        sees_every_pace(page, "#box")
    app.start()
    assert app.base


def doors(page: Page) -> list[str]:
    links = page.locator("a.choice")
    found = links.evaluate_all("links => links.map(l => l.getAttribute('href'))")
    return [str(each) for each in found]


def is_worse_after(person: "Person", practice: str) -> None:
    """Have it stronger than before, three times in a row."""
    for number in range(3):
        for strong, at_what in (("5", practice), ("7", "")):
            told = {"step": "rating", "intensity": strong, "practice": at_what}
            answer = person.page.request.post(
                f"{person.app.base}/now/note",
                form={**told, "activation": f"{number:032x}"},
                headers={"Origin": person.app.base, "Accept": "application/json"},
            )
            assert answer.json() == {"kept": "open"}


#: One of each kind of page that a practice can have.
SHAPES = ("stop", "box", "quarrel-breath", "orient-outward", "one-true-word")


@pytest.mark.feature("M2")
@pytest.mark.feature("M4")
@pytest.mark.feature("M9")
def test_each_practice_suits_everybody_and_what_rests_is_not_offered(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, apart=True).comes_in()
    page = person.page
    for name in (*OFFERED, *ON_REQUEST):
        person.goes_to(f"/now/{name}")
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        for later in page.locator(".waits").all():
            later.evaluate("each => each.classList.remove('waits')")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        assert person.objections() == [], name
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert person.objections(only="color-contrast") == [], name
        assert not person.is_wider_than(195), name
    outward, stop = "/now/orient-outward", "/now/stop"
    is_worse_after(person, "belly-breath")
    person.goes_to("/now")
    expect(page.locator(f"a.choice[href='{outward}']")).to_have_count(3)
    assert doors(page)[0] == stop
    person.goes_to("/now/coherent")
    rests = page.locator("li[data-practice='belly-breath']")
    expect(rests).to_have_js_property("hidden", True)  # noqa: FBT003 - a property
    stays = page.locator("li[data-practice]:not([hidden])")
    expect(stays).to_have_count(len(OFFERED) - 2)
    # From far away nothing that looks inward is offered.
    page.evaluate(
        "() => { remember('moment', `m ${thisHour()}`); remember('far', 'm'); }"
    )
    page.reload()
    expect(stays).to_have_count(2)
    person.goes_to("/now")
    assert set(doors(page)) == {outward}
