"""Q04: what goes wrong is told with a number, and with no word of anybody's."""

import base64
import gzip
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from unittest.mock import AsyncMock

import pytest

from campaigns.fuzzing_forms import Form
from moorings.cli import main
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.web import assets, security
from moorings.web.app import all_routes
from tests.checklist.hidden import hidden_in
from tests.web.addresses import filled
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser

CANARY = "canary-7f3a"
FEWEST = 10
POCKET = f"set-cookie: moorings-device-{PORT}="


@pytest.fixture
def said(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[[], bytes]]:
    """Give all that was written to a log or a screen since the last time."""

    def told() -> bytes:
        shown, records = capsys.readouterr(), caplog.text
        caplog.clear()
        return f"{shown.out}{shown.err}{records}".encode()

    with caplog.at_level(logging.DEBUG):
        yield told


def test_q04_a_fault_is_told_with_all_headers_and_no_word_of_it_anywhere(
    browser: Browser,
    notebook: Opened,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del notebook
    canary = "canary-7f3a"
    failing = AsyncMock(side_effect=RuntimeError(canary))
    for route in all_routes():
        wrapped = route.endpoint.__closure__
        method = "POST" if "POST" in (route.methods or ()) else "GET"
        if wrapped is None:
            continue
        with monkeypatch.context() as patch, caplog.at_level(logging.DEBUG):
            caplog.clear()
            patch.setattr(wrapped[0], "cell_contents", failing)
            failing.__module__ = route.endpoint.__module__
            headers = [("sec-fetch-site", "same-origin")]
            path = filled(route.path)
            answer = browser.ask(method, path, [canary.encode()], headers=headers)
        assert answer.status == 500, path
        told = re.search(r"find the fault: ([0-9a-f]{8})", answer.text)
        assert told, path
        [line] = [r.getMessage() for r in caplog.records if r.name == "moorings"]
        assert line == f"{route.endpoint.__module__} RuntimeError {told[1]}"
        assert canary not in answer.text + caplog.text
        assert "Traceback" not in answer.text + caplog.text
        for header, value in security.HEADERS.items():
            assert answer.all(header) == [value]
    said = capsys.readouterr()
    assert canary not in said.out + said.err


def test_q04_a_fault_outside_of_every_page_is_told_in_the_same_way(
    browser: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(dict[str, assets.Asset]):
        def get(self, *_: object) -> NoReturn:
            raise RuntimeError("canary-7f3a")

    failing = Failing(assets.assets())
    monkeypatch.setattr(assets, "assets", lambda: failing)
    answer = browser.get("/static/x/app.css")
    assert answer.status == 500
    assert "A fault of ours" in answer.text
    assert "canary" not in answer.text + caplog.text
    assert "Traceback" not in answer.text + caplog.text
    assert answer.header("cache-control") == "no-store"


def sent(browser: Browser, forms: list[Form]) -> Iterator[tuple[str, Answer]]:
    """Put private words wherever some can be typed, and send it."""
    for form in forms:
        typed = {name: f"{CANARY} {name}" for name in form.typed}
        yield form.action, browser.post(form.action, form.plain() | typed)


def outside(answer: Answer) -> bytes:
    """Give all headers but what this browser is asked to keep of the pocket card."""
    told = (f"{name}: {value}" for name, value in answer.headers)
    return "\n".join(t for t in told if not t.startswith(POCKET)).encode()


def test_q04_what_is_typed_goes_back_to_whoever_typed_it_and_nowhere_else(
    browser: Browser,
    notebook: Opened,
    forms: list[Form],
    said: Callable[[], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise RuntimeError(f"{CANARY} in the depths")

    faults = given_back = 0
    with monkeypatch.context() as patch:
        for broken in ("keep", "put_header"):
            patch.setattr(type(notebook), broken, fail)
        for path, answer in sent(browser, forms):
            told = said()
            assert not hidden_in(told + outside(answer), [CANARY]), path
            if answer.status == 500:
                faults += 1
                assert CANARY not in answer.text, path
                assert b" RuntimeError " in told, path
    for path, answer in sent(browser, forms):
        assert answer.status < 500, path
        assert not hidden_in(said() + outside(answer), [CANARY]), path
        given_back += CANARY in answer.text
    assert faults > FEWEST
    assert given_back


def test_q04_a_crash_of_a_command_tells_no_word(
    vault: Harbour,
    environment: dict[str, str],
    said: Callable[[], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise RuntimeError(f"{CANARY} {PASSPHRASE}")

    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    data = str(vault.folder.parent)
    commands = ("verify", "export", "backup")
    for command in commands:
        target = [str(Path(data) / "there")] if command == "export" else []
        with monkeypatch.context() as patch:
            patch.setattr(Harbour, "unlock", fail)
            patch.setattr(Harbour, "looking", fail)
            status = main([command, "--data", data, *target])
        told = said()
        assert status != 0, command
        assert b"RuntimeError" in told, command
        assert not hidden_in(told, [CANARY, PASSPHRASE]), command


@pytest.mark.parametrize(
    "written",
    [
        "Zwielichtfälter",
        "Zwielichtfälter".encode("utf-16-le"),
        "Zwielichtfälter".encode("utf-16-be"),
        b"Zwielichtf\\u00e4lter",
        b"Zwielichtf%C3%A4lter",
        b"ZWIELICHTF%c3%a4lter",
        *(base64.b64encode(bytes(n) + "Zwielichtfälter!".encode()) for n in range(3)),
        zlib.compress(b"before Zwielichtf\xc3\xa4lter"),
        gzip.compress(b"before Zwielichtf\xc3\xa4lter"),
    ],
)
def test_q04_however_a_word_is_written_it_would_be_found(written: bytes | str) -> None:
    content = written if isinstance(written, bytes) else written.encode()
    words = ["Zwielichtfälter", "another"]
    assert hidden_in(b"before" + content + b"behind", words) == {words[0]}
    assert hidden_in(b"before" + content[:12] + b"behind", words) == set()
