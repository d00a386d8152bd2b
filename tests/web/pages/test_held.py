import html
from collections.abc import Callable
from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.holding import held_text, hold
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import HeldText, RecordId
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

HERE = "/write/held"
CARD = "A text you held until"
OFFERS = ("Places you may want to look at", "Say it in four small parts")

Holding = Callable[..., RecordId]


@pytest.fixture
def holding(notebook: Opened) -> Holding:
    def keep(
        text: str = "You never call.", minutes: int = 60, *, unwanted: bool = False
    ) -> RecordId:
        now, record = notebook.now(), new_id()
        until = now + timedelta(minutes=minutes)
        hold(
            notebook,
            HeldText(
                id=record,
                written_at=now,
                when=moment(now),
                text=text,
                until=until,
                to="Sam",
                unwanted=unwanted,
            ),
        )
        return record

    return keep


@pytest.fixture
def later(
    browser: Browser, harbour: Harbour, notebook: Opened, clock: SetClock
) -> Callable[[int], Opened]:
    """Let minutes go by, after which the notebook is unlocked again."""

    def go_on(minutes: int) -> Opened:
        clock.go_on(60 * minutes)
        token = harbour.unlock(notebook.owner.hex(), PASSPHRASE)
        browser.cookies[f"moorings-{PORT}"] = token
        return harbour.find(token)

    return go_on


def has(answer: Answer, words: str) -> bool:
    return words in " ".join(html.unescape(answer.page.words).split())


def test_where_nothing_is_held_the_list_says_how_it_could_be(
    browser: Browser, notebook: Opened
) -> None:
    assert notebook.journey.count() == 0
    assert HERE in browser.get("/write").page.links
    assert has(browser.get(HERE), "Nothing waits here.")


def test_what_waits_says_until_when_and_what_has_come_stands_first(
    browser: Browser, holding: Holding, later: Callable[[int], Opened]
) -> None:
    short, long = holding("short", 10), holding("long", 120)
    later(30)
    shown = browser.get(HERE)
    links = [link for link in shown.page.links if link.startswith(f"{HERE}/")]
    assert links == [f"{HERE}/{short}", f"{HERE}/{long}"]
    assert has(shown, "Sam · Its time came at 12:10, 1 Mar 2026.")
    assert has(shown, "Sam · Waits until 14:00, 1 Mar 2026: 1 h 30 min left.")


def test_a_held_text_shows_its_words_its_marks_and_what_may_become_of_it(
    browser: Browser, holding: Holding
) -> None:
    shown = browser.get(f"{HERE}/{holding()}")
    for words in ("You never call.", "“You never”", *OFFERS, "Let it wait longer"):
        assert has(shown, words), words
    for words in (
        "I did not send it",
        "I sent it in other words",
        "I sent it as it is",
    ):
        assert has(shown, words)
    assert "rules.en.json" in shown.text


def test_other_words_are_kept_and_the_first_stay(
    browser: Browser, notebook: Opened, holding: Holding
) -> None:
    record = holding()
    path = f"{HERE}/{record}"
    again = browser.post(path, {"record": new_id(), "text": " ", "to": "Sam"})
    assert again.status == 422
    typed = {"record": new_id(), "text": "Could you call?", "to": "Mira"}
    assert browser.post(path, typed).location == path
    held = held_text(notebook, record)
    assert (held.text.text, held.text.to) == ("Could you call?", "Mira")
    assert "“You never”" not in html.unescape(browser.get(path).text)
    assert len(notebook.journey.versions(record)) == 2


@pytest.mark.parametrize("text", ["Could you call?", ""])
def test_a_need_said_in_parts_is_kept_under_the_words(
    browser: Browser, notebook: Opened, holding: Holding, text: str
) -> None:
    record = holding()
    parts = {"feel": "alone", "when": "it is late", "need": "five minutes"}
    typed = {"record": new_id(), "text": text, "to": ""} | parts
    assert browser.post(f"{HERE}/{record}", typed).status == 303
    kept = held_text(notebook, record).text.text
    assert kept.startswith(text)
    assert all(part in kept for part in parts.values())
    again = typed | {"record": new_id(), "text": kept}
    assert browser.post(f"{HERE}/{record}", again).status == 303
    assert held_text(notebook, record).text.text == kept


def test_words_changed_while_locked_are_not_lost(
    browser: Browser, holding: Holding, later: Callable[[int], Opened]
) -> None:
    record = holding()
    fields = {name: v for name, _, v in form_of(browser, record)}
    later(0)
    browser.post("/lock")
    typed = fields | {"text": "Could you call?"}
    assert browser.post(f"{HERE}/{record}", typed).status == 401
    later(0)
    draft = browser.get(f"/write/draft/{fields['record']}")
    assert has(draft, "Could you call?")


def form_of(browser: Browser, record: RecordId) -> list[tuple[str, str, str]]:
    return browser.get(f"{HERE}/{record}").page.form(f"{HERE}/{record}").fields


@pytest.mark.parametrize(
    ("how", "became"),
    [
        ("sent", "Sent as it stood."),
        ("changed", "Sent in other words."),
        ("not-sent", "Not sent."),
    ],
)
def test_a_partial_wait_is_said_as_a_fact(
    browser: Browser, holding: Holding, clock: SetClock, how: str, became: str
) -> None:
    path = f"{HERE}/{holding()}"
    clock.go_on(4 * 60)
    answer = browser.post(f"{path}/end", {"record": new_id(), "how": how})
    assert answer.location == path
    shown = browser.get(path)
    assert has(shown, f"{became} You waited 4 minutes.")
    assert not [words for words in OFFERS if has(shown, words)]
    assert has(browser.get(HERE), became)


def test_a_whole_wait_is_said_and_an_earlier_end_can_be_told(
    browser: Browser, holding: Holding, later: Callable[[int], Opened]
) -> None:
    path = f"{HERE}/{holding()}"
    later(90)
    browser.post(f"{path}/end", {"how": "not-sent"})
    assert has(browser.get(path), "Not sent. You waited until its time: 1 h 30 min.")
    told = {"how": "sent", "date": "2026-03-01", "time": "12:20", "zone": "UTC"}
    browser.post(f"{path}/end", told)
    assert has(browser.get(path), "Sent as it stood. You waited 20 minutes.")
    wrong = {"how": "sent", "date": "2026-02-30"}
    assert browser.post(f"{path}/end", wrong).status == 422
    assert browser.post(f"{path}/end", {"how": "burnt"}).status == 400


def test_it_may_wait_on(browser: Browser, notebook: Opened, holding: Holding) -> None:
    record = holding(minutes=1)
    typed = {"record": new_id(), "minutes": "480"}
    answer = browser.post(f"{HERE}/{record}/longer", typed)
    assert answer.location == f"{HERE}/{record}"
    assert held_text(notebook, record).left == timedelta(hours=8)
    for minutes in ("", "0", "1441"):
        again = browser.post(f"{HERE}/{record}/longer", {"minutes": minutes})
        assert again.status == 400


def test_a_text_nobody_wants_stays_unsent_and_is_not_reworded(
    browser: Browser, holding: Holding, later: Callable[[int], Opened]
) -> None:
    path = f"{HERE}/{holding(unwanted=True)}"
    shown = browser.get(path)
    assert has(shown, "They asked you not to write. It stays here, unsent.")
    for words in (*OFFERS, "I sent it", "Let it wait longer"):
        assert not has(shown, words), words
    later(120)
    assert not has(browser.get("/"), CARD)


def test_a_threat_of_self_harm_brings_people_and_no_rewording(
    browser: Browser, holding: Holding
) -> None:
    text = "You never call. If you leave I will kill myself."
    shown = browser.get(f"{HERE}/{holding(text)}")
    assert 'data-heard="crisis"' in shown.text
    assert not [words for words in OFFERS if has(shown, words)]
    assert has(shown, "You never call.")


def test_while_a_flag_stands_nothing_is_reworded_nor_brought_back(
    browser: Browser, notebook: Opened, holding: Holding, later: Callable[[int], Opened]
) -> None:
    raise_flag(notebook)
    record = holding()
    later(61)
    shown = browser.get(f"{HERE}/{record}")
    assert has(shown, "You never call.")
    assert not [w for w in (*OFFERS, "Let it wait longer") if has(shown, w)]
    longer = browser.post(f"{HERE}/{record}/longer", {"minutes": "10"})
    assert longer.status == 400
    assert not has(browser.get("/"), CARD)


def test_a_text_whose_hour_has_come_stands_on_today_until_one_said_what_became_of_it(
    browser: Browser, holding: Holding, later: Callable[[int], Opened]
) -> None:
    record = holding(minutes=10)
    assert not has(browser.get("/"), CARD)
    later(10)
    shown = browser.get("/")
    assert has(shown, f"{CARD} 12:10")
    assert f"{HERE}/{record}" in shown.page.links
    browser.post(f"{HERE}/{record}/end", {"how": "not-sent"})
    assert not has(browser.get("/"), CARD)


def test_nothing_calls_back_who_has_been_away(
    browser: Browser, holding: Holding, later: Callable[[int], Opened]
) -> None:
    holding()
    later(4 * 1440)
    assert not has(browser.get("/"), CARD)


def test_held_texts_are_found_by_their_kind(browser: Browser, holding: Holding) -> None:
    record = holding("Where were you?")
    answer = browser.post("/write/search", {"words": "", "kind": "held"})
    assert f"/write/{record}" in browser.get(answer.location).page.links


@pytest.mark.usefixtures("notebook")
def test_what_is_not_held_is_not_there(
    browser: Browser, write: Callable[..., str]
) -> None:
    for record in (write("an entry"), new_id(), "x"):
        assert browser.get(f"{HERE}/{record}").status == 404
