"""What is done with keys in steps.py, and which of them open a notebook afterwards."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from campaigns.steps_before import CREDENTIAL, GIVES, NEW, OLD, Before, at
from moorings.companion import securing
from moorings.companion.adding_passkeys import (
    add_passkey,
    ask_passkey,
    passkeys,
    take_passkey_away,
    unlock_with_passkey,
)
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import (
    WrongPasskeyError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)

WRONG = (WrongPasskeyError, WrongPassphraseError, WrongRecoveryCodeError)


def change_passphrase(before: Before, folder: Path) -> None:
    securing.change_passphrase(before.open(folder), NEW, cheapest_stretching())


def renew_code(before: Before, folder: Path) -> None:
    with patch.object(securing, "new_code", lambda: before.next_code):
        securing.renew_recovery_code(before.open(folder), OLD, cheapest_stretching())


def add(before: Before, folder: Path) -> None:
    opened = before.open(folder)
    add_passkey(opened, ask_passkey(opened, OLD), CREDENTIAL, GIVES, "the phone")


def take_away(before: Before, folder: Path) -> None:
    opened = before.open(folder)
    (known,) = passkeys(opened)
    take_passkey_away(opened, known.id, OLD, cheapest_stretching())


def check_ways(*wanted: str) -> Callable[[Before, Path, bool], None]:
    """Make sure that just the keys of one of these lists open it.

    Where it is done, just those of the last.
    """
    allowed = [set(each.split(", ")) for each in wanted]

    def check(before: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
        assert ways_in(before, folder) in (allowed[-1:] if done else allowed)

    return check


def ways_in(before: Before, folder: Path) -> set[str]:
    """Try every key there ever was; whichever opens it must show all of it."""
    harbour, vault, opens = at(folder), before.vault, set()
    ways: dict[str, Callable[[], str]] = {
        "old": lambda: harbour.unlock(vault, OLD),
        "new": lambda: harbour.unlock(vault, NEW),
        "code": lambda: harbour.recover(vault, before.code),
        "next code": lambda: harbour.recover(vault, before.next_code),
        "passkey": lambda: unlock_with_passkey(harbour, vault, CREDENTIAL, GIVES),
    }
    listed = False
    for name, way in ways.items():
        try:
            opened = harbour.find(way())
        except WRONG:
            continue
        opens.add(name)
        records = list(opened.journey.records())
        assert opened.condition.sound
        assert set(before.records) <= set(records)
        assert [record.id for record in records].count(before.boxed) == 1
        listed = bool(passkeys(opened))
        harbour.lock_all()
    assert listed == ("passkey" in opens)
    return opens
