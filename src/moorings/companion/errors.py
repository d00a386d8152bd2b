"""What a companion has to tell instead of doing what was asked."""

from moorings.errors import MooringsError


class LockedError(MooringsError):
    """There is no open vault behind this request."""

    kind = "locked"
    sentence = "Your notebook is locked. Nothing is lost: unlock it to go on."


class TooSoonError(MooringsError):
    """Too many wrong tries in a row; the next one has to wait a little."""

    kind = "early"
    sentence = (
        "That was tried a few times now. The next try is possible in {seconds} s. "
        "Nothing is locked for good, and nothing is lost."
    )


class ReadOnlyError(MooringsError):
    """The vault can be read but not written."""

    kind = "busy"
    sentence = (
        "This vault can be read but not written with this Moorings: part of it is "
        "missing, or it comes from a newer version. Take everything out under "
        "Settings, and put it into a new vault."
    )


class WeakPassphraseError(MooringsError):
    """A passphrase that could be guessed."""

    sentence = (
        "That passphrase could be guessed too easily: it needs at least {letters} "
        "letters, and not only a few different ones. The six words offered are strong."
    )


class CommonPassphraseError(MooringsError):
    """A passphrase that stands on lists."""

    sentence = (
        "That is among what is tried first: without common words, rows of keys and "
        "numbers, too little of it is left. Nothing was changed. The six words offered "
        "are strong."
    )


class PersonalPassphraseError(MooringsError):
    """A passphrase that somebody who knows the person would try."""

    sentence = (
        "Somebody who knows you could guess that: without names from this notebook, "
        "and without dates, too little of it is left. Nothing was changed. Take words "
        "that have nothing to do with you; the six words offered are strong."
    )


class UnknownVaultError(MooringsError):
    """No such vault here."""

    kind = "missing"
    sentence = "There is no vault here yet. Make one first: {how}"


class DoorNeededError(MooringsError):
    """Several vaults, and nothing says which one is meant."""

    sentence = (
        "There is more than one vault here. Say which one with its door name: {how}"
    )


class DoorTakenError(MooringsError):
    """Another vault has this door name."""

    sentence = (
        "Another notebook on this machine has this door name. Nothing was changed. "
        "Choose another one."
    )


class NothingThereError(MooringsError):
    """What was asked for does not exist, or no longer."""

    kind = "missing"
    sentence = "That page is not here. It may have been erased, or the link is old."


class EmptyPageError(MooringsError):
    """There is nothing to keep."""

    sentence = "There are no words here yet. Write something first, or leave it be."


class ImpossibleDateError(MooringsError):
    """A date or time that no calendar has."""

    sentence = (
        "“{typed}” is not a day or time that can be kept. Write the day as "
        "2024-03-09 and the time as 21:30, or leave them as they were."
    )


class BoxFullError(MooringsError):
    """More waits for the next unlock than a person could have noted."""

    kind = "busy"
    sentence = (
        "More than {most} notes wait for the next unlock, so this one waits on in the "
        "browser. Nothing is lost. Unlock the notebook once, and it comes in."
    )
