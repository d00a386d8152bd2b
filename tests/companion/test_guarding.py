"""The flag: raised and lifted by the person alone, and in nothing that can be read."""

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from moorings.cli import take
from moorings.companion.boxing import box_record
from moorings.companion.carrying import bring_in, move, take_out
from moorings.companion.choosing import choose
from moorings.companion.guarding import (
    SETTING,
    answer_gate,
    gate_is_due,
    lift_flag,
    put_gate_off,
    raise_flag,
    standing,
)
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import Written, name_person, write_entry
from moorings.exchange.portable import Portable, read_portable, write_portable
from moorings.journey.records import AnyRecord, Choice, RecordId, SafetyFlag, When
from moorings.safety.gate import Situation, may_be_offered
from moorings.settings import Settings
from tests.conftest import SetClock

PASSPHRASE = "a lamp beside the harbour wall"
TODAY = datetime(2026, 3, 1, tzinfo=UTC).date()


def flag(number: int, *, raised: bool = True) -> SafetyFlag:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    when = When(now.date())
    return SafetyFlag(
        id=RecordId(f"{number:032x}"), written_at=now, when=when, raised=raised
    )


def exported(opened: Opened) -> bytes:
    return b"".join(write_portable(take_out(opened)))


def test_where_nothing_was_said_nothing_rests(opened: Opened) -> None:
    assert not standing(opened).rests
    assert standing(opened).guard() == "clear"


def test_a_flag_rests_rooms_until_it_is_lifted(opened: Opened) -> None:
    sam = name_person(opened, "Sam")
    raise_flag(opened)
    raise_flag(opened, sam)
    assert standing(opened).flagged == {None, sam}
    assert standing(opened).guard(sam) == "flagged for this person"
    assert standing(opened).guard() == "flagged"
    lift_flag(opened)
    assert standing(opened).flagged == {sam}
    assert standing(opened).guard(name_person(opened, "Mira")) == "flagged"
    lift_flag(opened, sam)
    assert not standing(opened).rests


def test_what_stands_already_is_not_said_twice(opened: Opened) -> None:
    lift_flag(opened)
    raise_flag(opened)
    raise_flag(opened)
    assert len(list(opened.journey.standing(SafetyFlag))) == 1


def test_the_guard_speaks_the_words_of_the_gate(opened: Opened) -> None:
    choose(opened, {SETTING: "ask"})
    assert standing(opened).guard() == "ask first"
    offered = may_be_offered(Situation(gate="no", guard=standing(opened).guard()))
    assert not offered & {"stay longer", "ladder", "wait"}


def test_a_flag_comes_in_from_the_box_and_none_is_lifted_from_it(
    harbour: Harbour, clock: SetClock
) -> None:
    made = harbour.make(PASSPHRASE)
    vault = made.opened.owner.hex()
    harbour.lock(made.opened)
    box_record(harbour, vault, flag(1))
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    assert standing(opened).flagged == {None}
    harbour.lock(opened)
    clock.go_on(60)
    box_record(harbour, vault, flag(2, raised=False))
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    assert standing(opened).flagged == {None}


def test_no_export_holds_a_byte_of_it(harbour: Harbour, tmp_path: Path) -> None:
    made = harbour.make(PASSPHRASE)
    opened = made.opened
    write_entry(opened, new_id(), Written("An evening.", When(TODAY)))
    sam = name_person(opened, "Sam")
    raise_flag(opened)
    raise_flag(opened, sam)
    lift_flag(opened, sam)
    choose(opened, {SETTING: "ask"})
    flags = list(opened.journey.standing(SafetyFlag))
    assert len(flags) == 3
    by_page, by_command = exported(opened), tmp_path / "out.json"
    harbour.lock(opened)
    chosen = Namespace(target=by_command, door="", form="json")
    assert take.run(chosen, Settings(tmp_path / "data", PASSPHRASE)) == 0
    for found in (by_page, by_command.read_bytes()):
        assert b"An evening." in found
        for each in flags:
            assert each.id.encode() not in found
        for never in (b"safety-flag", b"raised", SETTING.encode()):
            assert never not in found


def test_the_file_of_the_vault_carries_it_and_a_new_notebook_gets_it_whole(
    harbour: Harbour, opened: Opened
) -> None:
    raise_flag(opened)
    kept = harbour.make(PASSPHRASE)
    move(opened, kept.opened)
    assert standing(kept.opened).flagged == {None}
    assert not standing(kept.opened).ask_first
    vault = kept.opened.owner.hex()
    harbour.lock(kept.opened)
    again = harbour.find(harbour.unlock(vault, PASSPHRASE))
    assert standing(again).flagged == {None}


@pytest.fixture
def brought(opened: Opened, harbour: Harbour) -> Opened:
    """A notebook into which the export of a flagged one was brought."""
    other = harbour.try_out().opened
    write_entry(other, new_id(), Written("An evening.", When(TODAY)))
    raise_flag(other)
    bring_in(opened, read_portable(exported(other)))
    return opened


def test_after_an_export_was_brought_in_the_gate_is_asked_first(
    brought: Opened,
) -> None:
    assert standing(brought).flagged == frozenset()
    assert standing(brought).ask_first
    assert standing(brought).rests
    assert gate_is_due(brought, TODAY)


@pytest.mark.parametrize("danger", [True, False])
def test_an_answer_ends_the_question_and_keeps_a_yes(
    brought: Opened, *, danger: bool
) -> None:
    answer_gate(brought, danger=danger)
    assert standing(brought).ask_first is False
    assert standing(brought).rests is danger
    assert not gate_is_due(brought, TODAY)


def test_not_now_is_asked_again_another_day_and_the_rooms_rest_on(
    brought: Opened,
) -> None:
    put_gate_off(brought)
    assert not gate_is_due(brought, TODAY)
    assert gate_is_due(brought, TODAY + timedelta(days=1))
    assert standing(brought).rests


def test_without_a_question_there_is_nothing_to_put_off(opened: Opened) -> None:
    put_gate_off(opened)
    assert not standing(opened).rests
    assert not gate_is_due(opened, TODAY)


def test_what_is_here_already_asks_nothing(
    opened: Opened, written: Callable[..., Written]
) -> None:
    write_entry(opened, new_id(), written("An evening."))
    assert bring_in(opened, read_portable(exported(opened))).kept == 0
    assert not standing(opened).ask_first


@pytest.mark.parametrize("said", ["raised", "lifted", "answered"])
def test_no_file_raises_lifts_or_answers(opened: Opened, said: str) -> None:
    raise_flag(opened)
    kept = standing(opened).flagged
    now = opened.now()
    told = Choice(id=new_id(), written_at=now, setting=SETTING, value="answered")
    late = msgspec.structs.replace(flag(2), written_at=now + timedelta(days=1))
    records: dict[str, AnyRecord] = {
        "raised": late,
        "lifted": flag(3, raised=False),
        "answered": told,
    }
    voice = Choice(id=new_id(), written_at=now, setting="voice", value="plain")
    came = bring_in(opened, Portable(now, (records[said], voice)))
    assert came.kept == 1
    assert standing(opened).flagged == kept
    assert standing(opened).ask_first
