import json

import pytest

from moorings.companion.adding_passkeys import (
    add_passkey,
    ask_passkey,
    passkeys,
    take_asked,
)
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.securing import renew_recovery_code
from moorings.web import passkey_asking
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

HERE = "/settings/passkeys"
KEY, SECRET = b"credential", b"s" * 32


def has_one(opened: Opened) -> None:
    ask_passkey(opened, PASSPHRASE)
    add_passkey(opened, take_asked(opened), KEY, SECRET, "my phone")


def options(shown: str) -> dict[str, object]:
    told = shown.partition('data-options="')[2].partition('"')[0]
    found: dict[str, object] = json.loads(told.replace("&#34;", '"'))
    return found


def ticked(shown: Answer) -> list[str | None]:
    return [tag["name"] for _, tag in shown.page.tags if "checked" in tag]


def test_a_browser_is_asked_after_the_passphrase_and_told_nothing_of_the_person(
    browser: Browser, notebook: Opened
) -> None:
    wrong = browser.post(f"{HERE}/begin", {"name": "my phone", "passphrase": "no"})
    assert wrong.status == 403
    assert 'value="my phone"' in wrong.text
    assert notebook.passkey_asked is None
    shown = browser.post(
        f"{HERE}/begin", {"name": "my phone", "passphrase": PASSPHRASE}
    )
    told = options(shown.text)
    assert told["rp"] == {"id": "localhost", "name": "Notebook"}
    assert "my phone" not in json.dumps(told)
    assert notebook.passkey_asked is not None


@pytest.mark.parametrize("answer", ["", "{}", "no json", '{"id": "x"}', "x" * 40_000])
def test_an_answer_that_is_none_changes_nothing_and_counts_once(
    browser: Browser, notebook: Opened, answer: str
) -> None:
    browser.post(f"{HERE}/begin", {"name": "it", "passphrase": PASSPHRASE})
    before = notebook.unlocked.header
    for _ in range(2):
        told = browser.post(f"{HERE}/add", {"answer": answer, "secret": "AAAA"})
        assert told.status == 422
        assert "no passkey was added" in told.text
    assert notebook.unlocked.header == before


def test_the_way_in_stands_there_only_for_the_notebook_this_browser_remembers(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    has_one(notebook)
    browser.post("/unlock", {"passphrase": PASSPHRASE})
    browser.post("/lock")
    shown = browser.get("/write").text
    assert "Open with the passkey" in shown
    assert "my phone" not in shown
    browser.cookies.clear()
    assert "Open with the passkey" not in browser.get("/write").text
    del harbour


def test_it_opens_and_leads_on(browser: Browser, notebook: Opened) -> None:
    has_one(notebook)
    browser.post("/unlock", {"passphrase": PASSPHRASE})
    browser.post("/lock")
    keys = {"credential": "Y3JlZGVudGlhbA", "to": "/write"}
    for secret in ("", "c3Nz", "not base64 \N{SNOWMAN}"):
        told = browser.post("/unlock/passkey", {**keys, "secret": secret})
        assert told.status == 401
        assert "That passkey does not open it." in told.text
    secret = "c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3M"
    told = browser.post("/unlock/passkey", {**keys, "secret": secret})
    assert told.location == "/write"
    assert browser.get("/write").status == 200


def test_without_the_package_the_page_says_so(
    browser: Browser, notebook: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passkey_asking, "find_spec", lambda _: None)
    shown = browser.get(HERE)
    assert "Passkeys are not installed here" in shown.text
    assert not [each for each in shown.page.links if each.endswith("/begin")]
    del notebook


def test_while_nothing_is_kept_there_is_no_such_page(
    browser: Browser, harbour: Harbour
) -> None:
    browser.cookies[f"moorings-{PORT}"] = harbour.try_out().token
    assert browser.get(HERE).status == 404


def test_a_new_passphrase_says_what_else_opens_it_and_can_take_that_away(
    browser: Browser, notebook: Opened
) -> None:
    path, new = "/settings/passphrase", "a quiet hour by the harbour"
    assert "alone" not in browser.get(path).text
    has_one(notebook)
    asked = browser.get(path)
    assert "these open it as before: my phone." in asked.page.words
    assert ticked(asked) == ["alone"]
    form = {"passphrase": PASSPHRASE, "new": new, "again": "not the same"}
    again = browser.post(path, form)
    assert ticked(again) == []
    form["again"] = new
    browser.post(path, form)
    assert [each.name for each in passkeys(notebook)] == ["my phone"]
    browser.post(path, form | {"passphrase": new, "alone": "1"})
    assert passkeys(notebook) == ()


@pytest.mark.parametrize("alone", ["1", ""])
def test_with_the_recovery_code_as_well(
    browser: Browser, notebook: Opened, harbour: Harbour, alone: str
) -> None:
    code = renew_recovery_code(notebook, PASSPHRASE, harbour.stretching())
    has_one(notebook)
    harbour.lock(notebook)
    assert "Take the passkeys away as well" in browser.get("/recover").page.words
    new = "a quiet hour by the harbour"
    form = {"code": code, "passphrase": new, "alone": alone}
    browser.post("/recover", form)
    said = browser.get("/").page.words
    assert "Your new passphrase is set." in said
    assert ("A passkey opens it, too" in said) is (alone == "")
