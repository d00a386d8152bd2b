from collections.abc import Callable
from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.responding import (
    add_followed,
    be_back,
    book_again,
    promised_return,
    staying,
)
from moorings.companion.settling import note_moment
from moorings.companion.taking_back import erase
from moorings.journey.records import Chosen, RecordId, Response
from tests.conftest import SetClock

HOUR = timedelta(hours=1)
WAVE = RecordId(32 * "f")

Choosing = Callable[..., RecordId]


@pytest.fixture
def choosing(opened: Opened) -> Choosing:
    def keep(
        chosen: Chosen, away: timedelta | None = None, wave: RecordId = WAVE
    ) -> RecordId:
        now, record = opened.now(), new_id()
        opened.keep(
            Response(
                id=record,
                written_at=now,
                activation=wave,
                when=moment(now),
                chosen=chosen,
                until=now + away if away else None,
            )
        )
        return record

    return keep


def responses(opened: Opened) -> list[tuple[str, str]]:
    found = opened.journey.activation(WAVE)
    assert found is not None
    return [(each.chosen, each.followed) for each in found.responses]


def test_what_followed_is_added_to_its_choice_and_can_be_said_anew(
    opened: Opened, choosing: Choosing
) -> None:
    asked = choosing("ask")
    choosing("nothing")
    add_followed(opened, asked, new_id(), " They said yes. ")
    assert responses(opened) == [("ask", "They said yes."), ("nothing", "")]
    add_followed(opened, asked, new_id(), "And on Sunday they came.")
    assert responses(opened)[0] == ("ask", "And on Sunday they came.")
    assert len(opened.journey.versions(asked)) == 3


def test_what_followed_has_words_and_belongs_to_a_choice(
    opened: Opened, choosing: Choosing
) -> None:
    asked, note = choosing("ask"), new_id()
    note_moment(opened, note, WAVE, "a line", moment(opened.now()))
    with pytest.raises(EmptyPageError):
        add_followed(opened, asked, new_id(), " ")
    for record in (note, new_id()):
        with pytest.raises(NothingThereError):
            add_followed(opened, record, new_id(), "x")
    erase(opened, asked)
    with pytest.raises(NothingThereError):
        add_followed(opened, asked, new_id(), "x")


def test_a_promised_return_is_asked_about_from_its_hour_until_one_is_back(
    opened: Opened, clock: SetClock, choosing: Choosing
) -> None:
    choosing("time-out", HOUR)
    assert promised_return(opened) is None
    clock.go_on(3600)
    promised = promised_return(opened)
    assert promised is not None
    add_followed(opened, promised.id, new_id(), "I went round the block.")
    again = promised_return(opened)
    assert again is not None
    be_back(opened, again.id)
    add_followed(opened, promised.id, new_id(), "Twice round.")
    assert promised_return(opened) is None


def test_another_hour_may_be_named_and_is_no_longer_than_a_day(
    opened: Opened, clock: SetClock, choosing: Choosing
) -> None:
    first = choosing("time-out", HOUR)
    clock.go_on(3600)
    book_again(opened, first, new_id(), 99 * HOUR, moment(opened.now()))
    assert promised_return(opened) is None
    clock.go_on(24 * 3600)
    promised = promised_return(opened)
    assert promised is not None
    assert (promised.id != first, promised.activation) == (True, WAVE)


def test_a_return_rests_after_a_day_and_other_choices_promise_nothing(
    opened: Opened, clock: SetClock, choosing: Choosing
) -> None:
    choosing("stay", HOUR)
    choosing("wait", HOUR)
    choosing("time-out")
    clock.go_on(3600)
    assert promised_return(opened) is None
    choosing("time-out", HOUR, RecordId(32 * "e"))
    clock.go_on(3600)
    assert promised_return(opened) is not None
    clock.go_on(24 * 3600)
    assert promised_return(opened) is None


def test_one_stays_until_the_hour_that_was_chosen_last(
    opened: Opened, clock: SetClock, choosing: Choosing
) -> None:
    assert staying(opened) is None
    choosing("stay", HOUR)
    clock.go_on(60)
    short = choosing("stay", timedelta(minutes=5))
    chosen = staying(opened)
    assert chosen is not None
    assert chosen.id == short
    clock.go_on(300)
    assert staying(opened) is None
