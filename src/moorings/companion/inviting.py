"""Inviting somebody to share, accepting, and taking the answer in.

The two carry the invitation and the answer themselves: as text, a picture or a file.
What they say counts only once six words were compared; see `pairing`.
"""

from base64 import b32decode, b32encode
from binascii import Error as NotBase32Error
from dataclasses import dataclass
from typing import Annotated, Final, TypeAlias

import msgspec

from moorings.companion.bonds import (
    NotPairedError,
    bond_of,
    bonds,
    identity_of,
)
from moorings.companion.checking import require_open_with
from moorings.companion.cleaning import clean_line
from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.resending import unused
from moorings.errors import MooringsError
from moorings.journey.records import (
    Bond,
    BondKey,
    RecordId,
    SharedSort,
)
from moorings.vault import pairing
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import Identity

FILE_ENDING: Final = ".moorings"
MOST_CODE: Final = 4_096
NAME_LETTERS: Final = 120

Name: TypeAlias = Annotated[str, msgspec.Meta(max_length=NAME_LETTERS)]

#: What a code that is none, or says nothing that can be read, ends in.
UNREADABLE = (CannotOpenError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class NoNameError(MooringsError):
    """Nobody said how they are called there."""

    sentence = "Write the name by which they know you, in up to 120 letters."


class NotACodeError(MooringsError):
    """What was pasted or chosen is no invitation or answer, or not the one meant."""

    sentence = (
        "This cannot be read here. Part of it may be missing, or it belongs to "
        "something else. Nothing was kept. You can ask for it again."
    )


class UsedInvitationError(MooringsError):
    """The invitation was made here, or was accepted here before."""

    kind = "refused"
    sentence = (
        "This invitation was made here or used here before, so it opens nothing new. "
        "Ask for a fresh one if you both want to share."
    )


class KeyChangedError(MooringsError):
    """Another answer than the first one: somebody else may stand in between."""

    kind = "refused"
    sentence = (
        "An answer came before, and this one is sealed with another key. Nothing was "
        "changed. It may be from somebody else. If you are not sure, leave this and "
        "make a new invitation, face to face."
    )


@dataclass(frozen=True, slots=True)
class Inviting:
    """By which name one invites, to what, and whom."""

    as_name: str
    what: SharedSort
    person: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says; the name is in the words of whoever made it."""

    name: str
    what: SharedSort
    code: bytes


@dataclass(frozen=True, slots=True)
class Accepting:
    """By which name one accepts, and who the other is in one's own notebook."""

    as_name: str
    person: RecordId | None = None


class _Invited(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Name
    what: SharedSort


class _Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Name


# --- the two codes ----------------------------------------------------------------


def invite(opened: Opened, record: RecordId, inviting: Inviting) -> Bond:
    """Make an invitation, with keys of its own; sent twice, it is made once.

    Raises `RestsError` where sharing rests, `NoNameError` without a name.
    """
    require_open_with(opened, "sharing", inviting.person)
    name = _require_name(inviting.as_name)
    known = opened.journey.record(record)
    if isinstance(known, Bond):
        return bond_of(opened, record)
    record = unused(opened, record)
    identity, pair = pairing.new_identity(), opened.new_id()
    message = msgspec.json.encode(_Invited(name, inviting.what))
    now = opened.now()
    bond = Bond(
        id=record,
        written_at=now,
        when=moment(now),
        side="invited",
        pair=pair,
        own=identity.public,
        sent=pairing.make_invitation(identity, bytes.fromhex(pair), message),
        what=inviting.what,
        as_name=name,
        person=inviting.person,
    )
    opened.keep(bond, _key(opened, bond, identity))
    return bond


def read_invitation(code: str | bytes) -> Invitation:
    """Read an invitation; nothing is kept. Raises `NotACodeError`."""
    raw = _code(code)
    try:
        read = pairing.read_invitation(raw)
        said = msgspec.json.decode(read.message, type=_Invited)
    except UNREADABLE:
        raise NotACodeError from None
    return Invitation(_their_name(said.name), said.what, raw)


def accept(
    opened: Opened, record: RecordId, invitation: Invitation, accepting: Accepting
) -> Bond:
    """Accept an invitation, with keys of one's own; sent twice, it is done once.

    Raises `RestsError`, `NoNameError`, or `UsedInvitationError` for one that was made
    or accepted here.
    """
    require_open_with(opened, "sharing", accepting.person)
    name = _require_name(accepting.as_name)
    read = pairing.read_invitation(invitation.code)
    pair = RecordId(read.pair.hex())
    for known in bonds(opened):
        if known.pair == pair:
            return _accepted_before(opened, known, record)
    record = unused(opened, record)
    identity, now = pairing.new_identity(), opened.now()
    message = msgspec.json.encode(_Answered(name))
    bond = Bond(
        id=record,
        written_at=now,
        when=moment(now),
        side="accepted",
        pair=pair,
        own=identity.public,
        sent=pairing.make_answer(identity, invitation.code, message),
        what=invitation.what,
        as_name=name,
        person=accepting.person,
        theirs=read.public,
        their_name=invitation.name,
    )
    opened.keep(bond, _key(opened, bond, identity))
    return bond


def take_answer(opened: Opened, record: RecordId, code: str | bytes) -> Bond:
    """Take in the answer to an invitation; the same one again changes nothing.

    Raises `NotACodeError` for what is no answer to it, `KeyChangedError` for another
    answer than the first.
    """
    bond = bond_of(opened, record)
    require_open_with(opened, "sharing", bond.person)
    identity = identity_of(opened, bond)
    if identity is None or bond.side != "invited":
        raise NotPairedError
    try:
        read = pairing.read_answer(identity, bond.sent, _code(code))
        said = msgspec.json.decode(read.message, type=_Answered)
    except UNREADABLE:
        raise NotACodeError from None
    if bond.theirs:
        if bond.theirs != read.public:
            raise KeyChangedError
        return bond
    name = _their_name(said.name)
    answered = opened.later(bond, opened.new_id(), theirs=read.public, their_name=name)
    opened.keep(answered)
    return answered


def code_text(code: bytes) -> str:
    """Write a code in capital letters and digits, for a message or a picture of it."""
    return b32encode(code).decode().rstrip("=")


# --- how it is done ---------------------------------------------------------------


def _key(opened: Opened, bond: Bond, identity: Identity) -> BondKey:
    return BondKey(
        id=opened.new_id(),
        written_at=opened.now(),
        pair=bond.pair,
        signing=identity.signing,
        sealing=identity.sealing,
    )


def _accepted_before(opened: Opened, known: Bond, record: RecordId) -> Bond:
    """Give the bond that this very form has made; anything else was used before."""
    if record not in {version.id for version in opened.journey.versions(known.id)}:
        raise UsedInvitationError
    return known


def _require_name(name: str) -> str:
    cleaned = clean_line(name)
    if not 0 < len(cleaned) <= NAME_LETTERS:
        raise NoNameError
    return cleaned


def _their_name(name: str) -> str:
    cleaned = clean_line(name)
    if not cleaned:
        raise NotACodeError
    return cleaned


def _code(code: str | bytes) -> bytes:
    """Read a code from a file, or from what was pasted, in whatever case and lines."""
    if isinstance(code, bytes):
        if code.startswith(bytes((pairing.VERSION,))):
            return code[:MOST_CODE]
        code = code[:MOST_CODE].decode("ascii", "replace")
    letters = "".join(code[:MOST_CODE].replace("-", "").split()).upper()
    try:
        return b32decode(letters + "=" * (-len(letters) % 8))
    except (NotBase32Error, ValueError):
        raise NotACodeError from None
