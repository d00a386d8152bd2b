"""Writing in a notebook, in any order, beside a plain dictionary."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar, Final, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
)

from campaigns.campaign import Seen
from campaigns.clocks import Hands
from campaigns.model_book import Book, Seal, Unfinished, Version
from moorings.companion.drafting import drop_draft, save_draft
from moorings.companion.errors import TooSoonError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import bring_back, erase, take_back
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.journey.records import RecordId, When
from moorings.vault.derivation import cheapest_stretching

T = TypeVar("T")
WHEN: Final = When(date(2026, 3, 1))
PASSPHRASES: Final = tuple(
    f"{word} lantern quiet pebble willow thread"
    for word in ("harbour", "meadow", "copper", "thimble")
)
BEGINNING: Final = Hands().wall
TEXTS: Final = st.text(max_size=20).map(lambda text: f"page {text}")
#: Which one is meant of however many there are.
WHICH: Final = st.integers(0, 999)


def is_open(machine: "Notebook") -> bool:
    return machine.open


def is_locked(machine: "Notebook") -> bool:
    return not machine.open


def has_pages(machine: "Notebook") -> bool:
    return machine.open and bool(machine.book.standing())


class Notebook(RuleBasedStateMachine):
    """A notebook and its dictionary; `template` is a fresh one, to be copied."""

    template: ClassVar[Path]
    code: ClassVar[str]
    seen: ClassVar[Seen]

    def __init__(self) -> None:
        super().__init__()
        self.folder = self.template.with_name(f"run-{self.seen.done}")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.template, self.folder / "0")
        self.clock, self.crashes, self.token = Hands(), 0, ""
        self.book = Book(Seal(PASSPHRASES[0], self.code))
        self.used = {self.book.seal}
        self.sent: dict[RecordId, str] = {}
        self.backup: Book | None = None
        self.harbour = self.start()
        (self.vault,) = self.harbour.vaults()
        self.open = False
        self.go_in()

    def start(self) -> Harbour:
        data = self.folder / str(self.crashes)
        return Harbour(data, self.clock, stretching=cheapest_stretching)

    @property
    def opened(self) -> Opened:
        return self.harbour.find(self.token)

    def teardown(self) -> None:
        self.harbour.lock_all()
        shutil.rmtree(self.folder)
        self.seen.done += 1

    # --- pages --------------------------------------------------------------------

    @precondition(is_open)
    @rule(text=TEXTS)
    def write(self, text: str) -> None:
        page = new_id()
        self.send(page, text)

    @precondition(is_open)
    @rule(which=WHICH)
    def send_again(self, which: int) -> None:
        """Send a form a second time: nothing comes of it, also where it was erased."""
        known = self.book.pages.keys() | self.book.erased
        if sent := [page for page in self.sent if page in known]:
            page = pick(sent, which)
            write_entry(self.opened, page, Written(self.sent[page], WHEN))

    @precondition(has_pages)
    @rule(which=WHICH)
    def send_otherwise(self, which: int) -> None:
        """Send other words under a known id: they stand beside it."""
        self.seen.also["send_otherwise"] += 1
        known, text = {*self.book.pages}, f"other words {new_id()}"
        write_entry(self.opened, pick([*self.book.pages], which), Written(text, WHEN))
        (page,) = {page.id for page in self.opened.journey.pages()} - known
        self.book.write(page, text)

    @precondition(has_pages)
    @rule(which=WHICH, made_from=WHICH, text=TEXTS)
    def edit(self, which: int, made_from: int, text: str) -> None:
        self.seen.also["edit"] += 1
        of, version = self.version(which, made_from).id, new_id()
        edit_page(self.opened, version, of, Written(text, WHEN))
        self.book.edit(version, of, text)

    @precondition(has_pages)
    @rule(which=WHICH)
    def take_back(self, which: int) -> None:
        page = pick(self.book.standing(), which)
        take_back(self.opened, page)
        self.book.gone.add(page)

    @precondition(lambda self: self.open and self.book.gone)
    @rule(which=WHICH)
    def bring_back(self, which: int) -> None:
        self.seen.also["bring_back"] += 1
        page = pick([p for p in self.book.pages if p in self.book.gone], which)
        bring_back(self.opened, page)
        self.book.gone.discard(page)

    @precondition(lambda self: self.open and self.book.pages)
    @rule(which=WHICH)
    def erase(self, which: int) -> None:
        self.seen.also["erase"] += 1
        page = pick(list(self.book.pages), which)
        erase(self.opened, page)
        self.book.erase(page)

    # --- unfinished pages ---------------------------------------------------------

    @precondition(is_open)
    @rule(which=WHICH, text=TEXTS)
    def draft(self, which: int, text: str) -> None:
        """Begin a page, or go on with one that was begun."""
        draft = pick([new_id(), *self.book.drafts], which)
        of = self.book.drafts.get(draft, Unfinished("")).of
        self.save(draft, Unfinished(text, of))

    @precondition(has_pages)
    @rule(which=WHICH, made_from=WHICH, text=TEXTS)
    def draft_an_edit(self, which: int, made_from: int, text: str) -> None:
        self.save(new_id(), Unfinished(text, self.version(which, made_from).id))

    @precondition(lambda self: self.open and self.book.drafts)
    @rule(which=WHICH, keep=st.booleans())
    def finish(self, which: int, *, keep: bool) -> None:
        """Keep what was begun, or let it go."""
        self.seen.also["finish"] += 1
        draft = pick(list(self.book.drafts), which)
        text, of = self.book.drafts[draft]
        if not keep:
            drop_draft(self.opened, draft)
            del self.book.drafts[draft]
        elif of is None:
            self.send(draft, text)
        else:
            edit_page(self.opened, draft, of, Written(text, WHEN))
            self.book.edit(draft, of, text)

    # --- pieces -------------------------------------------------------------------

    def go_in(self, *, with_code: bool = False) -> None:
        """Open it, after the wait where it was mistyped too often."""
        seal = self.book.seal
        way, secret = (
            (self.harbour.recover, seal.code)
            if with_code
            else (self.harbour.unlock, seal.passphrase)
        )
        try:
            self.token = way(self.vault, secret)
        except TooSoonError as error:
            self.clock.go_on(float(str(error.particulars["seconds"])) + 1)
            self.token = way(self.vault, secret)
        self.open = True
        self.book.unbox()

    def send(self, page: RecordId, text: str) -> None:
        write_entry(self.opened, page, Written(text, WHEN))
        self.book.write(page, text)
        self.sent[page] = text

    def save(self, draft: RecordId, begun: Unfinished) -> None:
        fields = {"text": begun.text}
        if begun.of:
            fields["replaces"] = begun.of
        save_draft(self.opened, draft, "edit" if begun.of else "entry", fields)
        self.book.drafts[draft] = begun

    def version(self, which: int, made_from: int) -> Version:
        """Choose any version of a page that stands, the newest or one before."""
        return pick(self.book.pages[pick(self.book.standing(), which)], made_from)


def pick(among: Sequence[T], which: int) -> T:
    return among[which % len(among)]
