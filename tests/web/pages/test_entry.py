from collections.abc import Callable
from datetime import date, time

import msgspec
import pytest

from moorings.companion.carrying import BLOBS
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import (
    BlobId,
    Entry,
    Picture,
    RawNote,
    RecordId,
    UnsentPage,
    When,
)
from tests.web.conftest import Browser

DAY = When(date(2026, 3, 1))


def keep_pictured(opened: Opened, media_type: str, content: bytes) -> tuple[str, str]:
    blob = BlobId(new_id())
    entry = Entry(
        id=new_id(),
        written_at=opened.now(),
        when=DAY,
        text="",
        pictures=(Picture(blob, media_type),),
    )
    item = bytes.fromhex(blob)
    body = opened.unlocked.keyring.seal_item(BLOBS.encode(), item, content)
    opened.keep(entry, also=lambda writing: writing.put(BLOBS, item, body))
    return entry.id, blob


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/gif", "image/webp"])
def test_a_picture_that_browsers_draw_is_shown(
    browser: Browser, notebook: Opened, kind: str
) -> None:
    page, blob = keep_pictured(notebook, kind, b"drawn")
    answer = browser.get(f"/write/{page}/picture/{blob}")
    assert (answer.status, answer.body) == (200, b"drawn")
    assert answer.header("content-type") == kind
    assert answer.header("cache-control") == "no-store"
    assert f'src="/write/{page}/picture/{blob}"' in browser.get(f"/write/{page}").text
    assert "A picture" in browser.get("/write").text


@pytest.mark.parametrize(
    "kind", ["image/svg+xml", "text/html", "image/heic", "", "image/png\r\nx: y"]
)
def test_any_other_picture_is_only_handed_over(
    browser: Browser, notebook: Opened, kind: str
) -> None:
    page, blob = keep_pictured(notebook, kind, b"<script>alert(1)</script>")
    answer = browser.get(f"/write/{page}/picture/{blob}")
    assert answer.header("content-type") == "application/octet-stream"
    assert answer.header("content-disposition").startswith("attachment")
    shown = browser.get(f"/write/{page}").page
    assert not [a for tag, a in shown.tags if tag == "img"]
    assert f"/write/{page}/picture/{blob}" in shown.links


def test_a_picture_is_only_found_on_its_own_page(
    browser: Browser, notebook: Opened, write: Callable[..., str]
) -> None:
    page, blob = keep_pictured(notebook, "image/png", b"drawn")
    other = write("without one")
    for path in (f"{other}/picture/{blob}", f"{page}/picture/{'ab' * 16}"):
        assert browser.get(f"/write/{path}").status == 404
    unsent = new_id()
    browser.post("/write/unsent", {"record": unsent, "text": "x"})
    assert browser.get(f"/write/{unsent}/picture/{blob}").status == 404
    notebook.keep(also=lambda writing: writing.drop(BLOBS, bytes.fromhex(blob)))
    assert browser.get(f"/write/{page}/picture/{blob}").status == 404


def test_an_edit_keeps_the_earlier_version_readable(
    browser: Browser, write: Callable[..., str]
) -> None:
    page = write("as it was", date="2026-02-03", time="21:30", new_person="Mira")
    form = browser.get(f"/write/{page}/edit").page.form(f"/write/{page}/edit")
    fields = {name: value for name, _, value in form.fields if name != "people"}
    assert (fields["date"], fields["time"]) == ("2026-02-03", "21:30")
    assert browser.post(form.action, {**fields, "text": "as it is"}).status == 303
    shown = browser.get(f"/write/{page}").text
    assert "The earlier version is kept as well." in shown
    assert "as it is" in shown
    assert "edited" in shown
    versions = browser.get(f"/write/{page}/versions").text
    assert versions.index("as it is") < versions.index("as it was")


def test_two_edits_of_one_version_stand_side_by_side(
    browser: Browser, write: Callable[..., str]
) -> None:
    page = write("as it was")
    for text in ("in one tab", "in the other"):
        sent = {"record": new_id(), "replaces": page, "text": text}
        assert browser.post(f"/write/{page}/edit", sent).status == 303
    shown = browser.get(f"/write/{page}").text
    assert "This page was changed in two places." in shown
    assert "in one tab" in shown
    assert "in the other" in shown
    assert "two versions" in browser.get("/write").text


def test_an_edit_of_what_is_gone_is_told_and_keeps_what_was_typed(
    browser: Browser, write: Callable[..., str]
) -> None:
    page = write("as it was")
    sent = {"replaces": "ab" * 16, "text": "typed with care"}
    answer = browser.post(f"/write/{page}/edit", sent)
    assert answer.status == 404
    assert "typed with care" in answer.text
    assert "is not here" in answer.text


def test_an_edit_of_a_page_that_went_away_meanwhile_is_put_aside(
    browser: Browser, write: Callable[..., str]
) -> None:
    page = write("as it was")
    browser.post(f"/write/{page}/take-back")
    sent = {"record": new_id(), "replaces": page, "text": "typed with care"}
    answer = browser.post(f"/write/{page}/edit", {**sent, "date": "2026-02-03"})
    assert answer.location == f"/write/draft/{sent['record']}"
    shown = browser.get(answer.location)
    assert "not here any more" in shown.text
    fields = {n: v.strip() for n, _, v in shown.page.form("/write").fields}
    assert (fields["text"], fields["date"]) == ("typed with care", "2026-02-03")
    assert browser.post(f"/write/{page}/edit", {"text": " "}).status == 404


def test_taken_back_a_page_is_listed_apart_and_can_come_back_or_go_for_good(
    browser: Browser, write: Callable[..., str]
) -> None:
    assert "Nothing is taken back." in browser.get("/write/taken-back").text
    first, second = write("first", date="2026-01-01"), write("second")
    for page in (first, second):
        answer = browser.post(f"/write/{page}/take-back")
        assert answer.location == "/write"
        assert browser.get(f"/write/{page}").status == 404
    listed = browser.get("/write/taken-back")
    assert listed.text.index("second") < listed.text.index("first")
    assert f"/write/taken-back/{first}" in listed.page.links
    shown = browser.get(f"/write/taken-back/{first}").page
    assert shown.form(f"/write/{first}/bring-back").action
    assert browser.post(f"/write/{first}/bring-back").location == f"/write/{first}"
    assert browser.get(f"/write/{first}").status == 200
    asked = browser.get(f"/write/{second}/erase")
    assert "Erase this for good?" in asked.text
    assert browser.post(f"/write/{second}/erase").location == "/write"
    assert "Erased for good." in browser.get("/write").text
    for path in (f"/write/{second}", f"/write/taken-back/{second}"):
        assert browser.get(path).status == 404
    assert browser.post(f"/write/{second}/erase").status == 404
    assert browser.post(f"/write/{second}/bring-back").status == 404


def test_a_note_that_could_not_be_understood_is_shown_as_it_came(
    browser: Browser, notebook: Opened
) -> None:
    note = RawNote(
        id=new_id(),
        written_at=notebook.now(),
        written_where="locked",
        when=DAY,
        raw=b"<b>\xff?",
    )
    notebook.keep(note)
    shown = browser.get(f"/write/{note.id}")
    assert "could not be understood" in shown.text
    assert "&lt;b&gt;\N{REPLACEMENT CHARACTER}?" in shown.text
    assert f"/write/{note.id}/edit" not in shown.page.links
    assert browser.get(f"/write/{note.id}/edit").status == 404
    assert browser.post(f"/write/{note.id}/edit", {"text": "x"}).status == 404


def test_an_unsent_page_says_for_whom_and_leads_back_to_its_like(
    browser: Browser, notebook: Opened
) -> None:
    page = UnsentPage(
        id=new_id(), written_at=notebook.now(), when=DAY, text="dear", to="Mira"
    )
    notebook.keep(page)
    shown = browser.get(f"/write/{page.id}")
    assert "/write/unsent" in shown.page.links
    assert "Mira" in shown.text
    form = browser.get(f"/write/{page.id}/edit").page.form(f"/write/{page.id}/edit")
    fields = {name: value for name, _, value in form.fields}
    assert fields["to"] == "Mira"
    browser.post(form.action, {**fields, "text": "dear you", "to": "Jo"})
    assert "Jo" in browser.get("/write/unsent").text


def test_what_another_diary_noted_is_shown(browser: Browser, notebook: Opened) -> None:
    entry = Entry(
        id=new_id(),
        written_at=notebook.now(),
        written_where="import",
        when=When(date(1660, 1, 1), time(8, 30)),
        text="",
        mood="rad",
        labels=("walk", "<sea>"),
    )
    offline = msgspec.structs.replace(
        entry, id=RecordId("cd" * 16), written_where="offline", mood="", text="x"
    )
    notebook.keep(entry, offline)
    shown = browser.get(f"/write/{entry.id}").text
    assert "Mood, as it was noted:" in shown
    assert "&lt;sea&gt;" in shown
    assert "1 January 1660" in shown
    listed = browser.get("/write").text
    assert "brought in" in listed
    assert "noted offline" in listed
    assert "rad" in listed


def test_a_page_about_an_earlier_day_is_marked(
    browser: Browser, write: Callable[..., str]
) -> None:
    write("back then", date="2020-01-01")
    assert "dated back" in browser.get("/write").text
