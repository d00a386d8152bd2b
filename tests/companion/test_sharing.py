"""Giving and taking back, item by item, between two notebooks on one machine."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from moorings.companion.bonds import NotPairedError
from moorings.companion.errors import EmptyPageError
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.pairing import leave
from moorings.companion.receiving import received
from moorings.companion.sharing import (
    COOLING,
    CoolingError,
    NotShareableError,
    Shared,
    TooLongToShareError,
    forget_item,
    give,
    given,
    needs_cooling,
    parcel_of,
    take_back,
)
from moorings.companion.together import RestsError
from moorings.journey.records import (
    AnyRecord,
    Entry,
    HeldText,
    LedgerEntry,
    MendingStep,
    PersonNote,
    PrivateCheck,
    Promise,
    Rating,
    SharedSort,
    Statement,
    When,
    Worksheet,
)
from tests.companion.sharing_pair import Side, calm, invited, paired
from tests.conftest import SetClock

Make = Callable[[Opened], AnyRecord]
WHEN = When(date(2026, 3, 1))


def test_what_is_given_comes_over_and_stays_with_both(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    ida.give("Twenty minutes,\r\nthen I knock.", " Time-outs \n")
    assert bo.fetch() == ["Twenty minutes,\nthen I knock."]
    (item,) = received(bo.opened, bo.bond)
    assert (item.title, item.sort, item.source) == ("Time-outs", "text", None)
    assert bo.fetch() == []
    (mine,) = given(ida.opened, ida.bond)
    assert mine.direction == "given"
    assert item.id != mine.id
    bo.give("Thank you.")
    assert ida.fetch() == ["Thank you."]
    assert len(given(ida.opened, ida.bond)) == 1


def test_the_first_thing_waits_a_day_or_for_the_name_typed(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    paired(ida, bo)
    assert needs_cooling(ida.opened, ida.bond)
    for typed in ("", "yes", "Ida"):
        with pytest.raises(CoolingError):
            ida.give("words", typed=typed)
    assert ida.shelf() == {}
    ida.give("words", typed="  bO ")
    assert not needs_cooling(ida.opened, ida.bond)
    ida.give("more words")
    assert needs_cooling(bo.opened, bo.bond)
    clock.go_on((COOLING - timedelta(seconds=1)).total_seconds())
    assert needs_cooling(bo.opened, bo.bond)
    clock.go_on(1)
    assert not needs_cooling(bo.opened, bo.bond)
    bo.give("words")


def test_taking_the_first_thing_back_does_not_ask_for_the_name_again(
    ida: Side, bo: Side
) -> None:
    paired(ida, bo)
    take_back(ida.opened, ida.give("words", typed="Bo").id)
    ida.give("other words")


def test_nothing_is_given_before_the_words_were_compared(ida: Side, bo: Side) -> None:
    invited(ida, bo)
    assert not needs_cooling(ida.opened, ida.bond)
    for each in (ida, bo):
        with pytest.raises(NotPairedError):
            each.give("words")


def test_a_form_that_comes_twice_gives_once_and_other_words_are_another_thing(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    form = new_id()
    first = give(ida.opened, ida.bond, form, Shared("text", "", "words"))
    clock.go_on(3600)
    assert give(ida.opened, ida.bond, form, Shared("text", "", "words")) == first
    other = give(ida.opened, ida.bond, form, Shared("text", "", "more"))
    assert other.id != form
    assert bo.fetch() == ["words", "more"]
    forget_item(ida.opened, form)
    again = give(ida.opened, ida.bond, form, Shared("text", "", "words"))
    assert again.id != form


def test_what_does_not_fit_or_says_nothing_is_not_given(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    with pytest.raises(EmptyPageError):
        ida.give(" \u0000 ")
    with pytest.raises(TooLongToShareError):
        ida.give("x" * 20_001)
    with pytest.raises(TooLongToShareError):
        ida.give("x", title="x" * 121)
    assert ida.shelf() == {}
    ida.give("🙂" * 20_000, "🙂" * 120)
    assert bo.fetch() == ["🙂" * 20_000]


SOURCES: dict[SharedSort, Make] = {
    "text": lambda o: Entry(id=new_id(), written_at=o.now(), when=WHEN, text="a page"),
    "statement": lambda o: Statement(id=new_id(), written_at=o.now(), when=WHEN),
    "promise": lambda o: Promise(
        id=new_id(), written_at=o.now(), when=WHEN, text="ring", due=WHEN.date
    ),
    "plan": lambda o: MendingStep(
        id=new_id(), written_at=o.now(), when=WHEN, of=new_id(), part="plan"
    ),
    "agreement": lambda o: Worksheet(
        id=new_id(), written_at=o.now(), when=WHEN, sheet="time-out-agreement"
    ),
}
NEVER: list[Make] = [
    lambda o: Rating(
        id=new_id(), written_at=o.now(), when=WHEN, activation=new_id(), intensity=9
    ),
    lambda o: LedgerEntry(
        id=new_id(), written_at=o.now(), when=WHEN, side="strain", text="late"
    ),
    lambda o: PersonNote(
        id=new_id(),
        written_at=o.now(),
        when=WHEN,
        person=new_id(),
        aspect="glad",
        often="rarely",
    ),
    lambda o: PrivateCheck(id=new_id(), written_at=o.now(), when=WHEN, answer="clear"),
    lambda o: MendingStep(
        id=new_id(), written_at=o.now(), when=WHEN, of=new_id(), part="impact"
    ),
    lambda o: Worksheet(id=new_id(), written_at=o.now(), when=WHEN, sheet="origin"),
]


@pytest.mark.parametrize("sort", SOURCES)
def test_each_sort_is_copied_from_what_it_is_and_from_nothing_else(
    ida: Side, bo: Side, clock: SetClock, sort: SharedSort
) -> None:
    calm(ida, bo, clock)
    for made, make in SOURCES.items():
        source = make(ida.opened)
        ida.opened.keep(source)
        shared = Shared(sort, "", f"words of {made}", source.id)
        if made == sort:
            assert give(ida.opened, ida.bond, new_id(), shared).source == source.id
        else:
            with pytest.raises(NotShareableError):
                give(ida.opened, ida.bond, new_id(), shared)
    assert bo.fetch() == [f"words of {sort}"]


@pytest.mark.parametrize("make", NEVER)
def test_moods_the_ledger_notes_and_checks_are_never_shared(
    ida: Side, bo: Side, clock: SetClock, make: Make
) -> None:
    calm(ida, bo, clock)
    source = make(ida.opened)
    ida.opened.keep(source)
    for sort in SOURCES:
        shared = Shared(sort, "", "words", source.id)
        with pytest.raises(NotShareableError):
            give(ida.opened, ida.bond, new_id(), shared)
    gone = Shared("text", "", "words", new_id())
    with pytest.raises(NotShareableError):
        give(ida.opened, ida.bond, new_id(), gone)


def test_a_held_text_is_a_text_of_ones_own(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    held = HeldText(
        id=new_id(),
        written_at=ida.opened.now(),
        when=WHEN,
        activation=new_id(),
        text="held",
        until=ida.opened.now(),
    )
    ida.opened.keep(held)
    give(ida.opened, ida.bond, new_id(), Shared("text", "", "held", held.id))
    assert bo.fetch() == ["held"]


def test_where_sharing_rests_nothing_goes_or_comes_and_taking_back_is_possible(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    item = ida.give("words")
    bo.give("back")
    raise_flag(ida.opened, ida.other)
    before = ida.opened.mark
    with pytest.raises(RestsError):
        ida.give("more")
    with pytest.raises(RestsError):
        parcel_of(ida.opened, item.id)
    assert ida.fetch() == []
    assert ida.opened.mark == before
    take_back(ida.opened, item.id)
    assert ida.shelf() == {}
    leave(ida.opened, ida.record)
    with pytest.raises(RestsError):
        ida.give("more")
