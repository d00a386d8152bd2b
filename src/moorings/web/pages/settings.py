"""Settings: this device, the lock, the keys, ways in and out."""

from dataclasses import dataclass, replace

from babel import Locale
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.choosing import choose
from moorings.companion.sessions import IDLE_MINUTES
from moorings.library.catalogue import VOICES, gettext, languages
from moorings.web.forms import form_of
from moorings.web.options import Option, options
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.visitor import (
    THEMES,
    device,
    house,
    open_vault_of,
    remember_device,
    tell,
    unlocked,
)

NAME_LETTERS = 60
MINUTES = ("2", "5", "15", "30", "60")


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Everything the page shows."""

    themes: tuple[Option, ...]
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


async def show(request: Request) -> Response:
    """Show what can be chosen; the device's own choices also while locked."""
    opened = open_vault_of(request)
    here = device(request)
    choices = opened.journey.choices if opened else {}
    minutes = choices.get("lock-after-minutes", str(IDLE_MINUTES))
    harbour = house(request).harbour
    shown = SettingsPage(
        themes=options(_theme_names(), here.theme),
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
    )
    return render(request, "settings.html", shown)


async def choose_for_device(request: Request) -> Response:
    """Keep theme, voice and language on this device."""
    form = await form_of(request)
    here = device(request)
    theme, language = form.text("theme"), form.text("language") or here.language
    voice = form.text("voice") or here.voice
    if theme not in THEMES or language not in languages() or voice not in VOICES:
        raise HTTPException(400)
    opened = open_vault_of(request)
    if opened is not None and opened.writable and voice != here.voice:
        choose(opened, {"voice": voice})
    response = go_to("/settings")
    chosen = replace(here, language=language, theme=theme, voice=voice)
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
]
