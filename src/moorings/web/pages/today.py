"""Today: one sentence, one card, one line to write in."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.drafting import unfinished_pages
from moorings.companion.guarding import gate_is_due
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import just_ended, open_activation
from moorings.errors import MooringsError
from moorings.journey.activation import Activation
from moorings.journey.records import Administration, RecordId, When
from moorings.library.catalogue import VOICES, gettext
from moorings.web.danger import Before, heavy_before
from moorings.web.ending import keep_end
from moorings.web.forms import form_of
from moorings.web.listing import Line, draft_line, line_of
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

ABSENCE_DAYS = 14
#: What can bring a person here; the last is no answer.
BRINGS = ("bad-moment", "same-again", "asked", "looking", "skipped")
#: The activation that was asked about already: once is enough.
ASKED = "asked-about"
#: The sitting whose card was put aside.
LATER = "heavy-later"


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
    face: str
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
    readable_only: bool = False


async def show(request: Request) -> Response:
    """Greet quietly, show one thing, and leave room for a line."""
    opened = unlocked(request)
    shown = _page(opened)
    if shown.card in {"", "latest"} and shown.face == "ordinary" and not shown.heavy:
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
    wave = _wave(opened)
    face = _face(opened, today, wave)
    heavy = _heavy(opened)
    gate = gate_is_due(opened, today)
    before = None if gate else heavy_before(opened)
    # An hour that was chosen is for the day it was chosen for.
    asked = gate or before or face == "absence"
    appointment = None if asked else appointment_of(opened)
    if not (gate or before or appointment or heavy):
        appointment, face = _day_chosen(opened, face)
    if gate or before or appointment:
        face = "ordinary" if face == "open wave" else face
    card, line = _card(opened, today, face, heavy)
    card = "gate" if gate else "before" if before else card
    if appointment and card != "heavy":
        card = appointment.card
    condition, choices = opened.condition, opened.journey.choices
    return TodayPage(
        day=today,
        face=face,
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
        ahead=_ahead(opened) if face == "ordinary" and card in {"", "latest"} else None,
        ended=tuple(just_ended(opened)),
        damaged=len(condition.damaged) + len(condition.unexplained),
        unlinked=len(condition.unlinked),
        readable_only=not opened.writable,
    )


def _ahead(opened: Opened) -> "Ahead | None":
    """Give one quiet line, where nothing else stands here that asks for something."""
    if not opened.writable or _heavy(opened) is not None:
        return None
    # The first evening need not wait for the shelf and the roadmap to load.
    from moorings.web.ahead import on_today  # noqa: PLC0415

    return on_today(opened)


def _day_chosen(opened: Opened, face: str) -> tuple[Appointment | None, str]:
    """Give what a day was chosen for; it waits for whoever comes back on that day."""
    chosen = None if face == "open wave" else day_of(opened)
    return chosen, "ordinary" if chosen and face == "absence" else face


def _face(opened: Opened, today: date, wave: Wave | None) -> str:
    if wave and not wave.asked:
        return "open wave"
    if not opened.journey.count():
        return "first evening"
    last = next(opened.journey.latest())
    away = today - moment(last.written_at).date
    return "absence" if away.days > ABSENCE_DAYS else "ordinary"


def _card(
    opened: Opened, today: date, face: str, heavy: "Steadying | None"
) -> tuple[str, Line | None]:
    """Choose the one thing worth showing; often it is nothing."""
    if face == "absence":
        return "", None
    waiting, asked = unfinished_pages(opened), opened.journey.choices
    latest = next(opened.journey.pages(), None)
    cards = {
        "wave": face == "open wave",
        "heavy": opened.kept and _shows(heavy, asked.get(LATER, "")),
        "draft": bool(waiting),
        "brings": face == "first evening" and "brings" not in asked,
        "help": face == "first evening" and asked.get("brings") == "bad-moment",
        "voice": opened.writable and "voice" not in asked,
        "trying": not opened.kept,
        "code": _code_is_due(opened, today),
        "latest": latest is not None,
    }
    card = next((card for card, holds in cards.items() if holds), "")
    if card == "draft":
        return card, draft_line(waiting[0])
    if card == "latest" and latest is not None:
        return card, line_of(opened, latest, with_date=True)
    return card, None


def _heavy(opened: Opened) -> "Steadying | None":
    if next(opened.journey.standing(Administration), None) is None:
        return None
    # Whoever answers no questionnaire need not wait for the arithmetic to load.
    from moorings.companion.resting import resting  # noqa: PLC0415

    return resting(opened)


def _shows(heavy: "Steadying | None", put_aside: str) -> bool:
    return heavy is not None and heavy.sitting.administration.id != put_aside


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


def _code_is_due(opened: Opened, today: date) -> bool:
    """Ask for the recovery code on a later day than the one it was written down."""
    first = next(opened.journey.records(), None)
    if opened.journey.recovery_checked or first is None:
        return False
    return today > moment(first.written_at).date


ROUTES = [
    *page("/", show),
    *page("/today/brings", submit=take_brings),
    *page("/today/voice", submit=take_voice),
    *page("/today/wave", submit=close_wave),
    *page("/today/support", submit=take_support),
]
