import msgspec
import pytest

from moorings.companion.opened import new_id
from moorings.insight.sittings import key_of, sittings
from moorings.journey.fold import fold
from moorings.journey.records import (
    Administration,
    AnyRecord,
    Erasure,
    Question,
    Questionnaire,
    Retraction,
)
from moorings.library.instruments import read_key
from moorings.measures.instrument import Key, Scale
from tests.insight.conftest import NOON, adding_up_to, asked_by, question, sat

WORRY = read_key("gad-7")
SKETCH = read_key("first-sketch")
ECR = read_key("ecr")
ASKED = asked_by(WORRY)
OWN = Key(
    id="brought-evenings",
    version=1,
    lowest=1,
    highest=5,
    order=("1", "2"),
    scales=(Scale("total", ("1", "2"), 2, ("2",)),),
    licence="as the file says",
)


def ids(*records: AnyRecord) -> list[str]:
    return [each.administration.id for each in sittings(fold(records))]


def ours(version: int, **changes: object) -> Administration:
    """Write down a sitting with the house's own twelve sentences."""
    shown = SKETCH.forms["short"]
    kept = Administration(
        id=new_id(),
        written_at=NOON,
        instrument="first-sketch",
        version=version,
        wording=f"of version {version}",
        language="en",
        shown=shown,
        responses=dict.fromkeys(shown, 3),
        started=NOON,
        ended=NOON,
    )
    return msgspec.structs.replace(kept, **changes)


def test_a_sitting_is_scored_anew_from_its_raw_answers() -> None:
    [found] = sittings(fold([ASKED, sat(ASKED, adding_up_to(WORRY, 11))]))
    assert found.key == WORRY
    assert found.scores["total"].value == pytest.approx(11)
    # six of seven questions answered with 2 come to 14, as if all had been
    [found] = sittings(fold([ASKED, sat(ASKED, dict.fromkeys("123456", 2))]))
    assert found.scores["total"].value == pytest.approx(14)


def test_answers_to_a_version_that_was_continued_are_read_by_the_newest_key() -> None:
    old, new = ours(1), ours(2)
    newest, before = sittings(fold([old, new]))
    assert (newest.key, before.key) == (SKETCH, SKETCH)
    assert newest.scores == before.scores
    assert newest.line == before.line


def test_other_versions_and_unknown_instruments_are_passed_over() -> None:
    good = ours(1)
    assert ids(good, ours(3), ours(1, instrument="elsewhere")) == [good.id]


def test_answers_that_no_key_can_hold_hide_none_of_the_others() -> None:
    good = sat(ASKED, {"1": 3})
    strange = sat(ASKED, {"1": 4})
    assert ids(ASKED, strange, good) == [good.id]


def test_the_latest_sitting_comes_first_however_they_were_written() -> None:
    late, early, last = (sat(ASKED, {"1": 1}, day) for day in (5, 1, 9))
    assert ids(ASKED, late, early, last) == [last.id, late.id, early.id]


def test_a_questionnaire_taken_back_hides_its_sittings_until_it_is_back() -> None:
    kept = sat(ASKED, {"1": 1})
    away = Retraction(id=new_id(), written_at=NOON, of=ASKED.id)
    back = Retraction(id=new_id(), written_at=NOON, of=away.id)
    assert ids(ASKED, kept) == [kept.id]
    assert ids(ASKED, kept, away) == []
    assert ids(ASKED, kept, away, back) == [kept.id]


def test_an_erased_questionnaire_hides_its_sittings_for_good() -> None:
    erased = Erasure(id=new_id(), written_at=NOON, of=(ASKED.id,))
    assert ids(ASKED, sat(ASKED, {"1": 1}), erased) == []


def test_one_questionnaire_put_away_hides_no_other_sittings() -> None:
    other = asked_by(WORRY)
    kept = sat(other, {"1": 1})
    away = Retraction(id=new_id(), written_at=NOON, of=ASKED.id)
    assert ids(ASKED, other, sat(ASKED, {"1": 1}), kept, away) == [kept.id]


OTHER = asked_by(WORRY)


@pytest.mark.parametrize(
    "apart",
    [
        sat(ASKED, {}, language="de"),
        sat(ASKED, {}, wording="b2c3"),
        sat(ASKED, {}, target=new_id()),
        sat(ASKED, {}, questionnaire=OTHER.id),
    ],
    ids=["language", "wording", "target", "questionnaire"],
)
def test_what_may_not_be_compared_stands_on_another_line(
    apart: Administration,
) -> None:
    records = (ASKED, OTHER, sat(ASKED, {"1": 1}, 2), sat(ASKED, {"1": 2}, 1), apart)
    one, same, other = (each.line for each in sittings(fold(records)))
    assert one == same != other


def test_our_own_sentences_about_somebody_or_in_another_language_stand_apart() -> None:
    about, german = ours(2, target=new_id()), ours(2, language="de")
    now = ours(1, instrument="right-now", responses={}, shown=())
    found = sittings(fold([ours(2), about, german, now]))
    assert len({each.line for each in found}) == 4


def test_the_key_is_that_of_the_range_in_which_the_questions_are_answered() -> None:
    narrow = ECR.on_range(1, 5)
    assert key_of(asked_by(ECR)) == ECR
    assert key_of(asked_by(narrow)) == narrow
    assert key_of(asked_by(ECR.on_range(1, 6))) is None


def test_sentences_of_a_version_that_was_continued_are_scored_by_the_newest_key() -> (
    None
):
    assert SKETCH.continues == (1,)
    assert key_of(asked_by(SKETCH, version=1)) == SKETCH
    assert key_of(asked_by(SKETCH, version=3)) is None


def test_questions_are_shown_in_the_order_of_the_file_and_scored_by_their_names() -> (
    None
):
    turned_round = asked_by(WORRY, questions=asked_by(WORRY).questions[::-1])
    key = key_of(turned_round)
    assert key is not None
    assert key.order == WORRY.order[::-1]
    assert key.scales == WORRY.scales


def test_questions_with_answers_of_their_own_fit_a_key_that_knows_them() -> None:
    csi = read_key("csi-4")
    assert csi.ranges
    assert key_of(asked_by(csi)) == csi


@pytest.mark.parametrize(
    "questions",
    [
        ASKED.questions[1:],
        (*ASKED.questions, question("8", 0, 3)),
        (*ASKED.questions[1:], question("1", 0, 4)),
        (*ASKED.questions[1:], question("1", 1, 3)),
        (*ASKED.questions[1:], question("one", 0, 3)),
        (*ASKED.questions[1:], question("1", 0, -1)),
        (),
    ],
    ids=[
        "one missing",
        "one more",
        "a higher answer",
        "no lowest",
        "another name",
        "no answers",
        "none",
    ],
)
def test_questions_that_do_not_fit_have_no_key(
    questions: tuple[Question, ...],
) -> None:
    asked = asked_by(WORRY, questions=questions)
    assert key_of(asked) is None
    assert ids(asked, sat(asked, {})) == []


@pytest.mark.parametrize("change", [{"instrument": "elsewhere"}, {"version": 2}])
def test_a_key_the_house_does_not_know_is_none(change: dict[str, object]) -> None:
    assert key_of(asked_by(WORRY, **change)) is None


OWN_KEY = msgspec.json.encode(OWN).decode()


def brought_with(own_key: bytes) -> Questionnaire:
    return asked_by(OWN, instrument="", own_key=own_key.decode())


def test_the_key_of_a_file_itself_scores_what_it_brought() -> None:
    asked = brought_with(OWN_KEY.encode())
    assert key_of(asked) == OWN
    [found] = sittings(fold([asked, sat(asked, {"1": 4, "2": 1})]))
    assert found.scores["total"].value == pytest.approx(4.5)  # 4 and 5, turned round


TWICE = msgspec.structs.replace(OWN, scales=OWN.scales * 2)
LONGER = msgspec.structs.replace(
    OWN, order=("1", "2", "3"), scales=(Scale("total", ("1", "2", "3"), 2),)
)


@pytest.mark.parametrize(
    "key",
    [
        b"{",
        b"{}",
        b'{"id":"evenings"}',
        msgspec.json.encode(TWICE),
        msgspec.json.encode(LONGER),
        msgspec.json.encode(OWN.on_range(1, 7)),
    ],
    ids=["no end", "empty", "half", "faulty", "other questions", "other answers"],
)
def test_a_key_of_a_file_that_cannot_score_its_questions_is_none(key: bytes) -> None:
    assert key_of(brought_with(key)) is None


def test_a_question_that_was_named_opens_help_above_its_lowest_answer() -> None:
    for asked in (
        asked_by(WORRY, help_item="3"),
        asked_by(OWN, instrument="", own_key=OWN_KEY, help_item="2"),
    ):
        key = key_of(asked)
        assert key is not None
        *before, concern = key.concerns
        assert before == list(WORRY.concerns if asked.instrument else ())
        assert (concern.act, concern.item) == ("help", asked.help_item)
        assert concern.at_least == key.range_of(asked.help_item)[0] + 1


def test_a_named_question_that_is_not_there_changes_nothing() -> None:
    assert key_of(asked_by(WORRY, help_item="8")) == WORRY
