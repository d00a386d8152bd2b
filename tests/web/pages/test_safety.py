"""The safety page, the switch, the question after an import, the plan for a night."""

import gzip
import re
from collections.abc import Callable

import pytest

from moorings.companion.boxing import INBOX
from moorings.companion.choosing import choose
from moorings.companion.guarding import SETTING, raise_flag, standing
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.pausing import end_pause, pause
from moorings.companion.planning import plan
from moorings.companion.writing import name_person
from moorings.library.crisis import countries
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

SWITCH, CHECK, PLAN = "/safety/switch", "/safety/check", "/safety/plan"
WRITE = "/safety/plan/write"
CARD = "A question for when you are alone"
PARTS = ("Someone may hurt me", "I may hurt myself", "Someone else is in danger")


def words(answer: Answer) -> str:
    return " ".join(answer.page.words.split())


# --- the page -------------------------------------------------------------------------


def test_it_is_the_same_page_locked_and_open_and_asks_nothing(
    browser: Browser, harbour: Harbour, notebook: Opened
) -> None:
    raise_flag(notebook)
    while_open = browser.get("/safety")
    harbour.lock(notebook)
    assert while_open.body == browser.get("/safety").body
    assert [form.action for form in while_open.page.forms] == ["/leave"]


def test_the_number_of_the_chosen_country_stands_on_top_then_three_parts(
    browser: Browser,
) -> None:
    browser.post("/crisis/country", {"country": "jp"})
    shown = browser.get("/safety")
    dialled = [link for link in shown.page.links if link.startswith("tel:")]
    assert dialled == ["tel:110", "tel:119"]
    headings = re.findall(r"<h[12][^>]*>([^<]+)", shown.text)
    assert headings[0] == "If someone is in danger now, call"
    assert tuple(headings[1:4]) == PARTS
    assert shown.text.index("tel:110") < shown.text.index("<h2")
    links = {"/crisis#talk", "/crisis#hurt", "/crisis#harm", PLAN, SWITCH}
    assert links <= set(shown.page.links)


def test_without_a_country_there_are_many_numbers(browser: Browser) -> None:
    links = browser.get("/safety").page.links
    for country in countries().values():
        if not country.part_of:
            assert f"tel:{country.emergency.numbers[0].digits}" in links


def test_who_has_used_force_finds_help_and_no_words_to_make_up(
    browser: Browser,
) -> None:
    text = words(browser.get("/safety"))
    assert "I have used force, threats, tracking" in text
    part = text[text.index("I have used force") :].split("In your own notebook")[0]
    assert "Nothing here helps to make up for it yet." in part
    for never in ("sorry", "apolog", "I feel", "repair"):
        assert never not in part


def test_nothing_on_it_advises_to_go_or_to_confront(browser: Browser) -> None:
    for path in ("/safety", "/now/unsure", "/now/real"):
        text = words(browser.get(path)).lower()
        for never in ("leave him", "leave her", "confront", "you are safe", "!"):
            assert never not in text
        assert len(gzip.compress(browser.get(path).body)) < 12_000


# --- the switch -----------------------------------------------------------------------


@pytest.mark.parametrize("path", [SWITCH, CHECK, PLAN, WRITE])
def test_only_an_open_notebook_shows_these(
    browser: Browser, harbour: Harbour, notebook: Opened, path: str
) -> None:
    assert browser.get(path).status == 200
    harbour.lock(notebook)
    assert browser.get(path).status == 401


def test_the_switch_rests_rooms_for_one_or_for_nobody_and_only_it_ends_that(
    browser: Browser, notebook: Opened
) -> None:
    sam = name_person(notebook, "Sam")
    for person in ("", sam):
        answer = browser.post(SWITCH, {"how": "rest", "person": person})
        assert (answer.status, answer.location) == (303, SWITCH)
    assert standing(notebook).flagged == {None, sam}
    shown = browser.get(SWITCH)
    lifting = [f for f in shown.page.forms if f.action == SWITCH]
    assert len(lifting) == 2
    # It is folded away behind a word, so that ending it takes a second tap.
    folded = re.findall(r"<details.*?</details>", shown.text, re.DOTALL)
    assert [part.count('value="lift"') for part in folded] == [1, 1]
    browser.post(SWITCH, {"how": "lift", "person": sam})
    assert standing(notebook).flagged == {None}


@pytest.mark.parametrize(
    "fields", [{"how": "rest", "person": 32 * "f"}, {"how": "other"}, {}]
)
def test_what_the_switch_does_not_know_is_refused(
    browser: Browser, notebook: Opened, fields: dict[str, str]
) -> None:
    assert browser.post(SWITCH, fields).status == 400
    assert not standing(notebook).rests


def test_the_word_after_it_tells_nobody_what_was_done(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    browser.post(SWITCH, {"how": "rest", "person": ""})
    assert "Saved." in words(browser.get("/"))
    assert "rest" not in words(browser.get("/")).split("Saved.")[0].lower()


# --- the question after an import -----------------------------------------------------


@pytest.fixture
def asked(notebook: Opened) -> Opened:
    choose(notebook, {SETTING: "ask", "brings": "skipped", "voice": "warm"})
    return notebook


def test_today_asks_until_it_is_answered_and_not_twice_a_day(
    browser: Browser, asked: Opened, clock: SetClock
) -> None:
    shown = browser.get("/")
    assert CARD in words(shown)
    assert CHECK in shown.page.links
    assert "in danger" not in words(shown)
    browser.post(CHECK, {"answer": "later"})
    assert CARD not in words(browser.get("/"))
    assert standing(asked).rests
    clock.set_to(clock.now().replace(day=2))
    assert CARD in words(browser.get("/"))


def test_while_everything_is_paused_today_does_not_ask_and_the_rooms_rest_on(
    browser: Browser, asked: Opened
) -> None:
    pause(asked, None)
    assert CARD not in words(browser.get("/"))
    assert standing(asked).rests
    end_pause(asked)
    assert CARD in words(browser.get("/"))


@pytest.mark.parametrize(
    ("answer", "to", "flagged", "rests"),
    [
        ("no", "/", frozenset(), False),
        ("yes", "/safety", frozenset({None}), True),
        ("unsure", "/", frozenset(), True),
        ("later", "/", frozenset(), True),
    ],
)
def test_only_a_yes_flags_and_only_a_no_opens(
    browser: Browser,
    asked: Opened,
    answer: str,
    to: str,
    *,
    flagged: object,
    rests: bool,
) -> None:
    shown = browser.get(CHECK).page
    assert shown.form(CHECK).kind
    found = browser.post(CHECK, {"answer": answer})
    assert (found.status, found.location) == (303, to)
    assert standing(asked).flagged == flagged
    assert standing(asked).rests is rests


def test_an_export_brought_in_by_page_asks(
    browser: Browser,
    notebook: Opened,
    harbour: Harbour,
    new_browser: Callable[[], Browser],
) -> None:
    raise_flag(notebook)
    browser.post("/write", {"text": "An evening.", "record": 32 * "a"})
    sent = browser.post("/settings/take-out", {"passphrase": PASSPHRASE})
    assert sent.status == 200
    assert b"safety-flag" not in sent.body
    other, fresh = new_browser(), harbour.make(PASSPHRASE, door="other")
    other.cookies[f"moorings-{PORT}"] = fresh.token
    assert other.upload("/settings/bring-in", [("a.json", sent.body)]).status == 200
    assert standing(fresh.opened).ask_first
    assert CARD in words(other.get("/"))


# --- the plan for a dangerous night ---------------------------------------------------


def test_six_questions_are_asked_and_what_was_answered_is_shown_to_print(
    browser: Browser, notebook: Opened
) -> None:
    fields = browser.get(PLAN).page.form(WRITE).fields
    names = [name for name, kind, _ in fields if kind == "textarea"]
    assert names == ["signs", "alone", "places", "people", "safer", "worth"]
    answers = {name: f"{name}\nof mine" for name in names[:3]}
    answer = browser.post(WRITE, {"record": 32 * "a", **answers})
    assert (answer.status, answer.location) == (303, PLAN)
    shown = browser.get(PLAN)
    assert "A print can be found: by whoever lives with you" in words(shown)
    for said in answers.values():
        assert said in shown.text
    assert "What is worth staying for?" not in shown.text
    browser.post(WRITE, {"record": 32 * "b", **answers, "signs": "other"})
    assert "signs\nof mine" in browser.get(PLAN).text.split("What it said before")[1]
    found = plan(notebook)
    assert found is not None
    assert found.signs == "other"


def test_words_typed_while_it_locked_wait_for_the_next_unlock(
    browser: Browser, harbour: Harbour, notebook: Opened
) -> None:
    vault = notebook.owner
    harbour.lock(notebook)
    answer = browser.post(WRITE, {"record": 32 * "a", "worth": "Mira"})
    assert answer.status == 401
    with harbour.reach(vault.hex()) as log:
        assert len(list(log.shelf(vault, INBOX))) == 1
    assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
    shown = browser.get(PLAN).page.form(WRITE)
    assert ("worth", "textarea", "Mira") in [
        (n, k, v.strip()) for n, k, v in shown.fields
    ]


def test_the_public_page_links_to_the_plan_and_holds_none_of_it(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    browser.post(WRITE, {"record": 32 * "a", "worth": "Mira and the dog"})
    assert "Mira" not in browser.get("/safety").text
