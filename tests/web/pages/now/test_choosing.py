import html
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.holding import held_texts
from moorings.companion.opened import Opened
from moorings.companion.responding import staying
from moorings.journey.records import Response
from tests.conftest import SetClock
from tests.web.conftest import Answer, Browser, SentForm

STEADY = "/now/choose/steady"
RESTING = (
    "/now/choose",
    "/now/choose/wait",
    "/now/choose/else",
    "/now/hold",
    "/now/ask",
    "/now/time-out",
    "/now/time-out/away",
    "/now/stay",
)
OPEN = (STEADY, "/now/let-in", "/now/nothing", "/now/hold/waiting")
WAVE = 32 * "a"


def hidden(form: SentForm) -> dict[str, str]:
    return {name: value for name, kind, value in form.fields if kind == "hidden"}


def step(shown: Answer, chosen: str = "", at: str = "/now/note") -> SentForm:
    """Find the form on a page that keeps this choice, or the first of its kind."""
    forms = [form for form in shown.page.forms if form.action == at]
    return next(f for f in forms if not chosen or hidden(f).get("chosen") == chosen)


def has(answer: Answer, words: str) -> bool:
    return words in " ".join(html.unescape(answer.page.words).split())


def last_response(opened: Opened) -> Response:
    found = opened.journey.activation(WAVE)  # type: ignore[arg-type]
    assert found is not None
    return found.responses[-1]


# --- choosing -------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*RESTING[:-1], *OPEN])
def test_every_screen_is_public_calm_and_offers_four_things_at_most(
    browser: Browser, path: str
) -> None:
    shown = browser.get(path)
    assert shown.status == 200
    assert '<body class="calm">' in shown.text
    assert "/crisis" in shown.page.links
    assert {"/now/after", "/now/choose", "/"} & set(shown.page.links)
    assert shown.text.count('class="choice"') <= 4
    assert "!" not in re.sub(r"<!doctype html>|<!--.*?-->", "", shown.text)


@pytest.mark.parametrize(
    ("path", "chosen", "leads"),
    [
        ("/now/choose", "soothe", STEADY),
        ("/now/choose", "ask", "/now/ask"),
        ("/now/choose/wait", "wait", "/now/hold"),
        ("/now/choose/else", "let-in", "/now/let-in"),
        ("/now/choose/else", "nothing", "/now/nothing"),
    ],
)
def test_a_choice_is_kept_with_its_moment_and_leads_to_its_screen(
    browser: Browser, notebook: Opened, path: str, chosen: str, leads: str
) -> None:
    shown = browser.get(f"{path}?activation={WAVE}")
    answer = browser.post("/now/note", hidden(step(shown, chosen)))
    assert answer.location == f"{leads}?activation={WAVE}"
    assert last_response(notebook).chosen == chosen
    assert browser.get(answer.location).status == 200


def test_the_moment_goes_along_from_screen_to_screen(browser: Browser) -> None:
    told = f"?activation={WAVE}"
    links = browser.get(f"/now/choose{told}").page.links
    assert {f"/now/choose/wait{told}", f"/now/choose/else{told}"} <= set(links)
    assert f"/now/time-out{told}" in browser.get(f"/now/choose/wait{told}").page.links


def test_staying_is_hidden_until_an_open_notebook_says_that_it_may_be_offered(
    browser: Browser,
) -> None:
    shown = browser.get("/now/choose/else")
    [stay] = [tag for name, tag in shown.page.tags if tag.get("href") == "/now/stay"]
    assert "hidden" in stay
    assert "data-stay" in stay


def test_while_a_flag_stands_only_steady_things_and_people_are_left(
    browser: Browser, notebook: Opened
) -> None:
    raise_flag(notebook)
    for path in RESTING:
        assert browser.get(path).location == STEADY, path
    for path in OPEN:
        assert browser.get(path).status == 200
    assert not set(RESTING) & set(browser.get(STEADY).page.links)
    stay = {"step": "response", "chosen": "stay", "minutes": "5"}
    assert browser.post("/now/stay", stay).location == STEADY
    assert staying(notebook) is None
    kept = ("sec-fetch-mode", "cors")
    assert "What would help" in browser.get("/now/choose", [kept]).text
    lift_flag(notebook)
    assert browser.get("/now/choose").status == 200


def test_all_of_it_is_kept_for_when_the_program_is_off_and_nothing_of_a_notebook(
    browser: Browser, notebook: Opened
) -> None:
    paths = json.loads(browser.get("/now/shell.json").body)["paths"]
    assert {*RESTING[:-1], *OPEN} <= set(paths)
    assert "/now/stay" not in paths
    assert any(path.endswith("/holding.js") for path in paths)
    raise_flag(notebook)
    assert json.loads(browser.get("/now/shell.json").body)["paths"] == paths


# --- holding --------------------------------------------------------------------------


def test_a_text_is_held_from_a_plain_form(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    shown = browser.get(f"/now/hold?activation={WAVE}")
    typed = {"text": " Where are you?\r\n", "to": "Sam", "minutes": "10"}
    answer = browser.post("/now/note", hidden(step(shown)) | typed)
    assert answer.location == f"/now/hold/waiting?activation={WAVE}"
    [held] = held_texts(notebook)
    assert (held.text.text, held.text.to) == (" Where are you?", "Sam")
    assert (held.left, held.text.activation) == (timedelta(minutes=10), WAVE)
    clock.go_on(600)
    assert held_texts(notebook)[0].state == "ready"


def test_what_is_held_while_locked_comes_in_after_unlock_with_the_wait_it_had(
    browser: Browser, notebook: Opened, harbour: Harbour, clock: SetClock
) -> None:
    harbour.lock(notebook)
    form = step(browser.get("/now/hold"))
    browser.post("/now/note", hidden(form) | {"text": "later", "minutes": "60"})
    clock.go_on(900)
    vault = notebook.owner.hex()
    token = harbour.unlock(vault, "a lamp beside the harbour wall")
    [held] = held_texts(harbour.find(token))
    assert (held.text.text, held.left) == ("later", timedelta(minutes=45))


def look_over(browser: Browser, **typed: str) -> Answer:
    shown = browser.post("/now/hold", {"activation": WAVE, **typed})
    assert shown.status == 200
    return shown


def listed(shown: Answer) -> list[str]:
    """Name the marks that stand on a page, without those its script may show."""
    return re.findall(r'data-kind="([^"]+)"', shown.text.partition("<template>")[0])


def test_without_script_a_text_is_looked_over_and_nothing_is_kept(
    browser: Browser, notebook: Opened
) -> None:
    text = "You never listen.\n\nIf you go, do not bother coming back."
    shown = look_over(browser, text=text, to="Sam")
    assert listed(shown) == ["absolute", "ultimatum", "test"]
    assert has(shown, "“You never”")
    form = step(shown)
    assert hidden(form)["activation"] == WAVE
    typed = {name: value.strip() for name, _, value in form.fields}
    assert (typed["text"], typed["to"]) == (text, "Sam")
    assert held_texts(notebook) == ()


def test_without_script_four_parts_are_put_under_ones_own_words(
    browser: Browser,
) -> None:
    shown = look_over(browser, text="Hello.", feel="small", need="ten minutes")
    text = next(value for name, _, value in step(shown).fields if name == "text")
    assert text.strip() == "Hello.\n\nI feel small. I need ten minutes."


def test_whom_silence_was_asked_of_is_offered_no_rewording(browser: Browser) -> None:
    shown = look_over(browser, text="You never listen.", unwanted="yes")
    assert listed(shown) == []
    assert has(shown, "Then it stays here, unsent.")


def test_a_threat_of_self_harm_brings_people_and_no_rewording(
    browser: Browser,
) -> None:
    text = "You never listen. If you leave I will kill myself."
    shown = look_over(browser, text=text)
    assert listed(shown) == []
    assert 'data-heard="crisis"' in shown.text
    assert "/crisis#talk" in shown.page.links
    assert has(shown, text)


def test_words_on_a_page_are_words(browser: Browser) -> None:
    shown = look_over(browser, text="You never </textarea><script>x</script>")
    assert "<script>x" not in shown.text
    assert listed(shown) == ["absolute"]


# --- asking ---------------------------------------------------------------------------


def test_one_need_is_put_together_and_can_be_kept_with_the_moment(
    browser: Browser, notebook: Opened
) -> None:
    parts = {"feel": "small", "when": "you look away", "need": "a minute"}
    shown = browser.post("/now/ask", {**parts, "activation": WAVE})
    said = "I feel small when you look away. I need a minute."
    assert has(shown, said)
    answer = browser.post("/now/note", hidden(step(shown)))
    assert answer.location == f"/now/choose/wait?activation={WAVE}"
    [page] = notebook.journey.pages()
    assert getattr(page.newest, "text", "") == said


# --- going and coming back ------------------------------------------------------------


def test_a_time_out_is_kept_with_the_hour_of_its_return(
    browser: Browser, notebook: Opened
) -> None:
    shown = browser.get(f"/now/time-out?activation={WAVE}")
    offered = [v for n, _, v in step(shown).fields if n == "minutes"]
    assert {int(each) for each in offered} == {
        *(20, 30, 45, 60, 120, 180, 240, 360, 480, 720, 1440)
    }
    fields = hidden(step(shown)) | {"minutes": "120", "pull": "away"}
    answer = browser.post("/now/note", fields)
    assert answer.location == f"/now/time-out/away?activation={WAVE}"
    kept = last_response(notebook)
    assert kept.chosen == "time-out"
    assert kept.until == notebook.now() + timedelta(hours=2)


def test_a_time_out_says_what_it_is_not(browser: Browser) -> None:
    shown = browser.get("/now/time-out")
    for words in (
        "No messages in between",
        "even if only to name another one",
        "It is never there to punish",
        "More than a day is no time-out",
    ):
        assert has(shown, words)


# --- staying --------------------------------------------------------------------------


def test_one_stays_as_long_as_one_chose_and_only_in_an_open_notebook(
    browser: Browser, notebook: Opened, clock: SetClock, harbour: Harbour
) -> None:
    form = step(browser.get(f"/now/stay?activation={WAVE}"), at="/now/stay")
    answer = browser.post(form.action, hidden(form) | {"minutes": "2"})
    assert answer.location == "/now/stay"
    assert last_response(notebook).until == notebook.now() + timedelta(minutes=2)
    assert has(browser.get("/now/stay"), "Staying until")
    clock.go_on(120)
    assert has(browser.get("/now/stay"), "Stay a little longer")
    harbour.lock(notebook)
    assert browser.get("/now/stay").status == 401


# --- letting someone in ---------------------------------------------------------------


def test_the_pocket_card_stands_where_someone_is_let_in(
    browser: Browser, new_browser: Callable[[], Browser]
) -> None:
    browser.post("/now/yours", [("way", ""), ("line", "Call Ruth")])
    for path in (STEADY, "/now/let-in"):
        assert has(browser.get(path), "Call Ruth")
        assert not has(new_browser().get(path), "Call Ruth")
