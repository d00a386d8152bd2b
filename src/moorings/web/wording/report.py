"""The words of a sheet: its headings, its periods, and what stands at its foot."""

from datetime import date
from typing import Final, Literal, TypeAlias, get_args

from moorings.library.catalogue import gettext
from moorings.web.rendering import day_words

Section: TypeAlias = Literal["set-off", "did", "changed", "unsaid", "questions", "pace"]
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)
#: How many days a sheet may look back; the latest session goes by its own day.
DAYS: dict[str, int] = {"14": 14, "28": 28, "84": 84}
SINCE_SESSION = "session"


def section_title(section: Section) -> str:
    """Give the heading of a section, in the person's own voice."""
    return {
        "set-off": gettext("What set it off"),
        "did": gettext("What I did"),
        "changed": gettext("What changed"),
        "unsaid": gettext("What I could not say"),
        "questions": gettext("What I want to ask"),
        "pace": gettext("How fast is bearable"),
    }[section]


def section_hint(section: Section) -> str:
    """Say what a line of one's own could be, where little else can stand there."""
    match section:
        case "unsaid":
            return gettext("It can be handed over instead of being said.")
        case "pace":
            return gettext("Such as: slower, please; my sign for stop is a flat hand.")
        case _:
            return ""


def period_names(session: date | None) -> dict[str, str]:
    """Name the periods that can be chosen."""
    names = {
        "14": gettext("two weeks"),
        "28": gettext("four weeks"),
        "84": gettext("twelve weeks"),
    }
    if session is None:
        return names
    return {SINCE_SESSION: gettext("since the last session"), **names}


def foot_words(day: date) -> str:
    """Say what a sheet is: who wrote it, from what, and what it is not."""
    return gettext(
        "Chosen line by line by the person themselves, from their own notes, on "
        "%(day)s. No diagnosis, and no test."
    ) % {"day": day_words(day)}
