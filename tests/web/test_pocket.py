"""The help file for a phone: whole in itself, and nothing of a notebook in it."""

import html
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from moorings.library import catalogue
from moorings.library.crisis import countries
from moorings.library.practices import practices
from moorings.web.pages.now.practice import OFFERED
from moorings.web.pocket import Pocket, pocket_file
from tests.web.conftest import Page

TODAY = date(2026, 3, 1)
PLAIN = pocket_file(Pocket(), TODAY)
CHOSEN = pocket_file(
    Pocket("gb", ("Call Ruth", "It passed last time", "a & <b>", "a fourth"), "plain"),
    TODAY,
)
#: What has no end tag.
VOID = {"meta", "link", "br", "img", "input", "hr", "path", "circle", "rect"}


def page(written: str) -> Page:
    found = Page()
    found.feed(written)
    return found


def words(written: str) -> str:
    return html.unescape(re.sub("<style>.*?</style>", "", written, flags=re.DOTALL))


def section(written: str, name: str) -> str:
    """Give one place of the file."""
    found = re.search(
        rf'<div class="one" id="{name}">.*?(?=<div class="one"|<div id="doors")',
        written,
        re.DOTALL,
    )
    assert found
    return found[0]


class Balanced(HTMLParser):
    """Fails where a tag is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(params=["plain", "chosen"])
def written(request: pytest.FixtureRequest) -> str:
    return {"plain": PLAIN, "chosen": CHOSEN}[str(request.param)]


# --- whole in itself ------------------------------------------------------------------


def test_it_is_one_well_formed_page(written: str) -> None:
    parser = Balanced()
    parser.feed(written)
    parser.close()
    assert parser.open == []
    assert written.lstrip().startswith("<!doctype html>")
    ids = re.findall(r'\sid="([^"]+)"', written)
    assert len(ids) == len(set(ids))


def test_it_asks_nobody_for_anything(written: str) -> None:
    shown = page(written)
    tags = {tag for tag, _ in shown.tags}
    assert not tags & {"script", "link", "img", "iframe", "form", "input", "object"}
    assert "default-src 'none'" in written
    assert not re.search(r"https?:|url\(|@import|//\w", written)
    for _, told in shown.tags:
        assert not told.keys() & {"src", "srcset", "action", "data", "ping"}
        assert not [name for name in told if name.startswith("on")]


def test_each_link_dials_or_leads_to_a_place_in_the_file(written: str) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', written))
    links = page(written).links
    assert links
    for link in links:
        if link.startswith("#"):
            assert link[1:] in ids
        else:
            assert re.fullmatch(r"(tel|sms):\d+", link)


def test_its_title_tells_nothing(written: str) -> None:
    assert page(written).title == "Notebook"
    assert "Moorings" not in written


def test_one_place_shows_at_a_time_and_the_doors_come_last(written: str) -> None:
    places = re.findall(r'<div (?:class="one" )?id="([^"]+)">', written)
    assert places == [*OFFERED, "crisis", "doors"]
    assert ".one { display: none;" in written
    assert ".one:target { display: block; }" in written
    assert ".one:target ~ #doors { display: none; }" in written
    assert "@media print { .one," in written


def test_from_every_place_the_doors_and_the_numbers_can_be_reached() -> None:
    links = page(PLAIN).links
    assert links.count("#crisis") == len(OFFERED) + 1
    assert links.count("#doors") >= len(OFFERED) + 1
    for name in ("stop", "belly-breath", "orient-outward", "quarrel-breath"):
        assert f"#{name}" in links


# --- what is in it --------------------------------------------------------------------


@pytest.mark.parametrize("name", OFFERED)
def test_every_practice_of_help_now_is_in_it(name: str) -> None:
    practice = practices()[name]
    told = (practice.title, practice.why, practice.dose, practice.stop_if)
    steps = tuple(step.text for step in (*practice.steps, *practice.longer))
    for each in (*told, *practice.adapt, *practice.sources, *steps):
        assert each in words(PLAIN)
    said = practice.say or practice.invitation
    assert said.warm in words(PLAIN)
    assert said.plain in words(CHOSEN)
    assert said.warm not in words(CHOSEN)
    rings = re.findall(r'<div class="breath ([^"]+)"', section(PLAIN, name))
    assert rings == [pattern.classes for pattern in practice.patterns]


def test_what_is_off_is_in_it_only_where_it_was_asked_for() -> None:
    chosen = Pocket(
        card=("Call Ruth", "The bench by the lake"),
        figure="The bench by the lake",
        more=("4-7-8",),
    )
    written = pocket_file(chosen, TODAY)
    for name in ("4-7-8", "inner-figure-short"):
        assert f'id="{name}"' not in PLAIN
        assert f'href="#{name}"' in written
        assert practices()[name].why in words(written)
    assert "The bench by the lake" in section(written, "inner-figure-short")
    assert "Call Ruth" not in section(written, "inner-figure-short")
    assert "needs-script" not in re.sub(
        "<style>.*?</style>", "", PLAIN, flags=re.DOTALL
    )


def test_every_number_that_is_known_is_in_it_whatever_was_chosen(written: str) -> None:
    links = page(written).links
    for country in countries().values():
        for number in country.emergency.numbers:
            assert number.number in written
        assert country.name in words(written)
    dialled = {link for link in links if link.startswith("tel:")}
    assert dialled == {link for link in page(PLAIN).links if link.startswith("tel:")}


def test_the_chosen_country_stands_first() -> None:
    crisis = words(CHOSEN.partition('id="crisis"')[2])
    assert crisis.index("United Kingdom") < crisis.index("Another country")
    assert crisis.index("999") < crisis.index("Another country")
    assert "Lines in each country" in words(PLAIN)


def test_it_says_how_old_it_is_and_what_it_cannot_do(written: str) -> None:
    told = words(written)
    assert "This file was made on Sunday 1 March 2026." in told
    assert "If that is more than a year ago, a number may have changed." in told
    assert "Whoever holds this device can open it." in told


def test_the_card_has_at_most_three_lines_and_they_are_words() -> None:
    card = re.search(r'<ul class="pocket".*?</ul>', CHOSEN, re.DOTALL)
    assert card
    assert re.findall(r'<li dir="auto">(.*?)</li>', card[0]) == [
        "Call Ruth",
        "It passed last time",
        "a &amp; &lt;b&gt;",
    ]
    assert 'class="pocket"' not in PLAIN


def test_the_same_choices_on_the_same_day_make_the_same_file() -> None:
    assert pocket_file(Pocket(), TODAY) == PLAIN


@pytest.fixture
def _arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "messages.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: ar\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "My body is racing"\nmsgstr "جسدي يتسارع"\n',
        encoding="utf-8",
    )
    caches = (catalogue.languages, catalogue._translations)
    monkeypatch.setattr(catalogue, "CONTENT", tmp_path)
    for each in caches:
        each.cache_clear()
    yield
    for each in caches:
        each.cache_clear()


@pytest.mark.usefixtures("_arabic")
def test_it_is_told_in_another_language_from_right_to_left() -> None:
    written = pocket_file(Pocket(language="ar", card=("اتصل بليلى",)), TODAY)
    assert '<html lang="ar" dir="rtl"' in written
    assert "جسدي يتسارع" in written
    assert "اتصل بليلى" in written
    # What is not translated yet stands there in English.
    assert "A breath into the belly" in written


def test_an_unknown_country_or_voice_is_like_none() -> None:
    assert pocket_file(Pocket("zz", (), "shouting", "xx"), TODAY) == PLAIN
