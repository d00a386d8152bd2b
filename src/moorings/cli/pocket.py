"""`moorings pocket`: one help file for a phone, which needs no server."""

import argparse
import sys

from moorings.companion.clock import SystemClock, moment
from moorings.errors import MooringsError
from moorings.library.crisis import countries
from moorings.settings import Settings
from moorings.web.device import CARD_LINES
from moorings.web.pocket import Pocket, pocket_file


class FileThereError(MooringsError):
    """A file of that name would be lost."""

    sentence = (
        "There is a file named {path} already. It was not touched. Choose another name "
        "for the new one, or move the old one away."
    )


class NoSuchCountryError(MooringsError):
    """Nothing is known here about a country."""

    sentence = (
        "“{country}” is not a country listed here, so no file was written. Write one "
        "of these: {known}."
    )


class TooManyLinesError(MooringsError):
    """More lines than a card shows: none is left out without a word."""

    sentence = (
        "A pocket card has up to {most} lines, so no file was written. Leave out a "
        "line, or put two into one."
    )


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the file, and say what it holds."""
    del settings
    if chosen.country and chosen.country not in countries():
        raise NoSuchCountryError(country=chosen.country, known=", ".join(countries()))
    figure = " ".join(chosen.figure.split())
    lines = (*chosen.line, figure) if figure else tuple(chosen.line)
    card = tuple(dict.fromkeys(lines))
    if len(card) > CARD_LINES:
        raise TooManyLinesError(most=CARD_LINES)
    pocket = Pocket(
        country=chosen.country,
        card=card,
        figure=figure,
        more=tuple(chosen.also),
        voice=chosen.voice,
        language=chosen.language,
    )
    written = pocket_file(pocket, moment(SystemClock().now()).date)
    try:
        with chosen.target.open("x", encoding="utf-8") as file:
            file.write(written)
    except FileExistsError:
        raise FileThereError(path=chosen.target) from None
    sys.stdout.write(
        f"Written: {chosen.target}. Send it to the phone and open it there. It holds "
        "no page of a notebook; whoever opens it can read the lines of the card.\n"
    )
    return 0
