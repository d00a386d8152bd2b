"""Adding passkeys: whoever asks knows the passphrase, and an answer counts once."""

import pytest

from moorings.companion.adding_passkeys import (
    NoSecretError,
    NotAskedError,
    add_passkey,
    ask_passkey,
    asked_of,
    passkeys,
    take_asked,
    take_passkey_away,
    unlock_with_passkey,
)
from moorings.companion.carrying import take_out
from moorings.companion.errors import ReadOnlyError, TooSoonError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.securing import change_passphrase
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import (
    TooManyPasskeysError,
    WrongPasskeyError,
    WrongPassphraseError,
)
from moorings.vault.header import MOST_PASSKEYS

PASSPHRASE = "six words make a passphrase"
KEY, SECRET = b"credential", b"s" * 32


@pytest.fixture
def mine(harbour: Harbour) -> Opened:
    return harbour.make(PASSPHRASE).opened


def add(opened: Opened, key: bytes = KEY, secret: bytes = SECRET) -> None:
    ask_passkey(opened, PASSPHRASE)
    add_passkey(opened, take_asked(opened), key, secret, "my phone")


def opens(harbour: Harbour, opened: Opened, secret: bytes = SECRET) -> Opened:
    vault = opened.owner.hex()
    return harbour.find(unlock_with_passkey(harbour, vault, KEY, secret))


def test_it_opens_the_vault_after_it_was_locked(harbour: Harbour, mine: Opened) -> None:
    add(mine)
    harbour.lock(mine)
    again = opens(harbour, mine)
    assert again.journey == mine.journey
    assert [each.name for each in passkeys(again)] == ["my phone"]
    ((key, salt),) = asked_of(harbour, mine.owner.hex())
    assert key == KEY
    assert len(salt) == 16


def test_only_who_knows_the_passphrase_begins(mine: Opened) -> None:
    with pytest.raises(WrongPassphraseError):
        ask_passkey(mine, "something else entirely")
    with pytest.raises(NotAskedError):
        take_asked(mine)


def test_what_was_asked_is_answered_once_and_is_gone_with_the_lock(
    harbour: Harbour, mine: Opened
) -> None:
    asked = ask_passkey(mine, PASSPHRASE)
    assert take_asked(mine) == asked
    with pytest.raises(NotAskedError):
        take_asked(mine)
    ask_passkey(mine, PASSPHRASE)
    harbour.lock(mine)
    assert mine.passkey_asked is None


@pytest.mark.parametrize("secret", [b"", b"short", b"s" * 33])
def test_without_what_opens_nothing_changes(mine: Opened, secret: bytes) -> None:
    asked = ask_passkey(mine, PASSPHRASE)
    before = mine.unlocked.header
    with pytest.raises(NoSecretError):
        add_passkey(mine, asked, KEY, secret, "my phone")
    assert mine.unlocked.header == before
    assert passkeys(mine) == ()


def test_wrong_answers_ask_for_patience(harbour: Harbour, mine: Opened) -> None:
    add(mine)
    harbour.lock(mine)
    for _ in range(5):
        with pytest.raises(WrongPasskeyError):
            opens(harbour, mine, b"w" * 32)
    with pytest.raises(TooSoonError):
        opens(harbour, mine)
    again = harbour.find(harbour.unlock(mine.owner.hex(), PASSPHRASE))
    assert again.owner == mine.owner


def test_where_no_vault_is_meant_nothing_opens(harbour: Harbour) -> None:
    with pytest.raises(WrongPasskeyError):
        unlock_with_passkey(harbour, "", KEY, SECRET)


def test_it_stays_through_a_new_passphrase_and_ends_when_taken_away(
    harbour: Harbour, mine: Opened
) -> None:
    add(mine)
    change_passphrase(mine, "another six words for it", cheapest_stretching())
    harbour.lock(mine)
    again = opens(harbour, mine)
    (mine_here,) = passkeys(again)
    with pytest.raises(WrongPassphraseError):
        take_passkey_away(again, mine_here.id, PASSPHRASE, cheapest_stretching())
    assert passkeys(again) == (mine_here,)
    known = "another six words for it"
    take_passkey_away(again, "0" * 32, known, cheapest_stretching())
    take_passkey_away(again, mine_here.id, known, cheapest_stretching())
    assert passkeys(again) == ()
    harbour.lock(again)
    with pytest.raises(WrongPasskeyError):
        opens(harbour, mine)


def test_a_new_passphrase_can_be_the_only_one(harbour: Harbour, mine: Opened) -> None:
    add(mine)
    known = "another six words for it"
    change_passphrase(mine, known, cheapest_stretching(), alone=True)
    assert passkeys(mine) == ()
    harbour.lock(mine)
    with pytest.raises(WrongPasskeyError):
        opens(harbour, mine)
    (vault,) = harbour.vaults()
    harbour.find(harbour.unlock(vault, known))


def test_no_device_is_asked_where_no_further_one_could_be_kept(mine: Opened) -> None:
    for number in range(MOST_PASSKEYS):
        add(mine, key=b"%d" % number)
    with pytest.raises(TooManyPasskeysError):
        ask_passkey(mine, PASSPHRASE)
    mine.looking = True
    with pytest.raises(ReadOnlyError):
        ask_passkey(mine, PASSPHRASE)


def test_no_secret_is_in_what_can_be_taken_out(mine: Opened) -> None:
    add(mine)
    told = repr(take_out(mine))
    assert repr(SECRET) not in told
    assert KEY.hex() not in told
