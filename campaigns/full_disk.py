"""Full disk: no file may grow over a size, while somebody writes, reads and leaves."""

import json
import os
import resource
import shutil
import sys
import traceback
from pathlib import Path
from random import Random
from typing import Any, Final

from campaigns.campaign import Campaign, Seen
from campaigns.repeating import BEGINNING, CountingClock, repeating
from moorings.companion.backing_up import back_up_here, backups_in
from moorings.companion.carrying import take_out
from moorings.companion.drafting import save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.exchange.leaving.forms import FORMS, read_own
from moorings.journey.records import Entry, When
from moorings.storage.sqlite import FILE_NAME, SqliteLog
from moorings.vault.derivation import cheapest_stretching

PASSPHRASE: Final = "a long enough passphrase"
PAGES, MOST_PAGES, TRIES = 40, 200, 3
#: So much more than the file has at first it may come to.
ROOM: Final = 300_000
#: With less no vault can be opened: SQLite keeps as much beside it while it is open.
LEAST: Final = 32_768
#: After so many pages in the log it is folded in: often, or hardly ever.
FOLDED: Final = (8, 256)


def run(folder: Path, size: int, seed: int) -> Seen:
    """Let files grow to so many sizes, from hardly anything to a little more."""
    seen = Seen()
    with repeating(seed) as chance:
        begin(folder / "before")
        most = (place_in(folder / "before") / FILE_NAME).stat().st_size + ROOM
        for number in range(size):
            limit = most * number // size + chance.randrange(most // size)
            data = folder / str(number)
            shutil.copytree(folder / "before", data)
            try:
                told = child(data, limit, chance)
                assert limit < LEAST or "not opened" not in told["also"]
                look(data, told, seen)
            except Exception:  # noqa: BLE001 - all of them are told
                seen.problems.append(f"{limit} bytes: {traceback.format_exc()}")
            seen.done += 1
            shutil.rmtree(data)
    return seen


def begin(folder: Path) -> None:
    """Make a notebook with something in it."""
    harbour = harbour_at(folder)
    opened = harbour.make(PASSPHRASE).opened
    opened.keep(*(entry(opened) for _ in range(PAGES)))
    save_draft(opened, new_id(), "entry", {"text": "half a page"})
    harbour.lock_all()


def child(data: Path, limit: int, chance: Random) -> dict[str, Any]:
    """Live in a process whose files may not grow over this size; give what it told."""
    read_end, write_end = os.pipe()
    folded = chance.choice(FOLDED)
    pid = os.fork()
    if pid == 0:
        told = Told(write_end)
        try:
            sys.dont_write_bytecode = True
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            live(data, folded, told)
        except Exception:  # noqa: BLE001 - the parent tells it
            told.say(problem=traceback.format_exc(limit=-6))
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as file:
        lines = [json.loads(line) for line in file]
    os.waitpid(pid, 0)
    return {
        "acknowledged": [each["kept"] for each in lines if "kept" in each],
        "problems": [each["problem"] for each in lines if "problem" in each],
        "also": [each["also"] for each in lines if "also" in each],
    }


class Told:
    """Tells the parent one thing at a time, so that it knows what was told last."""

    def __init__(self, end: int) -> None:
        self._end = end

    def say(self, **what: str) -> None:
        os.write(self._end, json.dumps(what).encode() + b"\n")


def live(data: Path, folded: int, told: Told) -> None:
    """Begin another notebook; then write in this one, read it, and take it along."""
    begin_another(data / "another", told)
    harbour = harbour_at(data)
    try:
        opened = harbour.find(harbour.unlock(harbour.vaults()[0], PASSPHRASE))
    except MooringsError as refusal:
        told.say(also="not opened", why=str(refusal))
        return
    assert isinstance(opened.log, SqliteLog)
    opened.log._db.execute(f"PRAGMA wal_autocheckpoint = {folded}")  # noqa: SLF001
    write(opened, told)
    leave(opened, told)
    back_up(opened, place_in(data), told)
    harbour.lock_all()


def begin_another(folder: Path, told: Told) -> None:
    """Make a notebook where there is none: whole, or not at all."""
    harbour = harbour_at(folder)
    try:
        harbour.make(PASSPHRASE)
    except MooringsError as refusal:
        told.say(also="not begun")
        require_words(refusal, "space")
        require_none(harbour.vaults())
    else:
        told.say(also="begun")
    harbour.lock_all()


def write(opened: Opened, told: Told) -> None:
    """Keep page after page until one is refused, and then try a few times more."""
    refused = 0
    for _ in range(MOST_PAGES):
        page = entry(opened)
        try:
            opened.keep(page)
        except MooringsError as refusal:
            refused += 1
            told.say(also="refused")
            require_words(refusal, "space")
        else:
            told.say(kept=page.id)
        if refused == TRIES:
            return


def leave(opened: Opened, told: Told) -> None:
    """Take everything out, which needs no room on this disk."""
    portable = take_out(opened)
    assert list(portable.records) == list(opened.journey.records())
    assert portable.drafts
    for form in FORMS.values():
        form.write(portable)
    assert read_own(FORMS["json"].write(portable)) == portable
    told.say(also="taken out")


def back_up(opened: Opened, place: Path, told: Told) -> None:
    """Make a backup: whole, or none that bears the name of one."""
    try:
        back_up_here(place, opened, BEGINNING.date())
    except MooringsError as refusal:
        told.say(also="not backed up")
        require_words(refusal, "space")
        require_none(backups_in(place))
    else:
        told.say(also="backed up")


def require_words(refusal: MooringsError, word: str) -> None:
    """Make sure that a refusal says what would help."""
    assert word in str(refusal), str(refusal)


def require_none(found: tuple[object, ...]) -> None:
    """Make sure that nothing bears a name that is not whole."""
    assert found == ()


def look(data: Path, told: dict[str, Any], seen: Seen) -> None:
    """Open it where there is room again, and hold it against what was told."""
    seen.problems += told["problems"]
    seen.also.update(told["also"])
    harbour = harbour_at(data)
    opened = harbour.find(harbour.unlock(harbour.vaults()[0], PASSPHRASE))
    kept = [record.id for record in opened.journey.records()]
    acknowledged = told["acknowledged"]
    seen.lost += len(set(acknowledged) - set(kept))
    seen.lost += max(0, PAGES - len(kept))
    seen.doubled += len(kept) - len(set(kept))
    seen.silent += not opened.condition.sound
    seen.also["acknowledged"] += len(acknowledged)
    opened.keep(entry(opened))
    harbour.lock_all()


def harbour_at(folder: Path) -> Harbour:
    return Harbour(folder, CountingClock(), stretching=cheapest_stretching)


def place_in(folder: Path) -> Path:
    (place,) = (folder / "vaults").iterdir()
    return place


def entry(opened: Opened) -> Entry:
    text = "a page of so many words " * 20
    return Entry(
        id=new_id(), written_at=opened.now(), when=When(BEGINNING.date()), text=text
    )


CAMPAIGN = Campaign(
    name="full_disk",
    does="no file may grow over a size (RLIMIT_FSIZE), while a notebook is begun, "
    "written, read, taken out and backed up",
    unit="sizes",
    ci=20,
    full=200,
    run=run,
    must_see=("acknowledged", "refused", "taken out", "not begun", "not backed up"),
)
