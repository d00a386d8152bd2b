from itertools import count

from moorings.companion.answering import begin, begun, finish, go_back, reply
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.journey.records import Administration, RecordId
from moorings.library.instruments import read_key
from moorings.measures.adaptive import PRECISE_ENOUGH, progress
from moorings.measures.instrument import Key
from tests.insight.conftest import asked_by

PASSPHRASE = "six words make a passphrase"
CALIBRATED = read_key("ecr").on_range(1, 5)


def brought(opened: Opened, key: Key = CALIBRATED) -> RecordId:
    asked = asked_by(key)
    opened.keep(asked)
    return asked.id


def test_only_calibrated_answers_can_be_asked_for_adaptively(opened: Opened) -> None:
    for key in (read_key("gad-7"), read_key("ecr"), CALIBRATED):
        asked = brought(opened, key)
        whole, adaptive = begin(opened, asked), begin(opened, asked, adaptive=True)
        assert not begun(opened, whole).adaptive
        assert begun(opened, adaptive).adaptive is (key is CALIBRATED)
        assert (whole != adaptive) is (key is CALIBRATED)


def test_the_adaptive_form_stops_where_it_is_precise_enough(opened: Opened) -> None:
    record = begin(opened, brought(opened), adaptive=True)
    for number in count():
        now = begun(opened, record)
        found = progress(now.brought.key, now.asked, now.responses)
        assert bool(now.next) is not found.finished
        if not now.next:
            break
        assert now.next not in now.asked
        reply(opened, record, now.next, 2 + number % 2)
    assert len(now.asked) < len(CALIBRATED.order) / 2
    for each in found.dimensions:
        assert each.standing.standard_error < PRECISE_ENOUGH
    finish(opened, record)
    [kept] = opened.journey.standing(Administration)
    assert kept.shown == now.asked


def test_the_adaptive_form_ends_where_nothing_is_left_to_ask(opened: Opened) -> None:
    record = begin(opened, brought(opened), adaptive=True)
    while item := begun(opened, record).next:
        reply(opened, record, item, None)
    assert sorted(begun(opened, record).asked) == sorted(CALIBRATED.order)


def test_what_comes_next_stands_still_however_often_it_is_looked_at(
    harbour: Harbour,
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    record = begin(opened, brought(opened), adaptive=True)
    before = reply(opened, record, begun(opened, record).next, 5)
    # one of four is drawn: drawn anew each time, it would hardly be the same
    assert [begun(opened, record) for _ in range(9)] == [before] * 9
    assert begin(opened, before.brought.id, adaptive=True) == record
    harbour.lock_all()
    opened = harbour.find(harbour.unlock(opened.owner.hex(), PASSPHRASE))
    assert begun(opened, record) == before


def test_going_back_in_the_adaptive_form_asks_the_same_question(
    opened: Opened,
) -> None:
    record = begin(opened, brought(opened), adaptive=True)
    first = begun(opened, record).next
    second = reply(opened, record, first, 5).next
    third = reply(opened, record, second, 1).next
    assert go_back(opened, record, third).next == second
    assert go_back(opened, record, second).next == first


def test_answers_that_were_gone_back_over_do_not_choose_what_comes_next(
    opened: Opened,
) -> None:
    record = begin(opened, brought(opened), adaptive=True)
    while item := begun(opened, record).next:
        end = reply(opened, record, item, 3)
    for item in ("", *end.asked[:0:-1]):
        go_back(opened, record, item)
    again = reply(opened, record, end.asked[0], 3)
    assert (again.asked, len(again.responses)) == (end.asked[:1], len(end.asked))
    assert again.next
