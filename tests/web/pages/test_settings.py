import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.practising import (
    is_night,
    night_hours,
    reasons,
    simple_until,
)
from moorings.companion.securing import prove
from moorings.companion.taking_back import erase
from moorings.exchange.portable import read_portable
from moorings.journey.records import RecordId
from moorings.web.pages import arrive
from moorings.web.visitor import House
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser

FRESH = "six small boats leave at dawn"
WALK = ("2019-03-04 walk.md", b"Along the sea.\n")


# --- this device, the lock ---------------------------------------------------


def test_the_device_s_choices_work_also_while_locked(browser: Browser) -> None:
    answer = browser.post("/settings/device", {"theme": "night"})
    assert answer.location == "/settings"
    shown = browser.get("/settings").text
    assert "Saved on this device." in shown
    assert 'data-theme="night"' in shown
    assert "The lock" not in shown
    assert "In and out" not in shown


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/settings/device", {"theme": "blue"}),
        ("/settings/device", {}),
        ("/settings/device", {"theme": "night", "language": "xx"}),
        ("/settings/device", {"theme": "night", "face": "../lists"}),
        ("/settings/device", {"theme": "night", "voice": "shouting"}),
        ("/settings/lock", {"minutes": "0"}),
        ("/settings/lock", {"minutes": "999999"}),
        ("/settings/lock", {}),
        ("/settings/night", {"begins": "24", "ends": "6"}),
        ("/settings/night", {"begins": "22"}),
        ("/settings/simple", {}),
        ("/settings/simple", {"how": "for ever"}),
    ],
)
def test_a_choice_that_is_not_offered_is_not_taken(
    browser: Browser, path: str, fields: dict[str, str]
) -> None:
    answer = browser.post(path, fields)
    assert answer.status == 400
    assert "Nothing you kept is touched." in answer.text


def test_how_it_speaks_is_chosen_for_this_device_also_while_locked(
    browser: Browser,
) -> None:
    assert 'value="warm" checked' in browser.get("/settings").text
    browser.post("/settings/device", {"theme": "system", "voice": "plain"})
    shown = browser.get("/settings").text
    assert 'value="plain" checked' in shown
    assert 'value="warm" checked' not in shown
    assert "voice=plain" in browser.cookies[f"moorings-device-{PORT}"]
    browser.post("/settings/device", {"theme": "night"})
    assert 'value="plain" checked' in browser.get("/settings").text


def test_a_theme_chosen_for_the_device_answers_nothing_for_the_notebook(
    browser: Browser, notebook: Opened
) -> None:
    browser.post("/settings/device", {"theme": "night", "voice": "warm"})
    assert "voice" not in notebook.journey.choices
    browser.post("/settings/device", {"theme": "night", "voice": "plain"})
    assert notebook.journey.choices["voice"] == "plain"


def test_a_device_written_to_by_another_hand_shows_what_is_usual(
    browser: Browser,
) -> None:
    browser.cookies[f"moorings-device-{PORT}"] = "theme=%3Cb%3E&voice=x&language=xx"
    shown = browser.get("/settings").text
    assert 'value="system" checked' in shown
    assert 'value="warm" checked' in shown
    assert "<b>" not in shown


def test_settings_lead_to_what_is_made_one_s_own_also_while_locked(
    browser: Browser,
) -> None:
    links = browser.get("/settings").page.links
    assert {"/now/yours", "/crisis"} <= set(links)


def test_the_name_is_kept_changed_and_taken_away(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    answer = browser.post("/settings/name", {"name": "  Zoë  "})
    assert answer.location == "/settings"
    shown = browser.get("/settings")
    assert "Saved." in shown.text
    assert ("name", "text", "Zoë") in shown.page.form("/settings/name").fields
    assert "<bdi>Zoë</bdi>" in browser.get("/").text
    browser.post("/settings/name", {"name": "<b>ليلى</b>"})
    assert "<bdi>&lt;b&gt;ليلى&lt;/b&gt;</bdi>" in browser.get("/").text
    browser.post("/settings/name", {"name": " "})
    assert notebook.journey.choices["name"] == ""
    assert "<bdi>" not in browser.get("/").text.partition("<main")[2]
    browser.post("/settings/name", {"name": "Zoë"})
    harbour.lock(notebook)
    assert "Zoë" not in browser.get("/settings").text
    assert browser.post("/settings/name", {"name": "x"}).status == 401


def test_a_long_name_is_cut(browser: Browser, notebook: Opened) -> None:
    browser.post("/settings/name", {"name": 99 * "ü"})
    assert notebook.journey.choices["name"] == 60 * "ü"


def test_the_choices_of_the_lock_are_shown_again(
    browser: Browser, notebook: Opened
) -> None:
    browser.post("/settings/lock", {"minutes": "30", "hidden": "yes"})
    shown = browser.get("/settings").text
    assert 'value="30" checked' in shown
    assert 'name="hidden" value="yes" checked' in shown
    browser.post("/settings/lock", {"minutes": "30"})
    assert 'name="hidden" value="yes" checked' not in browser.get("/settings").text
    assert notebook.journey.choices["lock-after-minutes"] == "30"


def test_it_says_where_it_lies(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    del notebook
    assert str(harbour.folder) in browser.get("/settings").text


# --- keys ---------------------------------------------------


def test_the_passphrase_can_be_changed_by_whoever_knows_it(
    browser: Browser, notebook: Opened
) -> None:
    before = notebook.unlocked.header
    wrong = {"passphrase": FRESH, "new": FRESH, "again": FRESH, "offered": "a b c"}
    answer = browser.post("/settings/passphrase", wrong)
    assert answer.status == 403
    assert 'value="a b c"' in answer.text
    differing = {"passphrase": PASSPHRASE, "new": FRESH, "again": f"{FRESH} not"}
    answer = browser.post("/settings/passphrase", differing)
    assert answer.status == 422
    assert "are not the same" in answer.text
    weak = {"passphrase": PASSPHRASE, "new": "short", "again": "short"}
    assert browser.post("/settings/passphrase", weak).status == 422
    assert notebook.unlocked.header == before
    right = {"passphrase": PASSPHRASE, "new": FRESH, "again": FRESH}
    assert browser.post("/settings/passphrase", right).location == "/settings"
    assert "Your new passphrase is set." in browser.get("/settings").text
    prove(notebook, FRESH)
    browser.post("/lock")
    assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 401
    assert browser.post("/unlock", {"passphrase": FRESH}).status == 303


def test_a_new_recovery_code_needs_the_passphrase_and_is_shown_once(
    browser: Browser, harbour: Harbour
) -> None:
    made = harbour.make(PASSPHRASE)
    browser.cookies[f"moorings-{PORT}"] = made.token
    assert browser.get("/settings/recovery-code").page.forms[-1].texts
    answer = browser.post("/settings/recovery-code", {"passphrase": FRESH})
    assert answer.status == 403
    answer = browser.post("/settings/recovery-code", {"passphrase": PASSPHRASE})
    assert answer.location == "/welcome/code"
    shown = browser.get("/welcome/code").text
    assert 'class="key-code"' in shown
    assert browser.post("/welcome/code").location == "/"
    assert browser.get("/welcome/code").location == "/"
    old = {"code": made.code}
    assert browser.post("/settings/recovery-check", old).status == 403


@pytest.mark.usefixtures("notebook")
def test_a_door_name_can_be_set_and_taken_away(
    browser: Browser, harbour: Harbour
) -> None:
    assert "One is set." not in browser.get("/settings").text
    browser.post("/settings/door", {"door": " Blue "})
    assert "One is set." in browser.get("/settings").text
    assert harbour.which(door="blue")
    browser.post("/settings/door", {"door": ""})
    assert "One is set." not in browser.get("/settings").text


# --- out and in ---------------------------------------------------


def test_taking_out_asks_for_the_passphrase_once_more(
    browser: Browser, write: Callable[..., str]
) -> None:
    write("a page")
    assert "all your 1 page" not in browser.get("/settings/take-out").text
    for fields in ({}, {"passphrase": FRESH}):
        answer = browser.post("/settings/take-out", fields)
        assert answer.status == 403
        assert "a page" not in answer.text
    answer = browser.post("/settings/take-out", {"passphrase": PASSPHRASE})
    assert answer.status == 200
    assert answer.header("content-type") == "application/json"
    assert (
        answer.header("content-disposition") == 'attachment; filename="notebook.json"'
    )
    assert answer.header("cache-control") == "no-store"
    assert len(read_portable(answer.body).records) == 1


def test_an_export_comes_back_in_and_is_not_doubled(
    browser: Browser, notebook: Opened, write: Callable[..., str], harbour: Harbour
) -> None:
    page = write("a page", new_person="Mira")
    export = browser.post("/settings/take-out", {"passphrase": PASSPHRASE}).body
    answer = browser.upload("/settings/bring-in", [("notebook.json", export)])
    assert answer.status == 200
    assert "Here already" in answer.text
    assert '<dd dir="auto">2</dd>' in answer.text
    assert notebook.journey.count() == 1
    erase(notebook, RecordId(page))
    erased = browser.post("/settings/take-out", {"passphrase": PASSPHRASE}).body
    trial = harbour.try_out()
    browser.cookies[f"moorings-{PORT}"] = trial.token
    browser.upload("/settings/bring-in", [("notebook.json", export)])
    assert trial.opened.journey.count() == 1
    answer = browser.upload("/settings/bring-in", [("notebook.json", erased)])
    assert "Nothing is destroyed because a file says so" in answer.text
    assert trial.opened.journey.count() == 1


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"format":"moorings-export","version":99}',
        json.dumps({"format": "moorings-export", "version": 1}).encode(),
    ],
)
def test_a_file_that_is_no_export_is_told(browser: Browser, content: bytes) -> None:
    answer = browser.upload("/settings/bring-in", [("notebook.json", content)])
    assert answer.status == 422
    assert "Nothing was taken" in answer.text


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("path", ["/settings/arrive", "/settings/bring-in"])
def test_without_a_file_one_is_asked_for(browser: Browser, path: str) -> None:
    for answer in (browser.post(path), browser.upload(path, [("", b"")])):
        assert answer.status == 422
        assert "Choose a file first." in answer.text


def test_another_diary_comes_along_once(browser: Browser, notebook: Opened) -> None:
    for told in ("New pages", "Here already"):
        answer = browser.upload("/settings/arrive", [WALK])
        assert answer.status == 200
        assert told in answer.text
    assert notebook.journey.count() == 1
    changed = (WALK[0], b"Along the river.\n")
    browser.upload("/settings/arrive", [changed])
    [page] = notebook.journey.pages()
    assert getattr(page.newest, "text", "").startswith("Along the river.")


def test_unreadable_entries_are_listed_and_nothing_is_taken_in_unless_they_are_skipped(
    browser: Browser, notebook: Opened
) -> None:
    files = [WALK, ("undated <b>.md", b"canary"), ("2019-02-30.md", b"canary")]
    answer = browser.upload("/settings/arrive", files)
    assert answer.status == 422
    assert "Nothing was taken in yet" in answer.text
    assert "undated &lt;b&gt;.md" in answer.text
    assert "canary" not in answer.text
    assert notebook.journey.count() == 0
    answer = browser.upload("/settings/arrive", files, {"skip": "yes"})
    assert answer.status == 200
    assert "What was left out" in answer.text
    assert notebook.journey.count() == 1


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("noise.bin", b"\x00\xff\xfe"),
        ("../../etc/passwd", b"root"),
        ("C:\\diary\\x.doc", b"\xd0\xcf"),
        ("x" * 1_000, b""),
        ("broken.zip", b"PK\x03\x04 nothing"),
        ("<script>.json", b"{"),
    ],
)
def test_what_is_no_diary_is_told(browser: Browser, name: str, content: bytes) -> None:
    answer = browser.upload("/settings/arrive", [(name, content)])
    assert answer.status == 422
    assert "<script>.json" not in answer.text


def test_a_fault_of_the_disk_while_bringing_along_is_told(
    browser: Browser, notebook: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from moorings.storage.log import NotKeptError  # noqa: PLC0415

    def refuse(*_: object, **__: object) -> None:
        raise NotKeptError(reason="full")

    monkeypatch.setattr(arrive, "arrive", refuse)
    answer = browser.upload("/settings/arrive", [WALK])
    assert answer.status == 503
    assert "the disk refused (full)" in answer.text
    assert notebook.journey.count() == 0


# --- night, and keeping it simple --------------------------------------------------


def test_the_hours_of_night_are_the_person_s_own(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    clock.set_to(datetime(2026, 3, 9, 12, tzinfo=UTC))
    assert night_hours(notebook) == (22, 6)
    assert 'value="22" selected' in browser.get("/settings").text
    answer = browser.post("/settings/night", {"begins": "0", "ends": "23"})
    assert answer.location == "/settings"
    assert night_hours(notebook) == (0, 23)
    assert is_night(notebook)
    assert "it is never night" not in browser.get("/settings").text
    browser.post("/settings/night", {"begins": "9", "ends": "9"})
    assert not is_night(notebook)
    assert "By these hours it is never night." in browser.get("/settings").text


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({"how": "today"}, date(2026, 3, 9)),
        ({"how": "week"}, date(2026, 3, 15)),
        ({"how": "until", "until": "2026-04-01"}, date(2026, 4, 1)),
        ({"how": "until", "until": "2026-03-09"}, date(2026, 3, 9)),
    ],
)
def test_it_is_kept_simple_until_a_day_and_the_way_back_is_there(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    fields: dict[str, str],
    until: date,
) -> None:
    clock.set_to(datetime(2026, 3, 9, 12, tzinfo=UTC))
    assert "Suggest everything again" not in browser.get("/settings").text
    answer = browser.post("/settings/simple", fields)
    assert answer.location == "/settings"
    assert simple_until(notebook) == until
    assert "simple" in reasons(notebook)
    shown = browser.get("/settings").page.words
    assert "It is kept simple up to and including" in shown
    browser.post("/settings/simple", {"how": "over"})
    assert "simple" not in reasons(notebook)
    assert "up to and including" not in browser.get("/settings").page.words


def test_a_day_that_is_over_keeps_nothing_simple_any_more(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    clock.set_to(datetime(2026, 3, 9, 12, tzinfo=UTC))
    browser.post("/settings/simple", {"how": "week"})
    clock.set_to(datetime(2026, 3, 16, 12, tzinfo=UTC))
    assert "simple" not in reasons(notebook)
    assert "up to and including" not in browser.get("/settings").page.words


@pytest.mark.parametrize("day", ["2026-03-08", "2027-12-01", "2026-02-30", "soon", ""])
def test_a_day_that_cannot_be_is_said_at_its_place_and_what_was_typed_stands(
    browser: Browser, notebook: Opened, clock: SetClock, day: str
) -> None:
    clock.set_to(datetime(2026, 3, 9, 12, tzinfo=UTC))
    answer = browser.post("/settings/simple", {"how": "until", "until": day})
    assert answer.status == 422
    assert f"“{day}” is not a day" in answer.page.words
    assert not day or f'value="{day}"' in answer.text
    assert "simple" not in reasons(notebook)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("face", "title", "icon"),
    [
        ("notebook", "Notebook", "icon"),
        ("lists", "Lists", "icon-lists"),
        ("recipes", "Recipes", "icon-recipes"),
    ],
)
def test_the_face_is_the_same_on_every_page_and_in_what_stays_offline(
    browser: Browser, house: House, face: str, title: str, icon: str
) -> None:
    browser.post("/settings/device", {"theme": "system", "face": face})
    house.harbour.lock_all()
    kept = json.loads(browser.get("/now/shell.json").text)["paths"]
    for path in ("/", "/now", "/crisis", "/settings", "/no-such-page"):
        shown = browser.get(path)
        assert shown.page.title == title, path
        linked = re.findall(r'"(/static/[^"]+(?:png|svg|webmanifest))"', shown.text)
        assert len(linked) == 3
        assert all(browser.get(each).status == 200 for each in linked)
        names = {each.rpartition("/")[2] for each in linked}
        manifest = icon.replace("icon", "manifest") + ".webmanifest"
        assert names == {f"{icon}.svg", f"{icon}-192.png", manifest}
        assert {each for each in linked if not each.endswith("png")} <= set(kept)
    (manifest_at,) = (each for each in linked if each.endswith("webmanifest"))
    told = json.loads(browser.get(manifest_at).text)
    assert (told["name"], told["short_name"]) == (title, title)
    folder = manifest_at.rpartition("/")[0]
    icons = {each["src"] for each in told["icons"]}
    assert icons == {f"{icon}.svg", f"{icon}-192.png", f"{icon}-512.png"}
    assert all(browser.get(f"{folder}/{each}").status == 200 for each in icons)
