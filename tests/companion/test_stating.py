"""Statements: kept once, with how they stand; left, taken up and erased."""

from datetime import date

import pytest

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.stating import (
    UNSENT,
    Stated,
    erase_statement,
    is_unsent,
    keep_statement,
    leave_it,
    leave_unsent,
    parts_of,
    room_is_open,
    say_it,
    statement_of,
    statements,
    take_up,
)
from moorings.companion.together import RestsError, keep_check
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId, When
from moorings.library.statement import Parts

DAY = When(date(2026, 2, 3))
WORDS = Parts(feeling="sad", request="one line")


@pytest.fixture
def mira(opened: Opened) -> RecordId:
    """Name somebody with whom everything is open."""
    person = name_person(opened, "Mira")
    keep_check(opened, new_id(), "clear")
    return person


def kept(opened: Opened, person: RecordId | None = None) -> RecordId:
    record = new_id()
    keep_statement(opened, record, Stated(WORDS, person), DAY)
    return record


def test_it_is_kept_once_with_its_parts_and_an_edit_keeps_what_it_said(
    opened: Opened, mira: RecordId
) -> None:
    first, second = new_id(), new_id()
    stated = Stated(Parts(" theirs ", "sad", "late", "alone", "a line\n"), mira)
    for _ in range(2):
        keep_statement(opened, first, stated, DAY)
    [found] = statements(opened)
    assert parts_of(found) == Parts("theirs", "sad", "late", "alone", "a line")
    for _ in range(2):
        keep_statement(opened, second, Stated(WORDS), When(date(2026, 5, 5)), first)
    [found] = statements(opened)
    assert (parts_of(found), found.person, found.when) == (WORDS, None, DAY)
    assert len(opened.journey.versions(first)) == 2
    assert statement_of(opened, first).id == second


def test_it_is_said_with_what_came_back_left_and_taken_up_again(
    opened: Opened, mira: RecordId
) -> None:
    of, sent = kept(opened, mira), new_id()
    for _ in range(2):
        say_it(opened, sent, of, " Not yet. ")
    found = statement_of(opened, of)
    assert (found.said, found.answer) == ("said", "Not yet.")
    keep_statement(opened, of, Stated(WORDS, mira), DAY)
    assert statement_of(opened, of).said == "said"
    for _ in range(2):
        leave_it(opened, of)
    assert statement_of(opened, of).said == "left"
    for _ in range(2):
        take_up(opened, of)
    found = statement_of(opened, of)
    assert (found.said, found.answer) == ("", "Not yet.")
    assert len(opened.journey.versions(of)) == 4


def test_where_they_asked_not_to_be_written_to_it_is_left_unsent(
    opened: Opened, mira: RecordId
) -> None:
    other, record = kept(opened, mira), new_id()
    for _ in range(2):
        keep_statement(opened, record, Stated(WORDS, mira, unwanted=True), DAY)
    assert is_unsent(opened, record)
    assert statement_of(opened, record).said == "left"
    assert len(opened.journey.versions(record)) == 1
    leave_unsent(opened, other)
    assert is_unsent(opened, statement_of(opened, other).id)
    take_up(opened, other)
    assert not is_unsent(opened, other)
    erase_statement(opened, record)
    assert opened.journey.choices[UNSENT] == ""


def test_it_is_erased_with_every_version(opened: Opened, mira: RecordId) -> None:
    of = kept(opened, mira)
    say_it(opened, new_id(), of)
    erase_statement(opened, of)
    assert statements(opened) == ()
    with pytest.raises(NothingThereError):
        erase_statement(opened, of)


def test_without_words_or_with_another_record_nothing_is_kept(
    opened: Opened, mira: RecordId
) -> None:
    with pytest.raises(EmptyPageError):
        keep_statement(opened, new_id(), Stated(Parts(" "), mira), DAY)
    with pytest.raises(NothingThereError):
        keep_statement(opened, new_id(), Stated(WORDS), DAY, mira)
    assert statements(opened) == ()


def test_where_it_rests_nothing_is_added_and_leaving_and_erasing_stay(
    opened: Opened, mira: RecordId
) -> None:
    of = kept(opened, mira)
    assert room_is_open(opened)
    raise_flag(opened, mira)
    assert not room_is_open(opened)
    for person in (mira, None):
        with pytest.raises(RestsError):
            keep_statement(opened, new_id(), Stated(WORDS, person), DAY)
    with pytest.raises(RestsError):
        say_it(opened, new_id(), of)
    with pytest.raises(RestsError):
        take_up(opened, of)
    leave_it(opened, of)
    erase_statement(opened, of)
    assert statements(opened) == ()


def test_the_room_opens_with_one_person_where_the_check_was_about_them(
    opened: Opened,
) -> None:
    mira = name_person(opened, "Mira")
    assert not room_is_open(opened)
    keep_check(opened, new_id(), "clear", mira)
    assert room_is_open(opened)
    with pytest.raises(RestsError):
        kept(opened)
    kept(opened, mira)
    [found] = statements(opened)
    with pytest.raises(RestsError):
        keep_statement(opened, new_id(), Stated(WORDS), DAY, found.id)


def test_what_is_now_for_nobody_stays_closed_for_whom_it_was(
    opened: Opened, mira: RecordId
) -> None:
    of = kept(opened, mira)
    keep_check(opened, new_id(), "force", mira)
    with pytest.raises(RestsError):
        keep_statement(opened, new_id(), Stated(WORDS), DAY, of)
