"""Why a step may be one to start with: each reason in words, and where it stands."""

from collections.abc import Mapping

from moorings.companion.opened import Opened
from moorings.companion.worksheets import worksheet
from moorings.insight.starting import Reason, Sign
from moorings.library.catalogue import gettext
from moorings.library.worksheets import Sheet, sheets
from moorings.web.wording.step import trigger_words

#: The question of a page that holds what can be ticked.
POLES = "poles"


def reason_words(opened: Opened, reason: Reason) -> str:
    """Say what was read, in the person's own words where there are some."""
    match reason.how:
        case "ticked":
            sheet = sheets()[reason.source]
            told = gettext("%(title)s: you ticked “%(words)s”.")
            words = "”, “".join(_poles(sheet, reason.words))
            return told % {"title": sheet.title, "words": words}
        case "wrote":
            told = gettext("%(title)s: you wrote “%(words)s”.")
            words = reason.words[0]
            return told % {"title": sheets()[reason.source].title, "words": words}
        case "answered":
            told = gettext("You answered “%(title)s”.")
            return told % {"title": sheets()[reason.source].title}
        case "mapped":
            told = gettext("It stands in your pattern “%(title)s”.")
            return told % {"title": reason.words[0]}
        case "sketched":
            return _sketched()[reason.sign]
        case "noted":
            return _noted(opened, reason)


def reason_path(opened: Opened, reason: Reason) -> str:
    """Say where the very answer stands."""
    match reason.how:
        case "ticked" | "wrote" | "answered":
            kept = worksheet(opened, reason.source)
            page = f"/practise/pages/{reason.source}"
            return f"{page}/{kept.id}" if kept else page
        case "mapped":
            return f"/way/patterns/{reason.source}"
        case "sketched":
            return "/way/map"
        case "noted":
            return "/way/moments"


def _poles(sheet: Sheet, ticked: tuple[str, ...]) -> list[str]:
    question = sheet.question(POLES)
    return [question.option(each) for each in ticked] if question else []


def _sketched() -> Mapping[Sign, str]:
    return {
        "sketch-worry": gettext(
            "A first sketch: more toward worry, when someone might go."
        ),
        "sketch-distance": gettext(
            "A first sketch: more toward distance, when someone comes close."
        ),
        "sketch-both": gettext(
            "A first sketch: more toward worry when someone might go, and more toward "
            "distance when someone comes close."
        ),
    }


def _noted(opened: Opened, reason: Reason) -> str:
    numbers = {"count": reason.found, "of": reason.of}
    if reason.sign == "strong":
        told = gettext("%(count)s of %(of)s rated hard moments reached 7 or more.")
        return told % numbers
    if reason.sign == "unnamed":
        told = gettext("%(count)s of %(of)s hard moments have no word yet.")
        return told % numbers
    told = gettext(
        "Where you named it, %(count)s of %(of)s hard moments began with %(words)s."
    )
    return told % {**numbers, "words": trigger_words(opened, reason.words[0])}
