import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.vault import sealed_room
from moorings.vault.derivation import MIB, Stretching
from moorings.vault.sealed_room import (
    MOST_SALTS,
    Door,
    Item,
    door_under,
    find_doors,
    new_door,
    open_in_room,
    salts_of,
    seal_in_room,
    stretched,
)

SALT = b"s" * 16
KEY, OTHER = b"k" * 32, b"o" * 32


def name(number: int) -> bytes:
    return number.to_bytes(16, "big")


@pytest.fixture
def room() -> tuple[Door, list[Item]]:
    """A room with its door and two messages."""
    door, sealed = new_door(name(1), KEY, SALT)
    items = [Item(name(1), sealed)]
    for number, message in ((2, b"one"), (3, b"two")):
        items.append(Item(name(number), seal_in_room(door, name(number), message)))
    return door, items


def test_a_passphrase_finds_its_room_and_all_that_stands_in_it(
    room: tuple[Door, list[Item]],
) -> None:
    door, items = room
    assert find_doors(KEY, SALT, items) == [door]
    assert list(open_in_room(door, items)) == [(name(2), b"one"), (name(3), b"two")]


def test_another_passphrase_finds_nothing(room: tuple[Door, list[Item]]) -> None:
    _, items = room
    assert find_doors(OTHER, SALT, items) == []
    assert find_doors(KEY, b"t" * 16, items) == []
    assert find_doors(KEY, SALT, []) == []


def test_two_rooms_see_nothing_of_one_another(room: tuple[Door, list[Item]]) -> None:
    door, items = room
    second, sealed = new_door(name(9), OTHER, SALT)
    items = [*items, Item(name(9), sealed)]
    items.append(Item(name(10), seal_in_room(second, name(10), b"three")))
    assert find_doors(OTHER, SALT, items) == [second]
    assert list(open_in_room(second, items)) == [(name(10), b"three")]
    assert len(list(open_in_room(door, items))) == 2


def test_another_passphrase_leads_to_the_same_room(
    room: tuple[Door, list[Item]],
) -> None:
    door, items = room
    moved = door._replace(id=name(20))
    rest = [item for item in items if item.id != door.id]
    changed = [*rest, Item(name(20), door_under(OTHER, moved))]
    assert find_doors(OTHER, SALT, changed) == [moved]
    assert find_doors(KEY, SALT, changed) == []


def test_a_door_and_a_short_page_look_alike(room: tuple[Door, list[Item]]) -> None:
    _, items = room
    assert len({len(item.sealed) for item in items}) == 1
    assert {item.sealed[:17] for item in items} == {b"\x01" + SALT}
    assert len({item.sealed[17:49] for item in items}) == len(items)


def opens(door: Door, item: Item) -> bool:
    """Say whether an item is the door, or stands in the room behind it."""
    return bool(find_doors(KEY, SALT, [item])) or any(open_in_room(door, [item]))


@given(data=st.data())
def test_no_changed_byte_opens(data: st.DataObject) -> None:
    door, sealed = new_door(name(1), KEY, SALT)
    page = Item(name(2), seal_in_room(door, name(2), b"one"))
    for item in (Item(name(1), sealed), page):
        at = data.draw(st.integers(0, len(item.sealed) - 1))
        changed = bytearray(item.sealed)
        changed[at] ^= 1 << data.draw(st.integers(0, 7))
        assert opens(door, item)
        assert not opens(door, Item(item.id, bytes(changed)))
        assert not opens(door, Item(item.id, item.sealed[:at]))
        assert not opens(door, Item(name(7), item.sealed))


@given(st.binary(max_size=400))
def test_whatever_bytes_stand_there_open_nothing_and_break_nothing(
    sealed: bytes,
) -> None:
    door, _ = new_door(name(1), KEY, SALT)
    items = [Item(name(2), sealed)]
    assert find_doors(KEY, sealed[1:17], items) == []
    assert list(open_in_room(door, items)) == []
    assert salts_of(items)


def test_rooms_share_a_salt_and_the_commonest_comes_first() -> None:
    assert [len(salt) for salt in salts_of([])] == [16]
    assert salts_of([]) != salts_of([])
    items = []
    for number in range(MOST_SALTS + 2):
        door = Door(name(1), name(number), secrets.token_bytes(32))
        for copy in range(number + 1):
            item = name(100 * number + copy)
            items.append(Item(item, seal_in_room(door, item, b"x")))
    wanted = [name(MOST_SALTS + 1 - n) for n in range(MOST_SALTS)]
    assert salts_of(items) == wanted


@pytest.mark.parametrize(
    "sealed",
    [b"\x02" + SALT + bytes(300), b"\x01" + SALT, b"\x01" + SALT + bytes(32)],
    ids=["of another form", "a salt alone", "nothing behind its tag"],
)
def test_what_cannot_stand_in_a_room_brings_no_salt(sealed: bytes) -> None:
    assert SALT not in salts_of([Item(name(1), sealed)])
    assert salts_of([Item(name(1), b"\x01" + SALT + bytes(33))]) == [SALT]


def test_the_passphrase_of_a_room_is_stretched_as_form_1_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, Stretching]] = []

    def stretch(passphrase: str, stretching: Stretching) -> bytes:
        asked.append((passphrase, stretching))
        return KEY

    monkeypatch.setattr(sealed_room, "stretch", stretch)
    assert stretched("of the room", SALT) == KEY
    assert asked == [("of the room", Stretching(64 * MIB, 3, 1, SALT))]


def test_a_door_shows_no_key(room: tuple[Door, list[Item]]) -> None:
    door, _ = room
    assert repr(door) == f"Door({name(1).hex()})"
