"""What can be shared as a copy in words: the latest of each, and where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from moorings.companion.errors import NothingThereError
from moorings.companion.mending import threads
from moorings.companion.opened import Opened
from moorings.companion.promising import promises
from moorings.companion.sharing import AGREEMENT
from moorings.companion.stating import is_unsent, parts_of, statements
from moorings.companion.worksheets import worksheet
from moorings.journey.records import (
    MendingStep,
    Promise,
    RecordId,
    SharedSort,
)
from moorings.library.catalogue import gettext, language
from moorings.library.statement import composed
from moorings.web.danger import heard_in
from moorings.web.rendering import short_day
from moorings.web.statements import is_grave
from moorings.web.wording.worksheet import said_in

#: So many of each sort are offered, the latest first.
EACH = 8


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as it would be sent; `source` is known to this side alone."""

    sort: SharedSort
    title: str
    text: str
    source: RecordId | None = None


def copies(opened: Opened, person: RecordId | None) -> tuple[Copy, ...]:
    """Give what could be shared with somebody: what is about them, or about nobody."""
    return (
        *islice(_statements(opened, person), EACH),
        *islice(_promises(opened, person), EACH),
        *islice(_plans(opened, person), EACH),
        *_agreement(opened),
    )


def copy_of(opened: Opened, person: RecordId | None, source: RecordId) -> Copy:
    """Give the copy of one thing for somebody. Raises `NothingThereError`."""
    for each in copies(opened, person):
        if each.source == source:
            return each
    raise NothingThereError


def _statements(opened: Opened, person: RecordId | None) -> Iterator[Copy]:
    for each in statements(opened):
        if each.person in {person, None} and not is_unsent(opened, each.id):
            text = composed(parts_of(each), language())
            if not is_grave(heard_in(text)):
                yield Copy("statement", "", text, each.id)


def _promises(opened: Opened, person: RecordId | None) -> Iterator[Copy]:
    for each in promises(opened):
        promise = each.promise
        if promise.mending is None and promise.person in {person, None}:
            yield Copy("promise", "", _promised(promise), promise.id)


def _plans(opened: Opened, person: RecordId | None) -> Iterator[Copy]:
    """Give plans to do differently; where writing was not wanted, nothing goes."""
    for thread in threads(opened, "repair"):
        unwanted = thread.end is not None and thread.end.how == "no-contact"
        if thread.mending.person in {person, None} and not unwanted:
            for step in thread.steps:
                if step.part == "plan":
                    yield Copy("plan", "", _planned(opened, step), step.id)


def _agreement(opened: Opened) -> Iterator[Copy]:
    if kept := worksheet(opened, AGREEMENT):
        said = (f"{each.question}\n{each.words}" for each in said_in(opened, kept))
        title = gettext("About time-outs")
        yield Copy("agreement", title, "\n\n".join(said), kept.id)


def _planned(opened: Opened, step: MendingStep) -> str:
    promise = opened.journey.record(step.promise) if step.promise else None
    told = _promised(promise) if isinstance(promise, Promise) else ""
    return _lines(step.text, told)


def _promised(promise: Promise) -> str:
    by = gettext("By %(day)s.") % {"day": short_day(promise.due)}
    return _lines(promise.text, by, promise.know)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
