"""Pages of questions: kept however little was answered, and never lost to a change."""

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.worksheets import (
    Answered,
    edit_worksheet,
    erase_worksheet,
    one_worksheet,
    worksheet,
    worksheets,
    write_worksheet,
)
from moorings.journey.records import RecordId
from moorings.library.worksheets import sheets
from tests.conftest import SetClock


def kept(opened: Opened, sheet: str, **answers: str) -> RecordId:
    record = new_id()
    write_worksheet(opened, record, sheet, Answered(answers), moment(opened.now()))
    return record


def test_one_answer_is_a_whole_page(opened: Opened) -> None:
    kept(opened, "honest-distance", feel=" Cold, then cross. ", do="  ")
    found = worksheet(opened, "honest-distance")
    assert found is not None
    assert found.answers == {"feel": "Cold, then cross."}


@pytest.mark.parametrize(
    "told", [Answered(), Answered({"feel": " \n"}), Answered(chosen={"poles": ()})]
)
def test_nothing_at_all_is_not_kept(opened: Opened, told: Answered) -> None:
    with pytest.raises(EmptyPageError):
        write_worksheet(opened, new_id(), "honest-distance", told, moment(opened.now()))
    assert not list(opened.journey.records())


@pytest.mark.parametrize(
    "told", [Answered(numbers={"heard": 0}), Answered(chosen={"poles": ("toward",)})]
)
def test_a_zero_or_a_tick_is_an_answer(opened: Opened, told: Answered) -> None:
    write_worksheet(opened, new_id(), "therapy-check", told, moment(opened.now()))
    assert worksheets(opened, "therapy-check")


def test_where_one_is_to_stand_a_new_one_takes_its_place(
    opened: Opened, clock: SetClock
) -> None:
    assert sheets()["origin"].keeps == "newest"
    kept(opened, "origin", learned="Ask nobody.")
    clock.go_on(60)
    kept(opened, "origin", learned="Ask late.")
    [only] = worksheets(opened, "origin")
    assert only.answers == {"learned": "Ask late."}
    assert len(opened.journey.versions(only.id)) == 2


def test_where_each_is_kept_they_stand_beside_one_another(
    opened: Opened, clock: SetClock
) -> None:
    assert sheets()["slip"].keeps == "each"
    for words in ("one", "two"):
        kept(opened, "slip", happened=words)
        clock.go_on(86_400)
    assert [each.answers["happened"] for each in worksheets(opened, "slip")] == [
        "two",
        "one",
    ]


def test_a_change_keeps_the_day_and_what_was_said_before(
    opened: Opened, clock: SetClock
) -> None:
    first = kept(opened, "slip", happened="one")
    day = one_worksheet(opened, first).when
    clock.go_on(86_400)
    edit_worksheet(opened, new_id(), first, Answered({"happened": "two"}))
    [now] = worksheets(opened, "slip")
    assert now.answers == {"happened": "two"}
    assert now.when == day
    assert len(opened.journey.versions(now.id)) == 2


def test_erased_it_is_gone_with_all_it_said_before(opened: Opened) -> None:
    first = kept(opened, "origin", learned="Ask nobody.")
    kept(opened, "origin", learned="Ask late.")
    erase_worksheet(opened, first)
    assert worksheets(opened, "origin") == ()
    assert opened.journey.versions(first) == ()
    with pytest.raises(NothingThereError):
        one_worksheet(opened, first)


def test_what_is_no_worksheet_is_not_kept(opened: Opened) -> None:
    with pytest.raises(NothingThereError):
        kept(opened, "no-such-page", feel="x")


def test_a_form_that_is_sent_twice_is_kept_once(opened: Opened) -> None:
    record, told = new_id(), Answered({"learned": "Ask nobody."})
    for _ in range(2):
        write_worksheet(opened, record, "origin", told, moment(opened.now()))
    assert len(opened.journey.versions(record)) == 1
