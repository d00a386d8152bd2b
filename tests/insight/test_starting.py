import re
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.companion.opened import new_id
from moorings.insight.starting import (
    FAMILIES,
    LEADS,
    MOST_REASONS,
    MOST_STEPS,
    OPPOSED,
    POLES,
    SIGNS,
    Reason,
    Sign,
    first_steps,
    sign_of_sketch,
    signs_of_moments,
    signs_ticked,
)
from moorings.journey.activation import Activation
from moorings.journey.records import Naming, Rating, When
from moorings.library.roadmap import stages
from moorings.library.shelf import Of
from moorings.library.vocabulary import vocabulary
from moorings.library.worksheets import sheets
from moorings.measures.cloud import Leaning

PAGE = Path("docs", "explanation", "suggesting.md")
ROW = re.compile(
    r"^\| ([a-z-]+) \|[^|]*\| `([a-z-]+)` \| (?:`([a-z-]+)` )?\|$", re.MULTILINE
)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVERY = tuple(stages())


def steps(*signs: Sign, open_: tuple[str, ...] = EVERY) -> list[str]:
    found = first_steps((Reason(each, "ticked") for each in signs), open_, EVERY)
    return [each.step for each in found]


def test_the_page_and_the_table_say_the_same() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))
    told = {sign: tuple(filter(None, leads)) for sign, *leads in rows if sign != "sign"}
    assert told == dict(LEADS)
    assert list(told) == list(SIGNS)


def test_every_sign_can_be_read_somewhere_and_leads_to_a_step_there_is() -> None:
    read = {*POLES.values(), *FAMILIES.values(), "both-ways", "at-ease", "comes-before"}
    read |= {"sketch-worry", "sketch-distance", "sketch-both"}
    assert read | {"strong", "same-trigger", "unnamed"} == set(SIGNS)
    assert {step for leads in LEADS.values() for step in leads} <= set(get_args(Of))


def test_what_can_be_ticked_and_found_is_there_to_be_ticked_and_found() -> None:
    for sheet, pole in POLES:
        question = sheets()[sheet].question("poles")
        assert question is not None
        assert question.option(pole)
        assert all(map(question.option, set().union(*OPPOSED[sheet])))
    for part, family in FAMILIES:
        assert family in {each.id for each in vocabulary()[part].families}


@pytest.mark.parametrize(
    ("signs", "first"),
    [
        ((), []),
        (("reaching",), ["stop", "regulation"]),
        (("drawing-back",), ["naming", "doses"]),
        (("unnamed",), ["naming"]),
        (("at-ease",), ["relationships"]),
        (("reaching", "sketch-worry"), ["regulation", "stop"]),
        (("drawing-back", "closeness-hard"), ["naming", "doses"]),
        (("shame", "known-hard"), ["kindness", "doses", "beliefs"]),
        (("both-ways", "reaching"), ["regulation", "stop", "therapy"]),
        (("quarrel-left", "unnamed"), ["naming", "communication"]),
        (("belief", "belief", "belief"), ["beliefs", "kindness"]),
    ],
)
def test_the_steps_for_which_most_speaks_come_first(
    signs: tuple[Sign, ...], first: list[str]
) -> None:
    assert steps(*signs) == first


def test_a_step_that_is_not_open_is_not_named_and_others_move_up() -> None:
    assert steps("drawing-back", "closeness-hard", open_=("naming",)) == ["naming"]
    assert steps("quarrel-left", "own-part", open_=("naming", "kindness")) == [
        "naming",
        "kindness",
    ]
    assert steps("belief", open_=()) == []


def test_the_reasons_that_weigh_most_stand_first_and_are_few() -> None:
    told = [Reason("reaching", "wrote", words=("a",)), Reason("strong", "noted")]
    told += [Reason("both-ways", "ticked"), Reason("far-away", "wrote")]
    found = first_steps(told, EVERY, EVERY)
    assert found[0].step == "regulation"
    assert [r.sign for r in found[0].reasons] == ["strong", "both-ways", "far-away"]
    assert found[0].weight == 7  # by hand: 1 + 2 + 2 + 2


@given(st.lists(st.sampled_from(SIGNS)), st.sets(st.sampled_from(EVERY)))
def test_never_more_than_three_never_a_closed_one_and_never_without_a_reason(
    signs: list[Sign], open_: set[str]
) -> None:
    found = first_steps((Reason(each, "ticked") for each in signs), open_, EVERY)
    assert len(found) <= MOST_STEPS
    assert {each.step for each in found} <= open_
    assert all(0 < len(each.reasons) <= MOST_REASONS for each in found)
    assert all(each.step in LEADS[r.sign] for each in found for r in each.reasons)
    weights = [each.weight for each in found]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("sheet", "ticked", "signs"),
    [
        ("honest-distance", ("toward", "pursue"), {"reaching": ("toward", "pursue")}),
        ("honest-distance", ("neither",), {}),
        ("honest-distance", ("both",), {"both-ways": ("both",)}),
        (
            "honest-distance",
            ("toward", "withdraw"),
            {
                "reaching": ("toward",),
                "drawing-back": ("withdraw",),
                "both-ways": ("toward", "withdraw"),
            },
        ),
        (
            "honest-closeness",
            ("welcome", "threat"),
            {"closeness-hard": ("threat",), "both-ways": ("welcome", "threat")},
        ),
        ("honest-closeness", ("welcome", "toward"), {}),
        ("honest-conflict", ("own",), {}),
        ("honest-conflict", ("deflect",), {"own-part": ("deflect",)}),
        ("honest-well", ("rest",), {}),
        ("looking-secure", ("toward",), {}),
    ],
)
def test_ticks_are_read_by_their_page(
    sheet: str, ticked: tuple[str, ...], signs: dict[Sign, tuple[str, ...]]
) -> None:
    assert signs_ticked(sheet, ticked) == signs


@pytest.mark.parametrize(("worry", "distance"), [*product(Leaning, Leaning)])
def test_only_a_sketch_that_leans_is_a_sign(worry: Leaning, distance: Leaning) -> None:
    high = (worry is Leaning.HIGHER, distance is Leaning.HIGHER)
    assert (
        sign_of_sketch(worry, distance)
        == {
            (True, True): "sketch-both",
            (True, False): "sketch-worry",
            (False, True): "sketch-distance",
            (False, False): None,
        }[high]
    )


def wave(*ratings: int, trigger: str = "", named: bool = False) -> Activation:
    activation, when = new_id(), When(date(2026, 3, 1))
    rated = tuple(
        Rating(
            id=new_id(),
            written_at=NOON,
            activation=activation,
            when=when,
            intensity=each,
        )
        for each in ratings
    )
    told = Naming(
        id=new_id(), written_at=NOON, activation=activation, when=when, trigger=trigger
    )
    return Activation(activation, (*rated, told) if trigger or named else rated)


@pytest.mark.parametrize(
    ("waves", "found"),
    [
        ([], []),
        ([wave(9)] * 2, []),
        ([wave(9, named=True)] * 3, [("strong", 3, 3)]),
        ([wave(2, 7, 1, named=True)] * 3 + [wave(6, named=True)], [("strong", 3, 4)]),
        ([wave(6, named=True)] * 9, []),
        ([wave(1)] * 3, [("unnamed", 3, 3)]),
        ([wave(1)] * 3 + [wave(1, named=True)] * 3, []),
        ([wave(trigger="late")] * 3, [("same-trigger", 3, 3)]),
        ([wave(trigger="late")] * 2 + [wave(trigger="a-no")] * 2, []),
        (
            [wave(trigger="late")] * 4 + [wave(trigger="a-no")] * 3 + [wave(1)],
            [("same-trigger", 4, 7)],
        ),
    ],
)
def test_moments_speak_from_three_of_a_sort(
    waves: list[Activation], found: list[tuple[str, int, int]]
) -> None:
    assert [(r.sign, r.found, r.of) for r in signs_of_moments(waves)] == found
