"""What a browser answers when it was asked for a passkey, in its three layers."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from types import SimpleNamespace
from typing import Final

from starlette.requests import Request

from campaigns.fuzzing_reading import Read
from moorings.companion.adding_passkeys import Asked
from moorings.web.passkey_asking import bytes_of, created
from moorings.web.security import Origins

PORT: Final = 8377
ASKED: Final = Asked(b"c" * 32, b"s" * 16)
#: Somebody was there and proved it, and a new key comes along.
_FLAGS: Final = 0x45
_CREDENTIAL: Final = b"k" * 32
_POINT: Final = (
    bytes.fromhex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
    bytes.fromhex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
)


def passkey_readers() -> Iterator[tuple[str, tuple[bytes, ...], Read, int]]:
    """Give a reader for the answer, and one for each of the two things within."""
    said, attested = _said(), _attested()
    whole = _answer(said, attested)
    yield "passkey answer", (whole,), _read, 1
    yield "passkey client data", (said,), lambda c: _read(_answer(c, attested)), 1
    yield "passkey attestation", (attested,), lambda c: _read(_answer(said, c)), 1
    yield "passkey secret", (_text(b"s" * 32).encode(),), _secret, 1


def _read(content: bytes) -> bool:
    return bool(created(_request(), ASKED, content.decode("utf-8", "replace")))


def _secret(content: bytes) -> bool:
    return bool(bytes_of(content.decode("utf-8", "replace")))


def _request() -> Request:
    house = SimpleNamespace(origins=Origins(PORT))
    app = SimpleNamespace(state=SimpleNamespace(house=house))
    host = f"localhost:{PORT}".encode()
    told = {"type": "http", "path": "/", "query_string": b"", "scheme": "http"}
    return Request({**told, "headers": [(b"host", host)], "app": app})


def _said() -> bytes:
    told = {
        "type": "webauthn.create",
        "challenge": _text(ASKED.challenge),
        "origin": f"http://localhost:{PORT}",
    }
    return json.dumps(told).encode()


def _attested() -> bytes:
    """Write in CBOR (RFC 8949) what an authenticator says without attesting it."""
    along, across = _POINT
    key = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + along + b"\x22\x58\x20" + across
    size = len(_CREDENTIAL).to_bytes(2, "big")
    held = bytes(16) + size + _CREDENTIAL + key
    told = sha256(b"localhost").digest() + bytes([_FLAGS]) + bytes(4) + held
    long = b"\x58" + bytes([len(told)])
    return b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData" + long + told


def _answer(said: bytes, attested: bytes) -> bytes:
    told = {
        "id": _text(_CREDENTIAL),
        "rawId": _text(_CREDENTIAL),
        "type": "public-key",
        "response": {
            "clientDataJSON": _text(said),
            "attestationObject": _text(attested),
        },
    }
    return json.dumps(told).encode()


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
