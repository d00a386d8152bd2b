"""What tests of the rehearsal room share: its addresses, and going through a scene."""

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.rehearsing import (
    Rehearsed,
    keep_rehearsal,
)
from moorings.journey.records import Rating, When
from tests.web.conftest import Answer, Browser

HERE = "/practise/rehearse"
SCENE = f"{HERE}/unanswered"
KEEP, LEAVE = f"{SCENE}/keep", f"{SCENE}/leave"
TO_END = ("write", "halt")
TURNS = [("turn", turn) for turn in TO_END]
RESTS = "This rests today, so nothing was kept."


def told(answer: Answer) -> str:
    return " ".join(answer.page.words.split())


def reads(browser: Browser, path: str = SCENE) -> str:
    return told(browser.get(path))


def buttons(browser: Browser, name: str, path: str = SCENE) -> list[str]:
    """Give what the buttons of this name say, as far as they can be seen."""
    tags = browser.get(path).page.tags
    return [
        v["value"] or "" for t, v in tags if t == "button" and v.get("name") == name
    ]


def takes(browser: Browser, *turns: str, before: str = "") -> None:
    """Begin the scene, and press one button after the other."""
    assert browser.post(SCENE, {"begin": "1", "before": before}).location == SCENE
    for number, turn in enumerate(turns):
        sent = {"at": str(number), "turn": turn}
        assert browser.post(SCENE, sent).location == SCENE


def kept_one(opened: Opened, text: str = "", when: When | None = None) -> str:
    record = new_id()
    told = Rehearsed("unanswered", TO_END, 3, 5, text)
    keep_rehearsal(opened, record, told, when or moment(opened.now()))
    return f"{HERE}/told/{record}"


def feels_unreal(opened: Opened) -> None:
    opened.keep(
        Rating(
            id=new_id(),
            written_at=opened.now(),
            activation=new_id(),
            when=moment(opened.now()),
            intensity=8,
            scale="unreal",
        )
    )
