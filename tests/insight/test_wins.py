from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from moorings.insight.wins import ORDER, Noticed, noticed
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    ActivationEnd,
    Chosen,
    HeldText,
    Naming,
    Rating,
    RecordId,
    Response,
    When,
)
from moorings.library.wins import Wins

ID = RecordId("ab" * 16)
NOW = datetime(2026, 3, 9, 21, tzinfo=UTC)


def at(minute: int) -> dict[str, Any]:
    when = When(date(2026, 3, 9), time(20, minute))
    name = RecordId(f"{minute:032x}")
    return {"id": name, "written_at": NOW, "activation": ID, "when": when}


def chose(minute: int, chosen: Chosen) -> Response:
    return Response(chosen=chosen, **at(minute))


def named(minute: int) -> Naming:
    return Naming(feelings=("sad",), **at(minute))


def rated(minute: int, intensity: int, practice: str = "") -> Rating:
    return Rating(intensity=intensity, practice=practice, **at(minute))


def held(minute: int) -> HeldText:
    return HeldText(text="?", until=NOW, **at(minute))


def moment(*steps: Step, calm: int | None = 50) -> Activation:
    ended = [ActivationEnd(how="calm", **at(calm))] if calm is not None else []
    return Activation(ID, (*steps, *ended))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([rated(0, 6)], None),
        ([named(1)], Noticed("named")),
        ([named(55)], None),
        ([chose(1, "wait"), rated(2, 5)], None),
        ([chose(1, "wait"), rated(3, 5)], Noticed("waited", 2)),
        ([chose(1, "wait")], Noticed("waited", 49)),
        ([chose(1, "wait"), named(13), chose(20, "wait")], Noticed("waited", 30)),
        ([chose(1, "ask"), chose(2, "wait")], Noticed("asked")),
        ([chose(1, "let-in"), named(2)], Noticed("let-in")),
        ([chose(1, "stay"), rated(2, 4)], None),
        ([chose(1, "stay"), rated(9, 4)], Noticed("stayed")),
        ([chose(1, "soothe")], None),
        ([chose(1, "soothe"), held(5)], Noticed("soothed")),
        ([chose(1, "soothe"), chose(5, "ask")], Noticed("asked")),
        ([rated(1, 6, "belly-breath"), held(5)], Noticed("soothed")),
        ([held(1), rated(5, 6, "belly-breath")], None),
        ([chose(1, "nothing"), chose(2, "time-out")], None),
    ],
)
def test_each_win_is_read_from_what_was_noted(
    steps: list[Step], expected: Noticed | None
) -> None:
    assert noticed(moment(*steps)) == expected
    assert noticed(moment(*reversed(steps))) == expected


def test_a_return_counts_when_one_said_to_be_back_and_before_all_else() -> None:
    out = moment(named(1), chose(2, "time-out"), chose(30, "ask"))
    assert noticed(out, back=True) == Noticed("returned")
    assert noticed(out) == Noticed("asked")
    assert noticed(moment(chose(2, "ask")), back=True) == Noticed("asked")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ([1.9], None),
        ([2.0], Noticed("waited", 2)),
        ([12.7, 4], Noticed("waited", 12)),
        ([180.0], Noticed("waited", 180)),
        ([181.0], None),
    ],
)
def test_a_held_text_counts_as_waiting_for_minutes_and_not_for_half_a_day(
    minutes: list[float], expected: Noticed | None
) -> None:
    assert noticed(moment(rated(1, 5)), held=minutes) == expected


def test_nothing_is_told_of_a_moment_that_is_open_or_was_left_or_rose_again() -> None:
    assert noticed(moment(chose(1, "ask"), calm=None)) is None
    left = ActivationEnd(how="left-open", **at(9))
    assert noticed(Activation(ID, (chose(1, "ask"), left))) is None
    assert noticed(moment(chose(1, "ask"), rated(55, 7))) is None
    assert noticed(moment(chose(1, "ask"), rated(55, 6))) is not None
    assert noticed(moment(chose(1, "ask"), rated(2, 9))) is not None


def test_every_win_has_its_place_and_its_sentence() -> None:
    assert sorted(ORDER) == sorted(field.encode_name for field in fields())
    assert len(set(ORDER)) == len(ORDER)


def fields() -> tuple[Any, ...]:
    import msgspec  # noqa: PLC0415 - only here

    return msgspec.structs.fields(Wins)
