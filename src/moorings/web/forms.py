"""What came in a form: read with limits, and kept for showing again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import Request

from moorings.companion.clock import moment, when
from moorings.companion.errors import ImpossibleDateError
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import Written
from moorings.errors import MooringsError
from moorings.journey.records import RecordId, When
from moorings.web.letters import LETTERS
from moorings.web.rendering import sentence
from moorings.web.security import LARGEST_FORM, LARGEST_UPLOAD

MOST_FIELDS = 1_000
MOST_FILES = 20_000
_ID = re.compile("[0-9a-f]{32}")
_NUMBER = re.compile("[0-9]{1,6}")
_UTF_8 = re.compile('charset="?utf-8"?(?=;|$)')

# An uploaded diary must never touch a disk unsealed, not even as a temporary file.
MultiPartParser.spool_max_size = LARGEST_UPLOAD + 1


class TooLongError(MooringsError):
    """More letters than a field has room for; the particulars name the field."""

    sentence = (
        "That is {count} letters, and {most} fit here. It still stands as you typed "
        "it; leave out what you like."
    )


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form that was sent."""

    data: FormData = field(repr=False)

    def text(self, name: str) -> str:
        """Give a field as it was typed, with plain line ends."""
        value = self.data.get(name, "")
        if not isinstance(value, str):
            return ""
        return value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

    def line(self, name: str) -> str:
        """Give a field of one line, trimmed."""
        return " ".join(self.text(name).split())

    def lines(self, name: str) -> tuple[str, ...]:
        """Give every value of a field."""
        values = (value for value in self.data.getlist(name) if isinstance(value, str))
        return tuple(values)

    def fit(self, **most: int) -> None:
        """Say of the first of these fields that holds too much that it does.

        Raises `TooLongError`.
        """
        for error in self._too_long(most):
            raise error

    def too_long(self, **most: int) -> dict[str, str]:
        """Say at each of these fields that holds too much that it does."""
        return {
            str(error.particulars["field"]): sentence(error)
            for error in self._too_long(most)
        }

    def _too_long(self, most: dict[str, int]) -> Iterator[TooLongError]:
        for name, letters in most.items():
            count = len(self.text(name).strip())
            if count > letters:
                yield TooLongError(field=name, count=count, most=letters)

    def files(self, name: str) -> tuple[UploadFile, ...]:
        """Give the files of a field."""
        return tuple(
            file
            for file in self.data.getlist(name)
            if isinstance(file, UploadFile) and file.filename
        )

    def record(self, name: str = "record") -> RecordId:
        """Give the id a form was made with; without a good one, a new one."""
        value = self.text(name)
        return RecordId(value) if _ID.fullmatch(value) else new_id()

    def records(self, name: str) -> tuple[RecordId, ...]:
        """Give every id of a field."""
        return tuple(RecordId(v) for v in self.lines(name) if _ID.fullmatch(v))

    def fields(self) -> dict[str, str]:
        """Give everything typed, for a draft or for showing it again."""
        names = {name for name, value in self.data.multi_items() if value}
        return {
            name: "\n".join(self.lines(name)) if name == "people" else self.text(name)
            for name in sorted(names - {"record"})
        }


def record_in_path(request: Request, name: str = "record") -> RecordId:
    """Give the id in an address; an address without a good one leads nowhere."""
    record = request.path_params[name]
    if not _ID.fullmatch(record):
        raise HTTPException(404)
    return RecordId(record)


def number_in_path(request: Request, name: str = "number") -> int:
    """Give the number of a further page, 1 upward; what is none leads nowhere."""
    number = request.path_params[name]
    if not _NUMBER.fullmatch(number):
        raise HTTPException(404)
    return max(1, int(number))


async def form_of(request: Request) -> Form:
    """Read a form, within the limits of the edge."""
    # Browsers send UTF-8; of the other alphabets known here, some cannot be kept.
    if "charset" in _UTF_8.sub("", request.headers.get("content-type", "").lower()):
        raise HTTPException(400)
    data = await request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FORM
    )
    return Form(data)


def written_from(form: Form, opened: Opened) -> Written:
    """Read the form of a page: words, when, and with whom."""
    form.fit(to=LETTERS.name, new_person=LETTERS.names)
    known = opened.journey.people()
    names = [known[p].name for p in form.records("people") if p in known]
    return Written(
        text=form.text("text").rstrip(),
        when=when_from(form, opened),
        people=(*names, *form.line("new_person").split(",")),
        to=form.line("to"),
    )


def when_from(form: Form, opened: Opened) -> When:
    """Read day and time; left empty, they are now."""
    return when_at(form, opened.now())


def when_at(form: Form, this_moment: datetime) -> When:
    """Read day and time; left empty, they are the moment given."""
    zone = form.line("zone")
    now = moment(this_moment, zone)
    day, hour = _day(form.line("date")), _hour(form.line("time"))
    if day is None and hour is None:
        return now
    return when(day or now.date, hour, zone)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise ImpossibleDateError(typed=typed[:20]) from None


def _hour(typed: str) -> time | None:
    try:
        return time.fromisoformat(typed).replace(tzinfo=None) if typed else None
    except ValueError:
        raise ImpossibleDateError(typed=typed[:20]) from None
