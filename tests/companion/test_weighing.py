"""Weighing: what counts as a time of something, and what is no thing apart."""

from datetime import date, time, timedelta

from moorings.companion.kitting import (
    Given,
    erase_item,
    item,
    items,
    keep_item,
    keep_try,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.settling import rate
from moorings.companion.weighing import draws, percent, weighed
from moorings.insight.uses import WAITING, Tool
from moorings.journey.records import PracticeTime, RecordId, When

#: The clock of the tests stands on the first of March 2026.
LAST = date(2026, 2, 27)


def day(ago: int, hour: int = 9) -> When:
    return When(LAST - timedelta(ago), time(hour), 0)


def practise(opened: Opened, practice: str, after: int, times: int = 6) -> None:
    for at in range(times):
        told = Practised(before=7 + at % 2, after=after + at % 2)
        keep_time(opened, new_id(), practice, told, day(at))


def song(opened: Opened) -> RecordId:
    keep_item(opened, new_id(), Given("sound", "The song from the ferry"))
    return items(opened)[0].id


def test_nothing_noted_is_nothing_told(opened: Opened) -> None:
    found = weighed(opened)
    assert (found.helps.compared, found.sooner) == ((), ())
    assert (found.tally, found.pair) == (None, None)
    assert draws(opened) == ()


def test_it_is_worked_out_anew_after_a_change_alone(opened: Opened) -> None:
    practise(opened, "box", 2)
    practise(opened, "wait-it-out", 6)
    found = weighed(opened)
    assert weighed(opened) is found
    assert [each.tool for each in found.helps.compared] == [Tool("box")]
    practise(opened, "box", 2, 1)
    assert weighed(opened) is not found
    assert weighed(opened).helps.compared[0].count == 7


def test_what_was_rated_by_how_hard_it_looks_is_nothing_to_compare(
    opened: Opened,
) -> None:
    practise(opened, "small-ask", 1)
    practise(opened, "wait-it-out", 6)
    found = weighed(opened).helps
    assert (found.compared, found.rated) == ((), ())


def test_each_thing_of_the_kit_is_known_by_its_first_version(opened: Opened) -> None:
    first = song(opened)
    for at in range(5):
        thing = item(opened, first)
        told = Practised(before=8, after=3 + at % 2)
        keep_try(opened, new_id(), thing, told, day(at))
    practise(opened, "wait-it-out", 6)
    [told_of] = weighed(opened).helps.compared
    assert told_of.tool == Tool("kit", first)
    erase_item(opened, item(opened, first))
    assert all(each.tool.about != first for each in weighed(opened).helps.compared)


def test_the_song_of_a_practice_is_no_thing_apart(opened: Opened) -> None:
    thing = song(opened)
    for about in (thing, None):
        for at in range(3):
            told = Practised(before=7 + at % 2, after=3, about=about)
            keep_time(opened, new_id(), "company-of-a-song", told, day(at))
    [told_of] = weighed(opened).helps.rated
    assert (told_of.tool, told_of.count) == (Tool("company-of-a-song"), 6)


def test_a_try_of_something_the_kit_no_longer_knows_still_counts(
    opened: Opened,
) -> None:
    lost = PracticeTime(
        id=new_id(),
        written_at=opened.now(),
        practice="kit",
        about=new_id(),
        when=day(1),
        before=7,
        after=5,
    )
    gone = PracticeTime(
        id=new_id(),
        written_at=opened.now(),
        practice="no-longer-here",
        when=day(1),
        before=7,
        after=5,
    )
    opened.keep(lost, gone)
    assert [each.tool for each in weighed(opened).helps.rated] == [Tool("kit")]


def test_hard_moments_count_and_time_without_a_practice_is_waiting(
    opened: Opened,
) -> None:
    for at in range(6):
        wave = new_id()
        more = at % 2
        for minute, strong, practice in ((0, 8, ""), (5, 6 + more, ""), (9, 3, "box")):
            when = When(LAST - timedelta(at), time(21, minute), 0)
            rate(opened, new_id(), wave, strong, when, practice)
    found = weighed(opened).helps
    assert found.waiting is not None
    assert (found.waiting.tool, found.waiting.count) == (WAITING, 6)
    [box] = found.compared
    assert (box.tool, box.count, box.waits) == (Tool("box"), 6, 6)


def test_where_waiting_was_much_longer_nothing_is_told_of_what_was_short(
    opened: Opened,
) -> None:
    practise(opened, "stop", 3)
    practise(opened, "wait-it-out", 6)
    found = weighed(opened).helps
    assert found.compared == found.rated == ()
    assert [(each.tool, each.count) for each in found.alone] == [(Tool("stop"), 6)]


def test_how_often_one_of_two_comes_up_goes_by_what_was_noted(opened: Opened) -> None:
    both = ("box", "brisk-move")
    assert percent(opened, both) == 50
    practise(opened, "box", 1, 8)
    practise(opened, "brisk-move", 6, 8)
    assert percent(opened, both) == 90
