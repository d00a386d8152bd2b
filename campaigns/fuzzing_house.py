"""A program in this process, with a notebook to do anything to, and one more life."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final, Literal, TypeAlias

from campaigns import fuzzing_notebooks as notebooks
from moorings.companion.carrying import bring_in
from moorings.companion.drafting import save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.exchange.portable import Portable
from moorings.journey.records import AnyRecord
from moorings.vault.derivation import cheapest_stretching
from moorings.web.app import create_app
from moorings.web.security import Origins
from moorings.web.visitor import House
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser

#: How somebody stands before it: in their open notebook, in one that was brought from
#: somewhere and says what no form lets anybody say, before the locked one, from a
#: browser that knows none, in one that is only tried out, or where there is none.
Stand: TypeAlias = Literal["open", "odd", "locked", "strange", "trial", "empty"]
OPEN: Final = frozenset({"open", "odd", "trial"})


CLOCK: Final = SetClock()


class Complaints(logging.Handler):
    """Hears what the program says when something of its own went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.heard.append(record.getMessage())


class Life:
    """One program, from its start to its end, with one browser before it."""

    def __init__(self, folder: Path, stand: Stand) -> None:
        self.stand, self.folder, self.clock = stand, folder, SetClock()
        self.harbour = Harbour(folder, self.clock, stretching=cheapest_stretching)
        self.house = House(self.harbour, Origins(PORT))
        self.browser = Browser(create_app(self.house))
        self._come_in()

    @property
    def opened(self) -> Opened | None:
        """Give the notebook, where it is open."""
        token = self.browser.cookies.get(f"moorings-{PORT}", "")
        try:
            return self.harbour.find(token)
        except Exception:  # noqa: BLE001 - whatever the reason, it is not
            return None

    @property
    def is_over(self) -> bool:
        """Say whether what was open is open no more: somebody has locked it."""
        return self.stand in OPEN and self.opened is None

    def _come_in(self) -> None:
        cookies = self.browser.cookies
        if self.stand == "trial":
            made = self.harbour.try_out()
            made.opened.keep(*told(notebooks.CANARY))
            cookies[f"moorings-{PORT}"] = made.token
        if self.stand in {"open", "odd", "locked"}:
            [vault] = self.harbour.vaults()
            cookies[f"moorings-vault-{PORT}"] = vault
            if self.stand in OPEN:
                cookies[f"moorings-{PORT}"] = self.harbour.unlock(vault, PASSPHRASE)

    def end(self) -> None:
        """End it, and leave nothing."""
        self.harbour.lock_all()
        self.browser.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Lives:
    """Gives one life after the other, each as if nothing had been done before."""

    def __init__(self, folder: Path, first: tuple[AnyRecord, ...] = ()) -> None:
        self._folder, self._number = folder, 0
        self._template = folder / "template"
        harbour = Harbour(self._template, SetClock(), stretching=cheapest_stretching)
        made = harbour.make(PASSPHRASE, first=first or told(notebooks.CANARY))
        draft = {"text": f"half a page {notebooks.CANARY}", "date": "2026-03-01"}
        save_draft(made.opened, new_id(), "entry", draft)
        self.code = made.code
        harbour.lock_all()

    def begin(self, stand: Stand) -> Life:
        """Begin one."""
        self._number += 1
        place = self._folder / f"life-{self._number}"
        if stand == "empty":
            place.mkdir(mode=0o700)
        elif stand == "odd":
            harbour = Harbour(place, SetClock(), stretching=cheapest_stretching)
            chance = Random(self._number)  # noqa: S311 - repeatable on purpose
            brought = Portable(CLOCK.now(), notebooks.spoilt(chance))
            bring_in(harbour.make(PASSPHRASE).opened, brought)
            harbour.lock_all()
        else:
            shutil.copytree(self._template, place)
        return Life(place, stand)

    @contextmanager
    def one(self, stand: Stand) -> Iterator[Life]:
        """Live one through."""
        life = self.begin(stand)
        try:
            yield life
        finally:
            life.end()


def told(canary: str) -> tuple[AnyRecord, ...]:
    """Give a whole notebook in whose words something stands that is nowhere else."""
    return notebooks.rewritten(notebooks.records(), lambda text: f"{text} {canary}")


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Hear what goes wrong, and keep it off the screen."""
    log, ears = logging.getLogger("moorings"), Complaints()
    before, log.propagate = log.propagate, False
    log.addHandler(ears)
    # What reads forms says where each broken one broke, and nothing of what is in it.
    parts = logging.getLogger("python_multipart")
    parts.setLevel(logging.ERROR)
    try:
        yield ears.heard
    finally:
        parts.setLevel(logging.NOTSET)
        log.propagate = before
        log.removeHandler(ears)


def stand_of(chance: Random) -> Stand:
    """Choose how somebody stands before it: mostly where most can go wrong."""
    stands: tuple[Stand, ...] = ("open", "odd", "locked", "strange", "trial", "empty")
    return chance.choices(stands, (8, 8, 4, 2, 2, 1))[0]
