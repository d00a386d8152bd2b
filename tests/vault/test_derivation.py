import hashlib
import hmac
import json
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from moorings.vault.derivation import (
    KEY_BYTES,
    Stretching,
    cheapest_stretching,
    derive,
    expand,
    keyed,
    normal,
    standard_stretching,
    stretch,
)
from moorings.vault.errors import DamagedHeaderError

SALT = bytes(range(16))
CHEAPEST = Stretching(19 * 1024, 1, 1, SALT)


def by_hand(secret: bytes, info: bytes, salt: bytes) -> bytes:
    """RFC 5869 with SHA-256, one block."""
    extracted = hmac.new(salt or bytes(32), secret, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


@pytest.mark.parametrize("salt", [b"", b"salt"])
def test_a_derived_key_is_hkdf_sha256_under_our_own_label(salt: bytes) -> None:
    assert derive(b"secret", b"wrap", salt) == by_hand(
        b"secret", b"moorings/1/wrap", salt
    )


def test_keys_for_different_uses_differ() -> None:
    assert derive(b"secret", b"wrap") != derive(b"secret", b"commit")


def test_a_keyed_hash_is_hmac_sha256_however_often_it_is_asked() -> None:
    for key in (b"", b"key", b"k" * 64, b"k" * 65):
        mac = keyed(key)
        for message in (b"one", b"two", b"one"):
            assert mac(message) == hmac.new(key, message, hashlib.sha256).digest()


def test_one_block_is_expanded_as_rfc_5869_says(reference_data: Path) -> None:
    file = reference_data / "crypto-wycheproof" / "hkdf_sha256_test.json"
    checked = 0
    for group in json.loads(file.read_text("utf-8"))["testGroups"]:
        for test in group["tests"]:
            if test["result"] != "valid" or test["size"] > KEY_BYTES:
                continue
            ikm, salt, info, okm = (
                bytes.fromhex(test[each]) for each in ("ikm", "salt", "info", "okm")
            )
            root = keyed(keyed(salt or bytes(32))(ikm))
            assert expand(root, info)[: test["size"]] == okm
            checked += 1
    assert checked > 10


def test_a_keyed_hash_agrees_with_wycheproof(reference_data: Path) -> None:
    file = reference_data / "crypto-wycheproof" / "hmac_sha256_test.json"
    checked = 0
    for group in json.loads(file.read_text("utf-8"))["testGroups"]:
        for test in group["tests"]:
            key, message, tag = (
                bytes.fromhex(test[each]) for each in ("key", "msg", "tag")
            )
            agrees = keyed(key)(message)[: len(tag)] == tag
            assert agrees == (test["result"] == "valid")
            checked += 1
    assert checked > 100


def test_the_library_stretches_as_rfc_9106_says() -> None:
    # Our bounds refuse its 32 KiB, and we use neither secret nor associated data.
    vector = Argon2id(
        salt=bytes([2] * 16),
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=bytes([3] * 8),
        ad=bytes([4] * 12),
    ).derive(bytes([1] * 32))
    assert vector.hex() == (
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    )


def test_a_passphrase_is_stretched_with_the_parameters_written_down() -> None:
    stretching = Stretching(19 * 1024, 2, 2, SALT)
    expected = Argon2id(
        salt=SALT, length=32, iterations=2, lanes=2, memory_cost=19 * 1024
    ).derive(b"a passphrase")
    assert stretch("a passphrase", stretching) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  two   words ", "two words"),
        ("two\twords\n", "two words"),
        ("two\u00a0words", "two words"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("\ufb01sh", "fish"),
        ("\uff54\uff57\uff4f", "two"),
    ],
)
def test_what_a_phone_and_a_keyboard_type_is_the_same(typed: str, meant: str) -> None:
    assert normal(typed) == normal(meant) == meant
    assert stretch(typed, CHEAPEST) == stretch(meant, CHEAPEST)


def test_capital_letters_count() -> None:
    assert stretch("Two words", CHEAPEST) != stretch("two words", CHEAPEST)


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 19 * 1024 - 1},
        {"memory_kib": 8},
        {"memory_kib": 1024 * 1024 + 1},
        {"memory_kib": 2**40},
        {"memory_kib": -1},
        {"passes": 0},
        {"passes": 17},
        {"lanes": 0},
        {"lanes": 9},
        {"salt": b"s" * 15},
        {"salt": b"s" * 17},
        {"salt": b""},
    ],
    ids=str,
)
def test_stretching_out_of_bounds_is_refused_before_it_is_begun(
    change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def begun(**_: object) -> None:
        pytest.fail("memory would have been taken")

    monkeypatch.setattr("moorings.vault.derivation.Argon2id", begun)
    with pytest.raises(DamagedHeaderError):
        stretch("a passphrase", msgspec.structs.replace(CHEAPEST, **change))


def test_every_vault_is_stretched_with_a_salt_of_its_own() -> None:
    made = [standard_stretching(), standard_stretching(), cheapest_stretching()]
    for stretching in made:
        stretching.check()
    assert len({stretching.salt for stretching in made}) == len(made)


def test_what_nobody_has_to_guess_takes_the_least_there_is() -> None:
    cheap = cheapest_stretching()
    assert (cheap.memory_kib, cheap.passes, cheap.lanes) == (19_456, 1, 1)


def test_the_standard_takes_64_mebibytes_and_three_passes() -> None:
    standard = standard_stretching()
    assert (standard.memory_kib, standard.passes, standard.lanes) == (65_536, 3, 1)
