"""Looking after the keys: passphrase, recovery code, door name."""

import secrets
from collections.abc import Sequence

from moorings.companion.guessing import WORDS_OFFERED, names_in, require_strong
from moorings.companion.opened import Opened
from moorings.companion.patience import try_key
from moorings.journey.records import RecoveryCheck
from moorings.vault.derivation import Stretching
from moorings.vault.errors import WrongRecoveryCodeError
from moorings.vault.header import (
    Unlocked,
    is_code_of,
    open_with_passphrase,
    with_new_code,
    without_passkeys,
    write_header,
)
from moorings.vault.recovery import new_code


def offer_passphrase(words: Sequence[str]) -> str:
    """Draw six words by chance: 66 bits from a list of 2,048."""
    return " ".join(secrets.choice(words) for _ in range(WORDS_OFFERED))


def require_unguessable(opened: Opened, passphrase: str) -> None:
    """Refuse what could be guessed, also by somebody who knows who stands in it."""
    require_strong(passphrase, names_in(opened.journey.records()))


def prove(opened: Opened, passphrase: str) -> None:
    """Make sure that whoever asks for something weighty knows the passphrase.

    Wrong tries ask for patience here too: the device may be in other hands.
    """
    page = write_header(opened.unlocked.header)

    def turn(_: bytes) -> Unlocked:
        return open_with_passphrase(page, passphrase)

    try_key(opened.log, opened.clock, opened.owner, "proof", turn)


def change_passphrase(
    opened: Opened, passphrase: str, stretching: Stretching, *, alone: bool = False
) -> None:
    """Change the passphrase; the old one opens nothing that is written from now on.

    With `alone` no passkey does, either.
    """
    require_unguessable(opened, passphrase)
    known = opened.unlocked.header.known_passkeys if alone else ()
    gone = [each.credential for each in known]
    opened.put_header(without_passkeys(opened.unlocked, gone, passphrase, stretching))


def renew_recovery_code(opened: Opened, passphrase: str, stretching: Stretching) -> str:
    """Make a new recovery code; the old sheet opens nothing any more.

    The passphrase must be the vault's own: it wraps the new vault key as well.
    """
    prove(opened, passphrase)
    code = new_code()
    opened.put_header(with_new_code(opened.unlocked, passphrase, stretching, code))
    return code


def check_recovery_code(opened: Opened, code: str) -> None:
    """Take note that the recovery code is at hand and right."""
    if not is_code_of(opened.unlocked.header, code):
        raise WrongRecoveryCodeError
    opened.keep(RecoveryCheck(id=opened.new_id(), written_at=opened.now()))
