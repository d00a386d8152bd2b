"""Q17: what opened it before opens it no more, and where it still does is said."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from moorings.companion.adding_passkeys import (
    add_passkey,
    ask_passkey,
    passkeys,
    take_passkey_away,
    unlock_with_passkey,
)
from moorings.companion.harbour import Harbour, Made
from moorings.companion.opened import Opened, new_id
from moorings.companion.securing import change_passphrase, renew_recovery_code
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import Entry
from moorings.storage.sqlite import FILE_NAME
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import (
    CannotOpenError,
    WrongPasskeyError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from moorings.vault.header import write_header
from moorings.vault.keyring import seal_for_box
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser

Form = Callable[..., Written]
FRESH = "seven quiet boats at noon"
CREDENTIAL, GIVES = b"k" * 20, b"s" * 32
TOLD = "copies that you took elsewhere still open with the old passphrase"


@pytest.fixture
def made(harbour: Harbour, written: Form) -> Made:
    made = harbour.make(PASSPHRASE)
    write_entry(made.opened, new_id(), written("from before"))
    return made


@pytest.fixture
def copied(
    made: Made, harbour: Harbour, clock: SetClock, tmp_path: Path
) -> Iterator[Harbour]:
    """Give a copy of the folder as somebody took it before anything was changed."""
    shutil.copytree(harbour.folder, tmp_path / "copied" / "vaults")
    place = Harbour(tmp_path / "copied", clock, stretching=cheapest_stretching)
    assert place.vaults() == (made.opened.owner.hex(),)
    yield place
    place.lock_all()


def words_in(opened: Opened) -> list[str]:
    records = opened.journey.records()
    return [each.text for each in records if isinstance(each, Entry)]


def test_q17_a_new_passphrase_on_the_page_ends_the_old_one_everywhere(
    browser: Browser, made: Made, new_browser: Callable[[], Browser]
) -> None:
    browser.cookies[f"moorings-{PORT}"] = made.token
    browser.cookies[f"moorings-vault-{PORT}"] = made.opened.owner.hex()
    other = new_browser()
    assert other.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
    assert TOLD in browser.get("/settings/passphrase").page.words
    given = {"passphrase": PASSPHRASE, "new": FRESH, "again": FRESH}
    assert browser.post("/settings/passphrase", given).location == "/settings"
    assert "Your new passphrase is set." in browser.get("/settings").page.words
    assert other.get("/write").status == 401
    assert other.post("/unlock", {"passphrase": PASSPHRASE}).status == 401
    asked = {"passphrase": PASSPHRASE, "what": "json"}
    assert browser.post("/settings/take-out", asked).status == 403
    asked["passphrase"] = FRESH
    assert browser.post("/settings/take-out", asked).status in {200, 303}
    assert other.post("/unlock", {"passphrase": FRESH}).status == 303


def test_q17_a_copy_of_before_opens_with_what_opened_it_then_and_shows_that_day(
    made: Made, copied: Harbour, written: Form
) -> None:
    vault = made.opened.owner.hex()
    change_passphrase(made.opened, FRESH, cheapest_stretching())
    write_entry(made.opened, new_id(), written("from since"))
    with pytest.raises(WrongPassphraseError):
        copied.unlock(vault, FRESH)
    opened = copied.find(copied.unlock(vault, PASSPHRASE))
    assert "from before" in words_in(opened)
    assert "from since" not in words_in(opened)


def test_q17_the_keys_of_before_open_nothing_that_was_written_since(
    made: Made, harbour: Harbour, written: Form
) -> None:
    """Neither in the chain, nor on any shelf, nor with the old first page put back."""
    opened = made.opened
    before, page = opened.unlocked.keyring, write_header(opened.unlocked.header)
    change_passphrase(opened, FRESH, cheapest_stretching())
    write_entry(opened, new_id(), written("from since"))
    item, now = bytes.fromhex(new_id()), opened.unlocked.keyring
    since = now.seal_item(b"drafts", item, b"begun since")
    assert now.open_item(b"drafts", item, since) == b"begun since"
    boxed = seal_for_box(now.box_public, now.vault, item, b"noted since")
    assert now.open_boxed(item, boxed) == b"noted since"
    with pytest.raises(CannotOpenError):
        before.open_item(b"drafts", item, since)
    with pytest.raises(CannotOpenError):
        before.open_boxed(item, boxed)
    rows = list(opened.log.read(opened.owner))
    *_, last = before.open_chain(rows)
    assert last.message is None
    assert not last.follows
    vault = opened.owner.hex()
    harbour.lock(opened)
    file = harbour.folder / vault / FILE_NAME
    with closing(apsw.Connection(str(file))) as db:
        db.execute("UPDATE header SET header = ?", (page,))
    back = harbour.find(harbour.unlock(vault, PASSPHRASE))
    assert not back.condition.sound
    assert "from before" in words_in(back)
    assert "from since" not in words_in(back)


def test_q17_a_new_code_ends_the_old_sheet(made: Made, harbour: Harbour) -> None:
    vault = made.opened.owner.hex()
    code = renew_recovery_code(made.opened, PASSPHRASE, cheapest_stretching())
    harbour.lock(made.opened)
    with pytest.raises(WrongRecoveryCodeError):
        harbour.recover(vault, made.code)
    assert harbour.find(harbour.recover(vault, code)).condition.sound


def test_q17_a_passkey_taken_away_opens_no_more(made: Made, harbour: Harbour) -> None:
    opened, vault = made.opened, made.opened.owner.hex()
    add_passkey(opened, ask_passkey(opened, PASSPHRASE), CREDENTIAL, GIVES, "a phone")
    harbour.lock(opened)
    opened = harbour.find(unlock_with_passkey(harbour, vault, CREDENTIAL, GIVES))
    (known,) = passkeys(opened)
    take_passkey_away(opened, known.id, PASSPHRASE, cheapest_stretching())
    harbour.lock(opened)
    with pytest.raises(WrongPasskeyError):
        unlock_with_passkey(harbour, vault, CREDENTIAL, GIVES)
