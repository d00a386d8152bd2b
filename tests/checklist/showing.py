"""Every page there is, in every state a notebook can be in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from moorings.companion.clock import Clock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.web.app import create_app
from moorings.web.security import Origins
from moorings.web.visitor import House
from tests.web.addresses import filled, table
from tests.web.conftest import HOST, PASSPHRASE, PORT, Answer, Browser

OWN = f"http://{HOST}"
INSIDE, RECORD = "seven quiet boats at noon", "ab" * 16
AGAIN = {"passphrase": PASSPHRASE, "again": PASSPHRASE}


@dataclass(frozen=True)
class Standing:
    """A notebook with something in each room, and a browser in which it is open."""

    browser: Browser
    harbour: Harbour
    opened: Opened
    kept: Mapping[str, str]


def shown(
    standing: Standing, elsewhere: Path, clock: Clock
) -> Iterator[tuple[str, Answer]]:
    """Give each answer that is a page to look at, and where and when it was shown."""
    every = (
        *_open(standing),
        *_in_a_sealed_room(standing.browser),
        *_in_a_turn(standing.browser),
        *_refused(standing.browser),
        *_locked(standing),
        *_first_evening(elsewhere, clock),
    )
    for where, answer in every:
        kept_apart = answer.header("content-disposition").startswith("attachment")
        if "text/html" in answer.header("content-type") and not kept_apart:
            yield where, answer


def _open(standing: Standing) -> Iterator[tuple[str, Answer]]:
    for path in table(method="GET"):
        yield f"open {path}", standing.browser.get(filled(path, standing.kept))


def _in_a_sealed_room(browser: Browser) -> Iterator[tuple[str, Answer]]:
    typed = {"act": "make", "new": INSIDE, "again": INSIDE}
    assert browser.post("/room", typed).location == "/room"
    words = {"act": "write", "record": RECORD, "text": "in here alone"}
    browser.post("/room", words)
    shown = browser.get("/room")
    assert "in here alone" in shown.page.words
    yield "inside /room", shown
    for act in ("edit", "choose", "passphrase"):
        answer = browser.post("/room", {"act": act, "of": RECORD})
        assert answer.status == 200, act
        yield f"inside /room to {act}", answer
    browser.post("/room", {"act": "leave"})
    yield "the room had closed", browser.post("/room", words)


def _in_a_turn(browser: Browser) -> Iterator[tuple[str, Answer]]:
    for screens in ("one", "two"):
        begun = {"minutes": "4", "screens": screens, "floor": "me"}
        path = browser.post("/people/together/listening", begun).location
        assert path.startswith("/together/turn/")
        for still in ("", "/still"):
            yield f"a turn on {screens}{still}", browser.get(path + still)


def _refused(browser: Browser) -> Iterator[tuple[str, Answer]]:
    long = [("content-length", "99999999999")]
    yield "400", browser.ask("POST", "/write", [b"\xff"], headers=[("origin", OWN)])
    yield "403", browser.ask("POST", "/write")
    yield "404", browser.get("/no/such/page")
    yield "405", browser.ask("DELETE", "/", headers=[("origin", OWN)])
    yield "409", browser.post("/settings/passphrase", {"new": "x"})
    yield "413", browser.post("/write", {"text": "x"}, long)
    yield "421", browser.ask("GET", "/", hosts=["evil.test"])
    yield "422", browser.post("/write", {"text": ""})


def _locked(standing: Standing) -> Iterator[tuple[str, Answer]]:
    standing.harbour.lock(standing.opened)
    for path in table(method="GET"):
        yield f"locked {path}", standing.browser.get(filled(path, standing.kept))
    wrong = {"passphrase": "not this one", "to": "/write"}
    yield "a wrong passphrase", standing.browser.post("/unlock", wrong)
    yield "boxed", standing.browser.post("/write", {"text": "typed while locked"})


def _first_evening(folder: Path, clock: Clock) -> Iterator[tuple[str, Answer]]:
    house = House(Harbour(folder, clock), Origins(PORT))
    link = f"/open/{house.link}"
    stranger, browser = Browser(create_app(house)), Browser(create_app(house))
    yield "nothing yet", stranger.get("/")
    yield "without the link", stranger.get("/welcome/gift")
    browser.get(link)
    yield "a used link", stranger.get(link)
    yield "the first screen", browser.get("/")
    yield "a gift", browser.get("/welcome/gift")
    browser.post("/welcome/gift", {"gift": "word"})
    for path in ("/welcome/word", "/welcome/keep", "/welcome/passphrase", "/"):
        yield f"while trying {path}", browser.get(path)
    browser.post("/welcome/passphrase", AGAIN)
    yield "the code", browser.get("/welcome/code")
    for each in (stranger, browser):
        each.close()
    house.harbour.lock_all()


Show = Callable[[], Iterator[tuple[str, Answer]]]
