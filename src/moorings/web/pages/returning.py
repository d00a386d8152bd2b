"""What a person made an appointment for: a text, a return, a day of their own."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.appointing import due_today, put_by
from moorings.companion.clock import moment
from moorings.companion.guarding import standing
from moorings.companion.holding import come_back
from moorings.companion.opened import Opened, new_id
from moorings.companion.responding import be_back, book_again, promised_return
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.safety.gate import Offer, Situation, may_be_offered
from moorings.web.forms import form_of
from moorings.web.lengths import Length, lengths
from moorings.web.listing import beginning
from moorings.web.rendering import go_to, hour_words
from moorings.web.routing import page
from moorings.web.steps import MINUTES
from moorings.web.visitor import tell, unlocked

HERE = "/today/return"
PUT_BY = "/today/put-by"


@dataclass(frozen=True, slots=True)
class Appointment:
    """An hour or a day that a person chose and that has come."""

    card: str
    hour: str
    id: RecordId
    record: RecordId
    words: str = ""
    path: str = ""
    lengths: tuple[Length, ...] = ()


def appointment_of(opened: Opened) -> Appointment | None:
    """Give the one appointment to show on Today; a promise to somebody comes first.

    Nothing sends anybody back, or to a message, while a flag stands.
    """
    known = Situation(gate="no", guard=standing(opened).guard())
    offered = may_be_offered(known) if opened.writable else frozenset[Offer]()
    promised = promised_return(opened) if "time-out" in offered else None
    if promised is not None and promised.until is not None:
        hour = hour_words(moment(promised.until).time)
        again = lengths(20, 60, 120)
        return Appointment("back", hour, promised.id, new_id(), lengths=again)
    held = come_back(opened) if "wait" in offered else None
    if held is None:
        return None
    hour = hour_words(moment(held.due).time)
    return Appointment("held", hour, held.id, new_id(), beginning(held.text.text))


def day_of(opened: Opened) -> Appointment | None:
    """Give what a day was chosen for that has come.

    The words of a session or a letter are not shown.
    """
    chosen = due_today(opened) if opened.writable else None
    if chosen is None:
        return None
    if chosen.kind in {"promise", "ask"}:
        # Whoever promised nothing need not wait for its pages to load.
        from moorings.web.promises import appointed  # noqa: PLC0415

        told = appointed(opened, chosen)
        return Appointment(
            chosen.kind, told.day, chosen.id, new_id(), told.text, told.path
        )
    return Appointment(chosen.kind, "", chosen.id, new_id())


async def take_put_by(request: Request) -> Response:
    """Let what a day was chosen for not stand on Today; it stays where it is."""
    opened, form = unlocked(request), await form_of(request)
    put_by(opened, form.record("of"))
    return go_to("/")


async def take_return(request: Request) -> Response:
    """Keep that one is back from a time-out, or when one will be."""
    opened, form = unlocked(request), await form_of(request)
    response, minutes = form.record("response"), MINUTES.get(form.text("minutes"))
    if form.text("how") == "back":
        be_back(opened, response)
        tell(request, gettext("Noted."))
        return go_to("/")
    if minutes is None:
        raise HTTPException(400)
    away = timedelta(minutes=minutes)
    when = moment(opened.now(), form.line("zone"))
    book_again(opened, response, form.record(), away, when)
    until = hour_words(moment(opened.now() + away, form.line("zone")).time)
    tell(request, gettext("Back at %(hour)s. Today says it then.") % {"hour": until})
    return go_to("/")


ROUTES = [*page(HERE, submit=take_return), *page(PUT_BY, submit=take_put_by)]
