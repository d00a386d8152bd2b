"""Requesting: help that was asked for, how large it was, and what the other said."""

from dataclasses import dataclass

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import require_open
from moorings.companion.valuing import require_shared
from moorings.journey.records import HelpAnswer, HelpRequest, RecordId, When


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, from small (1) to large (3), of whom, and what came of it."""

    text: str
    size: int
    person: RecordId | None = None
    answer: HelpAnswer = ""
    after: str = ""


def keep_request(
    opened: Opened,
    record: RecordId,
    asked: Asked,
    when: When,
    replaces: RecordId | None = None,
) -> None:
    """Keep a request, or a later version of one.

    Raises `EmptyPageError` where nothing is asked for, `RestsError` where it names
    somebody and asking rests. Without a name it is open.
    """
    require_open(opened, "both-and", asked.person)
    before = request_of(opened, replaces) if replaces else None
    named = (asked.person, before.person if before else None)
    if people := tuple(filter(None, named)):
        require_shared(opened, *people)
    if not asked.text.strip():
        raise EmptyPageError
    kept = HelpRequest(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        when=before.when if before else when,
        text=asked.text.strip(),
        size=asked.size,
        person=asked.person,
        answer=asked.answer,
        after=asked.after.strip(),
    )
    opened.keep(*new_in(opened, kept))


def requests(opened: Opened) -> tuple[HelpRequest, ...]:
    """Give every request, the latest first."""
    found = opened.journey.standing(HelpRequest)
    return tuple(sorted(found, key=lambda each: each.when.order)[::-1])


def request_of(opened: Opened, record: RecordId) -> HelpRequest:
    """Give one request in its newest version. Raises `NothingThereError`."""
    versions = {each.id for each in opened.journey.versions(record)}
    for request in requests(opened):
        if request.id in versions:
            return request
    raise NothingThereError


def erase_request(opened: Opened, record: RecordId) -> None:
    """Destroy a request with all its versions."""
    erase(opened, request_of(opened, record).id)
