"""Every form with words in it: what was typed is there again, and goes once kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, drafts, save_draft
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.holding import hold
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase
from moorings.companion.wording import add_word
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.journey.records import HeldText, RecordId
from moorings.web.listing import draft_line
from tests.rooms import furnished
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

WORDS = "Quittenmarmelade, twice"
SCRIPT = {"form": IN_PLACE, "by": "script"}
BEGUN = "This was begun and not kept yet."


@dataclass(frozen=True)
class Case:
    """A form: where it stands, where it goes, what is typed, what is chosen besides."""

    place: str
    action: str
    words: str
    more: tuple[tuple[str, str], ...] = ()
    typed: str = WORDS


CASES = {
    "a new pattern": Case(
        "/way/patterns/new",
        "/way/patterns/new",
        "title",
        (
            ("feelings", "hurt"),
            ("feelings", "stung"),
            ("does", "I ring."),
            ("own-urge", "to hide"),
        ),
    ),
    "a pattern": Case(
        "/way/patterns/{pattern}/change", "/way/patterns/{pattern}/change", "title"
    ),
    "a new ladder": Case(
        "/practise/ladders/new",
        "/practise/ladders/new",
        "text",
        (("direction", "asking"), ("new_person", "Jo")),
    ),
    "a ladder": Case(
        "/practise/ladders/{ladder}/change",
        "/practise/ladders/{ladder}/change",
        "text",
        (("direction", "uncertainty"),),
    ),
    "a new rung": Case(
        "/practise/ladders/{ladder}",
        "/practise/ladders/{ladder}",
        "text",
        (("hard", "70"),),
    ),
    "a rung": Case(
        "/practise/ladders/rung/{rung}",
        "/practise/ladders/rung/{rung}/change",
        "text",
        (("hard", "90"),),
    ),
    "before a try": Case(
        "/practise/ladders/rung/{rung}/try",
        "/practise/ladders/rung/{rung}/try",
        "text",
        (("likelihood", "80"), ("know", "She says so."), ("minutes", "12")),
    ),
    "before a try, changed": Case(
        "/practise/ladders/try/{try}/change",
        "/practise/ladders/try/{try}/change",
        "text",
        (("likelihood", "20"),),
    ),
    "after a try": Case(
        "/practise/ladders/try/{try}/tell",
        "/practise/ladders/try/{try}/tell",
        "text",
        (("came", "not"), ("learned", "It passes.")),
    ),
    "a new thing of the kit": Case(
        "/practise/kit/new", "/practise/kit/new", "text", (("sense", "smell"),)
    ),
    "a thing of the kit": Case(
        "/practise/kit/{item}/change",
        "/practise/kit/{item}/change",
        "text",
        (("sense", "taste"),),
    ),
    "a song": Case(
        "/practise/kit/song",
        "/practise/kit/song",
        "line",
        (("into-kit", "1"), ("before", "6")),
    ),
    "a new belief": Case("/practise/beliefs", "/practise/beliefs", "own"),
    "a sentence beside a belief": Case(
        "/practise/beliefs/{belief}", "/practise/beliefs/{belief}/sentence", "sentence"
    ),
    "a new moment": Case(
        "/people/ledger/add",
        "/people/ledger/add",
        "text",
        (("what", "strain-unheard"), ("supports", "everyone-leaves")),
    ),
    "a new moment with somebody": Case(
        "/people/{ida}/ledger/add",
        "/people/ledger/add",
        "text",
        (("what", "deposit-heard"), ("people", "{ida}"), ("date", "2026-01-02")),
    ),
    "a new moment about a belief": Case(
        "/people/ledger/about/{belief}",
        "/people/ledger/add",
        "text",
        (("what", "deposit-heard"), ("against", "everyone-leaves")),
    ),
    "a moment": Case(
        "/people/ledger/{moment}",
        "/people/ledger/{moment}",
        "text",
        (("what", "deposit-heard"),),
    ),
    "somebody's name": Case("/people/{ida}", "/people/{ida}", "name"),
    "a word": Case("/way/words", "/way/words", "text", (("part", "urge"),)),
    "a word, said otherwise": Case("/way/words/{word}", "/way/words/{word}", "text"),
    "somebody to look at it with": Case("/way/with", "/way/with", "name"),
    "where it comes from": Case(
        "/way/origin",
        "/way/origin",
        "learned",
        (("because", "nobody said."), ("different", "a key.")),
    ),
    "who the therapist is": Case(
        "/practise/therapy", "/practise/therapy/who", "name", (("person", "{ida}"),)
    ),
    "a sitting": Case(
        "/practise/sitting/five",
        "/practise/sitting/five",
        "minutes",
        (("before", "7"), ("after", "3")),
        typed="17",
    ),
    "a way through the body": Case(
        "/practise/sitting/scan-ten",
        "/practise/sitting/scan-ten",
        "minutes",
        (("before", "7"), ("skipped", "2")),
        typed="12",
    ),
    "a held text": Case(
        "/write/held/{held}",
        "/write/held/{held}",
        "text",
        (("feel", "sad"), ("to", "Jo")),
    ),
}


@pytest.fixture
def ids(notebook: Opened) -> dict[str, str]:
    """Give what the addresses are made of, in a notebook that is furnished."""
    known = furnished(notebook)
    now, when, held = notebook.now(), moment(notebook.now()), new_id()
    learned = {"learned": "That is why I always wait at the window."}
    write_worksheet(notebook, new_id(), "origin", Answered(learned), when)
    until, text = now + timedelta(hours=2), "You never call."
    hold(notebook, HeldText(id=held, written_at=now, when=when, text=text, until=until))
    return {
        "pattern": known["/way/patterns"],
        "ladder": known["/practise/ladders"],
        "rung": known["/practise/ladders/rung"],
        "try": known["/practise/ladders/try/{record}/tell"],
        "item": known["/practise/kit"],
        "belief": known["/practise/beliefs"],
        "moment": known["/people/ledger"],
        "held": held,
        "word": add_word(notebook, "feeling", "saudade"),
        "ida": next(iter(notebook.journey.people())),
    }


@pytest.fixture(params=list(CASES))
def case(request: pytest.FixtureRequest, ids: dict[str, str]) -> Case:
    told = CASES[request.param]
    more = tuple((name, value.format(**ids)) for name, value in told.more)
    place, action = told.place.format(**ids), told.action.format(**ids)
    return Case(place, action, told.words, more, told.typed)


@pytest.fixture
def unlock(browser: Browser, harbour: Harbour) -> Callable[[], Opened]:
    def turn() -> Opened:
        assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
        return harbour.find(browser.cookies[f"moorings-{PORT}"])

    return turn


def filled(browser: Browser, case: Case) -> list[tuple[str, str]]:
    """Fill the form as it stands there, with its hidden fields."""
    form = browser.get(case.place).page.form(case.action)
    hidden = [(name, value) for name, kind, value in form.fields if kind == "hidden"]
    return [*hidden, *case.more, (case.words, case.typed)]


def standing(answer: Answer, case: Case) -> list[tuple[str, str]]:
    """Give what stands in the form: its texts, and what is chosen in it."""
    found: list[tuple[str, str]] = []
    inside = False
    for tag, told in answer.page.tags:
        if tag == "form":
            inside = told.get("action") == case.action
        chosen = "checked" in told or told.get("type") not in {"radio", "checkbox"}
        if inside and tag == "input" and chosen:
            found.append((told.get("name") or "", told.get("value") or ""))
    texts = answer.page.form(case.action).fields
    found += [(n, v.strip()) for n, kind, v in texts if kind == "textarea"]
    return found


def is_there_again(answer: Answer, case: Case) -> None:
    assert BEGUN in answer.text
    found = standing(answer, case)
    assert {*case.more, (case.words, case.typed)} <= {*found}, case


def test_what_is_sent_while_locked_stands_where_it_stood_until_it_is_kept(
    browser: Browser, notebook: Opened, case: Case, unlock: Callable[[], Opened]
) -> None:
    sent, record = filled(browser, case), notebook.owner
    assert browser.post("/lock").status == 303
    for _ in range(2):
        answer = browser.post(case.action, sent)
        assert answer.status == 401
        assert "sealed at once" in answer.text
    leads = [(n, v) for n, _, v in answer.page.form("/unlock").fields if n == "to"]
    assert leads == [("to", case.place)]
    opened = unlock()
    assert opened.owner == record
    assert len(drafts(opened)) == 1
    is_there_again(browser.get(case.place), case)
    kept = browser.post(case.action, [*filled(browser, case)])
    assert kept.status == 303, kept.text
    assert drafts(opened) == ()
    assert BEGUN not in browser.get(case.place).text


def test_what_is_typed_is_saved_meanwhile_and_can_be_let_go(
    browser: Browser, notebook: Opened, case: Case
) -> None:
    typed = [*filled(browser, case), *SCRIPT.items()]
    for _ in range(2):
        assert browser.post("/write/draft", typed).status == 200
    shown = browser.get(case.place)
    is_there_again(shown, case)
    [draft] = drafts(notebook)
    assert f'data-draft="{IN_PLACE}"' in shown.text
    let_go = f"/write/draft/{draft.id}/let-go"
    assert let_go in shown.page.links
    assert browser.post(let_go, typed).location == case.place
    assert drafts(notebook) == ()
    assert case.typed not in dict(standing(browser.get(case.place), case)).values()


def test_it_is_listed_among_what_was_left_with_its_words_and_a_way_on(
    browser: Browser, notebook: Opened, case: Case
) -> None:
    browser.post("/write/draft", [*filled(browser, case), *SCRIPT.items()])
    [draft] = drafts(notebook)
    path = f"/write/draft/{draft.id}"
    assert draft_line(draft).lines == case.typed
    assert path in browser.get("/write").page.links
    shown = browser.get(path)
    assert case.typed in shown.text
    assert case.place in shown.page.links
    assert browser.post(f"{path}/let-go").location == "/write"
    assert drafts(notebook) == ()


def test_nothing_of_what_is_sealed_is_readable_while_locked(
    browser: Browser, notebook: Opened, harbour: Harbour, case: Case
) -> None:
    sent = filled(browser, case)
    browser.post("/lock")
    assert browser.post("/write/draft", [*sent, *SCRIPT.items()]).status == 202
    for file in (harbour.folder / notebook.owner.hex()).iterdir():
        assert b"Quitten" not in file.read_bytes()


def test_a_form_without_a_word_is_not_sealed(browser: Browser, case: Case) -> None:
    sent = [(n, v) for n, v in filled(browser, case) if n in {"record", "place"}]
    browser.post("/lock")
    answer = browser.post(case.action, sent)
    assert answer.status == 401
    assert "sealed at once" not in answer.text


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("place", ["", "/", "//elsewhere.example", "https://x.example"])
def test_a_draft_that_belongs_nowhere_is_refused(browser: Browser, place: str) -> None:
    typed = {"record": 32 * "a", "text": WORDS, "place": place} | SCRIPT
    assert browser.post("/write/draft", typed).status == 400


def test_what_is_bad_is_said_and_the_draft_waits_until_it_is_kept(
    browser: Browser, notebook: Opened
) -> None:
    place, record = "/people/ledger/add", new_id()
    typed = {"record": record, "place": place, "text": WORDS}
    browser.post("/write/draft", typed | SCRIPT)
    again = browser.post(place, typed)
    assert again.status == 422
    assert WORDS in again.text
    assert f'name="place" value="{place}"' in again.text
    assert [draft.id for draft in drafts(notebook)] == [record]
    assert browser.post(place, typed | {"what": "deposit-heard"}).status == 303
    assert drafts(notebook) == ()


def test_what_some_answers_may_describe_is_not_hidden_by_another_draft(
    browser: Browser, notebook: Opened
) -> None:
    typed = {"place": "/way/patterns/new", "title": WORDS, "source": "one"}
    save_draft(notebook, new_id(), IN_PLACE, typed)
    assert WORDS in browser.get("/way/patterns/new").text
    assert WORDS in browser.get("/way/patterns/new?from=one").text
    assert WORDS not in browser.get("/way/patterns/new?from=two").text


def test_an_idea_for_a_rung_is_not_hidden_by_a_draft(
    browser: Browser, notebook: Opened, ids: dict[str, str]
) -> None:
    path = f"/practise/ladders/{ids['ladder']}"
    save_draft(notebook, new_id(), IN_PLACE, {"place": path, "text": WORDS})
    links = browser.get(path).page.links
    idea = next(link for link in links if "?idea=" in link)
    assert WORDS in browser.get(path).text
    assert WORDS not in browser.get(idea.partition("#")[0]).text


def test_where_a_room_rests_the_words_are_still_in_reach(
    browser: Browser, notebook: Opened, ids: dict[str, str]
) -> None:
    place = f"/practise/ladders/rung/{ids['rung']}/try"
    record = new_id()
    save_draft(notebook, record, IN_PLACE, {"place": place, "text": WORDS})
    raise_flag(notebook, RecordId(ids["ida"]))
    assert WORDS not in browser.get(place).text
    assert WORDS in browser.get(f"/write/draft/{record}").text


def test_what_is_erased_takes_along_what_was_typed_at_its_address(
    notebook: Opened, ids: dict[str, str]
) -> None:
    place = f"/practise/kit/{ids['item']}/change"
    save_draft(notebook, new_id(), IN_PLACE, {"place": place, "text": WORDS})
    erase(notebook, RecordId(ids["moment"]))
    assert len(drafts(notebook)) == 1
    erase(notebook, RecordId(ids["item"]))
    assert drafts(notebook) == ()


@pytest.mark.parametrize(
    "place",
    ["/practise/ladders/new", "/practise/ladders/{ladder}", "{rung}/try"],
)
def test_the_belief_that_is_to_be_tested_is_kept_with_what_was_typed(
    browser: Browser, notebook: Opened, ids: dict[str, str], place: str
) -> None:
    rung = f"/practise/ladders/rung/{ids['rung']}"
    place = place.format(ladder=ids["ladder"], rung=rung)
    asked = f"{place}?for={ids['belief']}"
    assert carried(browser.get(asked)) == [ids["belief"]]
    typed = {"place": place, "text": WORDS, "for": ids["belief"]}
    save_draft(notebook, new_id(), IN_PLACE, typed)
    shown = browser.get(place)
    assert "a part of me believes" in shown.page.words
    assert carried(shown) == [ids["belief"]]


def carried(answer: Answer) -> list[str]:
    """Give the beliefs that forms carry along, as what is to be tested."""
    fields = [each for form in answer.page.forms for each in form.fields]
    return [value for name, _, value in fields if name == "for"]


def test_a_starting_point_that_has_no_place_any_more_is_put_aside(
    browser: Browser, notebook: Opened
) -> None:
    record = new_id()
    sent = {"record": record, "place": "/way/origin", "learned": WORDS}
    assert browser.post("/way/origin", sent).location == "/way/origin"
    [draft] = drafts(notebook)
    assert draft.form == "entry"
    assert WORDS in browser.get(f"/write/draft/{record}").text
