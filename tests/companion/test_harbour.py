import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import apsw
import pytest

from moorings.companion.boxing import box_record
from moorings.companion.choosing import choose
from moorings.companion.errors import (
    DoorNeededError,
    DoorTakenError,
    LockedError,
    ReadOnlyError,
    TooSoonError,
    UnknownVaultError,
    WeakPassphraseError,
)
from moorings.companion.harbour import Harbour, Made
from moorings.companion.opened import Opened, new_id
from moorings.companion.patience import FREE_TRIES, wait_after
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import Choice, Entry, When
from moorings.storage.log import NotKeptError, VaultInUseError
from moorings.storage.sqlite import FILE_NAME, SqliteLog
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import (
    DamagedHeaderError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from moorings.vault.recovery import new_code

if TYPE_CHECKING:
    from tests.conftest import SetClock

PASSPHRASE = "six words make a passphrase"
WRONG = "some other words entirely"
Form = Callable[..., Written]


@pytest.fixture
def made(harbour: Harbour) -> Made:
    return harbour.make(PASSPHRASE)


@pytest.fixture
def vault(harbour: Harbour, made: Made) -> str:
    """Give a vault that is locked."""
    harbour.lock_all()
    return made.opened.owner.hex()


def entry(text: str = "words") -> Entry:
    when = When(date(2026, 3, 1))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Entry(id=new_id(), written_at=at, when=when, text=text)


def opens(harbour: Harbour, token: str, *, active: bool = True) -> bool:
    return harbour.find(token, active=active).condition.sound


def fail(harbour: Harbour, vault: str, times: int, clock: "SetClock") -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphraseError):
            harbour.unlock(vault, WRONG)
        clock.go_on(900)


# --- making ---------------------------------------------------------------------------


def test_a_new_vault_is_open_and_holds_its_first_records(harbour: Harbour) -> None:
    first = entry()
    made = harbour.make(PASSPHRASE, first=(first,))
    assert harbour.find(made.token) is made.opened
    assert list(made.opened.journey.records()) == [first]
    assert made.opened.condition.sound
    assert harbour.vaults() == (made.opened.owner.hex(),)


def test_a_new_vault_opens_later_with_its_passphrase_and_with_its_code(
    harbour: Harbour, made: Made, vault: str
) -> None:
    ways: list[Callable[[], str]] = [
        lambda: harbour.unlock(vault, PASSPHRASE),
        lambda: harbour.recover(vault, made.code),
    ]
    for open_it in ways:
        opened = harbour.find(open_it())
        assert opened.journey == made.opened.journey
        harbour.lock_all()


def test_only_its_owner_may_enter_the_data_folder(
    harbour: Harbour, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        harbour.make(PASSPHRASE)
    finally:
        os.umask(before)
    folders = [tmp_path / "data", harbour.folder, *harbour.folder.iterdir()]
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700] * 3


@pytest.mark.parametrize(
    "passphrase", ["", "short", "aaaaaaaaaaaaaaaa", "  a b c d   "]
)
def test_a_vault_is_not_made_with_a_passphrase_that_can_be_guessed(
    harbour: Harbour, passphrase: str
) -> None:
    with pytest.raises(WeakPassphraseError):
        harbour.make(passphrase)
    assert harbour.vaults() == ()


def test_a_disk_that_refuses_leaves_no_vault_and_no_lock(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotKeptError(reason="Full")

    with monkeypatch.context() as patched:
        patched.setattr(Opened, "put_header", refuse)
        with pytest.raises(NotKeptError):
            harbour.make(PASSPHRASE)
    assert harbour.vaults() == ()
    assert harbour.make(PASSPHRASE).opened.owner.hex() in harbour.vaults()


def test_neither_a_half_made_vault_nor_anything_else_there_is_a_vault(
    harbour: Harbour, vault: str
) -> None:
    for name in (f".{vault}", f"{vault} copy", "notes", vault.upper() + "A"):
        shutil.copytree(harbour.folder / vault, harbour.folder / name)
    (harbour.folder / ("0" * 32)).mkdir()
    (harbour.folder / ("1" * 32)).touch()
    assert harbour.vaults() == (vault,)
    assert harbour.which() == vault


def test_no_repr_of_what_was_made_shows_a_secret(made: Made) -> None:
    shown = repr(made) + repr(made.opened)
    assert made.token not in shown
    assert made.code not in shown
    assert made.opened.unlocked.vault_key.hex() not in shown


# --- trying out -----------------------------------------------------------------------


def test_trying_out_keeps_nothing_on_disk(harbour: Harbour, written: Form) -> None:
    made = harbour.try_out()
    write_entry(made.opened, new_id(), written("gone with the process"))
    assert harbour.find(made.token).journey.count() == 1
    assert not harbour.folder.exists()
    assert harbour.vaults() == ()
    assert not made.opened.kept
    assert made.code == ""


def test_what_was_tried_out_is_gone_once_locked(harbour: Harbour) -> None:
    made = harbour.try_out()
    harbour.lock(made.opened)
    with pytest.raises(LockedError):
        harbour.find(made.token)
    assert made.opened.log.header(made.opened.owner) is None


# --- which vault ----------------------------------------------------------------------


def test_without_a_vault_there_is_none_to_find(harbour: Harbour) -> None:
    with pytest.raises(UnknownVaultError, match="moorings new"):
        harbour.which(how="moorings new")


def test_the_only_vault_is_the_one_that_is_meant(harbour: Harbour, vault: str) -> None:
    assert harbour.which() == vault
    assert harbour.which(remembered="0" * 32) == vault


def test_of_two_vaults_the_remembered_or_the_named_one_is_meant(
    harbour: Harbour, vault: str
) -> None:
    other = harbour.make(PASSPHRASE, door="Blue Door").opened.owner.hex()
    harbour.lock_all()
    assert harbour.which(remembered=vault) == vault
    assert harbour.which(remembered=vault, door=" blue  door") == other


def test_without_a_word_the_only_vault_that_has_no_door_name_is_meant(
    harbour: Harbour, vault: str
) -> None:
    made = harbour.make(PASSPHRASE, door="Blue Door")
    assert harbour.which() == vault
    harbour.name_door(made.opened, "")
    with pytest.raises(DoorNeededError, match="say which"):
        harbour.which(how="say which")


def test_no_two_vaults_bear_the_same_door_name(harbour: Harbour, vault: str) -> None:
    made = harbour.make(PASSPHRASE, door="Blue Door")
    with pytest.raises(DoorTakenError):
        harbour.make(PASSPHRASE, door=" blue door ")
    first = harbour.find(harbour.unlock(vault, PASSPHRASE))
    with pytest.raises(DoorTakenError):
        harbour.name_door(first, "BLUE DOOR")
    harbour.name_door(made.opened, "blue door")
    assert len(harbour.vaults()) == 2


def test_a_door_that_nobody_has_leads_nowhere_and_takes_as_long(
    harbour: Harbour,
) -> None:
    harbour.make(PASSPHRASE, door="another door")
    assert harbour.which(door="no such door") == ""
    with pytest.raises(WrongPassphraseError):
        harbour.unlock("", PASSPHRASE, name="no such door")
    for _ in range(5):
        with pytest.raises(WrongRecoveryCodeError):
            harbour.recover("", new_code(), name="no such door")
    with pytest.raises(TooSoonError):
        harbour.recover("", new_code(), name="No  Such Door")


def test_a_damaged_vault_hides_no_other(harbour: Harbour, vault: str) -> None:
    other = harbour.make(PASSPHRASE, door="Blue Door").opened.owner.hex()
    harbour.lock_all()
    (harbour.folder / vault / FILE_NAME).write_bytes(b"no vault any more" * 100)
    assert harbour.which(door="blue door") == other
    assert harbour.which(door="no such door") == ""
    assert harbour.which(remembered=other) == other


def test_two_vaults_are_open_side_by_side_and_know_nothing_of_each_other(
    harbour: Harbour, written: Form
) -> None:
    one, other = harbour.make(PASSPHRASE), harbour.make(WRONG)
    write_entry(one.opened, new_id(), written("mine"))
    assert harbour.find(one.token).journey.count() == 1
    assert harbour.find(other.token).journey.count() == 0
    harbour.lock(one.opened)
    assert harbour.find(other.token) is other.opened


def test_a_vault_that_is_not_there_cannot_be_unlocked(harbour: Harbour) -> None:
    with pytest.raises(UnknownVaultError):
        harbour.unlock("0" * 32, PASSPHRASE)


def test_a_first_page_put_into_another_vault_s_folder_does_not_open(
    harbour: Harbour, vault: str
) -> None:
    moved = "0" * 32
    shutil.move(harbour.folder / vault, harbour.folder / moved)
    with pytest.raises(DamagedHeaderError):
        harbour.unlock(moved, PASSPHRASE)
    SqliteLog(harbour.folder / moved).close()  # it was let go again


def test_a_vault_that_another_process_writes_is_not_opened(
    harbour: Harbour, vault: str
) -> None:
    with closing(SqliteLog(harbour.folder / vault)), pytest.raises(VaultInUseError):
        harbour.unlock(vault, PASSPHRASE)
    assert opens(harbour, harbour.unlock(vault, PASSPHRASE))


# --- patience -------------------------------------------------------------------------


def test_four_tries_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(tries) for tries in range(18)]
    assert waits == [
        0,
        0,
        0,
        0,
        0,
        1,
        2,
        4,
        8,
        16,
        32,
        64,
        128,
        256,
        512,
        900,
        900,
        900,
    ]
    assert wait_after(10**9) == 900
    assert wait_after(-1) == 0


def test_after_five_wrong_tries_even_the_right_passphrase_has_to_wait(
    harbour: Harbour, vault: str, clock: "SetClock"
) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            harbour.unlock(vault, WRONG)
    with pytest.raises(TooSoonError) as early:
        harbour.unlock(vault, PASSPHRASE)
    assert early.value.particulars == {"seconds": 1}
    clock.go_on(0.9)
    with pytest.raises(TooSoonError):
        harbour.unlock(vault, PASSPHRASE)
    clock.go_on(0.1)
    assert opens(harbour, harbour.unlock(vault, PASSPHRASE))


def test_the_wait_outlasts_a_restart(
    harbour: Harbour, vault: str, clock: "SetClock", tmp_path: Path
) -> None:
    fail(harbour, vault, 9, clock)
    with pytest.raises(WrongPassphraseError):
        harbour.unlock(vault, WRONG)
    restarted = Harbour(tmp_path / "data", clock, stretching=cheapest_stretching)
    with pytest.raises(TooSoonError):
        restarted.unlock(vault, PASSPHRASE)
    clock.go_on(wait_after(10))
    assert opens(restarted, restarted.unlock(vault, PASSPHRASE))
    restarted.lock_all()


def test_the_right_passphrase_makes_the_tries_free_again(
    harbour: Harbour, vault: str, clock: "SetClock"
) -> None:
    fail(harbour, vault, 7, clock)
    harbour.lock(harbour.find(harbour.unlock(vault, PASSPHRASE)))
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            harbour.unlock(vault, WRONG)


def test_each_door_has_a_patience_of_its_own(
    harbour: Harbour, made: Made, vault: str
) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            harbour.unlock(vault, WRONG)
    for _ in range(5):
        with pytest.raises(WrongRecoveryCodeError):
            harbour.recover(vault, new_code())
    ways: list[Callable[[], str]] = [
        lambda: harbour.unlock(vault, PASSPHRASE),
        lambda: harbour.recover(vault, made.code),
    ]
    for open_it in ways:
        with pytest.raises(TooSoonError):
            open_it()


def test_a_code_that_cannot_be_one_counts_as_a_try(
    harbour: Harbour, vault: str
) -> None:
    for _ in range(5):
        with pytest.raises(WrongRecoveryCodeError):
            harbour.recover(vault, "no code")
    with pytest.raises(TooSoonError):
        harbour.recover(vault, "no code")


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=4000)], ids=str)
def test_a_clock_set_back_locks_nobody_out_for_longer_than_the_wait(
    harbour: Harbour, vault: str, clock: "SetClock", back: timedelta
) -> None:
    fail(harbour, vault, 7, clock)
    clock.set_to(clock.now() - back)
    with pytest.raises(TooSoonError):
        harbour.unlock(vault, PASSPHRASE)
    clock.go_on(wait_after(7))
    assert opens(harbour, harbour.unlock(vault, PASSPHRASE))


def test_tries_on_a_vault_that_is_open_wait_as_well(
    harbour: Harbour, made: Made
) -> None:
    owner = made.opened.owner.hex()
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            harbour.unlock(owner, WRONG)
    with pytest.raises(TooSoonError):
        harbour.unlock(owner, PASSPHRASE)
    assert harbour.find(made.token) is made.opened


def test_a_full_disk_keeps_nobody_from_reading(
    harbour: Harbour, vault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WrongPassphraseError):
        harbour.unlock(vault, WRONG)
    box_record(harbour, vault, entry("noted while locked"))

    def refuse(*_: object) -> None:
        raise NotKeptError(reason="Full")

    with monkeypatch.context() as patched:
        patched.setattr(SqliteLog, "writing", refuse)
        patched.setattr(SqliteLog, "put_failures", refuse)
        opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
        assert opened.journey.count() == 0
        harbour.lock(opened)
    assert harbour.find(harbour.unlock(vault, PASSPHRASE)).journey.count() == 1


def test_a_full_disk_lets_nobody_guess_without_a_wait(
    harbour: Harbour, vault: str, clock: "SetClock", monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotKeptError(reason="Full")

    def told() -> int:
        with harbour.reach(vault) as log:
            return log.failures(bytes.fromhex(vault), "passphrase").tries

    with monkeypatch.context() as patched:
        patched.setattr(SqliteLog, "put_failures", refuse)
        for _ in range(FREE_TRIES + 1):
            with pytest.raises(WrongPassphraseError):
                harbour.unlock(vault, WRONG)
        with pytest.raises(TooSoonError):
            harbour.unlock(vault, PASSPHRASE)
        assert told() == 0
    clock.go_on(2)
    with pytest.raises(WrongPassphraseError):
        harbour.unlock(vault, WRONG)
    assert told() == FREE_TRIES + 2
    clock.go_on(3)
    assert opens(harbour, harbour.unlock(vault, PASSPHRASE))
    assert told() == 0
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongPassphraseError):
            harbour.unlock(vault, WRONG)
    assert opens(harbour, harbour.unlock(vault, PASSPHRASE))


def test_a_damaged_count_of_tries_asks_for_no_more_than_the_longest_wait(
    harbour: Harbour, vault: str, clock: "SetClock"
) -> None:
    with closing(apsw.Connection(str(harbour.folder / vault / FILE_NAME))) as db:
        db.execute(
            "INSERT INTO delay VALUES (?, 'passphrase', ?, 1e300)",
            (bytes.fromhex(vault), 2**62),
        )
    with pytest.raises(TooSoonError):
        harbour.unlock(vault, PASSPHRASE)
    clock.go_on(900)
    assert opens(harbour, harbour.unlock(vault, PASSPHRASE))


# --- sessions -------------------------------------------------------------------------


def test_an_unknown_token_finds_a_locked_vault(harbour: Harbour, made: Made) -> None:
    for token in ("", "guess", made.token[:-1]):
        with pytest.raises(LockedError):
            harbour.find(token)


def test_several_sessions_share_one_open_vault_and_lock_together(
    harbour: Harbour, made: Made
) -> None:
    other = harbour.unlock(made.opened.owner.hex(), PASSPHRASE)
    assert other != made.token
    assert harbour.find(other) is harbour.find(made.token) is made.opened
    harbour.lock(made.opened)
    for token in (other, made.token):
        with pytest.raises(LockedError):
            harbour.find(token)


def test_a_locked_vault_keeps_nothing_more(harbour: Harbour, made: Made) -> None:
    harbour.lock(made.opened)
    with pytest.raises(LockedError):
        made.opened.keep(entry())


def test_left_alone_for_five_minutes_a_vault_locks(
    harbour: Harbour, made: Made, clock: "SetClock"
) -> None:
    clock.go_on(299)
    assert opens(harbour, made.token)
    clock.go_on(299)
    assert opens(harbour, made.token, active=False)
    clock.go_on(1)
    with pytest.raises(LockedError):
        harbour.find(made.token)
    SqliteLog(harbour.folder / made.opened.owner.hex()).close()


@pytest.mark.parametrize("days", [-1, -4000, 4000])
def test_the_idle_lock_goes_by_time_that_passed_whatever_the_clock_says(
    harbour: Harbour, made: Made, clock: "SetClock", days: int
) -> None:
    clock.set_to(clock.now() + timedelta(days=days))
    assert opens(harbour, made.token)
    clock.go_on(300)
    with pytest.raises(LockedError):
        harbour.find(made.token)


@pytest.mark.parametrize(
    ("chosen", "minutes"),
    [
        ("15", 15),
        ("1", 1),
        ("0", 1),
        ("9999", 720),
        ("", 5),
        ("-5", 5),
        ("often", 5),
        ("٣", 5),
        ("1e9", 5),
    ],
)
def test_how_long_a_vault_waits_is_chosen_and_nonsense_locks_nobody_out(
    harbour: Harbour, made: Made, clock: "SetClock", chosen: str, minutes: int
) -> None:
    choose(made.opened, {"lock-after-minutes": chosen})
    clock.go_on(minutes * 60 - 1)
    assert opens(harbour, made.token)
    clock.go_on(minutes * 60)
    with pytest.raises(LockedError):
        harbour.find(made.token)


def test_out_of_sight_a_vault_has_a_minute_s_grace(
    harbour: Harbour, made: Made, clock: "SetClock"
) -> None:
    harbour.hide(made.token)
    clock.go_on(30)
    harbour.hide(made.token)  # said twice, it counts from the first
    clock.go_on(29)
    assert opens(harbour, made.token, active=False)
    clock.go_on(1)
    with pytest.raises(LockedError):
        harbour.find(made.token)


def test_coming_back_in_time_puts_the_lock_off(
    harbour: Harbour, made: Made, clock: "SetClock"
) -> None:
    harbour.hide(made.token)
    clock.go_on(59)
    harbour.find(made.token)
    clock.go_on(120)
    assert opens(harbour, made.token)


def test_locking_out_of_sight_can_be_chosen_away(
    harbour: Harbour, made: Made, clock: "SetClock"
) -> None:
    choose(made.opened, {"lock-when-hidden": "no"})
    harbour.hide(made.token)
    clock.go_on(299)
    assert opens(harbour, made.token)


def test_a_vault_stays_open_as_long_as_one_of_its_sessions_is_used(
    harbour: Harbour, made: Made, clock: "SetClock"
) -> None:
    other = harbour.unlock(made.opened.owner.hex(), PASSPHRASE)
    harbour.hide(made.token)
    for _ in range(4):
        clock.go_on(200)
        assert harbour.find(other) is made.opened
    assert harbour.find(made.token) is made.opened


def test_hiding_what_nobody_has_open_changes_nothing(harbour: Harbour) -> None:
    harbour.hide("guess")
    harbour.sweep()


def test_no_session_is_written_to_disk(harbour: Harbour, made: Made) -> None:
    place = harbour.folder / made.opened.owner.hex()
    kept = b"".join(file.read_bytes() for file in place.iterdir())
    assert made.token.encode() not in kept


# --- coming at the same time ----------------------------------------------------------


def test_unlocks_at_the_same_time_open_one_vault_once(
    harbour: Harbour, vault: str
) -> None:
    with ThreadPoolExecutor(6) as threads:
        tokens = list(
            threads.map(lambda _: harbour.unlock(vault, PASSPHRASE), range(6))
        )
    assert len(set(tokens)) == 6
    assert len({id(harbour.find(token)) for token in tokens}) == 1


def test_records_kept_at_the_same_time_are_all_kept_in_one_chain(
    harbour: Harbour, made: Made
) -> None:
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda n: made.opened.keep(entry(f"{n}")), range(60)))
    harbour.lock_all()
    vault = made.opened.owner.hex()
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE, seen=made.opened.mark))
    assert opened.condition.sound
    assert opened.journey == made.opened.journey
    assert opened.journey.count() == 60


class MeddlingClock:
    """Does something just when the key is being turned."""

    def __init__(self, clock: "SetClock") -> None:
        self.clock = clock
        self.meddle: Callable[[], object] = lambda: None

    def now(self) -> datetime:
        meddle, self.meddle = self.meddle, lambda: None
        meddle()
        return self.clock.now()

    def elapsed(self) -> float:
        return self.clock.elapsed()


@pytest.fixture
def meddled(
    tmp_path: Path, clock: "SetClock"
) -> Iterator[tuple[Harbour, MeddlingClock]]:
    meddling = MeddlingClock(clock)
    harbour = Harbour(tmp_path / "data", meddling, stretching=cheapest_stretching)
    yield harbour, meddling
    harbour.lock_all()


def test_a_vault_is_not_locked_for_idleness_under_somebody_who_is_coming_in(
    meddled: tuple[Harbour, MeddlingClock], clock: "SetClock"
) -> None:
    harbour, meddling = meddled
    made = harbour.make(PASSPHRASE)
    clock.go_on(300)
    meddling.meddle = harbour.sweep
    token = harbour.unlock(made.opened.owner.hex(), PASSPHRASE)
    assert harbour.find(token) is made.opened


def test_whoever_comes_in_just_as_the_vault_is_locked_finds_it_locked(
    meddled: tuple[Harbour, MeddlingClock],
) -> None:
    harbour, meddling = meddled
    made = harbour.make(PASSPHRASE)
    meddling.meddle = lambda: harbour.lock(made.opened)
    with pytest.raises(LockedError):
        harbour.unlock(made.opened.owner.hex(), PASSPHRASE)
    assert opens(harbour, harbour.unlock(made.opened.owner.hex(), PASSPHRASE))


# --- looking --------------------------------------------------------------------------


def test_a_vault_that_is_locked_can_be_looked_at_without_claiming_it(
    harbour: Harbour, vault: str
) -> None:
    with (
        closing(SqliteLog(harbour.folder / vault)),
        harbour.looking(vault, PASSPHRASE) as opened,
    ):
        assert opened.condition.sound
        with pytest.raises(ReadOnlyError):
            opened.keep(entry())


def test_looking_takes_nothing_out_of_the_box(harbour: Harbour, vault: str) -> None:
    box_record(harbour, vault, entry("noted while locked"))
    with harbour.looking(vault, PASSPHRASE) as opened:
        assert opened.journey.count() == 0
    assert harbour.find(harbour.unlock(vault, PASSPHRASE)).journey.count() == 1


def test_looking_needs_the_passphrase_and_the_same_patience(
    harbour: Harbour, vault: str
) -> None:
    for _ in range(5):
        with (
            pytest.raises(WrongPassphraseError),
            harbour.looking(vault, WRONG),
        ):
            pass
    with pytest.raises(TooSoonError), harbour.looking(vault, PASSPHRASE):
        pass


def test_what_is_noted_for_a_locked_vault_waits_while_another_is_open(
    harbour: Harbour, vault: str
) -> None:
    other = harbour.make(PASSPHRASE)
    box_record(harbour, vault, entry("noted while locked"))
    assert other.opened.log.shelf(other.opened.owner, "inbox") == []
    assert harbour.find(harbour.unlock(vault, PASSPHRASE)).journey.count() == 1


def test_what_is_noted_while_open_waits_in_the_box_for_the_next_unlock(
    harbour: Harbour, made: Made
) -> None:
    vault = made.opened.owner.hex()
    box_record(harbour, vault, entry("noted on another page"))
    assert made.opened.journey.count() == 0
    harbour.unlock(vault, PASSPHRASE)
    assert made.opened.journey.count() == 1


def test_the_marks_of_a_vault_tell_that_it_was_put_back(
    harbour: Harbour, made: Made, written: Form
) -> None:
    vault = made.opened.owner.hex()
    write_entry(made.opened, new_id(), written("one"))
    harbour.lock_all()
    older = (harbour.folder / vault / FILE_NAME).read_bytes()
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    write_entry(opened, new_id(), written("two"))
    harbour.lock_all()
    (harbour.folder / vault / FILE_NAME).write_bytes(older)
    back = harbour.find(harbour.unlock(vault, PASSPHRASE, seen=opened.mark))
    assert back.condition.older_than_seen
    assert not back.condition.sound


def test_the_lock_choice_of_one_vault_is_kept_over_a_restart(
    harbour: Harbour, vault: str, clock: "SetClock"
) -> None:
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    choose(opened, {"lock-after-minutes": "15"})
    choose(opened, {"lock-after-minutes": "15"})
    assert len([r for r in opened.journey.records() if isinstance(r, Choice)]) == 1
    harbour.lock_all()
    token = harbour.unlock(vault, PASSPHRASE)
    clock.go_on(600)
    assert opens(harbour, token)


def test_two_that_are_given_one_door_name_at_once_do_not_both_get_it(
    harbour: Harbour,
) -> None:
    """A name is looked for and given in one go, whether a notebook is new or not."""
    at_once, outcomes = Barrier(3), list[str]()
    old = harbour.make("a lamp beside the harbour wall", door="old").opened

    def noted(act: Callable[[], object]) -> None:
        at_once.wait()
        try:
            act()
            outcomes.append("named")
        except DoorTakenError:
            outcomes.append("taken")

    acts: tuple[Callable[[], object], ...] = (
        lambda: harbour.make("another lamp at another wall", door="blue"),
        lambda: harbour.make("a third lamp by the third wall", door="blue"),
        lambda: harbour.name_door(old, "blue"),
    )
    threads = [Thread(target=noted, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["named", "taken", "taken"]
    assert harbour.which(door="blue")
