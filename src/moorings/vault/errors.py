"""Why sealed bytes would not open."""

from moorings.errors import MooringsError


class CannotOpenError(MooringsError):
    """Wrong key, or the sealed bytes were changed or moved."""

    kind = "failed"
    sentence = "These sealed words do not open here: they were changed or moved."


class WrongPassphraseError(MooringsError):
    """What was typed does not open the vault."""

    kind = "refused"
    sentence = (
        "That does not open it. Nothing is lost, and you can try again. Look for a "
        "capital letter or a missing space."
    )


class WrongRecoveryCodeError(MooringsError):
    """The recovery code typed is not the vault's."""

    kind = "refused"
    sentence = (
        "That recovery code does not open it. Nothing is lost. The code has 26 letters "
        "and digits; check it against the sheet and try again."
    )


class WrongPasskeyError(MooringsError):
    """What the passkey gave does not open the vault."""

    kind = "refused"
    sentence = (
        "That passkey does not open it. Nothing is lost. The passphrase and the "
        "recovery code open it as before."
    )


class TooManyPasskeysError(MooringsError):
    """No more passkeys fit on the first page."""

    sentence = (
        "{most} passkeys are the most. Nothing was changed. Take one away first, if "
        "you like."
    )


class DamagedHeaderError(MooringsError):
    """The vault's first page is not as it was written."""

    kind = "failed"
    sentence = (
        "The first page of this vault was changed or damaged, so it was not opened. "
        "Nothing was overwritten. A backup of the folder will open."
    )


class UnknownFormatError(MooringsError):
    """The vault was made by a Moorings we do not know yet."""

    kind = "failed"
    sentence = (
        "This vault was made by a newer Moorings. Nothing was changed. Start it with "
        "that version, or a later one."
    )
