from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import msgspec
import pytest

from moorings.companion.arriving import arrive
from moorings.companion.carrying import BroughtIn, bring_in, picture, take_out
from moorings.companion.choosing import choose
from moorings.companion.drafting import draft_of, drafts, save_draft
from moorings.companion.guarding import standing
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.securing import check_recovery_code
from moorings.companion.taking_back import erase, take_back
from moorings.companion.writing import (
    Written,
    edit_page,
    rename_person,
    write_entry,
    write_unsent,
)
from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.exchange.portable import Portable, read_portable, write_portable
from moorings.journey.fold import fold
from moorings.journey.journey import Journey
from moorings.journey.records import Choice, Entry, Erasure, RecordId, When

if TYPE_CHECKING:
    from tests.conftest import SetClock

Form = Callable[..., Written]


@pytest.fixture
def rich(harbour: Harbour, written: Form) -> Opened:
    """A vault with something of everything."""
    made = harbour.make("six words make a passphrase")
    opened = made.opened
    one, two, three, four = (new_id() for _ in range(4))
    write_entry(opened, one, written("one", people=("Zoë", "Ben")))
    edit_page(opened, new_id(), one, written("one, changed"))
    edit_page(opened, new_id(), one, written("one, changed apart"))
    write_unsent(opened, two, written("two", to="Dad"))
    write_entry(opened, three, written("to be erased"))
    write_entry(opened, four, written("to be taken back"))
    take_back(opened, four)
    erase(opened, three)
    rename_person(opened, next(iter(opened.journey.people())), "Zoe")
    lake = FoundPicture("lake.jpg", "image/jpeg", b"a lake")
    old = FoundEntry("jrnl", "1", When(date(1660, 1, 1)), "then", pictures=(lake,))
    arrive(opened, Arrival((old,)))
    choose(opened, {"lock-after-minutes": "15"})
    check_recovery_code(opened, made.code)
    save_draft(opened, new_id(), "entry", {"text": "not finished"})
    return opened


def carried(opened: Opened) -> Portable:
    return read_portable(b"".join(write_portable(take_out(opened))))


def told(journey: Journey) -> list[object]:
    return [*journey.records(), *journey.pages(), *journey.taken_back()]


def test_an_export_brought_into_a_fresh_vault_tells_the_same(
    rich: Opened, opened: Opened
) -> None:
    portable = carried(rich)
    brought = bring_in(opened, portable)
    assert brought == BroughtIn(kept=len(portable.records), known=0, not_erased=0)
    *carried_over, asked = opened.journey.records()
    assert fold(carried_over) == rich.journey
    assert isinstance(asked, Choice)
    assert standing(opened).ask_first
    assert drafts(opened) == drafts(rich)
    assert take_out(opened).blobs == take_out(rich).blobs != {}


def test_brought_in_twice_nothing_is_doubled(rich: Opened, opened: Opened) -> None:
    portable = carried(rich)
    bring_in(opened, portable)
    before = told(opened.journey)
    brought = bring_in(opened, portable)
    assert brought.kept == 0
    assert told(opened.journey) == before


def test_brought_back_into_its_own_vault_an_export_changes_nothing(
    rich: Opened,
) -> None:
    before = told(rich.journey)
    assert bring_in(rich, carried(rich)).kept == 0
    assert told(rich.journey) == before


def test_what_was_erased_after_the_export_does_not_come_back(rich: Opened) -> None:
    portable = carried(rich)
    page = next(
        p
        for p in rich.journey.pages()
        if isinstance(p.newest, Entry) and p.newest.pictures
    )
    erase(rich, page.id)
    bring_in(rich, portable)
    assert rich.journey.record(page.id) is None
    assert take_out(rich).blobs == {}


def entry(number: int) -> Entry:
    at, when = "2026-03-01T12:00:00Z", {"date": "2026-03-01"}
    told = {"id": f"{number:032x}", "written_at": at, "when": when, "text": "words"}
    return msgspec.convert(told | {"kind": "entry"}, Entry)


def erasure(*of: RecordId) -> Erasure:
    return Erasure(id=new_id(), written_at=entry(1).written_at, of=of)


def portable(*records: Entry | Erasure) -> Portable:
    return Portable(entry(1).written_at, records)


def test_nothing_that_stands_is_erased_on_a_file_s_word(opened: Opened) -> None:
    opened.keep(entry(1))
    brought = bring_in(opened, portable(erasure(entry(1).id)))
    assert brought == BroughtIn(kept=0, known=0, not_erased=1)
    assert opened.journey.count() == 1


def test_a_file_cannot_erase_what_it_brings_itself(opened: Opened) -> None:
    brought = bring_in(opened, portable(entry(1), erasure(entry(1).id)))
    assert brought == BroughtIn(kept=1, known=0, not_erased=1)
    assert opened.journey.count() == 1


def test_the_erasure_of_what_is_not_here_is_remembered(opened: Opened) -> None:
    bring_in(opened, portable(erasure(entry(1).id)))
    assert bring_in(opened, portable(entry(1))).kept == 0
    assert opened.journey.count() == 0


def test_the_same_id_with_other_words_is_kept_beside_as_a_copy(opened: Opened) -> None:
    opened.keep(entry(1))
    other = msgspec.structs.replace(entry(1), text="other words")
    for kept in (1, 0):
        assert bring_in(opened, portable(other)).kept == kept
    texts = {page.newest.text for page in opened.journey.pages()}  # type: ignore[union-attr]
    assert texts == {"words", "other words"}


def test_an_older_draft_does_not_overwrite_a_newer_one(
    opened: Opened, clock: "SetClock"
) -> None:
    draft = new_id()
    save_draft(opened, draft, "entry", {"text": "early"})
    early = carried(opened)
    clock.go_on(60)
    save_draft(opened, draft, "entry", {"text": "late"})
    late = carried(opened)
    bring_in(opened, early)
    assert drafts(opened) == late.drafts


def test_a_newer_draft_takes_the_place_of_an_older_one(
    harbour: Harbour, opened: Opened, clock: "SetClock"
) -> None:
    draft = new_id()
    save_draft(opened, draft, "entry", {"text": "early"})
    clock.go_on(60)
    other = harbour.try_out().opened
    save_draft(other, draft, "entry", {"text": "late"})
    bring_in(opened, carried(other))
    assert drafts(opened) == drafts(other)


def test_the_draft_of_a_page_that_was_kept_or_erased_since_does_not_come_back(
    opened: Opened, written: Form
) -> None:
    kept, erased = new_id(), new_id()
    for draft in (kept, erased):
        save_draft(opened, draft, "entry", {"text": "draft"})
    before = carried(opened)
    for page in (kept, erased):
        write_entry(opened, page, written("finished"))
    erase(opened, erased)
    bring_in(opened, before)
    assert draft_of(opened, kept) is None
    assert draft_of(opened, erased) is None


def test_a_damaged_picture_keeps_nothing_else_from_being_taken_out(
    rich: Opened,
) -> None:
    (blob,) = take_out(rich).blobs
    with rich.log.writing(rich.owner) as writing:
        writing.put("blobs", bytes.fromhex(blob), b"damaged")
        sealed = rich.unlocked.keyring.seal_item(b"blobs", bytes(16), b"another")
        writing.put("blobs", bytes(16), sealed)
    assert take_out(rich).blobs == {"0" * 32: b"another"}
    assert take_out(rich).records == tuple(rich.journey.records())


def test_a_picture_that_is_not_there_is_none(opened: Opened) -> None:
    assert picture(opened, "0" * 32) is None


def old_diary(text: str = "then") -> Arrival:
    found = FoundEntry("jrnl", "1", When(date(1660, 1, 1)), text)
    gone = FoundEntry("jrnl", "2", When(date(1660, 1, 2)), "erased since")
    return Arrival((found, gone))


def test_after_moving_house_an_old_diary_is_known_and_what_was_erased_stays_so(
    harbour: Harbour, opened: Opened
) -> None:
    before = harbour.make("six words make a passphrase", door="old").opened
    arrive(before, old_diary())
    (gone,) = (p.id for p in before.journey.pages() if p.newest.when.date.day == 2)
    erase(before, gone)
    bring_in(opened, carried(before))
    assert arrive(opened, old_diary()).known == 1
    again = arrive(opened, old_diary("then, and more"))
    assert (again.new, again.changed, again.erased) == (0, 1, 1)


def test_a_vault_that_knows_sources_of_its_own_keeps_naming_them_its_own_way(
    harbour: Harbour, opened: Opened
) -> None:
    arrive(opened, old_diary())
    bring_in(opened, carried(harbour.make("six words make a passphrase").opened))
    assert arrive(opened, old_diary()).known == 2
