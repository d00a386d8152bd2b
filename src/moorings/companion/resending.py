"""A form that comes again: what it said is kept once, and other words are not lost."""

from typing import TypeVar

import msgspec

from moorings.companion.opened import Opened
from moorings.journey.codec import same_content
from moorings.journey.records import AnyRecord, RecordId

_Kept = TypeVar("_Kept", bound=AnyRecord)


def new_in(opened: Opened, record: _Kept) -> tuple[_Kept, ...]:
    """Give what is still to be kept of a form that may have come before.

    Nothing, where it says what stands. Whoever went back to a form that was kept, and
    wrote on in it, gets a later version.
    """
    versions = opened.journey.versions(record.id)
    if not versions or type(versions[0]) is not type(record):
        return (record,)
    if _says_the_same(record, versions[-1]):
        return ()
    replaced = {"id": opened.new_id(), "replaces": versions[-1].id}
    return (msgspec.structs.replace(record, **replaced),)


def unused(opened: Opened, record: RecordId) -> RecordId:
    """Give the id of a form; a new one where it came before, or was erased since."""
    journey = opened.journey
    known = journey.record(record) is not None or record in journey.erased
    return opened.new_id() if known else record


def _says_the_same(record: AnyRecord, version: AnyRecord) -> bool:
    named = {"id": version.id, "replaces": version.replaces, "origin": version.origin}
    return same_content(msgspec.structs.replace(record, **named), version)
