from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest

from moorings.library.demo import demo_life, point
from moorings.library.demo_rooms import (
    DemoDone,
    DemoLadder,
    DemoSheet,
    DemoTime,
    Rooms,
    demo_rooms,
)
from moorings.library.practices import practices
from moorings.library.vocabulary import word
from moorings.library.worksheets import Question, sheets

#: The two silences of the life, between the days before and after them.
SILENCES = (range(445, 463), range(195, 236))

LADDER = '[[ladder]]\nat = "12 20:00"\ndirection = "asking"\nwants = "x"\n'


def practised() -> list[DemoTime]:
    return [told for rooms in demo_rooms() for told in rooms.practised]


def answered() -> list[DemoSheet]:
    return [sheet for rooms in demo_rooms() for sheet in rooms.sheets]


def ladders() -> list[DemoLadder]:
    return [ladder for rooms in demo_rooms() for ladder in rooms.ladders]


def done() -> list[DemoDone]:
    return [each for rooms in demo_rooms() for each in rooms.done]


def moments() -> Iterator[str]:
    """Give every moment at which something is done in a room."""
    for rooms in demo_rooms():
        yield from (told.at for told in rooms.practised)
        yield from (pattern.at for pattern in rooms.patterns)
        yield from (each.at for each in rooms.done)
        yield from (mark.at for mark in rooms.marks)
        yield from (week.at for week in rooms.weeks)
        yield from (begun.at for begun in rooms.programme)
        for sheet in rooms.sheets:
            yield from (sheet.at, *(added.at for added in sheet.added))
        for belief in rooms.beliefs:
            yield from (belief.at, *(said.at for said in belief.instead))
            yield from (felt.at for felt in belief.felt)
        for thing in rooms.things:
            yield from (thing.at, *(tried.at for tried in thing.tries))
            yield from filter(None, [thing.let_go])
        for ladder in rooms.ladders:
            yield ladder.at
            for tried in ladder.tried:
                yield from (tried.at, *([tried.told.at] if tried.told else []))


def test_nothing_is_done_before_she_began_or_in_a_silence() -> None:
    days = sorted({point(at).day for at in moments()}, reverse=True)
    assert days[0] <= 425
    assert not {*days} & {day for silence in SILENCES for day in silence}
    assert max(a - b for a, b in pairwise(days)) > 40


def test_many_practices_are_tried_and_some_are_left() -> None:
    told = practised()
    known = {each.practice for each in told}
    assert known <= practices().keys()
    assert 45 <= len(told) <= 85
    assert 20 <= len(known) < len(practices())
    assert sum(each.stopped for each in told) == 3
    assert 10 <= sum(bool(each.line) for each in told) <= 30
    rated = [e for e in told if e.before is not None and e.after is not None]
    assert 20 <= len(rated) < len(told)
    assert any((e.after or 0) > (e.before or 0) for e in rated)
    for each in told:
        assert all(
            1 <= n <= len(practices()[each.practice].steps) for n in each.skipped
        )


def test_no_practice_was_worse_three_times_in_a_row() -> None:
    for practice in {each.practice for each in practised()}:
        lately = [e for e in practised() if e.practice == practice][-3:]
        worse = [(e.after or 0) > (e.before or 0) for e in lately if e.after]
        assert worse != [True] * 3, practice


@pytest.mark.parametrize(
    "sheet", answered(), ids=lambda each: f"{each.sheet} {each.at}"
)
def test_every_answer_is_to_a_question_of_its_page(sheet: DemoSheet) -> None:
    asked = {question.id: question for question in sheets()[sheet.sheet].fields}
    later = {name for added in sheet.added for name in added.answers}
    assert {asked[name].kind for name in {*sheet.answers} | later} <= {"text", "line"}
    assert {asked[name].kind for name in sheet.days} <= {"day"}
    for name, number in sheet.numbers.items():
        assert 0 <= number <= asked[name].top
    for name, picked in sheet.chosen.items():
        assert {*picked} <= options(asked[name])
    assert not sheet.people or "person" in {each.kind for each in asked.values()}


def options(question: Question) -> set[str]:
    assert question.kind in {"choice", "choices"}
    return {option.id for option in question.options}


def test_the_pages_are_those_she_would_have_opened() -> None:
    told = Counter(each.sheet for each in answered())
    assert sum(name.startswith("honest-") for name in told) == 4
    assert sum(name.startswith("looking-") for name in told) == 3
    often = {"therapy-session": 5, "slip": 3, "letter": 2, "critic": 2}
    assert {name: told[name] for name in often} == often
    assert "help-check" not in told
    letters = [each.days["read-on"] for each in answered() if each.sheet == "letter"]
    assert min(letters) < 0 < max(letters)


def test_good_and_plain_days_are_ticked_and_no_night_decides_them() -> None:
    hard = {point(wave.at).day for s in demo_life().stretches for wave in s.waves}
    days = [each for each in answered() if each.sheet == "the-day"]
    assert len(days) >= 30
    for nights in ({"badly", "hardly"}, {"well"}):
        told = [e for e in days if nights & {*e.chosen["night"]}]
        came = sum(point(e.at).day in hard for e in told)
        assert 0 < came < len(told)


def test_ladders_come_out_well_badly_and_one_try_is_open() -> None:
    tried = [each for ladder in ladders() for each in ladder.tried]
    told = [each.told for each in tried if each.told]
    assert {ladder.direction for ladder in ladders()} == {"closeness", "uncertainty"}
    assert all(5 <= len(ladder.rungs) <= 8 for ladder in ladders())
    assert 9 <= len(tried) <= 14
    assert len(tried) - len(told) == 1
    assert {"happened", "partly", "not"} == {each.came for each in told}
    assert {"yes", "partly", "no"} == {each.bore for each in told}
    for ladder in ladders():
        for each in ladder.tried:
            assert each.rung <= len(ladder.rungs)
            assert point(each.at).day <= point(ladder.at).day
            assert not each.told or point(each.told.at).day <= point(each.at).day


def test_beliefs_go_up_and_down_and_the_sentence_beside_grows() -> None:
    told = [belief for rooms in demo_rooms() for belief in rooms.beliefs]
    assert [bool(belief.own) for belief in told] == [False, True]
    for belief in told:
        strengths = [felt.strength for felt in belief.felt]
        assert 6 <= len(strengths) <= 9
        assert any(a < b for a, b in pairwise(strengths))
        assert strengths[-1] < strengths[0]
        beside = [f.alternative for f in belief.felt if f.alternative is not None]
        assert beside[0] < beside[-1]


def test_the_ledger_holds_both_sides_and_people_differ_in_it() -> None:
    sides = Counter((name, each.side) for each in done() for name in each.people)
    assert {name for name, _ in sides} == {
        *("Jonah", "Bea", "Mum", "Dad", "Ruth", "Margit")
    }
    assert 30 <= len(done()) <= 42
    assert not sides["Bea", "strain"]
    assert sides["Mum", "strain"] == sides["Mum", "deposit"]
    assert any(each.against for each in done())
    assert any(each.supports for each in done())
    own = {belief.own for rooms in demo_rooms() for belief in rooms.beliefs}
    for each in done():
        for belief in (*each.against, *each.supports):
            assert word("belief", belief) or belief in own, belief


def test_nobody_is_named_in_a_room_before_they_come_in() -> None:
    since = {somebody.name: somebody.since for somebody in demo_life().people}
    for rooms in demo_rooms():
        told = [
            *((each.at, each.people) for each in rooms.done),
            *((sheet.at, sheet.people) for sheet in rooms.sheets),
            *((pattern.at, pattern.people) for pattern in rooms.patterns),
        ]
        for at, people in told:
            assert all(point(at).day <= since[name] for name in people), at
        for ladder in rooms.ladders:
            assert not ladder.person or point(ladder.at).day <= since[ladder.person]


def test_kit_marks_and_weeks_are_uneven() -> None:
    things = [thing for rooms in demo_rooms() for thing in rooms.things]
    marks = [mark for rooms in demo_rooms() for mark in rooms.marks]
    weeks = [week for rooms in demo_rooms() for week in rooms.weeks]
    assert len({thing.sense for thing in things}) == len(things) == 7
    assert {len(thing.tries) for thing in things} == {0, 1, 2, 3, 4}
    assert sum(thing.let_go is not None for thing in things) == 1
    assert 25 <= len(marks) <= 35
    assert {mark.borne for mark in marks} == {"yes", "no", ""}
    assert [(week.back, week.off) for week in weeks] == [
        *((9, False), (1, True), (0, False))
    ]
    planned = {name for week in weeks for day in week.days for name in day}
    assert planned <= practices().keys()
    # On whatever weekday the last day falls, a week is planned before it begins.
    assert all(point(week.at).day > week.back * 7 + 6 for week in weeks)


@pytest.mark.parametrize(
    "broken",
    [
        'marks = [["12 20:00", 6]]',
        'marks = [["12 20:00", 1, "perhaps"]]',
        'practised = [{ at = "12 20:00", practice = "stop", before = 11 }]',
        'practised = [{ at = "12", practice = "stop" }]',
        '[[ladder]]\nat = "12 20:00"\ndirection = "up"\nwants = "x"\nrungs = []',
        f'{LADDER}rungs = [["x", 101]]',
        '[[thing]]\nat = "12 20:00"\nsense = "wit"\ntext = "x"',
        '[[sheet]]\nat = "12 20:00"\nsheet = "slip"\nmood = "x"',
        'done = [{ at = "12 20:00", side = "both", text = "x" }]',
        '[[week]]\nat = "12 20:00"\nback = -1',
    ],
)
def test_a_file_that_says_something_else_is_refused(broken: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(broken, type=Rooms)
