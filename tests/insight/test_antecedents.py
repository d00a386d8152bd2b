"""What tends to come before: what is counted and named, and what luck would name."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from random import Random

import pytest

from moorings.insight.antecedents import (
    BACK,
    FEWEST,
    RATE,
    Antecedents,
    Counted,
    Facts,
    Thing,
    Told,
    antecedents,
    part_of,
)
from moorings.journey.records import RecordId, When
from moorings.measures.exact_test import fisher

FIRST = date(2026, 1, 1)
SAM, ANN = RecordId("5" * 32), RecordId("a" * 32)


def days(*numbers: int) -> frozenset[date]:
    return frozenset(FIRST + timedelta(days=each) for each in numbers)


def apart(numbers: Iterable[int], of: int = 60) -> list[int]:
    """Put days that are counted up in a row here and there among so many."""
    chance = Random(of)  # noqa: S311 - the same each time
    order = [0, *chance.sample(range(1, of), of - 1)]
    return [order[each] for each in numbers]


def moments(numbers: Iterable[int], hour: int | None = None) -> tuple[When, ...]:
    at = None if hour is None else time(hour)
    return tuple(When(FIRST + timedelta(days=each), at) for each in numbers)


def nights(bad: Iterable[int], well: Iterable[int]) -> dict[date, Told]:
    told = dict.fromkeys(days(*bad), Told(night="badly"))
    return told | dict.fromkeys(days(*well), Told(night="well"))


def found(told: Antecedents, kind: str = "") -> dict[str, Counted]:
    return {e.thing.key: e for e in told.found if kind in {"", e.thing.kind}}


def test_a_bad_night_stands_out_with_both_counts_and_a_good_one_the_other_way() -> None:
    noted = nights(apart(range(20)), apart(range(20, 55)))
    noted |= dict.fromkeys(days(*apart(range(55, 60))), Told(night="so-so"))
    hard = apart([*range(14), *range(20, 24), *range(55, 60)])
    facts = Facts(begun=moments([0, *hard]), noted=frozenset(noted), told=noted)
    told = antecedents(facts, FIRST + timedelta(days=70))
    bad, well = found(told)["night:bad"], found(told)["night:well"]
    assert sum(bad.with_it) + sum(bad.without) == sum(well.with_it) + sum(well.without)
    # By Fisher alone, and hardly more as these days are apart from one another.
    alone = fisher(bad.with_it, bad.without)
    assert alone <= bad.by_chance < 4 * alone
    assert (bad.more, well.more) == (True, False)
    assert bad.difference.low > 0
    assert (told.days, told.since) == (60, FIRST)
    # Two for the night, and seven days of the week.
    assert len(told.looked_at) == 9


def test_days_in_a_row_tell_less_than_the_same_days_apart() -> None:
    row, around = list(range(60)), apart(range(60))
    told = []
    for order in (row, around):
        bad = [order[each] for each in range(30)]
        well = [order[each] for each in range(30, 60)]
        hard = [order[each] for each in range(10, 36)]
        noted = nights(bad, well)
        facts = Facts(moments([0, *hard]), frozenset(noted), told=noted)
        shown = antecedents(facts, FIRST + timedelta(days=60))
        told.append(found(shown, "night"))
    assert not told[0]
    assert "night:bad" in told[1]


def test_a_day_without_any_note_is_left_out_and_so_is_today() -> None:
    noted = nights(range(5), range(5, 10))
    today = FIRST + timedelta(days=9)
    facts = Facts(moments([*range(4), 9, 30, 40]), frozenset(noted), told=noted)
    told = antecedents(facts, today)
    assert (told.days, told.hard) == (9, 4)
    assert told.looked_at == (Thing("night", "bad"),)


def test_a_moment_counts_once_a_day_and_only_from_the_first_one_on() -> None:
    noted = nights(range(-10, 5), range(5, 10))
    facts = Facts(moments([0, 0, 1, 2]), frozenset(noted), told=noted)
    told = antecedents(facts, FIRST + timedelta(days=10))
    assert (told.days, told.hard, told.since) == (10, 3, FIRST)


def test_what_lies_more_than_a_year_back_is_left_out() -> None:
    noted = nights(range(6), range(6, 12))
    facts = Facts(moments([*range(6)]), frozenset(noted), told=noted)
    assert found(antecedents(facts, FIRST + timedelta(days=12)))
    today = FIRST + timedelta(days=BACK + 6)
    told = antecedents(facts, today)
    assert (told.days, told.hard, told.looked_at) == (6, 0, ())


@pytest.mark.parametrize(
    ("bad", "well", "hard"), [(2, 40, 20), (40, 2, 20), (40, 40, 2)]
)
def test_from_under_three_days_with_it_without_it_or_with_a_moment_nothing_is_said(
    bad: int, well: int, hard: int
) -> None:
    noted = nights(range(bad), range(bad, bad + well))
    facts = Facts(moments(range(hard)), frozenset(noted), told=noted)
    told = antecedents(facts, FIRST + timedelta(days=90))
    assert not found(told, "night")
    assert "night" not in {each.kind for each in told.looked_at}


def test_three_and_three_days_are_looked_at_once_and_hardly_ever_named() -> None:
    noted = nights(range(3), range(3, 6))
    today = FIRST + timedelta(days=6)
    always = Facts(moments(range(3)), frozenset(noted), told=noted)
    told = antecedents(always, today)
    # A good night is no second finding where it is the same days the other way round.
    assert told.looked_at == (Thing("night", "bad"),)
    # Six days in two rows say too little to name anything.
    assert told.found == ()
    wavering = Facts(moments([0, 1, 3]), frozenset(noted), told=noted)
    assert antecedents(wavering, today).found == ()
    assert FEWEST == 3


def test_a_question_that_was_left_empty_says_nothing_of_its_day() -> None:
    home, way, work = (days(*apart(range(n, n + 10), 40)) for n in (0, 10, 20))
    told = dict.fromkeys(home, Told(places=("home",), topics=("money",)))
    told |= dict.fromkeys(way, Told(places=("way", "work")))
    told |= dict.fromkeys(work, Told(topics=("work",)))
    begun = moments(apart(range(10), 40))
    facts = Facts(begun, days(*range(40)), told=told)
    shown = antecedents(facts, FIRST + timedelta(days=40))
    assert found(shown)["place:home"].without == (0, 10)
    assert found(shown)["topic:money"].without == (0, 10)
    # Those on the way are the same days the other way round, and no second finding.
    assert found(shown, "place").keys() == {"place:home"}


@pytest.mark.parametrize(
    ("elsewhere", "apart_enough"), [(1, False), (2, False), (4, True)]
)
def test_almost_the_same_days_the_other_way_round_are_no_second_finding(
    elsewhere: int, *, apart_enough: bool
) -> None:
    """So what was put aside does not come back under another name with one more day."""
    home, work = (days(*apart(range(n, n + 25), 60)) for n in (0, 25))
    told = dict.fromkeys(home, Told(places=("home",)))
    told |= dict.fromkeys(work, Told(places=("work",)))
    told |= dict.fromkeys(days(*range(60, 60 + elsewhere)), Told(places=("way",)))
    facts = Facts(moments(apart(range(20), 60)), days(*range(64)), told=told)
    shown = antecedents(facts, FIRST + timedelta(days=70))
    assert ("place:work" in found(shown)) is apart_enough
    assert "place:home" in found(shown)


def test_only_who_may_be_looked_at_is_and_on_days_that_could_name_them() -> None:
    people = dict.fromkeys(days(*apart(range(12))), frozenset({SAM, ANN}))
    people |= dict.fromkeys(days(*apart(range(12, 30))), frozenset[RecordId]())
    begun = moments(apart(range(10)))
    facts = Facts(begun, days(*range(60)), people=people, known=(SAM,))
    told = antecedents(facts, FIRST + timedelta(days=60))
    assert found(told, "person").keys() == {f"person:{SAM}"}
    sam = found(told)[f"person:{SAM}"]
    assert (sam.with_it, sam.without) == ((10, 12), (0, 18))
    assert not any(each.id == ANN for each in told.looked_at)


def test_a_day_of_the_week_can_stand_out() -> None:
    thursdays = [n for n in range(120) if not n % 7]
    facts = Facts(moments([*thursdays, 4, 9]), days(*range(120)))
    told = antecedents(facts, FIRST + timedelta(days=120))
    assert found(told).keys() == {"weekday:3"}
    assert found(told)["weekday:3"].with_it == (18, 18)


# --- parts of the day -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        *((0, "night"), (4, "night"), (5, "morning"), (10, "morning")),
        *((11, "midday"), (16, "midday"), (17, "evening"), (22, "evening")),
        (23, "night"),
    ],
)
def test_each_hour_lies_in_one_of_four_parts(hour: int, part: str) -> None:
    assert part_of(time(hour, 30)) == part


def test_a_part_of_the_day_stands_out_beside_notes_and_beside_the_hours() -> None:
    notes = (*moments(range(0, 40, 2), 8), *moments(range(1, 40, 2), 14))
    begun = (*moments(range(15), 19), *moments(range(15, 18), 9))
    facts = Facts(begun, days(*range(40)), notes)
    told = antecedents(facts, FIRST + timedelta(days=40))
    evening = found(told, "part")["part:evening"]
    assert (evening.with_it, evening.without) == ((15, 18), (0, 40))


def test_who_writes_in_the_evening_alone_is_not_told_that_mornings_are_hard() -> None:
    begun = [w for n in range(40) for w in moments([n], (8, 13, 19, 1)[n % 4])]
    facts = Facts(tuple(begun), days(*range(40)), moments(range(40), 21))
    told = antecedents(facts, FIRST + timedelta(days=41))
    assert not found(told, "part")
    assert sum(each.kind == "part" for each in told.looked_at) == 4


def test_without_hours_or_with_too_few_no_part_is_looked_at() -> None:
    for begun in (moments(range(9)), moments(range(2), 9)):
        facts = Facts(begun, days(*range(30)), moments(range(30), 20))
        told = antecedents(facts, FIRST + timedelta(days=30))
        assert not any(each.kind == "part" for each in told.looked_at)


def test_with_no_moment_there_is_nothing_to_look_at() -> None:
    assert antecedents(Facts(), FIRST) == Antecedents()
    told = antecedents(Facts(noted=days(1, 2)), FIRST + timedelta(days=9))
    assert told == Antecedents()


# --- luck -----------------------------------------------------------------------------


def lot(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same every time


def simulated(chance: Random, effect: float = 0.0) -> Antecedents:
    """Live a season in which a bad night adds so much, and nothing else anything."""
    told, people, begun, notes = {}, {}, [], []
    noted: set[date] = set()
    for number in range(100):
        day = FIRST + timedelta(days=number)
        night = chance.choice(("well", "so-so", "badly", "hardly"))
        with_whom = {p for p in (SAM, ANN) if chance.random() < 0.4}
        often = 0.25 + effect * (night in {"badly", "hardly"})
        if chance.random() < often:
            begun.append(When(day, time(chance.randrange(24))))
        if chance.random() < 0.7:
            noted.add(day)
            notes.append(When(day, time(chance.randrange(24))))
            people[day] = frozenset(with_whom)
            places = chance.sample(("home", "work", "way"), chance.randrange(3))
            topics = chance.sample(("money", "love", "health"), chance.randrange(3))
            told[day] = Told(night, tuple(places), tuple(topics))
    facts = Facts(
        tuple(begun), frozenset(noted), tuple(notes), told, people, (SAM, ANN)
    )
    return antecedents(facts, FIRST + timedelta(days=100))


def test_where_nothing_leads_to_anything_something_is_rarely_named() -> None:
    named = [bool(simulated(lot(seed)).found) for seed in range(200)]
    assert sum(named) <= 200 * RATE


def test_a_strong_effect_is_found_and_little_beside_it() -> None:
    seasons = [simulated(lot(seed), 0.6) for seed in range(60)]
    assert sum("night:bad" in found(each) for each in seasons) >= 55
    beside = [len(each.found) - len(found(each, "night")) for each in seasons]
    assert sum(beside) <= 12


def test_the_same_facts_are_told_alike() -> None:
    assert simulated(lot(7), 0.5) == simulated(lot(7), 0.5)
