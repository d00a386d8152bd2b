import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from moorings.vault.errors import CannotOpenError
from moorings.vault.sealing import NONCE_BYTES, STEP_BYTES, pad, seal, unpad, unseal

KEY = bytes(range(32))
TAG_BYTES = 16


@given(st.binary(max_size=700))
def test_padding_comes_off_again_and_leaves_only_a_multiple_of_256(
    message: bytes,
) -> None:
    padded = pad(message)
    assert unpad(padded) == message
    assert len(padded) % STEP_BYTES == 0
    assert len(padded) - len(message) <= STEP_BYTES + 4


@pytest.mark.parametrize("step", [1, 4, 7, 4096])
@pytest.mark.parametrize("message", [b"", b"w", b"words"])
def test_padding_of_any_step_comes_off_again(message: bytes, step: int) -> None:
    padded = pad(message, step)
    assert len(padded) % step == 0
    assert unpad(padded, step) == message


@given(st.binary(max_size=600), st.binary(max_size=40))
def test_what_was_sealed_opens_under_the_same_key_and_context(
    message: bytes, context: bytes
) -> None:
    assert unseal(KEY, seal(KEY, message, context), context) == message


def test_a_seal_is_aes_256_gcm_of_the_padded_message_with_its_nonce_in_front() -> None:
    sealed = seal(KEY, b"words", b"context")
    opened = AESGCM(KEY).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], b"context")
    assert opened == b"\x00\x00\x00\x05words" + bytes(247)
    assert len(sealed) == NONCE_BYTES + STEP_BYTES + TAG_BYTES


def test_a_yes_and_a_long_night_look_alike_up_to_the_same_step() -> None:
    assert len(seal(KEY, b"yes", b"")) == len(seal(KEY, b"n" * 252, b""))
    assert len(seal(KEY, b"yes", b"")) < len(seal(KEY, b"n" * 253, b""))


def test_no_nonce_is_used_twice() -> None:
    assert len({seal(KEY, b"", b"")[:NONCE_BYTES] for _ in range(1000)}) == 1000


@pytest.mark.parametrize("at", range(0, NONCE_BYTES + STEP_BYTES + TAG_BYTES, 7))
def test_a_seal_with_any_byte_changed_does_not_open(at: int) -> None:
    sealed = bytearray(seal(KEY, b"words", b"context"))
    sealed[at] ^= 1
    with pytest.raises(CannotOpenError):
        unseal(KEY, bytes(sealed), b"context")


@pytest.mark.parametrize("length", [0, 1, 7, 8, 11, 12, 27, 28, 200])
def test_a_seal_that_was_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(CannotOpenError):
        unseal(KEY, seal(KEY, b"words", b"context")[:length], b"context")


def test_a_seal_does_not_open_elsewhere_or_with_another_key() -> None:
    sealed = seal(KEY, b"words", b"context")
    with pytest.raises(CannotOpenError):
        unseal(KEY, sealed, b"another")
    with pytest.raises(CannotOpenError):
        unseal(bytes(32), sealed, b"context")


def test_no_forged_seal_of_wycheproof_opens(reference_data: Path) -> None:
    file = reference_data / "crypto-wycheproof" / "aes_gcm_test.json"
    forged = 0
    for group in json.loads(file.read_text("utf-8"))["testGroups"]:
        if (group["keySize"], group["ivSize"], group["tagSize"]) != (256, 96, 128):
            continue
        for test in group["tests"]:
            if test["result"] != "invalid":
                continue
            iv, ct, tag, key, aad = (
                bytes.fromhex(test[each]) for each in ("iv", "ct", "tag", "key", "aad")
            )
            with pytest.raises(CannotOpenError):
                unseal(key, iv + ct + tag, aad)
            forged += 1
    assert forged > 20


@pytest.mark.parametrize("length", range(4))
def test_a_seal_with_too_little_in_it_does_not_open(length: int) -> None:
    nonce = bytes(NONCE_BYTES)
    sealed = nonce + AESGCM(KEY).encrypt(nonce, bytes(length), b"context")
    with pytest.raises(CannotOpenError):
        unseal(KEY, sealed, b"context")


def opens(padded: bytes) -> bool:
    nonce = bytes(NONCE_BYTES)
    try:
        unseal(KEY, nonce + AESGCM(KEY).encrypt(nonce, padded, b""), b"")
    except CannotOpenError:
        return False
    return True


@pytest.mark.parametrize(
    "padded",
    [b"\x00\x00\x00\x02no" + bytes(250), b"\x00\x00\x00\xfc" + b"w" * 252],
)
def test_padding_as_it_is_written_is_taken(padded: bytes) -> None:
    assert opens(padded)


@pytest.mark.parametrize(
    "padded",
    [
        b"\x00\x00\x00\x02no" + bytes(249) + b"\x01",
        b"\x00\x00\x00\x02no\x80" + bytes(249),
        b"\x00\x00\x00\x02no" + bytes(249),
        b"\x00\x00\x00\x02no" + bytes(251),
        b"\x00\x00\x00\x02no" + bytes(506),
        b"\x00\x00\x00\xfd" + b"w" * 252,
        b"\xff\xff\xff\xff" + b"w" * 252,
        b"\x00\x00\x00\x02no",
    ],
)
def test_padding_that_nobody_writes_is_refused(padded: bytes) -> None:
    assert not opens(padded)
