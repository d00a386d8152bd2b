"""Words of danger in what a person writes: answered on the next page, kept nowhere.

What was written is kept first, whatever it says. The answer waits in memory for the one
page that follows, and for no other.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias, TypeGuard
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.journey.records import (
    AnyRecord,
    Entry,
    Forecast,
    HeldText,
    RecordId,
    UnsentPage,
    When,
)
from moorings.web.forms import Form
from moorings.web.rendering import go_to
from moorings.web.visitor import Heard, house, own_path, waiting_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from moorings.safety.danger import Kind, Outcome

#: Which part of the crisis page fits; in an emergency of the body it is the top.
PLACES: "Mapping[Kind | None, str]" = {
    "wish-to-die": "talk",
    "being-hurt": "hurt",
    "fear-of-hurting-someone": "harm",
    "worry-for-another": "harm",
    "medical-emergency": "",
    None: "talk",
}
#: Where a hard moment goes on after such words: to nothing but steadying things.
STEADY = "/now/choose/steady"
AFTER = "/now/after"
#: So many answers wait at most, so that nobody can fill the memory with them.
MOST_WAITING = 20
#: What was written longer ago has been answered where it was written (own).
JUST_NOW = timedelta(hours=1)
#: Between these hours it is night, which belongs to the day it began on (own).
EVENING, MORNING, NOON = 19, 5, time(12)
_Dated: TypeAlias = Entry | UnsentPage | HeldText | Forecast


@dataclass(frozen=True, slots=True)
class Before:
    """The day, or the night that began on it, on which something heavy was written."""

    date: date
    at_night: bool


def answer_later(request: Request, opened: Opened, text: str, when: When) -> None:
    """Let the next page answer what was kept just now, if it was about today."""
    if when.date != moment(opened.now(), when.zone or "").date:
        return
    outcome, place = _read(text)
    if outcome != "nothing":
        heard = Heard(outcome, place, on=request.url.path)
        _wait(request, waiting_for(request), heard)


def take_heard(request: Request) -> Heard | None:
    """Take what waits for this page, once."""
    return house(request).heard.pop(waiting_for(request), None)


def answer_step(
    request: Request, form: Form, outcome: str, activation: RecordId
) -> Response | None:
    """Answer a step of a hard moment from a plain form, if its words call for it."""
    found, place = _read(_typed(form))
    if found == "nothing":
        return None
    following = own_path(form.text("next")) if form.text("next") else AFTER
    if found == "crisis" and following != AFTER:
        following = STEADY
    heard = Heard(
        found,
        place,
        on=f"{following}?{urlencode({'activation': activation})}",
        kept=outcome,
        text=_typed(form) if outcome == "nowhere" else "",
    )
    told = secrets.token_hex(8)
    _wait(request, told, heard)
    return go_to(f"/now/heard?{urlencode({'told': told})}")


def take_step(request: Request) -> Heard | None:
    """Take the answer that an address names, once."""
    return house(request).heard.pop(request.query_params.get("told", ""), None)


def heavy_before(opened: Opened) -> Before | None:
    """Say when something heavy was written that came in only now; it is asked once."""
    arrived, opened.arrived = opened.arrived, []
    heavy = [record.when for record in arrived if _was_heavy(record, opened.now())]
    return _before(max(heavy, key=lambda when: when.order)) if heavy else None


def _was_heavy(record: AnyRecord, now: datetime) -> TypeGuard[_Dated]:
    """Say whether a page of its own day, no longer fresh, would have had an answer."""
    if not isinstance(record, _Dated) or now - record.written_at <= JUST_NOW:
        return False
    written = moment(record.written_at, record.when.zone or "")
    return record.when.date == written.date and _read(record.text)[0] == "crisis"


def _before(when: When) -> Before:
    hour = (when.time or NOON).hour
    date = when.date - timedelta(days=1) if hour < MORNING else when.date
    return Before(date, at_night=hour < MORNING or hour >= EVENING)


def _typed(form: Form) -> str:
    """Give the words of a step, as far as they were typed and not picked."""
    names = dict.fromkeys(name for name, _ in form.data.multi_items())
    typed = (n for n in names if n == "text" or n.startswith("own-"))
    return "\n".join(filter(None, (form.text(name).strip() for name in typed)))


def heard_in(text: str) -> Heard | None:
    """Say what danger a text may speak of; it is answered on the page that shows it."""
    outcome, place = _read(text)
    return None if outcome == "nothing" else Heard(outcome, place)


def _read(text: str) -> "tuple[Outcome, str]":
    if not text.strip():
        return "nothing", ""
    # The tables take a moment to read; the start of the program need not wait.
    from moorings.library.rules import danger  # noqa: PLC0415
    from moorings.safety.danger import read  # noqa: PLC0415

    found = read(text, danger())
    return found.outcome, PLACES[found.kind]


def _wait(request: Request, name: str, heard: Heard) -> None:
    waiting = house(request).heard
    while len(waiting) >= MOST_WAITING:
        waiting.pop(next(iter(waiting)), None)
    waiting[name] = heard
