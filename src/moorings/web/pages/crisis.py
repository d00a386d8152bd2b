"""Whom to call: works locked and offline, asks nothing first, knows nobody.

The page may be kept on a device as it was shown there. So it holds what the device was
told, never what a vault holds, and every country is on it, unfolded without a request.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.library.catalogue import gettext
from moorings.library.crisis import Country, Kind, Line, countries, is_old, oldest
from moorings.web.forms import form_of
from moorings.web.rendering import go_to, render_public
from moorings.web.routing import page
from moorings.web.visitor import device, house, remember_device

#: Under which heading a line stands, and where a link to it leads; the first thing it
#: is for decides.
PARTS: dict[Kind, str] = {
    "wish-to-die": "talk",
    "being-hurt": "hurt",
    "fear-of-hurting-someone": "harm",
    "worry-for-another": "harm",
    "youth": "youth",
}


@dataclass(frozen=True, slots=True)
class Part:
    """The lines for one need."""

    id: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ShownCountry:
    """One country as it stands on the page."""

    code: str
    country: Country
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CrisisPage:
    """Everything the page shows: the chosen country, or none, and all others."""

    here: ShownCountry | None
    all: tuple[ShownCountry, ...]
    read: date
    old: bool

    @property
    def others(self) -> tuple[ShownCountry, ...]:
        """Give every country but the chosen one."""
        return tuple(each for each in self.all if each != self.here)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the parts without a line here; a link to one leads on all the same."""
        named = {part.id for part in self.here.parts} if self.here else set()
        return tuple(
            part for part in dict.fromkeys(PARTS.values()) if part not in named
        )

    @property
    def first(self) -> tuple[ShownCountry, ...]:
        """Give one country, or union, for each set of emergency numbers."""
        return tuple(each for each in self.all if not each.country.part_of)


async def show(request: Request) -> Response:
    """Show numbers: those of the chosen country first, or those of many countries."""
    today = house(request).harbour.clock.now().date()
    shown = crisis_page(device(request).country, today)
    return render_public(request, "crisis.html", shown)


async def choose_country(request: Request) -> Response:
    """Keep on this device which country comes first, or that none does."""
    country = (await form_of(request)).text("country")
    if country and country not in countries():
        raise HTTPException(400)
    response = go_to("/crisis?fresh")
    remember_device(request, response, replace(device(request), country=country))
    return response


def crisis_page(country: str, today: date) -> CrisisPage:
    """Gather every country, a chosen one apart; say how old the numbers are."""
    known = tuple(sorted(map(_shown, countries()), key=_by_name))
    here = next((each for each in known if each.code == country), None)
    read = oldest(each.country for each in ([here] if here else known))
    return CrisisPage(here, known, read, is_old(read, today))


def _shown(code: str) -> ShownCountry:
    country = countries()[code]
    return ShownCountry(code, country, tuple(_parts(country.lines)))


def _parts(lines: tuple[Line, ...]) -> Iterable[Part]:
    headings = {
        "talk": gettext("I may hurt myself, or it is too much"),
        "hurt": gettext("Someone may hurt me"),
        "harm": gettext("I may hurt someone, or someone else is in danger"),
        "youth": gettext("For young people"),
    }
    for part, heading in headings.items():
        here = tuple(line for line in lines if PARTS[line.kinds[0]] == part)
        if here:
            yield Part(part, heading, here)


def _by_name(shown: ShownCountry) -> str:
    return gettext(shown.country.name).casefold()


ROUTES = [
    *page("/crisis", show),
    *page("/crisis/country", submit=choose_country),
]
