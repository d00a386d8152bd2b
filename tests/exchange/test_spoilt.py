"""Whatever a file holds, every reader reads it or says in a sentence why not."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Final, TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.errors import MooringsError
from moorings.exchange.arriving import read_upload
from moorings.exchange.leaving.clinic import FORMAT
from moorings.exchange.leaving.forms import FORMS, read_own
from moorings.exchange.leaving.reader import MARK
from moorings.exchange.portable import NotAnExportError
from moorings.exchange.questionnaires.reading import read_questionnaires
from tests.exchange.leaving.test_clinic import SAT
from tests.exchange.leaving.test_forms import WHOLE

Read: TypeAlias = Callable[[bytes], object]

NAMES: Final = ("a.zip", "a.json", "a.csv", "a.md", "a.html", "a.doentry", "a")
READERS: Final[tuple[Read, ...]] = (
    read_own,
    *(lambda content, name=name: read_upload(name, content) for name in NAMES),
    lambda content: read_questionnaires("a.json", content),
)
DEEP: Final = b"[" * 100_000 + b"]" * 100_000
DEEPER: Final = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
ABOUT: Final = (
    b'{"format":"moorings-tables","version":1,"exported_at":"2026-01-01T00:00:00Z"}'
)
BUNDLE: Final = (
    b'{"resourceType":"Bundle","identifier":{"system":"%b","value":"1"},'
    b'"timestamp":"2026-01-01T00:00:00Z","entry":%%b}' % FORMAT.encode()
)
EXPORT: Final = (
    b'{"format":"moorings-export","version":1,"exported_at":"2026-01-01T00:00:00Z",'
    b'"records":%b,"drafts":[],"blobs":{}}'
)
PAGE: Final = (
    MARK + b'><script type="application/json" id="notebook">' + EXPORT + b"</script>"
)
WRITTEN: Final = tuple(form.write(WHOLE) for form in FORMS.values())


def tables(kind: str, table: bytes) -> bytes:
    """Put a table beside what says that it is one of ours."""
    return zipfile_of({"about.json": ABOUT, f"{kind}.csv": table})


def zipfile_of(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def read_or_refused(content: bytes) -> None:
    for read in READERS:
        try:
            read(content)
        except MooringsError as refusal:
            reason = str(refusal)
            assert reason
            continue


@pytest.mark.parametrize(
    "content",
    [
        BUNDLE % DEEP,
        BUNDLE % DEEPER,
        EXPORT % DEEP,
        PAGE % DEEPER,
        tables("entry", b"number,id,labels\r\n1,a,%b\r\n" % DEEP),
        tables("entry", b"number,when,when.date\r\n1,5,2026-01-01\r\n"),
        tables("entry", b"number,when.date,when\r\n1,2026-01-01,{}\r\n"),
        tables("drafts", b"id,form,fields,saved_at\r\na,b,%b,c\r\n" % DEEP),
        zipfile_of({"about.json": ABOUT[:-1] + b',"a":' + DEEP + b"}"}),
        zipfile_of({"notebook.json": EXPORT % DEEP}),
        EXPORT.replace(b"version", b"\x80") % b"[]",
        EXPORT % b'[{"\x80":1}]',
    ],
)
def test_what_is_deep_or_odd_is_refused_like_any_broken_file(content: bytes) -> None:
    with pytest.raises(MooringsError, match="Nothing was taken in"):
        read_own(content)
    read_or_refused(content)


def test_an_hour_that_stands_twice_is_no_export() -> None:
    with pytest.raises(NotAnExportError):
        read_own(tables("entry", b"number,when,when.date\r\n1,5,2026-01-01\r\n"))


_FIELDS: Final = ("resource", "extension", "url", "valueString", "kind", "id", "when")
_JSON: SearchStrategy[object] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["urn:moorings:record", SAT.id, "9" * 5000, "2026-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(_FIELDS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(_JSON, st.sampled_from([BUNDLE, EXPORT, PAGE, b"%b"]))
@example([{"resource": {"extension": [{"url": "urn:moorings:record"}]}}], BUNDLE)
@example([{"kind": "entry", "when": {"date": "0000-00-00"}}], EXPORT)
def test_any_json_is_read_or_refused(said: object, around: bytes) -> None:
    written = json.dumps(said).encode("utf-8", "surrogatepass")
    read_or_refused(around.replace(b"%b", written))


_HEADINGS = st.sampled_from(
    ["number", "id", "when", "when.date", "when.offset", "when.", "text", "labels"]
) | st.sampled_from(
    ["people", "written_at", "pictures", "fields", "form", "", "\ufeff"]
)
_CELLS = st.text(max_size=5) | st.sampled_from(
    ["1", "-1", "1e999", "{}", "[]", '""', "null", "2026-01-01", "a" * 32, "9" * 5000]
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["entry", "rating", "drafts", "person", "song"]),
    st.lists(_HEADINGS, max_size=5),
    st.lists(st.lists(_CELLS, max_size=6), max_size=3),
)
def test_any_table_is_read_or_refused(
    kind: str, headings: list[str], rows: list[list[str]]
) -> None:
    table = "\r\n".join(map(",".join, [headings, *rows]))
    read_or_refused(tables(kind, table.encode("utf-8", "surrogatepass")))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_damage_to_an_export_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(WRITTEN)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(st.binary(max_size=3) | st.sampled_from([DEEP[:5000], b"PK"]))
        content[at : at + data.draw(st.integers(0, 9))] = new
    read_or_refused(bytes(content[: data.draw(st.integers(0, len(content)))]))
    read_or_refused(bytes(content))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"", b"PK\x03\x04", MARK, EXPORT[:30]]))
def test_any_bytes_are_read_or_refused(content: bytes, begun: bytes) -> None:
    read_or_refused(begun + content)
