"""Today: one sentence, one card, one line to write in."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.guarding import gate_is_due
from moorings.companion.opened import Condition, Opened, new_id
from moorings.companion.settling import just_ended, open_activation
from moorings.errors import MooringsError
from moorings.journey.activation import Activation
from moorings.journey.records import Administration, RecordId, When
from moorings.library.catalogue import VOICES, gettext
from moorings.web.cards import LATER, card_of
from moorings.web.danger import Before, heavy_before
from moorings.web.ending import keep_end
from moorings.web.faces import PUT_ASIDE, Face, face_of
from moorings.web.forms import form_of
from moorings.web.listing import Line
from moorings.web.pages.returning import Appointment, appointment_of, day_of
from moorings.web.pages.settings import NAME_LETTERS
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import device, remember_device, tell, unlocked
from moorings.web.wins import stated

if TYPE_CHECKING:
    from moorings.insight.steadying import Steadying
    from moorings.web.ahead import Ahead

#: What can bring a person here; the last is no answer.
BRINGS = ("bad-moment", "same-again", "asked", "looking", "skipped")
#: The activation that was asked about already: once is enough.
ASKED = "asked-about"


@dataclass(frozen=True, slots=True)
class Wave:
    """A hard moment that nobody has closed yet."""

    id: RecordId
    began: When
    note: str
    intensity: int | None
    asked: bool


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything the page shows."""

    day: date
    face: Face
    record: str
    name: str = ""
    brings: str = ""
    card: str = ""
    line: Line | None = None
    wave: Wave | None = None
    heavy: "Steadying | None" = None
    heavy_day: date | None = None
    before: Before | None = None
    appointment: Appointment | None = None
    ahead: "Ahead | None" = None
    win: str = ""
    ended: tuple[RecordId, ...] = ()
    problem: str = ""
    typed_day: str = ""
    typed_time: str = ""
    damaged: int = 0
    unlinked: int = 0
    all_found: bool = False
    readable_only: bool = False


async def show(request: Request) -> Response:
    """Greet quietly, show one thing, and leave room for a line."""
    opened = unlocked(request)
    shown = _page(opened)
    quiet = shown.card in {"", "latest", "hard"}
    if quiet and shown.face.name in {"ordinary", "hard week"} and not shown.heavy:
        shown = replace(shown, win=stated(opened))
    return render(request, "today.html", shown)


async def take_brings(request: Request) -> Response:
    """Keep what brings the person here, or that they left it open."""
    opened = unlocked(request)
    brings = (await form_of(request)).text("brings")
    if brings not in BRINGS:
        raise HTTPException(400)
    choose(opened, {"brings": brings})
    return go_to("/")


async def take_voice(request: Request) -> Response:
    """Keep by what name and in which voice the notebook speaks."""
    opened = unlocked(request)
    form = await form_of(request)
    voice = form.text("voice") or device(request).voice
    if voice not in VOICES:
        raise HTTPException(400)
    name = form.line("name")[:NAME_LETTERS]
    choose(opened, {"voice": voice} | ({"name": name} if name else {}))
    response = go_to("/")
    remember_device(request, response, replace(device(request), voice=voice))
    return response


async def close_wave(request: Request) -> Response:
    """Keep when calm came back, or that nobody need ask about it any more."""
    opened = unlocked(request)
    form = await form_of(request)
    activation, how = form.record("activation"), form.text("how")
    if opened.journey.activation(activation) is None:
        raise HTTPException(404)
    if how == "not-yet":
        choose(opened, {ASKED: activation})
        return go_to("/")
    try:
        keep_end(opened, form, activation)
    except MooringsError as error:
        shown = replace(
            _page(opened),
            problem=sentence(error),
            typed_day=form.line("date"),
            typed_time=form.line("time"),
        )
        return render(request, "today.html", shown, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to("/")


async def put_week_aside(request: Request) -> Response:
    """Keep that the card of a hard week need not stand here for some days."""
    opened = unlocked(request)
    choose(opened, {PUT_ASIDE: moment(opened.now()).date.isoformat()})
    return go_to("/")


async def take_support(request: Request) -> Response:
    """Keep that the person has support, or that the card need not stand here."""
    opened = unlocked(request)
    if (await form_of(request)).text("how") == "later":
        heavy = _heavy(opened)
        choose(opened, {LATER: heavy.sitting.administration.id if heavy else ""})
        return go_to("/")
    from moorings.companion.resting import have_support  # noqa: PLC0415 - as below

    have_support(opened)
    tell(request, gettext("Noted. Nothing is put aside for it now."))
    return go_to("/")


def _page(opened: Opened) -> TodayPage:
    today = moment(opened.now()).date
    wave, heavy = _wave(opened), _heavy(opened)
    asks = wave is not None and not wave.asked
    shown = face_of(opened, today, wave=asks, heavy=heavy is not None)
    gate = gate_is_due(opened, today) and not shown.paused
    before = None if gate else heavy_before(opened)
    # An hour that was chosen is for the day it was chosen for.
    asked = gate or before or shown.name == "absence" or shown.paused
    appointment = None if asked else appointment_of(opened)
    if not (gate or before or appointment or heavy or shown.paused):
        appointment, shown = _day_chosen(opened, shown)
    if (gate or before or appointment) and shown.name == "open wave":
        shown = replace(shown, name="ordinary")
    card, line = card_of(opened, today, shown, heavy)
    card = "gate" if gate else "before" if before else card
    if appointment and card != "heavy":
        card = appointment.card
    ahead = shown.name == "ordinary" and card in {"", "latest"}
    condition, choices = opened.condition, opened.journey.choices
    return TodayPage(
        day=today,
        face=shown,
        record=new_id(),
        name=choices.get("name", ""),
        brings=choices.get("brings", ""),
        card=card,
        line=line,
        wave=wave,
        heavy=heavy,
        heavy_day=_day_of(heavy) if heavy else None,
        before=before,
        appointment=appointment,
        ahead=_ahead(opened) if ahead else None,
        ended=tuple(just_ended(opened)),
        damaged=len(condition.damaged) + len(condition.unexplained),
        unlinked=len(condition.unlinked),
        all_found=condition == Condition(torn=True, unknown=condition.unknown),
        readable_only=not opened.writable,
    )


def _ahead(opened: Opened) -> "Ahead | None":
    """Give one quiet line, where nothing else stands here that asks for something."""
    if not opened.writable or _heavy(opened) is not None:
        return None
    # The first evening need not wait for the shelf and the roadmap to load.
    from moorings.web.ahead import on_today  # noqa: PLC0415

    return on_today(opened)


def _day_chosen(opened: Opened, face: Face) -> tuple[Appointment | None, Face]:
    """Give what a day was chosen for; it waits for whoever comes back on that day."""
    chosen = None if face.name == "open wave" else day_of(opened)
    if chosen and face.name == "absence":
        return chosen, replace(face, name="ordinary")
    return chosen, face


def _heavy(opened: Opened) -> "Steadying | None":
    if next(opened.journey.standing(Administration), None) is None:
        return None
    # Whoever answers no questionnaire need not wait for the arithmetic to load.
    from moorings.companion.resting import resting  # noqa: PLC0415

    return resting(opened)


def _day_of(heavy: "Steadying") -> date:
    return moment(heavy.sitting.administration.ended).date


def _wave(opened: Opened) -> Wave | None:
    found = open_activation(opened)
    if found is None or not opened.writable:
        return None
    asked = opened.journey.choices.get(ASKED) == found.id
    return Wave(found.id, found.began, _said_of(found), _last_rating(found), asked)


def _said_of(activation: Activation) -> str:
    return activation.notes[-1].text if activation.notes else ""


def _last_rating(activation: Activation) -> int | None:
    return activation.ratings[-1].intensity if activation.ratings else None


ROUTES = [
    *page("/", show),
    *page("/today/brings", submit=take_brings),
    *page("/today/voice", submit=take_voice),
    *page("/today/wave", submit=close_wave),
    *page("/today/support", submit=take_support),
    *page("/today/hard-week", submit=put_week_aside),
]
