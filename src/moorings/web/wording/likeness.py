"""Two hard moments side by side in words: why these two, and what was noted of each."""

from collections.abc import Iterable

from moorings.companion.comparing import Beside, Side
from moorings.companion.opened import Opened
from moorings.companion.wording import word_names
from moorings.insight.likeness import Like
from moorings.journey.records import Chosen, RecordId
from moorings.library.catalogue import gettext, ngettext
from moorings.web.rendering import short_day
from moorings.web.wording.ahead import listed
from moorings.web.wording.recovery import minutes_words
from moorings.web.wording.step import trigger_words


def why_words(opened: Opened, like: Like) -> tuple[str, ...]:
    """Say what both moments have in common, each part in one sentence."""
    told = []
    if names := like.common.get("trigger"):
        began = gettext("Both began with: %(words)s.")
        told.append(began % {"words": trigger_words(opened, names[0])})
    if people := like.common.get("people"):
        with_whom = gettext("Both were about: %(words)s.")
        told.append(with_whom % {"words": _people(opened, people)})
    if names := like.common.get("beliefs"):
        believed = gettext("In both you believed: %(words)s.")
        told.append(believed % {"words": listed(word_names(opened, "belief", names))})
    if names := like.common.get("urges"):
        urge = gettext("In both there was the urge: %(words)s.")
        told.append(urge % {"words": listed(word_names(opened, "urge", names))})
    return tuple(told)


def facts_of(found: Beside) -> tuple[tuple[str, str, str], ...]:
    """Lay out what was noted: the question, the earlier moment, and this one."""
    questions = (
        (gettext("At how much it was first noted"), _first),
        (gettext("Named or paused after"), _named),
        (gettext("What was chosen"), _chosen),
        (gettext("Messages held back"), _held),
        (gettext("Calm back after"), _calm),
        (gettext("Mended or said within two weeks"), _mended),
    )
    return tuple(
        (question, answer(found.earlier), answer(found.later))
        for question, answer in questions
    )


def _people(opened: Opened, people: Iterable[str]) -> str:
    known = opened.journey.people()
    named = (known.get(RecordId(each)) for each in people)
    return listed(tuple(each.name for each in named if each))


def _not_noted() -> str:
    return gettext("not noted")


def _first(side: Side) -> str:
    first, peak = side.went.first, side.went.peak
    if first is None:
        return _not_noted()
    if first == peak:
        return gettext("%(number)s of 10") % {"number": first}
    told = gettext("%(first)s of 10, then up to %(peak)s")
    return told % {"first": first, "peak": peak}


def _named(side: Side) -> str:
    named = side.went.named
    if named is None or named < 0:
        return _not_noted()
    return gettext("at once") if named < 1 else minutes_words(named)


def _chosen(side: Side) -> str:
    return choices_words(side.went.chosen) or _not_noted()


def choices_words(chosen: tuple[Chosen, ...]) -> str:
    """Say what was chosen, each thing once."""
    return listed(tuple(_choice(each) for each in dict.fromkeys(chosen)))


def _choice(chosen: Chosen) -> str:
    return {
        "soothe": gettext("to soothe it"),
        "ask": gettext("to ask plainly"),
        "wait": gettext("to wait"),
        "stay": gettext("to stay a little longer"),
        "time-out": gettext("a time-out"),
        "let-in": gettext("to let someone in"),
        "nothing": gettext("to do nothing"),
    }[chosen]


def _held(side: Side) -> str:
    held, sent = side.went.held, side.sent
    if not held:
        return gettext("none")
    told = ngettext("%(count)s", "%(count)s", held) % {"count": held}
    if not sent:
        return told
    return gettext("%(held)s, and %(sent)s sent as it stood") % {
        "held": told,
        "sent": sent,
    }


def _calm(side: Side) -> str:
    if side.went.calm is not None:
        return minutes_words(max(1, side.went.calm))
    if side.went.unfinished:
        return gettext("not noted to its end")
    return _not_noted()


def _mended(side: Side) -> str:
    if side.mended is None:
        return _not_noted()
    return gettext("on %(day)s") % {"day": short_day(side.mended)}
