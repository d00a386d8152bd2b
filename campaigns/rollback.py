"""Rollback: a notebook's file is put back, spliced, swapped and cut by somebody."""

import shutil
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, Literal, NamedTuple

import apsw

from campaigns import forging
from campaigns.campaign import Campaign, Seen
from campaigns.forging import RULES, Forger, Forgery, Row
from campaigns.repeating import BEGINNING, CountingClock, repeating
from moorings.companion.boxing import box_record
from moorings.companion.drafting import save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, write_entry
from moorings.errors import MooringsError
from moorings.journey.records import AnyRecord, Entry, RecordId, When
from moorings.storage.sqlite import FILE_NAME
from moorings.vault.derivation import cheapest_stretching

OLD, NEW = "the passphrase of old", "the newest passphrase"
DAY: Final = When(BEGINNING.date())
ROWS: Final = "SELECT position, id, link, body FROM records ORDER BY position"
State = Literal["newest", "changed", "named", "first"]


class Kind(NamedTuple):
    """One thing that is done to a file.

    `file` is the state of the whole file that it is done to, `page` the state whose
    first page is put in. Where `marked` the device knows the newest record. A limit is
    what the form cannot show (sealed-format.md, section 11).
    """

    forge: Forgery
    file: State = "newest"
    page: State | Literal["foreign", ""] = ""
    passphrase: str = NEW
    marked: bool = False
    expected: Literal["noticed", "limit", "harmless"] = "noticed"


KINDS: Final[dict[str, Kind]] = {
    "foreign records": Kind(forging.splice),
    "foreign record at the end": Kind(forging.splice_end),
    "foreign bytes": Kind(forging.splice_body),
    "records swapped": Kind(forging.swap),
    "bytes swapped": Kind(forging.swap_bodies),
    "links swapped": Kind(forging.swap_links),
    "ids swapped": Kind(forging.swap_ids),
    "link changed": Kind(forging.change_link),
    "taken out": Kind(forging.take_out),
    "doubled": Kind(forging.double),
    "emptied": Kind(forging.empty),
    "end cut": Kind(forging.cut),
    "end cut with the head": Kind(forging.cut_with_head, marked=True),
    "older file": Kind(forging.nothing, "named", passphrase=OLD, marked=True),
    "foreign first page": Kind(forging.nothing, page="foreign"),
    "older first page": Kind(forging.nothing, page="named", passphrase=OLD),
    "older first page, new passphrase": Kind(forging.nothing, page="named"),
    "erased record put back": Kind(forging.bring_back, expected="harmless"),
    "limit: end cut with the head, seen from no device": Kind(
        forging.cut_with_head, expected="limit"
    ),
    "limit: older file, seen from no device": Kind(
        forging.nothing, "named", passphrase=OLD, expected="limit"
    ),
    "limit: older first page, no record since": Kind(
        forging.nothing, "changed", "named", OLD, expected="limit"
    ),
    "limit: older first page, door name only": Kind(
        forging.nothing, "named", "first", OLD, expected="limit"
    ),
    "limit: drafts taken away": Kind(forging.take_drafts, expected="limit"),
    "limit: box emptied": Kind(forging.take_box, expected="limit"),
}


class Whole(NamedTuple):
    """A file at one moment."""

    content: bytes
    page: bytes
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sample:
    """A vault at several moments, another one, and what the first should tell."""

    harbour: Harbour
    vault: str
    states: dict[str, Whole]
    written: dict[RecordId, AnyRecord]
    erased: frozenset[RecordId]
    boxed: RecordId
    mark: str

    @property
    def place(self) -> Path:
        return self.harbour.folder / self.vault


def prepare(folder: Path) -> Sample:
    """Use a vault for a while, and keep what its file was at each turn."""
    harbour = Harbour(folder, CountingClock(), stretching=cheapest_stretching)
    states = {"foreign": another(harbour)}
    opened = harbour.make(OLD).opened
    vault = opened.owner.hex()
    file = harbour.folder / vault / FILE_NAME
    write(opened, 12)
    states["first"] = whole(opened, file)
    harbour.name_door(opened, "the boathouse")
    write(opened, 8)
    states["named"] = whole(opened, file)
    change_passphrase(opened, NEW, cheapest_stretching())
    states["changed"] = whole(opened, file)
    write(opened, 10)
    save_draft(opened, new_id(), "entry", {"text": "half a page"})
    written = {record.id: record for record in opened.journey.records()}
    erase(opened, list(written)[3])
    write(opened, 2)
    written |= {record.id: record for record in opened.journey.records()}
    harbour.lock_all()
    boxed = entry("while it was locked")
    box_record(harbour, vault, boxed)
    states["newest"] = read(file)
    erased = frozenset(opened.journey.erased)
    return Sample(harbour, vault, states, written, erased, boxed.id, opened.mark)


def another(harbour: Harbour) -> Whole:
    """Make another vault of the same passphrase, with as many records."""
    opened = harbour.make(NEW).opened
    write(opened, 40)
    return whole(opened, harbour.folder / opened.owner.hex() / FILE_NAME)


def write(opened: Opened, count: int) -> None:
    for number in range(count):
        write_entry(opened, new_id(), Written(f"{number} " * 40, DAY))


def entry(text: str) -> Entry:
    return Entry(id=new_id(), written_at=BEGINNING, when=DAY, text=text)


def whole(opened: Opened, file: Path) -> Whole:
    """Give a file as it is, once its log is folded in."""
    opened.log._checkpoint()  # type: ignore[attr-defined]  # noqa: SLF001
    return read(file)


def read(file: Path) -> Whole:
    content = file.read_bytes()
    with closing(apsw.Connection(str(file))) as db:
        (page,) = (page for (page,) in db.execute("SELECT header FROM header"))
        assert isinstance(page, bytes)
        return Whole(content, page, tuple(map(Row._make, db.execute(ROWS))))


def forge(sample: Sample, kind: Kind, chance: Random) -> list[Row]:
    """Lay the file, do that to it, and give the rows that were touched."""
    state = sample.states[kind.file]
    shutil.rmtree(sample.place, ignore_errors=True)
    sample.place.mkdir()
    (sample.place / FILE_NAME).write_bytes(state.content)
    with closing(apsw.Connection(str(sample.place / FILE_NAME))) as db:
        db.execute(f"PRAGMA synchronous = OFF; {RULES}").fetchall()
        if kind.page:
            db.execute("UPDATE header SET header = ?", (sample.states[kind.page].page,))
        rows = (state.rows, sample.states["foreign"].rows, sample.states["named"].rows)
        return kind.forge(Forger(db, chance, *rows))


def once(sample: Sample, name: str, chance: Random, seen: Seen) -> None:
    """Do one thing to the file, and look whether it is noticed."""
    kind = KINDS[name]
    touched = forge(sample, kind, chance)
    seen.also[name] += 1
    try:
        with opening(sample, kind, chance) as opened:
            judge(sample, kind, opened, seen)
            if kind.file == "newest" and not kind.page:
                salvage(sample, opened, touched, seen)
    except MooringsError:
        seen.also["refused"] += 1


@contextmanager
def opening(sample: Sample, kind: Kind, chance: Random) -> Iterator[Opened]:
    """Unlock it as in a browser, or look into it as a command does."""
    harbour = sample.harbour
    if not kind.marked and chance.randrange(2):
        with harbour.looking(sample.vault, kind.passphrase) as opened:
            yield opened
        return
    seen = sample.mark if kind.marked else ""
    opened = harbour.find(harbour.unlock(sample.vault, kind.passphrase, seen=seen))
    try:
        yield opened
    finally:
        harbour.lock(opened)


def judge(sample: Sample, kind: Kind, opened: Opened, seen: Seen) -> None:
    """Hold what is told against what was written, and against what is expected."""
    told = [each for each in opened.journey.records() if each.id != sample.boxed]
    wrong = any(sample.written.get(each.id) != each for each in told)
    if kind.file == "newest":
        wrong = wrong or any(each.id in sample.erased for each in told)
    seen.doubled += len(told) - len({each.id for each in told})
    if wrong or (opened.condition.sound and kind.expected == "noticed"):
        seen.silent += 1
    elif not opened.condition.sound:
        seen.also["reported"] += 1
    else:
        seen.also["known limit" if kind.expected == "limit" else "harmless"] += 1


def salvage(sample: Sample, opened: Opened, touched: list[Row], seen: Seen) -> None:
    """Count what was not touched, and is not given out all the same."""
    given = {record.id for record in opened.journey.records()}
    gone = {RecordId(row.id.hex()) for row in touched} | sample.erased
    seen.lost += len(sample.written.keys() - gone - given)


def run(folder: Path, size: int, seed: int) -> Seen:
    """Do one thing after another to the file."""
    seen, names = Seen(), tuple(KINDS)
    with repeating(seed) as chance:
        sample = prepare(folder)
        require_sound(sample)
        for number in range(size):
            name = names[number % len(names)]
            try:
                once(sample, name, chance, seen)
            except Exception:  # noqa: BLE001 - all of them are told
                seen.problems.append(f"{name}: {traceback.format_exc()}")
            seen.done += 1
    return seen


def require_sound(sample: Sample) -> None:
    """Make sure that a file to which nothing was done is told as it is."""
    seen = Seen()
    untouched = Kind(forging.nothing, marked=True, expected="harmless")
    forge(sample, untouched, Random())  # noqa: S311 - nothing is drawn
    with opening(sample, untouched, Random()) as opened:  # noqa: S311
        judge(sample, untouched, opened, seen)
        salvage(sample, opened, [], seen)
    assert seen.also["harmless"] == 1
    assert seen.wrong == 0


CAMPAIGN = Campaign(
    name="rollback",
    does="a file is put back, cut, spliced with another vault's, or its records are "
    "swapped, doubled and taken out; what no form can show is counted as a limit",
    unit="forgeries",
    ci=1_000,
    full=10_000,
    run=run,
    must_see=("reported", "refused", "known limit", *KINDS),
)
