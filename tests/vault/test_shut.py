"""A first page that nothing opens."""

import json

import pytest

from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import (
    WrongPasskeyError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from moorings.vault.header import (
    new_header,
    open_with_code,
    open_with_passkey,
    open_with_passphrase,
    read_header,
    write_header,
)
from moorings.vault.recovery import new_code
from moorings.vault.shut import shut_page

CHEAP = cheapest_stretching()


def test_it_is_read_like_any_and_no_secret_opens_it() -> None:
    page = shut_page(CHEAP, 1)
    assert read_header(page).passphrase.stretching == CHEAP
    with pytest.raises(WrongPassphraseError):
        open_with_passphrase(page, "any words at all")
    with pytest.raises(WrongRecoveryCodeError):
        open_with_code(page, new_code())
    with pytest.raises(WrongPasskeyError):
        open_with_passkey(page, b"k" * 20, b"s" * 32)


def test_it_has_all_that_any_page_has_and_is_another_each_time() -> None:
    page = json.loads(shut_page(CHEAP, 1))
    real = write_header(new_header("six words make one", new_code(), CHEAP, 1).header)
    assert page.keys() == json.loads(real).keys()
    again = json.loads(shut_page(CHEAP, 1))
    fixed = {"format", "records_version", "door", "passphrase", "recovery"}
    assert all(page[name] != again[name] for name in page.keys() - fixed)
    assert page["passphrase"]["commitment"] != again["passphrase"]["commitment"]
