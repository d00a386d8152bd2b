"""Where the disk refuses or the file is spoilt, a page says so in a sentence."""

import errno
import os
from html import unescape
from pathlib import Path

import pytest

from moorings.companion.backing_up import back_up_here, backups_in
from moorings.companion.clock import moment
from moorings.companion.harbour import Harbour
from moorings.storage.sqlite import FILE_NAME
from moorings.web.visitor import House
from tests.web.conftest import PASSPHRASE, Browser

FAULT = "Something in the program went wrong"


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def locked(harbour: Harbour) -> Path:
    """Make a notebook with a backup, and lock it; give its folder."""
    opened = harbour.make(PASSPHRASE).opened
    place = harbour.folder / opened.owner.hex()
    back_up_here(place, opened, moment(harbour.clock.now()).date)
    harbour.lock_all()
    return place


def unlocked(browser: Browser) -> str:
    answer = browser.post("/unlock", {"passphrase": PASSPHRASE})
    assert answer.status == 503
    assert FAULT not in answer.text
    return unescape(answer.text)


def test_a_first_notebook_that_cannot_be_made_is_told_on_the_page(
    browser: Browser, house: House, harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.get(f"/open/{house.link}")
    browser.post("/welcome/gift", {"gift": "word"})
    form = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", refuse)
        answer = browser.post("/welcome/passphrase", form)
    assert answer.status == 503
    assert FAULT not in answer.text
    assert f"keep anything in {harbour.folder} (Read-only file system)" in answer.text
    assert harbour.vaults() == ()
    assert browser.post("/welcome/passphrase", form).location == "/welcome/code"


def test_a_disk_that_can_only_be_read_is_told_at_the_door(
    browser: Browser, harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(harbour)
    with monkeypatch.context() as patched:
        patched.setattr("moorings.storage.lock.os.open", refuse)
        told = unlocked(browser)
    assert "write beside this notebook (Read-only file system)" in told


def test_a_spoilt_file_names_its_backup_at_the_door(
    browser: Browser, harbour: Harbour
) -> None:
    place = locked(harbour)
    (place / FILE_NAME).write_bytes(b"no notebook any more" * 500)
    (backup,) = backups_in(place)
    assert f"moorings restore --replace {backup.path}" in unlocked(browser)
