"""What a person was told to be kept, and what is there in the end."""

from typing import NamedTuple

from campaigns.campaign import Seen
from moorings.companion.drafting import drafts
from moorings.companion.opened import Opened
from moorings.journey.draft import Draft
from moorings.journey.records import AnyRecord, RecordId


class Acknowledged(NamedTuple):
    """What stands in an open notebook."""

    records: tuple[AnyRecord, ...] = ()
    erased: frozenset[RecordId] = frozenset()
    drafts: tuple[Draft, ...] = ()


def acknowledged(opened: Opened) -> Acknowledged:
    """Give what an open notebook shows at this moment."""
    journey = opened.journey
    told = tuple(journey.records())
    return Acknowledged(told, frozenset(journey.erased), drafts(opened))


def compare(found: Acknowledged, before: Acknowledged, seen: Seen) -> bool:
    """Count what of it is lost, changed or twice; say if there is more than was told.

    What was begun and never acknowledged may be there, and may have erased something
    or made a page of a draft.
    """
    here = {record.id: record for record in found.records}
    unfinished = {draft.id: draft for draft in found.drafts}
    gone = here.keys() | found.erased
    seen.lost += sum(record.id not in gone for record in before.records)
    seen.lost += len(before.erased - found.erased)
    seen.lost += sum(d.id not in gone | unfinished.keys() for d in before.drafts)
    seen.silent += sum(here.get(each.id, each) != each for each in before.records)
    seen.silent += sum(unfinished.get(d.id, d) != d for d in before.drafts)
    seen.doubled += len(found.records) - len(here)
    return found != before
