from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from moorings.companion.opened import new_id
from moorings.insight.sittings import Sitting, sittings
from moorings.insight.steadying import Steadying, raised, raises_help, steadying
from moorings.journey.fold import fold
from moorings.journey.records import Administration, Questionnaire
from moorings.library.instruments import read_key
from tests.insight.conftest import NOON, adding_up_to, asked_by, sat

NAMES = ("phq-9", "gad-7", "phq-4", "who-5", "ecr-rs")
ASKED = {name: asked_by(read_key(name)) for name in NAMES}
MOOD = read_key("phq-9")
NEVER = datetime.min.replace(tzinfo=UTC)
Points = tuple[str, int]


def read(*records: Administration) -> tuple[Sitting, ...]:
    """Read sittings, the latest first."""
    return sittings(fold([*ASKED.values(), *records]))


def on_days(*points: Points) -> tuple[Sitting, ...]:
    """Read a sitting a day, each of which comes to so many points."""
    return read(
        *(
            sat(ASKED[name], adding_up_to(read_key(name), total), day)
            for day, (name, total) in enumerate(points)
        )
    )


def with_answers(asked: Questionnaire, given: dict[str, int]) -> Sitting:
    [found] = read(sat(asked, given))
    return found


def after(days: float) -> datetime:
    return NOON + timedelta(days=days)


def found_in(
    latest_first: Sequence[Sitting],
    today: date | None = None,
    supported: datetime = NEVER,
) -> Steadying | None:
    """Look at sittings on the day after the last of them, or on another."""
    dated = [(each.administration.ended.date(), each) for each in latest_first]
    return steadying(dated, today or dated[0][0] + timedelta(days=1), supported)


def told(
    latest_first: Sequence[Sitting],
    today: date | None = None,
    supported: datetime = NEVER,
) -> str:
    found = found_in(latest_first, today, supported)
    return found.reason if found else "nothing"


# Where the sum of the answers is the score; that of the WHO-5 counts four times.
@pytest.mark.parametrize(
    ("heavy", "lighter"),
    [
        (("phq-9", 15), ("phq-9", 14)),
        (("gad-7", 15), ("gad-7", 14)),
        (("phq-4", 9), ("phq-4", 8)),
        (("who-5", 28 // 4), ("who-5", 32 // 4)),
    ],
    ids=lambda points: points[0],
)
def test_a_heavy_score_suggests_a_clinician_and_one_point_less_does_not(
    heavy: Points, lighter: Points
) -> None:
    [one], [other] = on_days(heavy), on_days(lighter)
    assert raised(one) == {"clinician"}
    assert raised(other) == frozenset()
    assert found_in([one]) == Steadying(one, "high")
    assert found_in([other]) is None


@pytest.mark.parametrize("response", [1, 2, 3])
def test_any_answer_to_the_ninth_question_raises_help_also_with_a_low_total(
    response: int,
) -> None:
    low = dict.fromkeys(MOOD.order, 0)
    assert raised(with_answers(ASKED["phq-9"], low)) == frozenset()
    asked = with_answers(ASKED["phq-9"], low | {"9": response})
    assert raised(asked) == {"help"}
    assert raised(with_answers(ASKED["phq-9"], {"9": response})) == {"help"}
    assert found_in([asked]) is None


def test_both_may_be_raised_at_once() -> None:
    highest = dict.fromkeys(MOOD.order, 3)
    assert raised(with_answers(ASKED["phq-9"], highest)) == {"help", "clinician"}


def test_a_single_answer_is_enough_to_open_help_and_no_other_one_is() -> None:
    assert raises_help(MOOD.concerns, "9", 1)
    assert not raises_help(MOOD.concerns, "9", 0)
    assert not raises_help(MOOD.concerns, "8", 3)
    for name in ("gad-7", "phq-4", "who-5"):
        key = read_key(name)
        ends = key.lowest, key.highest
        assert not any(raises_help(key.concerns, i, e) for i in key.order for e in ends)


def test_what_was_left_out_counts_as_the_others_do() -> None:
    # seven of nine come to 12: as if all nine came to 15.4
    given = adding_up_to(MOOD, 12)
    del given["8"], given["9"]
    assert raised(with_answers(ASKED["phq-9"], given)) == {"clinician"}
    del given["7"]
    assert raised(with_answers(ASKED["phq-9"], given)) == frozenset()


def test_too_few_answers_are_heavy_only_where_the_others_could_not_change_it() -> None:
    five = dict.fromkeys("12345", 3)
    assert raised(with_answers(ASKED["phq-9"], five)) == {"clinician"}
    assert raised(with_answers(ASKED["phq-9"], five | {"5": 2})) == frozenset()
    # of five answers from 0 to 5, three of 0 and a 2 leave at most 28 of 100
    low = dict.fromkeys("123", 0) | {"4": 2}
    assert raised(with_answers(ASKED["who-5"], low)) == {"clinician"}
    assert raised(with_answers(ASKED["who-5"], low | {"4": 3})) == frozenset()


def test_without_sittings_nothing_comes_first() -> None:
    assert steadying((), NOON.date(), NEVER) is None


def test_help_comes_first_on_its_day_whatever_else_was_answered() -> None:
    asks = sat(ASKED["phq-9"], dict.fromkeys(MOOD.order, 0) | {"9": 1})
    again = sat(ASKED["phq-9"], dict.fromkeys(MOOD.order, 0), 0.1)
    heavy = sat(ASKED["gad-7"], dict.fromkeys("1234567", 3), 0.2)
    found = read(asks, again, heavy)
    assert found_in(found, NOON.date()) == Steadying(found[-1], "help")
    assert told(found, NOON.date(), after(0.05)) == "high"
    assert told(found, after(1).date()) == "high"


def test_a_lower_one_later_lifts_it_and_one_as_heavy_takes_its_place() -> None:
    assert told(on_days(("phq-9", 20), ("phq-9", 14))) == "nothing"
    found = on_days(("phq-9", 20), ("phq-9", 15))
    assert found_in(found) == Steadying(found[0], "high")


@pytest.mark.parametrize("given", [{}, {"1": 3}, dict.fromkeys("123456", 0)])
def test_one_that_has_no_score_lifts_nothing(given: dict[str, int]) -> None:
    heavy = sat(ASKED["phq-9"], adding_up_to(MOOD, 20))
    few = sat(ASKED["phq-9"], given, 1)
    assert told(read(heavy, few)) == "high"


def test_heavy_answers_count_for_eight_weeks() -> None:
    heavy = on_days(("gad-7", 20))
    assert told(heavy, after(0).date()) == "high"
    assert told(heavy, after(55).date()) == "high"
    assert told(heavy, after(56).date()) == "nothing"


def test_an_easy_one_with_other_questions_lifts_nothing() -> None:
    heavy = on_days(("gad-7", 2), ("phq-9", 20), ("gad-7", 2), ("who-5", 9))
    assert told(heavy) == "high"


@pytest.mark.parametrize(
    "change", [{"language": "de"}, {"wording": "b2c3"}, {"target": new_id()}]
)
def test_an_easy_one_that_cannot_be_compared_lifts_nothing(
    change: dict[str, object],
) -> None:
    heavy = sat(ASKED["gad-7"], dict.fromkeys("1234567", 3))
    low = sat(ASKED["gad-7"], dict.fromkeys("1234567", 0), 1)
    easy = msgspec.structs.replace(low, **change)
    assert told(read(heavy, easy)) == "high"


def test_the_latest_reason_is_the_one_that_is_told() -> None:
    late, *_ = found = on_days(("phq-9", 20), ("gad-7", 16))
    assert found_in(found) == Steadying(late, "high")


def test_the_word_that_there_is_support_lifts_what_came_before_it() -> None:
    found = on_days(("gad-7", 18), ("phq-9", 20), ("who-5", 25))
    assert told(found) == "high"
    assert told(found, supported=after(0.5)) == "high"
    assert told(found, supported=after(1.5)) == "nothing"


@pytest.mark.parametrize("later", [("phq-9", 15), ("gad-7", 15), ("who-5", 3)])
def test_a_heavy_one_after_that_word_raises_it_again(later: Points) -> None:
    newest, heavy = on_days(("phq-9", 20), later)
    found = found_in([newest, heavy], supported=after(0.5))
    assert found == Steadying(newest, "high")


# SDC95 by hand, 1.96 · sqrt(2) · s · sqrt(1 - r): 6.10, 5.14, 2.60 and 24.8 points.
@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (("phq-9", 3), ("phq-9", 10), "worse"),
        (("phq-9", 3), ("phq-9", 9), "nothing"),
        (("gad-7", 3), ("gad-7", 9), "worse"),
        (("gad-7", 3), ("gad-7", 8), "nothing"),
        (("gad-7", 9), ("gad-7", 3), "nothing"),
        (("phq-4", 2), ("phq-4", 5), "worse"),
        (("phq-4", 2), ("phq-4", 4), "nothing"),
        (("who-5", 84 // 4), ("who-5", 56 // 4), "worse"),
        (("who-5", 84 // 4), ("who-5", 60 // 4), "nothing"),
        (("who-5", 56 // 4), ("who-5", 84 // 4), "nothing"),
        (("ecr-rs", 9), ("ecr-rs", 63), "nothing"),
    ],
    ids=str,
)
def test_growing_worse_than_measuring_alone_does_raises_it(
    before: Points, after: Points, reason: str
) -> None:
    assert told(on_days(before, after)) == reason


def test_worse_is_told_against_the_easiest_of_twelve_weeks_before() -> None:
    def on(*days: tuple[int, int]) -> tuple[Sitting, ...]:
        key = read_key("gad-7")
        asked = ASKED["gad-7"]
        return read(*(sat(asked, adding_up_to(key, total), day) for day, total in days))

    assert told(on((0, 3), (1, 7), (2, 10))) == "worse"
    assert told(on((0, 3), (1, 10), (2, 9))) == "worse"
    assert told(on((0, 3), (1, 10), (2, 8))) == "nothing"
    assert told(on((0, 3), (83, 10))) == "worse"
    assert told(on((0, 3), (84, 10))) == "nothing"
    assert told(on((2, 10))) == "nothing"


def test_worse_is_told_against_the_same_questions_alone() -> None:
    other = asked_by(read_key("gad-7"))
    easy = sat(other, adding_up_to(read_key("gad-7"), 0))
    now = sat(ASKED["gad-7"], adding_up_to(read_key("gad-7"), 10), 1)
    assert told(sittings(fold([*ASKED.values(), other, easy, now]))) == "nothing"


def test_nothing_is_worse_than_a_sitting_without_a_score() -> None:
    few = sat(ASKED["gad-7"], {"1": 0})
    more = sat(ASKED["gad-7"], adding_up_to(read_key("gad-7"), 10), 1)
    assert told(read(few, more)) == "nothing"
