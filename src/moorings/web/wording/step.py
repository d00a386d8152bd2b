"""The steps of a hard moment in words, as its page tells them one after another."""

from moorings.companion.opened import Opened
from moorings.companion.wording import sentence_of
from moorings.journey.activation import Step
from moorings.journey.records import (
    ActivationEnd,
    Entry,
    Forecast,
    HeldText,
    Naming,
    PauseAnswer,
    Rating,
    RecordId,
    Response,
    Word,
    WordId,
)
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.library.vocabulary import word


def step_words(opened: Opened, step: Step) -> str:
    """Say what was noted in one step."""
    match step:
        case Entry() | HeldText():
            return step.text
        case Naming():
            return sentence_of(opened, step) or gettext("named")
        case Rating():
            return _rated(step)
        case Forecast():
            told = gettext("feared, at %(likelihood)s %%: %(text)s")
            return told % {"likelihood": step.likelihood, "text": step.text}
        case PauseAnswer() | Response() | ActivationEnd():
            return _answered(step)


def step_path(step: Step) -> str:
    """Say where more of a step stands, if it does."""
    match step:
        case Entry():
            return f"/write/{step.id}"
        case HeldText():
            return f"/write/held/{step.id}"
        case Forecast():
            return "/way/forecasts"
        case _:
            return ""


def trigger_words(opened: Opened, trigger: WordId) -> str:
    """Say what a moment began with, in our word or in the person's own."""
    if known := word("trigger", trigger):
        return known.word
    versions = opened.journey.versions(RecordId(trigger))
    own = versions[-1] if versions else None
    return own.text if isinstance(own, Word) else gettext("a word that is gone")


def _rated(step: Rating) -> str:
    told = (
        gettext("%(number)s of 10")
        if step.scale == "intensity"
        else gettext("%(number)s of 10, how far away or numb")
    ) % {"number": step.intensity}
    known = practices().get(step.practice)
    return f"{told} · {known.title}" if known else told


def _answered(step: PauseAnswer | Response | ActivationEnd) -> str:
    match step:
        case PauseAnswer():
            return {
                "now": gettext("happening now"),
                "familiar": gettext("familiar"),
                "both": gettext("now and familiar"),
                "unsure": gettext("hard to tell whether it is now or familiar"),
            }[step.answer]
        case Response():
            return {
                "soothe": gettext("chose to soothe it"),
                "ask": gettext("chose to ask plainly"),
                "wait": gettext("chose to wait"),
                "stay": gettext("chose to stay a little longer"),
                "time-out": gettext("chose a time-out"),
                "let-in": gettext("chose to let someone in"),
                "nothing": gettext("chose to do nothing"),
            }[step.chosen]
        case ActivationEnd(how="calm"):
            return gettext("I am back")
        case ActivationEnd():
            return gettext("let it be")
