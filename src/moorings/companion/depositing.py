"""The ledger: moments that gave something or took something, in one's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.taking_back import erase
from moorings.errors import MooringsError
from moorings.journey.records import LedgerEntry, RecordId, Side, Sort, When, WordId

#: What each side can be; what is neither is something else, on either of them.
SORTS: Final[Mapping[Side, tuple[Sort, ...]]] = MappingProxyType(
    {
        "deposit": ("heard", "repaired", "need-met", "other"),
        "strain": ("unheard", "unrepaired", "let-down", "other"),
    }
)


class NoSideError(MooringsError):
    """Nobody said whether it gave something or took something."""

    sentence = "Choose which of these it was; “something else” is one of them."


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done, with whom, and what it says of which beliefs."""

    side: Side
    sort: Sort
    text: str
    people: tuple[RecordId, ...] = ()
    against: tuple[WordId, ...] = ()
    supports: tuple[WordId, ...] = ()
    much: int | None = None


def keep_moment(
    opened: Opened,
    record: RecordId,
    done: Done,
    when: When,
    replaces: RecordId | None = None,
) -> None:
    """Keep one moment, or another version of one. Raises where it has no words."""
    if not done.text.strip():
        raise EmptyPageError
    newest = moment_of(opened, replaces) if replaces else None
    opened.keep(
        LedgerEntry(
            id=record,
            written_at=opened.now(),
            replaces=replaces,
            when=when,
            side=done.side,
            sort=done.sort,
            text=done.text.strip(),
            people=done.people,
            against=done.against,
            supports=done.supports,
            activation=newest.activation if newest else None,
            much=done.much,
        )
    )


def moments(opened: Opened, person: RecordId | None = None) -> tuple[LedgerEntry, ...]:
    """Give every moment, or those with somebody, the latest first."""
    found = opened.journey.standing(LedgerEntry)
    wanted = (each for each in found if person is None or person in each.people)
    return tuple(sorted(wanted, key=lambda each: each.when.order)[::-1])


def moment_of(opened: Opened, record: RecordId) -> LedgerEntry:
    """Give one moment in its newest version, by any of them."""
    versions = {version.id for version in opened.journey.versions(record)}
    for each in opened.journey.standing(LedgerEntry):
        if each.id in versions:
            return each
    raise NothingThereError


def erase_moment(opened: Opened, record: RecordId) -> None:
    """Destroy a moment with all its versions."""
    moment_of(opened, record)
    erase(opened, record)
