import pytest

from moorings.companion.errors import TooSoonError, WeakPassphraseError
from moorings.companion.harbour import Harbour, Made
from moorings.companion.opened import Opened
from moorings.companion.securing import (
    change_passphrase,
    check_recovery_code,
    offer_passphrase,
    prove,
    renew_recovery_code,
)
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError, WrongRecoveryCodeError
from moorings.vault.recovery import new_code

OLD, NEW = "six words make a passphrase", "another six words entirely"


@pytest.fixture
def made(harbour: Harbour) -> Made:
    return harbour.make(OLD)


@pytest.fixture
def vault(made: Made) -> str:
    return made.opened.owner.hex()


def test_six_words_are_drawn_by_chance_from_the_list() -> None:
    words = [f"word{number}" for number in range(2048)]
    offered = {offer_passphrase(words) for _ in range(20)}
    assert len(offered) == 20
    assert all(set(each.split()) <= set(words) for each in offered)
    assert all(len(each.split()) == 6 for each in offered)


def test_only_the_passphrase_proves_who_asks(opened: Opened, made: Made) -> None:
    prove(made.opened, OLD)
    with pytest.raises(WrongPassphraseError):
        prove(made.opened, NEW)
    with pytest.raises(WrongPassphraseError):
        prove(opened, OLD)


def test_whoever_guesses_at_an_open_vault_has_to_wait_and_its_door_stays_free(
    harbour: Harbour, made: Made, vault: str
) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassphraseError):
            prove(made.opened, NEW)
    with pytest.raises(TooSoonError):
        prove(made.opened, OLD)
    harbour.lock_all()
    assert harbour.unlock(vault, OLD)


def test_after_a_change_the_new_passphrase_and_the_code_open_and_the_old_does_not(
    harbour: Harbour, made: Made, vault: str
) -> None:
    change_passphrase(made.opened, NEW, cheapest_stretching())
    harbour.lock_all()
    with pytest.raises(WrongPassphraseError):
        harbour.unlock(vault, OLD)
    for token in (harbour.unlock(vault, NEW), harbour.recover(vault, made.code)):
        assert harbour.find(token).condition.sound


def test_a_weak_passphrase_changes_nothing(
    harbour: Harbour, made: Made, vault: str
) -> None:
    with pytest.raises(WeakPassphraseError):
        change_passphrase(made.opened, "weak", cheapest_stretching())
    harbour.lock_all()
    assert harbour.find(harbour.unlock(vault, OLD)).condition.sound


def test_a_renewed_code_opens_and_the_old_sheet_does_not(
    harbour: Harbour, made: Made, vault: str
) -> None:
    code = renew_recovery_code(made.opened, OLD, cheapest_stretching())
    harbour.lock_all()
    with pytest.raises(WrongRecoveryCodeError):
        harbour.recover(vault, made.code)
    assert harbour.find(harbour.recover(vault, code)).condition.sound


def test_a_code_is_not_renewed_for_whoever_does_not_know_the_passphrase(
    harbour: Harbour, made: Made, vault: str
) -> None:
    with pytest.raises(WrongPassphraseError):
        renew_recovery_code(made.opened, "not these words", cheapest_stretching())
    harbour.lock_all()
    assert harbour.find(harbour.recover(vault, made.code)).condition.sound


def test_a_code_typed_back_right_is_remembered_and_a_wrong_one_is_not(
    made: Made,
) -> None:
    for typed in (new_code(), "no code"):
        with pytest.raises(WrongRecoveryCodeError):
            check_recovery_code(made.opened, typed)
    assert not made.opened.journey.recovery_checked
    check_recovery_code(made.opened, made.code.lower())
    assert made.opened.journey.recovery_checked


def test_a_door_can_be_named_renamed_and_its_name_taken_off(
    harbour: Harbour, made: Made, vault: str
) -> None:
    for name in ("Blue door", "Red door"):
        harbour.name_door(made.opened, name)
        assert harbour.which(door=name) == vault
    assert harbour.which(door="Blue door") == ""
    harbour.name_door(made.opened, "")
    assert harbour.which(door="Red door") == ""
