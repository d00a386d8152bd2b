"""Settings: this device, the lock, the keys, ways in and out."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from babel import Locale
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.backing_up import backups_in
from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import ImpossibleDateError
from moorings.companion.opened import Opened
from moorings.companion.practising import (
    keep_simple,
    night_hours,
    set_night,
    simple_until,
)
from moorings.companion.restoring import rehearsal_is_due
from moorings.companion.sessions import IDLE_MINUTES
from moorings.library.catalogue import VOICES, gettext, languages
from moorings.web.device import FACES, THEMES
from moorings.web.forms import form_of
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, hour_words, render, sentence
from moorings.web.routing import page
from moorings.web.shell import TITLES
from moorings.web.visitor import (
    device,
    house,
    open_vault_of,
    remember_device,
    tell,
    unlocked,
)

NAME_LETTERS = 60
MINUTES = ("2", "5", "15", "30", "60")
HOURS = tuple(str(hour) for hour in range(24))
#: For how many further days it can be kept simple at one touch, and at most.
WHILES = {"today": 0, "week": 6}
LONGEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Everything the page shows."""

    themes: tuple[Option, ...]
    faces: tuple[Option, ...]
    voices: tuple[Option, ...]
    languages: tuple[Option, ...]
    minutes: tuple[Option, ...]
    hidden: bool
    name: str
    open: bool
    kept: bool
    door: bool
    vaults: int
    pages: int
    where: str
    rehearse: bool = False
    night: "Night | None" = None
    typed: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """When it is night, and until when it is kept simple; None where it is not."""

    begins: tuple[Option, ...]
    ends: tuple[Option, ...]
    never: bool
    simple: date | None
    today: date


async def show(request: Request) -> Response:
    """Show what can be chosen; the device's own choices also while locked."""
    return render(request, "settings.html", _page(request))


def _page(request: Request) -> SettingsPage:
    opened = open_vault_of(request)
    here = device(request)
    choices = opened.journey.choices if opened else {}
    minutes = choices.get("lock-after-minutes", str(IDLE_MINUTES))
    harbour = house(request).harbour
    return SettingsPage(
        themes=options(_theme_names(), here.theme),
        faces=options(TITLES, here.face),
        voices=options(_voice_names(), here.voice),
        languages=options({n: _own_name(n) for n in languages()}, here.language),
        minutes=options({m: _minutes(m) for m in MINUTES}, minutes),
        hidden=choices.get("lock-when-hidden", "yes") == "yes",
        name=choices.get("name", ""),
        open=opened is not None,
        kept=opened is not None and opened.kept,
        door=bool(opened and opened.unlocked.header.door),
        vaults=len(harbour.vaults()),
        pages=opened.journey.count() if opened else 0,
        where=str(harbour.folder) if opened else "",
        rehearse=opened is not None and _may_rehearse(request, opened),
        night=_night(opened) if opened else None,
    )


async def choose_for_device(request: Request) -> Response:
    """Keep theme, voice, face and language on this device."""
    form = await form_of(request)
    here = device(request)
    theme, language = form.text("theme"), form.text("language") or here.language
    voice = form.text("voice") or here.voice
    face = form.text("face") or here.face
    known = theme in THEMES and face in FACES
    if not known or language not in languages() or voice not in VOICES:
        raise HTTPException(400)
    opened = open_vault_of(request)
    if opened is not None and opened.writable and voice != here.voice:
        choose(opened, {"voice": voice})
    response = go_to("/settings")
    chosen = replace(here, language=language, theme=theme, voice=voice, face=face)
    remember_device(request, response, chosen)
    tell(request, gettext("Saved on this device."))
    return response


async def choose_name(request: Request) -> Response:
    """Keep by what name the notebook calls the person; an empty one is none."""
    opened = unlocked(request)
    name = (await form_of(request)).line("name")[:NAME_LETTERS]
    choose(opened, {"name": name})
    tell(request, gettext("Saved."))
    return go_to("/settings")


async def choose_lock(request: Request) -> Response:
    """Keep when the vault locks by itself."""
    opened = unlocked(request)
    form = await form_of(request)
    minutes = form.text("minutes")
    if minutes not in MINUTES:
        raise HTTPException(400)
    hidden = "yes" if form.text("hidden") else "no"
    choose(opened, {"lock-after-minutes": minutes, "lock-when-hidden": hidden})
    tell(request, gettext("Saved."))
    return go_to("/settings")


async def choose_night(request: Request) -> Response:
    """Keep from which hour to which it is night."""
    opened, form = unlocked(request), await form_of(request)
    begins, ends = form.text("begins"), form.text("ends")
    if not {begins, ends} <= set(HOURS):
        raise HTTPException(400)
    set_night(opened, int(begins), int(ends))
    tell(request, gettext("Saved."))
    return go_to("/settings")


async def choose_simple(request: Request) -> Response:
    """Keep it simple for a while, until a day, or not any longer."""
    opened, form = unlocked(request), await form_of(request)
    today, how = moment(opened.now(), form.line("zone")).date, form.text("how")
    typed = form.line("until") if how == "until" else ""
    try:
        until = _until(how, typed, today)
    except ImpossibleDateError as error:
        again = replace(_page(request), typed=typed, problem=sentence(error))
        return render(request, "settings.html", again, STATUS[error.kind])
    keep_simple(opened, until)
    told = gettext("Saved.") if until else gettext("Saved. Everything is as before.")
    tell(request, told)
    return go_to("/settings")


def _until(how: str, typed: str, today: date) -> date | None:
    """Give the last day of keeping it simple; none, where it is over."""
    if how == "over":
        return None
    if how in WHILES:
        return today + timedelta(days=WHILES[how])
    if how != "until":
        raise HTTPException(400)
    try:
        until = date.fromisoformat(typed)
    except ValueError:
        raise ImpossibleDateError(typed=typed[:20]) from None
    if not today <= until <= today + LONGEST:
        raise ImpossibleDateError(typed=typed[:20])
    return until


def _may_rehearse(request: Request, opened: Opened) -> bool:
    """Say whether a backup stands here that should be opened once, to see it work."""
    if not rehearsal_is_due(opened):
        return False
    return bool(backups_in(house(request).backups.place(opened)))


def _night(opened: Opened) -> Night:
    begins, ends = night_hours(opened)
    today, until = moment(opened.now()).date, simple_until(opened)
    names = {hour: hour_words(time(int(hour))) for hour in HOURS}
    return Night(
        options(names, str(begins)),
        options(names, str(ends)),
        begins == ends,
        until if until >= today else None,
        today,
    )


def _theme_names() -> dict[str, str]:
    return {
        "system": gettext("As this device has it"),
        "paper": gettext("Light, like paper"),
        "night": gettext("Dark, for the night"),
    }


def _voice_names() -> dict[str, str]:
    return {
        "warm": gettext("Warm, like a kind friend"),
        "plain": gettext("Plain, short and matter-of-fact"),
    }


def _minutes(minutes: str) -> str:
    return gettext("%(minutes)s minutes") % {"minutes": minutes}


def _own_name(language: str) -> str:
    return str(Locale.parse(language).display_name or language)


ROUTES = [
    *page("/settings", show),
    *page("/settings/device", submit=choose_for_device),
    *page("/settings/name", submit=choose_name),
    *page("/settings/lock", submit=choose_lock),
    *page("/settings/night", submit=choose_night),
    *page("/settings/simple", submit=choose_simple),
]
