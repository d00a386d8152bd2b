"""What the decryptor leaves out, opened with its parts: passkeys, parcels, rooms."""

from nacl import bindings
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from tools.decryptor.decryptor import Page, RefusedError, hkdf, open_box, open_sealed


def passkey_by_hand(page: Page, credential: bytes, secret: bytes) -> bytes:
    """Give the vault key for what a passkey gives (section 4)."""
    found = [e for e in page.told.get("passkeys", ()) if e["credential"] == credential]
    for each in found:
        _, salt, public, sealed = each.values()
        private = hkdf(secret, b"passkey" + page.told["vault"] + credential, salt)
        if bindings.crypto_scalarmult_base(private) == public:
            context = page.bound(b"passkey", salt, public, credential)
            return open_box(private, sealed, context)
    raise RefusedError("that is not the passkey")


def open_room_by_hand(given: dict[str, bytes], use: bytes) -> bytes:
    """Open an item of a sealed room (section 14)."""
    key, name, sealed = given["key"], given["item"], given["sealed"]
    salt, tag, body = sealed[1:17], sealed[17:49], sealed[49:]
    if sealed[:1] != b"\x01" or tag != hkdf(key, b"room/tag/" + use + name):
        raise ValueError
    context = b"\0".join((b"moorings/1/room", use, name, salt))
    message = open_sealed(hkdf(key, b"room/" + use + name), body, context)
    if use == b"door" and len(message) != len(key):
        raise ValueError
    return message


def open_parcel_by_hand(given: dict[str, bytes]) -> bytes:
    """Open a parcel (section 12)."""
    ends = given["pair"] + given["sender"] + given["receiver"]

    def way(label: bytes) -> bytes:
        return b"moorings/1/" + label + b"\0" + ends

    written, signature = given["parcel"][:-64], given["parcel"][-64:]
    signer = VerifyKey(given["sender"][:32])
    try:
        signer.verify(way(b"signed") + written, signature)
    except BadSignatureError as error:
        raise ValueError from error
    if written[:2] != b"\x01\x03":
        raise ValueError
    room = open_box(given["sealing"], written[2:318], way(b"room"))
    padded = open_sealed(room, written[318:], way(b"parcel"))
    end = 4 + int.from_bytes(padded[:4], "big")
    if end > len(padded) or padded[end:] != bytes(-end % 4096):
        raise ValueError
    return padded[4:end]
