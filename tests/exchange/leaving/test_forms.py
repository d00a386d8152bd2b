"""Every form of leaving comes back as what it was written from."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.errors import MooringsError
from moorings.exchange.leaving.clinic import read_bundle
from moorings.exchange.leaving.forms import FORMS, own_at, read_own
from moorings.exchange.leaving.names import NAMES, FormName
from moorings.exchange.leaving.standing import standing_in
from moorings.exchange.portable import NewerExportError, NotAnExportError, Portable
from moorings.journey.draft import Draft
from moorings.journey.fold import fold
from moorings.journey.records import (
    Administration,
    AnyRecord,
    Arousal,
    Entry,
    Erasure,
    Picture,
    PracticeTime,
    Questionnaire,
    Rating,
    RecordId,
    When,
)
from moorings.journey.records.base import BlobId

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO = RecordId("0" * 31 + "1"), RecordId("0" * 31 + "2")
BLOB = BlobId("ab" * 16)
ENTRY = Entry(
    id=ONE,
    written_at=AT,
    when=When(date(2026, 3, 1), time(21, 5), 3600, "Europe/Berlin"),
    text="=2+2\nand “words”, <b>bold</b> & more\r\n\ttab",
    pictures=(Picture(BLOB, "image/png", "a lake ]("),),
)
RATING = Rating(
    id=TWO, written_at=AT, activation=ONE, when=When(date(2026, 3, 1)), intensity=7
)
DRAFT = Draft(ONE, "entry", {"text": "wor\nds", "place": ""}, AT)
WHOLE = Portable(AT, (ENTRY, RATING), (DRAFT,), {BLOB: b"\x89PNG\x00\xff"}, b"k" * 32)
EXACT = [name for name in NAMES if name != "clinic"]
MEASURED = (Questionnaire, Administration, Rating, Arousal, PracticeTime)


def there_and_back(name: FormName, portable: Portable) -> Portable:
    return read_own(FORMS[name].write(portable))


def measured(portable: Portable) -> tuple[AnyRecord, ...]:
    """Give what the clinic's form carries."""
    return tuple(
        each
        for each in portable.records
        if isinstance(each, MEASURED)
        and not (isinstance(each, PracticeTime) and each.after is None)
    )


def standing(records: tuple[AnyRecord, ...]) -> set[RecordId]:
    """Name what stands of what can be measured."""
    stands = standing_in(fold(records))
    return {each.id for each in stands if measured(Portable(AT, (each,)))}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EXACT)
def test_a_notebook_comes_back_as_it_was(name: FormName) -> None:
    assert there_and_back(name, WHOLE) == WHOLE
    assert there_and_back(name, Portable(AT, ())) == Portable(AT, ())


def test_of_what_was_measured_the_same_comes_back() -> None:
    assert there_and_back("clinic", WHOLE) == Portable(AT, (RATING,))
    assert there_and_back("clinic", Portable(AT, ())) == Portable(AT, ())


_PORTABLES: SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    fields=st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3),
    form=st.text(min_size=1, max_size=8),
    blob=st.binary(max_size=40),
    source=st.sampled_from([b"", b"s" * 32]),
)


@pytest.mark.parametrize("name", EXACT)
def test_a_page_of_any_length_comes_back(name: FormName) -> None:
    limit = csv.field_size_limit()
    long = Entry(id=ONE, written_at=AT, when=ENTRY.when, text="words; " * 60_000)
    portable = Portable(AT, (long,), (Draft(TWO, "entry", {"text": long.text}, AT),))
    assert there_and_back(name, portable) == portable
    assert csv.field_size_limit() == limit


@pytest.mark.uncounted
@settings(max_examples=1000, deadline=None)
@given(data=st.data())
def test_a_thousand_notebooks_come_back_from_every_form(
    any_record: SearchStrategy[AnyRecord], data: st.DataObject
) -> None:
    """Records of every kind that say anything they can, in one form after another."""
    told = data.draw(_PORTABLES)
    records = tuple(data.draw(st.lists(any_record, max_size=3)))
    draft = Draft(ONE, told["form"], told["fields"], AT)
    portable = Portable(AT, records, (draft,), {BLOB: told["blob"]}, told["source"])
    name = data.draw(st.sampled_from(EXACT))
    assert there_and_back(name, portable) == portable
    carried = there_and_back("clinic", portable).records
    assert all(each in carried for each in measured(portable))
    assert all(each in records for each in carried)


@pytest.mark.uncounted
@settings(max_examples=500, deadline=None)
@given(data=st.data())
def test_of_what_was_measured_as_much_stands_as_before(
    any_log: SearchStrategy[list[AnyRecord]], data: st.DataObject
) -> None:
    """What replaces and retracts one another at random; the erased is never there."""
    log = data.draw(any_log)
    records = tuple(each for each in log if not isinstance(each, Erasure))
    carried = there_and_back("clinic", Portable(AT, records)).records
    assert standing(carried) == standing(records)
    assert carried == tuple(each for each in records if each in carried)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_notebook_gives_the_same_bytes(name: FormName) -> None:
    assert FORMS[name].write(WHOLE) == FORMS[name].write(WHOLE)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_nothing(name: FormName) -> None:
    assert "oorings" not in FORMS[name].file
    assert FORMS[name].file.startswith("notebook")


@pytest.mark.parametrize("name", NAMES)
def test_one_on_disk_is_known_for_ours(name: FormName, tmp_path: Path) -> None:
    file = tmp_path / "any name"
    file.write_bytes(FORMS[name].write(WHOLE))
    found = own_at(file)
    assert found is not None
    assert (found == WHOLE) == (name != "clinic")


@pytest.mark.parametrize("name", ["folder", "tables"])
def test_so_is_one_that_was_unpacked(name: FormName, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMS[name].write(WHOLE))) as archive:
        archive.extractall(tmp_path)
    assert own_at(tmp_path) == WHOLE


def test_what_is_not_ours_is_left_to_others(tmp_path: Path) -> None:
    assert own_at(tmp_path) is None
    assert own_at(tmp_path / "nothing") is None
    for content in (b"", b"words", b'{"entries":[]}', b"PK\x03\x04 no zip", packed({})):
        (tmp_path / "file").write_bytes(content)
        assert own_at(tmp_path / "file") is None


def packed(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def altered(name: FormName, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(FORMS[name].write(WHOLE))) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    change(files)
    return packed(files)


def _newer(files: dict[str, bytes]) -> None:
    about = json.loads(files["about.json"])
    files["about.json"] = json.dumps(about | {"version": 2}).encode()


def _without_number(files: dict[str, bytes]) -> None:
    files["entry.csv"] = files["entry.csv"].replace(b"number", b"order")


def _more_cells(files: dict[str, bytes]) -> None:
    files["rating.csv"] = files["rating.csv"].rstrip() + b",too,many\r\n"


def _broken_value(files: dict[str, bytes]) -> None:
    files["rating.csv"] = files["rating.csv"].replace(b",7", b",seven")


def _stray_picture(files: dict[str, bytes]) -> None:
    files["pictures/no-id"] = b"x"


def _no_text(files: dict[str, bytes]) -> None:
    files["entry.csv"] = b"\xff\xfe\x00"


def _unknown_kind(files: dict[str, bytes]) -> None:
    files["song.csv"] = b"number,id\r\n9," + ONE.encode() + b"\r\n"


def _broken_about(files: dict[str, bytes]) -> None:
    files["about.json"] = b'{"format":"moorings-tables"'


@pytest.mark.parametrize(
    "change",
    [
        _newer,
        _without_number,
        _more_cells,
        _broken_value,
        _stray_picture,
        _no_text,
        _unknown_kind,
        _broken_about,
    ],
)
def test_tables_that_were_spoilt_are_refused_with_a_sentence(
    change: Callable[[dict[str, bytes]], None],
) -> None:
    with pytest.raises(MooringsError) as refused:
        read_own(altered("tables", change))
    assert "Nothing was taken in." in str(refused.value)


def test_a_bundle_that_was_spoilt_is_refused() -> None:
    whole = FORMS["clinic"].write(WHOLE)
    with pytest.raises(NotAnExportError):
        read_own(whole[:-20])
    with pytest.raises(NotAnExportError):
        read_bundle(b"[]")
    with pytest.raises(NewerExportError):
        read_own(whole.replace(b'"value": "1"', b'"value": "2"'))


def test_a_page_that_was_cut_is_refused() -> None:
    with pytest.raises(NotAnExportError):
        read_own(FORMS["page"].write(WHOLE)[:1500])


def test_a_zip_that_is_another_is_refused() -> None:
    with pytest.raises(NotAnExportError):
        read_own(packed({"a.txt": b"words"}))
