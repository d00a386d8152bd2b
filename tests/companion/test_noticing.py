from datetime import date, time

import pytest

from moorings.companion.errors import NothingThereError
from moorings.companion.noticing import (
    change_mark,
    counted,
    erase_mark,
    mark,
    marks,
    one_mark,
)
from moorings.companion.opened import Opened, new_id
from moorings.insight.window import Mark
from moorings.journey.records import RecordId, When


def noted(opened: Opened, told: Mark, day: int = 1) -> RecordId:
    record = new_id()
    mark(opened, record, told, When(date(2026, 3, day), time(9)))
    return record


def test_marks_stand_in_the_order_of_their_days(opened: Opened) -> None:
    noted(opened, Mark(4, bearable=False), 5)
    noted(opened, Mark(-1, bearable=True), 2)
    noted(opened, Mark(0), 3)
    assert counted(marks(opened)) == (Mark(-1, True), Mark(0), Mark(4, False))  # noqa: FBT003


def test_a_mark_is_changed_in_its_place_or_erased_with_all_its_versions(
    opened: Opened,
) -> None:
    record = noted(opened, Mark(3), 4)
    change_mark(opened, new_id(), record, Mark(-2, bearable=True))
    changed = one_mark(opened, record)
    assert (changed.level, changed.bearable, changed.when.date.day) == (-2, True, 4)
    erase_mark(opened, record)
    assert marks(opened) == ()
    for gone in (record, changed.id):
        with pytest.raises(NothingThereError):
            one_mark(opened, gone)
        assert opened.journey.record(gone) is None
