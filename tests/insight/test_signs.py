from datetime import UTC, date, datetime

import pytest

from moorings.companion.opened import new_id
from moorings.insight.signs import FEWEST, MOST, SHEET, SIGNS, drawn, moved, sittings
from moorings.journey.records import RecordId, When, Worksheet

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MIRA = RecordId("ab" * 16)


def look(day: int, *people: RecordId, sheet: str = SHEET, **said: str) -> Worksheet:
    chosen = {name.replace("_", "-"): (answer,) for name, answer in said.items()}
    when = When(date(2026, 3, day))
    return Worksheet(
        id=new_id(),
        written_at=NOW,
        sheet=sheet,
        when=when,
        chosen=chosen,
        people=people,
    )


def test_looks_are_told_apart_by_whom_they_are_about_and_come_in_order() -> None:
    pages = (
        look(9, honest="often"),
        look(2, honest="seldom", repair="unsure", settle="gone"),
        look(5, MIRA, honest="mostly"),
        look(6),
        look(7, sheet="wider", honest="often"),
    )
    first, last = sittings(pages)
    assert first.levels == {"honest": 1}
    assert first.unsure == frozenset({"repair"})
    assert (last.when.date.day, last.levels) == (9, {"honest": 3})
    [theirs] = sittings(pages, MIRA)
    assert theirs.levels == {"honest": 4}


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (FEWEST - 1, 0), (FEWEST, FEWEST), (MOST + 5, MOST)]
)
def test_few_looks_are_not_drawn_and_of_many_the_latest_are(
    count: int, shown: int
) -> None:
    pages = [look(1 + number, honest="often") for number in range(count)]
    found = drawn(sittings(pages))
    assert len(found) == shown
    if shown:
        assert found[-1].when.date.day == count


def test_each_sign_is_held_to_itself_at_first_and_never_added_up() -> None:
    found = sittings(
        (
            look(1, honest="seldom", repair="often", bears="often", settle="often"),
            look(2, honest="not-yet"),
            look(3, honest="often", repair="seldom", bears="often", settle="unsure"),
        )
    )
    ways = moved(found)
    assert ways == {
        "honest": "more",
        "near-apart": "unknown",
        "repair": "less",
        "bears": "same",
        "settle": "unknown",
        "both-ways": "unknown",
        "a-no": "unknown",
    }
    assert dict(moved(())) == dict.fromkeys(SIGNS, "unknown")
