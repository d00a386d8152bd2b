"""What helps in words and in a picture: how much, how sure, how often, since when."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from moorings.companion.errors import NothingThereError
from moorings.companion.kitting import KIT, item
from moorings.companion.opened import Opened
from moorings.insight.chance import Tally
from moorings.insight.sooner import Sooner
from moorings.insight.uses import FEWEST, Tool
from moorings.insight.what_helps import Compared, Tried
from moorings.library.catalogue import gettext, ngettext
from moorings.library.practices import practices
from moorings.pictures.drawing import Told
from moorings.pictures.what_helps import Legend, Row, draw_what_helps
from moorings.web.rendering import number_words, short_day

CERTAIN = 100


def tool_words(opened: Opened, tool: Tool) -> str:
    """Name a practice, or a thing of the kit as it is called now."""
    if tool.practice != KIT:
        return practices()[tool.practice].title
    try:
        return item(opened, tool.about).text if tool.about else _of_the_kit()
    except NothingThereError:
        return _of_the_kit()


def compared_sentence(told: Compared) -> str:
    """Say how it is after a practice, beside waiting; both directions alike."""
    if told.verdict == "open":
        return _open_words(told) % {"low": _side(told.low), "high": _side(told.high)}
    way = (
        gettext(
            "Afterwards it seems lower than after waiting: by about %(points)s of ten "
            "points, likely from %(low)s to %(high)s."
        )
        if told.verdict == "lower"
        else gettext(
            "Afterwards it seems higher than after waiting: by about %(points)s of ten "
            "points, likely from %(low)s to %(high)s."
        )
    )
    return way % {
        "points": number_words(abs(told.lower)),
        "low": _side(told.low),
        "high": _side(told.high),
    }


def best_sentence(name: str, told: Compared) -> str:
    """Say which one seems to leave it lowest, and how probable that is."""
    return gettext(
        "Of all these, it seems lowest after %(name)s: %(percent)s in a hundred that "
        "nothing else here does more."
    ) % {"name": f"“{name}”", "percent": _sure(told.best)}


def tried_words(told: Tried) -> str:
    """Say how many times something was rated before and after, and when."""
    count = ngettext("%(count)s time", "%(count)s times", told.count)
    return f"{count % {'count': told.count}} · {_days(told.since, told.until)}"


def beside_words(told: Compared) -> str:
    """Say the same, and beside how many times of waiting that is told."""
    return gettext("%(times)s · beside %(waits)s of waiting about as long") % {
        "times": tried_words(told),
        "waits": told.waits,
    }


def waiting_words(told: Tried | None) -> str:
    """Say from how many times of waiting everything here is told."""
    if told is None:
        return gettext("Waiting was never rated before and after so far.")
    return gettext("Waiting: %(times)s.") % {"times": tried_words(told)}


def early_words(waiting: Tried | None) -> str:
    """Say what it takes before anything can be told."""
    has = waiting.count if waiting else 0
    return gettext(
        "It takes %(least)s times of a practice, and %(least)s of waiting about as "
        "long, each with a number before and one after. Of waiting there are %(has)s."
    ) % {"least": FEWEST, "has": has}


def sooner_sentence(told: Sooner) -> str:
    """Say whether calm came sooner with a practice; that it came later is not said."""
    if told.direction == "sooner":
        way = gettext(
            "Calm seems to come sooner with it: from minute to minute %(ratio)s times "
            "as likely, between %(low)s and %(high)s."
        )
    elif told.ratio.high < 1:
        way = gettext(
            "Cannot tell. A long moment leaves more room for a practice, and that "
            "alone can look as if calm came later."
        )
    elif told.ratio.low > 1:
        way = gettext(
            "Cannot tell yet: between %(low)s and %(high)s times as likely, from "
            "minute to minute, and not sure enough to say more."
        )
    else:
        way = gettext(
            "Cannot tell yet: anything between %(low)s and %(high)s times as likely "
            "fits, from minute to minute."
        )
    return way % {
        "ratio": number_words(told.ratio.value),
        "low": number_words(told.ratio.low),
        "high": number_words(told.ratio.high),
    }


def sooner_counts(told: Sooner) -> str:
    """Say from how many hard moments that is told, and when they were."""
    counted = gettext("%(with_it)s hard moments with it, %(without)s without") % {
        "with_it": told.with_it,
        "without": told.without,
    }
    return f"{counted} · {_days(told.since, told.until)}"


def tally_sentence(told: Tally, names: tuple[str, str]) -> str:
    """Say what chance has shown of two practices so far; neither is the right one."""
    given = {"first": f"“{names[0]}”", "second": f"“{names[1]}”"}
    if told.verdict == "few":
        least = gettext(
            "Too early to tell: it takes %(least)s times of either, with a number "
            "before and one after."
        )
        return least % {"least": FEWEST}
    given |= {
        "points": number_words(abs(told.lower or 0)),
        "luck": _luck(told.by_chance),
    }
    return {
        "first": gettext(
            "It seems lower after %(first)s than after %(second)s, by about %(points)s "
            "of ten points. Chance alone does as much in %(luck)s of a hundred."
        ),
        "second": gettext(
            "It seems lower after %(second)s than after %(first)s, by about %(points)s "
            "of ten points. Chance alone does as much in %(luck)s of a hundred."
        ),
        "open": gettext(
            "Cannot tell yet: a difference like the one so far comes by chance alone "
            "in %(luck)s of a hundred."
        ),
    }[told.verdict] % given


def tally_counts(told: Tally, names: tuple[str, str]) -> str:
    """Say how often chance chose, and how often that was done and rated."""
    drawn = ngettext(
        "Chance chose %(count)s time.", "Chance chose %(count)s times.", told.drawn
    ) % {"count": told.drawn}
    done = gettext(
        "Then done and rated within the hour: %(first)s %(one)s, %(second)s %(other)s."
    ) % {
        "first": names[0],
        "one": told.first,
        "second": names[1],
        "other": told.second,
    }
    return f"{drawn} {done}"


def helps_sentence(compared: Sequence[Compared]) -> str:
    """Say in one sentence what the picture shows."""
    verdicts = [each.verdict for each in compared]
    if {*verdicts} == {"open"}:
        return gettext(
            "Beside waiting, from as strong a start: none of these can be told yet."
        )
    return gettext(
        "Beside waiting, from as strong a start: it seems lower after %(lower)s of "
        "these, higher after %(higher)s, and of %(open)s it cannot be told yet."
    ) % {each: verdicts.count(each) for each in ("lower", "higher", "open")}


def _described(rows: Sequence[Row]) -> str:
    """Say all that the picture shows, to whoever does not see it."""
    told = (
        gettext("%(name)s: %(value)s, likely from %(low)s to %(high)s.")
        % {
            "name": row.name,
            "value": _side(row.lower),
            "low": _side(row.low),
            "high": _side(row.high),
        }
        for row in rows
    )
    head = gettext("Beside waiting from as strong a start, in points of ten.")
    return " ".join((head, *told))


def helps_picture(rows: Sequence[Row]) -> Markup:
    """Draw each practice beside the line of waiting."""
    legend = Legend(
        gettext("higher after it"),
        gettext("lower after it"),
        gettext("as after waiting"),
        gettext("sure enough to say “seems”"),
        gettext("cannot tell yet"),
    )
    told = Told(gettext("After each practice, beside waiting"), _described(rows))
    drawn = draw_what_helps("what-helps", rows, legend, told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def row_of(name: str, told: Compared) -> Row:
    """Give what is drawn of one practice."""
    return Row(name, told.lower, told.low, told.high, told.verdict != "open")


def table_row(name: str, told: Compared) -> tuple[str, ...]:
    """Give the same as a line of a table."""
    return (
        name,
        str(told.count),
        _side(told.lower),
        _side(told.low),
        _side(told.high),
        gettext("%(number)s %%") % {"number": _sure(told.likely)},
        _days(told.since, told.until),
    )


def _open_words(told: Compared) -> str:
    """Leave it open; where a range misses waiting, say why that is not enough."""
    if told.low < 0 < told.high:
        return gettext("Cannot tell yet: anything from %(low)s to %(high)s fits.")
    return gettext(
        "Cannot tell yet: anything from %(low)s to %(high)s fits, and luck alone can "
        "do as much."
    )


def _sure(share: float) -> str:
    """Write a probability as so many of a hundred, and never as certain."""
    percent = round(100 * share)
    if percent >= CERTAIN:
        return gettext("more than 99")
    return str(percent) if percent else gettext("fewer than 1")


def _luck(share: float) -> str:
    percent = round(100 * share)
    return str(percent) if percent else gettext("fewer than 1")


def _side(lower: float) -> str:
    """Write a difference with its direction: 1.4 lower, 0.3 higher, no difference."""
    points = number_words(abs(lower))
    if round(lower, 1) == 0:
        return gettext("no difference")
    if lower > 0:
        return gettext("%(points)s lower") % {"points": points}
    return gettext("%(points)s higher") % {"points": points}


def _days(since: date, until: date) -> str:
    days = short_day(since)
    if until == since:
        return days
    return f"{days} \N{EN DASH} {short_day(until)}"


def _of_the_kit() -> str:
    return gettext("Something of the kit")
