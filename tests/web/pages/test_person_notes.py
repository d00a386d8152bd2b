"""What somebody did: noted, read, changed, erased; how steady it was; at rest."""

import html
from datetime import UTC, date, datetime, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.drafting import IN_PLACE, drafts, save_draft
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.person_noting import Seen, keep_note, notes
from moorings.companion.practising import keep_simple
from moorings.companion.together import keep_check
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId, When
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

ALL = "/people/notes"
ADD = f"{ALL}/add"
RANG = {"aspect": "kept-word", "often": "often", "text": "Rang at <six>."}
RESTS = "This rests today."
NIGHT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
WANT = "/practise/pages/what-i-want-here"


@pytest.fixture
def ida(notebook: Opened) -> RecordId:
    return name_person(notebook, "Ida")


def read(browser: Browser, path: str) -> str:
    return " ".join(html.unescape(browser.get(path).page.words).split())


def picked(browser: Browser, path: str) -> dict[str, str]:
    found = (t for tag, t in browser.get(path).page.tags if tag == "input")
    return {t["name"] or "": t["value"] or "" for t in found if "checked" in t}


def noted(opened: Opened, person: RecordId, text: str = "Rang.") -> str:
    record = new_id()
    seen = Seen(person, "kept-word", "often", text)
    keep_note(opened, record, seen, moment(opened.now()))
    return record


def lived(opened: Opened, person: RecordId, *heights: int) -> None:
    """Note moments, one every five days up to now, of which it is said how much."""
    today = moment(opened.now()).date
    for at, height in enumerate(heights):
        side, sort = ("deposit", "heard") if height > 0 else ("strain", "unheard")
        done = Done(side, sort, "x", (person,), much=abs(height))  # type: ignore[arg-type]
        keep_moment(opened, new_id(), done, When(today - timedelta(5 * at)))


def test_an_empty_page_asks_for_nothing_and_says_who_could_see_it(
    browser: Browser, ida: RecordId
) -> None:
    shown = read(browser, f"/people/{ida}/notes")
    assert "Nothing is noted yet." in shown
    assert "There is no sheet of all of them" in shown
    assert "How steady it was" not in shown
    assert f"/people/{ida}/notes/add" in browser.get(f"/people/{ida}/notes").page.links


def test_a_note_is_kept_once_and_read_under_what_it_is_about(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    form = f"/people/{ida}/notes/add"
    sent = {**RANG, "record": "ab" * 16, "date": "2026-02-03"}
    for _ in range(2):
        assert browser.post(form, sent).location == f"/people/{ida}/notes"
    [kept] = notes(notebook, ida)
    assert (kept.text, kept.often) == ("Rang at <six>.", "often")
    assert kept.when.date == date(2026, 2, 3)
    browser.post(ADD, {**RANG, "person": ida, "often": "rarely", "text": "Later."})
    shown = read(browser, f"/people/{ida}/notes")
    assert "Keeping their word" in shown
    assert shown.index("Later.") < shown.index("1 earlier one") < shown.index("<six>")
    assert "often · 3 Feb 2026" in shown
    assert "Respecting a no" not in shown


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " "}, "Write one thing you saw or heard"),
        ({"aspect": "kind"}, "Choose what it is about."),
        ({"often": ""}, "Choose one of the three."),
        ({"person": ""}, "Choose whom you saw do it"),
        ({"text": "x" * 4001}, "letters"),
        ({"date": "2026-02-30"}, "not a day"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_place_and_what_was_typed_stays(
    browser: Browser, notebook: Opened, ida: RecordId, sent: dict[str, str], said: str
) -> None:
    typed = {**RANG, "record": "ab" * 16, "person": ida, **sent}
    answer = browser.post(ADD, typed)
    assert answer.status == 422
    assert said in html.unescape(answer.text)
    values = {name: value for name, _, value in answer.page.form(ADD).fields}
    assert values["record"] == "ab" * 16
    assert values["text"].strip() == typed["text"].strip()
    assert values["date"] == typed.get("date", "")
    assert notes(notebook) == ()


def test_somebody_can_be_named_in_it_and_nobody_is_where_it_fails(
    browser: Browser, notebook: Opened
) -> None:
    assert browser.post(ADD, {**RANG, "new_person": "Sam", "often": ""}).status == 422
    assert notebook.journey.people() == {}
    answer = browser.post(ADD, {**RANG, "new_person": "سارة"})
    [sara] = notebook.journey.people()
    assert answer.location == f"/people/{sara}/notes"
    again = browser.post(ADD, {**RANG, "new_person": "سارة", "text": ""})
    chosen = [t for tag, t in again.page.tags if tag == "input" and "checked" in t]
    assert sara in {each["value"] for each in chosen}


def test_a_note_is_changed_and_keeps_whom_it_is_about_and_is_erased(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    record = noted(notebook, ida)
    path = f"{ALL}/{record}"
    assert picked(browser, path) == {"aspect": "kept-word", "often": "often"}
    assert "Seen by me" in read(browser, path)
    sent = {**RANG, "record": "cd" * 16, "often": "sometimes", "text": "Not always."}
    for _ in range(2):
        assert browser.post(path, sent).location == f"/people/{ida}/notes"
    [kept] = notes(notebook)
    assert (kept.text, kept.often, kept.person) == ("Not always.", "sometimes", ida)
    assert len(notebook.journey.versions(kept.id)) == 2
    assert "What it said before" in read(browser, path)
    assert browser.post(path, {**sent, "often": ""}).status == 422
    assert browser.post(f"{path}/erase").location == f"/people/{ida}/notes"
    assert notes(notebook) == ()
    assert browser.get(path).status == 404


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("path", ["notes", "notes/add"])
def test_nobody_unknown_has_notes(browser: Browser, path: str) -> None:
    assert browser.get(f"/people/{'ef' * 16}/{path}").status == 404


def test_too_few_moments_are_not_drawn_and_it_is_said_how_many_there_are(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    lived(notebook, ida, 1, 2, 1)
    shown = browser.get(f"/people/{ida}/notes")
    assert "Too early for a picture" in shown.text
    assert "There are 3 in the last year." in shown.text
    assert '<svg class="steadiness"' not in shown.text


def test_steady_and_on_and_off_are_drawn_with_their_counts_and_no_verdict(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    bo = name_person(notebook, "Bo")
    lived(notebook, ida, *[1, 2, 1, 1, 2, 1, 1, 2])
    lived(notebook, bo, *[3, -2, 3, -1, 3, -3, 3, -2])
    steady, other = (read(browser, f"/people/{each}/notes") for each in (ida, bo))
    assert "Of 8 moments since" in steady
    assert "half lay between a little given and some given" in steady
    assert "taken and a lot given" in other
    assert "This shows what was noted, not what somebody is." in other
    assert "Those that gave came 10 days apart." in other
    assert "you noted 8 moments: 4 that gave something and 4 that took" in other
    assert WANT in browser.get(f"/people/{bo}/notes").page.links
    for word in ("mean", "average", "type", "toxic", "%"):
        assert word not in other.lower().split()


def test_nothing_is_counted_at_night_or_while_it_is_to_stay_simple(
    browser: Browser, notebook: Opened, ida: RecordId, clock: SetClock
) -> None:
    lived(notebook, ida, *[3, -2, 3, -1, 3, -3, 3, -2])
    path, noon = f"/people/{ida}/notes", clock.now()
    clock.set_to(NIGHT)
    assert "you noted 8 moments" not in read(browser, path)
    clock.set_to(noon)
    assert "you noted 8 moments" in read(browser, path)
    keep_simple(notebook, noon.date())
    assert "you noted 8 moments" not in read(browser, path)


def test_while_a_flag_stands_for_somebody_else_no_page_that_rests_is_named(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    lived(notebook, ida, *[3, -2, 3, -1, 3, -3, 3, -2])
    raise_flag(notebook, name_person(notebook, "Bo"))
    assert "you noted 8 moments" in read(browser, f"/people/{ida}/notes")
    assert WANT not in browser.get(f"/people/{ida}/notes").page.links


def test_in_heavy_hours_nobody_is_drawn(
    browser: Browser,
    notebook: Opened,
    ida: RecordId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lived(notebook, ida, *[1, 2, 1, 1, 2, 1, 1, 2])
    where = "moorings.web.pages.person_notes.reasons"
    monkeypatch.setattr(where, lambda *_: frozenset({"heavy"}))
    shown = read(browser, f"/people/{ida}/notes")
    assert "The picture is resting today." in shown
    assert "Of 8 moments" not in shown


@pytest.mark.parametrize("reason", ["flagged", "afraid", "nobody in particular"])
def test_where_it_rests_every_reason_looks_alike_and_nothing_is_lost(
    browser: Browser, notebook: Opened, ida: RecordId, reason: str
) -> None:
    record = noted(notebook, ida, "Held my coat.")
    lived(notebook, ida, *[1, 2, 1, 1, 2, 1, 1, 2])
    if reason == "flagged":
        raise_flag(notebook, ida)
    else:
        whom = ida if reason == "afraid" else None
        keep_check(notebook, new_id(), "afraid", whom)
    theirs, path = f"/people/{ida}/notes", f"{ALL}/{record}"
    for shown in (theirs, path):
        assert RESTS in read(browser, shown)
        assert "Held my coat." in read(browser, shown)
        assert [f for f in browser.get(shown).page.forms if f.texts] == []
    assert "Of 8 moments" not in read(browser, theirs)
    assert RESTS in read(browser, f"{theirs}/add")
    sent = {**RANG, "record": "cd" * 16, "text": "Again.", "place": path}
    for where in (path, ADD):
        answer = browser.post(where, {**sent, "person": ida})
        assert answer.status == 422
        assert "This rests today, so nothing was kept." in answer.text
        assert "Again." in answer.text
    assert [each.text for each in notes(notebook)] == ["Held my coat."]
    assert browser.post(f"{path}/erase").location == theirs


def test_words_of_danger_bring_people_on_the_next_page(
    browser: Browser, ida: RecordId
) -> None:
    said = {**RANG, "person": ida, "text": "I want to kill myself."}
    answer = browser.post(ADD, said)
    assert 'data-heard="crisis"' in browser.get(answer.location).text


def test_what_is_sent_while_locked_stands_there_again(
    browser: Browser, notebook: Opened, ida: RecordId, harbour: Harbour
) -> None:
    path, vault = f"{ALL}/{noted(notebook, ida)}", notebook.owner.hex()
    harbour.lock(notebook)
    for number, place in enumerate((ADD, path)):
        sent = {**RANG, "record": f"{number}{number}" * 16, "place": place}
        assert browser.post(place, {**sent, "text": "Begun."}).status == 401
    token = harbour.unlock(vault, PASSPHRASE)
    browser.cookies[next(c for c in browser.cookies if "vault" not in c)] = token
    aside = drafts(harbour.find(token))
    assert {each.form for each in aside} == {IN_PLACE}
    for place in (ADD, path):
        assert "Begun." in browser.get(place).text


def test_on_paper_a_note_stands_by_itself(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    record = noted(notebook, ida)
    theirs = browser.get(f"/people/{ida}/notes").text
    assert theirs.index('<div class="unprinted') < theirs.index("Rang.")
    one = browser.get(f"{ALL}/{record}").text
    assert one.index("Rang.") < one.index('<div class="unprinted')
    assert "data-print" in one


def test_a_note_goes_out_alone_and_never_with_everything(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    assert "What you noted" not in read(browser, "/settings/take-out")
    one, other = noted(notebook, ida, "Rang."), noted(notebook, ida, "Brought soup.")
    assert "what you noted of what somebody did" in read(browser, "/settings/take-out")
    for place in (f"/people/{ida}/notes/add", f"/people/notes/{one}"):
        typed = {"place": place, "text": "Left half written."}
        save_draft(notebook, new_id(), IN_PLACE, typed)
    whole = browser.post("/settings/take-out", {"passphrase": PASSPHRASE})
    assert b"Ida" in whole.body
    assert b"Rang." not in whole.body
    assert b"Brought soup." not in whole.body
    assert b"Left half written." not in whole.body
    assert len(drafts(notebook)) == 2
    file = browser.get(f"/people/notes/{one}/file")
    assert file.header("content-disposition") == 'attachment; filename="note.txt"'
    assert file.header("content-type") == "text/plain; charset=utf-8"
    assert file.body.decode().startswith("Ida\nKeeping their word · often")
    assert "Rang." in file.text
    assert "soup" not in file.text
    raise_flag(notebook, ida)
    assert browser.get(f"/people/notes/{other}/file").location.endswith(other)


def test_the_form_of_one_person_says_what_is_missing_and_keeps_what_was_typed(
    browser: Browser, notebook: Opened, ida: RecordId
) -> None:
    form = f"/people/{ida}/notes/add"
    answer = browser.post(form, {**RANG, "often": "", "place": form})
    assert answer.status == 422
    assert "Choose one of the three." in answer.text
    assert "Rang at &lt;six&gt;." in answer.text
    assert "Something Ida did" in answer.text
    assert notes(notebook) == ()
