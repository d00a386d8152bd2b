from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from moorings.companion.arriving import Arrived, UnreadableEntriesError, arrive
from moorings.companion.carrying import picture, take_out
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase, take_back
from moorings.companion.writing import Written, edit_page
from moorings.exchange.arrival import Arrival, Fault, FoundEntry, FoundPicture
from moorings.exchange.reasons import NothingThereError
from moorings.journey.records import Entry, When

Form = Callable[..., Written]
LAKE = FoundPicture("lake.jpg", "image/jpeg", b"a lake", "the lake at dawn")
SHORE = FoundPicture("shore.jpg", "image/jpeg", b"a shore")


def found(text: str, name: str = "1", *pictures: FoundPicture) -> FoundEntry:
    when = When(date(2019, 5, 4))
    return FoundEntry("jrnl", name, when, text, ("talk",), "calm", pictures)


def bring(opened: Opened, *entries: FoundEntry) -> Arrived:
    return arrive(opened, Arrival(entries))


def only_page(opened: Opened) -> Entry:
    (page,) = opened.journey.pages()
    assert isinstance(page.newest, Entry)
    return page.newest


def test_a_found_entry_becomes_a_page_with_all_it_had(opened: Opened) -> None:
    assert bring(opened, found("then", "1", LAKE, SHORE)) == Arrived(new=1)
    entry = only_page(opened)
    assert (entry.text, entry.labels, entry.mood) == ("then", ("talk",), "calm")
    assert (entry.when, entry.written_where) == (When(date(2019, 5, 4)), "import")
    assert [each.description for each in entry.pictures] == [
        "the lake at dawn",
        "shore.jpg",
    ]
    assert [picture(opened, each.blob) for each in entry.pictures] == [
        b"a lake",
        b"a shore",
    ]


def test_an_unchanged_entry_is_known_the_second_time(opened: Opened) -> None:
    bring(opened, found("one", "1", LAKE), found("two", "2"))
    before = list(opened.journey.records())
    assert bring(opened, found("one", "1", LAKE), found("two", "2")) == Arrived(known=2)
    assert list(opened.journey.records()) == before


def test_a_changed_text_becomes_a_new_version(opened: Opened) -> None:
    bring(opened, found("before"))
    assert bring(opened, found("after")) == Arrived(changed=1)
    entry = only_page(opened)
    assert entry.text == "after"
    assert len(opened.journey.versions(entry.id)) == 2
    assert bring(opened, found("after")) == Arrived(known=1)


def test_an_entry_that_stands_twice_in_a_file_is_one_page(opened: Opened) -> None:
    arrived = bring(opened, found("same"), found("same"), found("corrected"))
    assert arrived == Arrived(new=1, known=1, changed=1)
    assert only_page(opened).text == "corrected"


def test_the_same_name_in_another_diary_is_another_entry(opened: Opened) -> None:
    elsewhere = FoundEntry("dayone", "1", When(date(2019, 5, 4)), "one")
    assert bring(opened, found("one"), elsewhere) == Arrived(new=2)


def test_a_person_s_own_edit_and_a_changed_import_both_stand(
    opened: Opened, written: Form
) -> None:
    bring(opened, found("as imported"))
    first = only_page(opened)
    edit_page(opened, new_id(), first.id, written("as I put it"))
    assert bring(opened, found("as imported")) == Arrived(known=1)
    assert bring(opened, found("as imported later")) == Arrived(changed=1)
    (page,) = opened.journey.pages()
    assert page.newest.id != first.id
    assert {each.text for each in (page.newest, *page.others)} == {  # type: ignore[union-attr]
        "as I put it",
        "as imported later",
    }


def test_a_changed_entry_keeps_the_people_the_person_put_to_it(
    opened: Opened, written: Form
) -> None:
    bring(opened, found("before"))
    named = edit_page
    named(opened, new_id(), only_page(opened).id, written("before", people=("Zoë",)))
    people = only_page(opened).people
    assert people
    assert bring(opened, found("before")) == Arrived(known=1)
    assert only_page(opened).people == people


def test_what_was_erased_stays_erased(opened: Opened) -> None:
    bring(opened, found("gone", "1", LAKE))
    erase(opened, only_page(opened).id)
    for text in ("gone", "gone, and changed"):
        assert bring(opened, found(text, "1", LAKE)) == Arrived(erased=1)
    assert opened.journey.count() == 0
    assert take_out(opened).blobs == {}


@pytest.mark.parametrize("text", ["hidden", "hidden, and changed"])
def test_what_was_taken_back_stays_taken_back(opened: Opened, text: str) -> None:
    bring(opened, found("hidden"))
    take_back(opened, only_page(opened).id)
    bring(opened, found(text))
    assert opened.journey.count() == 0
    (page,) = opened.journey.taken_back()
    assert page.newest.text == text  # type: ignore[union-attr]


FAULT = Fault("diary.txt", 7, NothingThereError(path="lake.jpg"))


def test_one_fault_keeps_everything_out(opened: Opened) -> None:
    with pytest.raises(UnreadableEntriesError) as refused:
        arrive(opened, Arrival((found("one"),), (FAULT, FAULT)))
    assert refused.value.faults == (FAULT, FAULT)
    assert "2" in str(refused.value)
    assert list(opened.journey.records()) == []


def test_faults_can_be_skipped_knowingly(opened: Opened) -> None:
    arrival = Arrival((found("one"),), (FAULT,))
    assert arrive(opened, arrival, skip_unreadable=True) == Arrived(new=1, skipped=1)


def test_the_same_picture_in_many_entries_is_kept_once(opened: Opened) -> None:
    numbers = count()
    bring(opened, *(found("x", str(next(numbers)), LAKE) for _ in range(5)))
    assert list(take_out(opened).blobs.values()) == [b"a lake"]


def test_a_picture_s_name_tells_nobody_outside_what_it_shows(
    opened: Opened,
) -> None:
    bring(opened, found("x", "1", LAKE))
    (blob,) = take_out(opened).blobs
    fingerprint = opened.unlocked.keyring.fingerprint
    assert fingerprint("picture", "anything")[:32] != blob
    assert len(bytes.fromhex(blob)) == 16
    assert only_page(opened).pictures[0].blob == blob


def test_a_picture_that_another_entry_still_shows_survives_an_erasure(
    opened: Opened,
) -> None:
    bring(opened, found("one", "1", LAKE, SHORE), found("two", "2", LAKE))
    one = next(p for p in opened.journey.pages() if p.newest.text == "one")  # type: ignore[union-attr]
    erase(opened, one.id)
    assert list(take_out(opened).blobs.values()) == [b"a lake"]
