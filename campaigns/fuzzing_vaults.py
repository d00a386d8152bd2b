"""What reaches a vault from outside: first pages, rows, backups, codes, parcels."""

import re
from base64 import b32encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final, Generic, TypeAlias, TypeVar

import msgspec

from campaigns import fuzzing_corpus as corpus
from campaigns.fuzzing_reading import Read
from moorings.companion.backing_up import examine
from moorings.companion.boxing import INBOX
from moorings.companion.clock import SystemClock, moment
from moorings.companion.harbour import Harbour, Made
from moorings.companion.inviting import read_invitation, take_answer
from moorings.companion.opened import Opened, new_id
from moorings.companion.opening import look, take_in
from moorings.companion.receiving import take_parcel
from moorings.companion.restoring import any_key
from moorings.companion.together import keep_check, say_age
from moorings.journey.codec import RECORDS_VERSION
from moorings.journey.records import Bond, BondKey, Entry, RecordId
from moorings.storage.copies import FORM, WORD, write_copy
from moorings.storage.log import Row
from moorings.vault import pairing
from moorings.vault.chain import Link
from moorings.vault.derivation import SALT_BYTES, cheapest_stretching
from moorings.vault.header import (
    new_header,
    open_with_code,
    open_with_passkey,
    read_header,
    with_passkey,
    write_header,
)
from moorings.vault.keyring import seal_for_box
from moorings.vault.recovery import new_code

Given: TypeAlias = tuple[str, tuple[bytes, ...], Read, int]
Thing = TypeVar("Thing")

PASSPHRASE: Final = "a lamp beside the harbour wall"
KEY, SALT, SECRET = b"credential", bytes(SALT_BYTES), b"s" * 32
CLOCK: Final = SystemClock()
#: After so many readings a vault that takes things in is made anew.
OFTEN: Final = 300
SEAL_BYTES: Final = 50
_ID: Final = re.compile(rb'"id":"([0-9a-f]{32})"')


class Renewed(Generic[Thing]):
    """Something that is made anew after many uses, so that it does not grow."""

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make, self._uses, self._thing = make, count(), make()

    def __call__(self) -> Thing:
        if next(self._uses) % OFTEN == OFTEN - 1:
            self._thing = self._make()
        return self._thing


class Pair:
    """A vault that is paired with somebody whose keys are known here."""

    def __init__(self) -> None:
        self.opened, now = tried_out().opened, CLOCK.now()
        self.own, self.theirs = pairing.new_identity(), pairing.new_identity()
        self.pair = RecordId(new_id())
        said = msgspec.json.encode({"name": "Ida", "what": "agreement"})
        self.invitation = pairing.make_invitation(self.own, self.mark, said)
        bond = Bond(
            id=new_id(),
            written_at=now,
            when=moment(now),
            side="invited",
            pair=self.pair,
            own=self.own.public,
            sent=self.invitation,
            as_name="Ida",
        )
        key = BondKey(
            id=new_id(),
            written_at=now,
            pair=self.pair,
            signing=self.own.signing,
            sealing=self.own.sealing,
        )
        self.opened.keep(bond, key)
        keep_check(self.opened, new_id(), "clear")
        say_age(self.opened, under_18=False)
        self.bond = bond

    @property
    def mark(self) -> bytes:
        return bytes.fromhex(self.pair)

    def invitation_with(self, said: bytes) -> bytes:
        """Invite with any words, signed as anybody may sign them."""
        return pairing.make_invitation(self.theirs, self.mark, said)

    def answer_with(self, said: bytes) -> bytes:
        """Answer the invitation with any words."""
        return pairing.make_answer(self.theirs, self.invitation, said)

    def parcel_with(self, said: bytes) -> bytes:
        """Give anything at all, sealed and signed as it has to be."""
        way = pairing.Direction(self.mark, self.theirs.public, self.own.public)
        return pairing.seal_parcel(self.theirs, way, pairing.new_room_key(), said)

    def paired(self) -> "Pair":
        """Let the words have been compared."""
        theirs = self.theirs.public
        told = {"theirs": theirs, "their_name": "Bo", "words": "same"}
        self.opened.keep(self.opened.later(self.bond, new_id(), **told))
        return self


def vault_readers(folder: Path) -> Iterator[Given]:
    """Give a reader for each, with what it reads when all is well."""
    yield from _pages()
    yield from _codes()
    yield from _backups(folder)
    made = Renewed(tried_out)
    yield "box", corpus.records(), lambda c: _boxed(made(), c), 2


def tried_out() -> Made:
    """Make a vault in memory."""
    return Harbour(Path("/nowhere"), CLOCK, stretching=cheapest_stretching).try_out()


# --- first pages and rows -----------------------------------------------------------


def _pages() -> Iterator[Given]:
    code = new_code()
    plain = new_header(PASSPHRASE, code, cheapest_stretching(), RECORDS_VERSION)
    keyed = with_passkey(plain, KEY, SALT, SECRET)
    pages = tuple(write_header(each.header) for each in (plain, keyed))
    yield "first page", pages, lambda content: _page(content, code), 4
    opened = tried_out().opened
    opened.keep(*map(_entry, map(str, range(4))))
    rows = [tuple(row) for row in opened.log.read(opened.owner)]
    yield "rows", (msgspec.json.encode(rows),), lambda each: _rows(opened, each), 3
    links = tuple(row.link for row in opened.log.read(opened.owner))
    yield "link", links, _link, 2


def _page(content: bytes, code: str) -> bool:
    """Read a first page, look how it would stretch, and try what is not slow."""
    header = read_header(content)
    header.passphrase.stretching.check()
    if header.known_passkeys:
        open_with_passkey(content, KEY, SECRET)
    return bool(open_with_code(content, code).keyring.epoch)


def _rows(opened: Opened, content: bytes) -> bool:
    """Read rows as they may lie in a file, whatever they hold."""
    try:
        rows = msgspec.json.decode(content, type=tuple[Row, ...])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
    # A place beyond this does not go into the table.
    rows = tuple(row for row in rows if abs(row.position) < 1 << 63)
    found = look(opened.log, opened.unlocked, CLOCK, rows=rows)
    return found.condition.sound


def _link(content: bytes) -> bool:
    return Link.unpack(content).epoch > 0


def _boxed(made: Made, content: bytes) -> bool:
    """Lay anything into the box, as anybody may; the vault takes in what it is."""
    opened, item = made.opened, bytes.fromhex(new_id())
    if found := _ID.search(content):
        item = bytes.fromhex(found[1].decode())
    header = opened.unlocked.header
    sealed = seal_for_box(header.box, header.vault, item, content)
    with opened.log.writing(opened.owner) as writing:
        writing.put(INBOX, item, sealed)
    before = len(opened.arrived)
    take_in(opened)
    assert not opened.log.shelf(opened.owner, INBOX)
    return len(opened.arrived) > before


def _entry(text: str) -> Entry:
    now = CLOCK.now()
    return Entry(id=new_id(), written_at=now, when=moment(now), text=text)


# --- codes and parcels --------------------------------------------------------------


def _codes() -> Iterator[Given]:
    invited, paired = Renewed(Pair), Renewed(lambda: Pair().paired())
    signed = Pair()
    said = msgspec.json.encode({"name": "Bo", "what": "agreement"})
    named = msgspec.json.encode({"name": "Bo"})
    code = signed.invitation_with(said)
    text = b32encode(code).rstrip(b"=")
    given = {"id": "1" * 32, "sort": "agreement", "title": "", "text": "We rest."}
    whole = msgspec.json.encode(given)
    yield "invitation", (code, text), lambda c: bool(read_invitation(c)), 1
    yield (
        "words of an invitation",
        (said,),
        lambda c: bool(read_invitation(signed.invitation_with(c))),
        1,
    )
    yield "answer", (named,), lambda c: _answer(invited(), c), 1
    yield "parcel", (whole,), lambda c: _parcel(paired(), c), 1
    sealed = signed.parcel_with(whole)
    yield "sealed parcel", (sealed,), lambda c: _lone_parcel(signed, c), 1


def _answer(pair: Pair, content: bytes) -> bool:
    """Take an answer with any words in; one that came changes what is waited for."""
    record = pair.bond.id
    return bool(take_answer(pair.opened, record, pair.answer_with(content)).theirs)


def _parcel(pair: Pair, content: bytes) -> bool:
    return bool(take_parcel(pair.opened, pair.parcel_with(content)))


def _lone_parcel(pair: Pair, content: bytes) -> bool:
    """Open a parcel with the keys alone."""
    way = pairing.Direction(pair.mark, pair.theirs.public, pair.own.public)
    return bool(pairing.open_parcel(pair.own, way, content))


# --- backups ------------------------------------------------------------------------


def _backups(folder: Path) -> Iterator[Given]:
    """Read a copy as it lies, and one sealed again over what was spoilt."""
    harbour = Harbour(folder, CLOCK, stretching=cheapest_stretching)
    made = harbour.make(PASSPHRASE, first=tuple(map(_entry, map(str, range(3)))))
    place, file = harbour.folder / made.opened.owner.hex(), folder / "copy"
    write_copy(place, file)
    harbour.lock_all()
    whole = file.read_bytes()
    key = any_key(made.code)

    def read(content: bytes) -> bool:
        file.write_bytes(content)
        return examine(file, key, CLOCK).records > 0

    yield "backup", (whole,), read, 1
    yield "sealed backup", (whole[:-SEAL_BYTES],), lambda c: read(_sealed(c)), 2


def _sealed(content: bytes) -> bytes:
    about = WORD + FORM.to_bytes(2, "big")
    return content + about + sha256(content + about).digest()
