"""Together, the private check before it, and help for one's own force."""

import re

import pytest

from moorings.companion.assessing import UNDER_18
from moorings.companion.choosing import choose
from moorings.companion.guarding import lift_flag, raise_flag, standing
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import check_of, keep_check, say_age
from moorings.companion.wording import add_word
from moorings.companion.writing import name_person
from moorings.journey.records import PrivateCheck
from tests.web.conftest import PASSPHRASE, PORT, Browser

HUB, CHECK = "/people/together", "/people/together/check"
ALONE, HELP = f"{CHECK}/alone", f"{HUB}/help"
NO = {"afraid": "no", "force": "no"}
FOR_TWO = ("statement", "listening", "time-out", "promises", "repair")


def told(browser: Browser, path: str) -> str:
    return " ".join(browser.get(path).page.words.split())


def answers(opened: Opened) -> list[str]:
    return [each.answer for each in opened.journey.standing(PrivateCheck)]


def first_rows(browser: Browser) -> list[str]:
    """Give the rooms that stand there before anything is unfolded."""
    head = browser.get(HUB).text.partition("<main")[2].partition("<details")[0]
    return re.findall(rf'<a class="whole" href="({HUB}/[a-z-]+)"', head)


# --- the rooms ------------------------------------------------------------------------


def test_people_lead_to_it_and_it_leads_back(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    assert HUB in browser.get("/people").page.links
    assert "/people" in browser.get(HUB).page.links


@pytest.mark.usefixtures("notebook")
def test_it_says_what_one_person_alone_may_expect(browser: Browser) -> None:
    shown = told(browser, HUB)
    assert "people felt better afterwards, and whether the bond did was not" in shown
    assert "a friend, a parent, a sister, a flatmate" in shown


@pytest.mark.usefixtures("notebook")
def test_the_single_and_the_bereaved_find_something_of_their_own(
    browser: Browser,
) -> None:
    shown = browser.get(HUB).text.partition("If there is nobody just now")[2]
    for path in (f"{HUB}/both-and", f"{HUB}/check-up", "/write/unsent"):
        assert path in shown


def test_before_the_check_what_is_ones_own_stands_first_and_the_rest_is_resting(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    assert first_rows(browser) == [f"{HUB}/both-and", f"{HUB}/check-up"]
    shown = browser.get(HUB)
    assert "Some of this rests today." in shown.text
    for room in FOR_TWO:
        assert f"{HUB}/{room}" in shown.page.links
    assert CHECK in shown.page.links


def test_after_the_check_the_rooms_for_two_stand_first_once_used_or_suggested(
    browser: Browser, notebook: Opened
) -> None:
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    shown = told(browser, HUB)
    assert "rests today" not in shown
    assert first_rows(browser) == [
        f"{HUB}/{room}" for room in ("statement", "listening", "both-and")
    ]
    assert CHECK in browser.get(HUB).page.links
    sent = {"sheet": "time-out-agreement", "q-sign": "Kettle."}
    browser.post("/practise/pages/time-out-agreement", sent)
    assert f"{HUB}/time-out" in first_rows(browser)


def looks(browser: Browser) -> str:
    return browser.get(HUB).text


def test_whatever_the_check_led_to_the_page_looks_as_if_it_was_never_answered(
    browser: Browser, notebook: Opened
) -> None:
    ida = name_person(notebook, "Ida")
    unanswered = looks(browser)
    say_age(notebook, under_18=False)
    assert looks(browser) == unanswered
    for person in (ida, None):
        keep_check(notebook, new_id(), "afraid", person)
        assert looks(browser) == unanswered
        lift_flag(notebook, person)
    keep_check(notebook, new_id(), "force")
    assert looks(browser) == unanswered
    keep_check(notebook, new_id(), "clear")
    assert looks(browser) != unanswered
    raise_flag(notebook, ida)
    assert looks(browser) == unanswered


def test_under_18_there_are_no_rooms_for_adults(
    browser: Browser, notebook: Opened
) -> None:
    keep_check(notebook, new_id(), "clear")
    choose(notebook, {UNDER_18: "yes"})
    links = browser.get(HUB).page.links
    assert not {f"{HUB}/rebuild", f"{HUB}/with"} & set(links)
    assert f"{HUB}/statement" in links
    choose(notebook, {UNDER_18: "no"})
    assert {f"{HUB}/rebuild", f"{HUB}/with"} <= set(browser.get(HUB).page.links)


# --- the check ------------------------------------------------------------------------


def test_it_is_for_when_one_is_alone_and_not_now_keeps_nothing(
    browser: Browser, notebook: Opened
) -> None:
    before = notebook.mark
    shown = browser.get(CHECK)
    assert "Answer when you are alone" in shown.text
    assert {HUB, ALONE} <= set(shown.page.links)
    assert browser.get(ALONE).status == browser.get(HUB).status == 200
    assert notebook.mark == before


def test_the_question_about_age_comes_once_and_first(
    browser: Browser, notebook: Opened
) -> None:
    assert [f.action for f in browser.get(ALONE).page.forms if "age" in f.action] == [
        "/way/start/age"
    ]
    sent = {"under-18": "yes", "back": ALONE}
    assert browser.post("/way/start/age", sent).location == ALONE
    shown = browser.get(ALONE)
    assert ALONE in [form.action for form in shown.page.forms]
    assert "/crisis#youth" in shown.page.links
    say_age(notebook, under_18=False)
    assert "/crisis#youth" not in browser.get(ALONE).page.links


@pytest.mark.parametrize(
    ("sent", "leads", "kept"),
    [
        ({}, HUB, ["clear"]),
        ({"afraid": "yes"}, "/safety", ["afraid"]),
        ({"force": "yes"}, HELP, ["force"]),
        ({"afraid": "yes", "force": "yes"}, "/safety", ["afraid", "force"]),
    ],
)
def test_each_answer_leads_on_and_is_kept_once(
    browser: Browser,
    notebook: Opened,
    sent: dict[str, str],
    leads: str,
    kept: list[str],
) -> None:
    say_age(notebook, under_18=False)
    fields = browser.get(ALONE).page.form(ALONE).fields
    hidden = {name: value for name, kind, value in fields if kind == "hidden"}
    for _ in range(2):
        assert browser.post(ALONE, {**hidden, **NO, **sent}).location == leads
    assert answers(notebook) == kept


def test_a_yes_can_be_about_one_person_and_no_name_of_a_question_is_kept(
    browser: Browser, notebook: Opened
) -> None:
    ida, bo = name_person(notebook, "Ida"), name_person(notebook, "Bo")
    keep_check(notebook, new_id(), "clear")
    sent = {"afraid": "yes", "force": "yes", "afraid_of": ida, "force_with": bo}
    browser.post(ALONE, sent)
    assert check_of(notebook, ida) == "afraid"
    assert check_of(notebook, bo) == "force"
    assert standing(notebook).flagged == {ida}
    unknown = {**NO, "afraid": "yes", "afraid_of": "cd" * 16}
    assert browser.post(ALONE, unknown).status == 400


def test_without_an_answer_to_both_nothing_is_kept_and_what_was_ticked_stays(
    browser: Browser, notebook: Opened
) -> None:
    say_age(notebook, under_18=False)
    ida = name_person(notebook, "Ida")
    sent = {"record": "ab" * 16, "afraid": "yes", "afraid_of": ida}
    answer = browser.post(ALONE, sent)
    assert answer.status == 422
    assert "Choose one of the two" in answer.text
    ticked = [
        (t.get("name"), t.get("value")) for _, t in answer.page.tags if "checked" in t
    ]
    assert ticked == [("afraid", "yes"), ("afraid_of", ida), ("force_with", "")]
    assert ("record", "hidden", "ab" * 16) in answer.page.form(ALONE).fields
    assert answers(notebook) == []


def test_what_is_sent_while_locked_is_kept_nowhere(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    vault = notebook.owner.hex()
    harbour.lock(notebook)
    assert browser.post(ALONE, {**NO, "afraid": "yes"}).status == 401
    again = harbour.unlock(vault, PASSPHRASE)
    assert answers(harbour.find(again)) == []
    browser.cookies[f"moorings-{PORT}"] = again
    assert browser.get(ALONE).status == 200


def test_what_a_person_answered_holds_after_locking_and_unlocking(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    browser.post(ALONE, {**NO, "afraid": "yes"})
    vault = notebook.owner.hex()
    harbour.lock(notebook)
    again = harbour.unlock(vault, PASSPHRASE)
    browser.cookies[f"moorings-{PORT}"] = again
    assert check_of(harbour.find(again)) == "afraid"
    assert "Some of this rests today." in told(browser, HUB)


# --- help for one's own force ---------------------------------------------------------


def test_help_is_plain_names_no_unchecked_line_and_says_how_to_find_one(
    browser: Browser, notebook: Opened
) -> None:
    add_word(notebook, "feeling", "grey")
    shown = told(browser, HELP)
    assert "Leave the way to the door free" in shown
    assert "a programme for people who use violence at home" in shown
    assert "0808 802 4040" not in shown
    assert {"/crisis", "/crisis#harm", HUB} <= set(browser.get(HELP).page.links)


def test_help_shows_the_lines_for_it_of_the_chosen_country(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    assert "tel:116123" not in browser.get(HELP).page.links
    browser.post("/crisis/country", {"country": "gb"})
    shown = browser.get(HELP)
    assert "tel:116123" in shown.page.links
    assert "Domestic Abuse" not in shown.text
