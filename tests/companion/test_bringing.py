from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from moorings.companion.bringing import (
    ONE_MEAN,
    OWN_KEY,
    Aside,
    DoesNotFitError,
    Told,
    aside,
    confirm,
    forget,
    laid_aside,
    lay_aside,
)
from moorings.companion.drafting import draft_of, drafts, save_draft
from moorings.companion.errors import NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.questionnaires import Brought, questionnaire, questionnaires
from moorings.exchange.questionnaires.found import (
    FoundItem,
    FoundOption,
    FoundQuestionnaire,
)
from moorings.exchange.questionnaires.reasons import UnknownQuestionError
from moorings.insight.steadying import raises_help
from moorings.journey.records import Questionnaire, RecordId
from moorings.library.instruments import read_key
from moorings.measures.instrument import Key, Scale
from moorings.measures.scoring import score
from moorings.storage.transaction import Transaction

if TYPE_CHECKING:
    from tests.conftest import SetClock

PASSPHRASE = "six words make a passphrase"
WORRY = read_key("gad-7")
NOTHING = Told()


def item(number: int, lowest: int = 0, highest: int = 3) -> FoundItem:
    points = range(highest, lowest - 1, -1)  # as some files have them
    options = tuple(FoundOption(point, f"Answer {point}") for point in points)
    return FoundItem(str(number), f"q{number}", f"Sentence {number}", options)


def found(count: int = 7, key: Key | None = None) -> FoundQuestionnaire:
    items = tuple(item(number) for number in range(1, count + 1))
    return FoundQuestionnaire("Evenings", "Tick one.", "en", items, "plain", key)


def places(count: int = 7) -> dict[str, str]:
    return {str(number): str(number) for number in range(1, count + 1)}


def kept(opened: Opened) -> Questionnaire:
    [one] = opened.journey.standing(Questionnaire)
    return one


def confirmed(
    opened: Opened, read: FoundQuestionnaire, scored: str, told: Told = NOTHING
) -> Brought:
    record = lay_aside(opened, read, ())
    confirm(opened, record, scored, told)
    return questionnaire(opened, record)


def test_what_was_read_lies_aside_until_it_is_looked_through(
    harbour: Harbour, clock: "SetClock"
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    turned = replace(found(key=WORRY), reverse_keyed=frozenset({"1", "2"}))
    told = replace(turned, notes=(UnknownQuestionError(item="q9"),))
    early = lay_aside(opened, told, ("One left out.", "Another one."))
    clock.go_on(60)
    late = lay_aside(opened, found(), ())
    harbour.lock_all()
    opened = harbour.find(harbour.unlock(opened.owner.hex(), PASSPHRASE))
    second = Aside(early, turned, ("One left out.", "Another one."))
    assert laid_aside(opened) == (Aside(late, found(), ()), second)
    assert aside(opened, early) == second
    assert questionnaires(opened) == ()
    assert list(opened.journey.records()) == []


def test_what_is_forgotten_leaves_nothing(opened: Opened) -> None:
    one, other = (lay_aside(opened, found(), ()) for _ in range(2))
    forget(opened, one)
    assert [each.id for each in laid_aside(opened)] == [other]
    with pytest.raises(NothingThereError):
        forget(opened, one)


def test_what_is_no_questionnaire_is_not_laid_aside_and_hides_none(
    opened: Opened,
) -> None:
    good = lay_aside(opened, found(), ())
    strange = new_id(), new_id(), new_id()
    save_draft(opened, strange[0], "entry", {"found": "words"})
    save_draft(opened, strange[1], "questionnaire", {"found": "{"})
    save_draft(opened, strange[2], "questionnaire", {})
    assert [each.id for each in laid_aside(opened)] == [good]
    for record in strange:
        for do in (aside, forget):
            with pytest.raises(NothingThereError):
                do(opened, record)
    assert len(drafts(opened)) == 4


def test_a_key_we_know_scores_what_the_person_confirmed(opened: Opened) -> None:
    record = lay_aside(opened, found(), ("A note.",))
    confirm(opened, record, "gad-7", Told(places()))
    asked = kept(opened)
    assert (asked.id, asked.written_where) == (record, "import")
    assert (asked.instrument, asked.version, asked.own_key) == ("gad-7", 1, "")
    assert (asked.title, asked.instruction) == ("Evenings", "Tick one.")
    brought = questionnaire(opened, record)
    assert brought.key == WORRY
    assert brought.instrument.sentence("3") == "Sentence 3"
    answers = [(a.value, a.meaning) for a in brought.instrument.answers["3"]]
    assert answers == [(point, f"Answer {point}") for point in range(4)]
    assert draft_of(opened, record) is None


def test_questions_in_another_order_are_scored_by_the_places_they_were_given(
    opened: Opened,
) -> None:
    mood = read_key("phq-9")
    asked = lay_aside(opened, found(9), ())
    shuffled = {str(number): str(number % 9 + 1) for number in range(1, 10)}
    confirm(opened, asked, "phq-9", Told(shuffled))
    brought = questionnaire(opened, asked)
    assert brought.key.order == tuple("234567891")
    assert brought.instrument.sentence("9") == "Sentence 8"
    # what is asked eighth in the file is the ninth of the key, and opens help
    assert raises_help(brought.key.concerns, brought.key.order[7], 1)
    assert score(brought.key, dict.fromkeys(mood.order, 1)) == score(
        mood, dict.fromkeys(mood.order, 1)
    )


def test_an_extra_question_is_left_out(opened: Opened) -> None:
    record = lay_aside(opened, found(8), ())
    confirm(opened, record, "gad-7", Told(places(7)))
    assert [each.id for each in kept(opened).questions] == list("1234567")


def test_the_key_a_file_brings_scores_it(opened: Opened) -> None:
    scale = Scale("first", ("1", "2"), 1, ("2",))
    key = Key("brought", 1, 0, 3, ("1", "2"), (scale,), "as it says", counted="sum")
    brought = confirmed(opened, found(2, key), OWN_KEY)
    assert brought.key == key
    assert kept(opened).instrument == ""
    # 3, and 1 turned round into 2
    assert score(brought.key, {"1": 3, "2": 1})["first"].value == pytest.approx(5)


def test_one_mean_turns_round_what_the_person_said_and_wants_four_in_five(
    opened: Opened,
) -> None:
    turned = frozenset({"2", "5", "elsewhere"})
    brought = confirmed(opened, found(5), ONE_MEAN, Told(turned=turned))
    [scale] = brought.key.scales
    assert (scale.reverse_keyed, scale.fewest_answers) == (("2", "5"), 4)
    assert scale.better == "unknown"
    # 3, 3 (0 turned), 2 and 0 (3 turned), by hand
    given = {"1": 3, "2": 0, "3": 2, "5": 3}
    assert score(brought.key, given)[scale.id].value == pytest.approx(2.0)
    del given["3"]
    assert score(brought.key, given)[scale.id].value is None


def test_one_mean_knows_where_questions_have_other_answers(opened: Opened) -> None:
    wide = replace(found(2), items=(item(1), item(2, 1, 7)))
    brought = confirmed(opened, wide, ONE_MEAN, Told(turned=frozenset("12")))
    assert (brought.key.range_of("1"), brought.key.range_of("2")) == ((0, 3), (1, 7))
    # 0 counts 3 and 2 counts 6, each in its own range
    assert score(brought.key, {"1": 0, "2": 2})["mean"].value == pytest.approx(4.5)


@pytest.mark.parametrize(
    ("scored", "places", "opens_help"),
    [
        (ONE_MEAN, {}, "2"),
        ("gad-7", {"1": "2", "2": "1", **{n: n for n in "34567"}}, "1"),
    ],
)
def test_a_question_the_person_names_opens_help_wherever_it_has_its_place(
    opened: Opened, scored: str, places: dict[str, str], opens_help: str
) -> None:
    brought = confirmed(opened, found(), scored, Told(places, help_item="2"))
    concerns = brought.key.concerns
    assert [i for i in brought.key.order if raises_help(concerns, i, 1)] == [opens_help]
    assert not raises_help(concerns, opens_help, 0)


@pytest.mark.parametrize(
    ("read", "scored", "given"),
    [
        (found(), "gad-7", places() | {"7": "6"}),
        (found(8), "gad-7", places() | {"8": "7"}),
        (found(), "gad-7", places(6)),
        (found(), "gad-7", {}),
        (found(), "gad-7", places() | {"7": "8"}),
        (found(6), "gad-7", places()),
        (found(), "phq-9", places()),
        (replace(found(), items=(*found(6).items, item(7, 0, 4))), "gad-7", places()),
        (found(), "first-sketch", places()),
        (found(), "elsewhere", places()),
        (found(), "", places()),
        (found(), OWN_KEY, places()),
    ],
    ids=[
        "a place twice",
        "an extra one in a place that is taken",
        "a place missing",
        "no places",
        "no such place",
        "a question missing",
        "a longer key",
        "another answer",
        "our own",
        "no such key",
        "nothing chosen",
        "no key in the file",
    ],
)
def test_a_key_that_does_not_fit_is_refused_and_nothing_is_kept(
    opened: Opened, read: FoundQuestionnaire, scored: str, given: dict[str, str]
) -> None:
    record = lay_aside(opened, read, ("A note.",))
    with pytest.raises(DoesNotFitError):
        confirm(opened, record, scored, Told(given))
    assert list(opened.journey.records()) == []
    assert aside(opened, record) == Aside(record, read, ("A note.",))


def test_what_was_confirmed_cannot_be_confirmed_once_more(opened: Opened) -> None:
    record = lay_aside(opened, found(), ())
    confirm(opened, record, "gad-7", Told(places()))
    with pytest.raises(NothingThereError):
        confirm(opened, record, ONE_MEAN, NOTHING)
    assert kept(opened).instrument == "gad-7"


def test_cut_off_while_it_is_kept_it_still_lies_aside(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = harbour.make(PASSPHRASE).opened
    record = lay_aside(opened, found(), ())
    with monkeypatch.context() as cut:
        cut.setattr(Transaction, "drop", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            confirm(opened, record, "gad-7", Told(places()))
    harbour.lock_all()
    opened = harbour.find(harbour.unlock(opened.owner.hex(), PASSPHRASE))
    assert (questionnaires(opened), ids_aside(opened)) == ((), [record])
    confirm(opened, record, "gad-7", Told(places()))
    assert (kept(opened).id, ids_aside(opened)) == (record, [])


def ids_aside(opened: Opened) -> list[RecordId]:
    return [each.id for each in laid_aside(opened)]
