import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.kitting import Given, items, keep_item
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import RecordId, Sense
from tests.web.conftest import Browser

HERE = "/practise/kit"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
SONG = b"OggS\0\2 a song"


def put(
    opened: Opened,
    text: str = "The blue mug",
    sense: Sense = "touch",
    content: bytes = b"",
) -> RecordId:
    record = new_id()
    keep_item(opened, record, Given(sense, text, content))
    return record


def test_a_picture_is_shown_to_the_open_session_alone(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    record = put(notebook, "The mug", "sight", PICTURE)
    path = f"{HERE}/{record}/file"
    images = [
        a["src"] for t, a in browser.get(f"{HERE}/{record}").page.tags if t == "img"
    ]
    assert images == [path]
    answer = browser.get(path)
    assert (answer.status, answer.body) == (200, PICTURE)
    assert answer.header("content-type") == "image/png"
    assert answer.header("content-disposition") == "inline"
    assert answer.header("cache-control") == "no-store"
    assert answer.header("x-content-type-options") == "nosniff"
    harbour.lock(notebook)
    assert browser.get(path).status == 401


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-3", 206, 0, 3),
        ("bytes=200-", 206, 200, 207),
        ("bytes=-8", 206, 200, 207),
        ("bytes=5-9999", 206, 5, 207),
        ("bytes=208-", 416, 0, 0),
        ("bytes=9-2", 416, 0, 0),
        ("bytes=-", 200, 0, 207),
        ("bytes=0-1,4-5", 200, 0, 207),
        ("lines=0-3", 200, 0, 207),
    ],
)
def test_a_player_may_ask_for_a_part(
    browser: Browser, notebook: Opened, asked: str, status: int, first: int, last: int
) -> None:
    path = f"{HERE}/{put(notebook, 'x', 'sight', PICTURE)}/file"
    answer = browser.get(path, [("range", asked)])
    assert answer.status == status
    if status != 416:
        assert answer.body == PICTURE[first : last + 1]
    if status == 206:
        assert answer.header("content-range") == f"bytes {first}-{last}/208"


def test_a_recording_is_there_to_be_played_and_nothing_plays_by_itself(
    browser: Browser, notebook: Opened
) -> None:
    record = put(notebook, "", "sound", SONG)
    for path in (f"{HERE}/{record}", f"{HERE}/song"):
        [audio] = [a for t, a in browser.get(path).page.tags if t == "audio"]
        assert audio["src"] == f"{HERE}/{record}/file"
        assert "controls" in audio
        assert "autoplay" not in audio
        assert audio["preload"] == "none"
    assert browser.get(f"{HERE}/{record}/file").header("content-type") == "audio/ogg"


def test_a_file_that_came_in_from_elsewhere_is_served_only_as_what_is_known(
    browser: Browser, notebook: Opened
) -> None:
    record = put(notebook, "A page", "sight", PICTURE)
    [thing] = items(notebook)
    claimed = thing.__class__(
        id=new_id(),
        written_at=notebook.now(),
        sense="sight",
        text="A page",
        blob=thing.blob,
        media_type="text/html",
    )
    notebook.keep(claimed)
    assert browser.get(f"{HERE}/{claimed.id}/file").status == 404
    assert browser.get(f"{HERE}/{record}/file").status == 200
    assert browser.get(f"{HERE}/{put(notebook)}/file").status == 404
    assert browser.get(f"{HERE}/{new_id()}/file").status == 404
