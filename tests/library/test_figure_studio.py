from typing import get_args

import pytest

from moorings.library.figure_studio import Length, Own, Sort, studio
from moorings.library.phrases import claims, reproaches
from moorings.library.practices import practices
from moorings.library.worksheets import sheets

SORTS: tuple[Sort, ...] = get_args(Sort)
LENGTHS: tuple[Length, ...] = get_args(Length)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("sort", ["", *SORTS])
def test_a_visit_is_as_long_as_it_says_for_every_sort_of_figure(
    length: Length, sort: str
) -> None:
    visit = studio().visit(length)
    steps = visit.steps_for(sort)
    assert sum(step.seconds for step in steps) == visit.seconds
    assert visit.seconds == {"ten": 600, "three": 180, "twenty": 20}[length]
    assert steps[-1].text.startswith("Look")
    assert [step.own for step in steps].count("who") == 1
    assert [step.own for step in steps].count("words") == 1


def test_it_asks_and_shows_what_the_worksheet_asks() -> None:
    fields = {each.id: each for each in sheets()["figure"].fields}
    assert {*get_args(Own)} == fields.keys() - {"kind"}
    assert {each.id for each in fields["kind"].options} == {*SORTS}
    shown = {step.own for step in studio().ten.steps}
    assert {*get_args(Own)} <= shown


def test_parts_are_noticed_named_thanked_and_step_back_within_three_minutes() -> None:
    [parts] = [step for step in studio().ten.steps if "a part of you" in step.text]
    for word in ("notice", "name", "Thank", "step back"):
        assert word in f"{parts.text} {parts.more}"
    assert parts.seconds <= 180


def test_each_visit_is_a_time_of_a_practice_that_there_is() -> None:
    assert {studio().visit(each).practice for each in LENGTHS} <= {*practices()}


def test_nobody_who_has_harmed_is_a_figure_and_nothing_is_promised() -> None:
    assert "harmed you" in studio().never
    told = [studio().never, studio().dose, *studio().may_be, *studio().outward]
    for both in (studio().card, studio().frightening, studio().ten.invitation):
        told += [both.warm, both.plain]
        assert both.warm != both.plain
    for length in LENGTHS:
        told += [f"{s.text} {s.more}" for s in studio().visit(length).steps]
    assert not [fault for text in told for fault in reproaches(text)]
    assert not [word for text in told for word in claims(text)]
