"""A pairing and a parcel made by the code of its day: both sides read them for ever."""

import hashlib
import json
from pathlib import Path

import pytest

from moorings.companion.pairing import COMPARED
from moorings.library.words import passphrase_words
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import (
    Direction,
    Identity,
    mailbox,
    open_body,
    open_parcel,
    private_name,
    read_answer,
    read_invitation,
    slot,
    word_numbers,
)

TOLD: dict[str, str] = json.loads(
    (Path(__file__).parent / "parcels" / "v1.json").read_text("utf-8")
)
#: The digest of the first 2,048 words, one a line: people compare keys by them.
LIST = "acb24e3891b8799ddc8b9a04da85f4b0f8bdd706f9704f728b140ce295d4c8f5"


def told(name: str) -> bytes:
    return bytes.fromhex(TOLD[name])


def side(name: str) -> Identity:
    return Identity(told(f"{name} signing"), told(f"{name} sealing"))


INVITING, ACCEPTING, OTHER = side("inviting"), side("accepting"), side("other")
WAY = Direction(told("pair"), INVITING.public, ACCEPTING.public)


def test_an_invitation_and_an_answer_of_old_are_read() -> None:
    invited = read_invitation(told("invitation"))
    assert invited.public == INVITING.public == told("inviting public")
    assert invited.message.decode() == TOLD["invitation says"]
    answered = read_answer(INVITING, told("invitation"), told("answer"))
    assert answered.public == ACCEPTING.public == told("accepting public")
    assert answered.message.decode() == TOLD["answer says"]


def test_the_six_words_of_old_are_the_same() -> None:
    numbers = word_numbers(INVITING.public, ACCEPTING.public)
    listed = passphrase_words()[:COMPARED]
    assert " ".join(listed[number] for number in numbers) == TOLD["words"]
    assert hashlib.sha256("\n".join(listed).encode()).hexdigest() == LIST


def test_a_parcel_of_old_opens_where_it_lies() -> None:
    assert open_parcel(ACCEPTING, WAY, told("parcel")).decode() == TOLD["parcel says"]
    assert open_body(told("room"), WAY, told("parcel")).decode() == TOLD["parcel says"]
    assert mailbox(ACCEPTING, WAY) == told("mailbox")
    assert slot(told("mailbox"), 1) == told("slot 1")
    assert private_name(INVITING, WAY, told("record")).hex() in TOLD["parcel says"]


@pytest.mark.parametrize(
    ("identity", "way"),
    [
        (OTHER, WAY),
        (INVITING, WAY),
        (ACCEPTING, Direction(WAY.pair, WAY.receiver, WAY.sender)),
        (ACCEPTING, Direction(bytes(16), WAY.sender, WAY.receiver)),
        (ACCEPTING, Direction(WAY.pair, OTHER.public, WAY.receiver)),
    ],
    ids=["another key", "the sender", "swapped", "another bond", "another signer"],
)
def test_a_parcel_of_old_opens_for_nobody_else(
    identity: Identity, way: Direction
) -> None:
    with pytest.raises(CannotOpenError):
        open_parcel(identity, way, told("parcel"))


@pytest.mark.parametrize("forged", ["forged parcel", "cut parcel", "flipped parcel"])
def test_what_must_not_open_does_not_open(forged: str) -> None:
    with pytest.raises(CannotOpenError):
        open_parcel(ACCEPTING, WAY, told(forged))


def test_the_room_key_of_old_opens_no_later_parcel() -> None:
    assert open_parcel(ACCEPTING, WAY, told("later parcel"))
    with pytest.raises(CannotOpenError):
        open_body(told("room"), WAY, told("later parcel"))
