from collections.abc import Callable, Iterator, Mapping
from unittest.mock import Mock

import pytest

from moorings.companion.answering import (
    Begun,
    asks_about_one,
    begin,
    begun,
    finish,
    go_back,
    let_go,
    reply,
    unfinished,
)
from moorings.companion.assessing import NothingAnsweredError
from moorings.companion.drafting import draft_of, drafts, save_draft
from moorings.companion.errors import NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.questionnaires import (
    questionnaire,
    take_questionnaire_back,
)
from moorings.companion.taking_back import bring_back
from moorings.companion.writing import name_person
from moorings.journey.records import Administration, RecordId
from moorings.library.instruments import read_key
from moorings.measures.instrument import Key
from moorings.storage.transaction import Transaction
from moorings.vault.derivation import cheapest_stretching
from tests.conftest import SetClock
from tests.insight.conftest import asked_by

PASSPHRASE = "six words make a passphrase"
WORRY = read_key("gad-7")
BONDS = read_key("ecr-12")
Restart = Callable[[Opened], Opened]


def brought(opened: Opened, key: Key = WORRY) -> RecordId:
    asked = asked_by(key)
    opened.keep(asked)
    return asked.id


@pytest.fixture
def sitting(opened: Opened) -> RecordId:
    return begin(opened, brought(opened))


@pytest.fixture
def on_disk(harbour: Harbour) -> Opened:
    return harbour.make(PASSPHRASE).opened


@pytest.fixture
def restart(harbour: Harbour) -> Iterator[Restart]:
    """Lock a vault in one process and unlock it in the next."""
    began = [harbour]

    def again(opened: Opened) -> Opened:
        began[-1].lock(opened)
        folder, clock = harbour.folder.parent, harbour.clock
        began.append(Harbour(folder, clock, stretching=cheapest_stretching))
        return began[-1].find(began[-1].unlock(opened.owner.hex(), PASSPHRASE))

    yield again
    began[-1].lock_all()


def kept(opened: Opened) -> list[Administration]:
    return list(opened.journey.standing(Administration))


def answer(opened: Opened, record: RecordId, given: Mapping[str, int | None]) -> None:
    for item, response in given.items():
        reply(opened, record, item, response)


def test_every_answer_lives_through_locking_and_starting_anew(
    on_disk: Opened, restart: Restart
) -> None:
    opened = on_disk
    record, responses = begin(opened, brought(opened)), {}
    for at, item in enumerate(WORRY.order):
        now = begun(opened, record)
        assert (now.next, now.asked) == (item, WORRY.order[:at])
        responses[item] = at % 4
        after = reply(opened, record, item, at % 4)
        opened = restart(opened)
        assert begun(opened, record) == after
        assert after.responses == responses
        assert kept(opened) == []
    assert begun(opened, record).next == ""
    finish(opened, record)
    assert [each.responses for each in kept(restart(opened))] == [responses]


def test_an_answer_sent_twice_counts_once(opened: Opened, sitting: RecordId) -> None:
    for response in (3, 3, 0):
        now = reply(opened, sitting, "1", response)
    assert (now.asked, now.responses, now.next) == (("1",), {"1": 3}, "2")


@pytest.mark.parametrize("item", ["2", "7", "8", ""])
def test_an_answer_to_a_question_that_is_not_asked_is_passed_by(
    opened: Opened, sitting: RecordId, item: str
) -> None:
    before = begun(opened, sitting)
    assert reply(opened, sitting, item, 1) == before == begun(opened, sitting)


def test_a_question_left_out_was_asked_and_has_no_response(
    opened: Opened, sitting: RecordId
) -> None:
    answer(opened, sitting, {"1": 2, "2": None, "3": 9, "4": 0})
    now = begun(opened, sitting)
    assert now.asked == ("1", "2", "3", "4")
    assert now.responses == {"1": 2, "4": 0}


def back(opened: Opened, record: RecordId) -> Begun:
    return go_back(opened, record, begun(opened, record).next)


def test_going_back_asks_the_last_question_once_more_with_the_answer_it_had(
    opened: Opened, sitting: RecordId
) -> None:
    assert back(opened, sitting).next == "1"
    answer(opened, sitting, {"1": 2, "2": 3})
    now = go_back(opened, sitting, "3")
    assert (now.next, now.asked, now.responses) == ("2", ("1",), {"1": 2, "2": 3})
    assert go_back(opened, sitting, "3") == now  # sent twice
    assert reply(opened, sitting, "2", 0).responses == {"1": 2, "2": 0}
    back(opened, sitting)
    assert reply(opened, sitting, "2", None).responses == {"1": 2}
    answer(opened, sitting, dict.fromkeys("34567", 1))
    assert begun(opened, sitting).next == ""
    assert back(opened, sitting).next == "7"


def test_what_was_answered_before_going_back_is_kept_with_the_rest(
    opened: Opened, sitting: RecordId
) -> None:
    answer(opened, sitting, {"1": 2, "2": 3, "3": None, "4": 1})
    for _ in range(3):
        back(opened, sitting)
    finish(opened, sitting)
    [found] = kept(opened)
    assert (found.shown, found.responses) == (("1", "2", "4"), {"1": 2, "2": 3, "4": 1})


def test_a_sitting_that_was_begun_is_gone_on_with(opened: Opened) -> None:
    asked, other = brought(opened, BONDS), brought(opened, BONDS)
    person, first = name_person(opened, "Zoë"), begin(opened, asked)
    about = begin(opened, asked, person)
    assert begun(opened, about).target == person
    reply(opened, first, "1", 2)
    assert begin(opened, asked) == first
    assert begin(opened, asked, person) == about
    assert len({first, about, begin(opened, other)}) == 3
    finish(opened, first)
    assert begin(opened, asked) != first


def test_only_what_is_there_can_be_asked_and_only_of_somebody_named(
    opened: Opened,
) -> None:
    for asked, target in ((new_id(), None), (brought(opened, BONDS), new_id())):
        with pytest.raises(NothingThereError):
            begin(opened, asked, target)
    assert list(unfinished(opened)) == []


def test_only_what_asks_about_closeness_can_be_asked_about_somebody(
    opened: Opened,
) -> None:
    asked, person = brought(opened), name_person(opened, "Zoë")
    with pytest.raises(NothingThereError):
        begin(opened, asked, person)
    names = ("ecr-rs", "ecr", "first-sketch", "gad-7", "right-now")
    told = [name for name in names if asks_about_one(read_key(name))]
    assert told == ["ecr-rs", "ecr", "first-sketch"]


def test_a_finished_sitting_is_kept_as_it_was_asked_and_its_draft_is_gone(
    opened: Opened, clock: SetClock
) -> None:
    person, asked = name_person(opened, "Zoë"), brought(opened, BONDS)
    record, started = begin(opened, asked, person), opened.now()
    clock.go_on(90)
    answer(opened, record, {"1": 2, "2": None, "3": 7})
    finish(opened, record)
    assert kept(opened) == [
        Administration(
            id=record,
            written_at=opened.now(),
            instrument="ecr-12",
            version=1,
            wording=questionnaire(opened, asked).instrument.fingerprint,
            language="en",
            shown=("1", "2", "3"),
            responses={"1": 2, "3": 7},
            started=started,
            ended=opened.now(),
            target=person,
            questionnaire=asked,
        )
    ]
    assert draft_of(opened, record) is None
    for again in (finish, begun, let_go):
        with pytest.raises(NothingThereError):
            again(opened, record)


def test_a_sitting_without_an_answer_is_not_kept_and_goes_on(
    opened: Opened, sitting: RecordId
) -> None:
    reply(opened, sitting, "1", None)
    with pytest.raises(NothingAnsweredError):
        finish(opened, sitting)
    assert kept(opened) == []
    assert begun(opened, sitting).next == "2"


def test_a_sitting_cut_off_while_it_is_kept_is_whole_before_and_whole_after(
    on_disk: Opened, restart: Restart, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = begin(on_disk, brought(on_disk))
    before = reply(on_disk, record, "1", 3)
    with monkeypatch.context() as cut:
        cut.setattr(Transaction, "drop", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            finish(on_disk, record)
    opened = restart(on_disk)
    assert kept(on_disk) == kept(opened) == []
    assert begun(opened, record) == before
    finish(opened, record)
    opened = restart(opened)
    assert [each.id for each in kept(opened)] == [record]
    assert (list(unfinished(opened)), opened.condition.sound) == ([], True)


def test_a_sitting_let_go_leaves_nothing(opened: Opened, sitting: RecordId) -> None:
    let_go(opened, sitting)
    assert (list(unfinished(opened)), kept(opened)) == ([], [])


def test_a_sitting_waits_while_its_questionnaire_is_put_away(opened: Opened) -> None:
    asked = brought(opened)
    before = reply(opened, begin(opened, asked), "1", 3)
    take_questionnaire_back(opened, asked)
    assert list(unfinished(opened)) == []
    with pytest.raises(NothingThereError):
        reply(opened, before.record, "2", 3)
    bring_back(opened, asked)
    assert list(unfinished(opened)) == [before]


def test_what_was_asked_in_other_words_or_is_no_sitting_is_not_gone_on_with(
    opened: Opened, sitting: RecordId
) -> None:
    [draft] = drafts(opened)
    for form, words in (("sitting", "others"), ("entry", draft.fields["wording"])):
        other = new_id()
        save_draft(opened, other, form, {**draft.fields, "wording": words})
        with pytest.raises(NothingThereError):
            begun(opened, other)
    assert [each.record for each in unfinished(opened)] == [sitting]
