"""A passkey opens the vault beside passphrase and code, and takes nothing from them."""

import hmac
import json

import msgspec
import pytest

from moorings.vault.box import open_with, public_of
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import (
    DamagedHeaderError,
    TooManyPasskeysError,
    UnknownFormatError,
    WrongPasskeyError,
    WrongPassphraseError,
)
from moorings.vault.header import (
    MOST_PASSKEYS,
    Unlocked,
    new_header,
    open_with_code,
    open_with_passkey,
    open_with_passphrase,
    read_header,
    with_new_code,
    with_new_passphrase,
    with_passkey,
    without_passkeys,
    write_header,
)
from moorings.vault.recovery import new_code
from moorings.vault.wraps import new_salt

PASSPHRASE, CODE = "harbour lantern quiet pebble", new_code()
CHEAP = cheapest_stretching()
SALT = new_salt()
ONE, OTHER = b"credential one", b"another credential"
SECRET, WRONG = b"s" * 32, b"w" * 32


@pytest.fixture(scope="module")
def plain() -> Unlocked:
    return new_header(PASSPHRASE, CODE, CHEAP, 7)


@pytest.fixture(scope="module")
def made(plain: Unlocked) -> Unlocked:
    return with_passkey(plain, ONE, SALT, SECRET)


def page(unlocked: Unlocked) -> bytes:
    return write_header(unlocked.header)


def key(unlocked: Unlocked) -> bytes:
    return unlocked.vault_key


def test_it_opens_with_what_the_passkey_gives(made: Unlocked) -> None:
    assert key(open_with_passkey(page(made), ONE, SECRET)) == key(made)


def test_passphrase_and_code_open_as_before(made: Unlocked) -> None:
    assert key(open_with_passphrase(page(made), PASSPHRASE)) == key(made)
    assert key(open_with_code(page(made), CODE)) == key(made)


@pytest.mark.parametrize(
    ("name", "secret"), [(ONE, WRONG), (OTHER, SECRET), (ONE, b"")]
)
def test_nothing_else_opens_it(made: Unlocked, name: bytes, secret: bytes) -> None:
    with pytest.raises(WrongPasskeyError):
        open_with_passkey(page(made), name, secret)


def test_a_page_without_one_is_as_it_always_was(plain: Unlocked) -> None:
    told = json.loads(page(plain))
    assert "passkeys" not in told
    assert told["format"] == 1
    with pytest.raises(WrongPasskeyError):
        open_with_passkey(page(plain), ONE, SECRET)


def test_a_page_with_one_is_known_by_its_format_and_never_taken_for_the_old(
    made: Unlocked,
) -> None:
    assert read_header(page(made)).format == 2
    for changed in (
        msgspec.structs.replace(made.header, format=1),
        msgspec.structs.replace(made.header, passkeys=msgspec.UNSET),
    ):
        with pytest.raises(UnknownFormatError):
            read_header(write_header(changed))


def test_a_new_passphrase_or_code_leaves_it_a_way_in_to_the_new_key(
    made: Unlocked,
) -> None:
    for renewed in (
        with_new_passphrase(made, "quite another passphrase", CHEAP),
        with_new_code(made, PASSPHRASE, CHEAP, new_code()),
    ):
        assert key(renewed) != key(made)
        assert key(open_with_passkey(page(renewed), ONE, SECRET)) == key(renewed)
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(
            page(with_new_passphrase(made, "quite another passphrase", CHEAP)),
            PASSPHRASE,
        )


def test_taken_away_it_opens_nothing_and_the_key_is_another(made: Unlocked) -> None:
    both = with_passkey(made, OTHER, SALT, WRONG)
    left = without_passkeys(both, (ONE,), PASSPHRASE, CHEAP)
    assert key(left) != key(both)
    with pytest.raises(WrongPasskeyError):
        open_with_passkey(page(left), ONE, SECRET)
    assert key(open_with_passkey(page(left), OTHER, WRONG)) == key(left)
    none = without_passkeys(left, (OTHER,), PASSPHRASE, CHEAP)
    assert "passkeys" not in json.loads(page(none))
    assert key(open_with_passphrase(page(none), PASSPHRASE)) == key(none)
    assert key(open_with_code(page(none), CODE)) == key(none)


def test_the_same_passkey_again_takes_its_own_place(made: Unlocked) -> None:
    again = with_passkey(made, ONE, new_salt(), WRONG)
    assert len(again.header.known_passkeys) == 1
    assert key(open_with_passkey(page(again), ONE, WRONG)) == key(made)


def test_it_is_wrapped_as_the_specification_says(made: Unlocked) -> None:
    vault, (wrap,) = made.header.vault, made.header.known_passkeys
    info = b"moorings/1/passkey" + vault + ONE
    drawn = hmac.digest(SALT, SECRET, "sha256")
    private = hmac.digest(drawn, info + b"\x01", "sha256")
    assert wrap.public == public_of(private)
    context = b"\0".join(
        (b"moorings/1/passkey", vault, SALT, wrap.public, wrap.credential)
    )
    assert open_with(private, wrap.sealed, context) == key(made)


def test_where_there_are_as_many_as_may_be_one_of_them_can_be_made_anew(
    plain: Unlocked,
) -> None:
    full = plain
    for number in range(MOST_PASSKEYS):
        full = with_passkey(full, b"credential %d" % number, new_salt(), SECRET)
    again = with_passkey(full, b"credential 0", SALT, WRONG)
    assert len(again.header.known_passkeys) == MOST_PASSKEYS
    assert key(open_with_passkey(page(again), b"credential 0", WRONG)) == key(again)
    with pytest.raises(TooManyPasskeysError, match=str(MOST_PASSKEYS)):
        with_passkey(full, b"one more", SALT, SECRET)


@pytest.mark.parametrize("part", ["salt", "public", "sealed", "credential"])
def test_a_part_that_was_changed_opens_nothing(made: Unlocked, part: str) -> None:
    (wrap,) = made.header.known_passkeys
    value = getattr(wrap, part)
    spoilt = msgspec.structs.replace(wrap, **{part: bytes([value[0] ^ 1]) + value[1:]})
    header = msgspec.structs.replace(made.header, passkeys=(spoilt,))
    with pytest.raises((WrongPasskeyError, DamagedHeaderError)):
        open_with_passkey(write_header(header), ONE, SECRET)


def test_a_wrap_of_another_vault_opens_nothing_here(made: Unlocked) -> None:
    other = with_passkey(new_header(PASSPHRASE, CODE, CHEAP, 7), ONE, SALT, SECRET)
    swapped = msgspec.structs.replace(made.header, passkeys=other.header.passkeys)
    with pytest.raises((WrongPasskeyError, DamagedHeaderError)):
        open_with_passkey(write_header(swapped), ONE, SECRET)


def test_one_that_somebody_added_is_found_out(made: Unlocked, plain: Unlocked) -> None:
    """Whoever can write the file can put a wrap in, and not the MAC that fits it."""
    header = msgspec.structs.replace(
        made.header, mac=plain.header.mac, passkeys=made.header.passkeys
    )
    with pytest.raises(DamagedHeaderError):
        open_with_passkey(write_header(header), ONE, SECRET)
    with pytest.raises(DamagedHeaderError):
        open_with_passphrase(write_header(header), PASSPHRASE)
