from dataclasses import replace

import pytest

from moorings.companion.carrying import BLOBS, bring_in, take_out
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.kitting import (
    LARGEST,
    Given,
    LargeFileError,
    UnknownFileError,
    change_item,
    erase_item,
    file_of,
    first_of,
    is_let_go,
    item,
    items,
    keep_item,
    keep_try,
    let_go,
    take_in_again,
    tries,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, take_time_back, times
from moorings.journey.records import RecordId

PICTURE = b"\x89PNG\r\n\x1a\n a blue mug"
OTHER = b"\x89PNG\r\n\x1a\n a red mug"
SONG = b"OggS\0\2 a song"
MUG = Given("sight", "The blue mug")


def kept(opened: Opened, given: Given = MUG) -> RecordId:
    record = new_id()
    keep_item(opened, record, given)
    return record


def sealed(opened: Opened) -> list[bytes]:
    """Give everything that lies sealed on the shelf of files."""
    return [body for _, body in opened.log.shelf(opened.owner, BLOBS)]


def test_a_thing_needs_a_word_or_a_file_and_no_more(opened: Opened) -> None:
    kept(opened)
    kept(opened, Given("sound", "", SONG))
    told = [(each.sense, each.text, each.media_type) for each in items(opened)]
    assert told == [("sight", "The blue mug", ""), ("sound", "", "audio/ogg")]
    with pytest.raises(EmptyPageError):
        kept(opened, Given("touch", "  \n "))
    with pytest.raises(NothingThereError):
        item(opened, new_id())


def test_a_file_lies_sealed_and_opens_again(opened: Opened) -> None:
    record = kept(opened, replace(MUG, content=PICTURE))
    assert file_of(opened, item(opened, record)) == PICTURE
    [body] = sealed(opened)
    assert b"blue mug" not in body
    assert item(opened, record).media_type == "image/png"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UnknownFileError),
        (b"\0\0\0\x18ftypheic", UnknownFileError),
        (b"II*\0 a tiff", UnknownFileError),
        (b"\xff\xd8\xff" + bytes(LARGEST), LargeFileError),
    ],
)
def test_what_the_kit_cannot_hold_is_told_and_nothing_is_kept(
    opened: Opened, content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        kept(opened, replace(MUG, content=content))
    assert (items(opened), sealed(opened)) == ((), [])


def test_a_form_that_comes_twice_keeps_one_thing(opened: Opened) -> None:
    record = new_id()
    for _ in range(2):
        keep_item(opened, record, replace(MUG, content=PICTURE))
    assert (len(items(opened)), len(sealed(opened))) == (1, 1)
    erase_item(opened, item(opened, record))
    keep_item(opened, record, replace(MUG, content=PICTURE))
    assert (items(opened), sealed(opened)) == ((), [])


def test_a_changed_thing_keeps_its_file_unless_another_takes_its_place(
    opened: Opened,
) -> None:
    record = kept(opened, replace(MUG, content=PICTURE))
    change_item(opened, new_id(), record, Given("touch", "The mug, warm"))
    changed = item(opened, record)
    assert (changed.sense, changed.text) == ("touch", "The mug, warm")
    assert file_of(opened, changed) == PICTURE
    assert first_of(opened, changed) == record
    change_item(opened, new_id(), changed.id, replace(MUG, content=OTHER))
    assert file_of(opened, item(opened, record)) == OTHER
    assert len(sealed(opened)) == 1
    change_item(opened, new_id(), record, replace(MUG, without=True))
    assert item(opened, record).blob is None
    assert sealed(opened) == []


def test_a_file_that_something_else_shows_stays(opened: Opened) -> None:
    one = kept(opened, replace(MUG, content=PICTURE))
    other = kept(opened, Given("touch", "The same mug", PICTURE))
    assert len(sealed(opened)) == 1
    change_item(opened, new_id(), one, replace(MUG, without=True))
    erase_item(opened, item(opened, one))
    assert file_of(opened, item(opened, other)) == PICTURE
    erase_item(opened, item(opened, other))
    assert sealed(opened) == []


def test_a_try_that_was_taken_back_goes_with_its_thing(opened: Opened) -> None:
    record, now = kept(opened), moment(opened.now())
    one, other = kept(opened), new_id()
    taken, stood = new_id(), new_id()
    for each in (taken, stood):
        keep_try(opened, each, item(opened, record), Practised(before=7), now)
    keep_try(opened, other, item(opened, one), Practised(before=7), now)
    for each in (taken, other):
        take_time_back(opened, each)
    erase_item(opened, item(opened, record))
    assert opened.journey.record(taken) is None
    assert opened.journey.record(stood) is None
    assert opened.journey.record(other) is not None


def test_tries_belong_to_a_thing_in_all_its_versions(opened: Opened) -> None:
    record, now = kept(opened), moment(opened.now())
    keep_try(opened, new_id(), item(opened, record), Practised(before=7, after=5), now)
    change_item(opened, new_id(), record, Given("sight", "The mug"))
    changed = item(opened, record)
    keep_try(opened, new_id(), changed, Practised(before=6, stopped=True), now)
    found = tries(opened, changed)
    assert {(each.before, each.after, each.stopped) for each in found} == {
        (7, 5, False),
        (6, None, True),
    }
    assert tries(opened, item(opened, kept(opened))) == ()


def test_what_is_let_go_comes_back_and_what_is_erased_does_not(
    opened: Opened,
) -> None:
    record = kept(opened, replace(MUG, content=PICTURE))
    thing = item(opened, record)
    keep_try(opened, new_id(), thing, Practised(), moment(opened.now()))
    let_go(opened, thing)
    assert items(opened) == ()
    assert is_let_go(opened, thing)
    assert [each.id for each in items(opened, let_go=True)] == [record]
    take_in_again(opened, thing)
    assert not is_let_go(opened, thing)
    let_go(opened, thing)
    erase_item(opened, thing)
    assert (items(opened, let_go=True), times(opened), sealed(opened)) == ((), (), [])
    with pytest.raises(NothingThereError):
        item(opened, record)


def test_it_is_carried_from_one_vault_into_another(
    opened: Opened, harbour: Harbour
) -> None:
    kept(opened, Given("sound", "Rain", SONG))
    other = harbour.try_out().opened
    bring_in(other, take_out(opened))
    [thing] = items(other)
    assert file_of(other, thing) == SONG
