"""The demo, room by room: what the acts of a made-up life leave in each of them."""

from collections.abc import Iterator
from datetime import date

import pytest

from moorings.companion import pretending_rooms
from moorings.companion.accompanying import therapist
from moorings.companion.appointing import next_session
from moorings.companion.believing import beliefs, ratings
from moorings.companion.depositing import moments
from moorings.companion.following import followed
from moorings.companion.imagining import figure, figure_rests
from moorings.companion.kitting import items, tries
from moorings.companion.ladders import all_rest, ladder_rests, ladders
from moorings.companion.mapping import counted, patterns, proposals
from moorings.companion.noticing import counted as marked
from moorings.companion.noticing import marks
from moorings.companion.opened import Opened
from moorings.companion.planning_weeks import plan_of
from moorings.companion.practising import reasons, resting_worse, times
from moorings.companion.recommitting import grown, if_thens, stronger
from moorings.companion.seeking_help import findings
from moorings.companion.stepping import visits
from moorings.companion.worksheets import worksheet, worksheets
from moorings.insight.ledger import by_month
from moorings.insight.patterns import Counted
from moorings.insight.window import Window, window
from moorings.journey.records import Entry
from moorings.library.roadmap import stages
from tests.companion.test_pretending import TODAY, built


@pytest.fixture(scope="module")
def demo() -> Iterator[Opened]:
    with built() as opened:
        yield opened


def test_without_the_rooms_the_life_is_the_same_to_every_id(
    demo: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pretending_rooms, "demo_rooms", tuple)
    with built() as plain:
        alone = list(plain.journey.records())
    known = {each.id: each for each in demo.journey.records()}
    assert all(known[each.id] == each for each in alone)
    assert len(known) - len(alone) > 200


def test_nothing_rests_and_no_rule_for_help_holds(demo: Opened) -> None:
    assert not reasons(demo)
    assert not resting_worse(demo)
    assert not all_rest(demo)
    assert not figure_rests(demo)
    assert not any(ladder_rests(demo, each) for each in ladders(demo))
    assert not any(found.since for found in findings(demo).values())


def test_practice_is_there_and_its_lines_are_pages_of_the_diary(demo: Opened) -> None:
    assert len(times(demo, "short-sitting")) > 3
    pages = [page.newest for page in demo.journey.pages()]
    lines = [page for page in pages if isinstance(page, Entry) and page.practice]
    assert len(lines) > 10
    assert {line.practice for line in lines} <= {each.practice for each in times(demo)}


def test_almost_every_step_of_the_way_was_visited_and_some_again(demo: Opened) -> None:
    found = visits(demo)
    assert len(stages()) - len(found) <= 2
    assert sum(bool(told.returns) for told in found.values()) > 5


def test_her_patterns_came_again_and_what_is_left_is_still_proposed(
    demo: Opened,
) -> None:
    told = counted(demo, *patterns(demo))
    assert len(told) == 4
    assert all(isinstance(each, Counted) and each.matched for each in told)
    drawn = [each for pattern in patterns(demo) for each in pattern.drawn_from]
    assert len(drawn) == 3
    left = {each.source for each in proposals(demo)}
    assert "honest-conflict" in left
    assert not left & {"honest-distance", "honest-closeness", "looking-repeats"}


def test_ladders_stand_with_their_tries_and_one_of_them_is_open(demo: Opened) -> None:
    uncertainty, closeness = ladders(demo)
    assert [len(each.rungs) for each in (closeness, uncertainty)] == [8, 6]
    names = {person: each.name for person, each in demo.journey.people().items()}
    assert closeness.ladder.person is not None
    assert names[closeness.ladder.person] == "Jonah"
    assert uncertainty.ladder.person is None
    assert [each.open for each in closeness.tries] == [False] * 7 + [True]
    assert closeness.evidence.enough
    assert closeness.evidence.happened
    assert uncertainty.evidence.happened


def test_beliefs_stand_with_a_sentence_beside_them(demo: Opened) -> None:
    own, named = beliefs(demo)
    assert named.belief == "everyone-leaves"
    assert own.words == "sooner or later I get handed in"
    assert own.alternative
    assert named.alternative
    for held in (own, named):
        assert len(ratings(demo, held.id)) >= 6
    against = [each for each in moments(demo) if own.belief in each.against]
    assert len(against) >= 2


def test_the_ledger_can_be_drawn_for_most_of_its_people(demo: Opened) -> None:
    drawn = by_month(moments(demo), last=TODAY)
    assert drawn is not None
    names = demo.journey.people()
    assert {names[row.person].name for row in drawn.rows} >= {"Jonah", "Mum"}


def test_kit_and_window_tell_what_they_were_tried_for(demo: Opened) -> None:
    assert len(items(demo)) == 6
    assert len(items(demo, let_go=True)) == 1
    assert sorted(len(tries(demo, each)) for each in items(demo)) == [0, 1, 2, 3, 3, 4]
    assert isinstance(window(marked(marks(demo))), Window)


def test_slips_are_returns_and_two_lines_are_for_now(demo: Opened) -> None:
    assert grown(demo).returns == 3
    assert stronger(demo)[0][0] == "echo"
    assert [line.now for line in if_thens(demo)] == [True, True]


def test_pages_stand_with_what_was_added_later(demo: Opened) -> None:
    [rupture] = worksheets(demo, "therapy-rupture")
    assert rupture.answers.keys() == {"happened", "felt", "know", "say", "came"}
    origin = worksheet(demo, "origin")
    assert origin is not None
    assert "point" in origin.answers
    assert figure(demo) is not None
    known = therapist(demo)
    assert known is not None
    assert demo.journey.people()[known].name == "Margit"
    session = next_session(demo)
    assert session is not None
    assert session > TODAY


def test_the_programme_waits_and_a_week_off_lies_before_this_one(demo: Opened) -> None:
    now = followed(demo)
    assert now is not None
    assert (now.week, now.paused) == (12, True)
    present, before = plan_of(demo, TODAY), plan_of(demo, date(2026, 3, 2))
    assert present is not None
    assert not present.off
    assert any(present.days)
    assert before is not None
    assert before.off
