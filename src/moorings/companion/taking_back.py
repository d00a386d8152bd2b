"""Taking back, bringing back, and erasing for good."""

from moorings.companion.drafting import SHELF, drafts
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.journey.blobs import blobs_of
from moorings.journey.draft import Draft
from moorings.journey.page import Page
from moorings.journey.records import Erasure, RecordId, Retraction
from moorings.storage.log import Writing

#: The fields of a draft that name what it belongs to.
NAMING = ("replaces", "questionnaire")


def take_back(opened: Opened, record: RecordId) -> None:
    """Take a page out of the diary; it can be brought back."""
    page = opened.journey.page(record)
    if page is None:
        raise NothingThereError
    opened.keep(Retraction(id=opened.new_id(), written_at=opened.now(), of=page.id))


def bring_back(opened: Opened, record: RecordId) -> None:
    """Undo the taking back."""
    retractions = opened.journey.retractions_of(record)
    if not retractions or not opened.journey.versions(record):
        raise NothingThereError
    opened.keep(
        *(
            Retraction(id=opened.new_id(), written_at=opened.now(), of=retraction.id)
            for retraction in retractions
        )
    )


def erase(opened: Opened, record: RecordId, *with_it: RecordId) -> None:
    """Destroy something with all its versions, drafts and pictures, for good.

    What is named `with_it` goes along. The record of the erasure and the destruction
    are one transaction.
    """
    versions = [v for each in (record, *with_it) for v in opened.journey.versions(each)]
    if not opened.journey.versions(record):
        raise NothingThereError
    ids = tuple(version.id for version in versions)
    blobs = {blob for version in versions for blob in blobs_of(version)}
    erasure = Erasure(
        id=opened.new_id(),
        written_at=opened.now(),
        of=ids,
        origins=tuple(dict.fromkeys(v.origin for v in versions if v.origin)),
    )

    def destroy(writing: Writing) -> None:
        writing.destroy(bytes.fromhex(each) for each in ids)
        for draft in _drafts_of(opened, ids):
            writing.drop(SHELF, draft)
        for blob in blobs - _pictured_elsewhere(opened, ids):
            writing.drop("blobs", bytes.fromhex(blob))

    opened.keep(erasure, also=destroy)


def taken_back_page(opened: Opened, record: RecordId) -> Page:
    """Give a page that was taken back."""
    for page in opened.journey.taken_back():
        if page.id == record:
            return page
    raise NothingThereError


def page_anywhere(opened: Opened, record: RecordId) -> Page:
    """Give a page that stands, or one that was taken back."""
    return opened.journey.page(record) or taken_back_page(opened, record)


def _drafts_of(opened: Opened, ids: tuple[RecordId, ...]) -> list[bytes]:
    return [
        bytes.fromhex(draft.id) for draft in drafts(opened) if named_in(draft) & {*ids}
    ]


def named_in(draft: Draft) -> set[str]:
    """Name what a draft is of, or belongs to: its form stands at an address of that."""
    place = draft.fields.get("place", "").split("/")
    return {draft.id, *place, *(draft.fields.get(name, "") for name in NAMING)}


def _pictured_elsewhere(opened: Opened, ids: tuple[RecordId, ...]) -> set[str]:
    return {
        blob
        for record in opened.journey.records()
        if record.id not in ids
        for blob in blobs_of(record)
    }
