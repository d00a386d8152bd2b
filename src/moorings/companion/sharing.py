"""Sharing: single things, given as copies and taken back.

There is no way to give everything, and nothing says how much is not given. What was
read by the other stays read, whatever is taken back.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

import msgspec

from moorings.companion.bonds import (
    bond_of_item,
    name_of,
    require_paired,
)
from moorings.companion.checking import require_open_with
from moorings.companion.cleaning import clean_line, clean_text
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.laying import (
    MOST,
    TEXT_LETTERS,
    TITLE_LETTERS,
    RoomFullError,
    item_of,
    laying,
    standing_in,
    wrapped,
)
from moorings.companion.opened import Opened
from moorings.companion.taking_back import erase
from moorings.errors import MooringsError
from moorings.journey.records import (
    AnyRecord,
    Bond,
    Entry,
    HeldText,
    MendingStep,
    Promise,
    RecordId,
    Retraction,
    SharedItem,
    SharedSort,
    Statement,
    Worksheet,
)
from moorings.storage.log import Writing

#: After comparing the words, so long passes before something goes by one tap (own).
COOLING: Final = timedelta(hours=24)
AGREEMENT: Final = "time-out-agreement"

_MadeFrom = Callable[[AnyRecord], bool]
#: What a copy of each sort may be made from; ratings, notes and checks are no source.
_SOURCES: Final[Mapping[SharedSort, _MadeFrom]] = MappingProxyType(
    {
        "text": lambda it: isinstance(it, Entry | HeldText),
        "statement": lambda it: isinstance(it, Statement),
        "promise": lambda it: isinstance(it, Promise),
        "plan": lambda it: isinstance(it, MendingStep) and it.part == "plan",
        "agreement": lambda it: isinstance(it, Worksheet) and it.sheet == AGREEMENT,
    }
)


class CoolingError(MooringsError):
    """The first thing, given within a day of pairing, without the name typed."""

    sentence = (
        "This is the first thing you share, on the first day. You can wait until "
        "tomorrow, or type their name here to share it now. Nothing was sent."
    )


class TooLongToShareError(MooringsError):
    """More words than one parcel holds."""

    sentence = (
        "This is too long to share in one piece: the text can have {letters} letters, "
        "the title {title}. Nothing was sent, and what you typed still stands."
    )


class NotShareableError(MooringsError):
    """Something that is for oneself alone."""

    kind = "refused"
    sentence = (
        "This stays in your notebook. What can be shared is a text, something you want "
        "to say, a promise, a plan, or the agreement about time-outs. Nothing was sent."
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """What is to be given, as a copy in words."""

    sort: SharedSort
    title: str
    text: str
    source: RecordId | None = None


# --- giving -----------------------------------------------------------------------


def needs_cooling(opened: Opened, bond: Bond) -> bool:
    """Say whether this would be the first thing given, within a day of the pairing."""
    if any(item.direction == "given" for item in _ever(opened, bond)):
        return False
    versions = opened.journey.versions(bond.id)
    paired = [v.written_at for v in versions if isinstance(v, Bond) and v.words]
    return bool(paired) and opened.now() - min(paired) < COOLING


def give(
    opened: Opened, bond: Bond, record: RecordId, shared: Shared, typed: str = ""
) -> SharedItem:
    """Give a copy, and lay it ready sealed; sent twice, it is given once.

    Raises `RestsError`, `NotPairedError`, `EmptyPageError`, `TooLongToShareError`,
    `NotShareableError`, `RoomFullError`, or `CoolingError` for a first thing where the
    name typed is not theirs.
    """
    require_open_with(opened, "sharing", bond.person)
    require_paired(opened, bond)
    item = _item(opened, bond, record, shared)
    known = opened.journey.record(record)
    if isinstance(known, SharedItem) and _says_the_same(known, item):
        return known
    if known or record in opened.journey.erased:
        item = msgspec.structs.replace(item, id=opened.new_id())
    if needs_cooling(opened, bond) and not _is_name(opened, bond, typed):
        raise CoolingError
    if len(standing_in(opened, bond)) >= MOST:
        raise RoomFullError(most=MOST)
    opened.keep(item, also=laying(opened, bond, lambda items: (*items, item)))
    return item


def take_back(opened: Opened, record: RecordId) -> None:
    """Take something back: the room gets a new key, and no longer holds it.

    What the other has read stays read. Taken back again, nothing happens.
    """
    item = item_of(opened, record)
    if item.direction != "given":
        raise NothingThereError
    if opened.journey.is_taken_back(item.id):
        return
    retraction = Retraction(id=opened.new_id(), written_at=opened.now(), of=item.id)
    opened.keep(retraction, also=_without(opened, item))


def parcel_of(opened: Opened, record: RecordId) -> bytes:
    """Give something that was given as a sealed file, to be carried by own means."""
    item = item_of(opened, record)
    bond = bond_of_item(opened, item)
    require_open_with(opened, "sharing", bond.person)
    identity = require_paired(opened, bond)
    if item not in standing_in(opened, bond):
        raise NothingThereError
    return wrapped(identity, bond, item)


def given(opened: Opened, bond: Bond) -> tuple[SharedItem, ...]:
    """Give what one has given and not taken back, the first given first."""
    return standing_in(opened, bond)


def forget_item(opened: Opened, record: RecordId) -> None:
    """Destroy something shared for good; what was given is taken back first."""
    if item_of(opened, record).direction == "given":
        take_back(opened, record)
    erase(opened, record)


# --- how it is done ---------------------------------------------------------------


def _item(opened: Opened, bond: Bond, record: RecordId, shared: Shared) -> SharedItem:
    title, text = clean_line(shared.title), clean_text(shared.text)
    if not text:
        raise EmptyPageError
    if len(text) > TEXT_LETTERS or len(title) > TITLE_LETTERS:
        raise TooLongToShareError(letters=TEXT_LETTERS, title=TITLE_LETTERS)
    source = opened.journey.record(shared.source) if shared.source else None
    if shared.source and not (source and _SOURCES[shared.sort](source)):
        raise NotShareableError
    now = opened.now()
    return SharedItem(
        id=record,
        written_at=now,
        when=moment(now),
        pair=bond.pair,
        direction="given",
        sort=shared.sort,
        text=text,
        title=title,
        source=shared.source,
    )


def _says_the_same(one: SharedItem, other: SharedItem) -> bool:
    told = [(i.pair, i.sort, i.title, i.text, i.source) for i in (one, other)]
    return told[0] == told[1]


def _ever(opened: Opened, bond: Bond) -> Iterator[SharedItem]:
    for taken in (False, True):
        for item in opened.journey.standing(SharedItem, taken=taken):
            if item.pair == bond.pair:
                yield item


def _is_name(opened: Opened, bond: Bond, typed: str) -> bool:
    name = clean_line(name_of(opened, bond)).casefold()
    return clean_line(typed).casefold() == name


def _without(opened: Opened, item: SharedItem) -> Callable[[Writing], None]:
    """Lay the room anew without this; where there is no bond, there is no room."""
    with suppress(NothingThereError):
        bond = bond_of_item(opened, item)
        return laying(opened, bond, lambda items: [i for i in items if i.id != item.id])
    return lambda _: None
