"""What a browser was told to remember, and what another hand may have written."""

from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.library.catalogue import VOICES, languages
from moorings.library.crisis import countries
from moorings.library.practices import practice_ids
from moorings.web.device import CARD_LINES, FACES, FIGURES, THEMES, Device
from tests.web.conftest import PORT, Browser

#: Letters as a form brings them: no lone surrogates.
LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
DEVICES = st.builds(
    Device,
    language=st.sampled_from(languages()),
    theme=st.sampled_from(THEMES),
    voice=st.sampled_from(VOICES),
    country=st.sampled_from(["", *countries()]),
    way=st.sampled_from(["", *practice_ids()]),
    card=st.lists(LINES, max_size=CARD_LINES).map(tuple),
    figure=st.sampled_from(["", *FIGURES]),
    face=st.sampled_from(FACES),
    more=st.lists(st.sampled_from(practice_ids()), max_size=2).map(tuple),
)
COOKIE = f"moorings-device-{PORT}"


@given(chosen=DEVICES)
def test_what_was_chosen_is_read_back(chosen: Device) -> None:
    assert Device.read(chosen.write()) == chosen


@given(chosen=DEVICES)
def test_it_lies_in_a_cookie_as_plain_letters(chosen: Device) -> None:
    written = chosen.write()
    assert written.isascii()
    assert not set(written) & set(' ";,\\\r\n')
    [(_, morsel)] = SimpleCookie(f"{COOKIE}={written}").items()
    assert Device.read(morsel.value) == chosen


@given(chosen=DEVICES)
def test_only_a_line_that_is_there_is_called_to_mind(chosen: Device) -> None:
    assert chosen.figure_line in {"", *chosen.card}
    there = chosen.figure in FIGURES[: len(chosen.card)]
    assert bool(chosen.figure_line) is there


def test_without_a_choice_everything_is_as_usual() -> None:
    assert Device.read("") == Device()
    assert Device() == Device("en", "system", "warm", "", "", ())


@given(written=st.text())
def test_nothing_that_is_written_there_breaks_it(written: str) -> None:
    found = Device.read(written)
    assert found.theme in THEMES
    assert found.voice in VOICES
    assert found.face in FACES
    assert found.language in languages()
    assert len(found.card) <= CARD_LINES


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "xx"),
        ("language", "../en"),
        ("theme", "<script>"),
        ("voice", "shouting"),
        ("country", "../gb"),
        ("country", "GB"),
        ("way", "after"),
        ("way", "../../etc/passwd"),
        ("face", "../lists"),
    ],
)
def test_what_is_not_known_falls_back_and_leaves_the_rest(
    name: str, value: str
) -> None:
    known = Device(theme="night", voice="plain", country="gb", way="coherent")
    found = Device.read(f"{name}={value}&{known.write()}")
    usual = getattr(Device(), name)
    assert found == replace(known, **{name: usual})


def test_of_a_card_with_more_lines_the_first_three_are_read() -> None:
    assert Device.read("card=1&card=2&card=3&card=4").card == ("1", "2", "3")
    assert Device.read("card=&card=1").card == ("1",)


def test_a_card_may_be_written_in_any_script() -> None:
    chosen = Device(card=("اتصل بليلى", "a=b&c;d, e", "👩‍👩‍👧 100 %"))
    assert Device.read(chosen.write()) == chosen


@pytest.mark.parametrize("path", ["/now", "/now/shell.json", "/crisis", "/settings"])
@pytest.mark.parametrize(
    "written",
    [
        "card=" + 5_000 * "x",
        "&".join(2_000 * ["card=x"]),
        "%",
        "card=%ff%fe%00",
        "card=%3Cscript%3Ealert(1)%3C/script%3E",
        "way=five-senses&country=zz&theme=blue",
        "\xe9\xe9",
        "=;=",
    ],
)
def test_a_page_is_shown_whatever_a_cookie_says(
    browser: Browser, path: str, written: str
) -> None:
    browser.cookies[COOKIE] = written
    answer = browser.get(path)
    assert answer.status == 200
    assert "<script>alert" not in answer.text


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    browser: Browser,
) -> None:
    answer = browser.post("/now/yours", {"line": "Call Ruth", "way": "coherent"})
    [line] = answer.all("set-cookie")
    assert "HttpOnly" in line
    assert "SameSite=strict" in line
    assert "Max-Age=31536000" in line
    assert "Path=/" in line
