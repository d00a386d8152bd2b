"""Ladders in words and in a picture: rungs, tries, what may come next."""

from markupsafe import Markup

from moorings.companion.ladders import OnLadder, Standing
from moorings.companion.opened import Opened
from moorings.insight.ladders import (
    FEWEST_RUNGS,
    MOST_RUNGS,
    PLENTY,
    Suggestion,
    gaps,
)
from moorings.journey.records import Direction, Happened, Ladder
from moorings.library.catalogue import gettext, ngettext, voiced
from moorings.library.ladder_ideas import Start
from moorings.pictures.drawing import Told
from moorings.pictures.ladder import FEWEST, MOST, Drawn, State, draw_ladder


def direction_name(direction: Direction) -> str:
    """Name a direction."""
    return {
        "closeness": gettext("Coming nearer"),
        "uncertainty": gettext("Bearing not knowing"),
        "asking": gettext("Asking"),
    }[direction]


def direction_hint(direction: Direction) -> str:
    """Say what a direction is for."""
    return {
        "closeness": gettext("Staying a little, saying a little more."),
        "uncertainty": gettext("Waiting a little before asking, looking or writing."),
        "asking": gettext("One need, one favour, said once."),
    }[direction]


def start_name(start: Start) -> str:
    """Say for which start ideas are meant."""
    return {
        "holding-on": gettext("Where it is hard to wait or let go"),
        "keeping-off": gettext("Where it is hard to come near"),
        "both-ways": gettext("Where it pulls both ways at once"),
    }[start]


def came_words(came: Happened | None) -> str:
    """Say what became of what was feared."""
    if came is None:
        return ""
    return {
        "happened": gettext("came true"),
        "partly": gettext("came true in part"),
        "not": gettext("did not come true"),
        "unknown": gettext("nobody can know"),
    }[came]


def note_of(rung: OnLadder) -> str:
    """Say what is known of a rung, in a few words; nothing where it is untried."""
    if any(each.open for each in rung.tries):
        return gettext("being tried")
    count = len(rung.tries)
    if not count:
        return ""
    return ngettext("tried once", "tried %(count)s times", count) % {"count": count}


def about_ladder(opened: Opened, ladder: Ladder) -> str:
    """Say in which direction a ladder goes, and with whom."""
    told = direction_name(ladder.direction)
    person = opened.journey.people().get(ladder.person) if ladder.person else None
    return f"{told} · {person.name}" if person else told


def rungs_count(count: int) -> str:
    """Count rungs."""
    if not count:
        return gettext("no rungs yet")
    return ngettext("%(count)s rung", "%(count)s rungs", count) % {"count": count}


def rungs_sentence(here: Standing) -> str:
    """Say how many rungs there are, from where to where, how many tried and drawn."""
    count, hards = len(here.rungs), [each.rung.hard for each in here.rungs]
    tried = sum(bool(each.tries) for each in here.rungs)
    told = ngettext(
        "%(count)s rung, at %(low)s.",
        "%(count)s rungs, from %(low)s to %(high)s.",
        count,
    ) % {"count": count, "low": min(hards), "high": max(hards)}
    some = gettext("Tried so far: %(tried)s of %(count)s.")
    said = f"{told} {some % {'tried': tried, 'count': count}}"
    return f"{said} {_drawn_sentence(here)}" if count > MOST else said


def _drawn_sentence(here: Standing) -> str:
    """Say which rungs of a long ladder the picture shows."""
    told = (
        gettext(
            "The picture shows %(drawn)s of %(count)s: those round the rung that was "
            "tried last."
        )
        if here.tries
        else gettext("The picture shows %(drawn)s of %(count)s: the easiest.")
    )
    return told % {"drawn": MOST, "count": len(here.rungs)}


def shape_sentence(here: Standing) -> str:
    """Say where a rung may be missing; nothing where the ladder is whole."""
    count = len(here.rungs)
    if wide := gaps(each.rung.hard for each in here.rungs):
        low, high = wide[0]
        return gettext(
            "Between %(low)s and %(high)s there is room for a rung. Steps of about ten "
            "are usual."
        ) % {"low": low, "high": high}
    if count < FEWEST_RUNGS:
        return gettext("Ladders often have %(least)s to %(most)s rungs.") % {
            "least": FEWEST_RUNGS,
            "most": MOST_RUNGS,
        }
    return ""


def next_words(here: Standing, found: Suggestion | None, week: int) -> str:
    """Say what may come next, or that it was plenty; nothing where nothing may."""
    if found is None:
        return ""
    if week >= PLENTY:
        return plenty_words(week)
    names = {each.id: each.rung.text for each in here.rungs}
    rung = names.get(found.step, "") if found.step else ""
    low, high = found.between
    told = _next_of(found, easier=bool(rung))
    return told % {"rung": rung, "count": found.left, "low": low, "high": high}


def _next_of(found: Suggestion, *, easier: bool) -> str:
    return {
        "begin": gettext("You could begin with “%(rung)s”."),
        "unfit": gettext(
            "A rung between %(low)s and %(high)s is a good one to begin with. None is "
            "there yet."
        ),
        "again": ngettext(
            "“%(rung)s” once more, with something changed: another time, place or "
            "person.",
            "“%(rung)s” again, %(count)s times perhaps, with something changed: "
            "another time, place or person.",
            found.left,
        ),
        "next": gettext("The next one up is “%(rung)s”. The same one again is fine."),
        "gap": gettext(
            "The next one up is “%(rung)s”, a wide step from %(low)s to %(high)s. A "
            "rung between them would make it smaller."
        ),
        "easier": _too_much(easier=easier),
        "top": gettext("Every rung was tried. Nothing more is needed here."),
    }[found.what]


def plenty_words(week: int) -> str:
    """Say that there were enough tries for a week."""
    return ngettext(
        "%(count)s try in the last seven days. Two or three a week are plenty.",
        "%(count)s tries in the last seven days. Two or three a week are plenty.",
        week,
    ) % {"count": week}


def _too_much(*, easier: bool) -> str:
    if not easier:
        return voiced(
            gettext("The last one was too much. A smaller rung, or none for a while."),
            gettext("The last try was too much. Add a smaller rung, or pause."),
        )
    return voiced(
        gettext("The last one was too much. “%(rung)s” is easier, and so is a rest."),
        gettext("The last try was too much. Easier: “%(rung)s”, or a pause."),
    )


def evidence_sentence(here: Standing) -> str:
    """Say of how many forecasts how many came true; a few tell nothing yet."""
    found = here.evidence
    if not found.closed:
        return ""
    if not found.enough:
        return ngettext(
            "%(count)s forecast was closed. Too early to tell.",
            "%(count)s forecasts were closed. Too early to tell.",
            found.closed,
        ) % {"count": found.closed}
    told = (
        gettext(
            "Of %(count)s forecasts %(happened)s came true, and %(partly)s in part."
        )
        if found.partly
        else gettext("Of %(count)s forecasts %(happened)s came true.")
    )
    return told % {
        "count": found.closed,
        "happened": found.happened,
        "partly": found.partly,
    }


def ladder_picture(here: Standing) -> Markup | None:
    """Draw a ladder, or so much of a long one as fits; nothing of too few rungs."""
    if len(here.rungs) < FEWEST:
        return None
    drawn = [
        Drawn(each.rung.hard, each.rung.text, _state(each), note_of(each))
        for each in rungs_drawn(here)
    ]
    told = Told(gettext("The ladder"), rungs_sentence(here))
    return Markup(draw_ladder("ladder", drawn, told))  # noqa: S704 - it was escaped


def rungs_drawn(here: Standing) -> tuple[OnLadder, ...]:
    """Give the rungs that are drawn: of many those round the one that was tried last.

    Where none was tried they are the easiest.
    """
    last = here.tries[-1].id if here.tries else None
    tried = (
        at
        for at, rung in enumerate(here.rungs)
        if any(each.id == last for each in rung.tries)
    )
    begins = next(tried, 0) - MOST // 2
    begins = max(0, min(begins, len(here.rungs) - MOST))
    return here.rungs[begins : begins + MOST]


def ladder_table(here: Standing) -> tuple[tuple[str, ...], ...]:
    """Give the rows of the table, the hardest rung first."""
    return tuple(
        (
            each.rung.text,
            str(each.rung.hard),
            note_of(each) or gettext("not tried"),
        )
        for each in reversed(here.rungs)
    )


def _state(rung: OnLadder) -> State:
    if any(each.open for each in rung.tries):
        return State.OPEN
    return State.TRIED if rung.tries else State.UNTRIED
