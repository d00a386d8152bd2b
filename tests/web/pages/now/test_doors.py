import html
import json
import re
from collections.abc import Callable

import pytest

from moorings.library.practices import practices
from moorings.web.pages.now.doors import LINE_LETTERS
from moorings.web.pages.now.practice import FIRST, OFFERED, ON_REQUEST
from tests.conftest import SetClock
from tests.web.conftest import PORT, Browser

DEVICE = f"moorings-device-{PORT}"
DOORS = {
    "I\u2019m about to send something": "/now/stop",
    "My body is racing": "/now/belly-breath",
    "It\u2019s too much, or far away": "/now/orient-outward",
    "I don\u2019t know what this is": "/now/belly-breath",
}
PAGES = ["/now", "/now/after", "/now/stopped", "/now/yours"]
PAGES += [f"/now/{name}" for name in (*OFFERED, *ON_REQUEST)]


def has(text: str, words: str) -> bool:
    return words in html.unescape(text)


# --- doors ----------------------------------------------------------------------------


def test_four_doors_speak_in_needs_and_each_leads_to_one_steadying_thing(
    browser: Browser,
) -> None:
    shown = browser.get("/now")
    assert "What is it just now?" in shown.text
    for need, path in DOORS.items():
        assert need in shown.text
        assert path in shown.page.links
        assert browser.get(path).status == 200
    assert [tag for tag, _ in shown.page.tags].count("form") == 1  # Leave
    assert "How strong" not in shown.text


@pytest.mark.parametrize("path", PAGES)
def test_from_every_page_of_help_a_person_is_one_tap_away(
    browser: Browser, path: str
) -> None:
    shown = browser.get(path)
    assert shown.status == 200
    assert "/now" in shown.page.links
    if path != "/now/yours":
        assert "/crisis" in shown.page.links
    assert "!" not in re.sub(r"<!doctype html>|<!--.*?-->", "", shown.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_help_is_calm_and_without_places(
    browser: Browser, path: str
) -> None:
    shown = browser.get(path)
    assert '<body class="calm">' in shown.text
    assert not [tag for tag, _ in shown.page.tags if tag in {"nav", "footer"}]
    assert not shown.all("set-cookie")


def test_that_the_third_time_is_noticed_is_the_browser_s_own_business(
    browser: Browser,
) -> None:
    for _ in range(4):
        shown = browser.get("/now").text
    [words] = re.findall(r'<p class="said" data-third-time hidden>(.+?)</p>', shown)
    assert words.startswith("This is a hard night. Stay as long as you like.")
    assert words.endswith("Is there someone who could be with you?")


# --- afterwards -----------------------------------------------------------------------


def test_afterwards_three_small_things_can_be_noted_each_by_itself(
    browser: Browser,
) -> None:
    shown = browser.get("/now/after")
    forms = [form for form in shown.page.forms if form.action == "/now/note"]
    steps = [{n: v for n, _, v in form.fields}["step"] for form in forms]
    assert steps == ["rating", "note", "back"]
    assert not [f for form in forms for f in form.fields if f[0] == "activation"]
    assert "Saved." not in shown.page.words
    assert "/" in shown.page.links


def test_whoever_comes_back_to_the_address_of_a_note_finds_the_page_again(
    browser: Browser,
) -> None:
    answer = browser.get("/now/note")
    assert (answer.status, answer.location) == (303, "/now/after")


def test_when_the_program_is_off_the_page_says_so_and_leads_on(
    browser: Browser,
) -> None:
    shown = browser.get("/now/stopped")
    assert "The notebook is not running" in shown.text
    assert {"/now", "/crisis", "/"} <= set(shown.page.links)


# --- made one's own -------------------------------------------------------------------


def yours(
    browser: Browser,
    *lines: str,
    way: str = "",
    figure: str = "",
    more: tuple[str, ...] = (),
) -> None:
    told = [("way", way), ("figure", figure), *(("line", n) for n in lines)]
    told += [("more", each) for each in more]
    answer = browser.post("/now/yours", told)
    assert (answer.status, answer.location) == (303, "/now?fresh")


def card(browser: Browser) -> list[str]:
    return card_of(browser.get("/now?fresh").text)


def card_of(text: str) -> list[str]:
    found = re.search(r'<ul class="pocket".*?</ul>', text, re.DOTALL)
    return re.findall(r'<li dir="auto">(.*?)</li>', found[0]) if found else []


def test_without_a_card_none_is_shown(browser: Browser) -> None:
    assert card(browser) == []
    assert browser.get("/now/yours").text.count('name="line"') == 3


def test_a_card_of_up_to_three_lines_stands_on_top_and_can_be_changed(
    browser: Browser,
) -> None:
    yours(browser, "  Call   Ruth ", "", "It passed\tlast time")
    assert card(browser) == ["Call Ruth", "It passed last time"]
    shown = browser.get("/now/yours")
    values = [v for n, _, v in shown.page.form("/now/yours").fields if n == "line"]
    assert values == ["Call Ruth", "It passed last time", ""]
    yours(browser, "1", "2", "3", "4")
    assert card(browser) == ["1", "2", "3"]
    yours(browser)
    assert card(browser) == []


def test_a_line_is_words_and_never_markup_in_any_writing(browser: Browser) -> None:
    yours(browser, '<img src=x onerror="x">', "اتصل بليلى", "a & b; c=d")
    assert card(browser) == [
        "&lt;img src=x onerror=&#34;x&#34;&gt;",
        "اتصل بليلى",
        "a &amp; b; c=d",
    ]


def test_a_line_longer_than_a_card_is_cut(browser: Browser) -> None:
    yours(browser, 300 * "x")
    assert card(browser) == [LINE_LETTERS * "x"]


@pytest.mark.parametrize("way", FIRST)
def test_the_same_way_every_time_names_all_of_it_beforehand(
    browser: Browser, way: str
) -> None:
    yours(browser, way=way)
    shown = browser.get("/now")
    steps = re.search(r'<ol class="steps ahead">(.*?)</ol>', shown.text, re.DOTALL)
    assert steps
    assert re.findall("<li>(.*?)</li>", steps[1]) == [
        practices()[way].title,
        "One question: is anyone in danger?",
        "Is it now, or familiar?",
        "A name for it, and what to do with it",
        "How it is then, and a line if you like",
    ]
    assert f"/now/{way}" in shown.page.links
    assert "Something else today" in shown.text
    assert set(DOORS.values()) <= set(shown.page.links)
    assert f'value="{way}" checked' in browser.get("/now/yours").text


def test_the_way_can_be_let_go_again(browser: Browser) -> None:
    yours(browser, way="coherent")
    yours(browser, way="")
    assert "Something else today" not in browser.get("/now").text


@pytest.mark.parametrize("way", ["five-senses", "nothing", "../crisis"])
def test_a_way_that_is_not_offered_is_not_taken(browser: Browser, way: str) -> None:
    answer = browser.post("/now/yours", {"way": way, "line": "x"})
    assert answer.status == 400
    assert not answer.all("set-cookie")
    browser.cookies[DEVICE] = f"way={way}"
    shown = browser.get("/now")
    assert shown.status == 200
    assert "Something else today" not in shown.text


def test_what_is_made_one_s_own_leaves_the_other_choices_of_the_device(
    browser: Browser,
) -> None:
    browser.post("/settings/device", {"theme": "night", "voice": "plain"})
    browser.post("/crisis/country", {"country": "gb"})
    yours(browser, "Call Ruth", way="belly-breath")
    browser.post("/settings/device", {"theme": "paper", "voice": "plain"})
    told = browser.cookies[DEVICE]
    for choice in ("theme=paper", "voice=plain", "country=gb", "way=belly-breath"):
        assert choice in told
    assert card(browser) == ["Call Ruth"]


FIGURE = "/now/inner-figure-short"
LONG_HOLD = "/now/4-7-8"


@pytest.mark.feature("M9")
def test_one_line_of_the_card_can_be_somebody_to_call_to_mind(
    browser: Browser,
) -> None:
    yours(browser, "Call Ruth", "", "Grandmother on the bench", figure="3")
    assert card(browser) == ["Call Ruth", "Grandmother on the bench"]
    # It is not put forward: at night no figure is suggested.
    assert FIGURE not in browser.get("/now").page.links
    for other in ("/now/belly-breath", "/now/stop"):
        assert FIGURE in browser.get(other).page.links
    shown = browser.get(FIGURE)
    assert card_of(shown.text) == ["Grandmother on the bench"]
    # It stays with its line where an empty one falls out.
    assert 'name="figure" value="2" checked' in browser.get("/now/yours").text


@pytest.mark.parametrize(
    ("lines", "figure"),
    [(("Call Ruth",), ""), (("Call Ruth",), "2"), (("", "x"), "1"), (("x",), "9")],
)
def test_without_one_it_is_offered_nowhere(
    browser: Browser, lines: tuple[str, ...], figure: str
) -> None:
    yours(browser, *lines, figure=figure)
    for path in ("/now", *(f"/now/{name}" for name in OFFERED)):
        assert FIGURE not in browser.get(path).page.links
    assert card_of(browser.get(FIGURE).text) == []
    assert "/now/yours" in browser.get(FIGURE).page.links


@pytest.mark.feature("M3")
def test_a_long_hold_is_named_only_once_it_was_switched_on(browser: Browser) -> None:
    paths = ["/now", *(f"/now/{name}" for name in OFFERED)]
    assert not [path for path in paths if LONG_HOLD in browser.get(path).page.links]
    yours(browser, more=("4-7-8",))
    found = [path for path in paths if LONG_HOLD in browser.get(path).page.links]
    assert found == paths[1:]
    assert 'value="4-7-8" checked' in browser.get("/now/yours").text
    yours(browser)
    assert not [path for path in paths if LONG_HOLD in browser.get(path).page.links]


@pytest.mark.parametrize("more", ["inner-figure-short", "belly-breath", "nothing"])
def test_what_is_not_off_cannot_be_switched_on(browser: Browser, more: str) -> None:
    answer = browser.post("/now/yours", {"way": "", "more": more})
    assert answer.status == 400


# --- what is kept for when the program is off -----------------------------------------


def shell(browser: Browser) -> tuple[str, list[str]]:
    answer = browser.get("/now/shell.json")
    assert answer.status == 200
    told = json.loads(answer.body)
    assert told.keys() == {"version", "paths"}
    return told["version"], told["paths"]


def test_what_is_kept_can_all_be_had_without_a_cookie(
    browser: Browser, new_browser: Callable[[], Browser]
) -> None:
    _, paths = shell(browser)
    assert len(paths) == len(set(paths))
    for path in paths:
        stranger = new_browser()
        answer = stranger.get(path)
        assert (answer.status, answer.location) == (200, ""), path
        assert not answer.all("set-cookie"), path
    needed = {"/now", "/now/after", "/now/stopped", "/crisis", "/away"}
    known = (*OFFERED, *ON_REQUEST)
    assert needed | {f"/now/{name}" for name in known} <= set(paths)


def test_what_is_kept_is_whole_in_style_script_and_links(browser: Browser) -> None:
    _, paths = shell(browser)
    elsewhere = {
        "/",
        "/now/yours",
        "/now/stay",
        "/now/evidence",
        "/safety/plan",
        "/safety/switch",
    }
    for path in (each for each in paths if not each.startswith("/static/")):
        shown = browser.get(path).page
        for tag, told in shown.tags:
            if tag == "script":
                assert told["src"] in paths, path
            if tag == "link" and told["rel"] in {"stylesheet", "icon", "manifest"}:
                assert told["href"] in paths, path
        links = {link.partition("#")[0] for link in shown.links}
        pages = {each for each in links if each.startswith("/")}
        assert pages <= {*paths, *elsewhere}, path


def test_every_door_opens_onto_something_that_is_kept(browser: Browser) -> None:
    _, paths = shell(browser)
    assert set(DOORS.values()) <= set(paths)


def test_its_version_stays_until_something_changes(
    browser: Browser, new_browser: Callable[[], Browser], write: Callable[..., str]
) -> None:
    version, _ = shell(browser)
    write("a page")
    browser.get("/")
    assert shell(browser)[0] == version
    assert shell(new_browser())[0] == version


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/settings/device", {"theme": "night"}),
        ("/settings/device", {"theme": "system", "voice": "plain"}),
        ("/crisis/country", {"country": "gb"}),
        ("/now/yours", {"way": "coherent"}),
        ("/now/yours", {"line": "Call Ruth"}),
        ("/now/yours", {"line": "Call Ruth", "figure": "1"}),
        ("/now/yours", {"more": "4-7-8"}),
    ],
)
def test_its_version_changes_with_each_choice_of_the_device_and_back_again(
    browser: Browser, path: str, fields: dict[str, str]
) -> None:
    before = shell(browser)
    assert browser.post(path, fields).status == 303
    after = shell(browser)
    assert after[0] != before[0]
    assert after[1] == before[1]
    assert shell(browser) == after
    del browser.cookies[DEVICE]
    assert shell(browser) == before


def test_its_version_changes_when_the_numbers_have_grown_old(
    browser: Browser, clock: SetClock
) -> None:
    before, _ = shell(browser)
    clock.set_to(clock.moment.replace(year=2036))
    assert shell(browser)[0] != before
