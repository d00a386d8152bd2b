import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.exchange.portable import (
    NewerExportError,
    NotAnExportError,
    Portable,
    UnreadableRecordsError,
    is_export,
    read_portable,
    schema,
    write_portable,
)
from moorings.journey.draft import Draft
from moorings.journey.records import AnyRecord, Entry, RecordId, When

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE = RecordId("0" * 31 + "1")
ENTRY = Entry(id=ONE, written_at=AT, when=When(date(2026, 3, 1)), text="words\n“too”")
DRAFT = Draft(ONE, "entry", {"text": "wor"}, AT)
WHOLE = Portable(AT, (ENTRY, ENTRY), (DRAFT,), {"0" * 32: b"\x00\xff"})


def written(portable: Portable = WHOLE) -> bytes:
    return b"".join(write_portable(portable))


def changed(**change: object) -> bytes:
    return json.dumps(json.loads(written()) | change).encode()


def test_an_export_read_back_is_what_was_taken_out() -> None:
    assert read_portable(written()) == WHOLE
    assert read_portable(written(Portable(AT, ()))) == Portable(AT, ())


@given(data=st.data())
def test_records_of_every_kind_come_through(
    any_record: SearchStrategy[AnyRecord], data: st.DataObject
) -> None:
    portable = Portable(AT, tuple(data.draw(st.lists(any_record, max_size=3))))
    assert read_portable(written(portable)) == portable


def test_a_person_can_read_the_file_a_record_a_line() -> None:
    lines = written().decode("utf-8").splitlines()
    assert sum('"kind":"entry"' in line for line in lines) == 2
    assert lines[0].startswith('{"format":"moorings-export","version":1,')
    assert "“too”" in lines[2]


def test_the_same_vault_gives_the_same_bytes() -> None:
    assert written() == written(read_portable(written()))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"words",
        written()[:-3],
        b'{"format":' + b"[" * 100_000,
        changed(format="another"),
        changed(version="1"),
        changed(records={}),
        changed(exported_at="yesterday"),
        changed(drafts=[{"id": "1"}]),
        changed(
            drafts=[
                {
                    "id": "g" * 32,
                    "form": "",
                    "fields": {},
                    "saved_at": "2026-03-01T12:00:00Z",
                }
            ]
        ),
        changed(
            drafts=[
                {
                    "id": "1" * 32,
                    "form": "",
                    "fields": {},
                    "saved_at": "2026-03-01T12:00:00",
                }
            ]
        ),
        changed(blobs={"1": "AA=="}),
        changed(blobs={"1" * 32: "no base 64"}),
        changed(source="AA=="),
    ],
    ids=range(17),
)
def test_what_is_no_export_is_refused(content: bytes) -> None:
    with pytest.raises(NotAnExportError):
        read_portable(content)


def test_an_export_of_a_newer_form_says_so_whatever_else_it_holds() -> None:
    with pytest.raises(NewerExportError, match="form 2"):
        read_portable(b'{"format":"moorings-export","version":2,"pages":[]}')


NO_RECORDS: list[Any] = [{"kind": "of tomorrow"}, 7, {"kind": "entry"}]


def test_records_that_cannot_be_read_are_counted_and_the_first_is_named() -> None:
    good = json.loads(written())["records"]
    with pytest.raises(UnreadableRecordsError) as refused:
        read_portable(changed(records=[*good, *NO_RECORDS]))
    assert refused.value.particulars == {"count": 3, "first": 3}


def test_a_picture_with_no_id_breaks_nothing() -> None:
    record = json.loads(written())["records"][0]
    record["pictures"] = [{"blob": "../../etc", "media_type": "image/jpeg"}]
    with pytest.raises(UnreadableRecordsError):
        read_portable(changed(records=[record]))


def test_a_file_is_known_for_an_export_by_its_beginning() -> None:
    assert is_export(written())
    assert not is_export(b'{"entries":[]}')
    assert not is_export(b"")


def test_the_schema_that_is_handed_out_is_up_to_date() -> None:
    """To write it anew, write what `schema()` gives into the file."""
    file = Path(__file__).parents[2] / "docs" / "reference" / "export.schema.json"
    assert file.read_bytes() == schema()


def test_the_schema_names_every_kind_of_record() -> None:
    told = json.loads(schema())
    kinds = {msgspec.inspect.type_info(each).tag for each in get_args(AnyRecord)}  # type: ignore[attr-defined]
    named = {
        definition["properties"]["kind"]["enum"][0]
        for definition in told["$defs"].values()
        if "kind" in definition.get("properties", {})
    }
    assert named == kinds
