"""The first evening: three sentences, a gift, and whether to keep what one writes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

GIFTS = {
    "A slow breath": "Breathe as it moves",
    "Look round and name one thing": "Look round the room",
    "One word for how it is": "One word",
    "Just let me in": "Keep what you write?",
}


@pytest.fixture
def newcomer(empty: "App", size: str, people: Callable[..., "Person"]) -> "Person":
    """Somebody who has just opened the printed link."""
    person = people(empty, size)
    person.page.goto(empty.link)
    return person


@pytest.fixture
def visitor(empty: "App", people: Callable[..., "Person"]) -> "Person":
    """Somebody on a phone who was just let in, and has kept nothing yet."""
    person = people(empty)
    person.page.goto(empty.link)
    person.follows("Go on")
    person.page.locator("button.choice").last.click()
    return person


def offered_words(person: "Person") -> str:
    words = person.page.locator("#words-offered li > span:last-child")
    return " ".join(words.all_inner_texts())


def gives_one_word(person: "Person", word: str) -> None:
    person.page.locator("button.choice", has_text="One word").click()
    person.fills("word", word)
    person.presses("Go on")


@pytest.mark.worker
@pytest.mark.feature("E1")
def test_from_the_link_to_a_kept_page_without_any_account(
    empty: "App", newcomer: "Person"
) -> None:
    assert newcomer.headline == "Welcome"
    assert newcomer.page.locator(".sentences p").count() == 3
    newcomer.follows("Go on")
    labels = newcomer.page.locator(".choice-label").all_inner_texts()
    assert labels == list(GIFTS)
    gives_one_word(newcomer, "adrift")
    assert newcomer.headline == "Keep what you write?"
    newcomer.follows("Yes, keep it")
    words = offered_words(newcomer)
    assert len(words.split()) == 6
    newcomer.fills("passphrase", words)
    newcomer.fills("again", words)
    newcomer.presses("Make my notebook")
    code = newcomer.page.locator("#recovery-code").inner_text()
    newcomer.page.reload()
    assert newcomer.page.locator("#recovery-code").inner_text() == code
    newcomer.presses("I have it")
    assert newcomer.headline == "Here is a quiet place to put it down."
    newcomer.presses("Like this")
    assert "adrift" in newcomer.reads
    newcomer.goes_to("/welcome/code")
    assert newcomer.path == "/"
    newcomer.fills("text", "And this as well.")
    newcomer.presses("Save")
    empty.passphrase = words
    empty.restart()
    newcomer.comes_in("/write")
    assert "adrift" in newcomer.reads
    assert "And this as well." in newcomer.reads


def test_each_gift_comes_before_any_question(
    empty: "App", people: Callable[..., "Person"]
) -> None:
    person = people(empty)
    person.page.goto(empty.link)
    for gift, headline in GIFTS.items():
        person.goes_to("/welcome/gift")
        person.page.locator("button.choice", has_text=gift).click()
        assert person.headline == headline
        if gift != "Just let me in":
            person.main.locator(".button.primary").click()
        assert person.headline == "Keep what you write?"


@pytest.mark.feature("E1")
def test_not_now_keeps_nothing_and_everything_works(
    empty: "App", visitor: "Person"
) -> None:
    visitor.presses("Not now")
    assert "You are trying this out" in visitor.page.locator("footer").inner_text()
    visitor.writes("Quittenmarmelade", new_person="Sam", date="2020-02-02")
    visitor.opens_entry("Quittenmarmelade")
    visitor.follows("Edit")
    visitor.fills("text", "Quittenmarmelade and bread")
    visitor.presses("Save")
    assert visitor.searches(words="quitten bread") != []
    visitor.goes_to("/write/calendar/2020-02")
    assert visitor.page.locator("a.date.written").count() == 1
    assert not [each for each in empty.data.rglob("*") if each.is_file()]
    empty.restart()
    assert visitor.goes_to("/write").status == 401
    assert visitor.headline == "Almost there"
    visitor.page.goto(empty.link)
    visitor.follows("Go on")
    visitor.page.locator("button.choice").last.click()
    visitor.presses("Not now")
    visitor.goes_to("/write")
    assert "Nothing written yet." in visitor.reads


def test_what_brings_one_is_asked_then_the_voice_and_both_can_be_left_open(
    empty: "App", visitor: "Person", people: Callable[..., "Person"]
) -> None:
    visitor.presses("Not now")
    assert "What brings you?" in visitor.reads
    assert visitor.page.locator(".choice-label").all_inner_texts() == [
        "A bad moment",
        "The same thing again",
        "Someone asked me to come",
        "Just looking",
    ]
    visitor.page.locator("button.choice", has_text="Someone asked me").click()
    told = "You owe nobody an answer here. Two minutes, then decide."
    assert visitor.headline == told
    assert "What brings you?" not in visitor.reads
    assert "How shall this notebook speak?" in visitor.reads
    visitor.page.locator("label", has_text="You can stop here.").click()
    visitor.fills("name", "ليلى")
    visitor.presses("Like this")
    assert "How shall this notebook speak?" not in visitor.reads
    assert "Nothing is kept yet" in visitor.reads
    assert "ليلى" in visitor.reads
    assert visitor.objections() == []
    other = people(empty.restart())
    other.page.goto(empty.link)
    other.follows("Go on")
    other.page.locator("button.choice").last.click()
    other.presses("Not now")
    other.presses("Leave it open")
    assert other.headline == "Good that you are here."
    other.presses("Like this")
    assert "Nothing is kept yet" in other.reads


@pytest.mark.worker
@pytest.mark.feature("E1")
def test_keeping_it_after_all_carries_every_page_along(
    empty: "App", visitor: "Person"
) -> None:
    visitor.presses("Not now")
    visitor.writes("The first page.", new_person="Sam")
    visitor.writes("The second page, from long ago.", date="1999-12-31")
    visitor.goes_to("/write/unsent")
    visitor.fills("text", "A page for nobody.")
    visitor.presses("Keep it")
    visitor.goes_to("/write")
    visitor.fills("text", "Half a page")
    expect(visitor.page.locator("[data-draft-status]")).to_have_text("Kept as a draft")
    visitor.goes_to("/settings")
    visitor.follows("Keep it after all")
    visitor.follows("Yes, keep it")
    visitor.fills("passphrase", "my own quiet passphrase")
    visitor.fills("again", "my own  quiet passphrase ")
    visitor.presses("Make my notebook")
    visitor.presses("I have it")
    empty.passphrase = "my own quiet passphrase"
    empty.kill()
    empty.start()
    visitor.comes_in("/write")
    for words in ("The first page.", "long ago", "A page for nobody.", "Half a page"):
        assert words in visitor.reads
    visitor.goes_to("/people")
    assert "Sam" in visitor.reads


def test_a_passphrase_that_will_not_do_is_refused_with_its_reason(
    empty: "App", visitor: "Person"
) -> None:
    visitor.follows("Yes, keep it")
    words = offered_words(visitor)
    for chosen, again, reason in (
        ("short", "short", "at least 12 letters"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "not only a few different ones"),
        ("one good passphrase", "another passphrase", "The two are not the same."),
    ):
        visitor.fills("passphrase", chosen)
        visitor.fills("again", again)
        visitor.presses("Make my notebook")
        assert reason in visitor.page.get_by_role("alert").inner_text()
        assert offered_words(visitor) == words
    assert not [each for each in empty.data.rglob("*") if each.is_file()]


def test_the_opening_link_works_once(
    empty: "App", people: Callable[..., "Person"]
) -> None:
    first, second = people(empty), people(empty)
    first.page.goto(empty.link)
    assert first.headline == "Welcome"
    answer = second.page.goto(empty.link)
    assert answer is not None
    assert answer.status == 401
    assert second.headline == "This link has been used"
    first.page.goto(empty.link)
    assert first.headline == "Welcome"


def test_the_opening_link_stops_working_after_ten_minutes(
    apps: Callable[..., "App"], people: Callable[..., "Person"]
) -> None:
    app = apps().start(altered=True)
    app.pass_time(601)
    person = people(app)
    person.page.goto(app.link)
    assert person.headline == "This link has been used"


def test_without_the_link_nothing_can_be_made_or_tried(
    empty: "App", people: Callable[..., "Person"]
) -> None:
    person = people(empty)
    assert person.goes_to("/").status == 401
    assert person.headline == "Almost there"
    assert person.goes_to("/welcome/gift").status == 403
    for path in ("/welcome/gift", "/welcome/passphrase"):
        answer = person.page.request.post(
            empty.base + path,
            form={"gift": "in", "passphrase": "one good passphrase"},
            headers={"Origin": empty.base},
        )
        assert answer.status in {401, 403}
    assert not [each for each in empty.data.rglob("*") if each.is_file()]


def test_unlocking_needs_no_link(app: "App", person: "Person") -> None:
    app.restart()
    person.comes_in()
    assert person.headline == "Good that you are here."
    assert person.goes_to("/welcome/gift").status == 403


@pytest.mark.worker
def test_help_is_there_before_anything_was_made(
    empty: "App", people: Callable[..., "Person"]
) -> None:
    person = people(empty)
    person.goes_to("/")
    person.page.get_by_role("link", name="Help now").click()
    person.follows("I need a person")
    assert person.page.locator("a[href^='tel:']").count() > 10
    empty.restart()
    assert person.goes_to("/crisis").status == 200


def test_the_notebook_can_stand_on_a_home_screen_under_a_name_that_tells_nothing(
    empty: "App", people: Callable[..., "Person"]
) -> None:
    person = people(empty)
    person.goes_to("/")
    address = person.page.locator("link[rel=manifest]").get_attribute("href")
    manifest = person.page.request.get(f"{empty.base}{address}").json()
    assert manifest["name"] == manifest["short_name"] == "Notebook"
    assert manifest["display"] == "standalone"
    folder = str(address).rpartition("/")[0]
    for icon in manifest["icons"]:
        answer = person.page.request.get(f"{empty.base}{folder}/{icon['src']}")
        assert (answer.status, answer.headers["content-type"]) == (200, icon["type"])
