import re
from collections.abc import Callable
from pathlib import Path

import pytest

from moorings.companion import sessions
from moorings.companion.backing_up import backups_in
from moorings.companion.opened import Condition, Opened
from moorings.companion.restoring import REHEARSED
from moorings.companion.verifying import Verdict
from moorings.storage.copies import CopyNotMadeError
from moorings.web.pages import backups as page
from moorings.web.visitor import House
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser

HERE = "/settings/backups"
OFFERED = "Once a year: open one, to see that it works"
A_DAY = 86_400


@pytest.fixture
def place(house: House, notebook: Opened) -> Path:
    return house.backups.place(notebook)


@pytest.fixture
def proved(house: House, browser: Browser) -> Browser:
    """Give a browser that came through the opening link."""
    assert browser.get(f"/open/{house.link}").location == "/"
    return browser


def one(browser: Browser) -> str:
    """Make one, and give its address."""
    assert browser.post(f"{HERE}/make").location == HERE
    found = re.search(f"{HERE}/[0-9a-f]{{16}}", browser.get(HERE).text)
    assert found
    return found[0]


@pytest.mark.usefixtures("notebook")
def test_the_page_says_calmly_what_there_is(browser: Browser, clock: SetClock) -> None:
    assert "There is no backup yet. The first one" in browser.get(HERE).page.words
    browser.post(f"{HERE}/automatic")
    assert "none is made by itself" in browser.get(HERE).page.words
    browser.post(f"{HERE}/automatic", {"automatic": "on"})
    one(browser)
    words = browser.get(HERE).page.words
    assert "The last one is from today, and it was opened" in words
    assert re.search(
        r"Sunday 1 March 2026\s*Opened to see that it works · \d\d kB", words
    )
    clock.go_on(A_DAY)
    assert "locked" in browser.get(HERE).page.words.lower()


def stay_open(notebook: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let days go by in one sitting, which nobody's notebook would."""
    monkeypatch.setattr(sessions, "LONGEST_SECONDS", 100 * A_DAY)
    monkeypatch.setattr(sessions, "LONGEST_IDLE_MINUTES", 1440)
    notebook.journey.choices["lock-after-minutes"] = "1440"


def test_the_last_one_is_dated_and_a_failure_is_told(
    browser: Browser,
    notebook: Opened,
    house: House,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one(browser)
    stay_open(notebook, monkeypatch)
    for wait, said in ((43_260, "from yesterday"), (A_DAY - 60, "1 March 2026, and")):
        clock.go_on(wait)
        assert said in browser.get(HERE).page.words

    def fail(*_: object) -> None:
        raise CopyNotMadeError(reason="Full")

    monkeypatch.setattr(type(house.backups), "make", fail)
    answer = browser.post(f"{HERE}/make")
    assert answer.status == 503
    assert "could not be written (Full)" in answer.page.words
    failed = CopyNotMadeError(reason="Full")
    monkeypatch.setattr(type(house.backups), "problem", lambda _, __: failed)
    assert "could not be written (Full)" in browser.get(HERE).page.words


def test_one_is_taken_along_sealed(
    browser: Browser, place: Path, write: Callable[..., str]
) -> None:
    write("what nobody may read")
    address = one(browser)
    assert "2026" not in address
    answer = browser.post(f"{address}/take")
    assert answer.body == backups_in(place)[0].path.read_bytes()
    assert b"nobody may read" not in answer.body
    named = answer.header("content-disposition")
    assert named == 'attachment; filename="notebook-2026-03-01.moorings"'
    assert answer.header("cache-control") == "no-store"


def test_a_rehearsal_is_offered_opens_it_and_is_noted(
    browser: Browser,
    notebook: Opened,
    write: Callable[..., str],
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("one")
    write("two")
    address = one(browser)
    assert "A rehearsal" not in browser.get(HERE).page.words
    stay_open(notebook, monkeypatch)
    for _ in range(31):
        clock.go_on(A_DAY - 60)
        assert browser.get(HERE).status == 200
    assert "A rehearsal" in browser.get(HERE).page.words
    assert OFFERED in browser.get("/settings").page.words
    wrong = browser.post(f"{address}/open", {"secret": "not this one"})
    assert wrong.status == 403
    assert "That does not open it" in wrong.page.words
    assert REHEARSED not in notebook.journey.choices
    answer = browser.post(f"{address}/open", {"secret": PASSPHRASE})
    assert "It opens. 2 pages." in answer.page.words
    assert notebook.journey.choices[REHEARSED] == "2026-04-01"
    assert "A rehearsal" not in browser.get(HERE).page.words
    assert OFFERED not in browser.get("/settings").page.words


def test_a_damaged_one_says_so_and_a_notebook_only_read_keeps_no_note(
    browser: Browser, notebook: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = one(browser)
    damaged = Verdict(2, 2, 0, 0, 0, Condition(damaged=(1,)))
    monkeypatch.setattr(page, "rehearse", lambda *_: damaged)
    notebook.looking = True
    answer = browser.post(f"{address}/open", {"secret": PASSPHRASE})
    assert "It opens. 2 pages. Part of it was damaged" in answer.page.words
    assert REHEARSED not in notebook.journey.choices


def test_going_back_needs_the_word_and_puts_the_present_aside(
    browser: Browser, notebook: Opened, place: Path, write: Callable[..., str]
) -> None:
    write("before")
    address = one(browser)
    write("since then")
    told = {"secret": PASSPHRASE, "word": "replac"}
    answer = browser.post(f"{address}/back", told)
    assert answer.status == 422
    assert ("word", "text", "replac") in answer.page.form(f"{address}/back").fields
    wrong = {"secret": "not this one", "word": "replace"}
    assert browser.post(f"{address}/back", wrong).status == 403
    assert not notebook.locked
    answer = browser.post(f"{address}/back", {**told, "word": "Replace"})
    assert answer.location == "/"
    assert notebook.locked
    words = browser.get("/").page.words
    assert "The backup is back. It opens. 1 page." in words
    assert "older than the one" not in words
    assert "since then" not in browser.get("/write").page.words
    assert any(each.aside for each in backups_in(place))
    assert "was put aside when an older" not in browser.get(HERE).page.words
    assert "Put aside when an older one came back" in browser.get(HERE).page.words


def test_another_browser_is_told_since_when_it_is_older(
    browser: Browser, new_browser: Callable[[], Browser], write: Callable[..., str]
) -> None:
    address = one(browser)
    write("since then")
    other = new_browser()
    other.cookies.update(browser.cookies)
    assert other.get("/").status == 200
    browser.post(f"{address}/back", {"secret": PASSPHRASE, "word": "replace"})
    browser.post("/lock")
    assert other.get("/").status == 401
    assert other.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
    words = other.get("/").page.words
    assert "on Sunday 1 March 2026. What was written in between is not in it" in words


def test_one_can_be_let_go_and_is_then_nowhere(browser: Browser, place: Path) -> None:
    address = one(browser)
    assert browser.post(f"{address}/let-go").location == HERE
    assert backups_in(place) == ()
    assert "That backup is gone." in browser.get(HERE).page.words
    assert browser.get(address).status == 404


def test_what_is_not_kept_has_no_backups(proved: Browser) -> None:
    proved.post("/welcome/gift", {"gift": "in"})
    assert proved.get(HERE).status == 409


def test_only_one_put_aside_is_said_to_be_that(place: Path, browser: Browser) -> None:
    one(browser)
    [copy] = backups_in(place)
    copy.path.rename(copy.path.with_name("notebook-2026-03-01-before.moorings"))
    assert "It was put aside when an older one" in browser.get(HERE).page.words


def test_files_put_aside_as_they_lay_are_listed_apart_from_backups(
    browser: Browser, place: Path
) -> None:
    assert "Put aside as it lay" not in browser.get(HERE).text
    folder = place / "backups" / "notebook-2026-02-28-before"
    folder.mkdir(parents=True)
    (place / "backups" / "something else").mkdir()
    shown = browser.get(HERE)
    assert "Put aside as it lay" in shown.text
    assert str(folder) in shown.page.words
    assert "something else" not in shown.text
    assert "There is no backup yet." in shown.page.words


def test_sizes_are_written_as_people_read_them() -> None:
    from moorings.web.wording.backups import size_words  # noqa: PLC0415

    assert [size_words(57_394), size_words(30_240_000)] == ["57 kB", "30.2 MB"]


# --- bringing one back ----------------------------------------------------------------


def test_without_the_opening_link_none_is_brought_back(browser: Browser) -> None:
    for answer in (browser.get("/welcome/copy"), browser.post("/welcome/copy")):
        assert answer.status == 403
        assert "opening link" in answer.page.words


def test_on_a_fresh_machine_a_backup_is_the_notebook_again(
    proved: Browser, house: House, tmp_path: Path
) -> None:
    assert "/welcome/copy" in proved.get("/").page.links
    elsewhere = type(house.harbour)(
        tmp_path / "elsewhere", house.harbour.clock, house.harbour.stretching
    )
    made = elsewhere.make(PASSPHRASE)
    backups = type(house.backups)(elsewhere)
    backups.make(made.opened)
    [copy] = backups_in(backups.place(made.opened))
    file = (copy.path.name, copy.path.read_bytes())
    assert proved.upload("/welcome/copy", []).status == 422
    broken = (file[0], file[1][:-9])
    answer = proved.upload("/welcome/copy", [broken], {"secret": PASSPHRASE})
    assert answer.status == 422
    assert "The end of this backup is missing" in answer.page.words
    answer = proved.upload("/welcome/copy", [file], {"secret": PASSPHRASE})
    assert answer.location == "/"
    assert "The backup is back. It opens. 0 pages." in proved.get("/").page.words
    assert f"moorings-vault-{PORT}" in proved.cookies
    assert [each.name for each in house.harbour.folder.iterdir()] == [
        made.opened.owner.hex()
    ]
    elsewhere.lock_all()


def test_over_the_same_notebook_the_word_is_asked_for(
    proved: Browser, place: Path, write: Callable[..., str]
) -> None:
    one(proved)
    [copy] = backups_in(place)
    file = (copy.path.name, copy.path.read_bytes())
    write("since then")
    assert "Door name" in proved.get("/welcome/copy").page.words
    answer = proved.upload("/welcome/copy", [file], {"secret": PASSPHRASE})
    assert answer.status == 409
    assert "is here already" in answer.page.words
    assert "type: replace" in answer.page.words
    told = {"secret": PASSPHRASE, "word": page.replace_word()}
    assert proved.upload("/welcome/copy", [file], told).location == "/"
    assert "is put aside" in proved.get("/").page.words
