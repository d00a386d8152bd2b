"""Help for a pocket: one file that needs no server, no script and no network."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from moorings.library import catalogue
from moorings.library.practices import Practice, practices
from moorings.web.assets import assets
from moorings.web.device import CARD_LINES
from moorings.web.pages.crisis import CrisisPage, crisis_page
from moorings.web.pages.now.practice import offered
from moorings.web.rendering import ENVIRONMENT


@dataclass(frozen=True, slots=True)
class Pocket:
    """What a person chose for their file.

    `figure` is a line that is somebody, or something, to call to mind; `more` names
    practices that are there only for who asks for them.
    """

    country: str = ""
    card: tuple[str, ...] = ()
    voice: str = catalogue.VOICES[0]
    language: str = catalogue.SOURCE
    figure: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PocketPage:
    """Everything the file shows."""

    language: str
    direction: str
    made: date
    style: Markup
    card: tuple[str, ...]
    figure: str
    practices: Mapping[str, Practice]
    crisis: CrisisPage


def pocket_file(chosen: Pocket, today: date) -> str:
    """Write the file: Help now and the crisis page, whole in themselves."""
    with catalogue.speaking(chosen.language, chosen.voice):
        known = practices()
        there = offered(chosen.more, figure=bool(chosen.figure))
        page = PocketPage(
            language=catalogue.language(),
            direction=catalogue.direction(),
            made=today,
            style=Markup(assets()["shell.css"].content.decode()),  # noqa: S704 - ours
            card=chosen.card[:CARD_LINES],
            figure=chosen.figure,
            practices={name: known[name] for name in there},
            crisis=crisis_page(chosen.country, today),
        )
        return ENVIRONMENT.get_template("pocket.html").render(page=page)
