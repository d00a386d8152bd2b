"""The soothing kit: its things, their pictures and recordings, and how trying went."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from moorings.companion.carrying import BLOBS, picture
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.practising import Practised, times
from moorings.companion.resending import new_in
from moorings.companion.taking_back import bring_back, erase
from moorings.errors import MooringsError
from moorings.exchange.picture_kinds import picture_kind
from moorings.exchange.recording_kinds import recording_kind
from moorings.journey.blobs import blobs_of
from moorings.journey.records import (
    BlobId,
    KitItem,
    PracticeTime,
    RecordId,
    Retraction,
    Sense,
    When,
)
from moorings.journey.records.base import ID_DIGITS
from moorings.storage.log import Writing
from moorings.vault.errors import CannotOpenError

#: Under this name the tries of the kit stand among the times of practice.
KIT = "kit"
#: A file may be as large as this, in bytes; a form as a whole may be a little larger.
LARGEST = 9 * 1024 * 1024
MEGABYTE = 1024 * 1024
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
RECORDINGS = frozenset(
    {"audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/webm"}
)


class UnknownFileError(MooringsError):
    """A file that is neither a picture nor a recording this kit can hold."""

    sentence = (
        "That file is no picture or recording that can be kept here. A picture can be "
        "JPEG, PNG, WebP or GIF; a recording MP3, M4A, Ogg, WAV or WebM. Nothing was "
        "kept yet. What you typed still stands; choose another file, or none."
    )


class LargeFileError(MooringsError):
    """A file that is larger than the kit can hold."""

    sentence = (
        "That file is too large: up to {most} MB fit. Nothing was kept yet. Choose a "
        "smaller one, or none: a title is enough."
    )

    def __init__(self) -> None:
        super().__init__(most=LARGEST // MEGABYTE)


@dataclass(frozen=True, slots=True)
class Given:
    """One thing as it is told; `without` takes away a picture that was there."""

    sense: Sense
    text: str
    content: bytes = b""
    without: bool = False


def keep_item(opened: Opened, record: RecordId, given: Given) -> None:
    """Put a thing into the kit; it needs words or a file."""
    _keep(opened, record, given, None)


def change_item(
    opened: Opened, record: RecordId, replaces: RecordId, given: Given
) -> None:
    """Keep a later version of a thing; a file that no version shows any more goes."""
    _keep(opened, record, given, item(opened, replaces))


def items(opened: Opened, *, let_go: bool = False) -> tuple[KitItem, ...]:
    """Give what is in the kit, or what was let go, in the order it came."""
    return tuple(opened.journey.standing(KitItem, taken=let_go))


def item(opened: Opened, record: RecordId) -> KitItem:
    """Give one thing in its newest version, whether it stands or was let go."""
    versions = {version.id for version in opened.journey.versions(record)}
    for each in (*items(opened), *items(opened, let_go=True)):
        if each.id in versions:
            return each
    raise NothingThereError


def first_of(opened: Opened, thing: KitItem) -> RecordId:
    """Give the id of its first version: under that one it is known for ever."""
    return opened.journey.versions(thing.id)[0].id


def is_let_go(opened: Opened, thing: KitItem) -> bool:
    """Say whether it was let go, and can be brought back."""
    return opened.journey.is_taken_back(thing.id)


def file_of(opened: Opened, thing: KitItem) -> bytes | None:
    """Open the picture or recording of a thing, if it has one that is still there."""
    with suppress(CannotOpenError):
        return picture(opened, thing.blob) if thing.blob else None
    return None


def keep_try(
    opened: Opened, record: RecordId, thing: KitItem, told: Practised, when: When
) -> None:
    """Keep that it was tried, and how it was before and afterwards."""
    tried = PracticeTime(
        id=record,
        written_at=opened.now(),
        practice=KIT,
        when=when,
        minutes=told.minutes,
        before=told.before,
        after=told.after,
        about=first_of(opened, thing),
        stopped=told.stopped,
    )
    opened.keep(tried)


def tries(opened: Opened, thing: KitItem) -> tuple[PracticeTime, ...]:
    """Give every time it was tried, in the kit or as the song of a practice."""
    versions = {version.id for version in opened.journey.versions(thing.id)}
    return tuple(each for each in times(opened) if each.about in versions)


def let_go(opened: Opened, thing: KitItem) -> None:
    """Take it out of the kit; it can be brought back."""
    opened.keep(Retraction(id=opened.new_id(), written_at=opened.now(), of=thing.id))


def take_in_again(opened: Opened, thing: KitItem) -> None:
    """Bring back what was let go."""
    bring_back(opened, thing.id)


def erase_item(opened: Opened, thing: KitItem) -> None:
    """Destroy a thing with its picture or recording, and with every try of it."""
    versions = {version.id for version in opened.journey.versions(thing.id)}
    tried = (
        each.id
        for taken in (False, True)
        for each in opened.journey.standing(PracticeTime, taken=taken)
        if each.about in versions
    )
    erase(opened, thing.id, *tried)


def media_type(content: bytes) -> str:
    """Say what a file is, by its bytes. Raises where the kit cannot hold it."""
    if len(content) > LARGEST:
        raise LargeFileError
    kind = picture_kind(content) or recording_kind(content)
    if kind not in PICTURES | RECORDINGS:
        raise UnknownFileError
    return str(kind)


def _keep(
    opened: Opened, record: RecordId, given: Given, before: KitItem | None
) -> None:
    blob, kind = _file(opened, given, before)
    if not (given.text.strip() or blob):
        raise EmptyPageError
    kept = KitItem(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        sense=given.sense,
        text=given.text.strip(),
        blob=blob,
        media_type=kind,
    )
    for new in new_in(opened, kept):
        opened.keep(new, also=_laying(opened, new, given.content))


def _file(
    opened: Opened, given: Given, before: KitItem | None
) -> tuple[BlobId | None, str]:
    """Name the file that belongs to it: a new one, the one before, or none."""
    if given.content:
        kind = media_type(given.content)
        digest = sha256(given.content).hexdigest()
        name = opened.unlocked.keyring.fingerprint("picture", digest)
        return BlobId(name[:ID_DIGITS]), kind
    if before and not given.without:
        return before.blob, before.media_type
    return None, ""


def _laying(opened: Opened, kept: KitItem, content: bytes) -> Callable[[Writing], None]:
    """Seal the file along with its record, and destroy what it takes the place of."""
    earlier = opened.journey.versions(kept.replaces) if kept.replaces else ()
    ids = {version.id for version in earlier}
    shown = {
        blob
        for record in opened.journey.records()
        if record.id not in ids
        for blob in blobs_of(record)
    }
    gone = {blob for each in earlier for blob in blobs_of(each)} - shown - {kept.blob}
    keyring = opened.unlocked.keyring

    def lay(writing: Writing) -> None:
        for blob in gone:
            writing.drop(BLOBS, bytes.fromhex(blob))
        if content and kept.blob and kept.id not in opened.journey.erased:
            name = bytes.fromhex(kept.blob)
            writing.put(BLOBS, name, keyring.seal_item(BLOBS.encode(), name, content))

    return lay
