"""Somebody who writes on while a backup is made, and remembers every record."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Event, Thread
from typing import Final

from campaigns.acknowledged import Acknowledged
from moorings.companion.drafting import drafts, save_draft
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase
from moorings.journey.records import AnyRecord, Entry, Erasure, When

#: One act in so many erases something.
ERASES: Final = 12


class Writer:
    """Keeps pages in a thread of its own; `log` is all of them, erased ones too."""

    def __init__(self, opened: Opened, log: list[AnyRecord], chance: Random) -> None:
        self.opened = opened
        self.log = log
        self._chance = chance
        self._drafted = new_id()
        self._drafts = drafts(opened)
        self.pictures = opened.log.shelf(opened.owner, "blobs")

    def begin_a_page(self) -> None:
        """Leave a page unfinished; nothing is changed in it while a backup is made."""
        words = {"text": f"half a page, after {len(self.log)}"}
        save_draft(self.opened, self._drafted, "entry", words)
        self._drafts = drafts(self.opened)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Write on until the block ends, and from before it begins."""
        begun, enough, errors = Event(), Event(), list[Exception]()

        def work() -> None:
            try:
                while not enough.is_set():
                    self._act()
                    begun.set()
            except Exception as error:  # noqa: BLE001 - raised again below
                errors.append(error)
                begun.set()

        thread = Thread(target=work)
        thread.start()
        try:
            begun.wait()
            yield
        finally:
            enough.set()
            thread.join()
        if errors:
            raise errors[0]

    def standing(self, position: int) -> Acknowledged:
        """Say what stood there when the log had come so far."""
        log = self.log[:position]
        erasures = (record.of for record in log if isinstance(record, Erasure))
        erased = frozenset(each for of in erasures for each in of)
        told = tuple(record for record in log if record.id not in erased)
        return Acknowledged(told, erased, self._drafts)

    def _act(self) -> None:
        standing = self.standing(len(self.log)).records
        pages = [record for record in standing if isinstance(record, Entry)]
        if pages and self._chance.randrange(ERASES) == 0:
            erase(self.opened, self._chance.choice(pages).id)
            self.log.append(next(self.opened.journey.latest()))
            return
        now = self.opened.now()
        text = "word " * self._chance.randrange(400)
        page = Entry(id=new_id(), written_at=now, when=When(now.date()), text=text)
        self.opened.keep(page)
        self.log.append(page)
