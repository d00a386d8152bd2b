"""What is asked at a terminal, and what happens when nobody answers."""

import argparse
import getpass
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest

from moorings import cli
from moorings.cli import new, serve, verify
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Condition
from moorings.companion.verifying import Verdict
from moorings.library.words import passphrase_words
from moorings.settings import Settings
from moorings.vault.derivation import cheapest_stretching
from tests.cli.conftest import PASSPHRASE

Ask = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    def harbour_of(settings: Settings) -> Harbour:
        clock = SystemClock()
        return Harbour(settings.data, clock, stretching=cheapest_stretching)

    monkeypatch.setattr(new, "harbour_of", harbour_of)
    monkeypatch.delenv("MOORINGS_PASSPHRASE_FILE", raising=False)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Sit at a terminal and answer."""
    asked: list[str] = []

    def sit(*answers: str) -> list[str]:
        waiting = list(answers)

        def answer(question: str) -> str:
            asked.append(question)
            if not waiting:
                raise EOFError
            return waiting.pop(0)

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(getpass, "getpass", answer)
        return asked

    return sit


def test_a_new_passphrase_is_asked_for_twice(
    ask: Ask, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ask(PASSPHRASE, PASSPHRASE)
    assert cli.main(["new", "--data", str(data)]) == 0
    assert len(asked) == 2
    assert PASSPHRASE not in capsys.readouterr().out


def test_two_different_ones_make_nothing(
    ask: Ask, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(PASSPHRASE, "another one altogether")
    assert cli.main(["new", "--data", str(data)]) == 2
    assert "are not the same" in capsys.readouterr().err
    assert not data.exists()


def test_answered_with_nothing_six_words_are_drawn_and_shown_once(
    ask: Ask, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("")
    assert cli.main(["new", "--data", str(data)]) == 0
    said = capsys.readouterr().out
    words = said.splitlines()[0].partition(": ")[2].split()
    assert len(words) == 6
    assert set(words) <= set(passphrase_words())


def test_whoever_goes_away_is_not_waited_for(
    ask: Ask, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask()
    assert cli.main(["new", "--data", str(data)]) == 2
    assert "nobody here to ask" in capsys.readouterr().err


def test_interrupting_the_question_ends_quietly(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", interrupt)
    assert cli.main(["new", "--data", str(data)]) == 130
    assert capsys.readouterr().err == ""


def test_a_fault_of_ours_is_told_without_a_trace(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("canary-19ab")

    monkeypatch.setattr(verify, "run", fail)
    assert cli.main(["verify", "--data", str(data)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Something in the program went wrong (RuntimeError)")
    assert "canary" not in said
    assert said.count("\n") == 1


def test_everything_that_can_be_found_is_told() -> None:
    found = Verdict(
        records=9,
        pages=5,
        drafts=1,
        pictures=1,
        erased=1,
        condition=Condition(
            damaged=(2,),
            unlinked=(3,),
            unexplained=(4,),
            missing_end=True,
            torn=True,
            unknown=2,
        ),
        unreadable=("drafts ab",),
    )
    told = verify._told(found)
    assert len(told) == 7
    assert "the end of the vault is missing" in told
    assert "part of the file cannot be reached, so nothing is written to it" in told


@pytest.mark.parametrize("quiet", [True, False])
def test_the_browser_is_opened_at_the_link_unless_it_should_not_be(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    quiet: bool,  # noqa: FBT001
) -> None:
    opened: list[tuple[object, ...]] = []

    class Timer:
        def __init__(self, _: float, call: object, given: tuple[str, ...]) -> None:
            opened.append((call, *given))

        def start(self) -> None:
            """Nothing waits in a test."""

    monkeypatch.setattr(threading, "Timer", Timer)
    monkeypatch.setattr(serve, "_serve", lambda _, listening: close(listening))
    chosen = argparse.Namespace(origin=[], port=0, no_browser=quiet)
    assert serve.run(chosen, Settings(data)) == 0
    link = capsys.readouterr().out.partition("(ten minutes): ")[2].split()[0]
    assert opened == ([] if quiet else [(webbrowser.open, link)])


def close(listening: list[socket.socket]) -> None:
    for each in listening:
        each.close()
