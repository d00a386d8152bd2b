import threading
from collections.abc import Callable

import pytest

from moorings.companion.errors import LockedError
from moorings.companion.harbour import Harbour, Made
from moorings.companion.opened import Opened
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, SECURE, Answer, Browser

SESSION = f"moorings-{PORT}"
VAULT = f"moorings-vault-{PORT}"
WRONG = {"passphrase": "not the passphrase at all"}


@pytest.fixture
def made(harbour: Harbour) -> Made:
    """Give a vault that was made and locked again."""
    made = harbour.make(PASSPHRASE)
    harbour.lock(made.opened)
    return made


def unlock(browser: Browser, **fields: str) -> Answer:
    return browser.post("/unlock", {"passphrase": PASSPHRASE, **fields})


def cookie_marks(answer: Answer, name: str) -> set[str]:
    [line] = [each for each in answer.all("set-cookie") if each.startswith(f"{name}=")]
    return {part.strip().lower() for part in line.split(";")[1:]}


@pytest.mark.usefixtures("made")
def test_the_passphrase_opens_the_page_that_was_asked_for(browser: Browser) -> None:
    asked = browser.get("/write/calendar/2026-03")
    [(_, _, to)] = [f for f in asked.page.form("/unlock").fields if f[0] == "to"]
    answer = unlock(browser, to=to)
    assert (answer.status, answer.location) == (303, "/write/calendar/2026-03")
    assert browser.get("/write").status == 200


@pytest.mark.usefixtures("made")
def test_a_slip_of_the_finger_loses_no_way(browser: Browser) -> None:
    answer = browser.post("/unlock", {"passphrase": "no", "to": "/write/search"})
    assert answer.status == 401
    [(_, _, to)] = [f for f in answer.page.form("/unlock").fields if f[0] == "to"]
    assert to == "/write/search"
    evil = browser.post("/unlock", {"passphrase": "no", "to": "//evil.test"})
    [(_, _, to)] = [f for f in evil.page.form("/unlock").fields if f[0] == "to"]
    assert to == "/"


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    "to",
    ["https://evil.test", "//evil.test", "/\\evil.test", "/a//b", "x", "/\r\nx: y"],
)
def test_unlocking_leads_to_no_page_but_our_own(browser: Browser, to: str) -> None:
    assert unlock(browser, to=to).location == "/"


@pytest.mark.usefixtures("made")
def test_each_unlock_gives_a_new_session_that_only_the_server_reads(
    browser: Browser,
) -> None:
    seen = set()
    for _ in range(3):
        answer = unlock(browser)
        seen.add(browser.cookies[SESSION])
        assert cookie_marks(answer, SESSION) == {
            "httponly",
            "path=/",
            "samesite=strict",
        }
        assert "max-age=31536000" in cookie_marks(answer, VAULT)
    assert len(seen) == 3
    assert all(len(token) >= 43 for token in seen)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("host", [SECURE, SECURE.upper()])
def test_over_https_the_cookie_is_bound_to_the_address(
    browser: Browser, host: str
) -> None:
    browser.host = host
    answer = unlock(browser)
    marks = {"httponly", "path=/", "samesite=strict", "secure"}
    assert cookie_marks(answer, "__Host-moorings") == marks
    assert cookie_marks(answer, "__Host-moorings-vault") >= marks
    assert answer.header("strict-transport-security") == "max-age=31536000"
    assert browser.get("/write").status == 200
    assert all(name.startswith("__Host-moorings") for name in browser.cookies)


@pytest.mark.usefixtures("made")
def test_a_cookie_of_one_address_is_none_at_another(browser: Browser) -> None:
    unlock(browser)
    browser.host = SECURE
    assert browser.get("/write").status == 401


def test_locking_in_one_browser_locks_all(
    made: Made, new_browser: Callable[[], Browser]
) -> None:
    del made
    one, other = new_browser(), new_browser()
    unlock(one)
    unlock(other)
    assert other.get("/write").status == 200
    answer = one.post("/lock")
    assert (answer.status, answer.location) == (303, "/")
    assert SESSION not in one.cookies
    assert one.get("/write").status == other.get("/write").status == 401
    assert other.get("/state").status == 401


@pytest.mark.usefixtures("made")
def test_leaving_locks_and_shows_something_anybody_may_see(browser: Browser) -> None:
    unlock(browser)
    answer = browser.post("/leave")
    assert answer.location == "/away"
    assert answer.header("clear-site-data") == '"cache"'
    assert "Teaspoon" in browser.get("/away").text
    assert browser.get("/write").status == 401


def test_after_the_lock_a_thousand_races_find_nothing(
    harbour: Harbour, notebook: Opened, browser: Browser
) -> None:
    token = browser.cookies[SESSION]
    found, started = list[object](), threading.Barrier(5)

    def race() -> None:
        started.wait()
        for _ in range(250):
            try:
                found.append(harbour.find(token))
            except LockedError:
                found.append(None)

    racing = [threading.Thread(target=race) for _ in range(4)]
    for thread in racing:
        thread.start()
    started.wait()
    harbour.lock(notebook)
    locked_at = len(found)
    for thread in racing:
        thread.join()
    assert len(found) == 1_000
    # A thread may have been between looking and noting: one each, and no more.
    assert sum(each is not None for each in found[locked_at:]) <= 4
    assert found[-1] is None
    assert browser.get("/write").status == 401


@pytest.mark.usefixtures("notebook")
def test_what_is_left_alone_locks_by_itself(browser: Browser, clock: SetClock) -> None:
    clock.go_on(299)
    assert browser.get("/write").status == 200
    clock.go_on(299)
    assert browser.get("/write").status == 200
    clock.go_on(300)
    assert browser.get("/write").status == 401


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("ask", [Browser.get, Browser.post], ids=["asks", "is seen"])
def test_a_page_that_asks_or_is_in_sight_does_not_keep_it_open(
    browser: Browser, clock: SetClock, ask: Callable[[Browser, str], Answer]
) -> None:
    clock.go_on(200)
    assert ask(browser, "/state").status == 204
    clock.go_on(100)
    assert ask(browser, "/state").status == 401


@pytest.mark.usefixtures("notebook")
def test_turning_the_clock_back_keeps_nothing_open(
    browser: Browser, clock: SetClock
) -> None:
    clock.go_on(301)
    clock.set_to(clock.moment.replace(year=2025))
    assert browser.get("/write").status == 401


@pytest.mark.usefixtures("notebook")
def test_out_of_sight_it_locks_after_a_minute_unless_one_comes_back(
    browser: Browser, clock: SetClock
) -> None:
    assert browser.post("/hide").status == 204
    clock.go_on(59)
    assert browser.post("/back").status == 204
    clock.go_on(59)
    assert browser.post("/hide").status == 204
    clock.go_on(60)
    assert browser.post("/back").status == 401


@pytest.mark.usefixtures("notebook")
def test_word_of_hiding_that_comes_late_locks_no_page_that_is_looked_at(
    browser: Browser, clock: SetClock
) -> None:
    assert browser.post("/hide").status == 204
    clock.go_on(20)
    assert browser.post("/state").status == 204
    clock.go_on(100)
    assert browser.get("/state").status == 204
    browser.post("/hide")
    clock.go_on(60)
    assert browser.post("/state").status == 401


@pytest.mark.usefixtures("notebook")
def test_the_lock_follows_what_was_chosen(browser: Browser, clock: SetClock) -> None:
    assert browser.post("/settings/lock", {"minutes": "2"}).status == 303
    browser.post("/hide")
    clock.go_on(119)
    assert browser.get("/write").status == 200
    clock.go_on(120)
    assert browser.get("/write").status == 401


def test_a_wrong_passphrase_and_a_wrong_door_look_the_same(
    harbour: Harbour, new_browser: Callable[[], Browser]
) -> None:
    for door in ("blue", "green"):
        harbour.lock(harbour.make(PASSPHRASE, door=door).opened)
    known = new_browser().post("/unlock", {**WRONG, "door": "blue"})
    unknown = new_browser().post("/unlock", {**WRONG, "door": "rose"})
    assert known.status == unknown.status == 401
    assert known.headers == unknown.headers
    assert known.text.replace("blue", "rose") == unknown.text
    right = new_browser().post("/unlock", {"passphrase": PASSPHRASE, "door": "rose"})
    assert right.status == 401


@pytest.mark.usefixtures("made")
def test_wrong_tries_have_to_wait_longer_and_longer_and_the_right_one_opens(
    browser: Browser, clock: SetClock
) -> None:
    waits = []
    for _ in range(9):
        answer = browser.post("/unlock", WRONG)
        assert answer.status == 401
        answer = browser.post("/unlock", WRONG)
        if answer.status == 401:
            answer = browser.post("/unlock", WRONG)
        if answer.status == 429:
            waits.append(int(answer.header("retry-after")))
            assert f'data-waiting="{waits[-1]}"' in answer.text
            assert unlock(browser).status == 429
            clock.go_on(waits[-1])
    assert waits == sorted(waits)
    # Told in whole seconds, rounded up.
    assert all(wait - 2**n in {0, 1} for n, wait in enumerate(waits))
    assert len(waits) >= 4
    assert unlock(browser).status == 303


def test_the_recovery_code_has_its_own_patience(
    browser: Browser, made: Made, clock: SetClock
) -> None:
    fresh = "six small boats leave at dawn"
    wrong = {"code": "0" * 26, "passphrase": fresh}
    for _ in range(4):
        assert browser.post("/recover", wrong).status == 403
    assert browser.post("/recover", wrong).status == 403
    answer = browser.post("/recover", wrong)
    assert answer.status == 429
    assert answer.header("retry-after") in {"1", "2"}
    assert "0" * 26 in answer.text
    assert browser.post("/unlock", WRONG).status == 401
    clock.go_on(2)
    answer = browser.post("/recover", {"code": made.code, "passphrase": fresh})
    assert (answer.status, answer.location) == (303, "/")
    assert "Your new passphrase is set." in browser.get("/").text
    browser.post("/lock")
    assert unlock(browser).status == 401
    assert browser.post("/unlock", {"passphrase": fresh}).status == 303


@pytest.mark.usefixtures("made")
def test_a_weak_new_passphrase_is_told_before_the_code_is_tried(
    browser: Browser,
) -> None:
    for _ in range(10):
        answer = browser.post("/recover", {"code": "x", "passphrase": "short"})
        assert answer.status == 422
        assert "at least 12 letters" in answer.text


def test_before_there_is_a_vault_nothing_can_be_opened(browser: Browser) -> None:
    assert unlock(browser).status == 401
    answer = browser.post("/recover", {"code": "x", "passphrase": PASSPHRASE})
    assert answer.status == 404
    assert "no vault here yet" in answer.text
    assert browser.get("/recover").status == 200


def test_of_several_notebooks_the_door_name_says_which(
    harbour: Harbour, new_browser: Callable[[], Browser]
) -> None:
    vaults = {}
    for door in ("blue", "green"):
        made = harbour.make(PASSPHRASE, door=door)
        vaults[door] = made.opened.owner.hex()
        harbour.lock(made.opened)
    browser = new_browser()
    assert "door" in browser.get("/").page.form("/unlock").texts
    assert "door" in browser.get("/recover").page.form("/recover").texts
    unnamed = unlock(browser)
    assert unnamed.status == 422
    assert "door name" in unnamed.text
    assert unlock(browser, door="Green ").status == 303
    assert browser.cookies[VAULT] == vaults["green"]
    browser.post("/lock")
    # The one that was open here last is meant; another still has its door.
    assert "door" in browser.get("/").page.form("/unlock").texts
    assert unlock(browser).status == 303
    assert browser.cookies[VAULT] == vaults["green"]
    browser.post("/lock")
    assert unlock(browser, door="blue").status == 303
    assert browser.cookies[VAULT] == vaults["blue"]


def test_an_unknown_door_does_not_recover(
    harbour: Harbour, browser: Browser, made: Made
) -> None:
    harbour.lock(harbour.make(PASSPHRASE, door="blue").opened)
    fields = {"code": made.code, "passphrase": PASSPHRASE, "door": "rose"}
    assert browser.post("/recover", fields).status == 403


def test_an_older_copy_put_back_is_told(
    browser: Browser, harbour: Harbour, notebook: Opened, write: Callable[..., str]
) -> None:
    file = harbour.folder / notebook.owner.hex() / "vault.db"
    write("what stood before")
    browser.post("/lock")
    older = file.read_bytes()
    unlock(browser)
    write("what was written since")
    browser.post("/lock")
    for each in file.parent.glob("vault.db*"):
        each.unlink()
    file.write_bytes(older)
    unlock(browser)
    assert "older than the one this browser last saw" in browser.get("/").text
    assert "older than" not in browser.get("/").text


def test_the_voice_one_chose_speaks_on_another_device_too(
    browser: Browser, harbour: Harbour, made: Made
) -> None:
    device = f"moorings-device-{PORT}"
    assert unlock(browser).status == 303
    assert device not in browser.cookies
    browser.post("/settings/device", {"theme": "night", "voice": "plain"})
    harbour.lock(harbour.find(browser.cookies[SESSION]))
    browser.cookies.clear()
    assert unlock(browser).status == 303
    assert "voice=plain" in browser.cookies[device]
    assert "theme=system" in browser.cookies[device]
    assert "You are in. Nothing is expected." in browser.get("/").text
    del made
