from collections.abc import Callable
from datetime import date

import pytest

from moorings.companion.drafting import drafts
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import Entry, UnsentPage
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

SEALED = "They were sealed at once"


@pytest.fixture
def locked(harbour: Harbour, notebook: Opened) -> Opened:
    harbour.lock(notebook)
    return notebook


@pytest.fixture
def unlock(browser: Browser, harbour: Harbour) -> Callable[[], Opened]:
    def turn() -> Opened:
        assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
        return harbour.find(browser.cookies[f"moorings-{PORT}"])

    return turn


def boxed(answer: Answer) -> bool:
    assert answer.status == 401
    assert answer.page.form("/unlock").texts
    return SEALED in answer.text


@pytest.mark.usefixtures("locked")
def test_an_entry_sent_while_locked_is_there_after_unlocking_once(
    browser: Browser, unlock: Callable[[], Opened]
) -> None:
    sent = {"record": new_id(), "text": "in the tunnel", "date": "2026-02-27"}
    for _ in range(2):
        assert boxed(browser.post("/write", sent))
    opened = unlock()
    [page] = opened.journey.pages()
    assert isinstance(page.newest, Entry)
    assert page.newest.text == "in the tunnel"
    assert page.newest.when.date == date(2026, 2, 27)
    assert page.newest.written_where == "locked"
    assert "noted while locked" in browser.get("/write").text
    assert not opened.log.shelf(opened.owner, "inbox")


def test_nothing_of_it_is_readable_while_locked(
    browser: Browser, harbour: Harbour, locked: Opened
) -> None:
    browser.post("/write", {"text": "canary-3c91", "new_person": "canary-name"})
    for file in (harbour.folder / locked.owner.hex()).iterdir():
        assert b"canary" not in file.read_bytes()


@pytest.mark.usefixtures("locked")
def test_an_unsent_page_is_kept_but_never_when_it_was_let_go(
    browser: Browser, unlock: Callable[[], Opened]
) -> None:
    sent = {"record": new_id(), "text": "dear you", "to": "Mira", "then": "keep"}
    assert boxed(browser.post("/write/unsent", sent))
    gone = {"record": new_id(), "text": "gone", "then": "let-go"}
    assert not boxed(browser.post("/write/unsent", gone))
    [page] = unlock().journey.pages()
    assert isinstance(page.newest, UnsentPage)
    assert (page.newest.text, page.newest.to) == ("dear you", "Mira")


@pytest.mark.usefixtures("locked")
def test_two_people_named_twice_are_two_people(
    browser: Browser, unlock: Callable[[], Opened]
) -> None:
    sent = {"record": new_id(), "text": "with both", "new_person": "Mira, , Jo "}
    assert boxed(browser.post("/write", sent))
    assert boxed(browser.post("/write", sent))
    opened = unlock()
    [page] = opened.journey.pages()
    assert isinstance(page.newest, Entry)
    names = [opened.journey.people()[person].name for person in page.newest.people]
    assert names == ["Mira", "Jo"]
    assert len(opened.journey.people()) == 2


def test_people_who_are_known_already_are_named_by_their_id(
    browser: Browser,
    harbour: Harbour,
    notebook: Opened,
    write: Callable[..., str],
    unlock: Callable[[], Opened],
) -> None:
    write("before", new_person="Mira")
    [mira] = notebook.journey.people()
    harbour.lock(notebook)
    sent = {"record": new_id(), "text": "after", "people": mira}
    assert boxed(browser.post("/write", sent))
    opened = unlock()
    named = [
        p.newest.people for p in opened.journey.pages() if isinstance(p.newest, Entry)
    ]
    assert named == [(mira,), (mira,)]


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize("path", ["/write", "/write/unsent"])
def test_an_impossible_date_makes_a_draft_of_it(
    browser: Browser, unlock: Callable[[], Opened], path: str
) -> None:
    sent = {"record": new_id(), "text": "some day", "date": "2026-02-30"}
    assert boxed(browser.post(path, sent))
    assert boxed(browser.post(path, sent))
    opened = unlock()
    assert opened.journey.count() == 0
    [draft] = drafts(opened)
    assert draft.fields["text"] == "some day"
    shown = browser.get(f"/write/draft/{draft.id}")
    assert "some day" in shown.text
    assert "2026-02-30" in shown.text


@pytest.mark.usefixtures("locked")
def test_a_draft_saved_while_locked_is_gone_on_with_later(
    browser: Browser, unlock: Callable[[], Opened]
) -> None:
    record = new_id()
    sent = {"record": record, "text": "half a", "form": "entry", "by": "script"}
    answer = browser.post("/write/draft", sent)
    assert (answer.status, answer.text) == (202, '{"saved":"sealed"}')
    assert boxed(
        browser.post("/write/draft", {**sent, "text": "half a page", "by": ""})
    )
    opened = unlock()
    [draft] = drafts(opened)
    assert (draft.id, draft.fields["text"]) == (record, "half a page")
    answer = browser.post("/write", {"record": record, "text": "the whole page"})
    assert answer.status == 303
    assert not drafts(opened)


def test_an_edit_sent_while_locked_waits_as_a_draft(
    browser: Browser,
    harbour: Harbour,
    notebook: Opened,
    write: Callable[..., str],
    unlock: Callable[[], Opened],
) -> None:
    page = write("as it was")
    harbour.lock(notebook)
    record = new_id()
    sent = {"record": record, "text": "as it is", "replaces": page}
    for _ in range(2):
        assert boxed(browser.post(f"/write/{page}/edit", sent))
    opened = unlock()
    assert [p.newest.id for p in opened.journey.pages()] == [page]
    form = browser.get(f"/write/draft/{record}").page.form(f"/write/{page}/edit")
    fields = {name: value for name, _, value in form.fields if name}
    assert fields["text"].strip() == "as it is"
    assert browser.post(form.action, fields).location == f"/write/{page}"
    assert "as it is" in browser.get(f"/write/{page}").text
    assert not drafts(opened)


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize(
    "path", ["/write", "/write/unsent", "/write/draft", f"/write/{'ab' * 16}/edit"]
)
@pytest.mark.parametrize("text", ["", " \n\t "])
def test_nothing_written_is_nothing_sealed(
    browser: Browser, unlock: Callable[[], Opened], path: str, text: str
) -> None:
    assert not boxed(browser.post(path, {"text": text, "form": "entry"}))
    opened = unlock()
    assert (opened.journey.count(), drafts(opened)) == (0, ())


@pytest.mark.usefixtures("locked")
def test_what_comes_from_elsewhere_goes_into_nobodys_notebook(
    new_browser: Callable[[], Browser], unlock: Callable[[], Opened]
) -> None:
    assert not boxed(new_browser().post("/write", {"text": "from a strange browser"}))
    assert unlock().journey.count() == 0


@pytest.mark.parametrize("path", ["/write", "/write/unsent", "/write/draft"])
def test_where_it_is_not_known_whose_it_is_nothing_is_kept(
    browser: Browser, harbour: Harbour, new_browser: Callable[[], Browser], path: str
) -> None:
    files = []
    for door in ("blue", "green"):
        made = harbour.make(PASSPHRASE, door=door)
        harbour.lock(made.opened)
        files.append(harbour.folder / made.opened.owner.hex() / "vault.db")
    before = [file.read_bytes() for file in files]
    for vault in ("", "ab" * 16, "../../etc", "x" * 300):
        browser.cookies[f"moorings-vault-{PORT}"] = vault
        assert not boxed(browser.post(path, {"text": "whose is it"}))
    assert [file.read_bytes() for file in files] == before
    assert new_browser().post(path, {"text": "whose is it"}).status == 401
