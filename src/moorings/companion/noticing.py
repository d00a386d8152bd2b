"""Noticing how high or low the body runs: marks, and the window they draw."""

from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.insight.window import Mark
from moorings.journey.records import Arousal, RecordId, When


def mark(opened: Opened, record: RecordId, told: Mark, when: When) -> None:
    """Keep one mark."""
    opened.keep(
        Arousal(
            id=record,
            written_at=opened.now(),
            when=when,
            level=told.level,
            bearable=told.bearable,
        )
    )


def change_mark(
    opened: Opened, record: RecordId, replaces: RecordId, told: Mark
) -> None:
    """Keep another word on a mark; its day and hour stay."""
    before = one_mark(opened, replaces)
    kept = Arousal(
        id=record,
        written_at=opened.now(),
        replaces=before.id,
        when=before.when,
        level=told.level,
        bearable=told.bearable,
        activation=before.activation,
    )
    opened.keep(*new_in(opened, kept))


def marks(opened: Opened) -> tuple[Arousal, ...]:
    """Give every mark that stands, the earliest first."""
    found = opened.journey.standing(Arousal)
    return tuple(sorted(found, key=lambda each: each.when.order))


def one_mark(opened: Opened, record: RecordId) -> Arousal:
    """Give one mark, in its newest version."""
    versions = {version.id for version in opened.journey.versions(record)}
    for each in marks(opened):
        if each.id in versions:
            return each
    raise NothingThereError


def erase_mark(opened: Opened, record: RecordId) -> None:
    """Destroy a mark with all its versions."""
    erase(opened, one_mark(opened, record).id)


def counted(found: tuple[Arousal, ...]) -> tuple[Mark, ...]:
    """Give what counts of marks."""
    return tuple(Mark(each.level, each.bearable) for each in found)
