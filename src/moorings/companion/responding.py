"""Responding: what followed a choice, and the hour of a promised return."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from moorings.companion.choosing import choose
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.journey.records import (
    AnyRecord,
    Chosen,
    RecordId,
    Response,
    When,
)

#: For so long a promised return is asked about; after that it rests (own).
ASKED_DAYS = 1
#: How many of the latest hard moments are looked at for a promise.
FEW = 10
#: No time-out is longer than this.
LONGEST = timedelta(hours=24)
#: The choice that names the time-out from which the person said to be back.
RETURNED = "returned"


def add_followed(
    opened: Opened, response: RecordId, record: RecordId, text: str
) -> None:
    """Add what followed a choice, say it anew, or take it out again.

    The earlier words stay readable. Raises `EmptyPageError` where there is nothing.
    """
    before = _standing(opened, response)
    if not (text.strip() or before.followed):
        raise EmptyPageError
    opened.keep(opened.later(before, record, followed=text.strip()))


def promised_return(opened: Opened) -> Response | None:
    """Give the time-out whose hour has come, until the person says to be back."""
    latest = _latest(opened, "time-out")
    if latest is None or latest.until is None:
        return None
    now, back = opened.now(), opened.journey.choices.get(RETURNED)
    lately = latest.until <= now < latest.until + timedelta(days=ASKED_DAYS)
    return latest if lately and back != _first(opened, latest).id else None


def be_back(opened: Opened, response: RecordId) -> None:
    """Keep that the person is back from a time-out: it is not asked about again."""
    choose(opened, {RETURNED: _first(opened, _standing(opened, response)).id})


def book_again(
    opened: Opened, response: RecordId, record: RecordId, away: timedelta, when: When
) -> None:
    """Keep another hour of return, from now, in the same hard moment."""
    before = _standing(opened, response)
    opened.keep(
        Response(
            id=record,
            written_at=opened.now(),
            activation=before.activation,
            when=when,
            chosen="time-out",
            until=opened.now() + min(away, LONGEST),
        )
    )


def staying(opened: Opened) -> Response | None:
    """Give the choice to stay whose hour is still to come."""
    latest = _latest(opened, "stay")
    if latest is None or latest.until is None or latest.until <= opened.now():
        return None
    return latest


def _latest(opened: Opened, chosen: Chosen) -> Response | None:
    """Give the last of a choice, by the moment at which it was first written."""
    made = (each for each in _lately(opened) if each.chosen == chosen)
    return max(made, key=lambda each: _first(opened, each).written_at, default=None)


def _lately(opened: Opened) -> Iterator[Response]:
    for activation in islice(opened.journey.activations(), FEW):
        yield from activation.responses


def _first(opened: Opened, response: Response) -> AnyRecord:
    return opened.journey.versions(response.id)[0]


def _standing(opened: Opened, response: RecordId) -> Response:
    """Give a choice as it stands, by the id of any of its versions."""
    versions = opened.journey.versions(response)
    if not versions or opened.journey.is_taken_back(response):
        raise NothingThereError
    if not isinstance(newest := versions[-1], Response):
        raise NothingThereError
    return newest
