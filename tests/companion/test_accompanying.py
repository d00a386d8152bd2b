"""Who the therapist is: chosen, or read from the latest session, or nobody."""

import pytest

from moorings.companion.accompanying import (
    choose_nobody,
    choose_therapist,
    therapist,
)
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId


def session(opened: Opened, *people: RecordId) -> None:
    told = Answered({"bring": "One thing."}, people=people)
    when = moment(opened.now())
    write_worksheet(opened, new_id(), "therapy-session", told, when)


def test_without_a_word_about_it_it_is_nobody(opened: Opened) -> None:
    session(opened)
    assert therapist(opened) is None


def test_the_latest_session_that_names_somebody_says_who_it_is(opened: Opened) -> None:
    anna = name_person(opened, "Anna")
    session(opened, anna)
    session(opened)
    assert therapist(opened) == anna


def test_what_was_chosen_goes_before_it_and_nobody_is_a_choice_too(
    opened: Opened,
) -> None:
    session(opened, name_person(opened, "Anna"))
    choose_therapist(opened, None, "Mira")
    mira = next(p for p, k in opened.journey.people().items() if k.name == "Mira")
    assert therapist(opened) == mira
    choose_nobody(opened)
    assert therapist(opened) is None


def test_a_name_that_is_known_names_nobody_twice(opened: Opened) -> None:
    anna = name_person(opened, "Anna")
    choose_therapist(opened, None, " Anna ")
    assert therapist(opened) == anna
    assert len(opened.journey.people()) == 1


def test_neither_a_name_nor_somebody_known_is_no_choice(opened: Opened) -> None:
    for person in (None, new_id()):
        with pytest.raises(EmptyPageError):
            choose_therapist(opened, person, "  ")
    assert therapist(opened) is None


def test_whoever_was_erased_is_nobody(opened: Opened) -> None:
    anna = name_person(opened, "Anna")
    choose_therapist(opened, anna)
    erase(opened, anna)
    assert therapist(opened) is None
