from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

import pytest

from moorings.library import catalogue
from moorings.library.catalogue import (
    direction,
    gettext,
    language,
    languages,
    locale,
    ngettext,
    speaking,
)

ARABIC = """\
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && \
n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);\\n"

msgid "Saved."
msgstr "حُفظ."

msgid "%(count)s page"
msgid_plural "%(count)s pages"
msgstr[0] "لا صفحات"
msgstr[1] "صفحة واحدة"
msgstr[2] "صفحتان"
msgstr[3] "%(count)s صفحات"
msgstr[4] "%(count)s صفحة"
msgstr[5] "%(count)s صفحة كاملة"
"""


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a content folder that holds an Arabic catalogue."""
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "messages.po").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "de").mkdir()
    caches = (catalogue.languages, catalogue._translations)
    monkeypatch.setattr(catalogue, "CONTENT", tmp_path)
    for each in caches:
        each.cache_clear()
    yield tmp_path
    for each in caches:
        each.cache_clear()


def test_a_language_is_one_file_in_its_folder() -> None:
    assert languages() == ("en", "ar")


def test_sentences_are_told_in_the_language_spoken_and_only_there() -> None:
    assert gettext("Saved.") == "Saved."
    with speaking("ar"):
        assert gettext("Saved.") == "حُفظ."
        assert (language(), direction(), locale().language) == ("ar", "rtl", "ar")
        with speaking("en"):
            assert gettext("Saved.") == "Saved."
        assert gettext("Never translated.") == "Never translated."
    assert (language(), direction(), str(locale())) == ("en", "ltr", "en_GB")


@pytest.mark.parametrize("unknown", ["de", "", "../ar", "AR", "xx"])
def test_an_unknown_language_is_the_source(unknown: str) -> None:
    with speaking(unknown):
        assert language() == "en"


def test_what_is_counted_takes_the_forms_of_its_language() -> None:
    with speaking("ar"):
        told = [ngettext("%(count)s page", "%(count)s pages", n) for n in range(101)]
    assert len(set(told)) == 6
    assert (told[1], told[2], told[3]) == ("صفحة واحدة", "صفحتان", "%(count)s صفحات")


def test_one_reader_s_language_is_not_another_s() -> None:
    other = copy_context()
    with speaking("ar"):
        assert other.run(language) == "en"
