"""The page reads a form of Help now as the program does: into the same records."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser
from starlette.datastructures import FormData, UploadFile

import moorings
from moorings.journey.codec import decode
from moorings.journey.records import AnyRecord, HeldText, Response
from moorings.web.forms import Form
from moorings.web.steps import steps_of

pytestmark = pytest.mark.browser

STATIC = Path(moorings.__file__).parent / "web" / "static"
ZOE = "5" * 32
FORMS: list[list[tuple[str, UploadFile | str]]] = [
    [("step", "rating"), ("intensity", "0")],
    [("step", "rating"), ("intensity", "7"), ("practice", "box")],
    [("step", "rating"), ("intensity", "9"), ("scale", "unreal")],
    [("step", "note"), ("text", "  Two blue ticks 🙂 since lunch.\n")],
    [("step", "pause"), ("answer", "familiar")],
    [("step", "pause"), ("answer", "unsure")],
    [("step", "response"), ("chosen", "nothing")],
    [("step", "response"), ("chosen", "time-out"), ("minutes", "120")],
    [("step", "hold"), ("text", "Where are you?"), ("minutes", "10")],
    [("step", "hold"), ("text", "a\nb\n"), ("to", " Zoë "), ("unwanted", "yes")],
    [("step", "forecast"), ("text", "She leaves."), ("likelihood", "80")],
    [("step", "forecast"), ("text", "x"), ("likelihood", "0"), ("due", "2026-03-08")],
    [("step", "flag")],
    [("step", "back")],
    [("step", "naming")],
    [("step", "naming"), ("feelings", ""), ("own-urge", "  ")],
    [("step", "naming"), ("feelings", "hurt"), ("feelings", "hurt")],
    [
        ("step", "naming"),
        ("trigger", "late"),
        ("trigger", "no-answer"),
        ("body", "tight-chest"),
        ("own-feeling", " hollowed   out "),
        ("own-urge", "to dig"),
        ("beliefs", "too-much"),
        ("fears", "being-left"),
        ("urges", "write-again"),
        ("people", ZOE),
    ],
]
RUN = """(forms) => forms.map((fields) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return records(form).map((record) => JSON.stringify(record));
})"""


def told(records: tuple[AnyRecord, ...]) -> list[dict[str, Any]]:
    """Tell records without what differs each time; their ids become their order."""
    written = [msgspec.to_builtins(record) for record in records]
    names = {record["id"]: f"made {n}" for n, record in zip(count(), written)}
    text = msgspec.json.encode(
        [{k: v for k, v in each.items() if k not in IGNORED} for each in written]
    ).decode()
    for name, told_as in names.items():
        text = text.replace(name, told_as)
    plain: list[dict[str, Any]] = msgspec.json.decode(text)
    for each, record in zip(plain, records, strict=True):
        if each.get("until"):
            assert isinstance(record, HeldText | Response)
            late = (record.until or record.written_at) - record.written_at
            each["until"] = round(late.total_seconds())
    return plain


IGNORED = {"written_at", "written_where", "when", "activation"}


def test_page_and_program_read_every_form_alike(browser: Browser) -> None:
    page = browser.new_page()
    for script in ("shell.js", "moment.js"):
        page.add_script_tag(path=STATIC / script)
    read = page.evaluate(RUN, FORMS)
    page.close()
    now = datetime(2026, 3, 1, 21, 5, tzinfo=UTC)
    for fields, written in zip(FORMS, read, strict=True):
        here = steps_of(Form(FormData(fields)), now)
        there = tuple(decode(each.encode()) for each in written)
        assert told(there) == told(here), fields
        assert {each.written_where for each in there} <= {"offline"}
