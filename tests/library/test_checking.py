from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from moorings.library.checking import check
from moorings.library.extracting import sentences

COUNTED = ("%(count)s entry", "%(count)s entries")
FILLED = "line %(number)s"
Translate = Callable[..., Path]


@pytest.fixture
def translate(tmp_path: Path) -> Translate:
    """Write a whole translation, in which some sentences are told otherwise."""

    def write(
        changed: Mapping[str, str | tuple[str, ...] | None] | None = None,
        language: str = "de",
        *,
        also: str = "",
    ) -> Path:
        told = dict(changed or {})
        catalog = Catalog(locale=language, fuzzy=False)
        for each in sentences():
            if not each.id:
                continue
            single = each.id if isinstance(each.id, str) else each.id[0]
            usual: str | tuple[str, ...] = single
            if not isinstance(each.id, str):
                usual = (each.id[1],) * catalog.num_plurals
            string = told.pop(single, usual)
            if string is not None:
                catalog.add(each.id, string)
        assert not told
        written = BytesIO()
        write_po(written, catalog)
        folder = tmp_path / language
        folder.mkdir(exist_ok=True)
        file = folder / "messages.po"
        file.write_bytes(written.getvalue() + also.encode())
        return file

    return write


def reasons(file: Path, language: str = "de") -> list[str]:
    return [fault.reason for fault in check(file, language)]


@pytest.mark.parametrize("language", ["de", "ar", "fr", "ja", "he"])
def test_a_whole_translation_has_no_fault(translate: Translate, language: str) -> None:
    file = translate(language=language)
    assert check(file, language) == check(file) == ()


def test_every_fault_is_listed_with_file_and_line(translate: Translate) -> None:
    file = translate({"Saved.": "", "Settings": None, FILLED: "Zeile"})
    faults = check(file, "de")
    assert len(faults) == 3
    lines = file.read_text("utf-8").splitlines()
    for fault in faults:
        assert fault.file == file
        assert str(fault).startswith(f"{file}")
        if fault.line:
            assert lines[fault.line - 1].startswith("msgid")
            assert str(fault).startswith(f"{file}:{fault.line}: ")
    assert [fault.line == 0 for fault in faults] == [True, False, False]


@pytest.mark.parametrize(
    ("source", "told", "reason"),
    [
        ("Saved.", "", "is not translated"),
        ("Saved.", "  ", "is not translated"),
        ("Saved.", None, "is missing"),
        ("Saved.", "100 %", "places to fill in"),
        ("Saved.", "%(name)s", "places to fill in"),
        ("Saved.", "{", "places to fill in"),
        (FILLED, "Zeile", "places to fill in"),
        (FILLED, "Zeile %(nummer)s", "places to fill in"),
        (FILLED, "Zeile %(number)d", "places to fill in"),
        ("Saved.", "<b>Gut</b>", "other markup"),
        ("Saved.", '" onfocus="x', "other markup"),
        ("Saved.", "Auf & zu", "other markup"),
        ("Saved.", "&nbsp;", "other markup"),
        (COUNTED[0], ("ein Eintrag", ""), "form 1: is not translated"),
        (COUNTED[0], ("ein Eintrag", "viele"), "form 1: has other places"),
        (COUNTED[0], ("%(n)s", "%(count)s"), "form 0: has other places"),
    ],
)
def test_each_kind_of_fault_is_told(
    translate: Translate, source: str, told: str | tuple[str, ...] | None, reason: str
) -> None:
    [found] = reasons(translate({source: told}))
    assert reason in found


def test_a_form_for_one_number_alone_need_not_say_it(translate: Translate) -> None:
    assert not reasons(translate({COUNTED[0]: ("ein Eintrag", "%(count)s Einträge")}))
    six = ("keine", "eine", "zwei", "%(count)s a", "%(count)s b", "%(count)s c")
    assert not reasons(translate({COUNTED[0]: six}, "ar"), "ar")
    wrong = ("keine", "eine", "zwei", "einige", "%(count)s b", "%(count)s c")
    [found] = reasons(translate({COUNTED[0]: wrong}, "ar"), "ar")
    assert found.startswith("form 3: has other places")


def test_what_is_not_ours_is_told(translate: Translate) -> None:
    also = '\nmsgid "Not ours"\nmsgstr "Nicht unser"\n'
    also += '\nmsgctxt "button"\nmsgid "Saved."\nmsgstr "Gesichert."\n'
    found = reasons(translate(also=also))
    assert sum("is not a sentence of Moorings" in reason for reason in found) >= 1
    assert "is not a sentence of Moorings (any more): “Not ours”" in found


def test_a_fuzzy_sentence_is_told(translate: Translate) -> None:
    file = translate()
    text = file.read_text("utf-8")
    file.write_text(text.replace('\nmsgid "Saved."', '\n#, fuzzy\nmsgid "Saved."'))
    assert reasons(file) == ["is marked fuzzy: “Saved.”"]


def test_a_sentence_that_counts_must_count_in_the_translation_too(
    translate: Translate,
) -> None:
    file = translate()
    text = file.read_text("utf-8")
    at = text.index('msgid "%(count)s entry"')
    end = text.index("\n\n", at)
    alone = 'msgid "%(count)s entry"\nmsgstr "%(count)s"'
    file.write_text(text[:at] + alone + text[end:])
    assert reasons(file) == ["counts differently from the source: “%(count)s entry”"]


@pytest.mark.parametrize(
    ("forms", "reason"),
    [
        ("nplurals=3; plural=(n == 1 ? 0 : 1);", "it has 3 plural forms"),
        ("nplurals=2; plural=(n);", "cannot be worked out"),
        ("nplurals=2; plural=(nonsense);", "cannot be worked out"),
        ("nplurals=1; plural=0;", "it has 1 plural forms; de has 2"),
    ],
)
def test_plural_forms_that_are_not_the_language_s_are_told(
    translate: Translate, forms: str, reason: str
) -> None:
    file = translate()
    text = file.read_text("utf-8")
    at = text.index("Plural-Forms: ")
    file.write_text(
        text[:at] + f'Plural-Forms: {forms}\\n"' + text[text.index("\n", at) :]
    )
    assert any(reason in found for found in reasons(file))


def test_one_form_too_many_is_told(translate: Translate) -> None:
    file = translate()
    text = file.read_text("utf-8")
    at = text.index('msgid "%(count)s entry"')
    end = text.index("\n\n", at)
    file.write_text(text[:end] + '\nmsgstr[2] "%(count)s"' + text[end:])
    [found] = reasons(file)
    assert found.startswith("cannot be read: ")


@pytest.mark.parametrize(
    ("header", "language", "reason"),
    [
        ("Language: de", "fr", "its header says de, its folder fr"),
        ("Language: ", "de", "does not name its Language"),
        ("Language: xx-nowhere", "", "is no language with known dates"),
    ],
)
def test_the_header_must_name_the_language_of_its_folder(
    translate: Translate, header: str, language: str, reason: str
) -> None:
    file = translate()
    text = file.read_text("utf-8")
    file.write_text(text.replace("Language: de\\n", f"{header}\\n"))
    assert any(reason in found for found in reasons(file, language))


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe nonsense",
        b"nonsense\n",
        b'msgid "a"\nmsgid "b"\n',
        b'"left over"\n',
        b'msgid "a"\nmsgstr[x] "b"\n',
        b'msgid ""\nmsgstr "Content-Type: a/b; charset=none\\n"\nmsgid "a"\n',
        b"#: \xe2\x81\xa9a\n",
        b"",
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "messages.po"
    file.write_bytes(content)
    assert check(file, "de")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert reasons(tmp_path / "messages.po") == ["cannot be opened (FileNotFound)"]
