"""The sealed box: noted locked or offline, readable by nobody, in the notebook once."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, expect

from moorings.companion.boxing import INBOX, MOST_WAITING
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import new_id
from moorings.companion.securing import change_passphrase
from moorings.journey.codec import encode
from moorings.journey.records import Rating, RawNote, When
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.keyring import seal_for_box
from tests.browser.afterwards import (
    Held,
    help_is_kept,
    journey_of,
    left_in_the_box,
    queue_is_empty,
)
from tests.browser.proxy import Mishap, Proxy

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

HERE = "Sealed in this browser,"
SEALED = "Sealed, for the notebook"
SAVED = "Saved."
NOWHERE = "This could not be kept"
CANARY = "Quittenmarmelade"
LATER = "six other words make another key"


@dataclass(frozen=True)
class Arrived:
    """What stands in a notebook of hard moments."""

    lines: list[str]
    ratings: list[int]
    ends: int


def arrived(app: "App") -> Arrived:
    """Look at the notebook itself: every record there is, whole and unboxed."""
    journey = journey_of(app)
    assert not [r for r in journey.records() if isinstance(r, RawNote)]
    assert not [r for r in journey.records() if r.origin]
    assert left_in_the_box(app) == 0
    moments = list(journey.activations())
    return Arrived(
        sorted(note.text for moment in moments for note in moment.notes),
        sorted(each.intensity for moment in moments for each in moment.ratings),
        sum(moment.end is not None for moment in moments),
    )


def says(person: "Person", said: str) -> None:
    expect(person.page.locator("[data-moment-status]")).to_contain_text(said)


def rates(person: "Person", intensity: int, said: str) -> None:
    chip = person.main.locator("label.chip")
    chip.filter(has_text=re.compile(f"^{intensity}$")).click()
    says(person, said)


def notes(person: "Person", line: str, said: str) -> None:
    """Note one line, and nothing else."""
    person.goes_to("/now/after")
    person.button("Leave that out").click()
    types(person, line, said)


def types(person: "Person", line: str, said: str) -> None:
    person.page.locator("#line").fill(line)
    person.main.locator("form:has(#line) .button").click()
    says(person, said)


def goes_through(person: "Person", line: str, intensity: int, said: str) -> None:
    """Rate it, note a line, and come back."""
    person.goes_to("/now/after")
    rates(person, intensity, said)
    types(person, line, said)
    person.button("I am back").click()
    expect(person.main.get_by_text("You can close this now")).to_be_visible()
    says(person, said)


@pytest.fixture
def proxy(app: "App") -> Iterator[Proxy]:
    """A way to the program on which things go wrong."""
    assert app.base
    with closing(Proxy(app.port, host=f"localhost:{app.port}")) as proxy:
        yield proxy


@pytest.fixture
def beyond(app: "App", proxy: Proxy) -> "App":
    """The same program, as it is seen from the far end of that way."""
    return replace(app, _link=f"http://localhost:{proxy.port}/open/")


@pytest.fixture
def at_home(
    launched: Callable[[Path], BrowserContext],
    watched: Callable[[BrowserContext, "App"], "Person"],
    tmp_path: Path,
) -> Callable[["App"], "Person"]:
    """Start a browser on one and the same profile, as often as it is asked for."""

    def start(app: "App") -> "Person":
        return watched(launched(tmp_path / "profile"), app)

    return start


# --- noted while nothing runs --------------------------------------------------------


@pytest.mark.feature("M10")
@pytest.mark.feature("N20")
def test_what_was_noted_with_nothing_running_survives_the_browser_and_arrives_once(
    app: "App",
    at_home: Callable[["App"], "Person"],
    bytes_under: Callable[[Path], dict[Path, bytes]],
    tmp_path: Path,
) -> None:
    person = at_home(app).comes_in()
    help_is_kept(person.page)
    app.kill()
    goes_through(person, CANARY, 8, HERE)
    notes(person, f"{CANARY}, once more", HERE)
    person.page.context.close()
    for file, content in bytes_under(tmp_path / "profile").items():
        for coding in ("utf-8", "utf-16-le"):
            assert CANARY.encode(coding) not in content, file
    person = at_home(app)
    person.goes_to("/now")
    assert len(Held(person.page).waiting) == 4
    app.start()
    person.comes_in()
    queue_is_empty(person.page)
    assert arrived(app) == Arrived([CANARY, f"{CANARY}, once more"], [8], 1)
    assert "noted in a hard moment" in person.goes_to("/write").text()
    person.page.context.close()


@pytest.mark.feature("N20")
def test_an_unlocked_browser_cannot_read_back_what_it_has_sealed(
    app: "App", writer: "Person"
) -> None:
    help_is_kept(writer.page)
    app.stop()
    goes_through(writer, CANARY, 7, HERE)
    held = Held(writer.page)
    assert CANARY not in held.all
    assert [set(each) for each in held.waiting] == [{"id", "vault", "sealed"}] * 3
    assert len({len(each["sealed"]) for each in held.waiting}) == 1
    app.start()
    harbour = Harbour(app.data, SystemClock())
    [vault] = harbour.vaults()
    assert held.pin == f"{vault}.{harbour.header(vault).box.hex()}"
    writer.comes_in()
    queue_is_empty(writer.page)
    assert CANARY not in Held(writer.page).all
    assert arrived(app) == Arrived([CANARY], [7], 1)


@pytest.mark.feature("M10")
def test_locked_unlocked_and_open_it_says_where_it_is_and_arrives_once(
    app: "App", writer: "Person"
) -> None:
    help_is_kept(writer.page)
    goes_through(writer, "open", 1, SAVED)
    writer.goes_to("/")
    writer.presses("Lock")
    goes_through(writer, "locked", 2, SEALED)
    app.restart()
    goes_through(writer, "started anew", 3, SEALED)
    app.kill()
    goes_through(writer, "killed", 4, HERE)
    app.start()
    writer.comes_in()
    queue_is_empty(writer.page)
    lines = ["killed", "locked", "open", "started anew"]
    assert arrived(app) == Arrived(lines, [1, 2, 3, 4], 4)


@pytest.mark.feature("M10")
def test_killed_while_something_waits_in_the_box_the_program_loses_nothing(
    app: "App", writer: "Person"
) -> None:
    help_is_kept(writer.page)
    writer.presses("Lock")
    for number in range(3):
        notes(writer, f"line {number}", SEALED)
        app.kill()
        app.start()
        assert app.base
    writer.comes_in()
    assert arrived(app).lines == ["line 0", "line 1", "line 2"]


@pytest.mark.feature("M10")
def test_a_passphrase_changed_elsewhere_meanwhile_is_in_nobodys_way(
    app: "App", writer: "Person"
) -> None:
    help_is_kept(writer.page)
    app.stop()
    goes_through(writer, "sealed to the box of before", 5, HERE)
    pinned = Held(writer.page).pin
    harbour = Harbour(app.data, SystemClock(), stretching=cheapest_stretching)
    [vault] = harbour.vaults()
    opened = harbour.find(harbour.unlock(vault, app.passphrase))
    change_passphrase(opened, LATER, cheapest_stretching())
    harbour.lock(opened)
    app.passphrase = LATER
    app.start()
    notes(writer, "to the same, once it ran", SEALED)
    writer.comes_in()
    assert Held(writer.page).pin != pinned
    notes(writer, "to the new one", SAVED)
    lines = [
        "sealed to the box of before",
        "to the new one",
        "to the same, once it ran",
    ]
    assert arrived(app) == Arrived(lines, [5], 1)


# --- a bad way ------------------------------------------------------------------------


@pytest.mark.feature("M10")
def test_whatever_is_lost_or_doubled_on_the_way_it_arrives_once(
    app: "App", beyond: "App", proxy: Proxy, people: Callable[..., "Person"]
) -> None:
    person = people(beyond, apart=True).comes_in()
    help_is_kept(person.page)
    ways: tuple[tuple[Mishap, str, str], ...] = (
        ("request lost", HERE, HERE),
        ("answer lost", HERE, HERE),
        ("doubled", SAVED, SEALED),
    )
    for number, (mishap, said_open, said_locked) in enumerate(ways):
        proxy.mishap = mishap
        notes(person, f"open, {mishap}", said_open)
        person.goes_to("/")
        person.presses("Lock")
        goes_through(person, f"locked, {mishap}", number, said_locked)
        app.restart()
        assert mishap == "doubled" or Held(person.page).waiting
        proxy.mishap = "none"
        person.comes_in()
        queue_is_empty(person.page)
    assert len(proxy.deliveries) > 3 * len(ways)
    assert arrived(app) == Arrived(
        sorted(f"{state}, {way[0]}" for state in ("open", "locked") for way in ways),
        [0, 1, 2],
        3,
    )


@pytest.mark.feature("M10")
def test_a_browser_killed_while_it_delivers_delivers_again_and_it_stands_once(
    app: "App",
    beyond: "App",
    proxy: Proxy,
    at_home: Callable[["App"], "Person"],
) -> None:
    person = at_home(beyond).comes_in()
    help_is_kept(person.page)
    person.presses("Lock")
    proxy.arrived.clear()
    proxy.mishap = "held"
    notes(person, "the tab was gone", HERE)
    assert proxy.arrived.wait(10)
    person.page.close()
    person.page = person.page.context.new_page()
    person.goes_to("/now")
    notes(person, "the browser was gone", HERE)
    person.page.context.close()
    proxy.mishap = "none"
    proxy.goes_on.set()
    app.restart()
    person = at_home(beyond).comes_in()
    queue_is_empty(person.page)
    assert arrived(app).lines == ["the browser was gone", "the tab was gone"]
    person.page.context.close()


@pytest.mark.feature("M10")
def test_deliveries_that_come_again_and_out_of_order_change_nothing(
    app: "App", beyond: "App", proxy: Proxy, people: Callable[..., "Person"]
) -> None:
    person = people(beyond, apart=True).comes_in()
    help_is_kept(person.page)
    person.presses("Lock")
    for line in ("edited later", "erased later", "as it is"):
        notes(person, line, SEALED)

    def come_again() -> None:
        for body in (*reversed(proxy.deliveries), *proxy.deliveries):
            told = person.page.request.post(
                f"{app.base}/now/box", data=body, headers={"Origin": app.base}
            )
            assert told.status == 200

    come_again()
    person.comes_in()
    come_again()
    person.opens_entry("edited later")
    person.follows("Edit")
    person.fills("text", "edited")
    person.presses("Save")
    person.opens_entry("erased later")
    person.follows("Erase for good")
    person.presses("Erase for good")
    come_again()
    app.restart()
    come_again()
    person.comes_in("/write")
    come_again()
    assert arrived(app).lines == ["as it is", "edited"]
    assert "erased later" not in person.goes_to("/write").text()


@pytest.mark.feature("M10")
def test_two_tabs_that_deliver_at_once_deliver_once(
    app: "App", writer: "Person"
) -> None:
    help_is_kept(writer.page)
    app.stop()
    for number in range(6):
        notes(writer, f"line {number}", HERE)
    other = writer.page.context.new_page()
    other.goto(f"{app.base}/now/after")
    app.start()
    assert app.base
    again = "() => { for (let n = 0; n < 5; n++) dispatchEvent(new Event('online')); }"
    for page in (writer.page, other, writer.page, other):
        page.evaluate(again)
    # And one that knows nothing of the others' lock.
    for page in (writer.page, other):
        waiting = Held(page).waiting
        vault = Held(page).pin.partition(".")[0]
        items = [[each["id"], each["sealed"]] for each in waiting]
        body = json.dumps({"vault": vault, "items": items})
        page.evaluate("body => void fetch('/now/box', { method: 'POST', body })", body)
    queue_is_empty(writer.page)
    writer.comes_in()
    assert arrived(app).lines == [f"line {number}" for number in range(6)]


# --- limits ---------------------------------------------------------------------------


@pytest.mark.feature("M10")
def test_where_the_box_is_full_it_stays_in_the_browser_until_there_is_room(
    app: "App", writer: "Person"
) -> None:
    help_is_kept(writer.page)
    app.stop()
    fill_the_box(app)
    app.start()
    assert app.base
    notes(writer, "one too many", HERE)
    # The worker holds this lock while it delivers: here it has tried.
    writer.page.evaluate('navigator.locks.request("flush", () => null)')
    assert len(Held(writer.page).waiting) == 1
    writer.comes_in()
    writer.goes_to("/now")
    queue_is_empty(writer.page)
    assert arrived(app).lines == ["one too many"]


def fill_the_box(app: "App") -> None:
    harbour = Harbour(app.data, SystemClock())
    [vault] = harbour.vaults()
    header = harbour.header(vault)
    with harbour.reach(vault) as log, log.writing(header.vault) as writing:
        for _ in range(MOST_WAITING):
            rating = Rating(
                id=new_id(),
                written_at=SystemClock().now(),
                activation=new_id(),
                when=When(date(2026, 3, 1)),
                intensity=5,
            )
            item = bytes.fromhex(rating.id)
            sealed = seal_for_box(header.box, header.vault, item, encode(rating))
            writing.put(INBOX, item, sealed)


@pytest.mark.feature("M10")
def test_what_one_notebook_cannot_take_is_in_no_other_ones_way(
    app: "App", writer: "Person"
) -> None:
    help_is_kept(writer.page)
    app.stop()
    notes(writer, "for this one", HERE)
    pin = Held(writer.page).pin
    writer.page.evaluate("pin => localStorage.setItem('pin', pin)", "0" * 32 + pin[32:])
    notes(writer, "for one that is gone", HERE)
    app.start()
    writer.comes_in()
    notes(writer, "for this one again", SAVED)
    assert arrived(app).lines == ["for this one", "for this one again"]
    assert [each["vault"] for each in Held(writer.page).waiting] == ["0" * 32]


@pytest.mark.feature("M10")
def test_a_browser_that_never_opened_the_notebook_puts_nothing_into_it_and_says_so(
    app: "App", people: Callable[..., "Person"]
) -> None:
    # A device that went from hand to hand may know this address from another program.
    person = people(app, apart=True)
    person.goes_to("/now")
    help_is_kept(person.page)
    notes(person, "not for this notebook", NOWHERE)
    app.stop()
    notes(person, "kept nowhere", NOWHERE)
    expect(person.page.locator("#line")).to_have_value("kept nowhere")
    assert Held(person.page).waiting == []
    app.start()
    person.comes_in()
    assert arrived(app) == Arrived([], [], 0)
