"""Help opens while keys are being turned, however many ask at once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from moorings.companion import harbour as harbours
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.vault.header import Unlocked, open_with_passphrase
from tests.web.conftest import PASSPHRASE, Browser

HELP = ("/now", "/now/belly-breath", "/crisis", "/safety", "/now/shell.json")
PATIENCE = 60.0
ASKING = 8


class Lock:
    """Turns a key only once it may."""

    def __init__(self, turn: Callable[[bytes, str], Unlocked]) -> None:
        self.turn = turn
        self.may = threading.Event()
        self.begun = threading.Event()

    def open(self, page: bytes, passphrase: str) -> Unlocked:
        self.begun.set()
        assert self.may.wait(PATIENCE)
        return self.turn(page, passphrase)


@pytest.fixture
def lock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lock]:
    slow = Lock(open_with_passphrase)
    monkeypatch.setattr(harbours, "open_with_passphrase", slow.open)
    yield slow
    slow.may.set()


def test_help_opens_while_keys_are_being_turned(
    harbour: Harbour,
    notebook: Opened,
    new_browser: Callable[[], Browser],
    browser: Browser,
    lock: Lock,
) -> None:
    harbour.lock(notebook)
    others = [new_browser() for _ in range(ASKING)]
    with ThreadPoolExecutor(ASKING + 1) as threads:
        asked = [
            threads.submit(each.post, "/unlock", {"passphrase": PASSPHRASE})
            for each in others
        ]
        assert lock.begun.wait(PATIENCE)
        help_asked = threads.submit(lambda: [browser.get(path) for path in HELP])
        try:
            shown = help_asked.result(PATIENCE)
            assert not lock.may.is_set()
        finally:
            lock.may.set()
        assert [answer.status for answer in shown] == [200] * len(HELP)
        assert [each.result(PATIENCE).status for each in asked] == [303] * ASKING
