"""Q28: what becomes of words is said before anything is asked, and a yes is kept."""

import re
from collections.abc import Iterator
from hashlib import sha256

import pytest

from moorings.companion.harbour import Harbour
from moorings.journey.records import Consent
from moorings.web.visitor import House
from tests.checklist.showing import AGAIN
from tests.web.conftest import PORT, Browser

SESSION = f"moorings-{PORT}"
#: What the first screen says of it, and what stands right above the yes.
STAYS = "Your words stay on this machine, sealed; nothing is ever sent anywhere."
SEALED = "It is sealed in one file on this machine"
ASKING = ("<input", "<textarea", "<select", '<form method="post" action="/welcome')


@pytest.fixture
def begun(browser: Browser, house: House) -> Iterator[Browser]:
    """Give a browser that came through the opening link, and nothing else yet."""
    browser.get(f"/open/{house.link}")
    yield browser
    house.harbour.lock_all()


def main_of(browser: Browser, path: str) -> str:
    return browser.get(path).text.partition("<main")[2]


def test_q28_the_first_screen_says_where_words_stay_and_asks_nothing(
    begun: Browser, harbour: Harbour
) -> None:
    first = main_of(begun, "/")
    assert STAYS in first
    assert "It is not a therapist" in first
    assert not any(each in first for each in ASKING)
    assert first.index(STAYS) < first.index("<a ")
    # Whatever is asked for by its address leads to the same screen before anything.
    for path in ("/write", "/people", "/way/start", "/welcome/word", "/settings/keys"):
        assert STAYS in main_of(begun, path) or begun.get(path).status == 404, path
    assert SESSION not in begun.cookies
    assert harbour.vaults() == ()


def test_q28_what_a_yes_means_stands_above_it_and_before_it_nothing_is_written(
    begun: Browser, harbour: Harbour
) -> None:
    begun.post("/welcome/gift", {"gift": "word"})
    begun.post("/welcome/word", {"word": "tired"})
    asked = main_of(begun, "/welcome/keep")
    assert asked.index(SEALED) < asked.index("/welcome/passphrase")
    assert asked.index(SEALED) < asked.index('action="/welcome/keep"')
    assert not harbour.folder.exists()
    # Nothing is ticked for anybody, and no is as easy as yes.
    page = begun.get("/welcome/keep").page
    assert not [told for _, told in page.tags if "checked" in told]
    assert begun.post("/welcome/keep").location == "/"
    assert not harbour.folder.exists()
    opened = harbour.find(begun.cookies[SESSION])
    assert not [r for r in opened.journey.records() if isinstance(r, Consent)]


def test_q28_the_yes_is_a_record_of_the_very_sentences_that_stood_there(
    begun: Browser, harbour: Harbour
) -> None:
    begun.post("/welcome/gift", {"gift": "in"})
    asked = main_of(begun, "/welcome/keep")
    headline = re.search(r"<h1[^>]*>([^<]+)</h1>", asked)
    told = re.search(rf"<p>({SEALED}[^<]+)</p>", asked)
    assert headline
    assert told
    seen = sha256(f"{headline[1].strip()}\n{told[1]}".encode()).hexdigest()
    assert begun.post("/welcome/passphrase", AGAIN).status == 303
    vault = begun.cookies[f"moorings-vault-{PORT}"]
    harbour.lock_all()
    opened = harbour.find(harbour.unlock(vault, AGAIN["passphrase"]))
    [yes] = [r for r in opened.journey.records() if isinstance(r, Consent)]
    assert (yes.to, yes.wording) == ("keep", seen)
    assert yes.written_at == opened.now()
    # It is the first record of all, and nothing had been kept before it.
    assert next(iter(opened.journey.records())) == yes


@pytest.mark.usefixtures("notebook")
def test_q28_nothing_that_is_optional_is_on_before_one_chose_it(
    browser: Browser,
) -> None:
    settings = [told for _, told in browser.get("/settings").page.tags]
    on = {told.get("name") for told in settings if "checked" in told and "type" in told}
    boxes = {each.get("name") for each in settings if each.get("type") == "checkbox"}
    # The one box that is ticked from the start keeps others out.
    assert on & boxes == {"hidden"}
    reminders = browser.get("/plan/reminders")
    hours = [told for _, told in reminders.page.tags if told.get("name") == "at"]
    assert hours
    assert not any(told.get("value") for told in hours)
    assert "data-reminding-start" not in reminders.text
