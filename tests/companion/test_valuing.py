"""What matters, acts of a week, help asked for: kept, told, let go, erased, resting."""

from datetime import date, timedelta

import pytest

from moorings.companion.balancing import (
    Planned,
    act_of,
    acts,
    erase_act,
    keep_act,
    let_go,
    say_done,
    take_up,
)
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.requesting import (
    Asked,
    erase_request,
    keep_request,
    request_of,
    requests,
)
from moorings.companion.together import RestsError, keep_check
from moorings.companion.valuing import (
    Valued,
    erase_value,
    keep_value,
    shared_is_open,
    value_of,
    values,
    versions_of,
)
from moorings.companion.writing import name_person
from moorings.journey.records import Belongs, RecordId, When
from tests.conftest import SetClock

#: A Wednesday.
DAY = date(2026, 3, 4)
MONDAY = date(2026, 3, 2)
MUSIC = Valued(" music \n", 9, 3)
#: This week, last week, and the one before it.
SIDES: tuple[Belongs, ...] = ("ours", "mine", "mine")
SWIM = Planned("mine", " Swim on Tuesday. ", DAY)


def kept(opened: Opened, valued: Valued = MUSIC) -> RecordId:
    record = new_id()
    keep_value(opened, record, valued, moment(opened.now()))
    return record


def opens(opened: Opened) -> None:
    keep_check(opened, new_id(), "clear")


def test_what_matters_is_kept_once_and_stands_in_the_order_it_was_named(
    opened: Opened, clock: SetClock
) -> None:
    record = new_id()
    for _ in range(2):
        keep_value(opened, record, MUSIC, moment(opened.now()))
        clock.go_on(60)
    kept(opened, Valued("my brother", 10, 10))
    assert [each.text for each in values(opened)] == ["music", "my brother"]


def test_how_it_is_later_is_another_version_and_how_it_was_stays(
    opened: Opened, clock: SetClock
) -> None:
    first, second = kept(opened), new_id()
    clock.go_on(timedelta(days=30).total_seconds())
    for _ in range(2):
        later = Valued("music", 9, 6)
        keep_value(opened, second, later, moment(opened.now()), first)
    [value] = values(opened)
    assert (value.id, value.lived) == (second, 6)
    assert value_of(opened, first) == value
    assert [each.lived for each in versions_of(opened, first)] == [3, 6]
    erase_value(opened, second)
    assert values(opened) == ()
    with pytest.raises(NothingThereError):
        value_of(opened, first)


def test_what_has_no_words_is_not_kept(opened: Opened) -> None:
    now = moment(opened.now())
    with pytest.raises(EmptyPageError):
        keep_value(opened, new_id(), Valued(" \n", 1, 1), now)
    with pytest.raises(EmptyPageError):
        keep_act(opened, new_id(), Planned("mine", " ", DAY))
    with pytest.raises(EmptyPageError):
        keep_request(opened, new_id(), Asked(" ", 1), now)
    assert (values(opened), acts(opened), requests(opened)) == ((), (), ())


def test_an_act_stands_in_its_week_and_keeps_how_it_went_through_a_change(
    opened: Opened,
) -> None:
    music, first, second = kept(opened), new_id(), new_id()
    for _ in range(2):
        keep_act(opened, first, SWIM)
    told = new_id()
    for _ in range(2):
        say_done(opened, told, first, "partly")
    changed = Planned("ours", "Swim, and sing.", DAY - timedelta(7), value=music)
    keep_act(opened, second, changed, first)
    [act] = acts(opened)
    assert (act.belongs, act.done, act.text) == ("mine", "partly", "Swim, and sing.")
    assert (act.when, act.value) == (When(MONDAY - timedelta(7)), music)
    assert act_of(opened, first) == act
    assert len(opened.journey.versions(first)) == 3


def test_acts_come_with_the_latest_week_first_and_by_side(opened: Opened) -> None:
    opens(opened)
    for weeks, belongs in enumerate(SIDES):
        day = DAY - timedelta(weeks=weeks)
        keep_act(opened, new_id(), Planned(belongs, f"{weeks} ago", day))
    assert [each.text for each in acts(opened)] == ["0 ago", "1 ago", "2 ago"]
    assert [each.text for each in acts(opened, "mine")] == ["1 ago", "2 ago"]


def test_a_form_that_comes_again_keeps_how_it_went(opened: Opened) -> None:
    record = new_id()
    keep_act(opened, record, SWIM)
    say_done(opened, new_id(), record, "yes")
    keep_act(opened, record, SWIM)
    assert act_of(opened, record).done == "yes"
    assert len(opened.journey.versions(record)) == 2
    keep_act(opened, record, Planned("mine", "Swim twice.", DAY))
    assert (act_of(opened, record).text, act_of(opened, record).done) == (
        "Swim twice.",
        "yes",
    )


def test_an_act_can_be_let_go_taken_up_again_and_erased(opened: Opened) -> None:
    record = new_id()
    keep_act(opened, record, SWIM)
    let_go(opened, record)
    assert acts(opened) == ()
    with pytest.raises(NothingThereError):
        let_go(opened, record)
    take_up(opened, record)
    assert act_of(opened, record).text == "Swim on Tuesday."
    erase_act(opened, record)
    assert acts(opened) == ()
    for other in (record, kept(opened)):
        with pytest.raises(NothingThereError):
            take_up(opened, other)


def test_sharing_rests_until_the_check_is_answered_and_while_a_flag_stands(
    opened: Opened,
) -> None:
    ida = name_person(opened, "Ida")
    shared = Planned("ours", "Soup on Sunday.", DAY, (ida,))
    assert not shared_is_open(opened)
    with pytest.raises(RestsError):
        keep_act(opened, new_id(), shared)
    opens(opened)
    assert shared_is_open(opened, ida)
    record = new_id()
    keep_act(opened, record, shared)
    raise_flag(opened, ida)
    assert not shared_is_open(opened)
    with pytest.raises(RestsError):
        say_done(opened, new_id(), record, "yes")
    keep_act(opened, new_id(), SWIM)
    kept(opened)
    let_go(opened, record)
    take_up(opened, record)
    erase_act(opened, record)
    assert [each.belongs for each in acts(opened)] == ["mine"]


def test_with_whoever_was_named_after_the_check_sharing_rests(
    opened: Opened, clock: SetClock
) -> None:
    opens(opened)
    clock.go_on(60)
    jo = name_person(opened, "Jo")
    assert shared_is_open(opened)
    with pytest.raises(RestsError):
        keep_act(opened, new_id(), Planned("ours", "Soup.", DAY, (jo,)))
    with pytest.raises(RestsError):
        keep_request(opened, new_id(), Asked("A lift", 1, jo), moment(opened.now()))
    assert (acts(opened), requests(opened)) == ((), ())


def test_help_is_asked_for_and_what_was_said_comes_later(
    opened: Opened, clock: SetClock
) -> None:
    opens(opened)
    ida, record, later = name_person(opened, "Ida"), new_id(), new_id()
    begun = moment(opened.now())
    for _ in range(2):
        keep_request(opened, record, Asked(" A lift ", 2, ida), begun)
    clock.go_on(86_400)
    said = Asked("A lift", 2, ida, "not-yet", " On Sunday. ")
    for _ in range(2):
        keep_request(opened, later, said, moment(opened.now()), record)
    keep_request(opened, new_id(), Asked("A form", 1), moment(opened.now()))
    found = requests(opened)
    assert [each.text for each in found] == ["A form", "A lift"]
    assert found[1] == request_of(opened, record)
    assert (found[1].when, found[1].answer, found[1].after) == (
        begun,
        "not-yet",
        "On Sunday.",
    )


def test_asking_somebody_rests_and_asking_nobody_in_particular_does_not(
    opened: Opened,
) -> None:
    opens(opened)
    ida, record, now = name_person(opened, "Ida"), new_id(), moment(opened.now())
    keep_request(opened, record, Asked("A lift", 1, ida), now)
    raise_flag(opened)
    with pytest.raises(RestsError):
        keep_request(opened, new_id(), Asked("A lift", 1, None, "yes"), now, record)
    keep_request(opened, new_id(), Asked("A hand", 3), now)
    lift_flag(opened)
    keep_request(opened, new_id(), Asked("A lift", 1, None, "yes"), now, record)
    assert request_of(opened, record).answer == "yes"
    raise_flag(opened)
    erase_request(opened, record)
    assert [each.text for each in requests(opened)] == ["A hand"]
    with pytest.raises(NothingThereError):
        request_of(opened, record)
