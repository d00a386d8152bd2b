from collections.abc import Callable
from datetime import date

from moorings.companion.arriving import arrive
from moorings.companion.drafting import save_draft
from moorings.companion.opened import Condition, Opened, new_id
from moorings.companion.taking_back import erase
from moorings.companion.verifying import Verdict, verify
from moorings.companion.writing import Written, write_entry
from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.journey.records import When
from moorings.vault.keyring import seal_for_box

Form = Callable[..., Written]


def test_everything_is_counted_and_opened_once(opened: Opened, written: Form) -> None:
    page = new_id()
    write_entry(opened, page, written("words", people=("Zoë",)))
    erase(opened, page)
    lake = FoundPicture("lake.jpg", "image/jpeg", b"a lake")
    found = FoundEntry("jrnl", "1", When(date(2019, 5, 4)), "then", pictures=(lake,))
    arrive(opened, Arrival((found,)))
    save_draft(opened, new_id(), "entry", {"text": "wor"})
    assert verify(opened) == Verdict(
        records=3, pages=1, drafts=1, pictures=1, erased=1, condition=Condition()
    )


def test_whatever_does_not_open_is_named(opened: Opened) -> None:
    item = b"\x01" * 16
    public, owner = opened.unlocked.header.box, opened.owner
    with opened.log.writing(owner) as writing:
        for shelf in ("drafts", "blobs", "inbox"):
            writing.put(shelf, item, b"damaged")
        sealed = seal_for_box(public, owner, bytes(16), b"words")
        writing.put("inbox", bytes(16), sealed)
    assert verify(opened).unreadable == (
        f"drafts {item.hex()}",
        f"blobs {item.hex()}",
        f"inbox {item.hex()}",
    )
