import re
from datetime import timedelta

import pytest

from moorings.companion.believing import (
    Felt,
    begin_belief,
    begin_own,
    beliefs,
    rate_belief,
    ratings,
    say_instead,
)
from moorings.companion.clock import moment
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import name_person
from moorings.journey.records import Rating, RecordId, Side, When
from tests.conftest import SetClock
from tests.web.conftest import Browser

HERE = "/practise/beliefs"
LEAVE = "everyone-leaves"


def told(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


@pytest.fixture
def belief(notebook: Opened) -> RecordId:
    return begin_belief(notebook, new_id(), LEAVE)


def rated(opened: Opened, of: RecordId, *strengths: int, sentence: int = 50) -> None:
    for strength in strengths:
        felt = Felt(strength, sentence)
        rate_belief(opened, new_id(), of, felt, moment(opened.now()))


def noted(opened: Opened, text: str, side: Side = "deposit", days: int = 0) -> RecordId:
    day = moment(opened.now()).date - timedelta(days)
    against, supports = ((LEAVE,), ()) if side == "deposit" else ((), (LEAVE,))
    people = (name_person(opened, "Mira"),)
    record = new_id()
    done = Done(side, "other", text, people, against, supports)
    keep_moment(opened, record, done, When(day))
    return record


def test_the_six_are_offered_and_one_of_them_is_looked_at_once(
    browser: Browser, notebook: Opened
) -> None:
    form = browser.get(HERE).page.form(HERE)
    named = [value for name, _, value in form.fields if name == "belief"]
    assert len(named) == 6
    sent = {"record": "ab" * 16, "belief": "burden"}
    first = browser.post(HERE, sent).location
    assert first == f"{HERE}/{'ab' * 16}"
    assert browser.post(HERE, sent).location == first
    assert browser.post(HERE, {"belief": "burden"}).location == first
    assert [each.belief for each in beliefs(notebook)] == ["burden"]
    assert "I am a burden" in told(browser, first)


def test_one_in_own_words_becomes_a_word_of_ones_own(
    browser: Browser, notebook: Opened
) -> None:
    answer = browser.post(HERE, {"own": "whoever <knows>   me goes quiet"})
    assert answer.status == 303
    assert "Whoever <knows> me goes quiet" in told(browser, answer.location)
    [held] = beliefs(notebook)
    assert browser.post(HERE, {"own": "Whoever <knows> me goes quiet"}).status == 303
    assert [each.id for each in beliefs(notebook)] == [held.id]


@pytest.mark.usefixtures("notebook")
def test_nothing_chosen_is_asked_once_more(browser: Browser) -> None:
    answer = browser.post(HERE, {"own": "  "})
    assert answer.status == 422
    assert "Choose one of these, or write one down." in answer.text


def test_a_word_nobody_knows_is_not_looked_at(
    browser: Browser, notebook: Opened
) -> None:
    assert browser.post(HERE, {"belief": "no-such-word"}).status == 404
    assert beliefs(notebook) == ()


def test_a_rating_is_kept_once_with_the_place_in_the_body(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    path = f"{HERE}/{belief}"
    sent = {"record": "cd" * 16, "strength": "70", "body": "chest-tight"}
    for _ in range(2):
        assert browser.post(f"{path}/rate", sent).location == path
    [kept] = ratings(notebook, belief)
    assert (kept.strength, kept.alternative) == (70, None)
    shown = told(browser, path)
    assert "70 of 100, on 1 Mar 2026" in shown
    assert "In the body: a tight chest." in shown


@pytest.mark.parametrize("typed", ["", "101", "70.5", "x", "-1"])
def test_without_a_number_it_is_asked_again_and_what_was_picked_stays(
    browser: Browser, notebook: Opened, belief: RecordId, typed: str
) -> None:
    say_instead(notebook, new_id(), belief, "Some stayed.")
    sent = {"strength": typed, "alternative": "40", "body": "chest-tight"}
    answer = browser.post(f"{HERE}/{belief}/rate", sent)
    assert answer.status == 422
    assert "Choose a number for how true it feels" in answer.text
    picked = [
        t["value"] for tag, t in answer.page.tags if tag == "input" and "checked" in t
    ]
    assert picked == ["40", "chest-tight"]
    assert ratings(notebook, belief) == ()


def test_a_sentence_stands_beside_it_and_can_be_changed_and_taken_away(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    path = f"{HERE}/{belief}"
    rated(notebook, belief, 80)
    for sentence in ("Some people <stayed>.", "Two of them stayed.", ""):
        form = browser.get(path).page.form(f"{path}/sentence")
        sent = {n: v for n, _, v in form.fields} | {"sentence": sentence}
        for _ in range(2):
            assert browser.post(f"{path}/sentence", sent).location == path
        [held] = beliefs(notebook)
        assert (held.id, held.alternative) == (belief, sentence)
    assert len(notebook.journey.versions(belief)) == 4


@pytest.mark.parametrize(("felt", "asks"), [(20, True), (30, False)])
def test_one_that_is_hard_to_believe_is_asked_to_be_smaller_until_it_changes(
    browser: Browser, notebook: Opened, clock: SetClock, felt: int, *, asks: bool
) -> None:
    of = begin_belief(notebook, new_id(), LEAVE)
    say_instead(notebook, new_id(), of, "Some stayed.")
    clock.go_on(60)
    rated(notebook, of, 80, sentence=felt)
    assert ("A smaller sentence may be one" in told(browser, f"{HERE}/{of}")) is asks
    clock.go_on(60)
    say_instead(notebook, new_id(), beliefs(notebook)[0].version, "One stayed.")
    assert "A smaller sentence" not in told(browser, f"{HERE}/{of}")


def test_a_word_without_exception_is_asked_about_and_kept(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    say_instead(notebook, new_id(), belief, "I am Enough for everyone.")
    shown = told(browser, f"{HERE}/{belief}")
    assert "Does “Enough”, “everyone” leave room" in shown
    assert "I am Enough for everyone." in shown


def test_both_sides_stand_with_their_counts_their_days_and_their_people(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    for days in range(6):
        noted(notebook, f"stayed {days}", days=days)
    other = noted(notebook, "went", "strain", 9)
    shown = told(browser, f"{HERE}/{belief}")
    assert "What speaks against it 6" in shown
    assert "What speaks for it 1" in shown
    assert "2 earlier ones" in shown
    assert "20 Feb 2026 · Mira" in shown
    links = browser.get(f"{HERE}/{belief}").page.links
    assert f"/people/ledger/{other}" in links
    assert f"/people/ledger/about/{belief}" in links


def test_it_leads_to_three_minutes_to_the_body_and_to_a_ladder(
    browser: Browser, belief: RecordId
) -> None:
    links = browser.get(f"{HERE}/{belief}").page.links
    ways = ["a-part-believes", "belief-in-the-body", f"ladders?for={belief}"]
    assert [each for each in links if each in {f"/practise/{w}" for w in ways}] == [
        f"/practise/{way}" for way in ways
    ]


def test_a_picture_needs_three_ratings_and_says_how_little_one_says(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    path = f"{HERE}/{belief}"
    rated(notebook, belief, 80, 60)
    shown = browser.get(path)
    assert "2 ratings so far. Too early to tell: it takes 3." in told(browser, path)
    assert "belief-dot" not in shown.text
    rated(notebook, belief, 70)
    shown = browser.get(path)
    assert 'class="belief"' in shown.text
    assert "A single rating moves a lot" in shown.text
    assert "80 of 100 at first and 70 at last, between 60 and 80; 3 ratings" in told(
        browser, path
    )


def test_a_rating_and_the_whole_of_it_can_be_erased_after_one_more_question(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    rated(notebook, belief, 80, 60)
    path, first = f"{HERE}/{belief}", ratings(notebook, belief)[0].id
    asked = browser.get(f"{HERE}/rating/{first}/erase")
    assert "80 of 100" in asked.text
    assert len(ratings(notebook, belief)) == 2
    assert browser.post(f"{HERE}/rating/{first}/erase").location == path
    assert [each.strength for each in ratings(notebook, belief)] == [60]
    assert browser.get(f"{HERE}/rating/{first}/erase").status == 404
    assert browser.post(f"{HERE}/rating/{first}/erase").status == 404
    assert "People always leave" in browser.get(f"{path}/erase").text
    assert browser.post(f"{path}/erase").location == HERE
    assert (beliefs(notebook), ratings(notebook, belief)) == ((), ())
    assert browser.get(path).status == 404


def test_words_of_danger_bring_people_on_the_next_page(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    del notebook
    sent = {"sentence": "I want to kill myself."}
    answer = browser.post(f"{HERE}/{belief}/sentence", sent)
    assert 'data-heard="crisis"' in browser.get(answer.location).text


def test_while_it_rests_it_looks_like_any_room_that_rests(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    notebook.keep(
        Rating(
            id=new_id(),
            written_at=notebook.now(),
            activation=new_id(),
            when=moment(notebook.now()),
            intensity=8,
            scale="unreal",
        )
    )
    for path in (HERE, f"{HERE}/{belief}"):
        shown = told(browser, path)
        assert "This rests today." in shown
        assert "People always leave" not in shown
        assert not re.search("unreal|far away", shown)


def test_far_too_many_are_folded_and_bounded(
    browser: Browser, notebook: Opened, belief: RecordId
) -> None:
    for number in range(30):
        begin_own(notebook, new_id(), f"belief {number} of too many")
    for number in range(130):
        noted(notebook, f"moment {number}", days=number)
    rated(notebook, belief, *(number % 101 for number in range(120)))
    assert "Belief 0 of too many" in told(browser)
    shown = browser.get(f"{HERE}/{belief}")
    assert shown.text.count('class="belief-dot"') == 101
    assert shown.text.count("moment ") == 100
