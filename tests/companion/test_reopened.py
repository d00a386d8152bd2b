"""A vault lived in at random, held against a plain model of what a diary is."""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from moorings.companion.arriving import arrive
from moorings.companion.drafting import draft_of, drafts, drop_draft, save_draft
from moorings.companion.opened import Opened, new_id
from moorings.companion.opening import open_vault
from moorings.companion.searching import Search, search
from moorings.companion.taking_back import bring_back, erase, take_back
from moorings.companion.writing import (
    Written,
    edit_page,
    rename_person,
    write_entry,
    write_unsent,
)
from moorings.exchange.arrival import Arrival, FoundEntry
from moorings.journey.codec import RECORDS_VERSION, encode
from moorings.journey.records import Entry, RecordId, When
from moorings.storage.log import Log
from moorings.storage.memory import MemoryLog
from moorings.storage.sqlite import SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.header import new_header
from moorings.vault.keyring import seal_for_box
from moorings.vault.recovery import new_code

pytestmark = pytest.mark.uncounted

UNLOCKED = new_header(
    "a long enough passphrase", new_code(), cheapest_stretching(), RECORDS_VERSION
)
TEXTS = st.sampled_from(("apple", "bread", "cider", "dates"))
DAYS = st.dates(date(2026, 3, 1), date(2026, 3, 4)).map(When)
NAMES = st.sampled_from(("Ann", "Ben"))
PICK = st.integers(0, 1_000)


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 3, 1, 12, tzinfo=UTC)

    def elapsed(self) -> float:
        return 0.0


@dataclass
class Sheet:
    """A page of the model; its versions are (id, which it replaces, text)."""

    versions: list[tuple[RecordId, RecordId | None, str]] = field(default_factory=list)
    taken_back: bool = False
    source: str = ""

    def standing(self) -> set[str]:
        replaced = {replaces for _, replaces, _ in self.versions}
        return {text for version, _, text in self.versions if version not in replaced}


class Life(RuleBasedStateMachine):
    """Writes, edits, takes back, erases, names people, imports, locks and opens."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.sheets: dict[RecordId, Sheet] = {}
        self.gone: set[RecordId] = set()
        self.gone_sources: set[str] = set()
        self.drafts: set[RecordId] = set()
        self.names: list[str] = []
        self.sent: list[Entry] = []
        self.opened: Opened = open_vault(self.begin(), UNLOCKED, StillClock())
        self.opened.put_header(UNLOCKED)

    def begin(self) -> Log:
        return MemoryLog()

    def reopen(self) -> Log:
        return self.opened.log

    def teardown(self) -> None:
        self.opened.log.close()
        shutil.rmtree(self.folder)

    def pick(self, number: int) -> RecordId:
        return list(self.sheets)[number % len(self.sheets)]

    def newest(self) -> RecordId:
        return [record.id for record in self.opened.journey.records()][-1]

    def name(self, name: str) -> None:
        if name not in self.names:
            self.names.append(name)

    @rule(text=TEXTS, when=DAYS, person=NAMES)
    def write(self, text: str, when: When, person: str) -> None:
        page = new_id()
        write_entry(self.opened, page, Written(text, when, (person,)))
        self.sheets[page] = Sheet([(page, None, text)])
        self.name(person)
        entry = self.opened.journey.record(page)
        assert isinstance(entry, Entry)
        self.sent.append(entry)

    @rule(text=TEXTS, when=DAYS)
    def write_unsent(self, text: str, when: When) -> None:
        page = new_id()
        write_unsent(self.opened, page, Written(text, when))
        self.sheets[page] = Sheet([(page, None, text)])

    @precondition(lambda self: self.sent)
    @rule(number=PICK)
    def send_again(self, number: int) -> None:
        assert self.opened.keep(self.sent[number % len(self.sent)]) == ()

    @precondition(lambda self: self.sheets)
    @rule(number=PICK, which=PICK, text=TEXTS, when=DAYS)
    def edit(self, number: int, which: int, text: str, when: When) -> None:
        sheet = self.sheets[self.pick(number)]
        before = sheet.versions[which % len(sheet.versions)][0]
        version = new_id()
        edit_page(self.opened, version, before, Written(text, when))
        sheet.versions.append((version, before, text))

    @precondition(lambda self: self.sheets)
    @rule(number=PICK)
    def take_back_or_bring_back(self, number: int) -> None:
        page = self.pick(number)
        sheet = self.sheets[page]
        (bring_back if sheet.taken_back else take_back)(self.opened, page)
        sheet.taken_back = not sheet.taken_back

    @precondition(lambda self: self.sheets)
    @rule(number=PICK)
    def erase(self, number: int) -> None:
        page = self.pick(number)
        erase(self.opened, page)
        sheet = self.sheets.pop(page)
        self.gone |= {version for version, _, _ in sheet.versions}
        self.gone_sources |= {sheet.source} - {""}

    @precondition(lambda self: self.names)
    @rule(number=PICK)
    def rename(self, number: int) -> None:
        at = number % len(self.names)
        person = list(self.opened.journey.people())[at]
        self.names[at] += "a"
        rename_person(self.opened, person, self.names[at])

    @rule(source=st.sampled_from("123"), text=TEXTS)
    def arrive(self, source: str, text: str) -> None:
        found = FoundEntry("jrnl", source, When(date(2026, 3, 1)), text)
        arrived = arrive(self.opened, Arrival((found,)))
        sheet = next((s for s in self.sheets.values() if s.source == source), None)
        imported = [] if sheet is None else self.imported(sheet)
        assert arrived.erased == (source in self.gone_sources)
        if arrived.erased or (imported and imported[-1][1] == text):
            assert not arrived.new + arrived.changed
        elif sheet is None:
            page = self.newest()
            self.sheets[page] = Sheet([(page, None, text)], source=source)
        else:
            sheet.versions.append((self.newest(), imported[-1][0], text))

    def imported(self, sheet: Sheet) -> list[tuple[RecordId, str]]:
        return [
            (version, text)
            for version, _, text in sheet.versions
            if (record := self.opened.journey.record(version)) and record.origin
        ]

    @rule()
    def save_draft(self) -> None:
        draft = new_id()
        save_draft(self.opened, draft, "entry", {"text": "not finished"})
        self.drafts.add(draft)

    @precondition(lambda self: self.drafts)
    @rule(text=TEXTS)
    def finish_draft(self, text: str) -> None:
        page = self.drafts.pop()
        write_unsent(self.opened, page, Written(text, When(date(2026, 3, 2))))
        self.sheets[page] = Sheet([(page, None, text)])
        assert draft_of(self.opened, page) is None

    @precondition(lambda self: self.drafts)
    @rule()
    def drop_draft(self) -> None:
        drop_draft(self.opened, self.drafts.pop())

    @rule(text=TEXTS)
    def note_while_locked(self, text: str) -> None:
        when = When(date(2026, 3, 3))
        entry = Entry(id=new_id(), written_at=self.opened.now(), when=when, text=text)
        owner, item = self.opened.owner, bytes.fromhex(entry.id)
        public = UNLOCKED.header.box
        with self.opened.log.writing(owner) as writing:
            sealed = seal_for_box(public, owner, item, encode(entry))
            writing.put("inbox", item, sealed)
        self.sheets[entry.id] = Sheet([(entry.id, None, text)])
        self.lock_and_open()

    @rule()
    def lock_and_open(self) -> None:
        before = self.opened.journey
        known = {record.id for record in before.records()}
        mark = self.opened.mark
        self.opened = open_vault(self.reopen(), UNLOCKED, StillClock(), seen=mark)
        assert self.opened.condition.sound
        after = self.opened.journey
        taken_in = [record for record in after.records() if record.id not in known]
        if not taken_in:
            assert after == before

    @invariant()
    def the_pages_are_those_of_the_model(self) -> None:
        journey = self.opened.journey
        standing = {
            page.id: {_text(each) for each in (page.newest, *page.others)}
            for page in journey.pages()
        }
        assert standing == {
            page: sheet.standing()
            for page, sheet in self.sheets.items()
            if not sheet.taken_back
        }
        assert {page.id for page in journey.taken_back()} == {
            page for page, sheet in self.sheets.items() if sheet.taken_back
        }
        assert journey.erased == self.gone
        assert [person.name for person in journey.people().values()] == self.names
        assert {draft.id for draft in drafts(self.opened)} == self.drafts

    @rule(word=TEXTS)
    def find(self, word: str) -> None:
        found = search(self.opened, Search(word), 0, 1_000)
        assert {each.page.id for each in found} == {
            page
            for page, sheet in self.sheets.items()
            if word in sheet.standing() and not sheet.taken_back
        }


class LifeOnDisk(Life):
    """The same, in a file."""

    def begin(self) -> Log:
        SqliteLog.create(self.folder / "vault")
        return SqliteLog(self.folder / "vault")

    def reopen(self) -> Log:
        self.opened.log.close()
        return SqliteLog(self.folder / "vault")


def _text(record: object) -> str:
    return str(getattr(record, "text", ""))


SMALL = settings(max_examples=50, stateful_step_count=30, deadline=None)
TestLife = Life.TestCase
TestLife.settings = SMALL
TestLifeOnDisk = LifeOnDisk.TestCase
TestLifeOnDisk.settings = SMALL
