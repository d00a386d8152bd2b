import datetime as dt
import gzip
import re
from urllib.parse import parse_qs

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.library.crisis import countries, oldest
from tests.conftest import SetClock
from tests.web.conftest import PORT, Browser

DEVICE = f"moorings-device-{PORT}"
OLD = "Some may have changed."
FRESH = "If that is more than a year ago"
LARGEST = 12_000


def choose(browser: Browser, code: str) -> None:
    answer = browser.post("/crisis/country", {"country": code})
    assert (answer.status, answer.location) == (303, "/crisis?fresh")


def words(browser: Browser) -> str:
    return " ".join(browser.get("/crisis").page.words.split())


def chosen(browser: Browser) -> str:
    """Give what stands above the other countries."""
    return words(browser).split("My country first")[0]


def first_links(browser: Browser) -> list[str]:
    shown = browser.get("/crisis").page.links
    return [link for link in shown if link.startswith(("tel:", "sms:"))]


def test_before_a_country_is_chosen_many_can_be_called_at_once(
    browser: Browser,
) -> None:
    before = chosen(browser)
    for country in countries().values():
        if not country.part_of:
            assert country.name in before
            assert country.emergency.numbers[0].number in before
    assert "I may hurt myself, or it is too much" not in before
    assert "findahelpline.com" in before


def test_the_chosen_country_stands_first_and_stays(browser: Browser) -> None:
    choose(browser, "gb")
    assert parse_qs(browser.cookies[DEVICE])["country"] == ["gb"]
    assert first_links(browser)[:4] == [
        "tel:999",
        "tel:116123",
        "sms:85258",
        "tel:08082000247",
    ]
    before = chosen(browser)
    order = [
        "If someone is in danger now, call",
        "United Kingdom",
        "also 112",
        "I may hurt myself, or it is too much",
        "Samaritans",
        "Text SHOUT to 85258",
        "Someone may hurt me",
        "National Domestic Abuse Helpline",
        FRESH,
    ]
    places = [before.index(each) for each in order]
    assert places == sorted(places)
    assert "Australia" not in before
    assert "I may hurt someone" not in before
    assert "For young people" not in before
    assert browser.get("/crisis").text.count('value="gb" selected') == 1


def test_the_other_choices_of_the_device_stay_as_they_are(browser: Browser) -> None:
    browser.cookies[DEVICE] = "theme=night&voice=plain"
    choose(browser, "fr")
    told = parse_qs(browser.cookies[DEVICE])
    assert (told["theme"], told["voice"]) == (["night"], ["plain"])


def test_a_country_can_be_let_go_again(browser: Browser) -> None:
    nobody = words(browser)
    choose(browser, "jp")
    assert words(browser) != nobody
    choose(browser, "")
    assert words(browser) == nobody


@pytest.mark.parametrize("code", ["xx", "GB", "gb ", "../gb", "0", "emergency"])
def test_an_unknown_country_is_refused(browser: Browser, code: str) -> None:
    choose(browser, "gb")
    kept = browser.cookies[DEVICE]
    assert browser.post("/crisis/country", {"country": code}).status == 400
    assert browser.cookies[DEVICE] == kept


def test_a_country_that_a_cookie_makes_up_counts_for_none(browser: Browser) -> None:
    nobody = words(browser)
    browser.cookies[DEVICE] = "country=xx"
    assert words(browser) == nobody


@pytest.mark.parametrize("code", ["", "de"])
def test_every_country_is_on_the_page_whichever_comes_first(
    browser: Browser, code: str
) -> None:
    choose(browser, code)
    shown = browser.get("/crisis").page
    folded = [tag for tag, _ in shown.tags if tag == "details"]
    assert len(folded) == len(countries()) - bool(code)
    for country in countries().values():
        assert country.name in shown.words
        ways = [way for line in country.lines for way in line.ways]
        reached = {f"{'sms' if w.by == 'text' else 'tel'}:{w.digits}" for w in ways}
        apart = {f"tel:{way.digits}" for way in ways if way.by == "whatsapp"}
        assert reached - apart <= set(shown.links), country.name
        assert f"tel:{country.emergency.numbers[0].digits}" in shown.links


@pytest.mark.parametrize("code", sorted(countries()))
def test_each_country_says_what_it_has_and_what_it_has_not(
    browser: Browser, code: str
) -> None:
    choose(browser, code)
    before, country = chosen(browser), countries()[code]
    for number in country.emergency.numbers:
        assert number.number in before
    for line in country.lines:
        assert line.name in before
        assert line.about in before
        assert line.source in before
    assert ("so none is named" in before) == (not country.lines)
    assert "findahelpline.com" in before


def test_police_and_ambulance_are_told_apart(browser: Browser) -> None:
    choose(browser, "jp")
    before = chosen(browser)
    assert before.index("Japan: police") < before.index("Japan: ambulance or fire")
    assert first_links(browser)[:2] == ["tel:110", "tel:119"]


def test_what_is_only_repeated_elsewhere_says_so(browser: Browser) -> None:
    choose(browser, "fr")
    said = "Read only on pages that repeat the national operator FNSF, on 21 Nov 2026."
    assert said in chosen(browser)
    assert chosen(browser).count("Read only on pages that repeat") == 1


def test_what_cannot_be_dialled_is_told_in_words(browser: Browser) -> None:
    choose(browser, "es")
    assert "WhatsApp: 600 000 016" in chosen(browser)
    assert not [link for link in first_links(browser) if "600000016" in link]


def test_a_text_phone_has_a_number_of_its_own(browser: Browser) -> None:
    choose(browser, "us")
    assert "Text phone (TTY): 1\N{NON-BREAKING HYPHEN}800" in chosen(browser)
    assert "tel:18007873224" in first_links(browser)


@pytest.mark.parametrize("code", ["", "us"])
def test_within_a_year_it_says_when_the_numbers_were_read(
    browser: Browser, clock: SetClock, code: str
) -> None:
    choose(browser, code)
    read = oldest([countries()[code]] if code else countries().values())
    clock.set_to(dt.datetime(read.year + 1, read.month, read.day, tzinfo=dt.UTC))
    clock.go_on(-60)
    before = chosen(browser)
    assert FRESH in before
    assert OLD not in before
    assert f"{read.day} November 2026" in before


@pytest.mark.parametrize("code", ["", "us"])
def test_after_a_year_emergency_numbers_come_first_and_a_word_of_warning(
    browser: Browser, clock: SetClock, code: str
) -> None:
    choose(browser, code)
    read = oldest([countries()[code]] if code else countries().values())
    clock.set_to(dt.datetime(read.year + 1, read.month, read.day, tzinfo=dt.UTC))
    before = chosen(browser)
    assert before.index("911") < before.index(OLD)
    assert f"{read.day} November 2026, more than a year ago" in before
    assert FRESH not in before
    if code:
        assert before.index(OLD) < before.index("I may hurt myself, or it is too much")


def test_it_is_the_same_page_whether_a_notebook_is_open_or_not(
    browser: Browser, harbour: Harbour, notebook: Opened
) -> None:
    choose(browser, "ie")
    while_open = browser.get("/crisis")
    harbour.lock(notebook)
    locked = browser.get("/crisis")
    assert while_open.status == locked.status == 200
    assert while_open.body == locked.body


def test_it_is_light_and_asks_nobody(browser: Browser) -> None:
    for code in ("", "us", "gr"):
        choose(browser, code)
        answer = browser.get("/crisis")
        assert len(gzip.compress(answer.body)) < LARGEST
        assert not re.search(r"https?://", answer.text)


def test_it_promises_nothing_and_shouts_at_nobody(browser: Browser) -> None:
    for code in ("", "us"):
        choose(browser, code)
        said = words(browser).lower()
        for never in ("!", "detected", "you are safe", "will help you", "it will be"):
            assert never not in said
