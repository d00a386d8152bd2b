from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime

import apsw
import msgspec
import pytest

from moorings.companion.boxing import box_draft, box_record
from moorings.companion.choosing import choose
from moorings.companion.drafting import draft_of
from moorings.companion.errors import ReadOnlyError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Condition, Opened, new_id
from moorings.companion.opening import open_vault
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, write_entry
from moorings.journey.codec import RECORDS_VERSION, encode
from moorings.journey.draft import Draft
from moorings.journey.records import (
    ActivationEnd,
    Administration,
    AnyRecord,
    Choice,
    Consent,
    Entry,
    Erasure,
    Person,
    Rating,
    RawNote,
    RecordId,
    Retraction,
    When,
    Where,
)
from moorings.storage.log import Head, NotKeptError, Row
from moorings.storage.memory import MemoryLog
from moorings.storage.sqlite import FILE_NAME
from moorings.vault.chain import Link
from moorings.vault.header import Unlocked
from moorings.vault.keyring import Keyring, seal_for_box
from tests.conftest import SetClock

Form = Callable[..., Written]
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
PASSPHRASE = "six words make a passphrase"


def entry(text: str = "words") -> Entry:
    return Entry(id=new_id(), written_at=AT, when=When(date(2026, 3, 1)), text=text)


@pytest.fixture
def lived(opened: Opened, written: Form) -> Opened:
    for number in range(4):
        write_entry(opened, new_id(), written(f"{number}"))
    erase(opened, next(opened.journey.page_ids()))
    return opened


class ChangedLog(MemoryLog):
    """A log whose rows were changed behind its back."""

    def __init__(self, log: MemoryLog, owner: bytes) -> None:
        super().__init__()
        self._held = {owner: log._of(owner).copy()}
        self.rows = self._of(owner).rows
        self._end = log.head(owner)

    def head(self, owner: bytes) -> Head:
        return self._end if owner in self._held else super().head(owner)


@pytest.fixture
def changed(lived: Opened) -> ChangedLog:
    assert isinstance(lived.log, MemoryLog)
    return ChangedLog(lived.log, lived.owner)


def condition(log: ChangedLog, lived: Opened, seen: str = "") -> Condition:
    return open_vault(log, lived.unlocked, lived.clock, seen=seen).condition


def test_a_vault_as_it_was_written_is_sound(lived: Opened, changed: ChangedLog) -> None:
    reopened = open_vault(changed, lived.unlocked, lived.clock, seen=lived.mark)
    assert reopened.condition == Condition()
    assert reopened.journey == lived.journey
    assert reopened.mark == lived.mark != ""


def test_a_cut_end_is_noticed_and_nothing_more_is_written(
    lived: Opened, changed: ChangedLog
) -> None:
    changed.rows.pop()
    reopened = open_vault(changed, lived.unlocked, lived.clock)
    assert reopened.condition.missing_end
    assert not reopened.condition.sound
    with pytest.raises(ReadOnlyError):
        reopened.keep(entry())


def test_a_row_taken_out_doubled_or_swapped_is_noticed(
    lived: Opened, changed: ChangedLog
) -> None:
    rows = tuple(changed.rows)
    changes: list[list[Row]] = [
        [*rows[:1], *rows[2:]],
        [*rows[:2], rows[1], *rows[2:]],
        [rows[0], rows[2], rows[1], *rows[3:]],
        [],
    ]
    for change in changes:
        changed.rows[:] = change
        assert not condition(changed, lived).sound


def test_a_body_that_vanished_without_an_erasure_is_noticed(
    lived: Opened, changed: ChangedLog
) -> None:
    changed.rows[1] = changed.rows[1]._replace(body=None)
    assert condition(changed, lived) == Condition(unexplained=(2,))


def test_a_damaged_body_is_named_and_hides_no_other(
    lived: Opened, changed: ChangedLog
) -> None:
    damaged = changed.rows[1]
    changed.rows[1] = damaged._replace(body=b"\x00" * 300)
    reopened = open_vault(changed, lived.unlocked, lived.clock)
    assert reopened.condition == Condition(damaged=(2,))
    assert reopened.unreadable == {damaged.id.hex()}
    missing = {r.id for r in lived.journey.records()} - {
        r.id for r in reopened.journey.records()
    }
    assert missing == {damaged.id.hex()}


def test_a_page_sent_again_after_its_record_was_damaged_is_kept_beside_it(
    lived: Opened, changed: ChangedLog
) -> None:
    damaged = RecordId(changed.rows[1].id.hex())
    record = lived.journey.record(damaged)
    assert isinstance(record, Entry)
    changed.rows[1] = changed.rows[1]._replace(body=b"damaged")
    reopened = open_vault(changed, lived.unlocked, lived.clock)
    (copy,) = reopened.keep(record)
    assert copy.id != damaged
    assert reopened.keep(record) == ()


def test_an_older_state_put_back_is_noticed_by_whoever_saw_the_newer(
    lived: Opened, changed: ChangedLog
) -> None:
    seen = lived.mark
    lived.keep(entry())
    assert condition(changed, lived, seen).sound
    assert condition(changed, lived, lived.mark) == Condition(older_than_seen=True)


def test_a_record_of_a_newer_moorings_is_counted_and_kept(
    opened: Opened,
) -> None:
    keyring = opened.unlocked.keyring
    newer = b'{"kind":"of tomorrow"}'
    opened.keep(entry())
    with opened.log.writing(opened.owner) as writing:
        writing.append(
            bytes(16),
            lambda at, before: keyring.seal_record(bytes(16), at, before, newer),
        )
    reopened = open_vault(opened.log, opened.unlocked, opened.clock)
    assert reopened.condition == Condition(unknown=1)
    assert reopened.condition.sound
    assert reopened.journey.count() == 1


def version_of(harbour: Harbour, vault: str) -> int:
    return harbour.header(vault).records_version


@pytest.fixture
def older(harbour: Harbour) -> str:
    """A vault in which the first version of records wrote an entry."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("moorings.companion.harbour.RECORDS_VERSION", 1)
        patch.setattr("moorings.companion.opened.RECORDS_VERSION", 1)
        made = harbour.make(PASSPHRASE).opened
        made.keep(entry("of old"))
    harbour.lock_all()
    assert version_of(harbour, made.owner.hex()) == 1
    return made.owner.hex()


def test_a_vault_of_an_older_version_is_opened_and_its_first_page_left_alone(
    harbour: Harbour, older: str
) -> None:
    opened = harbour.find(harbour.unlock(older, PASSPHRASE))
    assert (opened.journey.count(), opened.condition) == (1, Condition())
    assert opened.writable
    assert version_of(harbour, older) == 1


def test_the_first_record_of_a_later_version_is_noted_on_the_first_page(
    harbour: Harbour, older: str
) -> None:
    opened = harbour.find(harbour.unlock(older, PASSPHRASE))
    choose(opened, {"lock-after-minutes": "15"})
    assert version_of(harbour, older) == RECORDS_VERSION == 8
    harbour.lock_all()
    again = harbour.find(harbour.unlock(older, PASSPHRASE))
    assert again.journey.choices == {"lock-after-minutes": "15"}
    assert (again.journey.count(), again.condition) == (1, Condition())


def test_what_waits_in_the_box_of_an_older_vault_raises_its_version_as_it_comes_in(
    harbour: Harbour, older: str
) -> None:
    box_record(harbour, older, entry("noted while locked"))
    assert version_of(harbour, older) == 1
    opened = harbour.find(harbour.unlock(older, PASSPHRASE))
    assert opened.journey.count() == 2
    assert version_of(harbour, older) == RECORDS_VERSION


def test_a_first_page_is_raised_only_with_the_record_that_needs_it(
    harbour: Harbour, older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = harbour.find(harbour.unlock(older, PASSPHRASE))

    def refuse(*_: object) -> None:
        raise NotKeptError(reason="Full")

    with monkeypatch.context() as patch:
        patch.setattr(Keyring, "seal_record", refuse)
        with pytest.raises(NotKeptError):
            opened.keep(entry("not kept"))
    assert version_of(harbour, older) == 1
    assert opened.unlocked.header.records_version == 1
    opened.keep(entry("kept"))
    assert version_of(harbour, older) == RECORDS_VERSION


def test_a_vault_of_a_newer_moorings_can_be_read_but_not_written(
    opened: Opened,
) -> None:
    opened.keep(entry())
    header = msgspec.structs.replace(
        opened.unlocked.header, records_version=RECORDS_VERSION + 1
    )
    newer = Unlocked(header, opened.unlocked.vault_key, opened.unlocked.keyring)
    box_into(opened, b"\x01" * 16, encode(entry()))
    reopened = open_vault(opened.log, newer, opened.clock)
    assert reopened.journey.count() == 1
    assert not reopened.writable
    with pytest.raises(ReadOnlyError):
        reopened.keep(entry())
    assert reopened.log.shelf(reopened.owner, "inbox")


# --- what waited in the box -----------------------------------------------------------


def box_into(opened: Opened, item: bytes, message: bytes) -> None:
    sealed = seal_for_box(opened.unlocked.header.box, opened.owner, item, message)
    put_in_box(opened, item, sealed)


def put_in_box(opened: Opened, item: bytes, sealed: bytes) -> None:
    with opened.log.writing(opened.owner) as writing:
        writing.put("inbox", item, sealed)


def again(opened: Opened) -> Opened:
    return open_vault(opened.log, opened.unlocked, opened.clock)


def boxed(opened: Opened) -> list[tuple[bytes, bytes]]:
    return opened.log.shelf(opened.owner, "inbox")


def test_what_was_noted_while_locked_is_taken_in_once_and_says_so(
    harbour: Harbour,
) -> None:
    made = harbour.make(PASSPHRASE)
    harbour.lock_all()
    vault = made.opened.owner.hex()
    noted = entry("noted while locked")
    unfinished = Draft(new_id(), "entry", {"text": "unfinished"}, AT)
    box_record(harbour, vault, noted)
    box_draft(harbour, vault, unfinished)
    for _ in range(2):
        opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
        (page,) = opened.journey.pages()
        assert page.newest == msgspec.structs.replace(noted, written_where="locked")
        assert draft_of(opened, unfinished.id) == unfinished
        assert boxed(opened) == []
        harbour.lock_all()


def test_nothing_in_the_box_can_be_read_in_the_file(harbour: Harbour) -> None:
    made = harbour.make(PASSPHRASE)
    harbour.lock_all()
    box_record(harbour, made.opened.owner.hex(), entry("a marked note in the box"))
    place = harbour.folder / made.opened.owner.hex() / FILE_NAME
    assert b"marked" not in place.read_bytes()
    with closing(apsw.Connection(str(place))) as db:
        assert db.execute("SELECT count(*) FROM inbox").fetchall() == [(1,)]


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"just words",
        b"\xff\x00",
        b'{"kind":"of tomorrow"}',
        b'{"draft":',
        b'{"draft":{}}',
        encode(entry()),
        b'{"draft":{"id":"' + b"7" * 32 + b'","form":"entry","fields":{},'
        b'"saved_at":"2026-03-01T12:00:00Z"}}',
    ],
    ids=[
        "nothing",
        "words",
        "bytes",
        "a newer kind",
        "a broken draft",
        "an empty draft",
        "a record of another id",
        "a draft of another id",
    ],
)
def test_what_cannot_be_understood_is_kept_as_it_came(
    opened: Opened, message: bytes
) -> None:
    box_into(opened, b"\x01" * 16, message)
    reopened = again(opened)
    (page,) = reopened.journey.pages()
    assert isinstance(page.newest, RawNote)
    assert (page.newest.raw, page.newest.written_where) == (message, "locked")
    assert page.id == "01" * 16
    assert boxed(reopened) == []


def test_what_was_sealed_for_another_vault_stays_where_it_is(
    harbour: Harbour, opened: Opened
) -> None:
    other = harbour.try_out().opened
    item = b"\x01" * 16
    box_into(other, item, encode(entry()))
    put_in_box(opened, item, boxed(other)[0][1])
    box_into(opened, b"\x02" * 16, b"our own")
    reopened = again(opened)
    assert [each for each, _ in boxed(reopened)] == [item]
    assert reopened.journey.count() == 1


def test_a_record_boxed_under_an_id_that_is_taken_is_kept_beside(
    opened: Opened,
) -> None:
    kept = entry("kept")
    opened.keep(kept)
    other = msgspec.structs.replace(kept, text="noted with the same id")
    box_into(opened, bytes.fromhex(kept.id), encode(other))
    assert again(opened).journey.count() == 2


def test_a_record_boxed_again_after_it_was_taken_in_is_not_doubled(
    opened: Opened,
) -> None:
    noted = entry()
    for _ in range(2):
        box_into(opened, bytes.fromhex(noted.id), encode(noted))
        opened = again(opened)
    assert opened.journey.count() == 1
    assert boxed(opened) == []


STEPS: dict[str, Rating | Entry | ActivationEnd] = {
    "rating": Rating(
        id=RecordId(32 * "1"),
        written_at=AT,
        written_where="offline",
        activation=RecordId(32 * "f"),
        when=When(AT.date()),
        intensity=8,
        practice="belly-breath",
    ),
    "a line": Entry(
        id=RecordId(32 * "2"),
        written_at=AT,
        written_where="offline",
        activation=RecordId(32 * "f"),
        when=When(AT.date()),
        text="no answer since noon",
    ),
    "calm": ActivationEnd(
        id=RecordId(32 * "3"),
        written_at=AT,
        written_where="offline",
        activation=RecordId(32 * "f"),
        when=When(AT.date()),
        how="calm",
    ),
}


def test_a_sitting_that_met_a_locked_vault_is_taken_in_once(opened: Opened) -> None:
    sitting = Administration(
        id=RecordId(32 * "4"),
        written_at=AT,
        written_where="locked",
        instrument="first-sketch",
        version=1,
        wording="a1b2",
        language="en",
        shown=("one", "two"),
        responses={"two": 4},
        started=AT,
        ended=AT,
    )
    for _ in range(2):
        box_into(opened, bytes.fromhex(sitting.id), encode(sitting))
        opened = again(opened)
    assert list(opened.journey.standing(Administration)) == [sitting]
    assert list(opened.journey.records()) == [sitting]


def test_steps_sealed_offline_make_one_hard_moment_whole(opened: Opened) -> None:
    for step in STEPS.values():
        box_into(opened, bytes.fromhex(step.id), encode(step))
    reopened = again(opened)
    (found,) = reopened.journey.activations()
    assert found.id == 32 * "f"
    assert set(found.steps) == set(STEPS.values())
    assert [page.newest for page in reopened.journey.pages()] == [STEPS["a line"]]
    assert boxed(reopened) == []


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("said", ["here", "locked", "import", "demo"])
def test_what_does_not_come_from_a_browser_offline_was_noted_while_locked(
    opened: Opened, step: Rating | Entry | ActivationEnd, said: Where
) -> None:
    sent = msgspec.structs.replace(step, written_where=said)
    box_into(opened, bytes.fromhex(step.id), encode(sent))
    kept = again(opened).journey.record(step.id)
    assert kept == msgspec.structs.replace(step, written_where="locked")


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_that_comes_twice_is_kept_once(
    opened: Opened, step: Rating | Entry | ActivationEnd
) -> None:
    for _ in range(2):
        box_into(opened, bytes.fromhex(step.id), encode(step))
        opened = again(opened)
    assert list(opened.journey.records()) == [step]


def test_what_cannot_be_understood_and_comes_twice_is_kept_once(
    opened: Opened, clock: SetClock
) -> None:
    for _ in range(2):
        box_into(opened, b"\x01" * 16, b"just words")
        opened = again(opened)
        clock.go_on(3_600)
    (page,) = opened.journey.pages()
    assert isinstance(page.newest, RawNote)
    assert page.newest.written_at == AT
    assert boxed(opened) == []


def test_other_words_under_the_id_of_a_raw_note_are_kept_beside_it(
    opened: Opened,
) -> None:
    for message in (b"just words", b"other words"):
        box_into(opened, b"\x01" * 16, message)
        opened = again(opened)
    notes = [page.newest for page in opened.journey.pages()]
    assert {n.raw for n in notes if isinstance(n, RawNote)} == {
        b"just words",
        b"other words",
    }


@pytest.mark.parametrize(
    "change",
    [{"replaces": RecordId(32 * "2")}, {"origin": "0" * 64}],
    ids=["an edit", "an import"],
)
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_boxed_step_changes_no_step_that_stands(
    opened: Opened, step: Rating | Entry | ActivationEnd, change: dict[str, str]
) -> None:
    opened.keep(*STEPS.values())
    forged = msgspec.structs.replace(step, id=new_id(), **change)
    box_into(opened, bytes.fromhex(forged.id), encode(forged))
    journey = again(opened).journey
    assert isinstance(journey.record(forged.id), RawNote)
    (found,) = journey.activations()
    assert found.steps == tuple(STEPS.values())


# --- where what is kept comes from ----------------------------------------------------


def test_what_is_lived_in_the_demo_says_so_and_what_came_from_elsewhere_keeps_its_word(
    opened: Opened,
) -> None:
    opened.where = "demo"
    noted = msgspec.structs.replace(entry("locked"), written_where="locked")
    opened.keep(entry("here"), noted)
    choose(opened, {"lock-after-minutes": "15"})
    places = [record.written_where for record in opened.journey.records()]
    assert places == ["demo", "locked", "demo"]
    stored = again(opened).journey.records()
    assert [record.written_where for record in stored] == places


def test_what_was_kept_in_the_demo_is_not_kept_twice_when_sent_again(
    opened: Opened,
) -> None:
    opened.where, sent = "demo", entry()
    assert len(opened.keep(sent)) == 1
    assert opened.keep(sent) == ()


def test_the_ids_of_what_acts_make_up_can_be_handed_in(
    opened: Opened, written: Form
) -> None:
    ids = iter([RecordId(32 * "a"), RecordId(32 * "b")])
    opened.new_id = lambda: next(ids)
    write_entry(opened, RecordId(32 * "c"), written("words", people=("Zoë",)))
    choose(opened, {"lock-after-minutes": "15"})
    assert [record.id for record in opened.journey.records()] == [
        32 * "a",
        32 * "c",
        32 * "b",
    ]


# --- keeping --------------------------------------------------------------------------


def test_records_are_kept_all_or_none(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.keep(entry())
    before, mark = opened.journey.count(), opened.mark
    seals = iter([Keyring.seal_record])

    def refuse(self: Keyring, *given: object) -> tuple[bytes, bytes]:
        try:
            return next(seals)(self, *given)  # type: ignore[arg-type]
        except StopIteration:
            raise NotKeptError(reason="Full") from None

    monkeypatch.setattr(Keyring, "seal_record", refuse)
    with pytest.raises(NotKeptError):
        opened.keep(entry(), entry())
    assert (opened.journey.count(), opened.mark) == (before, mark)
    assert opened.log.head(opened.owner).position == 1


def test_a_first_page_that_could_not_be_written_changes_no_keys(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened.unlocked

    def refuse(*_: object, **__: object) -> None:
        raise NotKeptError(reason="Full")

    monkeypatch.setattr(Opened, "keep", refuse)
    other = Unlocked(before.header, bytes(32), before.keyring)
    with pytest.raises(NotKeptError):
        opened.put_header(other)
    assert opened.unlocked is before


def test_the_mark_of_a_vault_is_that_of_its_newest_link(opened: Opened) -> None:
    assert opened.mark == ""
    for _ in range(3):
        opened.keep(entry())
        *_, last = opened.log.read(opened.owner)
        assert opened.mark == Link.unpack(last.link).mac.hex()[:32]


def test_given_the_same_record_twice_at_once_it_is_kept_once(opened: Opened) -> None:
    record = entry()
    other = msgspec.structs.replace(record, text="other words")
    assert opened.keep(record, record) == (record,)
    kept = opened.keep(entry("x"), other, other)
    assert len(kept) == 2
    assert opened.journey.count() == 3


def test_a_copy_remembers_what_it_is_a_copy_of(opened: Opened) -> None:
    record = Person(id=new_id(), written_at=AT, name="Zoë")
    opened.keep(record)
    (copy,) = opened.keep(msgspec.structs.replace(record, name="Zoe"))
    assert copy.origin == f"copy:{record.id}"


def test_a_name_given_twice_while_locked_is_one_person_and_a_known_name_is_known(
    harbour: Harbour, written: Form
) -> None:
    made = harbour.make("six words make a passphrase")
    write_entry(made.opened, new_id(), written("before", people=("Zoë",)))
    vault = made.opened.owner.hex()
    harbour.lock_all()
    now = made.opened.now()
    for name in ("ZOË", "Ben", "ben"):
        person = Person(id=new_id(), written_at=now, name=name)
        page = Entry(
            id=new_id(),
            written_at=now,
            when=When(now.date()),
            text=name,
            people=(person.id,),
        )
        box_record(harbour, vault, person)
        box_record(harbour, vault, page)
    journey = harbour.find(harbour.unlock(vault, "six words make a passphrase")).journey
    people = journey.people()
    assert [known.name for known in people.values()] == ["Zoë", "Ben"]
    entries = [page.newest for page in journey.pages()]
    named = [people[p].name for e in entries if isinstance(e, Entry) for p in e.people]
    assert sorted(named) == ["Ben", "Ben", "Zoë", "Zoë"]


@pytest.mark.parametrize(
    "kind",
    ["erasure", "retraction", "edit", "imported", "choice", "consent", "sitting anew"],
)
def test_nothing_that_is_boxed_can_change_what_stands(
    harbour: Harbour, written: Form, kind: str
) -> None:
    made = harbour.make("six words make a passphrase")
    page = new_id()
    write_entry(made.opened, page, written("mine"))
    vault = made.opened.owner.hex()
    harbour.lock_all()
    now, when = made.opened.now(), When(made.opened.now().date())
    forged: dict[str, AnyRecord] = {
        "erasure": Erasure(id=new_id(), written_at=now, of=(page,)),
        "retraction": Retraction(id=new_id(), written_at=now, of=page),
        "edit": Entry(
            id=new_id(), written_at=now, replaces=page, when=when, text="not mine"
        ),
        "imported": Entry(
            id=new_id(), written_at=now, origin="0" * 64, when=when, text="not mine"
        ),
        "choice": Choice(
            id=new_id(), written_at=now, setting="lock-after-minutes", value="1440"
        ),
        "consent": Consent(id=new_id(), written_at=now, to="share", wording="0"),
        "sitting anew": Administration(
            id=new_id(),
            written_at=now,
            replaces=page,
            instrument="first-sketch",
            version=1,
            wording="0",
            language="en",
            shown=(),
            responses={},
            started=now,
            ended=now,
        ),
    }
    box_record(harbour, vault, forged[kind])
    opened = harbour.find(harbour.unlock(vault, "six words make a passphrase"))
    standing = opened.journey.page(page)
    assert standing is not None
    assert standing.newest == opened.journey.record(page)
    assert isinstance(opened.journey.record(forged[kind].id), RawNote)
    assert opened.journey.choices == opened.journey.consents == {}
    assert not list(opened.journey.standing(Administration))
