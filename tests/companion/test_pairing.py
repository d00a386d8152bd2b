"""A bond of two notebooks, from the invitation to leaving."""

from pathlib import Path

import msgspec
import pytest

from moorings.companion.bonds import NotPairedError, bond_of, bonds, name_of, state
from moorings.companion.carrying import bring_in, take_out
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.inviting import (
    FILE_ENDING,
    Accepting,
    Inviting,
    accept,
    code_text,
    invite,
    read_invitation,
    take_answer,
)
from moorings.companion.opened import new_id
from moorings.companion.pairing import confirm, forget_bond, leave, words
from moorings.companion.sharing import Shared, give
from moorings.companion.taking_back import erase
from moorings.companion.together import RestsError
from moorings.exchange.portable import read_portable, write_portable
from moorings.journey.records import BondKey, Erasure, SharedItem
from moorings.vault.derivation import cheapest_stretching
from tests.companion.sharing_pair import Side, invited, paired
from tests.conftest import SetClock


def test_two_notebooks_are_paired_once_both_found_the_same_words(
    ida: Side, bo: Side
) -> None:
    ida.record = invite(ida.opened, new_id(), Inviting(" Ida ", "agreement")).id
    assert state(ida.opened, ida.bond) == "invited"
    assert words(ida.bond) == ()
    code = read_invitation(code_text(ida.bond.sent).lower())
    assert (code.name, code.what) == ("Ida", "agreement")
    bo.record = accept(bo.opened, new_id(), code, Accepting("Bo", bo.other)).id
    assert state(bo.opened, bo.bond) == "accepted"
    take_answer(ida.opened, ida.record, bo.bond.sent)
    assert state(ida.opened, ida.bond) == "answered"
    assert len(words(ida.bond)) == 6
    assert words(ida.bond) == words(bo.bond)
    for each in (ida, bo):
        confirm(each.opened, each.record, same=True)
        assert state(each.opened, each.bond) == "paired"
        first = each.bond
        assert confirm(each.opened, each.record, same=True) == first
    assert name_of(ida.opened, ida.bond) == ida.bond.their_name == "Bo"
    assert name_of(bo.opened, bo.bond) == "Ida"
    assert FILE_ENDING == ".moorings"


def test_different_words_end_it_for_good_and_destroy_the_keys(
    ida: Side, bo: Side
) -> None:
    invited(ida, bo)
    confirm(ida.opened, ida.record, same=False)
    assert state(ida.opened, ida.bond) == "broken"
    assert not list(ida.opened.journey.standing(BondKey))
    with pytest.raises(NotPairedError):
        confirm(ida.opened, ida.record, same=True)
    with pytest.raises(NotPairedError):
        give(ida.opened, ida.bond, new_id(), Shared("text", "", "words"), "Bo")
    assert confirm(ida.opened, ida.record, same=False).words == "different"


def test_nothing_is_confirmed_before_there_is_an_answer(ida: Side) -> None:
    bond = invite(ida.opened, new_id(), Inviting("Ida", "text"))
    with pytest.raises(NotPairedError):
        confirm(ida.opened, bond.id, same=True)


def test_leaving_destroys_the_keys_in_the_file_and_stays_silent(
    ida: Side, bo: Side, harbour: Harbour
) -> None:
    paired(ida, bo)
    (key,) = ida.opened.journey.standing(BondKey)
    ida.give("words", typed="Bo")
    before = bo.opened.mark
    leave(ida.opened, ida.record)
    leave(ida.opened, ida.record)
    assert state(ida.opened, ida.bond) == "left"
    assert ida.shelf() == {}
    rows = {row.id.hex(): row.body for row in ida.opened.log.read(ida.opened.owner)}
    assert rows[key.id] is None
    assert bo.opened.mark == before
    assert state(bo.opened, bo.bond) == "paired"
    harbour.lock(ida.opened)
    token = harbour.unlock(ida.opened.owner.hex(), "a long enough passphrase of ida")
    again = harbour.find(token)
    assert again.condition.sound
    assert state(again, bond_of(again, ida.record)) == "left"


def test_what_was_kept_outlasts_leaving_until_it_is_forgotten(
    ida: Side, bo: Side
) -> None:
    paired(ida, bo)
    ida.give("words", typed="Bo")
    bo.give("back", typed="Ida")
    assert ida.fetch() == ["back"]
    leave(ida.opened, ida.record)
    kept = list(ida.opened.journey.standing(SharedItem))
    assert {item.text for item in kept} == {"words", "back"}
    forget_bond(ida.opened, ida.record)
    assert bonds(ida.opened) == ()
    assert not list(ida.opened.journey.standing(SharedItem))
    with pytest.raises(NothingThereError):
        bond_of(ida.opened, ida.record)


def test_where_sharing_rests_nothing_begins_and_leaving_is_possible(
    ida: Side, bo: Side
) -> None:
    invited(ida, bo)
    raise_flag(ida.opened, ida.other)
    before = ida.opened.mark
    with pytest.raises(RestsError):
        invite(ida.opened, new_id(), Inviting("Ida", "text", ida.other))
    with pytest.raises(RestsError):
        take_answer(ida.opened, ida.record, bo.bond.sent)
    with pytest.raises(RestsError):
        confirm(ida.opened, ida.record, same=True)
    code = read_invitation(ida.bond.sent)
    raise_flag(bo.opened)
    with pytest.raises(RestsError):
        accept(bo.opened, new_id(), code, Accepting("Bo", bo.other))
    assert ida.opened.mark == before
    leave(ida.opened, ida.record)
    assert state(ida.opened, ida.bond) == "left"


def test_no_readable_export_holds_a_private_key_and_none_brings_one_in(
    ida: Side, bo: Side, tmp_path: Path, clock: SetClock
) -> None:
    paired(ida, bo)
    (key,) = ida.opened.journey.standing(BondKey)
    out = take_out(ida.opened)
    assert not any(isinstance(record, BondKey) for record in out.records)
    written = b"".join(write_portable(out))
    for secret in (key.signing, key.sealing):
        assert msgspec.json.encode(secret) not in written
    elsewhere = Harbour(tmp_path / "new", clock, stretching=cheapest_stretching)
    new = elsewhere.try_out().opened
    given = read_portable(written)
    with_key = msgspec.structs.replace(given, records=(*given.records, key))
    bring_in(new, with_key)
    assert not list(new.journey.standing(BondKey))
    (bond,) = bonds(new)
    assert state(new, bond) == "left"


def test_somebody_erased_from_the_notebook_keeps_the_name_they_gave(
    ida: Side, bo: Side
) -> None:
    paired(ida, bo)
    erase(ida.opened, ida.other)
    assert name_of(ida.opened, ida.bond) == "Bo"
    assert any(isinstance(r, Erasure) for r in ida.opened.journey.records())


def test_a_key_is_never_shown() -> None:
    key = BondKey(
        id=new_id(),
        written_at=SetClock().now(),
        pair=new_id(),
        signing=b"s" * 32,
        sealing=b"t" * 32,
    )
    assert "sss" not in repr(key)
