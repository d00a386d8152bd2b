"""The sealed box: what was noted elsewhere comes in once, and nothing else happens."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from moorings.companion.boxing import INBOX, MOST_WAITING, box_record, box_sealed
from moorings.companion.errors import BoxFullError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import bring_back, erase, take_back
from moorings.companion.writing import Written, edit_page
from moorings.errors import MooringsError
from moorings.journey.codec import encode
from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Entry,
    Erasure,
    Rating,
    RawNote,
    RecordId,
    Retraction,
    When,
)
from moorings.vault import sealing
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.keyring import seal_for_box

Form = Callable[..., Written]
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHEN = When(date(2026, 3, 1))
PASSPHRASE = "six words make a passphrase"
LATER = "six other words make another"


def noted(text: str = "in the tunnel") -> Entry:
    activation = new_id()
    return Entry(
        id=new_id(),
        written_at=AT,
        written_where="offline",
        when=WHEN,
        text=text,
        activation=activation,
    )


def rated(intensity: int) -> Rating:
    return Rating(
        id=new_id(),
        written_at=AT,
        activation=new_id(),
        when=WHEN,
        intensity=intensity,
    )


class Device:
    """A browser that pinned a vault: it seals, and sends what it sealed."""

    def __init__(self, harbour: Harbour, opened: Opened) -> None:
        self.harbour, self.vault = harbour, opened.owner.hex()
        self.owner, self.box = opened.owner, opened.unlocked.header.box

    def seals(self, record: AnyRecord) -> dict[bytes, bytes]:
        return self.seals_bytes(record.id, encode(record))

    def seals_bytes(self, name: str, message: bytes) -> dict[bytes, bytes]:
        item = bytes.fromhex(name)
        return {item: seal_for_box(self.box, self.owner, item, message)}

    def sends(self, *sealed: dict[bytes, bytes]) -> bool:
        together = {item: body for each in sealed for item, body in each.items()}
        return box_sealed(self.harbour, self.vault, together)

    def unlocks(self, passphrase: str = PASSPHRASE) -> Opened:
        return self.harbour.find(self.harbour.unlock(self.vault, passphrase))


@pytest.fixture
def opened(harbour: Harbour) -> Opened:
    return harbour.make(PASSPHRASE).opened


@pytest.fixture
def phone(harbour: Harbour, opened: Opened) -> Device:
    return Device(harbour, opened)


def texts(opened: Opened) -> list[str]:
    """Give the words of every page, and of what came in as it was."""
    pages = (page.newest for page in opened.journey.pages())
    return sorted(
        page.raw.decode(errors="replace") if isinstance(page, RawNote) else page.text
        for page in pages
    )


def waiting(opened: Opened) -> int:
    return len(opened.log.shelf(opened.owner, INBOX))


def test_what_was_sealed_with_too_little_in_it_keeps_nobody_out(
    phone: Device, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "pad", lambda message: message)
    malformed = phone.seals_bytes(new_id(), b"")
    monkeypatch.undo()
    phone.harbour.lock(opened)
    phone.sends(malformed, phone.seals(noted()))
    assert texts(phone.unlocks()) == ["in the tunnel"]


def test_an_open_vault_takes_it_in_at_once(phone: Device, opened: Opened) -> None:
    assert phone.sends(phone.seals(noted()))
    assert texts(opened) == ["in the tunnel"]
    [page] = opened.journey.pages()
    assert page.newest.written_where == "offline"
    assert waiting(opened) == 0


def test_a_locked_vault_takes_it_in_when_it_is_unlocked(
    phone: Device, opened: Opened
) -> None:
    phone.harbour.lock(opened)
    assert not phone.sends(phone.seals(noted()))
    assert texts(phone.unlocks()) == ["in the tunnel"]


def test_a_repeat_changes_nothing_whenever_it_comes(
    phone: Device, opened: Opened
) -> None:
    step, rating = noted(), rated(7)
    sealed = [phone.seals(step), phone.seals(rating)]
    phone.harbour.lock(opened)
    for _ in range(3):
        assert not phone.sends(*sealed)
    opened = phone.unlocks()
    assert waiting(opened) == 0
    mark, before = opened.mark, tuple(opened.journey.records())
    for _ in range(3):
        assert phone.sends(*reversed(sealed))
    phone.harbour.lock(opened)
    assert not phone.sends(*sealed)
    opened = phone.unlocks()
    assert (opened.mark, tuple(opened.journey.records())) == (mark, before)
    assert waiting(opened) == 0


def test_the_same_step_sealed_anew_is_the_same_step(
    phone: Device, opened: Opened
) -> None:
    step = noted()
    phone.sends(phone.seals(step))
    phone.sends(phone.seals(step))
    assert texts(opened) == ["in the tunnel"]


def test_a_repeat_after_an_edit_leaves_the_edit(
    phone: Device, opened: Opened, written: Form
) -> None:
    step = noted()
    phone.sends(phone.seals(step))
    edit_page(opened, new_id(), step.id, written("out of the tunnel"))
    assert phone.sends(phone.seals(step))
    assert texts(opened) == ["out of the tunnel"]
    assert [page.others for page in opened.journey.pages()] == [()]


def test_a_repeat_brings_nothing_back_that_was_taken_back_or_erased(
    phone: Device, opened: Opened
) -> None:
    taken, erased = noted("taken back"), noted("erased")
    sealed = [phone.seals(taken), phone.seals(erased)]
    phone.sends(*sealed)
    take_back(opened, taken.id)
    erase(opened, erased.id)
    assert phone.sends(*sealed)
    assert (texts(opened), waiting(opened)) == ([], 0)
    phone.harbour.lock(opened)
    phone.sends(*sealed)
    opened = phone.unlocks()
    assert (texts(opened), waiting(opened)) == ([], 0)
    bring_back(opened, taken.id)
    assert texts(opened) == ["taken back"]


def test_what_was_erased_while_its_repeat_waited_stays_erased(
    phone: Device, opened: Opened
) -> None:
    step = noted()
    sealed = phone.seals(step)
    phone.sends(sealed)
    with opened.log.writing(opened.owner) as writing:
        writing.put(INBOX, *next(iter(sealed.items())))
    erase(opened, step.id)
    phone.harbour.lock(opened)
    opened = phone.unlocks()
    assert (texts(opened), waiting(opened)) == ([], 0)


def test_a_browser_that_pinned_the_box_of_before_is_still_understood(
    phone: Device, opened: Opened
) -> None:
    for passphrase in (LATER, PASSPHRASE, LATER):
        change_passphrase(opened, passphrase, cheapest_stretching())
    assert opened.unlocked.header.box != phone.box
    phone.harbour.lock(opened)
    phone.sends(phone.seals(noted()))
    opened = phone.unlocks(LATER)
    assert (texts(opened), waiting(opened)) == (["in the tunnel"], 0)


def test_what_was_not_sealed_for_this_vault_waits_and_is_in_nobodys_way(
    harbour: Harbour, phone: Device, opened: Opened
) -> None:
    stranger = Device(harbour, harbour.make(LATER, door="other").opened)
    other = stranger.seals(noted("for somebody else"))
    [(item, body)] = phone.seals(noted("moved to another id")).items()
    junk = {bytes(15) + bytes([n]): body[:n] for n in (1, 31, 32, 33, 43, 44, 60)}
    moved = {item[::-1]: body}
    phone.harbour.lock(opened)
    assert not phone.sends(other, junk, moved, phone.seals(noted()))
    opened = phone.unlocks()
    assert texts(opened) == ["in the tunnel"]
    assert waiting(opened) == len(junk) + 2


@pytest.mark.parametrize(
    "made",
    [
        lambda of: Erasure(id=new_id(), written_at=AT, of=(of,)),
        lambda of: Retraction(id=new_id(), written_at=AT, of=of),
        lambda of: Entry(
            id=new_id(), written_at=AT, when=WHEN, text="instead", replaces=of
        ),
        lambda _: Entry(
            id=new_id(), written_at=AT, when=WHEN, text="from afar", origin="x"
        ),
    ],
)
def test_nothing_in_the_box_changes_what_stands_in_the_vault(
    phone: Device, opened: Opened, made: Callable[[RecordId], AnyRecord]
) -> None:
    step = noted()
    phone.sends(phone.seals(step))
    meant = made(step.id)
    for _ in range(2):
        phone.sends(phone.seals(meant))
    assert texts(opened) == sorted(["in the tunnel", encode(meant).decode()])


def test_words_that_are_no_record_are_kept_as_they_came_and_once(
    phone: Device, opened: Opened
) -> None:
    impossible = encode(rated(7)).replace(b'"intensity":7', b'"intensity":11')
    for message in (b"a line", b"\xff", b"[" * 5_000, impossible):
        sealed = phone.seals_bytes(new_id(), message)
        for _ in range(3):
            assert phone.sends(sealed)
    raw = [p.newest for p in opened.journey.pages() if isinstance(p.newest, RawNote)]
    assert len(raw) == opened.journey.count() == 4
    assert impossible in {note.raw for note in raw}


def test_the_steps_of_one_hard_moment_find_one_another_in_any_order(
    phone: Device, opened: Opened
) -> None:
    activation = new_id()
    shared = {"written_at": AT, "activation": activation, "when": WHEN}
    steps: list[AnyRecord] = [
        Rating(id=new_id(), intensity=8, **shared),  # type: ignore[arg-type]
        Entry(id=new_id(), text="a line", **shared),  # type: ignore[arg-type]
        ActivationEnd(id=new_id(), how="calm", **shared),  # type: ignore[arg-type]
    ]
    for step in reversed(steps):
        phone.sends(phone.seals(step))
    [found] = opened.journey.activations()
    assert found.id == activation
    assert [rating.intensity for rating in found.ratings] == [8]
    assert [note.text for note in found.notes] == ["a line"]
    assert found.end is not None


def test_a_full_box_takes_nothing_more_and_still_knows_what_it_has(
    phone: Device, opened: Opened
) -> None:
    phone.harbour.lock(opened)
    rows = {n.to_bytes(16, "big"): b"sealed" for n in range(MOST_WAITING - 1)}
    phone.sends(rows)
    one, another = phone.seals(noted("one")), phone.seals(noted("another"))
    with pytest.raises(BoxFullError):
        phone.sends(one, another)
    assert not phone.sends(one)
    assert not phone.sends(one, dict(list(rows.items())[:5]))
    with pytest.raises(BoxFullError):
        phone.sends(another)
    box_record(phone.harbour, opened.owner.hex(), noted("sent with a form"))
    assert texts(phone.unlocks()) == ["one", "sent with a form"]
    phone.sends(another)


def test_a_vault_that_locks_before_it_could_be_taken_in_has_it_waiting(
    phone: Device, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = phone.harbour.open_vault

    def locked_meanwhile(vault: str) -> Opened | None:
        found = finding(vault)
        if found is not None and waiting(found):
            phone.harbour.lock(found)
        return found

    monkeypatch.setattr(phone.harbour, "open_vault", locked_meanwhile)
    with pytest.raises(MooringsError):
        phone.sends(phone.seals(noted()))
    assert opened.locked
    monkeypatch.undo()
    assert texts(phone.unlocks()) == ["in the tunnel"]


def test_the_program_seals_to_the_same_box(harbour: Harbour, opened: Opened) -> None:
    vault = opened.owner.hex()
    step = noted()
    harbour.lock(opened)
    for _ in range(2):
        box_record(harbour, vault, step)
    for file in (harbour.folder / vault).iterdir():
        assert b"tunnel" not in file.read_bytes()
    assert texts(harbour.find(harbour.unlock(vault, PASSPHRASE))) == ["in the tunnel"]
