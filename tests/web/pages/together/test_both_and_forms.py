"""The forms of an act and of a request: kept, changed, refused, and never lost."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from moorings.companion.balancing import acts
from moorings.companion.drafting import IN_PLACE, drafts
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.requesting import requests
from moorings.companion.together import keep_check
from moorings.companion.valuing import values
from moorings.companion.writing import name_person
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

HERE = "/people/together/both-and"
VALUES, ACTS, ASKS = (f"{HERE}/{name}" for name in ("values", "acts", "asks"))
MUSIC = {"text": "music", "importance": "9", "lived": "3"}
SWIM = {"text": "Swim on Tuesday."}
LIFT = {"text": "A lift to town", "size": "2"}


def told(browser: Browser, path: str = HERE) -> str:
    """Read a page as it stands, one piece apart from the next."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", browser.get(path).text)).split())


def opens(opened: Opened) -> None:
    keep_check(opened, new_id(), "clear")


def picked(browser: Browser, path: str) -> list[tuple[str | None, str | None]]:
    tags = browser.get(path).page.tags
    return [(v["name"], v["value"]) for t, v in tags if t == "input" and "checked" in v]


def test_a_shared_act_is_kept_once_with_its_people_and_its_week(
    browser: Browser, notebook: Opened
) -> None:
    ida = name_person(notebook, "Ida")
    opens(notebook)
    assert ("week", "2026-02-23") in picked(browser, f"{ACTS}/ours")
    sent = [
        ("record", "ab" * 16),
        ("text", " Soup <on> Sunday. "),
        ("people", ida),
        ("people", "ef" * 16),
        ("value", "ef" * 16),
        ("week", "2026-03-02"),
    ]
    for _ in range(2):
        assert browser.post(f"{ACTS}/ours", sent).location == HERE
    [act] = acts(notebook)
    assert (act.belongs, act.text) == ("ours", "Soup <on> Sunday.")
    assert (act.people, act.value, act.when.date) == ((ida,), None, date(2026, 3, 2))
    assert "Soup <on> Sunday. next week · Ida" in told(browser)


def test_it_is_told_whether_it_came_about_and_told_otherwise(
    browser: Browser, notebook: Opened
) -> None:
    browser.post(f"{ACTS}/mine", SWIM)
    [act] = acts(notebook)
    path = f"{ACTS}/{act.id}"
    assert "Did it come about?" in told(browser, path)
    assert browser.post(f"{path}/done", {"done": "loudly"}).location == path
    for said, words, sentence in (
        ("no", "not that week", "It did not happen that week."),
        ("yes", "happened", "It happened."),
    ):
        for _ in range(2):
            browser.post(f"{path}/done", {"record": new_id(), "done": said})
        assert acts(notebook)[0].done == said
        assert sentence in told(browser, path)
        assert f"Swim on Tuesday. {words}" in told(browser)
    assert len(notebook.journey.versions(act.id)) == 3


def test_an_act_is_changed_and_an_old_week_is_still_among_the_choices(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    browser.post(f"{VALUES}/new", MUSIC)
    [value] = values(notebook)
    browser.post(f"{ACTS}/mine", {**SWIM, "value": value.id, "week": "nonsense"})
    clock.set_to(clock.moment + timedelta(60))
    [act] = acts(notebook)
    path = f"{ACTS}/{act.id}"
    assert {*picked(browser, path)} == {("week", "2026-02-23"), ("value", value.id)}
    assert "week of 23 Feb 2026" in told(browser, path)
    sent = {"record": "ab" * 16, "text": "Sing.", "week": "2026-04-27"}
    for _ in range(2):
        assert browser.post(path, sent).location == HERE
    [act] = acts(notebook)
    assert (act.text, act.when.date, act.value) == ("Sing.", date(2026, 4, 27), None)
    assert browser.post(path, {"text": " "}).status == 422
    assert len(notebook.journey.versions(act.id)) == 2


def test_an_act_whose_value_was_erased_stands_by_itself(
    browser: Browser, notebook: Opened
) -> None:
    browser.post(f"{VALUES}/new", MUSIC)
    [value] = values(notebook)
    browser.post(f"{ACTS}/mine", {**SWIM, "value": value.id})
    browser.post(f"{VALUES}/{value.id}/erase")
    shown = told(browser, f"{ACTS}/{acts(notebook)[0].id}")
    assert "Of my own · this week" in shown
    assert "music" not in shown


def test_letting_go_can_be_undone_from_the_next_page(
    browser: Browser, notebook: Opened
) -> None:
    browser.post(f"{ACTS}/mine", SWIM)
    path = f"{ACTS}/{acts(notebook)[0].id}"
    assert browser.post(f"{path}/let-go").location == HERE
    shown = browser.get(HERE)
    assert "Let go." in shown.text
    assert f"{path}/take-up" in [form.action for form in shown.page.forms]
    assert browser.get(path).status == 404
    assert browser.post(f"{path}/take-up").location == path
    assert "It stands again." in told(browser, path)
    assert browser.post(f"{path}/erase").location == HERE
    assert acts(notebook) == ()


@pytest.mark.parametrize(
    ("path", "sent", "said"),
    [
        (f"{ACTS}/mine", {"text": " "}, "Write what it is, in a few words."),
        (f"{ACTS}/mine", {"text": "q" * 301}, "That is 301 letters"),
        (f"{ASKS}/new", {**LIFT, "text": ""}, "Write what you ask for"),
        (f"{ASKS}/new", {"text": "A lift"}, "Choose how large it is."),
        (f"{ASKS}/new", {**LIFT, "size": "4"}, "Choose how large it is."),
        (f"{ASKS}/new", {**LIFT, "size": "0"}, "Choose how large it is."),
        (f"{ASKS}/new", {**LIFT, "text": "q" * 301}, "That is 301 letters"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(
    browser: Browser, notebook: Opened, path: str, sent: dict[str, str], said: str
) -> None:
    answer = browser.post(path, {"record": "ab" * 16, "place": path, **sent})
    assert answer.status == 422
    assert said in answer.text
    fields = answer.page.form(path).fields
    typed = {n: v.strip() for n, k, v in fields if k not in {"radio", "checkbox"}}
    assert (typed["record"], typed["text"]) == ("ab" * 16, sent["text"].strip())
    assert (acts(notebook), requests(notebook)) == ((), ())


def test_help_is_asked_for_and_what_was_said_is_told_as_it_was(
    browser: Browser, notebook: Opened
) -> None:
    ida = name_person(notebook, "Ida")
    opens(notebook)
    sent = {"record": "ab" * 16, **LIFT, "person": ida}
    for _ in range(2):
        assert browser.post(f"{ASKS}/new", sent).location == HERE
    assert "A lift to town For Ida. No answer is noted yet." in (told(browser))
    [asked] = requests(notebook)
    path = f"{ASKS}/{asked.id}"
    assert {("size", "2"), ("person", ida), ("answer", "")} <= {*picked(browser, path)}
    more = {**LIFT, "person": ida, "answer": "not-yet", "line": " I felt warm. "}
    assert browser.post(path, more).location == HERE
    assert "You asked Ida. The answer was “not yet”." in told(browser)
    shown = told(browser, path)
    assert "I felt warm." in shown
    assert browser.post(path, {**more, "line": "q" * 401}).status == 422
    assert browser.post(f"{path}/erase").location == HERE
    assert requests(notebook) == ()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", "They said yes."),
        ("no", "They said no."),
        ("not-yet", "They said “not yet”."),
    ],
)
def test_without_a_name_it_can_be_asked_whatever_rests(
    browser: Browser, notebook: Opened, answer: str, said: str
) -> None:
    name_person(notebook, "Ida")
    shown = browser.get(f"{ASKS}/new").page.form(f"{ASKS}/new")
    assert "person" not in [name for name, _, _ in shown.fields]
    browser.post(f"{ASKS}/new", {**LIFT, "answer": answer})
    [asked] = requests(notebook)
    assert (asked.person, asked.answer) == (None, answer)
    assert f"You asked. {said}" in told(browser)


def test_somebody_with_whom_it_rests_keeps_nothing_and_loses_no_word(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    opens(notebook)
    clock.go_on(60)
    jo = name_person(notebook, "Jo")
    for path, sent in (
        (f"{ACTS}/ours", {"text": "Soup.", "people": jo}),
        (f"{ASKS}/new", {**LIFT, "person": jo}),
    ):
        answer = browser.post(path, {"place": path, **sent})
        assert answer.status == 422
        assert "This rests today, so nothing was kept." in answer.text
        fields = answer.page.form(path).fields
        assert sent["text"] in [v.strip() for n, _, v in fields if n == "text"]
    assert (acts(notebook), requests(notebook)) == ((), ())


def test_a_request_that_names_somebody_rests_with_them_and_can_be_erased(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    ida = name_person(notebook, "Ida")
    opens(notebook)
    browser.post(f"{ASKS}/new", {**LIFT, "person": ida, "line": "Warm."})
    [asked] = requests(notebook)
    path = f"{ASKS}/{asked.id}"
    clock.set_to(clock.moment + timedelta(100))
    shown = browser.get(path)
    assert "This rests today." in shown.text
    assert "Warm." in shown.text
    assert path not in [form.action for form in shown.page.forms]
    refused = browser.post(path, {**LIFT, "answer": "yes", "line": "A ride home."})
    assert refused.status == 422
    assert "This rests today, so nothing was kept." in refused.text
    assert "A ride home." in refused.text
    assert browser.post(f"{path}/erase").location == HERE


def test_only_those_with_whom_it_is_open_are_offered(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    ida = name_person(notebook, "Ida")
    opens(notebook)
    clock.go_on(60)
    jo = name_person(notebook, "Jo")
    for path in (f"{ACTS}/ours", f"{ASKS}/new"):
        shown = browser.get(path).text
        assert f'value="{ida}"' in shown
        assert f'value="{jo}"' not in shown


def test_words_of_danger_bring_people_on_the_next_page(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    danger = "I want to kill myself."
    for path, sent in (
        (f"{ACTS}/mine", {"text": danger}),
        (f"{ASKS}/new", {**LIFT, "line": danger}),
        (f"{VALUES}/new", {**MUSIC, "text": danger}),
    ):
        answer = browser.post(path, sent)
        assert 'data-heard="crisis"' in browser.get(answer.location).text


@pytest.mark.parametrize(
    ("place", "action", "sent"),
    [
        (f"{VALUES}/new", f"{VALUES}/new", MUSIC),
        (f"{ACTS}/mine", f"{ACTS}/mine", SWIM),
        (f"{ASKS}/new", f"{ASKS}/new", {**LIFT, "line": "Warm."}),
    ],
)
def test_what_is_sent_while_locked_stands_there_again(
    browser: Browser,
    notebook: Opened,
    harbour: Harbour,
    place: str,
    action: str,
    sent: dict[str, str],
) -> None:
    vault = notebook.owner.hex()
    harbour.lock(notebook)
    assert browser.post(action, {"place": place, **sent}).status == 401
    token = harbour.unlock(vault, PASSPHRASE)
    [aside] = drafts(harbour.find(token))
    assert (aside.form, aside.fields["text"]) == (IN_PLACE, sent["text"])
    browser.cookies[next(iter(browser.cookies))] = token
    shown = browser.get(place)
    assert sent["text"] in shown.text
    assert "This was begun and not kept yet." in shown.text


def test_what_was_begun_on_a_page_of_its_own_stands_there_again(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    browser.post(f"{VALUES}/new", MUSIC)
    browser.post(f"{ACTS}/mine", SWIM)
    browser.post(f"{ASKS}/new", LIFT)
    [value], [act], [asked] = values(notebook), acts(notebook), requests(notebook)
    begun = {
        f"{VALUES}/{value.id}": {**MUSIC, "text": "Quince jam"},
        f"{ACTS}/{act.id}": {"text": "Quince jam"},
        f"{ASKS}/{asked.id}": {**LIFT, "line": "Quince jam"},
    }
    vault = notebook.owner.hex()
    harbour.lock(notebook)
    for path, sent in begun.items():
        browser.post(path, {"record": new_id(), "place": path, **sent})
    browser.cookies[next(iter(browser.cookies))] = harbour.unlock(vault, PASSPHRASE)
    for path in begun:
        assert "Quince jam" in browser.get(path).text
