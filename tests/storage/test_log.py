"""What holds for every log, in a file or in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from moorings.storage.log import Failures, Head, Log, NotKeptError, Row
from moorings.storage.memory import MemoryLog
from moorings.storage.sqlite import SqliteLog

ME, OTHER = b"m" * 16, b"o" * 16


@pytest.fixture(params=["in a file", "in memory"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    if request.param == "in memory":
        yield MemoryLog()
        return
    SqliteLog.create(tmp_path / "vault")
    kept = SqliteLog(tmp_path / "vault")
    yield kept
    kept.close()


def name(number: int) -> bytes:
    return number.to_bytes(16, "big")


def seal(message: bytes) -> Callable[[int, bytes], tuple[bytes, bytes]]:
    """Stand in for a seal: body and link tell what storage handed in."""
    return lambda position, before: (message, b"%d after %s" % (position, before[:1]))


def append(log: Log, *messages: bytes, owner: bytes = ME) -> list[Row]:
    with log.writing(owner) as writing:
        return [writing.append(name(n), seal(m)) for n, m in enumerate(messages)]


def test_an_empty_log_ends_before_its_first_place(log: Log) -> None:
    assert log.head(ME) == Head(0, b"")
    assert list(log.read(ME)) == []
    assert log.header(ME) is None


def test_records_are_read_in_the_order_in_which_they_were_kept(log: Log) -> None:
    rows = append(log, b"one", b"two")
    assert rows == [
        Row(1, name(0), b"1 after ", b"one"),
        Row(2, name(1), b"2 after 1", b"two"),
    ]
    assert list(log.read(ME)) == rows
    assert log.head(ME) == Head(2, b"2 after 1")


def test_a_later_transaction_goes_on_where_the_one_before_ended(log: Log) -> None:
    append(log, b"one")
    with log.writing(ME) as writing:
        row = writing.append(name(7), seal(b"two"))
    assert row == Row(2, name(7), b"2 after 1", b"two")


def test_a_transaction_that_fails_keeps_nothing_of_itself(log: Log) -> None:
    append(log, b"one")
    before = list(log.read(ME))
    with pytest.raises(ZeroDivisionError):  # noqa: SIM117, PT012
        with log.writing(ME) as writing:
            writing.append(name(9), seal(b"two"))
            writing.put_header(b"header")
            writing.put("drafts", name(1), b"draft")
            writing.destroy([name(0)])
            raise ZeroDivisionError
    assert list(log.read(ME)) == before
    assert log.header(ME) is None
    assert log.shelf(ME, "drafts") == []
    assert log.head(ME) == Head(1, b"1 after ")


def test_what_stood_before_a_transaction_that_failed_stands_after_it(log: Log) -> None:
    with log.writing(ME) as writing:
        writing.put_header(b"the first page")
    log.put_failures(ME, "passphrase", Failures(3, 7.0))
    append(log, b"one")
    with pytest.raises(NotKeptError, match=r"\(Constraint\)"):
        append(log, b"one again")
    assert log.header(ME) == b"the first page"
    assert log.failures(ME, "passphrase") == Failures(3, 7.0)


def test_a_seal_that_fails_keeps_nothing(log: Log) -> None:
    def fail(_: int, __: bytes) -> tuple[bytes, bytes]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), log.writing(ME) as writing:
        writing.append(name(1), fail)
    assert list(log.read(ME)) == []


def test_the_same_id_is_not_kept_twice_and_what_was_kept_stays(log: Log) -> None:
    append(log, b"one")
    with pytest.raises(NotKeptError):  # noqa: SIM117, PT012
        with log.writing(ME) as writing:
            writing.append(name(5), seal(b"two"))
            writing.append(name(0), seal(b"again"))
    assert [row.body for row in log.read(ME)] == [b"one"]
    with log.writing(ME) as writing:
        assert writing.append(name(5), seal(b"two")).position == 2


def test_destroyed_records_keep_their_place_and_link(log: Log) -> None:
    rows = append(log, b"one", b"two", b"three")
    with log.writing(ME) as writing:
        writing.destroy(iter([name(1), name(99)]))
    assert list(log.read(ME)) == [rows[0], rows[1]._replace(body=None), rows[2]]
    assert log.head(ME) == Head(3, rows[2].link)


def test_an_id_stays_taken_after_its_record_was_destroyed(log: Log) -> None:
    append(log, b"one")
    with log.writing(ME) as writing:
        writing.destroy([name(0)])
    with pytest.raises(NotKeptError), log.writing(ME) as writing:
        writing.append(name(0), seal(b"again"))


def test_the_first_page_can_be_replaced_and_leaves_the_end_alone(log: Log) -> None:
    append(log, b"one")
    for header in (b"first", b"second"):
        with log.writing(ME) as writing:
            writing.put_header(header)
        assert log.header(ME) == header
    assert log.head(ME) == Head(1, b"1 after ")


def test_a_first_page_and_records_come_in_one_transaction(log: Log) -> None:
    with log.writing(ME) as writing:
        writing.put_header(b"header")
        writing.append(name(1), seal(b"one"))
    assert log.header(ME) == b"header"
    assert log.head(ME).position == 1


def test_no_owner_sees_or_touches_what_is_another_s(log: Log) -> None:
    append(log, b"mine")
    append(log, b"theirs", owner=OTHER)
    with log.writing(OTHER) as writing:
        writing.put_header(b"their header")
        writing.put("drafts", name(1), b"their draft")
        writing.destroy([name(0)])
    log.put_failures(OTHER, "passphrase", Failures(3, 1.0))
    assert [row.body for row in log.read(ME)] == [b"mine"]
    assert [row.body for row in log.read(OTHER)] == [None]
    assert log.header(ME) is None
    assert log.item(ME, "drafts", name(1)) is None
    assert log.failures(ME, "passphrase") == Failures(0, 0.0)


@pytest.mark.parametrize("shelf", ["inbox", "drafts", "blobs"])
def test_a_shelf_gives_its_items_in_the_order_in_which_they_came(
    log: Log, shelf: str
) -> None:
    with log.writing(ME) as writing:
        for number in (3, 1, 2):
            writing.put(shelf, name(number), b"item %d" % number)
    assert log.shelf(ME, shelf) == [(name(n), b"item %d" % n) for n in (3, 1, 2)]
    assert log.item(ME, shelf, name(1)) == b"item 1"
    assert log.item(ME, shelf, name(9)) is None


def test_an_item_put_again_takes_the_place_of_the_old_and_comes_last(log: Log) -> None:
    with log.writing(ME) as writing:
        writing.put("drafts", name(1), b"old")
        writing.put("drafts", name(2), b"two")
        writing.put("drafts", name(1), b"new")
    assert log.shelf(ME, "drafts") == [(name(2), b"two"), (name(1), b"new")]


@pytest.mark.parametrize("shelf", ["inbox", "drafts", "blobs"])
def test_a_dropped_item_is_gone_and_dropping_it_again_is_no_fault(
    log: Log, shelf: str
) -> None:
    with log.writing(ME) as writing:
        writing.put(shelf, name(1), b"one")
        writing.put(shelf, name(2), b"two")
    for _ in range(2):
        with log.writing(ME) as writing:
            writing.drop(shelf, name(1))
    assert log.shelf(ME, shelf) == [(name(2), b"two")]


def test_tries_in_vain_are_counted_for_each_door(log: Log) -> None:
    assert log.failures(ME, "passphrase") == Failures(0, 0.0)
    log.put_failures(ME, "passphrase", Failures(2, 12.5))
    log.put_failures(ME, "passphrase", Failures(3, 13.5))
    log.put_failures(ME, "recovery", Failures(1, 14.5))
    assert log.failures(ME, "passphrase") == Failures(3, 13.5)
    assert log.failures(ME, "recovery") == Failures(1, 14.5)
    log.put_failures(ME, "passphrase", Failures(0, 0.0))
    assert log.failures(ME, "passphrase") == Failures(0, 0.0)


def test_reading_is_possible_again_and_again_and_writing_after_it(log: Log) -> None:
    append(log, b"one")
    for _ in range(2):
        with log.reading():
            assert [row.body for row in log.read(ME)] == [b"one"]
    with log.writing(ME) as writing:
        writing.append(name(5), seal(b"two"))
    assert log.head(ME).position == 2


def test_a_closed_log_can_be_closed_again(log: Log) -> None:
    log.close()
    log.close()
