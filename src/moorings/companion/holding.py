"""Holding back a text: written here instead of sent, for as long as one chose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Literal, TypeAlias

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.journey.records import (
    HeldText,
    HeldTextEnd,
    HowItEnded,
    RecordId,
    When,
)

#: No wait is longer than this.
LONGEST = timedelta(hours=24)
#: For so long a text whose hour has come is shown unasked; after that it rests (own).
SHOWN_DAYS = 3
#: Its hour is still to come; it has come; it stays unsent; the person said what became
#: of it.
HeldState: TypeAlias = Literal["waiting", "ready", "kept", "ended"]


@dataclass(frozen=True, slots=True)
class Held:
    """A held text as it stands now; `id` is that of its first version.

    `due` is its hour, `left` what is left until then.
    """

    id: RecordId
    text: HeldText
    began: datetime
    due: datetime
    state: HeldState
    left: timedelta
    end: HeldTextEnd | None = None

    @property
    def waited(self) -> timedelta:
        """Say how long it was held when it ended; nothing before that."""
        if self.end is None:
            return timedelta()
        return max(_ended(self.end) - self.began, timedelta())

    @property
    def whole(self) -> bool:
        """Say whether it was held until its hour."""
        return self.end is not None and self.began + self.waited >= self.due


def held_texts(opened: Opened) -> tuple[Held, ...]:
    """Give every held text that stands, the one that was written last first."""
    ends = dict(_ends(opened))
    now = opened.now()
    held = [
        _held(first, text, ends.get(first.id), now)
        for text in opened.journey.standing(HeldText)
        if isinstance(first := opened.journey.versions(text.id)[0], HeldText)
    ]
    return tuple(sorted(held, key=lambda each: each.began, reverse=True))


def held_text(opened: Opened, record: RecordId) -> Held:
    """Give one held text, by the id of any of its versions."""
    first = next(iter(opened.journey.versions(record)), None)
    for held in held_texts(opened):
        if first is not None and held.id == first.id:
            return held
    raise NothingThereError


def come_back(opened: Opened) -> Held | None:
    """Give the held text whose hour came first in the last days, if one is open."""
    since = opened.now() - timedelta(days=SHOWN_DAYS)
    ready = [held for held in held_texts(opened) if held.state == "ready"]
    lately = (held for held in ready if held.due > since)
    return min(lately, key=lambda held: held.due, default=None)


def hold(opened: Opened, text: HeldText) -> None:
    """Hold a text back; kept twice under one id, it is held once."""
    if not text.text.strip():
        raise EmptyPageError
    opened.keep(text)


def change_held(
    opened: Opened, held: Held, record: RecordId, text: str, to: str
) -> None:
    """Keep other words in its place; its hour stays."""
    if not text.strip():
        raise EmptyPageError
    _keep_version(opened, held, record, {"text": text, "to": to})


def hold_longer(
    opened: Opened, held: Held, record: RecordId, minutes: timedelta
) -> None:
    """Let it wait on from now, no longer than a day at a time."""
    until = opened.now() + min(minutes, LONGEST)
    _keep_version(opened, held, record, {"until": until})


def end_held(
    opened: Opened, held: Held, record: RecordId, how: HowItEnded, when: When
) -> None:
    """Keep what became of it, and when; said again, the later word counts."""
    opened.keep(
        HeldTextEnd(id=record, written_at=opened.now(), of=held.id, when=when, how=how)
    )


def _ends(opened: Opened) -> Iterator[tuple[RecordId, HeldTextEnd]]:
    for end in opened.journey.standing(HeldTextEnd):
        versions = opened.journey.versions(end.of)
        yield (versions[0].id if versions else end.of), end


def _held(
    first: HeldText, text: HeldText, end: HeldTextEnd | None, now: datetime
) -> Held:
    due = min(text.until, text.written_at + LONGEST)
    # A clock that was turned back makes no wait longer than the one that was chosen.
    left = min(due - now, due - text.written_at)
    state: HeldState = "waiting" if left > timedelta() else "ready"
    if text.unwanted:
        state = "kept"
    if end is not None:
        state = "ended"
    waiting = left if state == "waiting" else timedelta()
    return Held(first.id, text, first.written_at, due, state, waiting, end)


def _keep_version(
    opened: Opened, held: Held, record: RecordId, changes: dict[str, object]
) -> None:
    opened.keep(opened.later(held.text, record, **changes))


def _ended(end: HeldTextEnd) -> datetime:
    """Say when it ended: to the second where it was said at once, else to the minute.

    An hour left out is noon.
    """
    wall = datetime.combine(end.when.date, end.when.time or time(12))
    offset = end.when.offset
    zone = None if offset is None else timezone(timedelta(seconds=offset))
    said = wall.replace(tzinfo=zone) if zone else wall.astimezone()
    at_once = abs(end.written_at - said) <= timedelta(minutes=1)
    return end.written_at if at_once else said
