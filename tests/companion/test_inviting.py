"""The invitation and the answer, carried by the two themselves."""

import msgspec
import pytest

from moorings.companion.bonds import NotPairedError, bonds
from moorings.companion.errors import NothingThereError
from moorings.companion.inviting import (
    Accepting,
    Inviting,
    KeyChangedError,
    NoNameError,
    NotACodeError,
    UsedInvitationError,
    accept,
    code_text,
    invite,
    read_invitation,
    take_answer,
)
from moorings.companion.opened import new_id
from moorings.companion.pairing import confirm, leave
from moorings.companion.together import RestsError, keep_check
from moorings.vault import pairing
from moorings.vault.pairing import Identity, new_identity
from tests.companion.sharing_pair import Side, invited


def forged_answer(invitation: bytes, name: bytes, identity: Identity) -> bytes:
    return pairing.make_answer(identity, invitation, name)


def test_a_code_is_read_with_gaps_and_lines_as_a_file_and_in_small_letters(
    ida: Side,
) -> None:
    bond = invite(ida.opened, new_id(), Inviting("Ida", "text"))
    text = code_text(bond.sent)
    lines = "\n".join(text[at : at + 20] for at in range(0, len(text), 20))
    ways = (lines, text.lower().replace("A", " a"), bond.sent, text.encode())
    assert {read_invitation(way).code for way in ways} == {bond.sent}


@pytest.mark.parametrize(
    "code",
    ["", "hello there", "ÄÖÜ", "AAAA", b"", b"\x01\x01", b"\xff\xfe", "1" * 9_000],
)
def test_what_is_no_code_is_refused_in_one_sentence(code: str | bytes) -> None:
    with pytest.raises(NotACodeError):
        read_invitation(code)


@pytest.mark.parametrize(
    "said",
    [
        b"{}",
        b"[[[",
        b'{"name":"Ida","what":"everything"}',
        b'{"name":"Ida","what":"text","more":1}',
        b'{"name":"\\u0000 \\n","what":"text"}',
        msgspec.json.encode({"name": "I" * 121, "what": "text"}),
    ],
)
def test_an_invitation_that_says_anything_else_is_refused(said: bytes) -> None:
    code = pairing.make_invitation(new_identity(), bytes(16), said)
    with pytest.raises(NotACodeError):
        read_invitation(code)


def test_a_form_that_comes_twice_makes_one_bond_and_its_codes_stay(
    ida: Side, bo: Side
) -> None:
    form, inviting = new_id(), Inviting("Ida", "text", ida.other)
    first = invite(ida.opened, form, inviting)
    assert invite(ida.opened, form, inviting) == first
    code, form = read_invitation(first.sent), new_id()
    accepted = accept(bo.opened, form, code, Accepting("Bo"))
    assert accept(bo.opened, form, code, Accepting("Bo")) == accepted
    ida.record = first.id
    answered = take_answer(ida.opened, first.id, accepted.sent)
    assert take_answer(ida.opened, first.id, accepted.sent) == answered
    assert len(bonds(ida.opened)) == len(bonds(bo.opened)) == 1


def test_an_invitation_is_used_once_and_not_by_whoever_made_it(
    ida: Side, bo: Side
) -> None:
    invited(ida, bo)
    code = read_invitation(ida.bond.sent)
    for each in (ida, bo):
        with pytest.raises(UsedInvitationError):
            accept(each.opened, new_id(), code, Accepting("Me"))
    leave(bo.opened, bo.record)
    with pytest.raises(UsedInvitationError):
        accept(bo.opened, new_id(), code, Accepting("Bo"))


@pytest.mark.parametrize("name", ["", " \n", "\u0000", "x" * 121])
def test_nobody_invites_or_accepts_without_a_name(
    ida: Side, bo: Side, name: str
) -> None:
    with pytest.raises(NoNameError):
        invite(ida.opened, new_id(), Inviting(name, "text"))
    code = read_invitation(invite(ida.opened, new_id(), Inviting("Ida", "text")).sent)
    with pytest.raises(NoNameError):
        accept(bo.opened, new_id(), code, Accepting(name))
    assert bonds(bo.opened) == ()


def test_with_force_named_nobody_unnamed_is_invited_or_accepted(
    ida: Side, bo: Side
) -> None:
    code = read_invitation(invite(ida.opened, new_id(), Inviting("Ida", "text")).sent)
    for each in (ida, bo):
        keep_check(each.opened, new_id(), "force", each.other)
    for person in (None, ida.other):
        with pytest.raises(RestsError):
            invite(ida.opened, new_id(), Inviting("Ida", "text", person))
    with pytest.raises(RestsError):
        accept(bo.opened, new_id(), code, Accepting("Bo"))
    assert bonds(bo.opened) == ()


def test_a_second_answer_from_another_key_is_a_hard_stop(ida: Side, bo: Side) -> None:
    invited(ida, bo)
    before = ida.bond
    other = forged_answer(before.sent, b'{"name":"Bo"}', new_identity())
    with pytest.raises(KeyChangedError):
        take_answer(ida.opened, ida.record, other)
    assert ida.bond == before
    confirm(ida.opened, ida.record, same=True)
    with pytest.raises(KeyChangedError):
        take_answer(ida.opened, ida.record, other)


def test_an_answer_goes_to_its_own_invitation(ida: Side, bo: Side) -> None:
    invited(ida, bo)
    another = invite(ida.opened, new_id(), Inviting("Ida", "text"))
    with pytest.raises(NotACodeError):
        take_answer(ida.opened, another.id, bo.bond.sent)
    strange = forged_answer(another.sent, b'{"name":5}', new_identity())
    with pytest.raises(NotACodeError):
        take_answer(ida.opened, another.id, strange)
    with pytest.raises(NotPairedError):
        take_answer(bo.opened, bo.record, bo.bond.sent)
    with pytest.raises(NothingThereError):
        take_answer(ida.opened, new_id(), bo.bond.sent)


def test_declining_keeps_nothing(ida: Side, bo: Side) -> None:
    bond = invite(ida.opened, new_id(), Inviting("Ida", "text"))
    before = bo.opened.mark
    read_invitation(bond.sent)
    assert bo.opened.mark == before


def test_two_bonds_of_one_person_have_nothing_in_common(ida: Side, bo: Side) -> None:
    """Nothing links them: neither ids nor keys, and no code names the vault."""
    one = invite(ida.opened, new_id(), Inviting("Ida", "text"))
    two = invite(ida.opened, new_id(), Inviting("Ida", "text"))
    assert one.pair != two.pair
    assert not {one.own[:32], one.own[32:]} & {two.own[:32], two.own[32:]}
    invited(ida, bo)
    for code in (one.sent, two.sent, ida.bond.sent, bo.bond.sent):
        for mine in (ida.opened, bo.opened):
            assert mine.owner not in code
            assert mine.unlocked.header.person not in code
