import pytest

from moorings.companion.answering import begin, begun, finish, reply, unfinished
from moorings.companion.assessing import take_sitting_back
from moorings.companion.bringing import laid_aside, lay_aside
from moorings.companion.carrying import bring_in, take_out
from moorings.companion.drafting import drafts
from moorings.companion.errors import NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import (
    erase_questionnaire,
    put_away,
    questionnaire,
    questionnaires,
    sittings_with,
    take_questionnaire_back,
    targets_of,
    unreadable,
)
from moorings.companion.taking_back import bring_back
from moorings.companion.writing import name_person
from moorings.exchange.portable import Portable, read_portable, write_portable
from moorings.exchange.questionnaires.found import (
    FoundItem,
    FoundOption,
    FoundQuestionnaire,
)
from moorings.insight.sittings import sittings
from moorings.journey.fold import fold
from moorings.journey.records import Administration, Choice, RecordId
from moorings.library.instruments import read_key
from tests.conftest import SetClock
from tests.insight.conftest import asked_by, sat

WORRY = asked_by(read_key("gad-7"))
BONDS = asked_by(read_key("ecr-12"))
OPTIONS = (FoundOption(0, "No"), FoundOption(1, "Yes"))
FOUND = FoundQuestionnaire(
    "Mornings", "", "en", (FoundItem("1", "q1", "Sentence 1", OPTIONS),), "plain"
)


@pytest.fixture
def lived(opened: Opened, clock: SetClock) -> Opened:
    """Bring two questionnaires along; sit with both, and begin once more with one."""
    for asked in (WORRY, BONDS):
        opened.keep(asked)
    people = [name_person(opened, name) for name in ("Zoë", "Ben")]
    for target in (people[1], None, people[0], people[1]):
        clock.go_on(60)
        record = begin(opened, BONDS.id, target)
        for response in (4, 5):
            reply(opened, record, begun(opened, record).next, response)
        finish(opened, record)
    clock.go_on(60)
    reply(opened, begin(opened, WORRY.id), "1", 3)
    lay_aside(opened, FOUND, ("A note.",))
    return opened


def carried(opened: Opened) -> Portable:
    return read_portable(b"".join(write_portable(take_out(opened))))


def asked_of(opened: Opened, target: RecordId | None) -> int:
    return len(sittings_with(opened, BONDS.id, target))


def test_what_was_brought_along_is_asked_with_its_own_words(lived: Opened) -> None:
    assert [each.id for each in questionnaires(lived)] == [WORRY.id, BONDS.id]
    found = questionnaire(lived, WORRY.id)
    assert found.key == read_key("gad-7")
    assert (found.instrument.title, found.instrument.language) == ("Evenings", "en")
    assert found.instrument.introduction == "Think of last week."
    assert found.instrument.sentence("2") == "Sentence 2"
    assert found.instrument.answers["2"][3].meaning == "Answer 3"


def test_another_word_makes_another_fingerprint(opened: Opened) -> None:
    prints = set()
    for asked in (
        WORRY,
        asked_by(read_key("gad-7"), instruction="Think of today."),
        asked_by(read_key("gad-7"), questions=WORRY.questions[::-1]),
    ):
        opened.keep(asked)
        prints.add(questionnaire(opened, asked.id).instrument.fingerprint)
    assert len(prints) == 3


def test_sittings_are_told_apart_by_whom_they_were_about(lived: Opened) -> None:
    zoe, ben = targets_of(lived, BONDS.id)
    assert list(lived.journey.people()) == [zoe, ben]
    assert [asked_of(lived, each) for each in (None, zoe, ben)] == [1, 1, 2]
    late, early = sittings_with(lived, BONDS.id, ben)
    assert late.administration.ended > early.administration.ended
    assert not targets_of(lived, WORRY.id)
    assert not sittings_with(lived, WORRY.id)


def test_a_questionnaire_put_away_takes_what_it_drew_along_until_it_is_back(
    lived: Opened,
) -> None:
    take_questionnaire_back(lived, BONDS.id)
    assert [each.id for each in questionnaires(lived)] == [WORRY.id]
    assert (asked_of(lived, None), targets_of(lived, BONDS.id)) == (0, ())
    assert sittings(lived.journey) == ()
    for do in (questionnaire, take_questionnaire_back):
        with pytest.raises(NothingThereError):
            do(lived, BONDS.id)
    bring_back(lived, BONDS.id)
    assert [each.id for each in questionnaires(lived)] == [WORRY.id, BONDS.id]
    assert len(sittings(lived.journey)) == 4


def test_a_questionnaire_put_away_is_named_among_those(lived: Opened) -> None:
    assert put_away(lived) == ()
    take_questionnaire_back(lived, BONDS.id)
    assert [each.id for each in put_away(lived)] == [BONDS.id]
    bring_back(lived, BONDS.id)
    assert put_away(lived) == ()


def test_an_erased_questionnaire_is_gone_with_every_sentence_and_every_answer(
    lived: Opened,
) -> None:
    begin(lived, BONDS.id)
    away, *_ = sittings_with(lived, BONDS.id)
    take_sitting_back(lived, away.administration.id)
    erase_questionnaire(lived, BONDS.id)
    assert [each.id for each in questionnaires(lived)] == [WORRY.id]
    assert not put_away(lived)
    assert not sittings(lived.journey)
    kinds = {type(each) for each in lived.journey.records()}
    assert Administration not in kinds
    assert BONDS.id not in {each.fields.get("questionnaire") for each in drafts(lived)}
    assert b"Sentence 9" not in b"".join(write_portable(take_out(lived)))
    for do in (bring_back, erase_questionnaire):
        with pytest.raises(NothingThereError):
            do(lived, BONDS.id)


def test_what_no_key_scores_is_not_asked_and_can_be_put_away_or_erased(
    opened: Opened,
) -> None:
    strange, stranger = (asked_by(read_key("gad-7"), version=n) for n in (2, 3))
    opened.keep(WORRY, strange, stranger, sat(strange, {"1": 1}))
    assert unreadable(opened) == (strange, stranger)
    assert [each.id for each in questionnaires(opened)] == [WORRY.id]
    assert not sittings_with(opened, strange.id)
    with pytest.raises(NothingThereError):
        questionnaire(opened, strange.id)
    erase_questionnaire(opened, strange.id)
    take_questionnaire_back(opened, stranger.id)
    assert unreadable(opened) == ()
    assert put_away(opened) == (stranger,)


def test_everything_is_carried_into_another_notebook_as_it_is(
    lived: Opened, harbour: Harbour
) -> None:
    other = harbour.make("six words make a passphrase").opened
    bring_in(other, carried(lived))
    *came, asked = other.journey.records()
    assert fold(came) == lived.journey
    assert isinstance(asked, Choice)  # the gate is asked first after it
    assert questionnaires(other) == questionnaires(lived)
    assert sittings(other.journey) == sittings(lived.journey) != ()
    assert drafts(other) == drafts(lived)
    assert list(unfinished(other)) == list(unfinished(lived)) != []
    assert laid_aside(other) == laid_aside(lived) != ()
    [goes_on] = unfinished(other)
    assert reply(other, goes_on.record, "2", 0).responses == {"1": 3, "2": 0}


def test_the_draft_of_a_sitting_that_was_kept_since_does_not_come_back(
    lived: Opened,
) -> None:
    before = carried(lived)
    [goes_on] = unfinished(lived)
    finish(lived, goes_on.record)
    bring_in(lived, before)
    assert list(unfinished(lived)) == []
    assert len(sittings_with(lived, WORRY.id)) == 1
