"""Something to say: put together, read first, kept, said, left, and resting."""

import pytest

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.stating import (
    Stated,
    keep_statement,
    statements,
)
from moorings.companion.together import keep_check, say_age
from moorings.companion.wording import add_word
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId, Word
from moorings.library.statement import Parts
from tests.web.conftest import Answer, Browser

ALL = "/people/together/statement"
NEW = f"{ALL}/new"
SENT = {
    "record": "ab" * 16,
    "own-theirs": "you were tired",
    "feelings": "lonely",
    "own-feeling": "like a coat on a hook",
    "own-situation": "no word comes after ten",
    "because": "then I think the worst",
    "own-request": "one line when it gets late",
}
SAID = (
    "I can see why you were tired. I feel lonely and like a coat on a hook when no "
    "word comes after ten because then I think the worst. I would like one line when "
    "it gets late."
)
RESTS = "This rests today"
LOOK = "Places you may want to look at"


@pytest.fixture
def mira(notebook: Opened) -> RecordId:
    """Name somebody with whom everything is open."""
    person = name_person(notebook, "Mira")
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    return person


def told(answer: Answer) -> str:
    return " ".join(answer.page.words.split())


def picked(answer: Answer) -> list[str | None]:
    return [
        each.get("value")
        for tag, each in answer.page.tags
        if tag == "input" and "checked" in each
    ]


def typed(answer: Answer, action: str) -> dict[str, str]:
    fields = answer.page.form(action).fields
    plain = {name: value.strip() for name, kind, value in fields if kind != "radio"}
    return {name: value for name, value in plain.items() if name != "feelings"}


def kept(opened: Opened, person: RecordId | None = None, **parts: str) -> str:
    record, words = new_id(), Parts(**({"feeling": "sad"} | parts))
    keep_statement(opened, record, Stated(words, person), moment(opened.now()))
    return f"{ALL}/{record}"


def test_an_empty_room_is_no_reproach_and_has_a_way_in(
    browser: Browser, notebook: Opened
) -> None:
    keep_check(notebook, new_id(), "clear")
    shown = browser.get(ALL)
    assert "Nothing is put into words yet." in told(shown)
    assert NEW in shown.page.links
    assert "For nobody in particular." in told(browser.get(NEW))


def test_it_is_kept_once_and_written_back_as_sentences(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    for _ in range(2):
        answer = browser.post(NEW, {**SENT, "person": mira})
        assert answer.location == f"{ALL}/{SENT['record']}"
    [found] = statements(notebook)
    assert found.person == mira
    assert found.feeling == "lonely, like a coat on a hook"
    shown = browser.get(answer.location)
    assert SAID in told(shown)
    assert "For Mira" in told(shown)
    assert LOOK not in told(shown)
    assert "Before you say it" in told(shown)
    assert "/practise/rehearse" in shown.page.links
    listed = told(browser.get(ALL))
    assert "Not said yet" in listed
    assert "Mira · " in listed


def test_it_can_be_read_first_and_then_nothing_is_kept(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    sent = {**SENT, "person": mira, "look": "yes", "because": "you never call"}
    answer = browser.post(NEW, sent | {"own-request": "never leave me"})
    assert answer.status == 200
    assert "This is how it reads" in told(answer)
    assert "“you never” “Always” and “never” are seldom" in told(answer)
    assert "Nobody could keep this every day" in told(answer)
    again = typed(answer, NEW)
    assert again["own-feeling"] == SENT["own-feeling"]
    assert again["because"] == "you never call"
    assert {mira, "lonely"} <= {*picked(answer)}
    assert statements(notebook) == ()


def test_what_may_be_looked_at_is_asked_and_may_stay(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    long = "and then it went on and on " * 7
    path = kept(notebook, mira, because=f"You always leave. {long}", feeling="like you")
    shown = told(browser.get(path))
    assert LOOK in shown
    assert "Each of them may stay as it is." in shown
    assert "More than forty words" in shown
    assert "No request yet" in shown
    assert f"{path}/change#of-because" in browser.get(path).page.links
    assert "“You always”" in told(browser.get(f"{path}/change"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"record": "ab" * 16, "feelings": "no-such"}, "There are no words here yet."),
        ({**SENT, "own-request": "x" * 301}, "That is 301 letters, and 300 fit here."),
        ({**SENT, "own-feeling": "x" * 201}, "201 letters"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    browser: Browser, notebook: Opened, mira: RecordId, sent: dict[str, str], said: str
) -> None:
    answer = browser.post(NEW, {**sent, "person": mira, "unwanted": "yes"})
    assert answer.status == 422
    assert said in told(answer)
    again = typed(answer, NEW)
    assert again["own-request"] == sent.get("own-request", "")
    assert again["record"] == sent["record"]
    assert {mira, "yes"} <= {*picked(answer)}
    assert statements(notebook) == ()


def test_words_of_ones_own_can_be_chosen(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    own = add_word(notebook, "feeling", "like fog")
    browser.post(NEW, {**SENT, "feelings": own, "own-feeling": "", "person": mira})
    [found] = statements(notebook)
    assert found.feeling == "like fog"
    changing = browser.get(f"{ALL}/{found.id}/change")
    assert {own, mira} <= {*picked(changing)}


def test_a_word_with_nothing_in_it_that_a_file_brought_is_not_offered(
    browser: Browser, notebook: Opened
) -> None:
    before = browser.get(NEW)
    now = notebook.now()
    notebook.keep(Word(id=new_id(), written_at=now, part="feeling", text=""))
    answer = browser.get(NEW)
    assert answer.status == 200
    assert len(answer.page.words) == len(before.page.words)


def test_it_can_be_changed_and_what_it_said_before_stays(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    path = kept(notebook, mira, feeling="sad, afraid, like lead")
    form = browser.get(f"{path}/change")
    assert {"sad", "afraid", mira} <= {*picked(form)}
    again = typed(form, f"{path}/change")
    assert again["own-feeling"] == "like lead"
    sent = {**again, "person": mira, "feelings": "sad", "own-feeling": ""}
    for _ in range(2):
        answer = browser.post(f"{path}/change", sent)
    shown = told(browser.get(answer.location))
    assert "I feel sad." in shown
    assert "What it said before" in shown
    assert "I feel sad, afraid and like lead." in shown
    [found] = statements(notebook)
    assert len(notebook.journey.versions(found.id)) == 2
    assert browser.post(f"{path}/change", {**sent, "feelings": ""}).status == 422


def test_it_was_said_and_what_came_back_is_kept(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    path = kept(notebook, mira)
    sent = {"record": "cd" * 16, "own-answer": "Not yet."}
    for _ in range(2):
        answer = browser.post(path, sent)
    shown = browser.get(answer.location)
    assert "You said it." in told(shown)
    assert typed(shown, answer.location)["own-answer"] == "Not yet."
    assert "What it said before" not in told(shown)
    assert "Said" in told(browser.get(ALL))
    again = browser.post(path, {"own-answer": "x" * 2001})
    assert again.status == 422
    assert "x" * 2001 in again.text
    assert browser.get(f"{path}/change").location
    assert browser.post(f"{path}/open").location
    assert "Before you say it" in told(browser.get(path))


def test_it_can_be_left_taken_up_and_erased(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    path = kept(notebook, mira)
    answer = browser.post(f"{path}/left")
    assert "You left it here." in told(browser.get(answer.location))
    assert "Left here" in told(browser.get(ALL))
    browser.post(f"{path}/open")
    assert "Not said yet" in told(browser.get(ALL))
    assert browser.post(f"{path}/burn").status == 404
    assert browser.post(f"{path}/erase").location == ALL
    assert statements(notebook) == ()
    assert browser.get(path).status == 404


def test_far_too_many_are_folded_and_bounded(
    browser: Browser, notebook: Opened, mira: RecordId
) -> None:
    for number in range(203):
        kept(notebook, mira, feeling=f"word {number}")
    shown = told(browser.get(ALL))
    assert "192 earlier ones" in shown
    assert "3 still earlier ones are kept and not listed." in shown
