import hashlib
import hmac
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)

from moorings.vault.box import new_private, open_with, public_of, seal_to
from moorings.vault.errors import CannotOpenError
from moorings.vault.sealing import unseal


def test_what_is_sealed_to_a_public_key_opens_with_its_private_half() -> None:
    private = new_private()
    sealed = seal_to(public_of(private), b"words", b"context")
    assert open_with(private, sealed, b"context") == b"words"


def test_a_box_is_x25519_and_hkdf_over_both_public_keys() -> None:
    private = new_private()
    public = public_of(private)
    sealed = seal_to(public, b"words", b"context")
    sender, body = sealed[:32], sealed[32:]
    holder = X25519PrivateKey.from_private_bytes(private)
    shared = holder.exchange(X25519PublicKey.from_public_bytes(sender))
    extracted = hmac.new(bytes(32), shared, hashlib.sha256).digest()
    info = b"moorings/1/box" + sender + public + b"\x01"
    key = hmac.new(extracted, info, hashlib.sha256).digest()
    assert unseal(key, body, b"context") == b"words"


def test_a_box_does_not_open_with_another_key_or_in_another_place() -> None:
    private = new_private()
    sealed = seal_to(public_of(private), b"words", b"context")
    with pytest.raises(CannotOpenError):
        open_with(new_private(), sealed, b"context")
    with pytest.raises(CannotOpenError):
        open_with(private, sealed, b"another")


@pytest.mark.parametrize("at", [0, 31, 32, 43, 44, -1])
def test_a_box_with_any_byte_changed_does_not_open(at: int) -> None:
    private = new_private()
    sealed = bytearray(seal_to(public_of(private), b"words", b"context"))
    sealed[at] ^= 1
    with pytest.raises(CannotOpenError):
        open_with(private, bytes(sealed), b"context")


@pytest.mark.parametrize("length", [0, 1, 31, 32, 44, 60])
def test_a_box_that_was_cut_short_does_not_open(length: int) -> None:
    private = new_private()
    sealed = seal_to(public_of(private), b"words", b"context")
    with pytest.raises(CannotOpenError):
        open_with(private, sealed[:length], b"context")


def test_a_sender_whose_key_forces_a_known_secret_is_refused(
    reference_data: Path,
) -> None:
    file = reference_data / "crypto-wycheproof" / "x25519_test.json"
    forced = 0
    for group in json.loads(file.read_text("utf-8"))["testGroups"]:
        for test in group["tests"]:
            if "ZeroSharedSecret" not in test["flags"]:
                continue
            private, public = (bytes.fromhex(test[e]) for e in ("private", "public"))
            with pytest.raises(CannotOpenError):
                open_with(private, public + bytes(300), b"context")
            forced += 1
    assert forced > 5
