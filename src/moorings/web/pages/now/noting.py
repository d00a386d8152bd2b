"""What is noted in a hard moment: kept at once where open, sealed where not."""

import binascii
from base64 import b64decode
from urllib.parse import urlencode

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from moorings.companion.boxing import box_record, box_sealed
from moorings.companion.errors import BoxFullError
from moorings.companion.laying import stilling
from moorings.errors import MooringsError
from moorings.journey.records import AnyRecord, Rating
from moorings.journey.records.base import ID_DIGITS
from moorings.web.boxes import vault_behind
from moorings.web.danger import answer_step
from moorings.web.forms import Form, form_of
from moorings.web.pages.now.after import AfterPage
from moorings.web.rendering import go_to, render_public
from moorings.web.routing import page
from moorings.web.steps import activation_in, steps_of
from moorings.web.visitor import house, open_vault_of, own_path

LARGEST_BOX = 64 * 1024
#: Where a step can be that was taken in.
KEPT = ("open", "trial", "sealed")


class Delivery(msgspec.Struct, frozen=True):
    """What a browser has sealed: the vault it is for, and items by their ids."""

    vault: str
    items: tuple[tuple[str, str], ...]


async def note(request: Request) -> Response:
    """Take one step of a hard moment from a plain form."""
    form = await form_of(request)
    steps = steps_of(form, house(request).harbour.clock.now())
    outcome = await run_in_threadpool(keep, request, steps) if steps else "nothing"
    if request.headers.get("accept") == "application/json":
        return JSONResponse({"kept": outcome})
    activation = activation_in(steps) or form.record("activation")
    rated = any(isinstance(step, Rating) for step in steps)
    if answer := answer_step(request, form, outcome, activation):
        return answer
    leads_on = outcome != "nowhere" or not form.text("text")
    if leads_on and (following := form.text("next")):
        return go_to(f"{own_path(following)}?{urlencode({'activation': activation})}")
    if outcome in KEPT:
        told = {"kept": outcome, "activation": activation, "rated": "yes" * rated}
        return go_to(f"/now/note?{urlencode(told)}")
    text = form.text("text") if outcome == "nowhere" else ""
    shown = AfterPage(activation, rated=rated, outcome=outcome, text=text)
    return render_public(request, "now_after.html", shown)


async def show_noted(request: Request) -> Response:
    """Say where a step is now that came from a plain form; to reload notes nothing."""
    told = Form(FormData(request.query_params))
    outcome, activation = told.text("kept"), told.record("activation")
    if outcome not in KEPT:
        return go_to("/now/after")
    shown = AfterPage(activation, rated=bool(told.text("rated")), outcome=outcome)
    return render_public(request, "now_after.html", shown)


async def box(request: Request) -> Response:
    """Take what a browser sealed; it needs no session, and changes nothing twice."""
    body = await request.body()
    if len(body) > LARGEST_BOX:
        raise HTTPException(413)
    vault, items = _delivered(body)
    if vault not in house(request).harbour.vaults():
        raise HTTPException(404)
    try:
        is_open = await run_in_threadpool(
            box_sealed, house(request).harbour, vault, items
        )
    except BoxFullError:
        return JSONResponse({"full": True}, 503)
    opened = open_vault_of(request)
    # Whether a notebook is open is told to nobody but whoever opened it.
    own = opened is not None and opened.owner.hex() == vault
    return JSONResponse({"open": is_open and own})


def _delivered(body: bytes) -> tuple[str, dict[bytes, bytes]]:
    try:
        delivery = msgspec.json.decode(body, type=Delivery)
        items = {
            bytes.fromhex(item): b64decode(sealed, validate=True)
            for item, sealed in delivery.items
        }
    except (msgspec.DecodeError, binascii.Error, ValueError, RecursionError):
        raise HTTPException(400) from None
    if not items:
        raise HTTPException(400)
    if any(len(item) * 2 != ID_DIGITS or not sealed for item, sealed in items.items()):
        raise HTTPException(400)
    return delivery.vault, items


def keep(request: Request, steps: tuple[AnyRecord, ...]) -> str:
    """Keep steps; say where they are now: open, trial, sealed or nowhere."""
    opened = open_vault_of(request)
    try:
        if opened is not None:
            opened.keep(*steps, also=stilling(opened, *steps))
            return "open" if opened.kept else "trial"
        for step in steps:
            sealed = msgspec.structs.replace(step, written_where="locked")
            box_record(house(request).harbour, vault_behind(request), sealed)
    except MooringsError:
        return "nowhere"
    return "sealed"


ROUTES = [
    *page("/now/note", show_noted, note),
    *page("/now/box", submit=box),
]
