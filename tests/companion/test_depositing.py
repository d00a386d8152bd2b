"""The ledger: moments are kept once, changed as they stood, and erased for good."""

from datetime import date

import pytest

from moorings.companion.depositing import (
    SORTS,
    Done,
    erase_moment,
    keep_moment,
    moment_of,
    moments,
)
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import name_person
from moorings.journey.records import When

RANG = Done("deposit", "heard", " She rang.\n")


def test_every_kind_of_moment_stands_on_one_side_and_something_else_on_both() -> None:
    gave, took = (set(sorts) for sorts in SORTS.values())
    assert gave & took == {"other"}
    assert len(gave) == len(took) == 4


def test_moments_come_with_the_latest_first_and_by_person(opened: Opened) -> None:
    mira, sam = (name_person(opened, name) for name in ("Mira", "Sam"))
    for day, people in ((2, (mira,)), (9, (mira, sam)), (5, ())):
        done = Done("strain", "other", f"of the {day}", people)
        keep_moment(opened, new_id(), done, When(date(2026, 2, day)))
    assert [each.when.date.day for each in moments(opened)] == [9, 5, 2]
    assert [each.when.date.day for each in moments(opened, mira)] == [9, 2]
    assert [each.text for each in moments(opened, sam)] == ["of the 9"]


def test_another_version_stands_in_the_place_of_the_one_it_was_made_from(
    opened: Opened,
) -> None:
    first, second = new_id(), new_id()
    keep_moment(opened, first, RANG, When(date(2026, 2, 2)))
    later = Done("strain", "let-down", "She did not.")
    for _ in range(2):
        keep_moment(opened, second, later, When(date(2026, 2, 3)), first)
    assert [each.text for each in moments(opened)] == ["She did not."]
    assert moment_of(opened, first).id == moment_of(opened, second).id == second
    erase_moment(opened, first)
    assert moments(opened) == ()
    with pytest.raises(NothingThereError):
        moment_of(opened, second)


def test_what_has_no_words_or_replaces_nothing_is_not_kept(opened: Opened) -> None:
    when = When(date(2026, 2, 2))
    with pytest.raises(EmptyPageError):
        keep_moment(opened, new_id(), Done("deposit", "heard", " \n"), when)
    with pytest.raises(NothingThereError):
        keep_moment(opened, new_id(), RANG, when, new_id())
    with pytest.raises(NothingThereError):
        erase_moment(opened, name_person(opened, "Mira"))
    assert moments(opened) == ()
