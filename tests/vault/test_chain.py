from moorings.vault.chain import Link, bound


def test_a_link_read_back_is_the_link_that_was_written() -> None:
    link = Link(3, 1, bytes(range(32)), bytes(reversed(range(32))))
    assert Link.unpack(link.pack()) == link
    assert len(link.pack()) == 68


def test_bytes_of_another_length_give_a_link_that_follows_nothing() -> None:
    for written in (b"", bytes(67), bytes(69)):
        assert Link.unpack(written) == Link(0, 0, b"", b"")


def test_a_place_is_written_as_its_parts_side_by_side() -> None:
    vault, person, record = b"v" * 16, b"p" * 16, b"r" * 16
    written = bound(vault, person, record, 258, 2, 1)
    position, epoch, schema = b"\0\0\0\0\0\0\1\2", b"\0\2", b"\0\1"
    assert written == b"\1" + vault + person + record + position + epoch + schema
