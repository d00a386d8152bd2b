"""Q10: guessing gets slow, wherever it comes from, and nobody is locked out by it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from campaigns.in_memory import in_memory
from moorings.companion.errors import TooSoonError
from moorings.companion.harbour import Harbour, Made
from moorings.companion.patience import wait_after
from moorings.errors import MooringsError
from moorings.vault import wraps
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.recovery import new_code
from moorings.web.app import create_app
from moorings.web.security import Origins
from moorings.web.visitor import House
from tests.conftest import SetClock, hashed
from tests.web.conftest import PASSPHRASE, PLAIN, PORT, Answer, Browser

WRONG = "not this passphrase"
TRIES = 100
#: How long one has to wait after the first, second ... wrong try in a row.
WAITS = (0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512) + (900,) * (TRIES - 14)
A_WEEK = 7 * 24 * 3_600
MOST_A_WEEK = 700
#: How many machines somebody guesses from, and what each of them claims to be.
ADDRESSES = {
    "from one": lambda _: ("127.0.0.1", ()),
    "from fifty": lambda n: (f"10.0.0.{n % 50}", ()),
    "from one that says it is many": lambda n: (
        "127.0.0.1",
        (
            ("x-forwarded-for", f"203.0.113.{n}"),
            ("x-real-ip", f"203.0.113.{n}"),
            ("forwarded", f"for=203.0.113.{n}"),
        ),
    ),
}
From = Callable[[int], tuple[str, tuple[tuple[str, str], ...]]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(wraps, "stretch", hashed)
    with in_memory(tmp_path) as found:
        yield found


@pytest.fixture
def start(place: Path, clock: SetClock) -> Iterator[Callable[[], Harbour]]:
    """Start it anew over the same notebooks."""
    started: list[Harbour] = []

    def again() -> Harbour:
        for before in started:
            before.lock_all()
        started.append(Harbour(place, clock, stretching=cheapest_stretching))
        return started[-1]

    yield again
    for each in started:
        each.lock_all()


class Guesser:
    """Somebody who sends passphrases, each from another machine as it may be."""

    def __init__(self, harbour: Harbour, addresses: From) -> None:
        self._app = create_app(House(harbour, Origins(PORT)))
        self._addresses, self._sent = addresses, 0
        self._address = ""
        self.browser = Browser(self._elsewhere(self._app))

    def tries(self, passphrase: str) -> Answer:
        self._sent += 1
        self._address, claims = self._addresses(self._sent)
        self.browser.cookies.clear()
        body = [urlencode({"passphrase": passphrase}).encode()]
        given = [("sec-fetch-site", "same-origin"), ("content-type", PLAIN)]
        headers = [*given, *claims]
        return self.browser.ask("POST", "/unlock", body, headers=headers)

    def _elsewhere(self, app: ASGIApp) -> ASGIApp:
        async def called(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "client": (self._address, 50_000)}, receive, send)

        return called


def test_q10_the_table_of_waits() -> None:
    assert tuple(wait_after(tries) for tries in range(1, TRIES + 1)) == WAITS
    passed, tries = 0, 0
    while passed < A_WEEK:
        tries += 1
        passed += wait_after(tries)
    assert tries < MOST_A_WEEK


@pytest.mark.uncounted
@pytest.mark.parametrize("addresses", ADDRESSES.values(), ids=ADDRESSES)
def test_q10_a_hundred_wrong_tries_wait_as_the_table_says_also_over_restarts(
    start: Callable[[], Harbour], clock: SetClock, addresses: From
) -> None:
    harbour = start()
    harbour.lock(harbour.make(PASSPHRASE).opened)
    guesser = Guesser(harbour, addresses)
    for number, wait in enumerate(WAITS, start=1):
        assert guesser.tries(WRONG).status == 401, number
        if number % 10 == 0:
            guesser.browser.close()
            guesser = Guesser(start(), addresses)
        if wait:
            clock.go_on(wait - 0.5)
            for typed in (WRONG, PASSPHRASE):
                early = guesser.tries(typed)
                assert early.status == 429, number
                assert early.header("retry-after") == "1"
            clock.go_on(0.5)
    # However often somebody else guessed, the right one opens once that time is over,
    # and the next who types a wrong one begins from the beginning.
    assert guesser.tries(PASSPHRASE).status == 303
    guesser.browser.post("/lock")
    assert [guesser.tries(WRONG).status for _ in range(6)] == [401] * 5 + [429]
    guesser.browser.close()


def in_vain(turn: Callable[[], str]) -> list[str]:
    """Try until patience is asked for; say what was told each time."""
    told: list[str] = []
    while "TooSoonError" not in told and len(told) < TRIES:
        try:
            turn()
        except MooringsError as error:
            told.append(type(error).__name__)
    return told


class Way(NamedTuple):
    """One way in: what a wrong secret is told there, and a wrong and the right one."""

    told: str
    wrong: Callable[[], str]
    right: Callable[[], str]


def ways_of(harbour: Harbour, made: Made) -> tuple[Way, Way]:
    """Give the ways into a notebook."""
    vault = made.opened.owner.hex()
    return (
        Way(
            "WrongPassphraseError",
            lambda: harbour.unlock(vault, WRONG),
            lambda: harbour.unlock(vault, PASSPHRASE),
        ),
        Way(
            "WrongRecoveryCodeError",
            lambda: harbour.recover(vault, new_code()),
            lambda: harbour.recover(vault, made.code),
        ),
    )


def test_q10_each_way_in_and_each_notebook_counts_for_itself(
    start: Callable[[], Harbour], clock: SetClock
) -> None:
    harbour = start()
    notebooks = [harbour.make(PASSPHRASE, door=door) for door in ("blue", "green")]
    harbour.lock_all()
    ways = [way for made in notebooks for way in ways_of(harbour, made)]
    for number, way in enumerate(ways):
        assert in_vain(way.wrong) == [way.told] * 5 + ["TooSoonError"]
        with pytest.raises(TooSoonError):
            way.right()
        for untouched in ways[number + 1 :]:
            harbour.lock(harbour.find(untouched.right()))
    clock.go_on(1)
    for way in ways:
        harbour.lock(harbour.find(way.right()))
