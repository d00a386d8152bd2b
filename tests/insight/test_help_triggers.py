"""The open rules: which days count, when a rule holds, and when a spell began."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.companion.opened import new_id
from moorings.insight.help_triggers import (
    OVER,
    RULES,
    TRIGGERS,
    Rule,
    Sign,
    Trigger,
    days_counted,
    signs,
    spell_began,
)
from moorings.journey.activation import Activation
from moorings.journey.records import (
    LedgerEntry,
    Naming,
    Rating,
    RecordId,
    Scale,
    Side,
    Sort,
    When,
)

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA, BEN = RecordId(32 * "a"), RecordId(32 * "b")
RULE = Rule(3, timedelta(weeks=8))
SCALES: Mapping[str, Scale] = {"strong": "intensity", "unreal": "unreal"}


def days_ago(*numbers: int, same: str = "") -> tuple[Sign, ...]:
    return tuple(Sign(TODAY - timedelta(days=number), same) for number in numbers)


def began(told: Iterable[Sign], rule: Rule = RULE, today: date = TODAY) -> int | None:
    """Say how many days ago a spell began."""
    found = spell_began(told, rule, today)
    return None if found is None else (today - found).days


def moment(said: Mapping[str, Any]) -> Activation:
    record, activation, when = new_id(), new_id(), When(TODAY)
    shared: dict[str, Any] = {"written_at": NOW, "activation": activation, "when": when}
    named = {part: told for part, told in said.items() if part not in SCALES}
    steps: list[Any] = [
        Rating(id=new_id(), intensity=number, scale=scale, **shared)
        for name, number in said.items()
        if (scale := SCALES.get(name))
    ]
    if named:
        steps.append(Naming(id=record, **shared, **named))
    return Activation(activation, tuple(steps))


def strain(sort: Sort, *people: RecordId, side: Side = "strain") -> LedgerEntry:
    return LedgerEntry(
        id=new_id(),
        written_at=NOW,
        when=When(TODAY),
        side=side,
        text="As it was.",
        sort=sort,
        people=people,
    )


def found(*activations: Activation, ledger: Iterable[LedgerEntry] = ()) -> set[Trigger]:
    told = signs(activations, ledger)
    return {trigger for trigger in TRIGGERS if told[trigger]}


# --- the numbers, which the page tells ------------------------------------------------


def test_the_thresholds_are_these() -> None:
    weeks = {
        trigger: (rule.days, rule.within.days // 7, rule.apart.days // 7)
        for trigger, rule in RULES.items()
    }
    assert weeks == {
        "too-much": (5, 4, 0),
        "past": (3, 8, 0),
        "trust": (3, 8, 2),
        "talking": (4, 8, 0),
        "cycles": (4, 8, 0),
    }
    assert timedelta(weeks=4) == OVER


# --- which days count -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({"strong": 7}, set()),
        ({"strong": 8}, {"too-much"}),
        ({"unreal": 6}, set()),
        ({"unreal": 7}, {"past"}),
        ({"trigger": "a-memory"}, {"past"}),
        ({"trigger": "no-answer"}, set()),
        ({"trigger": "no-answer", "people": (ANNA,)}, {"cycles"}),
        ({"trigger": "word-not-kept"}, {"trust"}),
        ({"fears": ("being-deceived",)}, {"trust"}),
        ({"trigger": "silence-at-home"}, {"talking"}),
        ({"trigger": "quarrel"}, set()),
        ({"trigger": "quarrel", "urges": ("leave-the-room",)}, {"talking"}),
        ({"trigger": "no-answer", "urges": ("go-silent",)}, set()),
        ({"feelings": ("hurt",), "people": (ANNA,)}, set()),
    ],
)
def test_what_was_noted_of_a_moment_counts_where_its_rule_says(
    said: dict[str, Any], counts: set[Trigger]
) -> None:
    assert found(moment(said)) == counts


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        (strain("unheard"), {"talking"}),
        (strain("unrepaired", ANNA), {"talking", "cycles"}),
        (strain("let-down"), {"trust"}),
        (strain("let-down", ANNA), {"trust", "cycles"}),
        (strain("other", ANNA), set()),
        (strain("heard", ANNA, side="deposit"), set()),
        (strain("let-down", ANNA, side="deposit"), set()),
    ],
)
def test_a_strain_counts_by_its_sort_and_a_deposit_never(
    entry: LedgerEntry, counts: set[Trigger]
) -> None:
    assert found(ledger=[entry]) == counts


def test_slips_and_rounds_of_the_own_map_count_as_the_same_again() -> None:
    [map_sign] = days_ago(3, same="map")
    told = signs((), (), (TODAY,), (map_sign,))
    assert set(told["cycles"]) == {Sign(TODAY, "slip"), map_sign}


def test_the_same_beginning_with_somebody_else_is_another_round() -> None:
    with_anna = moment({"trigger": "quarrel", "people": (ANNA,)})
    with_ben = moment({"trigger": "quarrel", "people": (BEN,)})
    told = signs((with_anna, with_ben), ())["cycles"]
    assert len({sign.same for sign in told}) == 2
    assert days_counted(told, RULES["cycles"], TODAY) == 1


# --- when a rule holds, and since when ------------------------------------------------


@pytest.mark.parametrize(
    ("told", "spell"),
    [
        ((), None),
        (days_ago(0, 5), None),
        (days_ago(0, 5, 9), 0),
        (days_ago(0, 0, 5, 5), None),
        (days_ago(1, 2, 55), 1),
        (days_ago(1, 2, 56), None),
        (days_ago(1, 2, 57), None),
        (days_ago(-1, 5, 9), None),
        # three of one thing and three of another are not six
        (days_ago(0, 1, same="a") + days_ago(2, 3, same="b"), None),
        (days_ago(0, 1, 2, same="a") + days_ago(3, 4, 5, same="b"), 3),
        # it held until 66 days ago, and again from 38 on: a break of four weeks
        (days_ago(119, 120, 121, 38, 39, 40), 119),
        # it held until 67 days ago, and again from 38 on: a day longer
        (days_ago(120, 121, 122, 38, 39, 40), 38),
        (days_ago(200, 201, 202), None),
    ],
)
def test_a_rule_holds_from_the_day_that_makes_up_the_number(
    told: tuple[Sign, ...], spell: int | None
) -> None:
    assert began(told) == spell


def test_a_rule_can_ask_that_the_days_lie_apart() -> None:
    apart = Rule(3, timedelta(weeks=8), apart=timedelta(weeks=2))
    assert began(days_ago(0, 1, 13), apart) is None
    assert began(days_ago(0, 1, 14), apart) == 0
    assert began(days_ago(0, 1, 2, 20), apart) == 1
    assert began(days_ago(0, 1, 2, 60), apart) is None


def test_only_the_days_that_the_rule_looks_at_are_counted() -> None:
    told = days_ago(0, 1, 55, 56, 90) + days_ago(3, same="other")
    assert days_counted(told, RULE, TODAY) == 3
    assert days_counted((), RULE, TODAY) == 0


numbers = st.lists(st.integers(-5, 300), max_size=12)
rules = st.builds(
    Rule,
    st.integers(1, 5),
    st.integers(5, 60).map(lambda days: timedelta(days=days)),
    st.integers(0, 20).map(lambda days: timedelta(days=days)),
)


@given(numbers, rules)
def test_it_holds_exactly_where_enough_days_lie_in_the_window(
    numbers: list[int], rule: Rule
) -> None:
    told = days_ago(*numbers)
    window = {n for n in numbers if 0 <= n < rule.within.days}
    apart = bool(window) and max(window) - min(window) >= rule.apart.days
    assert (began(told, rule) is not None) == (len(window) >= rule.days and apart)
    assert days_counted(told, rule, TODAY) == len(window)


@given(numbers, rules, st.integers(0, 120))
def test_a_spell_goes_on_with_its_beginning_while_it_holds(
    numbers: list[int], rule: Rule, later: int
) -> None:
    told, day = days_ago(*numbers), TODAY + timedelta(days=later)
    before, after = spell_began(told, rule, TODAY), spell_began(told, rule, day)
    if before and after and day - TODAY <= OVER:
        assert after == before
