"""Words of danger: kept first, answered on the very next page, and nowhere noted."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from moorings.companion.boxing import box_record
from moorings.companion.clock import moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import Entry, HeldText, SafetyFlag
from moorings.web.danger import MOST_WAITING, PLACES
from moorings.web.pages.crisis import PARTS
from moorings.web.visitor import House
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Answer, Browser

DIE, HURT, MOURNS, CALM = (
    "I want to kill myself tonight.",
    "He hits me and I am scared of him.",
    "My uncle died by suicide last year.",
    "We had soup, and the lamp was on.",
)
CARD, LINE = "People first.", "people who talk about exactly such things"
STEADY = "/now/choose/steady"


def words(answer: Answer) -> str:
    return " ".join(answer.page.words.split())


def card_links(answer: Answer) -> list[str]:
    """Give where the card leads, without the corners and the page below it."""
    _, _, card = answer.text.partition('data-heard="crisis"')
    inside = card.partition("</section>")[0]
    return [part.partition('"')[0] for part in inside.split('href="')[1:]]


def goes_on(answer: Answer) -> str:
    """Give where "Go on" leads, which follows the people to talk to."""
    return [link for link in card_links(answer) if not link.startswith("tel:")][-1]


def posts(browser: Browser, path: str, **typed: str) -> Answer:
    """Save as a form does, and give the page that follows."""
    shown = browser.get(path).page.form(path)
    record = next(value for name, _, value in shown.fields if name == "record")
    answer = browser.post(path, {"record": record, **typed})
    assert answer.status == 303
    return browser.get(answer.location)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("path", ["/write", "/write/unsent"])
@pytest.mark.parametrize(("text", "place"), [(DIE, "#talk"), (HURT, "#hurt")])
def test_the_page_after_a_save_shows_people_once(
    browser: Browser, path: str, text: str, place: str
) -> None:
    browser.post("/crisis/country", {"country": "gb"})
    shown = posts(browser, path, text=text)
    said = words(shown)
    assert ("Saved." in said) or ("Kept." in said)
    assert CARD in said
    assert card_links(shown) == ["tel:999", f"/crisis{place}", path]
    assert CARD not in words(browser.get(path))


@pytest.mark.usefixtures("notebook")
def test_without_a_country_many_can_be_called(browser: Browser) -> None:
    links = card_links(posts(browser, "/write", text=DIE))
    assert {"tel:999", "tel:112", "tel:911"} <= set(links)


@pytest.mark.usefixtures("notebook")
def test_grave_words_that_are_no_call_get_a_quiet_line(browser: Browser) -> None:
    shown = posts(browser, "/write", text=MOURNS)
    assert LINE in words(shown)
    assert CARD not in words(shown)


@pytest.mark.parametrize(
    "typed",
    [{"text": CALM}, {"text": DIE, "date": "2026-02-28"}],
    ids=["calm", "back-dated"],
)
def test_calm_words_and_other_days_raise_nothing(
    browser: Browser, notebook: Opened, typed: dict[str, str]
) -> None:
    shown = posts(browser, "/write", **typed)
    assert notebook.journey.count() == 1
    assert CARD not in shown.text
    assert LINE not in shown.text


def test_what_was_let_go_is_not_read(browser: Browser, notebook: Opened) -> None:
    shown = posts(browser, "/write/unsent", text=DIE, then="let-go")
    assert CARD not in shown.text
    assert not notebook.journey.count()


def test_a_changed_page_is_answered_too(
    browser: Browser, write: Callable[..., str]
) -> None:
    page = write(CALM)
    form = browser.get(f"/write/{page}/edit").page.forms
    fields = next(f for f in form if f.action == f"/write/{page}/edit").fields
    browser.get("/write")
    told = {name: value for name, _, value in fields} | {"text": DIE}
    answer = browser.post(f"/write/{page}/edit", told)
    shown = browser.get(answer.location)
    assert goes_on(shown) == f"/write/{page}"


def test_nothing_about_it_is_kept_and_nobody_is_said_to_have_found_it(
    browser: Browser, notebook: Opened, house: House
) -> None:
    shown = posts(browser, "/write", text=DIE)
    [kept] = notebook.journey.records()
    assert isinstance(kept, Entry)
    assert kept.labels == ()
    assert house.heard == {}
    assert "detected" not in shown.text.lower()
    assert "!" not in words(shown)


# --- Help now, without script ---------------------------------------------------------


def step(browser: Browser, **fields: str) -> Answer:
    answer = browser.post("/now/note", {"step": "note", **fields})
    return browser.get(answer.location) if answer.status == 303 else answer


def test_a_step_of_a_hard_moment_is_kept_and_answered_and_goes_to_steady_things(
    browser: Browser, notebook: Opened
) -> None:
    naming = {"own-fear": DIE, "next": "/now/choose", "activation": 32 * "a"}
    shown = step(browser, **{**naming, "step": "naming"})
    assert "Saved." in words(shown)
    assert CARD in words(shown)
    assert goes_on(shown) == f"{STEADY}?activation={32 * 'a'}"
    kinds = {type(record).__name__ for record in notebook.journey.records()}
    assert kinds == {"Word", "Naming"}
    assert not list(notebook.journey.standing(SafetyFlag))


def test_a_held_text_with_such_words_is_held_and_not_mended(
    browser: Browser, notebook: Opened
) -> None:
    shown = step(browser, step="hold", text=DIE, minutes="60", next="/now/hold")
    assert goes_on(shown).startswith(STEADY)
    assert [text.text for text in notebook.journey.standing(HeldText)] == [DIE]


def test_after_a_line_the_moment_goes_on_where_it_was(
    browser: Browser, notebook: Opened
) -> None:
    assert goes_on(step(browser, text=DIE)).startswith("/now/after?")
    assert LINE in words(step(browser, text=MOURNS))
    calm = browser.post("/now/note", {"step": "note", "text": CALM})
    assert calm.location.startswith("/now/note?kept=open")
    assert notebook.journey.count() == 3


def test_while_locked_it_is_sealed_and_answered_all_the_same(
    browser: Browser, harbour: Harbour, notebook: Opened
) -> None:
    harbour.lock(notebook)
    shown = step(browser, text=HURT)
    assert "Sealed" in words(shown)
    assert "/crisis#hurt" in card_links(shown)


def test_where_nothing_can_be_kept_people_come_first_and_the_words_stay(
    browser: Browser,
) -> None:
    shown = step(browser, text=f"{DIE}\nAnd more.")
    assert CARD in words(shown)
    assert f"{DIE}\nAnd more." in shown.text
    assert "Saved." not in words(shown)


def test_the_address_tells_nothing_and_answers_once(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    answer = browser.post("/now/note", {"step": "note", "text": DIE})
    path, _, query = answer.location.partition("?")
    assert path == "/now/heard"
    name, _, value = query.partition("=")
    assert name == "told"
    assert len(value) == 16
    assert int(value, 16) >= 0
    assert CARD in browser.get(answer.location).text
    again = browser.get(answer.location)
    assert (again.status, again.location) == (303, "/now/after")


def test_no_number_of_answers_fills_the_memory(browser: Browser, house: House) -> None:
    for _ in range(MOST_WAITING + 5):
        browser.post("/now/note", {"step": "note", "text": DIE})
    assert len(house.heard) == MOST_WAITING


def test_every_kind_leads_to_a_part_that_is_always_on_the_page(
    browser: Browser,
) -> None:
    assert set(PLACES.values()) - {""} <= set(PARTS.values())
    for code in ("", "gb", "gr", "us"):
        browser.post("/crisis/country", {"country": code})
        tags = [told for _, told in browser.get("/crisis").page.tags]
        ids = [told["id"] for told in tags if told.get("id")]
        assert set(PARTS.values()) <= set(ids)
        assert len(ids) == len(set(ids))


# --- what arrives later ---------------------------------------------------------------


@pytest.fixture
def comes_back(
    browser: Browser, harbour: Harbour, clock: SetClock, notebook: Opened
) -> Callable[..., Answer]:
    """Leave words in the box, and unlock some hours later."""
    vault = notebook.owner.hex()

    def turn(text: str, hours: float, *, days_back: int = 0) -> Answer:
        harbour.lock(notebook)
        now = clock.now()
        when = moment(now - timedelta(days=days_back))
        page = Entry(id=new_id(), written_at=now, when=when, text=text)
        box_record(harbour, vault, page)
        clock.go_on(3600 * hours)
        assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
        return browser.get("/")

    return turn


def test_what_comes_out_of_the_box_is_asked_about_once_and_shows_no_stale_card(
    browser: Browser, clock: SetClock, comes_back: Callable[..., Answer]
) -> None:
    clock.set_to(datetime(2026, 3, 4, 1, 30, tzinfo=UTC))
    shown = comes_back(DIE, 9)
    asked = "On Tuesday night you wrote something heavy. How is it now?"
    assert asked in words(shown)
    assert {"/crisis", "/now"} <= set(shown.page.links)
    assert CARD not in shown.text
    assert asked not in words(browser.get("/"))


@pytest.mark.parametrize(
    ("text", "hours", "days_back"),
    [(DIE, 0.5, 0), (CALM, 9, 0), (MOURNS, 9, 0), (DIE, 9, 3)],
    ids=["just now", "calm", "quiet", "back-dated"],
)
def test_what_was_answered_then_or_calm_or_back_dated_is_not_asked_about(
    comes_back: Callable[..., Answer], text: str, hours: float, days_back: int
) -> None:
    assert "something heavy" not in comes_back(text, hours, days_back=days_back).text


def test_by_day_it_is_a_day_and_after_a_week_a_date(
    clock: SetClock, comes_back: Callable[..., Answer]
) -> None:
    clock.set_to(datetime(2026, 3, 4, 14, 0, tzinfo=UTC))
    shown = comes_back(DIE, 9 * 24)
    assert "On Wednesday 4 March 2026 you wrote something heavy." in words(shown)
