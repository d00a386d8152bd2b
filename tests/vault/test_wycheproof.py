"""Vectors that others made to find faults, through what seals, derives and signs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nacl.bindings import crypto_aead_aes256gcm_decrypt
from nacl.exceptions import CryptoError

from moorings.vault import sealing
from moorings.vault.box import open_with, public_of
from moorings.vault.derivation import KEY_BYTES, derive, expand, keyed
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import Direction, is_from
from moorings.vault.sealing import seal, unseal
from tools.decryptor import decryptor

#: So many of each file apply: 939 in all. Keys longer than 32 bytes are not made here.
FEWEST = {"aes_gcm": 66, "ed25519": 151, "hkdf_sha256": 30, "hmac_sha256": 174}
FEWEST |= {"x25519": 518}
ZERO = "ZeroSharedSecret"


def told(folder: Path, name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    file = folder / "crypto-wycheproof" / f"{name}_test.json"
    for group in json.loads(file.read_text("utf-8"))["testGroups"]:
        for test in group["tests"]:
            yield group, test


def parts(test: dict[str, Any], *names: str) -> list[bytes]:
    return [bytes.fromhex(test[name]) for name in names]


def test_every_seal_opens_or_is_refused_as_it_should_be(
    reference_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # These messages are not padded as ours are, and have to be seen as they are.
    monkeypatch.setattr(sealing, "unpad", bytes)
    ran = 0
    for group, test in told(reference_data, "aes_gcm"):
        if (group["keySize"], group["ivSize"], group["tagSize"]) != (256, 96, 128):
            continue
        key, iv, aad, message, ct, tag = parts(
            test, "key", "iv", "aad", "msg", "ct", "tag"
        )
        if test["result"] == "valid":
            assert unseal(key, iv + ct + tag, aad) == message
            assert crypto_aead_aes256gcm_decrypt(ct + tag, aad, iv, key) == message
        else:
            with pytest.raises(CannotOpenError):
                unseal(key, iv + ct + tag, aad)
            with pytest.raises(CryptoError):
                crypto_aead_aes256gcm_decrypt(ct + tag, aad, iv, key)
        ran += 1
    assert ran >= FEWEST["aes_gcm"]


def test_every_agreement_gives_the_secret_it_should_give(reference_data: Path) -> None:
    ran = refused = 0
    for _, test in told(reference_data, "x25519"):
        private, sender, shared = parts(test, "private", "public", "shared")
        key = derive(shared, b"box" + sender + public_of(private))
        stored = sender + seal(key, b"words", b"here")
        ran += 1
        if ZERO in test["flags"]:
            with pytest.raises(CannotOpenError):
                open_with(private, stored, b"here")
            with pytest.raises(CryptoError):
                decryptor.open_box(private, stored, b"here")
            refused += 1
            continue
        assert open_with(private, stored, b"here") == b"words"
        assert decryptor.open_box(private, stored, b"here") == b"words"
    assert ran >= FEWEST["x25519"]
    assert refused


def test_every_block_that_is_expanded_is_as_it_should_be(reference_data: Path) -> None:
    ran = 0
    for _, test in told(reference_data, "hkdf_sha256"):
        if test["result"] != "valid" or test["size"] > KEY_BYTES:
            continue
        secret, salt, info, wanted = parts(test, "ikm", "salt", "info", "okm")
        root = keyed(keyed(salt or bytes(KEY_BYTES))(secret))
        assert expand(root, info)[: test["size"]] == wanted
        alone = decryptor.mac(salt or bytes(KEY_BYTES), secret)
        assert decryptor.mac(alone, info, b"\x01")[: test["size"]] == wanted
        ran += 1
    assert ran >= FEWEST["hkdf_sha256"]


def test_every_keyed_hash_is_as_it_should_be(reference_data: Path) -> None:
    ran = 0
    for _, test in told(reference_data, "hmac_sha256"):
        key, message, tag = parts(test, "key", "msg", "tag")
        right = test["result"] == "valid"
        assert (keyed(key)(message)[: len(tag)] == tag) == right
        assert (decryptor.mac(key, message)[: len(tag)] == tag) == right
        ran += 1
    assert ran >= FEWEST["hmac_sha256"]


def test_every_signature_is_judged_as_it_should_be(
    reference_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Theirs stand over the bare message: neither a direction nor an opening before it.
    monkeypatch.setattr(Direction, "context", lambda *_: b"")
    monkeypatch.setattr("moorings.vault.pairing._opening", lambda _: b"")
    ran = 0
    for group, test in told(reference_data, "ed25519"):
        public = bytes.fromhex(group["publicKey"]["pk"])
        message, signature = parts(test, "msg", "sig")
        way = Direction(bytes(16), public + bytes(32), bytes(64))
        right = test["result"] == "valid"
        assert is_from(way, message + signature) == right, test["tcId"]
        ran += 1
    assert ran >= FEWEST["ed25519"]
