"""Pages in another language, and from right to left."""

import sys
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest

from moorings.library import catalogue
from moorings.web import rendering
from moorings.web.rendering import day_words, hour_words, month_words, short_day
from tests.web.conftest import PORT, Browser

CATALOGUE = """\
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && \
n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);\\n"

msgid "Write"
msgstr "اكتب"

msgid "Locked"
msgstr "مقفل"

msgid "There is nothing here"
msgstr "لا شيء هنا"

msgid "There are no words here yet. Write something first, or leave it be."
msgstr "لا كلمات بعد."

msgid "Switzerland"
msgstr "سويسرا"

msgid "%(count)s page in this month."
msgid_plural "%(count)s pages in this month."
msgstr[0] "صفر"
msgstr[1] "واحدة"
msgstr[2] "اثنتان"
msgstr[3] "قليل %(count)s"
msgstr[4] "كثير %(count)s"
msgstr[5] "آخر %(count)s"
"""


@pytest.fixture
def _arabic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser
) -> Iterator[None]:
    folder = tmp_path / "content" / "ar"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(catalogue, "CONTENT", tmp_path / "content")
    caches = (catalogue.languages, catalogue._translations)
    for each in caches:
        each.cache_clear()
    browser.cookies[f"moorings-device-{PORT}"] = "language=ar&theme=night"
    yield
    for each in caches:
        each.cache_clear()


@pytest.mark.usefixtures("_arabic", "notebook")
def test_a_page_runs_the_way_its_language_does(browser: Browser) -> None:
    for path in (
        "/write",
        "/now",
        "/settings",
        "/nothing",
        "/away",
        "/write/calendar/2026-03",
    ):
        answer = browser.get(path)
        assert '<html lang="ar" dir="rtl" data-theme="night"' in answer.text, path
    assert "اكتب" in browser.get("/write").text
    assert "سويسرا" in browser.get("/crisis").text
    assert "لا شيء هنا" in browser.get("/nothing").text
    assert "لا كلمات بعد." in browser.post("/write", {"text": ""}).text
    browser.post("/lock")
    assert "مقفل" in browser.get("/write").text


@pytest.mark.usefixtures("_arabic")
def test_what_is_counted_and_dated_follows_the_language(
    browser: Browser, write: Callable[..., str]
) -> None:
    shown = ["صفر", "واحدة", "اثنتان", "قليل 3"]
    for count, words in enumerate(shown):
        calendar = browser.get("/write/calendar/2026-03").text
        assert words in calendar
        if count < 3:
            write("words", date="2026-03-01")
    assert "مارس" in calendar
    assert "الأحد 1 مارس 2026" in browser.get("/write/day/2026-03-01").text


@pytest.mark.usefixtures("_arabic", "notebook")
def test_the_language_can_be_chosen_and_is_remembered_on_the_device(
    browser: Browser,
) -> None:
    names = browser.get("/settings").text
    assert "العربية" in names
    assert "English" in names
    answer = browser.post("/settings/device", {"theme": "paper", "language": "en"})
    assert answer.location == "/settings"
    assert '<html lang="en" dir="ltr" data-theme="paper"' in browser.get("/now").text


@pytest.mark.parametrize(
    "device",
    ["language=xx", "language=../ar&theme=blue", "=&=&;", "%", "\xe9=\xff", "a" * 4000],
)
def test_what_a_device_remembers_wrongly_falls_back(
    browser: Browser, device: str
) -> None:
    browser.cookies[f"moorings-device-{PORT}"] = device
    assert '<html lang="en" dir="ltr" data-theme="system"' in browser.get("/now").text


def test_days_are_written_out_from_the_first_to_the_last() -> None:
    assert day_words(date(2026, 11, 21)) == "Saturday 21 November 2026"
    assert short_day(date(1, 1, 1)) == "1 Jan 1"
    assert month_words(date(9999, 12, 31)) == "December 9999"
    assert (hour_words(time(21, 5)), hour_words(time()), hour_words(None)) == (
        "21:05",
        "00:00",
        "",
    )


def test_pages_are_laid_out_where_nothing_may_be_written_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lay_out(folder: Path) -> str | None:
        monkeypatch.setattr(rendering, "cache_from_source", lambda _: folder / "_")
        return rendering._environment().get_template("pages/away.html").name

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert lay_out(tmp_path / "kept") == "pages/away.html"
    assert list((tmp_path / "kept").iterdir())
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert lay_out(tmp_path / "refused") == "pages/away.html"
    assert not (tmp_path / "refused").exists()
