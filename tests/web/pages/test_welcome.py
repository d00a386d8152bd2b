from collections.abc import Callable

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.journey.records import Consent, Entry
from moorings.web.pages.welcome import consent_wording
from moorings.web.visitor import House
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Browser

SESSION = f"moorings-{PORT}"
AGAIN = {"passphrase": PASSPHRASE, "again": f" {PASSPHRASE.replace(' ', '  ')} "}


@pytest.fixture
def begun(browser: Browser, house: House) -> Browser:
    """Give a browser that came through the opening link."""
    assert browser.get(f"/open/{house.link}").location == "/"
    return browser


def opened_of(harbour: Harbour, browser: Browser) -> Opened:
    return harbour.find(browser.cookies[SESSION])


def test_the_link_opens_once(house: House, new_browser: Callable[[], Browser]) -> None:
    link, first, second = f"/open/{house.link}", new_browser(), new_browser()
    answer = first.get(link)
    assert answer.location == "/"
    [cookie] = answer.all("set-cookie")
    assert "max-age" not in cookie.lower()
    assert "Go on" in first.get("/").text
    refused = second.get(link)
    assert refused.status == 401
    assert "This link has been used" in refused.text
    assert not second.cookies
    assert first.get(link).location == "/"


def test_the_link_opens_for_ten_minutes(
    browser: Browser, house: House, clock: SetClock
) -> None:
    clock.go_on(600)
    clock.go_on(0.1)
    assert browser.get(f"/open/{house.link}").status == 401


def test_the_tenth_minute_still_counts(
    browser: Browser, house: House, clock: SetClock
) -> None:
    clock.go_on(600)
    assert browser.get(f"/open/{house.link}").location == "/"


@pytest.mark.parametrize("link", ["x", "", "%C3%A9", "%00", "a" * 5_000])
def test_a_wrong_link_opens_nothing_and_leaves_the_right_one_good(
    browser: Browser, house: House, link: str
) -> None:
    answer = browser.get(f"/open/{link}")
    assert answer.status in {401, 404}
    assert not browser.cookies
    assert browser.get(f"/open/{house.link}").location == "/"
    house.link = ""
    assert browser.get("/open/").status == 404


def test_a_link_is_compared_without_telling_how_much_was_right(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def compare(one: bytes, other: bytes) -> bool:
        seen.append((one, other))
        return one == other

    monkeypatch.setattr("secrets.compare_digest", compare)
    assert house.use_link("wrong") is None
    assert seen == [(b"wrong", house.link.encode())]


def test_the_first_evening_says_three_sentences_and_gives_something(
    begun: Browser, harbour: Harbour
) -> None:
    first = begun.get("/")
    assert first.status == 200
    assert "It is not a therapist" in first.text
    assert "/welcome/gift" in first.page.links
    assert begun.get("/welcome/gift").page.form("/welcome/gift").action
    for gift, path in (("breath", "/welcome/breath"), ("look", "/welcome/look")):
        assert begun.post("/welcome/gift", {"gift": gift}).location == path
        assert begun.get(path).page.links[-1] == "/welcome/keep"
    session = begun.cookies[SESSION]
    assert begun.post("/welcome/gift", {"gift": "in"}).location == "/welcome/keep"
    assert begun.post("/welcome/gift", {"gift": "?"}).location == "/welcome/keep"
    assert begun.cookies[SESSION] == session
    assert harbour.vaults() == ()


def test_not_now_keeps_nothing_and_works(begun: Browser, harbour: Harbour) -> None:
    assert begun.post("/welcome/gift", {"gift": "word"}).location == "/welcome/word"
    assert begun.post("/welcome/word", {"word": " tired "}).location == "/welcome/keep"
    assert begun.post("/welcome/word", {"word": ""}).location == "/welcome/keep"
    assert begun.get("/welcome/word").status == 200
    assert begun.post("/welcome/keep").location == "/"
    [page] = opened_of(harbour, begun).journey.pages()
    assert isinstance(page.newest, Entry)
    assert page.newest.text == "tired"
    assert begun.post("/write", {"text": "a page"}).status == 303
    assert f"moorings-vault-{PORT}" not in begun.cookies
    assert not harbour.folder.exists()
    for path in ("/settings/passphrase", "/settings/recovery-code"):
        assert begun.get(path).status == 409
    assert begun.post("/settings/take-out").status == 200
    begun.post("/lock")
    assert begun.get("/write").status == 200
    assert "Go on" in begun.get("/write").text
    assert not harbour.folder.exists()


def test_yes_keeps_what_was_written_so_far_and_shows_the_code_once(
    begun: Browser, harbour: Harbour
) -> None:
    begun.post("/welcome/gift", {"gift": "word"})
    begun.post("/welcome/word", {"word": "tired"})
    trial = opened_of(harbour, begun)
    assert begun.get("/welcome/keep").page.form("/welcome/keep").action
    before = begun.cookies[SESSION]
    offered = begun.get("/welcome/passphrase").text
    assert offered.count('class="ordinal"') == 6
    answer = begun.post("/welcome/passphrase", AGAIN)
    assert answer.location == "/welcome/code"
    assert begun.cookies[SESSION] != before
    assert trial.locked
    opened = opened_of(harbour, begun)
    assert opened.kept
    [page] = opened.journey.pages()
    assert getattr(page.newest, "text", "") == "tired"
    [yes] = [r for r in opened.journey.records() if isinstance(r, Consent)]
    assert (yes.to, yes.wording) == ("keep", consent_wording())
    assert begun.get("/welcome/code").text == begun.get("/welcome/code").text
    assert 'class="key-code"' in begun.get("/welcome/code").text
    assert begun.post("/welcome/code").location == "/"
    assert begun.get("/welcome/code").location == "/"
    for path in ("/welcome/keep", "/welcome/passphrase"):
        assert begun.get(path).location == "/"
    assert begun.post("/welcome/passphrase", AGAIN).location == "/"
    assert len(harbour.vaults()) == 1


def test_the_code_is_gone_once_it_is_locked(begun: Browser) -> None:
    begun.post("/welcome/gift", {"gift": "in"})
    begun.post("/welcome/passphrase", AGAIN)
    begun.post("/lock")
    begun.post("/unlock", {"passphrase": PASSPHRASE})
    assert begun.get("/welcome/code").location == "/"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"passphrase": PASSPHRASE, "again": "another one"}, "are not the same"),
        ({"passphrase": "short", "again": "short"}, "could be guessed too easily"),
        ({}, "could be guessed too easily"),
    ],
)
def test_a_passphrase_that_will_not_do_makes_nothing_and_keeps_the_offer(
    begun: Browser, harbour: Harbour, fields: dict[str, str], words: str
) -> None:
    begun.post("/welcome/gift", {"gift": "in"})
    answer = begun.post("/welcome/passphrase", {**fields, "offered": "one two three"})
    assert answer.status == 422
    assert words in answer.text
    assert 'value="one two three"' in answer.text
    assert harbour.vaults() == ()


def test_without_the_link_nothing_can_be_made(
    browser: Browser, harbour: Harbour
) -> None:
    browser.cookies[SESSION] = harbour.try_out().token
    for answer in (
        browser.get("/welcome/passphrase"),
        browser.post("/welcome/passphrase", AGAIN),
        browser.get("/welcome/gift"),
        browser.post("/welcome/gift", {"gift": "in"}),
    ):
        assert answer.status == 403
        assert "This needs the opening link" in answer.text
    browser.cookies[f"moorings-start-{PORT}"] = "made up"
    assert browser.get("/welcome/gift").status == 403
    assert harbour.vaults() == ()


def test_a_second_notebook_needs_a_door_name(begun: Browser, harbour: Harbour) -> None:
    harbour.lock(harbour.make(PASSPHRASE).opened)
    assert "/welcome/gift" in begun.get("/").page.links
    begun.post("/welcome/gift", {"gift": "in"})
    assert "door" in begun.get("/welcome/passphrase").page.forms[-1].texts
    answer = begun.post("/welcome/passphrase", AGAIN)
    assert answer.status == 422
    assert "needs a door name" in answer.text
    assert len(harbour.vaults()) == 1
    answer = begun.post("/welcome/passphrase", {**AGAIN, "door": " Blue "})
    assert answer.location == "/welcome/code"
    assert harbour.which(door="blue") == begun.cookies[f"moorings-vault-{PORT}"]


def test_a_word_needs_an_open_notebook(begun: Browser) -> None:
    # Nothing is open yet: the first page says how to begin.
    assert "/welcome/gift" in begun.get("/welcome/word").page.links
