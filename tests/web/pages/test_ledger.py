import re
from datetime import date, time

import pytest

from moorings.companion.believing import begin_belief
from moorings.companion.depositing import Done, keep_moment, moments
from moorings.companion.drafting import IN_PLACE, drafts
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId, Side, When
from moorings.library.catalogue import gettext
from tests.web.conftest import PASSPHRASE, Browser

ALL = "/people/ledger"
ADD = f"{ALL}/add"
GAVE = {"what": "deposit-heard", "text": "He listened."}


def told(browser: Browser, path: str = ALL) -> str:
    return " ".join(browser.get(path).page.words.split())


def picked(browser: Browser, path: str) -> dict[str, list[str]]:
    """Give what is ticked in the form of a page."""
    found: dict[str, list[str]] = {}
    for tag, told in browser.get(path).page.tags:
        if tag == "input" and "checked" in told:
            found.setdefault(told["name"] or "", []).append(told["value"] or "")
    return found


def noted(
    opened: Opened, who: str, day: date, side: Side = "deposit", text: str = "rang"
) -> RecordId:
    record, people = new_id(), (name_person(opened, who),)
    keep_moment(opened, record, Done(side, "other", text, people), When(day))
    return record


@pytest.mark.usefixtures("notebook")
def test_an_empty_one_asks_for_nothing_and_has_a_way_in(browser: Browser) -> None:
    assert "Nothing is noted yet." in told(browser)
    assert ADD in browser.get(ALL).page.links


def test_a_moment_is_kept_once_with_its_people_its_day_and_its_beliefs(
    browser: Browser, notebook: Opened
) -> None:
    mira = name_person(notebook, "Mira")
    sent = [
        ("record", "ab" * 16),
        ("what", "deposit-need-met"),
        ("text", "  She <stayed>.\n"),
        ("people", mira),
        ("new_person", "سارة,  Sam "),
        ("date", "2026-02-03"),
        ("time", "21:30"),
        ("against", "everyone-leaves"),
        ("against", "no-such-word"),
        ("supports", "burden"),
    ]
    for _ in range(2):
        assert browser.post(ADD, sent).location == ALL
    [kept] = moments(notebook)
    names = [notebook.journey.people()[each].name for each in kept.people]
    assert names == ["Mira", "سارة", "Sam"]
    assert (kept.side, kept.sort, kept.text) == ("deposit", "need-met", "She <stayed>.")
    assert (kept.when.date, kept.when.time) == (date(2026, 2, 3), time(21, 30))
    assert (kept.against, kept.supports) == (("everyone-leaves",), ("burden",))
    shown = told(browser)
    assert "She <stayed>." in shown
    assert "3 Feb 2026 · Mira, سارة, Sam · A need was met" in shown


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"what": "deposit-heard", "text": " "}, "There are no words here yet."),
        ({"text": "He rang."}, "Choose which of these it was"),
        ({"what": "deposit-loud", "text": "He rang."}, "Choose which of these it was"),
        (
            {"what": "strain-other", "text": "He rang.", "date": "2026-02-30"},
            "not a day",
        ),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_place_and_what_was_typed_stays(
    browser: Browser, notebook: Opened, sent: dict[str, str], said: str
) -> None:
    mira = name_person(notebook, "Mira")
    more = {"people": mira, "new_person": "Sam", "against": "burden"}
    answer = browser.post(ADD, {"record": "ab" * 16, **more, **sent})
    assert answer.status == 422
    assert said in answer.text
    form = answer.page.form(ADD)
    values = {name: value for name, _, value in form.fields}
    assert values["record"] == "ab" * 16
    assert values["text"].strip() == sent["text"].strip()
    assert (values["new_person"], values["date"]) == ("Sam", sent.get("date", ""))
    chosen = [
        v.get("value") for t, v in answer.page.tags if t == "input" and "checked" in v
    ]
    assert {mira, "burden"} <= {*chosen}
    assert moments(notebook) == ()
    assert list(notebook.journey.people()) == [mira]


def test_with_one_person_it_is_listed_on_their_page_and_begun_there(
    browser: Browser, notebook: Opened
) -> None:
    mira = name_person(notebook, "Mira")
    theirs = f"/people/{mira}/ledger"
    assert f"{theirs}/add" in browser.get(theirs).page.links
    assert picked(browser, f"{theirs}/add") == {"people": [mira], "much": [""]}
    assert browser.post(ADD, {**GAVE, "people": mira}).location == theirs
    assert "He listened." in told(browser, theirs)
    browser.post(ADD, {**GAVE, "text": "Somebody else.", "new_person": "Sam"})
    assert "Somebody else." not in told(browser, theirs)
    assert "1 gave · 0 took" in told(browser)


def test_how_much_it_gave_or_took_may_be_said_changed_and_left_open(
    browser: Browser, notebook: Opened
) -> None:
    for much in ("2", "", "9"):
        browser.post(ADD, {**GAVE, "text": f"said {much}", "much": much})
    told = {each.text: each for each in moments(notebook)}
    assert [told[f"said{m}"].much for m in (" 2", "", " 9")] == [2, None, None]
    rated = told["said 2"].id
    path = f"{ALL}/{rated}"
    assert picked(browser, path)["much"] == ["2"]
    browser.post(path, {**GAVE, "replaces": rated, "much": "3"})
    assert {each.much for each in moments(notebook)} == {3, None}
    answer = browser.post(path, {"text": " ", "replaces": rated, "much": "1"})
    assert "1" in {v.get("value") for _, v in answer.page.tags if "checked" in v}


def test_the_page_of_a_belief_leads_here_by_its_record_alone(
    browser: Browser, notebook: Opened
) -> None:
    held = begin_belief(notebook, new_id(), "must-earn")
    shown = browser.get(f"{ALL}/about/{held}")
    against = [v for n, _, v in shown.page.form(ADD).fields if n == "against"]
    assert against[0] == "must-earn"
    assert shown.text.count('<details class="more" open>') == 1
    assert browser.get(f"{ALL}/about/{'ef' * 16}").status == 404


def test_a_moment_can_be_changed_and_keeps_what_it_said_before(
    browser: Browser, notebook: Opened
) -> None:
    record = noted(notebook, "Mira", date(2026, 2, 3), text="Rang.")
    path = f"{ALL}/{record}"
    assert picked(browser, path)["what"] == ["deposit-other"]
    form = browser.get(path).page.form(path)
    sent = {n: v for n, kind, v in form.fields if kind in {"hidden", "date", "time"}}
    sent |= {"text": "Did not ring.", "what": "strain-let-down"}
    for _ in range(2):
        assert browser.post(path, sent).location == ALL
    [kept] = moments(notebook)
    assert (kept.text, kept.sort, kept.people) == ("Did not ring.", "let-down", ())
    assert kept.when.date == date(2026, 2, 3)
    assert len(notebook.journey.versions(record)) == 2
    assert browser.get(path).status == 200
    assert browser.post(path, {**sent, "text": " "}).status == 422


def test_a_moment_is_erased_after_one_more_question(
    browser: Browser, notebook: Opened
) -> None:
    record = noted(notebook, "Mira", date(2026, 2, 3), text="Rang.")
    path = f"{ALL}/{record}"
    assert "Rang." in browser.get(f"{path}/erase").text
    assert len(moments(notebook)) == 1
    [mira] = notebook.journey.people()
    assert browser.post(f"{path}/erase").location == f"/people/{mira}/ledger"
    assert moments(notebook) == ()
    assert [browser.get(p).status for p in (path, f"{path}/erase")] == [404, 404]


def test_another_page_is_no_moment(browser: Browser, notebook: Opened) -> None:
    mira = name_person(notebook, "Mira")
    for path in (f"{ALL}/{mira}", f"{ALL}/{mira}/erase", f"/people/{'cd' * 16}/ledger"):
        assert browser.get(path).status == 404
    assert browser.post(f"{ALL}/{mira}", GAVE).status == 404


def test_nothing_is_drawn_from_too_little_and_no_side_is_left_out(
    browser: Browser, notebook: Opened
) -> None:
    for day in range(1, 5):
        noted(notebook, "Mira", date(2026, 2, day))
    assert "Too early for a picture: it takes 5 moments" in told(browser)
    noted(notebook, "Mira", date(2026, 1, 9), "strain")
    [mira] = notebook.journey.people()
    for path in (ALL, f"/people/{mira}/ledger"):
        shown = browser.get(path)
        assert shown.text.count('class="ledger-given"') == 2
        assert (
            "Noted by you since January 2026. Mira: 4 that gave and 1 that took."
            in (told(browser, path))
        )
        assert "it weighs nobody" in told(browser, path)


def test_where_the_picture_and_the_list_count_different_times_each_says_which(
    browser: Browser, notebook: Opened
) -> None:
    for month in (1, 1, 1, 2, 2):
        noted(notebook, "Mira", date(2026, month, 3))
    noted(notebook, "Mira", date(2021, 5, 1))
    shown = told(browser)
    assert "Noted by you since January 2026. Mira: 5 that gave" in shown
    _, listed = shown.split("With whom, from the first moment on")
    assert "6 gave · 0 took" in listed.split("All moments")[0]


def test_while_a_flag_stands_the_picture_rests_and_the_words_stay(
    browser: Browser, notebook: Opened
) -> None:
    for month in (1, 1, 1, 2, 2):
        noted(notebook, "Mira", date(2026, month, 3))
    raise_flag(notebook)
    shown = browser.get(ALL)
    assert "The picture is resting today." in shown.text
    assert 'class="ledger"' not in shown.text
    assert "rang" in shown.text


def test_words_of_danger_bring_people_on_the_next_page(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    sent = {"what": "strain-other", "text": "I want to kill myself."}
    answer = browser.post(ADD, sent)
    assert 'data-heard="crisis"' in browser.get(answer.location).text


def test_what_is_sent_while_locked_is_put_aside_and_not_lost(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    vault = notebook.owner.hex()
    harbour.lock(notebook)
    assert browser.post(ADD, {"record": "ab" * 16, **GAVE}).status == 401
    [aside] = drafts(harbour.find(harbour.unlock(vault, PASSPHRASE)))
    assert (aside.form, aside.fields["text"]) == (IN_PLACE, "He listened.")


def test_forty_people_and_far_too_many_moments_are_folded_and_bounded(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(210):
        who = f"Person {number % 40}"
        noted(
            notebook,
            who,
            date(2026, 1 + number // 40 % 2, 1 + number % 28),
            text=f"n{number}",
        )
    shown = browser.get(ALL)
    assert "180 earlier ones" in shown.text
    assert "10 still earlier ones are kept and not listed." in told(browser)
    assert "Everybody else" in shown.text
    assert len(re.findall(r'class="ledger-water"', shown.text)) == 6


def test_a_moment_with_a_crowd_names_a_few_of_them(
    browser: Browser, notebook: Opened
) -> None:
    crowd = tuple(name_person(notebook, f"Person {number}") for number in range(40))
    keep_moment(
        notebook,
        new_id(),
        Done("deposit", "heard", "They sang.", crowd),
        When(date(2026, 1, 2)),
    )
    assert "Person 0, Person 1, Person 2, Person 3, 36 others" in told(browser)
    with_one = told(browser, f"/people/{crowd[0]}/ledger")
    assert "Person 1, Person 2, Person 3, Person 4, 35 others" in with_one


def test_people_lead_to_it(browser: Browser, notebook: Opened) -> None:
    mira = name_person(notebook, "Mira")
    assert ALL in browser.get("/people").page.links
    assert f"/people/{mira}/ledger" in browser.get(f"/people/{mira}").page.links
    assert gettext("What was given, what was taken") in told(browser, "/people")
