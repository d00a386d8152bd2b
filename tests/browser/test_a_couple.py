"""Two people, each with a notebook: from pairing to a repair that is complete."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import new_id
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from moorings.vault.derivation import cheapest_stretching

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

WITH = "/people/together/with"
PHRASES = {"Ida": "a lamp beside the harbour wall", "Sam": "quinces on the window sill"}
OTHER = {"Ida": "Sam", "Sam": "Ida"}


def moves_in(app: "App") -> None:
    """Have a notebook each on one machine, in which the rooms for two are open."""
    harbour = Harbour(app.data, SystemClock(), stretching=cheapest_stretching)
    for name, phrase in PHRASES.items():
        made = harbour.make(phrase, door=name)
        name_person(made.opened, OTHER[name])
        say_age(made.opened, under_18=False)
        keep_check(made.opened, new_id(), "clear")
        harbour.lock(made.opened)


def comes_home(person: "Person", name: str, path: str) -> None:
    """Unlock one's own notebook, by its door where the device does not know it."""
    person.goes_to(path)
    if person.page.locator("#passphrase").count():
        if person.page.locator("#door").count():
            person.fills("door", name)
        person.unlocks(PHRASES[name])
    person.goes_to(path)


def picks(person: "Person", *words: str) -> None:
    for each in words:
        person.main.locator("label.chip:visible", has_text=each).first.click()


def code(person: "Person") -> str:
    return person.page.locator("#code").input_value()


def words(person: "Person") -> list[str]:
    return person.main.locator("ol.words li").all_inner_texts()


def pair(ida: "Person", sam: "Person") -> None:
    """Invite, accept, compare six words face to face, and pin the keys."""
    ida.follows("Invite somebody")
    picks(ida, "Sam", "What I will do differently")
    ida.fills("name", "Ida")
    ida.presses("Make the invitation")
    sam.follows("I was invited")
    sam.fills("text", code(ida))
    sam.presses("Read it")
    assert "Ida invites you to one thing: What I will do differently" in sam.reads
    sam.fills("name", "Sam")
    picks(sam, "Ida")
    sam.presses("Say yes")
    ida.fills("text", code(sam))
    ida.presses("Take it in")
    assert words(ida) == words(sam)
    assert len(words(ida)) == 6
    for name, person in (("Ida", ida), ("Sam", sam)):
        person.fills("passphrase", PHRASES[name])
        person.presses("They are the same")
        assert "You can share single things." in person.reads


def keeps(person: "Person", path: str, text: str, **more: str) -> None:
    """Answer one step of the repair."""
    person.goes_to(path)
    person.fills("text", text)
    for name, value in more.items():
        radio = person.main.locator(f"input[name={name}][value='{value}']")
        if radio.count():
            radio.check(force=True)
        else:
            person.fills(name, value)
    person.presses("Keep it")


def plans(ida: "Person") -> str:
    """Begin a repair, up to a plan with a day; gives where it is."""
    ida.goes_to("/people/together/repair/new")
    ida.main.locator("input[name=stirred][value='2']").check(force=True)
    ida.presses("Go on")
    ida.fills("text", "I shouted on the ferry.")
    ida.main.locator("input[name=hurt_by][value=me]").check(force=True)
    picks(ida, "Sam")
    ida.presses("Keep it")
    here = ida.path
    keeps(ida, f"{here}/own-part", "I shouted, and people turned round.")
    keeps(ida, f"{here}/impact", "Sam said it was like being small.", answer="yes")
    keeps(ida, f"{here}/remorse", "I am sorry I shouted at you on the ferry.")
    day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    keeps(ida, f"{here}/plan", "I go on deck before I shout.", due=day)
    ida.goes_to(here)
    assert ida.button("Call it complete").count() == 0
    assert "Nothing to do until" in ida.reads
    return here


def gives_the_plan(ida: "Person", sam: "Person", bond: str) -> None:
    """Share the plan, and nothing else; the other reads it by a tap of their own."""
    ida.goes_to(f"{bond}/give")
    ida.follows("What I will do differently")
    assert "I go on deck before I shout." in ida.page.locator("#text").input_value()
    ida.presses("Share this")
    assert "wait until tomorrow" in ida.reads
    ida.fills("name", "Sam")
    ida.presses("Share this")
    sam.presses("Look whether something came")
    sam.main.get_by_role("link").filter(has_text="I go on deck").click()
    sam.page.wait_for_url("**/item/*")
    assert "I go on deck before I shout." in sam.reads
    for private in ("people turned round", "being small", "ferry."):
        assert private not in sam.reads


def ends_it_silently(ida: "Person", sam: "Person", bond: str, theirs: str) -> None:
    """End the sharing by one tap; the other side looks as it did before."""
    comes_home(sam, "Sam", theirs)
    before = sam.reads
    ida.goes_to(bond)
    ida.main.locator("summary", has_text="End it").click()
    ida.presses("End it here")
    sam.goes_to(theirs)
    assert sam.reads == before
    sam.presses("Look whether something came")
    assert "Nothing new lies here just now." in sam.page.inner_text("body")


@pytest.mark.feature("T8")
@pytest.mark.feature("N11")
@pytest.mark.feature("N12")
def test_a_couple_pairs_shares_one_plan_and_completes_a_repair_weeks_later(
    apps: Callable[..., "App"], people: Callable[..., "Person"]
) -> None:
    app = apps("couple")
    moves_in(app)
    app.start(altered=True)
    ida, sam = people(app), people(app)
    comes_home(ida, "Ida", WITH)
    comes_home(sam, "Sam", WITH)
    pair(ida, sam)
    bond, theirs = ida.path, sam.path
    here = plans(ida)
    gives_the_plan(ida, sam, bond)
    app.pass_time(28 * 24 * 3600)
    comes_home(ida, "Ida", here)
    keeps(ida, f"{here}/follow-through", "On deck, twice.", answer="yes")
    keeps(ida, f"{here}/reconnect", "A walk along the pier.", answer="yes")
    ida.goes_to(here)
    ida.presses("Call it complete")
    app.stop()
    app.start(altered=True)
    comes_home(ida, "Ida", here)
    assert ida.button("Call it complete").count() == 0
    assert "You called this complete on" in ida.reads
    ida.main.locator("summary", has_text="What you wrote").click()
    assert "A walk along the pier." in ida.reads
    ends_it_silently(ida, sam, bond, theirs)
