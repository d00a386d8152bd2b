from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.mapping import (
    LONGEST,
    Added,
    Mapped,
    UnnamedPatternError,
    counted,
    erase_pattern,
    keep_pattern,
    one_pattern,
    pass_by,
    patterns,
    proposal,
    proposals,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import note_step
from moorings.companion.wording import add_word, own_words
from moorings.companion.worksheets import Answered, erase_worksheet, write_worksheet
from moorings.insight.patterns import Counted, TooFew
from moorings.journey.records import Naming, Pattern, RecordId
from tests.conftest import SetClock

FAR = "I feel anxious and hurt. I think they are leaving me."
DOES = "I check my phone, and then I write again."


def answers(opened: Opened, sheet: str = "honest-distance", **told: str) -> RecordId:
    record = new_id()
    given = told or {"feel": FAR, "do": DOES, "body": "My jaw is clenched."}
    write_worksheet(opened, record, sheet, Answered(given), moment(opened.now()))
    return record


def kept(opened: Opened, told: Mapped | None = None) -> RecordId:
    record = new_id()
    keep_pattern(opened, record, told or Mapped("No answer", "no-answer"))
    return record


def test_words_in_ones_own_lines_are_proposed_by_their_parts(opened: Opened) -> None:
    record = answers(opened)
    [found] = proposals(opened)
    assert found.source == "honest-distance"
    told = found.mapped
    assert told.title == "When someone seems far"
    assert told.body == ("jaw-clenched",)
    assert {"anxious", "hurt"} <= set(told.feelings)
    assert "they-are-leaving" in told.beliefs
    assert "check-phone" in told.urges
    assert told.does == DOES
    assert told.drawn_from == (record,)


def test_nothing_is_kept_by_proposing(opened: Opened) -> None:
    answers(opened)
    before = len([*opened.journey.records()])
    proposals(opened)
    assert patterns(opened) == ()
    assert len([*opened.journey.records()]) == before


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("honest-distance", {"feel": "Seventeen."}),
        ("looking-family", {"taught": FAR}),
        ("looking-secure", {"helps": FAR}),
        ("origin", {"learned": FAR}),
    ],
)
def test_without_words_and_of_childhood_nothing_is_proposed(
    opened: Opened, sheet: str, told: dict[str, str]
) -> None:
    answers(opened, sheet, **told)
    assert proposals(opened) == ()


def test_closing_up_and_flaring_up_are_two(opened: Opened) -> None:
    answers(opened, "looking-shut-down", shut="I go numb.", flare="I get furious.")
    assert [each.mapped.title for each in proposals(opened)] == [
        "Closing up",
        "Flaring up",
    ]
    pass_by(opened, "closing-up")
    assert [each.source for each in proposals(opened)] == ["flaring-up"]
    assert proposal(opened, "closing-up") is None
    pass_by(opened, "closing-up")


def test_what_was_passed_by_stays_so_until_the_answers_are_others(
    opened: Opened,
) -> None:
    record = answers(opened)
    pass_by(opened, "honest-distance")
    answers(opened)  # a later version of the same page
    assert proposals(opened) == ()
    erase_worksheet(opened, record)
    answers(opened)
    assert len(proposals(opened)) == 1


def test_a_long_answer_is_proposed_by_its_beginning(opened: Opened) -> None:
    answers(opened, do="I wait at the door. " * 400)
    [found] = proposals(opened)
    assert len(found.mapped.does) <= LONGEST + 1
    assert found.mapped.does.endswith("…")


def test_a_pattern_is_changed_and_erased_with_all_its_versions(opened: Opened) -> None:
    first, later = kept(opened), new_id()
    keep_pattern(opened, later, Mapped("No word, I write"), replaces=first)
    [found] = patterns(opened)
    assert found.title == "No word, I write"
    assert one_pattern(opened, first) == one_pattern(opened, later) == found
    erase_pattern(opened, first)
    assert patterns(opened) == ()
    assert opened.journey.record(first) is None
    assert opened.journey.record(later) is None
    with pytest.raises(NothingThereError):
        erase_pattern(opened, first)
    with pytest.raises(NothingThereError):
        keep_pattern(opened, new_id(), Mapped("x"), replaces=first)


def test_sent_twice_it_is_kept_once_and_so_are_its_new_words(opened: Opened) -> None:
    record = new_id()
    added = Added({"feeling": "hollow", "trigger": "rain", "urge": " "}, "Zoë")
    for _ in range(2):
        keep_pattern(opened, record, Mapped("Rain", feelings=("hurt",)), added)
    [found] = opened.journey.standing(Pattern)
    [hollow], [rain] = own_words(opened)["feeling"], own_words(opened)["trigger"]
    assert found.feelings == ("hurt", hollow.id)
    assert found.trigger == rain.id
    assert found.urges == ()
    [zoe] = opened.journey.people()
    assert found.people == (zoe,)


def test_without_a_name_nothing_is_kept_and_no_word_added(opened: Opened) -> None:
    with pytest.raises(UnnamedPatternError):
        keep_pattern(opened, new_id(), Mapped(" "), Added({"feeling": "hollow"}, "Zoë"))
    assert patterns(opened) == ()
    assert own_words(opened)["feeling"] == ()
    assert not opened.journey.people()


def test_moments_are_counted_also_where_a_word_came_from_two_devices(
    opened: Opened, clock: SetClock
) -> None:
    hollow = add_word(opened, "feeling", "hollow")
    told = Mapped("No answer", "no-answer", feelings=(hollow,))
    record = kept(opened, told)
    for number in range(4):
        clock.set_to(clock.now() + timedelta(days=1))
        parts = {"trigger": "no-answer"} if number < 3 else {"trigger": "quarrel"}
        note_step(
            opened,
            Naming,
            new_id(),
            new_id(),
            moment(opened.now()),
            **parts,
            feelings=(hollow,),
        )
        [found] = counted(opened, one_pattern(opened, record))
        if number < 2:
            assert found == TooFew(number + 1)
    assert isinstance(found, Counted)
    assert (len(found.matched), found.of) == (3, 4)
