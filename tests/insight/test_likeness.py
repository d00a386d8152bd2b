from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.grown import grown
from moorings.insight.likeness import WEIGHTS, most_like, went
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    ActivationEnd,
    Chosen,
    HeldText,
    Naming,
    PauseAnswer,
    Rating,
    RecordId,
    Response,
    When,
)

NOW = datetime(2026, 3, 9, 21, tzinfo=UTC)
SAM, MIRA = RecordId("a" * 32), RecordId("b" * 32)


class Moment:
    """A hard moment under construction, so many days after the first of March."""

    def __init__(self, number: int, day: int | None = None) -> None:
        self.id = RecordId(f"{number:032x}")
        self.day = date(2026, 3, 1) + timedelta(days=number if day is None else day)
        self.steps: list[Step] = []

    def _at(self, minute: int) -> dict[str, Any]:
        number = len(self.steps)
        record = RecordId(f"{int(self.id, 16):016x}{number:016x}")
        when = When(self.day, time(20, minute))
        return {"id": record, "written_at": NOW, "activation": self.id, "when": when}

    def named(self, minute: int = 1, **parts: object) -> "Moment":
        self.steps.append(Naming(**parts, **self._at(minute)))  # type: ignore[arg-type]
        return self

    def rated(self, minute: int, intensity: int) -> "Moment":
        self.steps.append(Rating(intensity=intensity, **self._at(minute)))
        return self

    def chose(self, minute: int, chosen: Chosen) -> "Moment":
        self.steps.append(Response(chosen=chosen, **self._at(minute)))
        return self

    def paused(self, minute: int) -> "Moment":
        self.steps.append(PauseAnswer(answer="both", **self._at(minute)))
        return self

    def held(self, minute: int) -> "Moment":
        self.steps.append(HeldText(text="?", until=NOW, **self._at(minute)))
        return self

    def calm(self, minute: int) -> "Moment":
        self.steps.append(ActivationEnd(how="calm", **self._at(minute)))
        return self

    @property
    def done(self) -> Activation:
        return Activation(self.id, tuple(self.steps))


def like(number: int, **parts: object) -> Activation:
    return Moment(number).named(1, **parts).done


SILENCE = {"trigger": "silence", "people": (SAM,), "urges": ("call",)}


def test_the_earlier_moment_that_shares_most_is_chosen_and_why_is_said() -> None:
    near = like(1, trigger="silence", people=(SAM,), urges=("call", "check"))
    far = like(2, trigger="silence", people=(MIRA,), urges=("call",))
    found = most_like(like(5, **SILENCE), [far, near])
    assert found is not None
    assert found.moment == near
    assert found.common == {
        "trigger": ("silence",),
        "people": (SAM,),
        "urges": ("call",),
    }


def test_how_like_it_is_can_be_worked_out_by_hand() -> None:
    """Trigger 3 of 3, people 0 of 3, urges half of 2: four of eight."""
    other = like(1, trigger="silence", people=(MIRA,), urges=("call", "check"))
    found = most_like(like(5, **SILENCE), [other])
    assert found is not None
    assert found.share == pytest.approx((3 + 0 + 1) / 8)
    assert sum(WEIGHTS.values()) == 10


def test_what_shares_less_than_half_is_not_like_it() -> None:
    other = like(1, trigger="silence", people=(MIRA,), urges=("leave",))
    assert most_like(like(5, **SILENCE), [other]) is None


def test_two_parts_have_to_be_named_in_both() -> None:
    assert most_like(like(5, trigger="silence"), [like(1, trigger="silence")]) is None
    other = like(1, trigger="silence", beliefs=("leave",))
    assert most_like(like(5, trigger="silence", urges=("call",)), [other]) is None
    assert most_like(Moment(5).rated(0, 7).done, [other]) is None


def test_only_what_began_before_it_counts_and_never_itself() -> None:
    now, later = like(5, **SILENCE), like(6, **SILENCE)
    assert most_like(now, [now, later]) is None
    assert most_like(later, [now, later]) is not None


def test_of_several_as_like_the_latest_is_chosen() -> None:
    earlier, later = like(1, **SILENCE), like(3, **SILENCE)
    for among in ([earlier, later], [later, earlier]):
        found = most_like(like(5, **SILENCE), among)
        assert found is not None
        assert found.moment == later


def test_words_that_say_the_same_are_the_same() -> None:
    other = like(1, trigger="own-1", beliefs=("own-2",))
    now = like(5, trigger="silence", beliefs=("leave",))
    assert most_like(now, [other]) is None
    same = {"own-1": "silence", "own-2": "leave"}
    found = most_like(now, [other], same)
    assert found is not None
    assert found.share == 1


@given(st.data())
def test_likeness_is_a_share_and_the_same_both_ways(data: st.DataObject) -> None:
    words = st.lists(st.sampled_from("abc"), max_size=3, unique=True).map(tuple)
    parts = st.fixed_dictionaries(
        {"trigger": st.sampled_from(["", "a", "b"]), "beliefs": words, "urges": words}
    )
    one, other = data.draw(parts), data.draw(parts)
    there = most_like(like(2, **one), [like(1, **other)])
    back = most_like(like(2, **other), [like(1, **one)])
    assert (there and there.share) == (back and back.share)
    assert there is None or 0.5 <= there.share <= 1


def test_how_a_moment_went_is_read_from_what_was_noted_in_it() -> None:
    moment = Moment(1).rated(0, 6).paused(4).named(9).rated(10, 8)
    moment.chose(12, "wait").held(13).chose(20, "wait").calm(40)
    told = went(moment.done)
    assert (told.first, told.peak, told.named) == (6, 8, 4)
    assert (told.chosen, told.held, told.calm, told.unfinished) == (
        ("wait",),
        1,
        40,
        False,
    )


def test_what_was_not_noted_is_none_and_an_open_end_is_unfinished() -> None:
    told = went(Moment(1).held(0).done)
    assert (told.first, told.peak, told.named, told.calm) == (None, None, None, None)
    assert told.chosen == ()
    assert told.unfinished


CHOICES: st.SearchStrategy[Chosen] = st.sampled_from(
    ("soothe", "ask", "wait", "nothing")
)


@st.composite
def moments(draw: st.DrawFn, number: int) -> Activation:
    """Make up a moment that went anyhow: mostly badly."""
    made = Moment(number).rated(0, draw(st.integers(0, 10)))
    if draw(st.booleans()):
        made.named(trigger=draw(st.sampled_from(["", "silence"])))
    for chosen in draw(st.lists(CHOICES, max_size=2)):
        made.chose(5, chosen)
    if draw(st.booleans()):
        made.calm(59)
    return made.done


@given(st.data(), st.integers(0, 6))
def test_no_moment_however_bad_takes_anything_off_what_was_done(
    data: st.DataObject, many: int
) -> None:
    before = [data.draw(moments(number)) for number in range(many)]
    bad = data.draw(moments(many))
    told, after = grown(before), grown([*before, bad])
    for count in ("noticed", "named", "chosen", "practised", "returns"):
        assert getattr(after, count) >= getattr(told, count)
    assert after.noticed == told.noticed + 1


def test_with_nothing_there_nothing_is_counted() -> None:
    assert grown([]).since is None
    told = grown([Moment(3).rated(0, 9).done], practised=[When(date(2026, 2, 1))])
    assert told.since == When(date(2026, 2, 1))
    assert (told.noticed, told.practised, told.chosen) == (1, 1, 0)
