"""The program and the decryptor open what is to open, and refuse all the rest."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from moorings.errors import MooringsError
from moorings.storage.copies import (
    ChangedCopyError,
    CutShortError,
    NewerCopyError,
    NotACopyError,
    require_whole,
)
from moorings.vault.box import open_with
from moorings.vault.derivation import Stretching, derive, keyed, stretch
from moorings.vault.errors import (
    CannotOpenError,
    DamagedHeaderError,
    UnknownFormatError,
    WrongPasskeyError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from moorings.vault.header import (
    Unlocked,
    open_with_code,
    open_with_passkey,
    open_with_passphrase,
)
from moorings.vault.keyring import Keyring, Secrets
from moorings.vault.pairing import Direction, Identity, open_parcel, read_invitation
from moorings.vault.recovery import entropy_of
from moorings.vault.sealed_room import Door, Item, find_doors, open_in_room
from moorings.vault.sealing import unseal
from tests.vectors.by_hand import (
    open_parcel_by_hand,
    open_room_by_hand,
    passkey_by_hand,
)
from tests.vectors.make import FILES, FOLDER, written
from tools.decryptor import decryptor

Told: TypeAlias = dict[str, Any]
Given: TypeAlias = dict[str, Any]

#: What the program raises for each reason not to open something.
REFUSALS: dict[str, type[MooringsError]] = {
    "changed": ChangedCopyError,
    "cut": CutShortError,
    "damaged": DamagedHeaderError,
    "newer": UnknownFormatError,
    "newer backup": NewerCopyError,
    "no backup": NotACopyError,
    "shut": CannotOpenError,
    "wrong code": WrongRecoveryCodeError,
    "wrong passkey": WrongPasskeyError,
    "wrong passphrase": WrongPassphraseError,
}
BY_REASON = {refusal: reason for reason, refusal in REFUSALS.items()}
#: What the decryptor says where it says more than that something does not open.
SAID = {
    "that is not the passphrase": "wrong passphrase",
    "that is not the recovery code": "wrong code",
    "that is not the passkey": "wrong passkey",
    "a newer Moorings made this vault": "newer",
}
#: What is written as text, and not in hexadecimal digits.
TEXT = {"name", "use", "typed", "page", "passphrase", "code", "label", "refused"}


def read(given: Any, name: str = "") -> Any:  # noqa: ANN401 - JSON
    """Make bytes of what is written in hexadecimal digits."""
    if isinstance(given, dict):
        return {each: read(value, each) for each, value in given.items()}
    if isinstance(given, list):
        return [read(each, name) for each in given]
    if isinstance(given, str) and name not in TEXT | {"messages"}:
        return bytes.fromhex(given)
    return given


def vectors() -> Iterator[tuple[str, Given]]:
    for file in sorted(FOLDER.glob("*.json")):
        for given in json.loads(file.read_text("utf-8")):
            told = read({n: each for n, each in given.items() if n != "opens"})
            if file.stem in HEXADECIMAL:
                told |= {n: bytes.fromhex(given[n]) for n in HEXADECIMAL[file.stem]}
            told["opens"] = read(given.get("opens", {}))
            yield file.stem, told


#: Where a name stands for bytes that elsewhere stands for text.
HEXADECIMAL = {"invitations": ["code"]}


# --- the program ------------------------------------------------------------------


def derived(given: Given) -> Told:
    if "label" in given:
        label = bytes.fromhex(given["label"])
        return {"key": derive(given["secret"], label, given["salt"])}
    return {"mac": keyed(given["key"])(given["message"])}


def stretched(given: Given) -> Told:
    memory, passes, lanes = given["numbers"]
    stretching = Stretching(memory, passes, lanes, given["salt"])
    return {"stretched": stretch(given["typed"], stretching)}


def first_page(given: Given) -> Told:
    page = given["page"].encode()
    if "passkey" in given:
        passkey = given["passkey"]
        opened = open_with_passkey(page, passkey["credential"], passkey["secret"])
    elif "code" in given:
        opened = open_with_code(page, given["code"])
    else:
        opened = open_with_passphrase(page, given["passphrase"])
    return inside(opened)


def inside(opened: Unlocked) -> Told:
    known = opened.keyring.secrets
    epochs = {str(number): root for number, root in known.epochs.items()}
    boxes = [known.box, *known.former_boxes]
    return {"vault_key": opened.vault_key, "epochs": epochs, "boxes": boxes}


def keyring(given: Given) -> Keyring:
    epochs = {int(n): root for n, root in given.get("epochs", {"1": bytes(32)}).items()}
    box, *former = given.get("boxes", [bytes(32)])
    known = Secrets(epochs, box, bytes(32), tuple(former))
    return Keyring(given["vault"], given.get("person", bytes(16)), known)


def judged(given: Given) -> Told:
    opened = list(keyring(given).open_chain(map(tuple, given["rows"])))
    shut = [o.row[0] for o in opened if o.message is None and o.row[3] is not None]
    return {
        "messages": [o.message.decode() for o in opened if o.message is not None],
        "unlinked": [o.row[0] for o in opened if not o.follows],
        "damaged": shut,
    }


def parcel(given: Given) -> Told:
    ends = Direction(given["pair"], given["sender"], given["receiver"])
    identity = Identity(given["signing"], given["sealing"])
    return {"message": open_parcel(identity, ends, given["parcel"])}


def invited(given: Given) -> Told:
    found = read_invitation(given["code"])
    return {"pair": found.pair, "public": found.public, "message": found.message}


def backed_up(given: Given) -> Told:
    folder = given["folder"]
    (folder / "copy").write_bytes(given["content"])
    require_whole(folder / "copy")
    return {"length": len(given["content"]) - 50}


def roomed(given: Given) -> Told:
    item = Item(given["item"], given["sealed"])
    if given["use"] == "door":
        found = find_doors(given["key"], given["sealed"][1:17], [item])
        message = next((door.key for door in found), None)
    else:
        door = Door(bytes(16), bytes(16), given["key"])
        message = next((words for _, words in open_in_room(door, [item])), None)
    if message is None:
        raise CannotOpenError
    return {"message": message}


Opener: TypeAlias = Callable[[Given], Told]
PROGRAM: dict[str, Opener] = {
    "boxes": lambda g: {"message": open_with(g["private"], g["stored"], g["context"])},
    "codes": lambda g: {"letters": entropy_of(g["typed"])},
    "derivation": derived,
    "backups": backed_up,
    "first-pages": first_page,
    "inbox": lambda g: {"message": keyring(g).open_boxed(g["item"], g["stored"])},
    "invitations": invited,
    "items": lambda g: {
        "message": keyring(g).open_item(g["label"].encode(), g["item"], g["stored"])
    },
    "parcels": parcel,
    "records": judged,
    "rooms": roomed,
    "sealing": lambda g: {"message": unseal(g["key"], g["sealed"], g["context"])},
    "stretching": stretched,
}


# --- the decryptor ----------------------------------------------------------------


def derived_alone(given: Given) -> Told:
    if "label" in given:
        label = bytes.fromhex(given["label"])
        return {"key": decryptor.hkdf(given["secret"], label, given["salt"])}
    return {"mac": decryptor.mac(given["key"], given["message"])}


def stretched_alone(given: Given) -> Told:
    memory, passes, lanes = given["numbers"]
    found = decryptor.stretch(given["typed"], memory, passes, lanes, given["salt"])
    return {"stretched": found}


def first_page_alone(given: Given) -> Told:
    page = decryptor.Page(given["page"].encode())
    if "passkey" in given:
        vault_key = passkey_by_hand(page, **given["passkey"])
    elif "code" in given:
        vault_key = page.by_code(given["code"])
    else:
        vault_key = page.by_passphrase(given["passphrase"])
    reader = decryptor.Reader(page, vault_key)
    known = {
        n: decryptor.mac(r, b"item\x01") for n, r in given["opens"]["epochs"].items()
    }
    assert {str(n): key for n, key in reader.keys[b"item"].items()} == known
    epochs = given["opens"]["epochs"]
    return {"vault_key": vault_key, "epochs": epochs, "boxes": reader.boxes}


def reader(given: Given) -> decryptor.Reader:
    """Give a reader of a vault whose keys are known without a first page."""
    made = decryptor.Reader.__new__(decryptor.Reader)
    epochs = given.get("epochs", {}).items()
    made.vault, made.person = given["vault"], given.get("person", b"")
    made.boxes, made.damaged = given.get("boxes", []), []
    made.keys = {
        use: {int(n): decryptor.mac(root, use, b"\x01") for n, root in epochs}
        for use in (b"record", b"chain", b"item")
    }
    return made


def judged_alone(given: Given) -> Told:
    made = reader(given)
    rows = [(record, body, at, link) for at, record, link, body in given["rows"]]
    head = [rows[-1][2], rows[-1][3]] if rows else [0, b""]
    found = made.records(rows, head)

    def at(sentence: str) -> list[int]:
        told = (
            re.fullmatch(rf"record \w+ at (-?\d+): {sentence}", d) for d in made.damaged
        )
        return [int(each[1]) for each in told if each]

    return {
        "messages": [decryptor.canonical(each) for each in found],
        "unlinked": at("it does not follow the one before"),
        "damaged": at("it does not open"),
    }


def backed_up_alone(given: Given) -> Told:
    folder = given["folder"]
    (folder / "copy").write_bytes(given["content"])
    (folder / "laid").mkdir()
    decryptor.laid_out(folder / "copy", folder / "laid").close()
    return {"length": len(given["content"]) - 50}


ALONE: dict[str, Opener] = {
    "boxes": lambda g: {
        "message": decryptor.open_box(g["private"], g["stored"], g["context"])
    },
    "codes": lambda g: {"letters": decryptor.letters(g["typed"])},
    "derivation": derived_alone,
    "backups": backed_up_alone,
    "first-pages": first_page_alone,
    "inbox": lambda g: {"message": reader(g).boxed("", g["item"], g["stored"])},
    "items": lambda g: {"message": reader(g).item(g["label"], g["item"], g["stored"])},
    "parcels": lambda g: {"message": open_parcel_by_hand(g)},
    "records": judged_alone,
    "rooms": lambda g: {"message": open_room_by_hand(g, g["use"].encode())},
    "sealing": lambda g: {
        "message": decryptor.open_sealed(g["key"], g["sealed"], g["context"])
    },
    "stretching": stretched_alone,
}


# --- both -------------------------------------------------------------------------

VECTORS = list(vectors())
FEWEST_REFUSED = 300


def named(vector: tuple[str, Given]) -> str:
    return f"{vector[0]}: {vector[1]['name']}"


@pytest.mark.parametrize("vector", VECTORS, ids=named)
def test_the_program_does_as_the_vector_says(
    vector: tuple[str, Given], tmp_path: Path
) -> None:
    file, given = vector
    given, opener = given | {"folder": tmp_path}, PROGRAM[file]
    if "refused" not in given:
        assert opener(given) == given["opens"]
        return
    with pytest.raises(MooringsError) as raised:
        opener(given)
    assert BY_REASON[raised.type] == given["refused"]


@pytest.mark.parametrize(
    "vector", [each for each in VECTORS if each[0] != "invitations"], ids=named
)
def test_the_decryptor_does_as_the_vector_says(
    vector: tuple[str, Given], tmp_path: Path
) -> None:
    file, given = vector
    given, opener = given | {"folder": tmp_path}, ALONE[file]
    lanes = "two lanes, by the passphrase", "two lanes", "eight lanes"
    if "refused" not in given and given["name"] not in lanes:
        found = opener(given)
        if file == "items" and given["label"] == "blobs":
            found = {"message": bytes_in(found["message"])}
        assert found == given["opens"]
        return
    with pytest.raises((decryptor.RefusedError, *decryptor.BROKEN)) as raised:
        opener(given)
    if given["name"] in lanes:
        assert "several lanes" in str(raised.value)
    else:
        expected = given["refused"] if given["refused"] in SAID.values() else "else"
        assert SAID.get(str(raised.value), "else") == expected


def bytes_in(written: bytes) -> bytes:
    return base64.b64decode(json.loads(written))


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_the_maker_makes(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text("utf-8") == written(name)


def test_there_are_many_that_must_not_open_and_no_two_of_one_name() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} == FILES.keys()
    assert sum("refused" in given for _, given in VECTORS) > FEWEST_REFUSED
    assert {given["refused"] for _, given in VECTORS if "refused" in given} == {
        *REFUSALS
    }
    assert len({named(each) for each in VECTORS}) == len(VECTORS)
