"""A form that reached a locked vault: sealed at once, so that no word is lost."""

from datetime import datetime
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.boxing import box_draft, box_record
from moorings.companion.drafting import WORKSHEET
from moorings.companion.errors import LockedError
from moorings.errors import MooringsError
from moorings.journey.draft import Draft
from moorings.journey.records import AnyRecord, Entry, Person, RecordId, UnsentPage
from moorings.journey.records.base import ID_DIGITS
from moorings.web.forms import Form, when_at
from moorings.web.locked import ask_to_unlock
from moorings.web.visitor import house, remembered_vault
from moorings.web.worksheets import unfinished_answers


def box_where_locked(request: Request, form: Form, kind: str) -> Response:
    """Seal a page that was sent while locked, and ask to unlock."""
    if not form.text("text").strip():
        raise LockedError
    harbour, vault = house(request).harbour, vault_behind(request)
    try:
        records = _records(form, kind, harbour.clock.now())
    except MooringsError:  # a day no calendar has: it is asked again when open
        return box_draft_where_locked(request, form, kind)
    for record in records:
        box_record(harbour, vault, record)
    return ask_to_unlock(request, boxed="/")


def box_draft_where_locked(request: Request, form: Form, kind: str) -> Response:
    """Seal an unfinished page that was sent while locked."""
    if not form.text("text").strip():
        raise LockedError
    vault = vault_behind(request)
    now = house(request).harbour.clock.now()
    box_draft(
        house(request).harbour, vault, Draft(form.record(), kind, form.fields(), now)
    )
    return ask_to_unlock(request, boxed="/")


def box_worksheet_where_locked(request: Request, form: Form, sheet: str) -> Response:
    """Seal the answers to a worksheet that were sent while locked, unfinished."""
    fields = unfinished_answers(form, sheet)
    if not any(told for name, told in fields.items() if name.startswith("q-")):
        raise LockedError
    harbour = house(request).harbour
    draft = Draft(form.record(), WORKSHEET, fields, harbour.clock.now())
    box_draft(harbour, vault_behind(request), draft)
    return ask_to_unlock(request, boxed="/")


def vault_behind(request: Request) -> str:
    """Name the vault that what was sent while locked is meant for.

    It is the one this browser opened last, and no other: words of somebody else's must
    not come into it.
    """
    vault = remembered_vault(request)
    if vault not in house(request).harbour.vaults():
        raise LockedError
    return vault


def _records(form: Form, kind: str, now: datetime) -> list[AnyRecord]:
    about, text = when_at(form, now), form.text("text").rstrip()
    if kind == "unsent":
        page = UnsentPage(
            id=form.record(),
            written_at=now,
            written_where="locked",
            when=about,
            text=text,
            to=form.line("to"),
        )
        return [page]
    record, typed = form.record(), form.line("new_person").split(",")
    named = [
        Person(
            id=_id_beside(record, place),
            written_at=now,
            written_where="locked",
            name=name,
        )
        for place, name in enumerate(filter(None, map(str.strip, typed)))
    ]
    entry = Entry(
        id=record,
        written_at=now,
        written_where="locked",
        when=about,
        text=text,
        people=(*form.records("people"), *(person.id for person in named)),
    )
    return [*named, entry]


def _id_beside(record: RecordId, place: int) -> RecordId:
    """Name what a page brings along, so that a page sent twice brings it once."""
    return RecordId(sha256(f"{record} {place}".encode()).hexdigest()[:ID_DIGITS])
