"""A reason to look for help is told until it is put by, and never in a bad hour."""

from datetime import timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.mapping import Mapped, keep_pattern
from moorings.companion.opened import Opened, new_id
from moorings.companion.seeking_help import PUT_BY, findings, help_to_tell, put_by
from moorings.companion.settling import end_activation, note_step, rate
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.insight.help_triggers import TRIGGERS
from moorings.journey.records import (
    LedgerEntry,
    Naming,
    Rating,
    RecordId,
    Retraction,
    Sort,
    When,
)
from tests.conftest import SetClock

ANNA = RecordId(32 * "a")


def ago(opened: Opened, days: int) -> When:
    return When(moment(opened.now()).date - timedelta(days=days))


def hard(opened: Opened, *days: int, strong: int = 9) -> None:
    """Have moments so many days ago, each of them closed."""
    for number in days:
        wave, when = new_id(), ago(opened, number)
        rate(opened, new_id(), wave, strong, when)
        end_activation(opened, new_id(), wave, "calm", when)


def strained(opened: Opened, sort: Sort, *days: int) -> list[RecordId]:
    made = [new_id() for _ in days]
    for record, number in zip(made, days, strict=True):
        opened.keep(
            LedgerEntry(
                id=record,
                written_at=opened.now(),
                when=ago(opened, number),
                side="strain",
                text="The talk ended.",
                sort=sort,
            )
        )
    return made


def test_where_nothing_was_noted_no_rule_holds(opened: Opened) -> None:
    assert {each.days for each in findings(opened).values()} == {0}
    assert {each.since for each in findings(opened).values()} == {None}
    assert help_to_tell(opened) is None


def test_one_day_short_of_the_rule_nothing_is_told(opened: Opened) -> None:
    hard(opened, 1, 2, 3, 4)
    assert findings(opened)["too-much"].days == 4
    assert help_to_tell(opened) is None
    hard(opened, 5, strong=7)
    assert help_to_tell(opened) is None
    hard(opened, 6)
    assert help_to_tell(opened) == "too-much"


def test_it_is_told_until_it_is_put_by_and_not_again_in_the_same_spell(
    opened: Opened, clock: SetClock
) -> None:
    hard(opened, 1, 2, 3, 4, 5)
    before = list(opened.journey.records())
    assert [help_to_tell(opened) for _ in range(3)] == ["too-much"] * 3
    clock.set_to(clock.now() + timedelta(days=2))
    assert help_to_tell(opened) == "too-much"
    assert list(opened.journey.records()) == before
    put_by(opened, "too-much")
    for _ in range(20):
        assert help_to_tell(opened) is None
        clock.set_to(clock.now() + timedelta(days=1))
    hard(opened, 1, 2, 3, 4, 5)
    assert help_to_tell(opened) is None


def test_what_nobody_puts_by_is_told_for_four_weeks(
    opened: Opened, clock: SetClock
) -> None:
    hard(opened, 1, 2, 3, 4, 5)
    for week in range(4):
        assert help_to_tell(opened) == "too-much", week
        clock.set_to(clock.now() + timedelta(weeks=1))
        hard(opened, 0, 1, 2)
    assert findings(opened)["too-much"].since is not None
    assert help_to_tell(opened) is None


def test_in_a_new_spell_it_is_told_anew(opened: Opened, clock: SetClock) -> None:
    hard(opened, 1, 2, 3, 4, 5)
    put_by(opened, "too-much")
    clock.set_to(clock.now() + timedelta(weeks=12))
    assert help_to_tell(opened) is None
    hard(opened, 1, 2, 3, 4, 5)
    assert help_to_tell(opened) == "too-much"


def test_of_two_reasons_the_second_waits_a_week(
    opened: Opened, clock: SetClock
) -> None:
    hard(opened, 1, 2, 3, 4, 5)
    strained(opened, "unheard", 1, 2, 3, 4)
    assert help_to_tell(opened) == "too-much"
    put_by(opened, "too-much")
    clock.set_to(clock.now() + timedelta(days=6))
    assert help_to_tell(opened) is None
    clock.set_to(clock.now() + timedelta(days=1))
    assert help_to_tell(opened) == "talking"


def test_what_was_taken_back_counts_no_more(opened: Opened) -> None:
    records = strained(opened, "unheard", 1, 2, 3, 4)
    assert findings(opened)["talking"].since is not None
    gone = Retraction(id=new_id(), written_at=opened.now(), of=records[0])
    opened.keep(gone)
    assert findings(opened)["talking"].days == 3
    assert findings(opened)["talking"].since is None


def test_while_a_flag_stands_nothing_about_two_people_is_told(opened: Opened) -> None:
    strained(opened, "unheard", 1, 2, 3, 4)
    strained(opened, "let-down", 1, 8, 15)
    for number in (1, 2, 3, 4):
        answered = Answered({"happened": "It went the old way."})
        write_worksheet(opened, new_id(), "slip", answered, ago(opened, number))
    raise_flag(opened, ANNA)
    assert help_to_tell(opened) is None
    lift_flag(opened, ANNA)
    assert help_to_tell(opened) == "trust"


def test_what_is_about_one_alone_is_told_with_a_flag_too(opened: Opened) -> None:
    hard(opened, 1, 2, 3, 4, 5)
    raise_flag(opened)
    assert help_to_tell(opened) == "too-much"


def test_not_in_an_open_hard_moment_at_night_or_while_it_feels_unreal(
    opened: Opened, clock: SetClock
) -> None:
    hard(opened, 1, 2, 3, 4, 5)
    noon = clock.now()
    clock.set_to(noon.replace(hour=23))
    assert help_to_tell(opened) is None
    clock.set_to(noon)
    wave, now = new_id(), moment(opened.now())
    rate(opened, new_id(), wave, 5, now)
    assert help_to_tell(opened) is None
    unreal = Rating(
        id=new_id(),
        written_at=opened.now(),
        activation=wave,
        when=now,
        intensity=8,
        scale="unreal",
    )
    opened.keep(unreal)
    end_activation(opened, new_id(), wave, "calm", now)
    assert help_to_tell(opened) is None
    clock.set_to(noon + timedelta(hours=4))
    assert help_to_tell(opened) == "too-much"


def test_what_is_on_the_own_map_counts_when_it_comes_again(opened: Opened) -> None:
    mapped = Mapped(
        title="The wait", trigger="no-answer", body=(), feelings=("hurt",), urges=()
    )
    keep_pattern(opened, new_id(), mapped)
    for number in (1, 2, 3, 4):
        said = {"trigger": "no-answer", "feelings": ("hurt",)}
        when = ago(opened, number)
        note_step(opened, Naming, new_id(), new_id(), when, **said)
    assert findings(opened)["cycles"].days == 4
    assert findings(opened)["cycles"].since is not None


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_choice_that_names_no_day_counts_as_never_put_by(
    opened: Opened, trigger: str
) -> None:
    choose(opened, {PUT_BY + trigger: "some day"})
    hard(opened, 1, 2, 3, 4, 5)
    assert help_to_tell(opened) == "too-much"
