"""A form that was not kept yet: it stands again where it stood, with what was typed.

What it needs is its address, in a hidden field, and the id of its record.
"""

from collections import Counter
from functools import wraps

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.boxing import box_draft
from moorings.companion.drafting import (
    IN_PLACE,
    draft_of,
    drafts,
    drop_draft,
    words_of,
)
from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened
from moorings.journey.draft import Draft
from moorings.web.boxes import vault_behind
from moorings.web.forms import Form, form_of
from moorings.web.locked import ask_to_unlock
from moorings.web.routing import Handler
from moorings.web.visitor import house, open_vault_of, own_path

#: What says about a form where it belongs, and nothing of what was typed.
_ABOUT = ("record", "place", "form", "by", "zone")
#: Several values of one field stand in a draft as "people", "people.2", "people.3".
_NUMBER = "."


def unfinished(request: Request, opened: Opened, **asked: str) -> Form | None:
    """Give what was typed at this address and not kept; the page then says so.

    Where the address asks for something in particular, what was typed has to be that.
    """
    for draft in drafts(opened):
        told = draft.fields
        here = draft.form == IN_PLACE and told.get("place") == request.url.path
        if here and all(told.get(name, "") == it for name, it in asked.items() if it):
            request.state.begun = draft.id
            typed = [(name.partition(_NUMBER)[0], told[name]) for name in told]
            return Form(FormData([("record", draft.id), *typed]))
    return None


def typed_in_place(form: Form, otherwise: str = "") -> dict[str, str]:
    """Give what lies in a draft of such a form; empty where it has no place."""
    place = own_path((form.text("place") or otherwise).partition("?")[0])
    if place == "/":
        return {}
    told, seen = {"place": place}, Counter[str]()
    for name, value in form.data.multi_items():
        if isinstance(value, str) and value and name not in _ABOUT:
            seen[name] += 1
            several = seen[name] > 1
            told[f"{name}{_NUMBER}{seen[name]}" if several else name] = value
    return told


def until_kept(submit: Handler) -> Handler:
    """Lose nothing that was sent: sealed where the notebook has locked, else kept.

    Once a form is kept and leads on, its draft is let go.
    """

    @wraps(submit)
    async def told(request: Request) -> Response:
        try:
            response = await submit(request)
        except LockedError:
            return box_in_place(request, await form_of(request), request.url.path)
        opened = open_vault_of(request)
        if opened and "location" in response.headers:
            _let_go(opened, await form_of(request))
        return response

    return told


def box_in_place(request: Request, form: Form, otherwise: str = "") -> Response:
    """Seal such a form that was sent while locked, and ask to unlock where it stood.

    Where it says no place, `otherwise` is it.
    """
    now, typed = house(request).harbour.clock.now(), typed_in_place(form, otherwise)
    draft = Draft(form.record(), IN_PLACE, typed, now)
    if not (draft.fields and words_of(draft)):
        raise LockedError
    box_draft(house(request).harbour, vault_behind(request), draft)
    return ask_to_unlock(request, boxed=draft.fields["place"])


def _let_go(opened: Opened, form: Form) -> None:
    record = form.record()
    draft = draft_of(opened, record)
    if draft is not None and draft.form == IN_PLACE:
        drop_draft(opened, record)
