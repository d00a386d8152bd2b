"""Naming what is here: part by part, in any order, and then as one sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.guarding import standing
from moorings.companion.recalling import recalled
from moorings.companion.suggesting import ByRules
from moorings.journey.records import Part, RecordId
from moorings.library.sentence import sentence_as_json, written_back
from moorings.library.vocabulary import Family, Term, vocabulary, word
from moorings.rules.saying import Said
from moorings.web.danger import answer_step
from moorings.web.forms import Form, form_of
from moorings.web.pages.now.noting import keep
from moorings.web.rendering import go_to, render_public
from moorings.web.routing import page
from moorings.web.steps import PARTS, activation_asked, activation_in, steps_of
from moorings.web.visitor import house, open_vault_of

#: How the page stands without script: the body last, as nobody knows who is far away.
STANDING: tuple[Part, ...] = ("feeling", "belief", "fear", "urge", "trigger", "body")
_INWARD = ("belief", "fear", "urge", "trigger", "people")
#: In which order the screens come, by what somebody begins with.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "body": ("body", "feeling", *_INWARD),
    "words": ("feeling", "body", *_INWARD),
    "own": ("line", "fit", "feeling", "body", *_INWARD),
}


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part of the sentence: the name of its field, and its words in families."""

    id: Part
    name: str
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class NamingPage:
    """All words there are; the activation is known where no script remembers it."""

    parts: tuple[ShownPart, ...]
    orders: Mapping[str, str]
    table: str
    activation: RecordId | None


@dataclass(frozen=True, slots=True)
class SaidPage:
    """The sentence written back, where it is now, and what else the line speaks of."""

    sentence: str
    outcome: str
    activation: RecordId
    found: tuple[tuple[str, Term], ...]
    forecast: bool
    evidence: bool


async def show(request: Request) -> Response:
    """Ask how to begin; without script, all parts stand on one page."""
    known = vocabulary()
    parts = (ShownPart(part, PARTS[part], known[part].families) for part in STANDING)
    orders = {name: " ".join(screens) for name, screens in ORDERS.items()}
    table, asked = sentence_as_json(), activation_asked(request)
    shown = NamingPage(tuple(parts), orders, table, asked)
    return render_public(request, "now_name.html", shown)


async def write_back(request: Request) -> Response:
    """Keep what was named in a plain form, and answer with the sentence."""
    form = await form_of(request)
    now = house(request).harbour.clock.now()
    steps = steps_of(form, now)
    activation = activation_in(steps) or form.record("activation")
    steps += steps_of(_line_of(form, activation), now)
    outcome = await run_in_threadpool(keep, request, steps) if steps else "nothing"
    if answer := answer_step(request, form, outcome, activation):
        return answer
    opened = open_vault_of(request)
    forecast = opened is None or not standing(opened).rests
    evidence = opened is not None and recalled(opened) is not None
    found = tuple(_found(form))
    told = _sentence_of(form)
    shown = SaidPage(told, outcome, activation, found, forecast, evidence)
    return render_public(request, "now_name_said.html", shown)


async def show_again(_: Request) -> Response:
    """Lead whoever comes back to the answer to where it can be given anew."""
    return go_to("/now/name")


def _line_of(form: Form, activation: RecordId) -> Form:
    """Give the line that came with the parts, as a step of its own."""
    told = {"step": "note", "activation": activation, "text": form.text("text")}
    return Form(FormData(told | {"zone": form.text("zone")}))


def _found(form: Form) -> Iterator[tuple[str, Term]]:
    """Find words in the line for parts that were left out."""
    for hint in ByRules().suggest(form.text("text")):
        term = word(hint.part, hint.id)
        if term and not next(_said(form, hint.part), None):
            yield PARTS[hint.part], term


def _sentence_of(form: Form) -> str:
    return written_back({part: tuple(_said(form, part)) for part in PARTS})


def _said(form: Form, part: Part) -> Iterator[Said]:
    for name in form.lines(PARTS[part]):
        if term := word(part, name):
            yield Said(term.phrase)
    if typed := form.line(f"own-{part}"):
        yield Said(typed, own=True)


SHELL = {"/now/name": show}
ROUTES = [
    *page("/now/name", show),
    *page("/now/name/said", show_again, write_back),
]
