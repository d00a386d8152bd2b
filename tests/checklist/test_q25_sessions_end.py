"""Q25: a session is seen, ends, is renewed when it proves itself, and stays dead."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from moorings.companion import sessions
from moorings.companion.errors import LockedError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import Entry, When
from moorings.web.visitor import House
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser

HERE = "/settings/sessions"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
SESSION = f"moorings-{PORT}"


@pytest.fixture
def other(notebook: Opened, new_browser: Callable[[], Browser]) -> Browser:
    """Give a second browser in which the notebook was opened."""
    made = new_browser()
    made.cookies[f"moorings-vault-{PORT}"] = notebook.owner.hex()
    agent = [("user-agent", FIREFOX)]
    answer = made.post("/unlock", {"passphrase": PASSPHRASE}, headers=agent)
    assert answer.status == 303
    return made


@pytest.mark.usefixtures("notebook")
def test_q25_alone_it_says_that_it_is_open_nowhere_else(browser: Browser) -> None:
    words = browser.get(HERE).page.words
    assert "This browser" in words
    assert "It is open nowhere else" in words


def test_q25_another_browser_is_named_and_closed_there(
    browser: Browser, other: Browser, clock: SetClock
) -> None:
    clock.go_on(130)
    shown = browser.get(HERE)
    assert "Firefox on Android" in shown.page.words
    assert "used 2 minutes ago" in shown.page.words
    assert "If one of these is not yours" in shown.page.words
    (close,) = re.findall(f"{HERE}/[0-9a-f]{{32}}/close", shown.text)
    assert browser.post(close).location == HERE
    assert other.get("/write").status == 401
    assert browser.get("/write").status == 200
    assert browser.post(close).status == 404


def test_q25_no_token_of_a_session_stands_in_the_list(
    browser: Browser, other: Browser
) -> None:
    text = browser.get(HERE).text
    assert browser.cookies[SESSION] not in text
    assert other.cookies[SESSION] not in text


def test_q25_a_browser_cannot_close_itself_or_somebody_elses_by_name(
    browser: Browser, other: Browser, house: House
) -> None:
    own = house.harbour.sessions.name_of(browser.cookies[SESSION])
    assert browser.post(f"{HERE}/{own}/close").status == 404
    strange = house.harbour.make("another long passphrase").token
    name = house.harbour.sessions.name_of(strange)
    assert browser.post(f"{HERE}/{name}/close").status == 404
    assert house.harbour.find(strange) is not None
    assert other.get("/write").status == 200


def test_q25_all_others_are_closed_at_once(
    browser: Browser, other: Browser, notebook: Opened, house: House
) -> None:
    third = house.harbour.sessions.begin(notebook)
    assert "Close it everywhere else" in browser.get(HERE).page.words
    assert browser.post(f"{HERE}/others/close").location == HERE
    assert other.get("/write").status == 401
    assert len(house.harbour.sessions.all_of(notebook)) == 1
    assert browser.get(HERE).status == 200
    del third


def test_q25_after_twelve_hours_it_asks_again_however_much_it_is_used(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    notebook.journey.choices["lock-after-minutes"] = "120"
    for _ in range(12):
        assert browser.get("/write").status == 200
        clock.go_on(sessions.LONGEST_SECONDS / 12)
    assert browser.get("/write").status == 401


def test_q25_one_that_had_its_time_is_in_no_list_while_another_stays_open(
    browser: Browser, other: Browser, notebook: Opened, clock: SetClock, house: House
) -> None:
    notebook.journey.choices["lock-after-minutes"] = "720"
    clock.go_on(sessions.LONGEST_SECONDS - 10)
    agent = [("user-agent", FIREFOX)]
    again = {"passphrase": PASSPHRASE}
    assert other.post("/unlock", again, headers=agent).status == 303
    clock.go_on(10)
    assert browser.get("/write").status == 401
    assert other.get("/write").status == 200
    assert len(house.harbour.sessions.all_of(notebook)) == 1


@pytest.mark.usefixtures("notebook")
def test_q25_who_proves_it_again_gets_a_new_token_and_the_old_one_is_worth_nothing(
    browser: Browser, clock: SetClock
) -> None:
    before, path = browser.cookies[SESSION], "/settings/take-out"
    assert browser.post(path, {"passphrase": "not the passphrase"}).status == 403
    assert browser.cookies[SESSION] == before
    assert browser.post(path, {"passphrase": PASSPHRASE}).status == 200
    assert browser.cookies[SESSION] != before
    assert browser.get("/write").status == 200
    fresh, browser.cookies[SESSION] = browser.cookies[SESSION], before
    assert browser.get("/write").status == 200  # asked in the same breath
    assert browser.cookies[SESSION] == fresh
    browser.cookies[SESSION] = before
    clock.go_on(sessions.GRACE_SECONDS)
    assert browser.get("/write").status == 401


@pytest.mark.usefixtures("notebook")
def test_q25_a_second_press_shows_the_code_that_counts(
    browser: Browser, house: House
) -> None:
    before = browser.cookies[SESSION]
    fields = {"passphrase": PASSPHRASE}
    assert browser.post("/settings/recovery-code", fields).status == 303
    browser.cookies[SESSION] = before  # the first answer was never looked at
    assert browser.post("/settings/recovery-code", fields).status == 303
    (opened,) = house.harbour.sessions.opened()
    code, shown = opened.code_to_show, browser.get("/welcome/code").text
    assert all(group in shown for group in code.split("-"))
    (vault,) = house.harbour.vaults()
    house.harbour.lock_all()
    assert house.harbour.recover(vault, code)


@pytest.mark.usefixtures("notebook")
def test_q25_no_token_leads_back_to_a_session_that_is_over(
    browser: Browser, house: House
) -> None:
    before = browser.cookies[SESSION]
    fields = {"passphrase": PASSPHRASE}
    assert browser.post("/settings/take-out", fields).status == 200
    house.harbour.lock_all()
    assert house.harbour.sessions.newest(before) == before
    assert browser.get("/write").status == 401


def test_q25_a_new_passphrase_closes_it_everywhere_else(
    browser: Browser, other: Browser
) -> None:
    new = "a better passphrase altogether"
    fields = {"passphrase": PASSPHRASE, "new": new, "again": new}
    assert browser.post("/settings/passphrase", fields).location == "/settings"
    assert "Your new passphrase is set" in browser.get("/settings").page.words
    assert other.get("/write").status == 401


def test_q25_a_new_recovery_code_closes_it_everywhere_else(
    browser: Browser, other: Browser
) -> None:
    fields = {"passphrase": PASSPHRASE}
    assert browser.post("/settings/recovery-code", fields).status == 303
    assert other.get("/write").status == 401
    assert browser.get("/welcome/code").status == 200


@pytest.mark.uncounted
def test_q25_nothing_reads_or_writes_after_a_lock_in_a_thousand_races(
    harbour: Harbour,
) -> None:
    """Whoever asks while it is locked gets the notebook or the sentence, never more."""
    vault, lives = "", 1_000
    with ThreadPoolExecutor(2) as pool:
        for life in range(lives):
            if not vault:
                made = harbour.make(PASSPHRASE)
                vault, token = made.opened.owner.hex(), made.token
            else:
                token = harbour.unlock(vault, PASSPHRASE)
            opened = harbour.find(token)
            locked = Event()
            racing = pool.submit(uses, harbour, token, locked, late=life % 2 == 0)
            locking = pool.submit(harbour.lock, opened)
            locking.result()
            locked.set()
            assert racing.result() == 0
            with pytest.raises(LockedError):
                harbour.find(token)
            with pytest.raises(LockedError):
                opened.keep(page_of(opened))
    token = harbour.unlock(vault, PASSPHRASE)
    assert harbour.find(token).condition.sound


def page_of(opened: Opened) -> Entry:
    now = opened.now()
    return Entry(id=new_id(), written_at=now, when=When(now.date()), text="raced")


def uses(harbour: Harbour, token: str, locked: Event, *, late: bool) -> int:
    """Find and keep until the lock is there; count what went through after it."""
    through, rounds, kept = 0, 0, 0
    while rounds < 3:
        was_locked = locked.is_set()
        try:
            found = harbour.find(token)
            if late and kept < 3:
                found.keep(page_of(found))
                kept += 1
            through += was_locked
        except LockedError:
            pass
        rounds += was_locked
    return through
