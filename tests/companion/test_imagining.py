import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.imagining import (
    LONG,
    SHEET,
    erase_figure,
    figure,
    figure_rests,
    lay_to_rest,
    may_be_opened,
    open_again,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.unreal import feels_unreal


def wrote(opened: Opened, who: str, sheet: str = SHEET) -> RecordId:
    record, now = new_id(), moment(opened.now())
    write_worksheet(opened, record, sheet, Answered({"who": who}), now)
    return record


def test_it_rests_once_it_was_laid_to_rest_until_it_is_opened_again(
    opened: Opened,
) -> None:
    assert not figure_rests(opened)
    lay_to_rest(opened)
    assert figure_rests(opened)
    assert may_be_opened(opened)
    open_again(opened)
    assert not figure_rests(opened)


def test_what_feels_unreal_rests_it_and_then_it_cannot_be_opened(
    opened: Opened,
) -> None:
    feels_unreal(opened, 8)
    assert figure_rests(opened)
    assert not may_be_opened(opened)
    lay_to_rest(opened)
    assert not may_be_opened(opened)


def test_three_visits_in_a_row_that_stirred_it_up_rest_it(opened: Opened) -> None:
    for _ in range(3):
        assert not figure_rests(opened)
        told = Practised(before=4, after=6)
        keep_time(opened, new_id(), LONG, told, moment(opened.now()))
    assert figure_rests(opened)


@pytest.mark.parametrize(
    ("who", "rests"),
    [
        ("Robin, as he was that summer", True),
        ("my aunt ROBIN", True),
        ("a robin", True),
        ("Robinson, my teacher", False),
        ("a heron", False),
    ],
)
def test_somebody_for_whom_a_flag_stands_is_no_figure(
    opened: Opened, who: str, *, rests: bool
) -> None:
    robin, letter = name_person(opened, "Robin"), name_person(opened, "A")
    wrote(opened, who)
    assert not figure_rests(opened)
    raise_flag(opened, letter)
    assert not figure_rests(opened)
    raise_flag(opened, robin)
    assert figure_rests(opened) == rests
    lift_flag(opened, robin)
    assert not figure_rests(opened)


def test_what_was_written_of_it_is_erased_and_nothing_else(opened: Opened) -> None:
    record = wrote(opened, "a heron")
    changed = wrote(opened, "a grey heron")
    kept = figure(opened)
    assert kept is not None
    assert kept.answers == {"who": "a grey heron"}
    letter = wrote(opened, "Dear me", "letter")
    with pytest.raises(NothingThereError):
        erase_figure(opened, letter)
    erase_figure(opened, record)
    assert figure(opened) is None
    assert opened.journey.record(changed) is None
    with pytest.raises(NothingThereError):
        erase_figure(opened, record)
