"""Rot: bits, bytes, sectors and pages of a notebook's files are not as they were."""

import shutil
import traceback
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

from campaigns.campaign import Campaign, Seen
from campaigns.repeating import CountingClock, repeating
from campaigns.rot_sample import PASSPHRASE, Body, Item, Sample, items_of, prepare
from campaigns.rotting import FAULTS, Whole, differing, one_bit, put
from moorings.companion.backing_up import unlock_copy
from moorings.companion.carrying import bring_in
from moorings.companion.opened import Opened
from moorings.companion.opening import look, open_vault
from moorings.companion.restoring import any_key
from moorings.companion.verifying import verify
from moorings.errors import MooringsError
from moorings.exchange.leaving.forms import read_own
from moorings.exchange.portable import Portable
from moorings.journey.records import Erasure
from moorings.storage.copies import CopyLog
from moorings.storage.memory import MemoryLog
from moorings.storage.sqlite import FILE_NAME

Outcome: TypeAlias = Literal[
    "harmless",
    "reported",
    "refused",
    "silent",
    "draft or picture put back",
    "taken in from an open export",
]
ONE_BODY = "one record's bytes"
KINDS = (*FAULTS, ONE_BODY)


class Rot:
    """Spoils one thing after another, and looks what is told of it."""

    def __init__(self, sample: Sample, chance: Random, seen: Seen) -> None:
        self._sample = sample
        self._chance = chance
        self._seen = seen
        self._exports = {n: read_own(w.content) for n, w in sample.exports.items()}
        self._places = (
            *(("used", name) for name in (*sample.used, *sample.used)),
            *(("closed", FILE_NAME), ("closed", FILE_NAME), ("backup", "")),
            *(("export", name) for name in sample.exports),
        )

    def once(self, number: int) -> Outcome:
        kind = KINDS[number % len(KINDS)]
        self._seen.also[kind] += 1
        if kind == ONE_BODY:
            return self._one_body(self._chance.choice(self._sample.bodies))
        where, name = self._chance.choice(self._places)
        fault = FAULTS[kind]
        match where:
            case "used":
                return self._used(name, fault(self._chance, self._sample.used[name]))
            case "closed":
                return self._closed(fault(self._chance, self._sample.closed))
            case "backup":
                return self._backup(fault(self._chance, self._sample.backup))
            case _:
                return self._export(
                    name, fault(self._chance, self._sample.exports[name])
                )

    def whole(self) -> None:
        """Make sure that what is not spoilt is told as it is."""
        sample = self._sample
        files = {name: each.content for name, each in sample.used.items()}
        assert self._opened(files) == "harmless"
        assert self._closed(sample.closed.content) == "harmless"
        assert self._backup(sample.backup.content) == "harmless"
        for name, export in sample.exports.items():
            assert self._export(name, export.content) == "harmless"

    def _one_body(self, body: Body) -> Outcome:
        """Spoil the sealed bytes of one record, which leaves all the others."""
        content, where = self._sample.closed.content, body.where
        piece = Whole(content[where.start : where.stop], b"")
        fault = self._chance.choice((one_bit, FAULTS["one byte"], FAULTS["512 zeros"]))
        outcome = self._closed(
            put(content, where.start, fault(self._chance, piece)), body
        )
        assert outcome == "reported"
        return outcome

    def _used(self, name: str, content: bytes) -> Outcome:
        files = {name: each.content for name, each in self._sample.used.items()}
        return self._opened(files | {name: content})

    def _closed(self, content: bytes, body: Body | None = None) -> Outcome:
        apart = differing(self._sample.closed.content, content)
        if apart and body is None:
            bodies = self._sample.bodies
            body = next((each for each in bodies if _within(apart, each.where)), None)
        return self._opened({FILE_NAME: content}, body, apart)

    def _opened(
        self,
        files: dict[str, bytes],
        body: Body | None = None,
        apart: range | None = None,
    ) -> Outcome:
        """Open a vault from these files, and salvage what lies outside of the fault."""
        sample, harbour = self._sample, self._sample.harbour
        shutil.rmtree(sample.place, ignore_errors=True)
        sample.place.mkdir()
        for name, content in files.items():
            (sample.place / name).write_bytes(content)
        try:
            token = harbour.unlock(sample.place.name, PASSPHRASE, seen=sample.mark)
        except MooringsError:
            if body:
                self._seen.lost += 1
            return "refused"
        opened = harbour.find(token)
        try:
            if apart:
                self._salvage(opened, apart)
            if body:
                self._named(opened, body)
            return self._told(opened)
        finally:
            harbour.lock(opened)

    def _salvage(self, opened: Opened, apart: range) -> None:
        """Count what is not given out, though all of its row is whole."""
        sample = self._sample
        hit = {each.record for each in sample.bodies if _meet(each.row, apart)}
        given = {record.id for record in opened.journey.records()}
        whole = {record.id for record in sample.journey.records()} - hit
        self._seen.also["salvaged"] += 1
        self._seen.lost += len(whole - given)

    def _named(self, opened: Opened, body: Body) -> None:
        """Make sure that the one gap is named, and nothing else is one."""
        given = {record.id for record in opened.journey.records()}
        whole = {record.id for record in self._sample.journey.records()} - {body.record}
        self._seen.also["salvaged exactly"] += 1
        self._seen.lost += len(whole - given)
        named = body.record in opened.unreadable
        if not named or opened.condition.damaged != (body.position,):
            self._seen.silent += 1

    def _told(self, opened: Opened) -> Outcome:
        """Hold what an opened vault tells against what it should."""
        journey = self._sample.journey
        if any(r != journey.record(r.id) for r in opened.journey.records()):
            return "silent"
        try:
            if not opened.condition.sound or verify(opened).unreadable:
                return "reported"
            found = items_of(opened)
        except MooringsError:
            return "reported"
        return self._items(found) if opened.journey == journey else "silent"

    def _items(self, found: dict[Item, bytes]) -> Outcome:
        """Hold drafts and pictures against every state they were ever in."""
        known = self._sample.items
        if any(each not in known.get(item, ()) for item, each in found.items()):
            return "silent"
        newest = {item: states[-1] for item, states in known.items()}
        return "harmless" if found == newest else "draft or picture put back"

    def _backup(self, content: bytes) -> Outcome:
        file = self._sample.harbour.folder / "a copy"
        file.write_bytes(content)
        try:
            with closing(CopyLog(file)) as log:
                unlocked = unlock_copy(log, any_key(PASSPHRASE))
                return self._told(look(log, unlocked, CountingClock()))
        except MooringsError:
            return "refused"

    def _export(self, name: str, content: bytes) -> Outcome:
        """Bring an export in, which no seal protects: whole, or not at all."""
        opened = open_vault(MemoryLog(), self._sample.unlocked, CountingClock())
        try:
            read = read_own(content)
            if read == self._exports[name]:
                return "harmless"
            bring_in(opened, read)
        except MooringsError:
            assert not list(opened.journey.records())
            return "refused"
        require_whole(opened, read)
        return "taken in from an open export"


def require_whole(opened: Opened, read: Portable) -> None:
    """Make sure that everything came in: but for erasures, which a file may not do."""
    wanted = {each.id for each in read.records if not isinstance(each, Erasure)}
    here = {record.id for record in opened.journey.records()}
    assert wanted <= here | opened.journey.erased
    assert {draft.id for draft in read.drafts} <= wanted | {
        item.hex() for name, item in items_of(opened) if name == "drafts"
    }


def run(folder: Path, size: int, seed: int) -> Seen:
    """Spoil so often something, somewhere."""
    seen = Seen()
    with repeating(seed) as chance:
        rot = Rot(prepare(folder), chance, seen)
        rot.whole()
        for number in range(size):
            try:
                outcome = rot.once(number)
            except Exception:  # noqa: BLE001 - all of them are told
                seen.problems.append(f"try {number}: {traceback.format_exc()}")
                continue
            seen.done += 1
            if outcome == "silent":
                seen.silent += 1
            else:
                seen.also[outcome] += 1
    return seen


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _within(inner: range, outer: range) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop


CAMPAIGN = Campaign(
    name="rot",
    does="a bit, a byte, a sector, a page or the end of a vault's file, its log, a "
    "backup or an export is spoilt; an export is not sealed: it only must be "
    "refused or taken in whole",
    unit="faults",
    ci=2_000,
    full=100_000,
    run=run,
    must_see=("harmless", "reported", "refused", "salvaged exactly", *KINDS),
)
