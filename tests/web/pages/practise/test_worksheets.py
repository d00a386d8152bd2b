"""Pages of questions in the browser: kept, read, changed, erased; and while locked."""

import re

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import drafts
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check
from moorings.companion.worksheets import worksheet, worksheets
from moorings.journey.records import Rating
from moorings.library.worksheets import sheets
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

HERE = "/practise/pages"
NAMES = tuple(sheets())


def sent(browser: Browser, path: str, **fields: str) -> Answer:
    form = browser.get(path).page.form(path)
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    return browser.post(path, {**hidden, **fields})


@pytest.mark.parametrize("name", NAMES)
def test_every_worksheet_has_a_field_for_each_question(
    browser: Browser, notebook: Opened, name: str
) -> None:
    keep_check(notebook, new_id(), "clear")
    page = browser.get(f"{HERE}/{name}").page
    fields = {field for field, _, _ in page.form(f"{HERE}/{name}").fields}
    for question in sheets()[name].fields:
        new = f"q-{question.id}-new" if question.kind == "person" else ""
        assert {f"q-{question.id}", new} & fields, question.id


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("path", ["/no-such-page", "/slip/" + 32 * "0"])
def test_what_is_not_there_is_not_found(browser: Browser, path: str) -> None:
    assert browser.get(HERE + path).status == 404


def test_one_answer_is_kept_and_shown_with_words_for_the_way(
    browser: Browser, notebook: Opened
) -> None:
    answer = sent(browser, f"{HERE}/honest-distance", **{"q-feel": "Cold, then cross."})
    assert answer.status == 303
    kept = worksheet(notebook, "honest-distance")
    assert kept is not None
    assert answer.location == f"{HERE}/honest-distance/{kept.id}"
    shown = browser.get(answer.location).page
    assert "Cold, then cross." in shown.words
    assert "Kept." in shown.words
    assert "/way/honest" in shown.links


def test_it_stands_in_the_form_again_and_the_earlier_version_below(
    browser: Browser, notebook: Opened
) -> None:
    sent(browser, f"{HERE}/honest-distance", **{"q-feel": "Cold."})
    assert "Cold." in browser.get(f"{HERE}/honest-distance").page.words
    answer = sent(browser, f"{HERE}/honest-distance", **{"q-feel": "Cross."})
    words = browser.get(answer.location).page.words
    assert words.index("Cross.") < words.index("Cold.")
    assert len(worksheets(notebook, "honest-distance")) == 1


def test_ticks_numbers_people_and_days_are_kept_as_such(
    browser: Browser, notebook: Opened
) -> None:
    sent(browser, f"{HERE}/honest-distance", **{"q-poles": "toward"})
    sent(browser, f"{HERE}/therapy-check", **{"q-heard": "0", "q-note": "Short."})
    sent(browser, f"{HERE}/therapy-session", **{"q-person-new": "Dr Hahn"})
    sent(browser, f"{HERE}/letter", **{"q-read-on": "2026-06-01", "q-letter": "Dear"})
    poles = worksheet(notebook, "honest-distance")
    check = worksheet(notebook, "therapy-check")
    session = worksheet(notebook, "therapy-session")
    letter = worksheet(notebook, "letter")
    assert poles is not None
    assert check is not None
    assert session is not None
    assert letter is not None
    assert poles.chosen == {"poles": ("toward",)}
    assert check.numbers == {"heard": 0}
    assert [notebook.journey.people()[p].name for p in session.people] == ["Dr Hahn"]
    assert letter.answers["read-on"] == "2026-06-01"


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("name", "field", "typed", "told"),
    [
        ("letter", "q-read-on", "the 31st of June", "31st of June"),
        ("therapy-check", "q-heard", "11", "whole number from 0 to 10"),
        ("therapy-check", "q-heard", "9" * 5_000, "whole number from 0 to 10"),
        ("slip", "q-happened", "  ", ""),
    ],
)
def test_what_cannot_be_is_said_and_stays_in_its_field(
    browser: Browser, name: str, field: str, typed: str, told: str
) -> None:
    extra = {"slip": {}, "letter": {"q-letter": "Dear me"}, "therapy-check": {}}[name]
    answer = sent(browser, f"{HERE}/{name}", **{field: typed}, **extra)
    assert answer.status == 422
    assert told in answer.page.words
    if name == "letter":
        assert typed in answer.text
        assert "Dear me" in answer.text


def test_an_option_that_is_none_is_not_kept(browser: Browser, notebook: Opened) -> None:
    answer = sent(browser, f"{HERE}/honest-distance", **{"q-poles": "sideways"})
    assert answer.status == 422
    assert worksheet(notebook, "honest-distance") is None


def test_one_of_several_is_changed_and_erased(
    browser: Browser, notebook: Opened
) -> None:
    for words in ("One.", "Two."):
        sent(browser, f"{HERE}/slip", **{"q-happened": words})
    listed = browser.get(f"{HERE}/slip").page
    first = next(w for w in worksheets(notebook, "slip") if "One." in str(w.answers))
    path = f"{HERE}/slip/{first.id}"
    assert path in listed.links
    answer = sent(browser, f"{path}/change", **{"q-happened": "One, told again."})
    words = browser.get(answer.location).page.words
    assert "One, told again." in words
    assert "One." in words
    assert browser.post(f"{answer.location}/erase").location == "/practise/recommit"
    assert [w.answers["happened"] for w in worksheets(notebook, "slip")] == ["Two."]


def test_while_locked_the_answers_are_sealed_and_wait_in_the_form(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    path = f"{HERE}/recommit-plan"
    form = browser.get(path).page.form(path)
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    browser.post("/lock")
    locked = browser.post(path, {**hidden, "q-signs": "I stop answering."})
    assert locked.status == 401
    assert "I stop answering." not in locked.text
    token = harbour.unlock(notebook.owner.hex(), PASSPHRASE)
    browser.cookies[f"moorings-{PORT}"] = token
    shown = browser.get(path)
    assert "I stop answering." in shown.text
    assert "not kept yet" in shown.text
    opened = harbour.find(token)
    assert sent(browser, path, **{"q-signs": "I stop answering."}).status == 303
    assert drafts(opened) == ()
    assert worksheet(opened, "recommit-plan") is not None


def test_what_a_kept_page_was_being_changed_to_waits_at_that_page_and_is_no_new_one(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    kept = sent(browser, f"{HERE}/slip", **{"q-happened": "One."}).location
    form = browser.get(f"{kept}/change").page.form(f"{kept}/change")
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    browser.post("/lock")
    locked = browser.post(f"{kept}/change", {**hidden, "q-happened": "One, and more."})
    assert locked.status == 401
    token = harbour.unlock(notebook.owner.hex(), PASSPHRASE)
    browser.cookies[f"moorings-{PORT}"] = token
    assert "One, and more." not in browser.get(f"{HERE}/slip").text
    shown = browser.get(f"{kept}/change")
    assert "One, and more." in shown.text
    assert "not kept yet" in shown.text
    told = {n: v for n, kind, v in shown.page.form(f"{kept}/change").fields if v}
    assert browser.post(f"{kept}/change", told).status == 303
    opened = harbour.find(token)
    assert [w.answers["happened"] for w in worksheets(opened, "slip")] == [
        "One, and more."
    ]
    assert drafts(opened) == ()


def test_what_was_begun_at_a_kept_page_can_be_let_go_and_it_stays_as_it_was(
    browser: Browser, notebook: Opened
) -> None:
    kept = sent(browser, f"{HERE}/slip", **{"q-happened": "One."}).location
    record = {"record": 32 * "a", "form": "worksheet", "by": "script"}
    changing = {"sheet": "slip", "changing": kept.rpartition("/")[2]}
    browser.post("/write/draft", record | changing | {"q-happened": "Other."})
    assert "Other." in browser.get(f"{kept}/change").text
    assert browser.post(f"{HERE}/slip/let-go", changing).location == f"{kept}/change"
    assert "Other." not in browser.get(f"{kept}/change").text
    assert drafts(notebook) == ()


def test_what_is_typed_is_saved_as_a_draft_and_can_be_let_go(
    browser: Browser, notebook: Opened
) -> None:
    path = f"{HERE}/origin"
    record = {"record": 32 * "a", "form": "worksheet", "by": "script"}
    typed = record | {"sheet": "origin", "q-learned": "Ask nobody."}
    assert browser.post("/write/draft", typed).status == 200
    assert "Ask nobody." in browser.get(path).text
    assert "Ask nobody." not in browser.get("/write").text
    assert browser.post(f"{path}/let-go").location == path
    assert "Ask nobody." not in browser.get(path).text
    assert drafts(notebook) == ()


@pytest.mark.usefixtures("notebook")
def test_a_draft_of_no_worksheet_is_refused(browser: Browser) -> None:
    typed = {"record": 32 * "a", "form": "worksheet", "sheet": "nothing", "q-x": "y"}
    assert browser.post("/write/draft", typed).status == 400


def test_words_of_danger_bring_people_and_are_kept_all_the_same(
    browser: Browser, notebook: Opened
) -> None:
    told = {"q-happened": "I want to kill myself tonight."}
    answer = sent(browser, f"{HERE}/slip", **told)
    shown = browser.get(answer.location).text
    assert 'data-heard="crisis"' in shown
    assert worksheets(notebook, "slip")


def test_what_rests_asks_nothing_and_keeps_what_was_written_in_reach(
    browser: Browser, notebook: Opened
) -> None:
    kept = sent(browser, f"{HERE}/origin", **{"q-learned": "Ask nobody."})
    assert kept.location == "/way/origin"
    far = Rating(
        id=new_id(),
        written_at=notebook.now(),
        activation=new_id(),
        when=moment(notebook.now()),
        intensity=8,
        scale="unreal",
    )
    notebook.keep(far)
    page = browser.get(f"{HERE}/origin").page
    assert "This rests today." in page.words
    assert not [form for form in page.forms if form.action == f"{HERE}/origin"]
    [path] = [link for link in page.links if link.startswith(f"{HERE}/origin/")]
    assert "Ask nobody." in browser.get(path).page.words


def test_under_a_flag_the_therapist_and_a_pen_stay(
    browser: Browser, notebook: Opened
) -> None:
    raise_flag(notebook)
    for name in ("therapy-rupture", "slip", "recommit-plan"):
        assert "This rests today." not in browser.get(f"{HERE}/{name}").text


@pytest.mark.usefixtures("notebook")
def test_about_ties_a_page_to_a_record(browser: Browser) -> None:
    record = 32 * "c"
    shown = browser.get(f"{HERE}/slip?about={record}").text
    assert re.search(rf'name="about" value="{record}"', shown)
