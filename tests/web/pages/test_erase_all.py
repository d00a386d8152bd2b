from collections.abc import Callable

import pytest

from moorings.companion.opened import Opened
from moorings.storage.log import VaultInUseError
from moorings.web.pages import erase_all
from moorings.web.visitor import House
from tests.web.conftest import PASSPHRASE, PORT, Browser

HERE = "/settings/erase"
TOLD = {"passphrase": PASSPHRASE, "word": "delete"}


def test_the_page_says_what_goes_and_what_cannot(
    browser: Browser, notebook: Opened, house: House, write: Callable[..., str]
) -> None:
    write("one")
    house.backups.make(notebook)
    shown = browser.get(HERE).page
    assert "Everything goes: 1 page" in shown.words
    assert "1 backup on this machine goes with it" in shown.words
    assert "What cannot be reached" in shown.words
    assert "Other notebooks" not in shown.words
    assert "/settings/take-out" in shown.links


def test_it_is_gone_with_its_backups_and_the_browser_forgets_it(
    browser: Browser, notebook: Opened, house: House, write: Callable[..., str]
) -> None:
    write("one")
    house.backups.make(notebook)
    browser.post("/settings/device", {"theme": "night"})
    assert f"moorings-device-{PORT}" in browser.cookies
    answer = browser.post(HERE, TOLD)
    assert answer.location == "/away"
    assert answer.header("clear-site-data") == '"cache", "storage"'
    assert not browser.cookies
    assert notebook.locked
    assert list(house.harbour.folder.iterdir()) == []
    assert "Nothing has been made here yet" in browser.get("/").page.words


def test_another_notebook_here_and_what_waits_for_it_stay(
    browser: Browser, notebook: Opened, house: House
) -> None:
    other = house.harbour.make("another lamp at another wall", door="two").opened
    assert "Other notebooks on this machine are not touched" in (
        browser.get(HERE).page.words
    )
    assert browser.post(HERE, TOLD).header("clear-site-data") == '"cache"'
    assert house.harbour.vaults() == (other.owner.hex(),)
    assert not other.locked
    assert notebook.locked


@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        (TOLD | {"word": "delet"}, 422, "The word is not there yet"),
        (TOLD | {"passphrase": "not this one"}, 403, "That does not open it"),
    ],
)
def test_without_word_or_passphrase_nothing_goes(
    browser: Browser, notebook: Opened, told: dict[str, str], status: int, said: str
) -> None:
    answer = browser.post(HERE, told)
    assert answer.status == status
    assert said in answer.page.words
    assert ("word", "text", told["word"]) in answer.page.form(HERE).fields
    assert not notebook.locked


def test_where_the_system_keeps_it_back_it_is_said_and_nothing_is_lost(
    browser: Browser,
    notebook: Opened,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise VaultInUseError

    monkeypatch.setattr(erase_all, "delete_vault", refuse)
    answer = browser.post(HERE, TOLD)
    assert answer.status == 409
    assert "Nothing is lost" in answer.page.words
    assert house.harbour.vaults() == (notebook.owner.hex(),)


def test_what_is_not_kept_has_nothing_to_delete(house: House, browser: Browser) -> None:
    browser.get(f"/open/{house.link}")
    browser.post("/welcome/gift", {"gift": "in"})
    assert browser.get(HERE).status == 409
