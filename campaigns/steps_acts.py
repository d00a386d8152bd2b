"""The acts that steps.py kills, and what must hold however far each came."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from campaigns import backup_acts as backing
from campaigns import sharing_acts as sharing
from campaigns import steps_keys as keys
from campaigns.steps_before import (
    DAY,
    FIRST_VERSION,
    NEW,
    OLD,
    Before,
    at,
    entry,
    of_older_form,
    with_passkey,
)
from moorings.companion.arriving import arrive
from moorings.companion.taking_back import erase
from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.journey.codec import RECORDS_VERSION
from moorings.journey.records import (
    AnyRecord,
    BondKey,
    Choice,
    Erasure,
    RecordId,
)
from moorings.vault.header import read_header


def as_it_is(before: Before) -> Before:
    return before


class Act(NamedTuple):
    """What a child does, and what must hold however far it came.

    The check is told whether it came to the end.
    """

    do: Callable[[Before, Path], object]
    check: Callable[[Before, Path, bool], None]
    ready: Callable[[Before], Before] = as_it_is


def check_make(_: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
    harbour = at(folder)
    assert harbour.vaults() or not done
    for vault in harbour.vaults():
        opened = harbour.find(harbour.unlock(vault, OLD))
        assert opened.condition.sound
        harbour.lock_all()
    made = harbour.make(NEW)
    assert made.opened.owner.hex() in harbour.vaults()
    harbour.lock_all()


def reopened(before: Before, folder: Path) -> list[AnyRecord]:
    """Open with the passphrase; everything must be in order, and the box empty."""
    harbour = at(folder)
    opened = harbour.find(harbour.unlock(before.vault, OLD))
    assert opened.condition.sound
    records = list(opened.journey.records())
    assert [r.id for r in records].count(before.boxed) == 1
    assert not opened.log.shelf(opened.owner, "inbox")
    harbour.lock_all()
    return [record for record in records if record.id != before.boxed]


def do_arrive(before: Before, folder: Path) -> None:
    picture = FoundPicture("lake.jpg", "image/jpeg", bytes(3000))
    found = tuple(
        FoundEntry("jrnl", str(n), DAY, f"then {n}", pictures=(picture,))
        for n in range(20)
    )
    arrive(before.open(folder), Arrival(found))


def check_arrive(before: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
    records = reopened(before, folder)
    assert records[: len(before.records)] == list(before.records)
    assert len(records) - len(before.records) in ({20} if done else {0, 20})


def check_erase(before: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
    kept, *rest = reopened(before, folder)
    assert kept != before.records[0] or not done
    if kept != before.records[0]:
        kept, *rest = before.records[0], kept, *rest
        assert isinstance(rest.pop(), Erasure)
    assert (kept, *rest) == before.records


def check_same(before: Before, folder: Path, _: bool) -> None:  # noqa: FBT001
    assert tuple(reopened(before, folder)) == before.records


def check_backed_up(before: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
    assert backing.require_whole_backups(folder, before.vault) or not done
    check_same(before, folder, done)


def check_restored(before: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
    backing.require_whole_backups(folder, before.vault)
    records = reopened(before, folder)
    said = [r for r in records if isinstance(r, Choice) and r.setting == "restored"]
    assert said or not done
    assert tuple(r for r in records if r not in said) == before.records


def check_deleted(before: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
    gone = backing.is_gone(at(folder))
    assert gone or not done
    if not gone:
        check_same(before, folder, done)


def check_room(*wanted: tuple[RecordId, ...]) -> Callable[[Before, Path, bool], None]:
    """Make sure that one of these lies ready; where it is done, the last of them."""

    def check(before: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
        lost = set(before.records) - set(reopened(before, folder))
        assert all(isinstance(each, BondKey) for each in lost)
        opened = before.open(folder)
        sharing.check_room(opened, *(wanted[-1:] if done else wanted))
        opened.log.close()

    return check


def check_older(before: Before, folder: Path, done: bool) -> None:  # noqa: FBT001
    """Find something newer in it only where its first page says so."""
    owner = bytes.fromhex(before.vault)
    with at(folder).reach(before.vault) as log:
        version = read_header(log.header(owner) or b"").records_version
        newer = log.head(owner).position > len(before.records)
    assert version == (RECORDS_VERSION if newer else FIRST_VERSION)
    records = reopened(before, folder)
    assert tuple(records[: len(before.records)]) == before.records
    assert len(records) - len(before.records) in ({1} if done else {0, 1})


GIVEN: Final = (sharing.ONE, sharing.OTHER)

ACTS: Final = {
    "make": Act(
        lambda _, folder: at(folder).make(OLD, first=(entry("first"),)), check_make
    ),
    "change passphrase": Act(
        keys.change_passphrase,
        keys.check_ways("old, code, passkey", "new, code, passkey"),
        with_passkey,
    ),
    "renew code": Act(
        keys.renew_code,
        keys.check_ways("old, code, passkey", "old, next code, passkey"),
        with_passkey,
    ),
    "add a passkey": Act(keys.add, keys.check_ways("old, code", "old, code, passkey")),
    "take a passkey away": Act(
        keys.take_away, keys.check_ways("old, code, passkey", "old, code"), with_passkey
    ),
    "older form": Act(
        lambda before, folder: before.open(folder).keep(entry("since")),
        check_older,
        of_older_form,
    ),
    "erase": Act(
        lambda before, folder: erase(before.open(folder), before.records[0].id),
        check_erase,
    ),
    "arrive": Act(do_arrive, check_arrive),
    "give": Act(
        lambda before, folder: sharing.lay_one(before.open(folder)),
        check_room(GIVEN, (*GIVEN, sharing.MORE)),
    ),
    "take back": Act(
        lambda before, folder: sharing.take_one(before.open(folder)),
        check_room(GIVEN, GIVEN[1:]),
    ),
    "leave": Act(
        lambda before, folder: sharing.leave_all(before.open(folder)),
        check_room(GIVEN, ()),
    ),
    "back up": Act(
        lambda before, folder: backing.back_up(before.open(folder), folder),
        check_backed_up,
    ),
    "restore": Act(
        lambda _, folder: backing.bring_back(at(folder), folder, OLD), check_restored
    ),
    "delete": Act(
        lambda before, folder: backing.delete(at(folder), before.vault, OLD),
        check_deleted,
    ),
    "open and lock": Act(
        lambda before, folder: before.open(folder).log.close(), check_same
    ),
}
