"""What followed a choice in a hard moment, added whenever one knows."""

from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError
from moorings.companion.opened import new_id
from moorings.companion.responding import add_followed
from moorings.journey.activation import Activation
from moorings.journey.records import Chosen, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later
from moorings.web.forms import form_of, record_in_path
from moorings.web.rendering import go_to
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked

HERE = "/way/moments/{record}/followed"


@dataclass(frozen=True, slots=True)
class Followed:
    """One choice of a hard moment, and what followed it as far as it was said."""

    response: RecordId
    record: RecordId
    words: str
    text: str


def followed_in(activation: Activation) -> tuple[Followed, ...]:
    """Give the choices of a hard moment for `parts/followed.html`."""
    return tuple(
        Followed(each.id, new_id(), chosen_words(each.chosen), each.followed)
        for each in activation.responses
    )


def chosen_words(chosen: Chosen) -> str:
    """Say what was chosen."""
    return {
        "soothe": gettext("something that soothes"),
        "ask": gettext("asking for one thing"),
        "wait": gettext("waiting"),
        "stay": gettext("staying a little longer"),
        "time-out": gettext("going, with a time to come back"),
        "let-in": gettext("letting someone in"),
        "nothing": gettext("doing nothing"),
    }[chosen]


async def add(request: Request) -> Response:
    """Keep what followed one of the choices."""
    opened, form = unlocked(request), await form_of(request)
    text = form.text("text").strip()
    # An empty line where nothing stood changes nothing, and nothing is lost by it.
    with suppress(EmptyPageError):
        add_followed(opened, form.record("response"), form.record(), text)
        tell(request, gettext("Saved."))
    answer_later(request, opened, text, moment(opened.now()))
    return go_to(f"/way/moments/{record_in_path(request)}")


ROUTES = page(HERE, submit=add)
