"""Q12: what was sealed opens in its own place alone, whoever moves it, and whither."""

from collections.abc import Iterator
from random import Random
from typing import Final, NamedTuple

import pytest

from moorings.vault.chain import Link, Opened, bound
from moorings.vault.derivation import expand
from moorings.vault.errors import CannotOpenError
from moorings.vault.keyring import Keyring, Secrets
from moorings.vault.sealing import seal, unseal

KNOWN: Final = Secrets.new().renewed()
KEY: Final = b"k" * 32
SWAPS, LENGTH = 10_000, 4
#: What a seal is bound to, field by field: the length of each in bytes.
FIELDS: Final = {
    "format": 1,
    "vault": 16,
    "person": 16,
    "record": 16,
    "position": 8,
    "epoch": 2,
    "schema": 2,
}
PLACE: Final = bound(b"v" * 16, b"p" * 16, b"r" * 16, 7, 2, 1)


class Row(NamedTuple):
    """A sealed record as storage hands it over."""

    position: int
    id: bytes
    link: bytes
    body: bytes | None


def bits_of(field: str) -> Iterator[int]:
    """Name every bit of a field by where it lies in the whole."""
    names = list(FIELDS)
    before = sum(FIELDS[name] for name in names[: names.index(field)])
    yield from range(before * 8, (before + FIELDS[field]) * 8)


@pytest.mark.parametrize("field", FIELDS)
def test_q12_a_seal_opens_nowhere_else_by_a_single_bit_even_with_its_own_key(
    field: str,
) -> None:
    assert len(PLACE) == sum(FIELDS.values())
    sealed = seal(KEY, b"words", PLACE)
    assert unseal(KEY, sealed, PLACE) == b"words"
    for bit in bits_of(field):
        elsewhere = bytearray(PLACE)
        elsewhere[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CannotOpenError):
            unseal(KEY, sealed, bytes(elsewhere))


@pytest.mark.parametrize("field", FIELDS)
def test_q12_a_record_read_as_one_of_another_place_does_not_open(field: str) -> None:
    """As above, where the key follows the place as it does in a notebook."""
    keyring, chance = Keyring(b"v" * 16, b"p" * 16, KNOWN), Random(field)  # noqa: S311
    (row,) = written(keyring, 1)
    assert [each.message for each in keyring.open_chain([row])] == [b"words 1"]
    for _ in range(50):
        other, moved = keyring, row
        link = Link.unpack(row.link)
        match field:
            case "format":
                moved = row._replace(body=as_of_format(keyring, row, chance))
            case "vault":
                other = Keyring(chance.randbytes(16), keyring.person, KNOWN)
            case "person":
                other = Keyring(keyring.vault, chance.randbytes(16), KNOWN)
            case "record":
                moved = row._replace(id=chance.randbytes(16))
            case "position":
                moved = row._replace(position=chance.randrange(2, 2**62))
            case "epoch":
                moved = row._replace(link=link._replace(epoch=1).pack())
            case _:
                schema = chance.randrange(2, 2**16)
                moved = row._replace(link=link._replace(schema=schema).pack())
        (seen,) = other.open_chain([moved])
        assert (seen.message, is_told(seen)) == (None, True)


def as_of_format(keyring: Keyring, row: Row, chance: Random) -> bytes:
    """Seal the same words as another form would, under the form's own first byte."""
    place = bound(keyring.vault, keyring.person, row.id, row.position, 2, 1)
    other = bytes([chance.randrange(2, 256)]) + place[1:]
    return seal(expand(keyring._record[2], place), b"words 1", other)


def is_told(seen: Opened[Row]) -> bool:
    """Say whether somebody learns that this row is not as it was written."""
    return seen.message is None or not seen.follows


def written(keyring: Keyring, count: int) -> list[Row]:
    rows: list[Row] = []
    for position in range(1, count + 1):
        before, record = rows[-1].link if rows else b"", bytes([position]) * 16
        words = b"words %d" % position
        body, link = keyring.seal_record(record, position, before, words)
        rows.append(Row(position, record, link, body))
    return rows


#: What is exchanged between two places, each with all that goes with it or without.
PARTS: Final = (("body",), ("link",), ("id",), ("body", "link"), ("id", "body", "link"))


@pytest.mark.uncounted
def test_q12_of_ten_thousand_swaps_every_one_is_noticed() -> None:
    """Swap within a notebook, between two, and between two people.

    All of them have the very same keys, so that nothing but the binding keeps them
    apart, and each record bears the id that stands at its place in the others as well.
    """
    chance = Random(2026)  # noqa: S311 - repeatable on purpose
    keyrings = [
        Keyring(vault * 16, person * 16, KNOWN)
        for vault, person in ((b"v", b"p"), (b"w", b"p"), (b"v", b"q"))
    ]
    chains = [written(keyring, LENGTH) for keyring in keyrings]
    places = [(of, at) for of in range(len(chains)) for at in range(LENGTH)]
    noticed = 0
    for _ in range(SWAPS):
        (of, at), (to, there) = chance.sample(places, 2)
        parts = chance.choice(PARTS[:2] + PARTS[3:] if at == there else PARTS)
        changed = [list(rows) for rows in chains]
        one, other = chains[of][at], chains[to][there]
        changed[of][at] = one._replace(**{name: getattr(other, name) for name in parts})
        changed[to][there] = other._replace(**{n: getattr(one, n) for n in parts})
        opened = [
            list(ring.open_chain(rows))
            for ring, rows in zip(keyrings, changed, strict=True)
        ]
        touched = (opened[of][at], opened[to][there])
        noticed += all(map(is_told, touched))
        # Words stand where they were written, or nowhere.
        for rows in opened:
            for place, each in enumerate(rows, start=1):
                assert each.message in {None, b"words %d" % place}
        if "body" in parts:
            assert [each.message for each in touched] == [None, None]
    assert noticed == SWAPS
