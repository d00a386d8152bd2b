"""What a browser is asked for a passkey, and what it answers."""

import base64
import binascii
import json
import secrets
from importlib.util import find_spec
from typing import Any

from starlette.requests import Request

from moorings.companion.adding_passkeys import Asked, NotAskedError, asked_of
from moorings.companion.harbour import Harbour
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.visitor import house, remembered_vault

#: An answer is never longer than this.
LONGEST = 16_384
#: What bytes that are no such answer, or nested too deep, may come to.
_BROKEN = (ValueError, TypeError, KeyError, RecursionError)


def can_be_added() -> bool:
    """Say whether the package that checks a new passkey is installed."""
    return find_spec("webauthn") is not None


def creating(request: Request, asked: Asked) -> str:
    """Write what a browser needs to make a passkey; the names in it tell nothing."""
    name = gettext("Notebook")
    return json.dumps(
        {
            "challenge": _text(asked.challenge),
            "salt": _text(asked.salt),
            "rp": {"id": _host(request), "name": name},
            "user": {
                "id": _text(secrets.token_bytes(16)),
                "name": name,
                "displayName": name,
            },
        }
    )


def created(request: Request, asked: Asked, answer: str) -> bytes:
    """Check what a browser made; give the passkey's name to its authenticator.

    Raises `NotAskedError` where it answers something else, or comes from elsewhere.
    """
    import webauthn  # noqa: PLC0415 - large, and seldom needed
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    try:
        verified = webauthn.verify_registration_response(
            credential=answer[:LONGEST],
            expected_challenge=asked.challenge,
            expected_rp_id=_host(request),
            expected_origin=list(house(request).origins.all),
            require_user_verification=True,
        )
    except (WebAuthnException, *_BROKEN) as error:
        raise NotAskedError from error
    return bytes(verified.credential_id)


def asking(request: Request) -> str:
    """Write what a browser needs to open the vault it remembers with its passkey.

    Empty where that vault has none; of another behind the same door nothing is told.
    """
    harbour = house(request).harbour
    found = _of_remembered(harbour, remembered_vault(request))
    if not found:
        return ""
    told: dict[str, Any] = {
        "challenge": _text(secrets.token_bytes(32)),
        "rpId": _host(request),
        "keys": [{"id": _text(key), "salt": _text(salt)} for key, salt in found],
    }
    return json.dumps(told)


def bytes_of(text: str) -> bytes:
    """Read what a script wrote; nothing good is nothing."""
    try:
        return base64.urlsafe_b64decode(text[:LONGEST] + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def _of_remembered(
    harbour: Harbour, remembered: str
) -> tuple[tuple[bytes, bytes], ...]:
    if remembered not in harbour.vaults():
        return ()
    try:
        return asked_of(harbour, remembered)
    except MooringsError:
        return ()


def _host(request: Request) -> str:
    return request.url.hostname or "localhost"


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
