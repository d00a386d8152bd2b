"""Vectors of whole things: first pages, chains of records, parcels."""

import base64
import hashlib
import json
import struct
from collections.abc import Callable
from typing import Any

from tests.vectors.pieces import (
    FEW,
    FORMER,
    PERSON,
    PRIVATE,
    ROOTS,
    VAULT,
    Vectors,
    told_roots,
)
from tests.vectors.primitives import (
    PREFIX,
    box,
    canonical,
    drawn,
    flipped,
    hkdf,
    mac,
    opens,
    padded,
    public_of,
    refused,
    seal,
    seal_raw,
    sign,
    signing_public,
    stretch,
    text,
)

PASSPHRASE, CODE = "six words make a passphrase", "01ABCDEFGHJKMNPQRSTVWXYZ23"
VAULT_KEY, SOURCE = drawn("vault key"), drawn("source")
SECRETS = {
    "epochs": {str(epoch): text(root) for epoch, root in ROOTS.items()},
    "box": text(PRIVATE),
    "source": text(SOURCE),
    "former_boxes": [text(FORMER)],
}
BY_PASSPHRASE = {"passphrase": PASSPHRASE}
BY_CODE = {"code": CODE}
PASSKEY = {"credential": b"a name", "secret": drawn("prf")}
Page = dict[str, Any]


# --- the first page ---------------------------------------------------------------


def page_of(secrets: object = SECRETS, vault: bytes = VAULT, **change: int) -> Page:
    """Make a first page as it is written, but for what is asked for otherwise."""
    numbers = {"memory_kib": 19_456, "passes": 1, "lanes": 1} | change
    salt = drawn("page salt", 16)
    stretching = numbers | {"salt": text(salt)}
    memory, passes, lanes = numbers.values()
    stretched = stretch(PASSPHRASE, memory, passes, lanes, salt)
    inside = secrets if isinstance(secrets, bytes) else canonical(secrets).encode()
    return {
        "format": 1,
        "records_version": 1,
        "vault": text(vault),
        "person": text(PERSON),
        "passphrase": {
            "stretching": stretching,
            "commitment": text(hkdf(stretched, b"commit")),
            "sealed": text(wrapped(vault, stretched, stretching)),
        },
        "recovery": recovery_of(vault),
        "box": text(public_of(PRIVATE)),
        "keyring": text(seal(VAULT_KEY, inside, bound("keyring", vault), "keyring")),
        "door": "",
    }


def wrapped(vault: bytes, stretched: bytes, stretching: object) -> bytes:
    context = bound("passphrase", vault, canonical(stretching).encode())
    return seal(hkdf(stretched, b"wrap"), VAULT_KEY, context, "wrap")


def recovery_of(vault: bytes) -> Page:
    salt = drawn("recovery salt", 16)
    public = public_of(hkdf(CODE.encode(), b"recovery" + vault, salt))
    context = bound("recovery", vault, salt, public)
    sealed = box(public, VAULT_KEY, context, "recovery")
    return {"salt": text(salt), "public": text(public), "sealed": text(sealed)}


def passkey_of(vault: bytes = VAULT) -> Page:
    credential, salt = PASSKEY["credential"], drawn("passkey salt", 16)
    public = public_of(hkdf(PASSKEY["secret"], b"passkey" + vault + credential, salt))
    context = bound("passkey", vault, salt, public, credential)
    sealed = box(public, VAULT_KEY, context, "passkey")
    named = {"credential": credential, "salt": salt, "public": public, "sealed": sealed}
    return {name: text(each) for name, each in named.items()}


def bound(label: str, *parts: bytes) -> bytes:
    return b"\0".join((PREFIX + label.encode(), *parts))


def signed(page: Page) -> str:
    """Put the MAC of a page in, behind the door and before the passkeys."""
    passkeys = {"passkeys": page["passkeys"]} if "passkeys" in page else {}
    bare = {
        name: each for name, each in page.items() if name not in {"mac", "passkeys"}
    }
    unsigned = canonical(bare | {"mac": ""} | passkeys).encode()
    return canonical(
        bare | {"mac": text(mac(hkdf(VAULT_KEY, b"header"), unsigned))} | passkeys
    )


def first_pages() -> Vectors:
    """Give sections 4 and 5."""
    page = page_of()
    told = {"vault_key": VAULT_KEY, "epochs": told_roots(), "boxes": [PRIVATE, FORMER]}
    yield opens("by the passphrase", told, page=signed(page), **BY_PASSPHRASE)
    yield opens("by the code", told, page=signed(page), **BY_CODE)
    with_door = signed(page | {"door": text(drawn("door"))})
    yield opens("with a door name", told, page=with_door, **BY_CODE)
    older = {name: each for name, each in SECRETS.items() if name != "former_boxes"}
    bare = told | {"boxes": [PRIVATE]}
    yield opens("without former boxes", bare, page=signed(page_of(older)), **BY_CODE)
    keyed = signed(page | {"format": 2, "passkeys": [passkey_of()]})
    yield opens("with a passkey", told, page=keyed, **BY_PASSPHRASE)
    yield opens("by a passkey", told, page=keyed, passkey=PASSKEY)
    lanes = signed(page_of(lanes=2))
    yield opens("two lanes, by the passphrase", told, page=lanes, **BY_PASSPHRASE)
    yield opens("two lanes, by the code", told, page=lanes, **BY_CODE)
    yield from wrong_secrets(signed(page), keyed)
    yield from changed_pages(json.loads(signed(page)))
    yield from misspelled_pages(signed(page))
    yield from pages_out_of_bounds(page)
    yield from pages_with_a_valid_mac(page)


def wrong_secrets(page: str, keyed: str) -> Vectors:
    for typed in ("", PASSPHRASE.title(), PASSPHRASE + "s", CODE, PASSPHRASE[:-1]):
        name = f"the passphrase {typed!r}"
        yield refused(name, "wrong passphrase", page=page, passphrase=typed)
    for typed in ("", PASSPHRASE, CODE[:-1], CODE + "0", CODE[::-1], "0" * 26):
        yield refused(f"the code {typed!r}", "wrong code", page=page, code=typed)
    for name, change in {
        "of another name": {"credential": b"another"},
        "that gives something else": {"secret": drawn("another prf")},
    }.items():
        passkey = PASSKEY | change
        yield refused(f"a passkey {name}", "wrong passkey", page=keyed, passkey=passkey)


#: How each way in ends where one field of the page was changed by one bit.
CHANGED = {
    "records_version": ("damaged", "damaged"),
    "vault": ("damaged", "wrong code"),
    "person": ("damaged", "damaged"),
    "passphrase.stretching.memory_kib": ("wrong passphrase", "damaged"),
    "passphrase.stretching.passes": ("wrong passphrase", "damaged"),
    "passphrase.stretching.salt": ("wrong passphrase", "damaged"),
    "passphrase.commitment": ("wrong passphrase", "damaged"),
    "passphrase.sealed": ("damaged", "damaged"),
    "recovery.salt": ("damaged", "wrong code"),
    "recovery.public": ("damaged", "wrong code"),
    "recovery.sealed": ("damaged", "damaged"),
    "box": ("damaged", "damaged"),
    "keyring": ("damaged", "damaged"),
    "mac": ("damaged", "damaged"),
}


def changed_pages(page: Page) -> Vectors:
    for field, (by_passphrase, by_code) in CHANGED.items():
        changed = canonical(with_change(page, field.split(".")))
        name = f"{field} changed"
        yield refused(
            f"{name}, by the passphrase", by_passphrase, page=changed, **BY_PASSPHRASE
        )
        yield refused(f"{name}, by the code", by_code, page=changed, **BY_CODE)
    other = json.loads(signed(page_of(vault=drawn("another vault", 16))))
    for field in ("vault", "passphrase", "recovery", "keyring", "mac"):
        swapped = canonical(page | {field: other[field]})
        by_code = "wrong code" if field in {"vault", "recovery"} else "damaged"
        yield refused(f"{field} of another vault", by_code, page=swapped, **BY_CODE)
    door = canonical(page | {"door": text(drawn("door"))})
    yield refused("a door name put in", "damaged", page=door, **BY_CODE)


def with_change(page: Page, way: list[str]) -> Page:
    first, *rest = way
    part = page[first]
    if rest:
        return page | {first: with_change(part, rest)}
    if isinstance(part, int):
        return page | {first: part + 1}
    content = base64.b64decode(part)
    return page | {first: text(flipped(content, len(content) - 1))}


def misspelled_pages(whole: str) -> Vectors:
    """Give pages that say the same in other bytes, or are no pages."""
    page = json.loads(whole)
    first, *others = page
    spare = page["vault"][:-3] + chr(ord(page["vault"][-3]) + 1) + "=="
    for name, written in {
        "white space": json.dumps(page),
        "a line break": whole + "\n",
        "a space in front": " " + whole,
        "another order": canonical({each: page[each] for each in (*others, first)}),
        "an order within": canonical(page | {"recovery": turned(page["recovery"])}),
        "a field too many": canonical(page | {"more": 1}),
        "a field too many within": canonical(
            page | {"recovery": page["recovery"] | {"more": 1}}
        ),
        "a field too few": canonical({each: page[each] for each in others}),
        "a field twice": whole.replace("{", '{"format":1,', 1),
        "a fraction": whole.replace('"records_version":1,', '"records_version":1.0,'),
        "a power": whole.replace('"records_version":1,', '"records_version":1e0,'),
        "a number as text": canonical(page | {"records_version": "1"}),
        "a truth for a number": canonical(page | {"records_version": True}),
        "an escape": whole.replace('"person"', '"\\u0070erson"'),
        "no passkeys, said": canonical(page | {"passkeys": []}),
        "loose bits": canonical(page | {"vault": spare}),
        "no padding of base64": canonical(page | {"vault": page["vault"].rstrip("=")}),
        "base64 of addresses": canonical(page | {"mac": "_" + page["mac"][1:]}),
        "base64 with a space": canonical(
            page | {"mac": page["mac"][:4] + " " + page["mac"][4:]}
        ),
        "nothing for a field": canonical(page | {"mac": None}),
        "nothing": "",
        "no object": "[]",
        "an empty object": "{}",
        "half a page": whole[: len(whole) // 2],
        "no JSON": "a page",
        "very deep": '{"format":' + "[" * 5000,
    }.items():
        yield refused(f"spelling: {name}", "damaged", page=written, **BY_CODE)
    for field in ("vault", "person", "box", "mac", "door"):
        for length in (15, 33):
            written = canonical(page | {field: text(bytes(length))})
            name = f"length: {field} of {length}"
            yield refused(name, "damaged", page=written, **BY_CODE)


def turned(part: Page) -> Page:
    return {name: part[name] for name in reversed(part)}


def pages_out_of_bounds(page: Page) -> Vectors:
    """Give pages that a forger would like to see stretched."""
    bounds: dict[str, dict[str, Any]] = {
        "little memory": {"memory_kib": 8},
        "a little too little memory": {"memory_kib": 19_455},
        "all memory": {"memory_kib": 2**31},
        "a little too much memory": {"memory_kib": 1_048_577},
        "no passes": {"passes": 0},
        "very many passes": {"passes": 2**31},
        "no lanes": {"lanes": 0},
        "nine lanes": {"lanes": 9},
        "less than nothing": {"passes": -1},
        "a short salt": {"salt": text(bytes(15))},
        "no salt": {"salt": ""},
    }
    for name, change in bounds.items():
        wrap = page["passphrase"]
        forged = wrap | {"stretching": wrap["stretching"] | change}
        written = signed(page | {"passphrase": forged})
        yield refused(f"bounds: {name}", "damaged", page=written, **BY_PASSPHRASE)


def pages_with_a_valid_mac(page: Page) -> Vectors:
    """Give what only somebody with the vault key could write, and nobody does."""
    passkeys = {"passkeys": [passkey_of()]}
    forms: dict[str, dict[str, Any]] = {
        "of form 0": {"format": 0},
        "of form 2 without passkeys": {"format": 2},
        "of form 3": {"format": 3},
        "of form 1 with passkeys": passkeys,
        "of form 3 with passkeys": passkeys | {"format": 3},
        "of form -1": {"format": -1},
    }
    for name, change in forms.items():
        yield refused(name, "newer", page=signed(page | change), **BY_CODE)
    yield refused("of form 3, otherwise", "newer", page='{"format":3}', **BY_CODE)
    for name, form in (("a form as text", "1"), ("no form", None), ("half", 1.5)):
        written = signed(page | {"format": form})
        yield refused(name, "damaged", page=written, **BY_CODE)
    for name, inside in {
        "no JSON": b"keys",
        "nothing": b"",
        "a list": b"[]",
        "no fields": b"{}",
        "no epoch": SECRETS | {"epochs": {}},
        "a short root": SECRETS | {"epochs": {"1": text(bytes(31))}},
        "a short box": SECRETS | {"box": text(bytes(31))},
        "a short former box": SECRETS | {"former_boxes": [text(bytes(31))]},
        "no source": {name: SECRETS[name] for name in ("epochs", "box")},
    }.items():
        written = signed(page_of(inside))
        yield refused(f"keyring: {name}", "damaged", page=written, **BY_CODE)
    other = seal(drawn("another"), canonical(SECRETS).encode(), bound("keyring", VAULT))
    spoilt = signed(page | {"keyring": text(other)})
    yield refused("keyring: under another key", "damaged", page=spoilt, **BY_CODE)
    elsewhere = seal(VAULT_KEY, canonical(SECRETS).encode(), bound("keyring", PERSON))
    spoilt = signed(page | {"keyring": text(elsewhere)})
    yield refused("keyring: of another place", "damaged", page=spoilt, **BY_CODE)
    weak = page["passphrase"]["stretching"] | {"passes": 2}
    moved = page["passphrase"] | {
        "stretching": weak,
        "commitment": text(
            hkdf(stretch(PASSPHRASE, 19_456, 2, 1, drawn("page salt", 16)), b"commit")
        ),
    }
    spoilt = signed(page | {"passphrase": moved})
    yield refused(
        "a wrap of another stretching", "damaged", page=spoilt, **BY_PASSPHRASE
    )


# --- records ----------------------------------------------------------------------

Row = tuple[int, bytes, bytes, bytes | None]
MESSAGES = (b'{"kind":"a"}', b'{"kind":"b","text":"\xc3\xa9"}', b'{"kind":"c"}', b"{}")


def chain(vault: bytes = VAULT, person: bytes = PERSON, first: int = 1) -> list[Row]:
    """Write four records, the last two under the second epoch."""
    rows: list[Row] = []
    before = b""
    for number, message in enumerate(MESSAGES):
        epoch, position = 1 + number // 2, first + number
        record = drawn(f"record {number}", 16)
        place = place_of((vault, person, record, position), epoch)
        key = mac(mac(ROOTS[epoch], b"record\x01"), place, b"\x01")
        body = seal(key, message, place, f"record {number} of {vault.hex()}")
        digest = hashlib.sha256(body).digest()
        before = mac(mac(ROOTS[epoch], b"chain\x01"), before, place, digest)
        link = struct.pack(">HH", epoch, 1) + digest + before
        rows.append((position, record, link, body))
    return rows


def place_of(at: tuple[bytes, bytes, bytes, int], epoch: int, schema: int = 1) -> bytes:
    return struct.pack(">B16s16s16sQHH", 1, *at, epoch, schema)


def records() -> Vectors:
    """Give sections 6 and 7: rows, and how each is judged."""
    rows = chain()
    yield judged("whole", rows)
    yield judged("one erased", edited(rows, 2, body=emptied), gone=[2])
    yield judged("no records", [])
    yield judged("the first two", rows[:2])
    for at in (0, 12, 100, 283):
        changed = edited(rows, 2, body=flip(at))
        yield judged(f"byte {at} of a body changed", changed, damaged=[2])
    for length in (0, 28, 283):
        cut = edited(rows, 2, body=cut_to(length))
        yield judged(f"a body cut to {length}", cut, damaged=[2])
    longer = edited(rows, 3, body=cut_to(len(rows[2][3] or b"") + 1))
    yield judged("a body longer by a byte", longer, damaged=[3])
    for name, at, both in (
        *(("epoch", 1, True), ("epoch, unknown", 0, True), ("schema", 3, True)),
        *(("digest", 4, True), ("digest", 35, True)),
    ):
        changed = edited(rows, 1, link=flip(at))
        worse = {"damaged": [1]} if both else {}
        yield judged(
            f"{name} of the first changed at {at}", changed, unlinked=[1], **worse
        )
    for at in (36, 67):
        changed = edited(rows, 2, link=flip(at))
        yield judged(f"mac changed at {at}", changed, unlinked=[2, 3])
    for length in (0, 67, 69):
        cut = edited(rows, 2, link=cut_to(length))
        yield judged(f"a link of {length}", cut, unlinked=[2, 3], damaged=[2])
    renamed = edited(rows, 3, record=flip(0))
    yield judged("an id changed", renamed, unlinked=[3], damaged=[3])
    short = edited(rows, 3, record=cut_to(15))
    yield judged("an id cut", short, unlinked=[3], damaged=[3])
    yield judged("the second taken out", [rows[0], *rows[2:]], unlinked=[3])
    yield judged("the first taken out", rows[1:], unlinked=[2])
    yield judged("all but the last taken out", rows[3:], unlinked=[4])
    yield from moved(rows)
    yield from foreign(rows)


def moved(rows: list[Row]) -> Vectors:
    one, two, three, four = rows
    swapped = [one, (2, *three[1:]), (3, *two[1:]), four]
    yield judged("two swapped", swapped, unlinked=[2, 3, 4], damaged=[2, 3])
    bodies = [one, (*two[:3], three[3]), (*three[:3], two[3]), four]
    yield judged("two bodies swapped", bodies, damaged=[2, 3])
    links = [one, (2, two[1], *three[2:]), (3, three[1], *two[2:]), four]
    name = "two swapped under their ids"
    yield judged(name, links, unlinked=[2, 3, 4], damaged=[2, 3])
    again = [*rows, (5, *four[1:])]
    yield judged("the last once more", again, unlinked=[5], damaged=[5])
    later = [*rows[:3], (5, *four[1:])]
    yield judged("a place left out", later, unlinked=[5], damaged=[5])
    nought = [(0, *one[1:]), *rows[1:]]
    yield judged("a place before the first", nought, unlinked=[0, 2], damaged=[0])
    below = [(-1, *one[1:]), *rows[1:]]
    yield judged("a place below nought", below, unlinked=[-1, 2], damaged=[-1])


def foreign(rows: list[Row]) -> Vectors:
    everywhere = [1, 2, 3, 4]
    strange = {"unlinked": everywhere, "damaged": everywhere}
    yield judged("of another vault", chain(vault=drawn("another", 16)), **strange)
    yield judged("of another person", chain(person=drawn("another", 16)), **strange)
    yield judged("vault and person swapped", chain(PERSON, VAULT), **strange)
    third = chain(vault=drawn("another", 16))[2]
    put_in = [*rows[:2], third, rows[3]]
    yield judged("one of another vault", put_in, unlinked=[3, 4], damaged=[3])
    tail = chain(first=2)
    yield judged("begun one too late", tail, unlinked=[2])
    spoilt = edited(rows, 4, body=emptied)
    yield judged("the last emptied", spoilt, gone=[4])
    yield judged("its chain begun anew", [*rows[:2], *restarted()], unlinked=[3])
    yield judged("padded otherwise", [padded_otherwise()], damaged=[1])


def restarted() -> list[Row]:
    """Write the third and fourth as if nothing stood before the third."""
    third, fourth = chain()[2:]
    place = place_of((VAULT, PERSON, third[1], 3), 2)
    key = mac(ROOTS[2], b"chain\x01")
    stated = mac(key, place, third[2][4:36])
    after = mac(
        key, stated, place_of((VAULT, PERSON, fourth[1], 4), 2), fourth[2][4:36]
    )
    return [
        (3, third[1], third[2][:36] + stated, third[3]),
        (4, fourth[1], fourth[2][:36] + after, fourth[3]),
    ]


def padded_otherwise() -> Row:
    """Write a first record whose padding holds something."""
    record = drawn("record 0", 16)
    place = place_of((VAULT, PERSON, record, 1), 1)
    key = mac(mac(ROOTS[1], b"record\x01"), place, b"\x01")
    body = seal_raw(key, flipped(padded(b"{}"), 200), place)
    digest = hashlib.sha256(body).digest()
    stated = mac(mac(ROOTS[1], b"chain\x01"), place, digest)
    return 1, record, struct.pack(">HH", 1, 1) + digest + stated, body


Change = Callable[[bytes], bytes]


def flip(at: int) -> Change:
    return lambda content: flipped(content, at)


def cut_to(length: int) -> Change:
    return lambda content: (content + b"\0")[:length]


def emptied(_: bytes) -> None:
    return None


def edited(
    rows: list[Row],
    at: int,
    *,
    record: Change = bytes,
    link: Change = bytes,
    body: Callable[[bytes], bytes | None] = bytes,
) -> list[Row]:
    """Change parts of one row."""
    position, name, linked, sealed = rows[at - 1]
    changed = (position, record(name), link(linked), body(sealed or b""))
    return [*rows[: at - 1], changed, *rows[at:]]


def judged(
    name: str,
    rows: list[Row],
    *,
    unlinked: list[int] | None = None,
    damaged: list[int] | None = None,
    gone: list[int] | None = None,
) -> dict[str, Any]:
    """Write rows down, with what opens, what does not, and what does not follow."""
    shut = {*(damaged or ()), *(gone or ())}
    original = {
        record: message
        for (_, record, _, _), message in zip(chain(), MESSAGES, strict=True)
    }
    told = [original[record].decode() for at, record, _, _ in rows if at not in shut]
    return opens(
        name,
        {"messages": told, "unlinked": unlinked or [], "damaged": damaged or []},
        vault=VAULT,
        person=PERSON,
        epochs=told_roots(),
        rows=rows,
    )


# --- parcels ----------------------------------------------------------------------

GIVING = {"signing": drawn("giving signs"), "sealing": drawn("giving sealed to")}
TAKING = {"signing": drawn("taking signs"), "sealing": drawn("taking sealed to")}
STRANGER = {"signing": drawn("stranger signs"), "sealing": drawn("stranger sealed to")}
PAIR, ROOM = drawn("pair", 16), drawn("room")


def publics(keys: dict[str, bytes]) -> bytes:
    return signing_public(keys["signing"]) + public_of(keys["sealing"])


def way(label: str, sender: bytes, receiver: bytes, pair: bytes = PAIR) -> bytes:
    return bound(label) + b"\0" + pair + sender + receiver


def parcel_of(
    inside: bytes, sender: dict[str, bytes] = GIVING, **change: bytes
) -> bytes:
    """Make a parcel from one side for the other."""
    ends = (publics(sender), publics(TAKING))
    pair, room = change.get("pair", PAIR), change.get("room", ROOM)
    key = box(publics(TAKING)[32:], ROOM, way("room", *ends, pair), "room")
    body = seal(room, inside, way("parcel", *ends, pair), "parcel")
    written = change.get("opening", b"\x01\x03") + key + body
    return written + sign(sender["signing"], way("signed", *ends, pair) + written)


def parcels() -> Vectors:
    """Give section 12: parcels, and invitations whose keys must not be taken."""
    words = b'{"id":"00","sort":"text","title":"","text":"words"}'
    ends: dict[str, Any] = {
        "pair": PAIR,
        "sender": publics(GIVING),
        "receiver": publics(TAKING),
        "sealing": TAKING["sealing"],
        "signing": TAKING["signing"],
    }
    parcel = parcel_of(padded(words, 4096))
    yield opens("a parcel", {"message": words}, **ends, parcel=parcel)
    stranger = {name: STRANGER[name] for name in ("sealing", "signing")}
    changes: dict[str, dict[str, Any]] = {
        "to somebody else": stranger,
        "by somebody else": {"sender": publics(STRANGER)},
        "in another bond": {"pair": drawn("another", 16)},
        "the other way": {"sender": publics(TAKING), "receiver": publics(GIVING)},
    }
    for name, change in changes.items():
        yield refused(name, "shut", **(ends | change), parcel=parcel)
    for at in (
        0,
        1,
        2,
        40,
        317,
        400,
        len(parcel) - 65,
        len(parcel) - 64,
        len(parcel) - 1,
    ):
        yield refused(f"byte {at} changed", "shut", **ends, parcel=flipped(parcel, at))
    for length in (0, 2, 65, 318, len(parcel) - 1):
        yield refused(f"cut to {length}", "shut", **ends, parcel=parcel[:length])
    for name, wrong in {
        "of another form": parcel_of(padded(words, 4096), opening=b"\x02\x03"),
        "of another sort": parcel_of(padded(words, 4096), opening=b"\x01\x02"),
        "under another room": parcel_of(padded(words, 4096), room=drawn("old room")),
        "signed by a stranger": parcel_of(padded(words, 4096), STRANGER),
        "padded to 256": parcel_of(padded(words)),
        "padded with more than zeros": parcel_of(flipped(padded(words, 4096), 4095)),
        "a step too many": parcel_of(padded(words, 4096) + bytes(4096)),
        "not padded": parcel_of(words),
        "no words at all": parcel_of(b""),
    }.items():
        yield refused(name, "shut", **ends, parcel=wrong)


def invitations() -> Vectors:
    """Give invitations; one whose key fits every signature or secret is refused."""
    public = publics(GIVING)
    written = b"\x01\x01" + PAIR + public + b"{}"
    context = bound("invitation") + b"\0"
    code = written + sign(GIVING["signing"], context + written)
    told = {"pair": PAIR, "public": public, "message": b"{}"}
    yield opens("an invitation", told, code=code)
    for at in (0, 1, 2, 18, 50, 82, 84, len(code) - 1):
        yield refused(f"byte {at} changed", "shut", code=flipped(code, at))
    for length in (0, 2, 18, 82, 146, len(code) - 1):
        yield refused(f"cut to {length}", "shut", code=code[:length])
    yield refused(
        "signed elsewhere", "shut", code=written + sign(GIVING["signing"], written)
    )
    for name, point in FEW.items():
        key = public[:32] + point.to_bytes(32, "little")
        weak = b"\x01\x01" + PAIR + key + b"{}"
        forged = weak + sign(GIVING["signing"], context + weak)
        yield refused(f"sealed to {name}", "shut", code=forged)
    for name, height in HEIGHTS.items():
        for spare in (0, 1):
            key = (height | spare << 255).to_bytes(32, "little") + public[32:]
            weak = b"\x01\x01" + PAIR + key + b"{}"
            told_name = f"signed with {name}" + ", with the spare bit" * spare
            yield refused(told_name, "shut", code=weak + ONE_FOR_ALL)


#: Heights of points whose multiples are few, and a signature that fits some of them.
HEIGHTS = {
    "the neutral point": 1,
    "the neutral point, not reduced": 2**255 - 18,
    "a point of order two": 2**255 - 20,
    "a point of order four": 0,
    "a point of order four, not reduced": 2**255 - 19,
    "a point of order eight": int(
        "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16
    ),
    "the other of order eight": int(
        "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16
    ),
}
ONE_FOR_ALL = (1).to_bytes(32, "little") + bytes(32)
