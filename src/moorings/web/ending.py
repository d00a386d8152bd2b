"""The end of a hard moment, as a form says it: on Today, and on the moment's page."""

from starlette.exceptions import HTTPException

from moorings.companion.opened import Opened
from moorings.companion.settling import end_activation
from moorings.journey.records import Ending, RecordId
from moorings.web.forms import Form, when_from


def keep_end(opened: Opened, form: Form, activation: RecordId) -> None:
    """Read from a form how a moment ended, and keep it."""
    how = form.text("how")
    if how not in {"calm", "left-open"}:
        raise HTTPException(400)
    ending: Ending = "calm" if how == "calm" else "left-open"
    end_activation(opened, form.record(), activation, ending, when_from(form, opened))
