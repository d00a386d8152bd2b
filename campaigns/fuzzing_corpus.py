"""What is whole: files and messages as the program and others write them."""

import json
import os
import zipfile
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from moorings.exchange.leaving.forms import FORMS
from moorings.exchange.leaving.names import FormName
from moorings.exchange.portable import Portable
from moorings.journey.codec import decode
from moorings.journey.draft import Draft
from moorings.journey.records import RecordId

ROOT: Final = Path(__file__).resolve().parents[1]
REFERENCE: Final = "MOORINGS_REFERENCE_DATA"
ORDINAL: Final = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
AT: Final = datetime(2026, 3, 1, 20, 5, tzinfo=UTC)
PNG: Final = b"\x89PNG\r\n\x1a\n and a very small picture"
LARGEST: Final = 60_000
PAGE: Final = (
    "---\ndate: 2026-03-01\ntags: [lake, walk]\nmood: calm\n---\nWe sat by it.\n"
)
DAYLIO: Final = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2026-03-01,1 March,Sunday,21:05,good,"walk | tea",A day,"It ""rained"", then"\n'
    "2026-03-02,2 March,Monday,8:05 AM,meh,,,\n"
)
JRNL: Final = (
    "[2026-03-01 21:05] We talked. @lake\nFor an hour.\n\n[2026-03-02] Quiet.\n"
)
REDCAP: Final = (
    "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
    '"Choices, Calculations, OR Slider Labels",Branching Logic\n'
    'one,evenings,,radio,"I slept.","1, No | 2, Yes",\n'
    'two,evenings,This week,radio,"I called.","1, No | 2, Yes",\n'
)
ANSWERS: Final = "id,1,2,3,age\na,1,5,3,30\nb,2,,4,41\nc,5,5,9,\n"


@cache
def records() -> tuple[bytes, ...]:
    """Give one record of every kind, as the newest version that changed it wrote it."""
    folder = ROOT / "tests" / "golden" / "records"
    files = {file.name: file for file in sorted(folder.glob("v*/*.json"))}
    return tuple(file.read_bytes() for file in files.values())


@cache
def portable() -> Portable:
    """Give a notebook with a record of every kind, a draft and a picture."""
    number = RecordId("1" * 32)
    draft = Draft(number, "entry", {"text": "half a page", "date": "2026-03-01"}, AT)
    told = tuple(map(decode, records()))
    return Portable(AT, told, (draft,), {"2" * 32: PNG}, b"k" * 32)


@cache
def taken_out(name: FormName) -> tuple[bytes, ...]:
    """Give that notebook, and one with a few pages, in one form of leaving."""
    whole = portable()
    few = Portable(AT, whole.records[:6], whole.drafts, whole.blobs, whole.source)
    return tuple(FORMS[name].write(each) for each in (few, Portable(AT, ()), whole))


@cache
def diaries() -> tuple[tuple[str, bytes], ...]:
    """Give diaries of other programs, each under its name."""
    entry = {
        "uuid": "A1",
        "creationDate": "2018-04-21T17:57:04Z",
        "timeZone": "Europe/London",
        "text": "Words ![](dayone-moment://B2)",
        "tags": ["river"],
        "photos": [{"identifier": "B2", "md5": "b2", "type": "jpeg"}],
        "richText": json.dumps({"contents": [{"text": "Words"}], "meta": {}}),
    }
    dayone = json.dumps({"metadata": {"version": "1.0"}, "entries": [entry]}).encode()
    jrnl = {"title": "We", "body": "talked.", "date": "2026-03-01", "time": "21:05"}
    classic = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>'
        "<key>UUID</key><string>A1</string><key>Creation Date</key>"
        "<date>2026-03-01T20:05:00Z</date><key>Time Zone</key>"
        "<string>Europe/Berlin</string><key>Entry Text</key><string>Words</string>"
        "<key>Tags</key><array><string>lake</string></array></dict></plist>"
    )
    pages = {"a/2026-03-01.md": PAGE.encode(), "a/lake.png": PNG}
    return (
        ("page.md", PAGE.encode()),
        ("2026-03-02.txt", b"A plain day.\n"),
        ("pages.zip", zip_of(pages | {"b/x.md": b"2026-03-01\n\n![x](lake.png)"})),
        ("daylio.csv", DAYLIO.encode()),
        ("journal.txt", JRNL.encode()),
        ("journal.json", json.dumps({"entries": [jrnl], "tags": {}}).encode()),
        ("days.zip", zip_of({"2026/03/01.txt": b"[2026-03-01 21:05] We talked.\n"})),
        ("Journal.json", dayone),
        ("dayone.zip", zip_of({"Journal.json": dayone, "photos/b2.jpeg": PNG})),
        ("A1.doentry", classic.encode()),
        *_diaries_of_others(),
    )


@cache
def questionnaires() -> tuple[bytes, ...]:
    """Give questionnaires in each form that is read."""
    options = [{"value": value, "label": f"Answer {value}"} for value in range(1, 5)]
    asked = [
        {"id": f"q{n}", "text": f"Sentence {n}.", "reverseScored": not n % 2}
        for n in (1, 2, 3, 4)
    ]
    plain = {"title": "Evenings", "questions": asked, "options": options}
    coded = [
        {
            "valueCoding": {"code": f"LA{value}", "display": f"Answer {value}"},
            "extension": [{"url": ORDINAL, "valueDecimal": value}],
        }
        for value in range(4)
    ]
    item = {"linkId": "/1", "text": "I slept.", "type": "choice", "answerOption": coded}
    group = {"linkId": "/g", "type": "group", "text": "This week:", "item": [item]}
    fhir = {"resourceType": "Questionnaire", "title": "Evenings", "item": [group]}
    others = _of_others("redcap-dictionaries", "*.csv")
    return (
        json.dumps(plain).encode(),
        json.dumps(fhir, indent=1).encode(),
        REDCAP.encode(),
        *(content for _, content in others if b"Variable" in content[:60]),
    )


def zip_of(files: dict[str, bytes]) -> bytes:
    """Pack files."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def _diaries_of_others() -> tuple[tuple[str, bytes], ...]:
    return (
        *_of_others("import-daylio", "*.csv"),
        *_of_others("import-jrnl", "*.journal"),
        *_of_others("import-jrnl", "*.doentry"),
        *_of_others("import-dayone", "*.json"),
    )


def _of_others(folder: str, pattern: str) -> tuple[tuple[str, bytes], ...]:
    """Give real files of others, where there are any; they stay where they lie."""
    place = os.environ.get(REFERENCE, "")
    found = sorted(Path(place, folder).rglob(pattern)) if place else []
    small = (file for file in found if file.is_file() and file.stat().st_size < LARGEST)
    return tuple((file.name, file.read_bytes()) for file in small)
