import hashlib
import hmac
from collections.abc import Callable
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from moorings.vault.chain import Link, bound
from moorings.vault.errors import CannotOpenError
from moorings.vault.keyring import Keyring, Secrets, seal_for_box

VAULT, PERSON = b"v" * 16, b"p" * 16
KNOWN = Secrets(epochs={1: b"1" * 32, 2: b"2" * 32}, box=b"b" * 32, source=b"s" * 32)
KEYRING = Keyring(VAULT, PERSON, KNOWN)


class Row(NamedTuple):
    """A sealed record as storage hands it over."""

    position: int
    id: bytes
    link: bytes
    body: bytes | None


Seen = list[tuple[bytes | None, bool]]


def name(number: int) -> bytes:
    return number.to_bytes(16, "big")


def chain(keyring: Keyring, *messages: bytes) -> list[Row]:
    rows: list[Row] = []
    for position, message in enumerate(messages, start=1):
        before = rows[-1].link if rows else b""
        record = name(position)
        body, link = keyring.seal_record(record, position, before, message)
        rows.append(Row(position, record, link, body))
    return rows


def seen(rows: list[Row], keyring: Keyring = KEYRING) -> Seen:
    return [(each.message, each.follows) for each in keyring.open_chain(rows)]


ROWS = chain(KEYRING, b"one", b"two", b"three", b"four")
SOUND: Seen = [(b"one", True), (b"two", True), (b"three", True), (b"four", True)]


def mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def test_a_chain_as_it_was_written_opens_whole() -> None:
    assert seen(ROWS) == SOUND


def test_every_row_is_handed_back_with_what_was_found_in_it() -> None:
    rows = [ROWS[0], ROWS[1]._replace(body=None), ROWS[2]._replace(body=b"damaged")]
    assert [opened.row for opened in KEYRING.open_chain(rows)] == rows


def test_a_record_is_sealed_as_the_specification_says() -> None:
    place = bound(VAULT, PERSON, name(2), 2, 2, 1)
    record_root = mac(KNOWN.epochs[2], b"record\x01")
    key = mac(record_root, place + b"\x01")
    body = ROWS[1].body or b""
    assert AESGCM(key).decrypt(body[:12], body[12:], place)[:7] == b"\0\0\0\3two"


def test_a_link_is_chained_as_the_specification_says() -> None:
    place = bound(VAULT, PERSON, name(2), 2, 2, 1)
    digest = hashlib.sha256(ROWS[1].body or b"").digest()
    key = mac(KNOWN.epochs[2], b"chain\x01")
    before = Link.unpack(ROWS[0].link).mac
    assert Link.unpack(ROWS[1].link) == (
        2,
        1,
        digest,
        mac(key, before + place + digest),
    )


def test_an_erased_record_keeps_its_link_and_the_chain_holds() -> None:
    rows = [ROWS[0], ROWS[1]._replace(body=None), *ROWS[2:]]
    assert seen(rows) == [SOUND[0], (None, True), *SOUND[2:]]


def test_the_same_words_never_look_the_same_twice() -> None:
    bodies = {row.body for row in chain(KEYRING, b"same", b"same", b"same")}
    assert len(bodies) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row._replace(position=3),
        lambda row: row._replace(position=0),
        lambda row: row._replace(position=-1),
        lambda row: row._replace(id=name(9)),
        lambda row: row._replace(id=row.id + b"\x00"),
        lambda row: row._replace(id=row.id[:-1]),
        lambda row: row._replace(link=relinked(row, epoch=1)),
        lambda row: row._replace(link=relinked(row, epoch=3)),
        lambda row: row._replace(link=relinked(row, schema=2)),
        lambda row: row._replace(link=b""),
        lambda row: row._replace(link=row.link + b"\x00"),
    ],
    ids=[
        "position",
        "position nought",
        "position below",
        "id",
        "id longer",
        "id shorter",
        "epoch",
        "unknown epoch",
        "schema",
        "no link",
        "link longer",
    ],
)
def test_a_record_moved_anywhere_else_does_not_open_and_is_noticed(
    change: Callable[[Row], Row],
) -> None:
    rows = [ROWS[0], change(ROWS[1]), *ROWS[2:]]
    opened = seen(rows)
    assert opened[1] == (None, False)
    assert [message for message, _ in opened] == [b"one", None, b"three", b"four"]


def relinked(row: Row, epoch: int = 2, schema: int = 1) -> bytes:
    return Link.unpack(row.link)._replace(epoch=epoch, schema=schema).pack()


def test_a_link_with_another_mac_or_digest_is_noticed() -> None:
    link = Link.unpack(ROWS[1].link)
    for changed in (link._replace(mac=bytes(32)), link._replace(digest=bytes(32))):
        opened = seen([ROWS[0], ROWS[1]._replace(link=changed.pack()), *ROWS[2:]])
        assert opened[1][1] is False


@pytest.mark.parametrize("vault", [True, False], ids=["vault", "person"])
def test_a_record_does_not_open_for_another_vault_or_person(*, vault: bool) -> None:
    other = Keyring(
        b"x" * 16 if vault else VAULT, PERSON if vault else b"x" * 16, KNOWN
    )
    assert seen(ROWS, other) == [(None, False)] * 4


def test_bodies_swapped_between_two_places_do_not_open() -> None:
    one, two = ROWS[0]._replace(body=ROWS[1].body), ROWS[1]._replace(body=ROWS[0].body)
    assert seen([one, two, *ROWS[2:]]) == [(None, True), (None, True), *SOUND[2:]]


def test_a_body_of_another_vault_does_not_open() -> None:
    foreign = chain(Keyring(b"x" * 16, PERSON, KNOWN), b"one", b"two")
    rows = [ROWS[0], ROWS[1]._replace(body=foreign[1].body)]
    assert seen(rows) == [SOUND[0], (None, True)]


def test_a_body_exchanged_together_with_its_digest_is_noticed() -> None:
    body = b"anything"
    link = Link.unpack(ROWS[1].link)._replace(digest=hashlib.sha256(body).digest())
    forged = ROWS[1]._replace(body=body, link=link.pack())
    assert seen([ROWS[0], forged, *ROWS[2:]])[1] == (None, False)


@pytest.mark.parametrize(
    ("rows", "unlinked"),
    [
        ([ROWS[0], ROWS[2], ROWS[3]], [1]),
        ([ROWS[1], ROWS[2], ROWS[3]], [0]),
        ([ROWS[0], ROWS[1], ROWS[1], ROWS[2], ROWS[3]], [2]),
        ([ROWS[0], ROWS[2], ROWS[1], ROWS[3]], [1, 2, 3]),
    ],
    ids=["taken out", "first taken out", "doubled", "swapped"],
)
def test_a_chain_with_a_row_too_few_or_too_many_is_noticed_there(
    rows: list[Row], unlinked: list[int]
) -> None:
    assert [n for n, (_, follows) in enumerate(seen(rows)) if not follows] == unlinked


def test_a_damaged_row_hides_none_of_those_after_it() -> None:
    rows = [Row(1, b"", b"", b"damaged"), *ROWS[1:]]
    opened = seen(rows)
    assert opened[0] == (None, False)
    assert [message for message, _ in opened[1:]] == [b"two", b"three", b"four"]


@given(
    st.lists(
        st.tuples(
            st.integers(-(2**63), 2**63 - 1),
            st.binary(max_size=20),
            st.binary(max_size=70),
            st.none() | st.binary(max_size=40),
        ),
        max_size=4,
    )
)
def test_rows_of_any_bytes_are_noticed_and_break_nothing(
    rows: list[tuple[int, bytes, bytes, bytes | None]],
) -> None:
    for opened in KEYRING.open_chain(rows):
        assert (opened.message, opened.follows) == (None, False)


def test_an_item_opens_under_its_own_use_and_id_alone() -> None:
    sealed = KEYRING.seal_item(b"drafts", name(1), b"words")
    assert KEYRING.open_item(b"drafts", name(1), sealed) == b"words"
    for label, item in ((b"blobs", name(1)), (b"drafts", name(2))):
        with pytest.raises(CannotOpenError):
            KEYRING.open_item(label, item, sealed)


@pytest.mark.parametrize(
    "sealed", [b"", b"\x00", b"\x00\x02", b"\x00\x09" + bytes(300)]
)
def test_what_is_no_item_does_not_open(sealed: bytes) -> None:
    with pytest.raises(CannotOpenError):
        KEYRING.open_item(b"drafts", name(1), sealed)


def test_an_item_says_under_which_epoch_it_was_sealed_and_cannot_be_moved() -> None:
    sealed = KEYRING.seal_item(b"drafts", name(1), b"words")
    assert sealed[:2] == b"\x00\x02"
    with pytest.raises(CannotOpenError):
        KEYRING.open_item(b"drafts", name(1), b"\x00\x01" + sealed[2:])


def test_an_item_of_another_vault_or_person_does_not_open() -> None:
    sealed = KEYRING.seal_item(b"drafts", name(1), b"words")
    for other in (Keyring(b"x" * 16, PERSON, KNOWN), Keyring(VAULT, b"x" * 16, KNOWN)):
        with pytest.raises(CannotOpenError):
            other.open_item(b"drafts", name(1), sealed)


def test_a_boxed_item_opens_in_its_own_vault_under_its_own_id_alone() -> None:
    sealed = seal_for_box(KEYRING.box_public, VAULT, name(1), b"words")
    assert KEYRING.open_boxed(name(1), sealed) == b"words"
    with pytest.raises(CannotOpenError):
        KEYRING.open_boxed(name(2), sealed)
    with pytest.raises(CannotOpenError):
        Keyring(b"x" * 16, PERSON, KNOWN).open_boxed(name(1), sealed)


def test_a_boxed_item_does_not_open_with_another_vault_s_key() -> None:
    other = Keyring(VAULT, PERSON, Secrets.new())
    sealed = seal_for_box(other.box_public, VAULT, name(1), b"words")
    with pytest.raises(CannotOpenError):
        KEYRING.open_boxed(name(1), sealed)


def test_a_fingerprint_is_the_same_again_in_this_vault_and_in_no_other() -> None:
    other = Keyring(VAULT, PERSON, Secrets.new())
    assert KEYRING.fingerprint("jrnl", "7") == KEYRING.fingerprint("jrnl", "7")
    assert KEYRING.fingerprint("jrnl", "7") != other.fingerprint("jrnl", "7")


def test_the_parts_of_a_fingerprint_do_not_run_together() -> None:
    assert KEYRING.fingerprint("ab", "c") != KEYRING.fingerprint("a", "bc")
    assert KEYRING.fingerprint("ab", "") != KEYRING.fingerprint("ab")


def test_a_fingerprint_is_made_as_the_specification_says() -> None:
    message = b"\0\0\0\x04jrnl" + b"\0\0\0\x017"
    assert KEYRING.fingerprint("jrnl", "7") == mac(KNOWN.source, message).hex()


def test_nothing_opens_at_a_place_before_the_first() -> None:
    body, link = KEYRING.seal_record(name(1), 0, b"", b"words")
    assert seen([Row(0, name(1), link, body)]) == [(None, False)]


def test_a_new_epoch_keeps_the_old_roots_and_adds_one() -> None:
    newer = KNOWN.renewed()
    assert set(newer.epochs) == {1, 2, 3}
    assert {epoch: newer.epochs[epoch] for epoch in (1, 2)} == KNOWN.epochs
    assert newer.epochs[3] not in KNOWN.epochs.values()


def test_new_secrets_are_never_the_same() -> None:
    one, other = Secrets.new(), Secrets.new()
    assert {one.box, one.source, one.epochs[1]}.isdisjoint(
        {other.box, other.source, other.epochs[1]}
    )
