"""Over-looking: how often one looks, known sealed for two days and told to nobody.

Openings lie in one sealed row beside the drafts, which no export holds; looks are in
memory alone. While everything is paused, while the notebook is only tried out, and
where somebody wished it so, nothing is counted.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import msgspec

from moorings.companion.choosing import choose
from moorings.companion.opened import Opened
from moorings.companion.pausing import is_paused
from moorings.companion.practising import reasons
from moorings.companion.settling import open_activation
from moorings.errors import MooringsError
from moorings.insight.over_focus import (
    Attention,
    Offer,
    fresh,
    looked_at,
    offer,
    offered_at,
    opened_at,
    resting,
    taken_back_at,
)
from moorings.journey.codec import RECORDS_VERSION
from moorings.safety.resting import Reason

#: The shelf where the row lies, and its place there; it is not read as a draft.
SHELF = "drafts"
ITEM = sha256(b"moorings attention").digest()[:16]
#: The choice to be told nothing about looking often.
GUARD, OFF = "over-focus", "off"
#: Whoever may be in danger, or is far away, is not told that they look too often (own).
_NOT_NOW: frozenset[Reason] = frozenset({"flagged", "help", "unreal"})


class _Row(msgspec.Struct, frozen=True):
    """What is kept of it for two days at most; not what was looked at."""

    openings: tuple[datetime, ...] = ()
    offered: datetime | None = None
    rests_until: datetime | None = None


def note_opening(opened: Opened) -> None:
    """Note that the notebook was opened; where the disk refuses, nobody is kept out."""
    if not _counts(opened):
        return
    opened.attention = opened_at(attention_of(opened), opened.now())
    _lay(opened)


def note_other(opened: Opened) -> None:
    """Note that it was opened to get help or to write: such an opening does not count.

    It stays in memory until the notebook locks: nothing is to fail on the way to help.
    """
    if opened.attention is not None:
        opened.attention = taken_back_at(opened.attention, opened.now())
        opened.attention_unkept = True


def note_look(opened: Opened, page: str) -> Offer | None:
    """Count a look at a page, and give the rest that is offered now, if one is.

    It counts as offered from here on, whatever is chosen.
    """
    if not _counts(opened):
        return None
    now = opened.now()
    opened.attention = looked_at(attention_of(opened), page, now)
    found = offer(opened.attention, now)
    if found is None or reasons(opened) & _NOT_NOW or open_activation(opened):
        return None
    opened.attention = offered_at(opened.attention, now)
    opened.attention_unkept = True
    return found


def let_rest(opened: Opened) -> None:
    """Let the pictures rest until this time tomorrow, by the person's own wish."""
    opened.attention = resting(attention_of(opened), opened.now())
    opened.shown_all_the_same = False
    _lay(opened)


def rests_until(opened: Opened) -> datetime | None:
    """Say until when the pictures rest; None where they do not, or are shown anyway."""
    if opened.shown_all_the_same:
        return None
    return fresh(attention_of(opened), opened.now()).rests_until


def keep_offered(opened: Opened) -> None:
    """Keep that a rest was offered, where somebody goes on instead."""
    _lay(opened)


def show_all_the_same(opened: Opened) -> None:
    """Show them until the notebook is locked; the rest they were given goes on."""
    opened.shown_all_the_same = True


def end_rest(opened: Opened) -> None:
    """Let the pictures be seen again."""
    opened.attention = replace(attention_of(opened), rests_until=None)
    _lay(opened)


def guards(opened: Opened) -> bool:
    """Say whether a rest may be offered at all, by the person's own choice."""
    return opened.journey.choices.get(GUARD, "") != OFF


def guard(opened: Opened, *, on: bool) -> None:
    """Keep whether a rest may be offered; where not, nothing is counted any more."""
    choose(opened, {GUARD: "" if on else OFF})
    if not on:
        forget(opened)


def forget(opened: Opened) -> None:
    """Forget every opening and look; a rest that was chosen goes on."""
    opened.attention = Attention(rests_until=attention_of(opened).rests_until)
    _lay(opened)


def put_down(opened: Opened) -> None:
    """Keep, as the notebook locks, that a rest was offered: it is not offered twice.

    No lock waits for want of it.
    """
    with suppress(Exception):
        if opened.attention_unkept:
            _lay(opened)
    opened.attention = None


def attention_of(opened: Opened) -> Attention:
    """Give what is known, read from its row the first time."""
    if opened.attention is None:
        opened.attention = fresh(_read(opened), opened.now())
    return opened.attention


def _counts(opened: Opened) -> bool:
    return opened.kept and guards(opened) and not is_paused(opened)


def _lay(opened: Opened) -> None:
    """Lay the row down sealed, or take it away where there is nothing to keep.

    A notebook of an earlier version stays as it is until something is written in it.
    """
    told = attention_of(opened)
    opened.attention_unkept = False
    newest = opened.unlocked.header.records_version == RECORDS_VERSION
    if not (opened.kept and opened.writable and newest):
        return
    row = _Row(told.openings, told.offered, told.rests_until)
    message = msgspec.json.encode({"attention": row})
    body = opened.unlocked.keyring.seal_item(SHELF.encode(), ITEM, message)
    with suppress(MooringsError):
        if told.empty:
            opened.keep(also=lambda writing: writing.drop(SHELF, ITEM))
        else:
            opened.keep(also=lambda writing: writing.put(SHELF, ITEM, body))


def _read(opened: Opened) -> Attention:
    """Read the row; one that does not open or makes no sense is as none."""
    try:
        body = opened.log.item(opened.owner, SHELF, ITEM)
        if body is None:
            return Attention()
        message = opened.unlocked.keyring.open_item(SHELF.encode(), ITEM, body)
        row = msgspec.json.decode(message, type=dict[str, _Row])["attention"]
    except (MooringsError, msgspec.DecodeError, KeyError):
        return Attention()
    return Attention(row.openings, (), row.offered, row.rests_until)
