"""Growth in words: what was noted, beside the three months before, and how sure."""

from math import copysign, inf

from moorings.insight.growth import FEWEST, FEWEST_DAYS, Part, Rate, Share
from moorings.insight.growth_signs import Sign, What
from moorings.library.catalogue import gettext, ngettext
from moorings.measures.survival import Estimate
from moorings.web.rendering import number_words

HUNDRED = 100
#: Rates are told for so many days with notes.
TEN = 10


def sign_words(sign: Sign) -> str:
    """Say what a sign is called."""
    return {
        "space": gettext("Space before you act"),
        "recovery": gettext("Until calm comes back"),
        "naming": gettext("From broad words to finer ones"),
        "staying": gettext("Staying a little longer"),
        "asking": gettext("Asking"),
        "uncertainty": gettext("Sitting with not knowing"),
        "letting-in": gettext("Letting in"),
        "steadier": gettext("Time with those who are steady with you"),
        "at-home": gettext("At home in yourself"),
    }[sign]


def what_words(what: What) -> str:
    """Say what one figure is called; no two are called the same."""
    return {
        "chosen": gettext("Moments with a choice"),
        "until-chosen": gettext("From the first note to a choice"),
        "calm": gettext("From the first note to calm"),
        "finer": gettext("Moments with a finer word"),
        "stayed": gettext("Moments in which you stayed"),
        "closeness": gettext("Tries toward closeness"),
        "asked": gettext("Moments in which you asked"),
        "asking": gettext("Asking at other times"),
        "waited": gettext("Held texts that waited"),
        "not-knowing": gettext("Tries of not knowing"),
        "let-in": gettext("Moments in which you let somebody in"),
        "good": gettext("Good things let in"),
        "steady": gettext("Things done with somebody"),
        "kindness": gettext("Kind practices"),
    }[what]


def needs_words(sign: Sign) -> str:
    """Say in one sentence what a sign takes before anything can be told."""
    return {
        "space": gettext("It takes eight hard moments in the latest three months."),
        "recovery": gettext(
            "It takes eight hard moments in the latest three months, with the time it "
            "was strong and the time it was calmer."
        ),
        "naming": gettext(
            "It takes eight hard moments in the latest three months in which a feeling "
            "was named."
        ),
        "staying": gettext(
            "It takes eight hard moments in the latest three months, or eight days "
            "with a try toward closeness, among at least ten with notes."
        ),
        "asking": gettext(
            "It takes eight hard moments in the latest three months, or eight days on "
            "which you asked for something, among at least ten with notes."
        ),
        "uncertainty": gettext(
            "It takes eight held texts in the latest three months, or eight days with "
            "a try of not knowing, among at least ten with notes."
        ),
        "letting-in": gettext(
            "It takes eight hard moments in the latest three months, or eight days "
            "with something good, among at least ten with notes."
        ),
        "steadier": gettext(
            "It takes eight shared acts in the latest three months, with people of "
            "whom enough was noted."
        ),
        "at-home": gettext(
            "It takes eight days with a kind practice, among at least ten with notes "
            "in the latest three months."
        ),
    }[sign]


def some_words() -> str:
    """Say that there is a little of one kind, and what it would take."""
    return gettext(
        "There is some of this, and too little to tell: it takes eight days of it, "
        "among at least ten with notes in the latest three months."
    )


def none_words() -> str:
    """Say that there is enough to look at, and nothing of one kind among it."""
    return gettext("Nothing of this stands in the latest six months. It need not.")


def share_sentence(what: What, found: Share) -> str:
    """Say of how many moments how many were so, and how that was before."""
    told = [_lead(what) % _parts(found.latest)]
    if found.before is None or found.difference is None:
        low, high = found.latest.interval
        likely = gettext(
            "Of a hundred like these, likely between %(low)s and %(high)s. From the "
            "three months before there is too little to lay beside it."
        )
        told.append(likely % {"low": hundredth(low), "high": hundredth(high)})
        return " ".join(told)
    earlier = gettext("In the three months before it was %(many)s of %(of)s.")
    told.append(earlier % _parts(found.before))
    told.append(_share_way(found, found.difference))
    return " ".join(told)


def rate_sentence(what: What, found: Rate) -> str:
    """Say on how many days something was done, and how that was before."""
    told = _lead(what) % _days_of(found.latest)
    if found.before is None or found.ratio is None:
        alone = gettext("From the three months before there is too little beside it.")
        return f"{told} {alone}"
    earlier = gettext("In the three months before: on %(often)s of %(days)s.")
    return " ".join((told, earlier % _days_of(found.before), _rate_way(found)))


def _share_way(found: Share, difference: Estimate) -> str:
    low, high = (_of_hundred(each) for each in (difference.low, difference.high))
    match found.direction:
        case "more":
            said = gettext("More often: of a hundred, between %(low)s and %(high)s.")
        case "less":
            said = gettext("Less often: of a hundred, between %(low)s and %(high)s.")
            low, high = high, low
        case _:
            said = gettext(
                "No clear difference: of a hundred, anything from %(low)s to %(high)s "
                "fits."
            )
    return said % {"low": low, "high": high}


def _rate_way(found: Rate) -> str:
    match found.direction:
        case "more":
            said = gettext("More often: %(range)s as often.")
        case "less":
            said = gettext("Less often: %(range)s as often.")
        case _:
            said = gettext("No clear difference: %(range)s as often fits.")
    return said % {"range": ratio_words(found.ratio) if found.ratio else ""}


def ratio_words(found: Estimate) -> str:
    """Write the range of a ratio; one that has no upper end, by its lower one."""
    if found.high == inf:
        return gettext("at least %(low)s times") % {"low": number_words(found.low)}
    return gettext("between %(low)s and %(high)s times") % {
        "low": number_words(found.low),
        "high": number_words(found.high),
    }


def days_words(days: int) -> str:
    """Write on how many days with notes."""
    return ngettext("%(count)s day with notes", "%(count)s days with notes", days) % {
        "count": days
    }


def hundredth(share: float) -> int:
    """Write a share as so many of a hundred."""
    return round(share * HUNDRED)


def per_ten(part: Part) -> str:
    """Write on how many of ten days with notes."""
    return number_words(part.share * TEN)


def early_words() -> str:
    """Say what every comparison takes at least."""
    return gettext(
        "A share is told from %(fewest)s moments in three months on, and held against "
        "the three before where there are as many. What is counted by days is told "
        "from %(fewest)s such days on, with %(days)s days with notes. These limits "
        "are our own."
    ) % {"fewest": FEWEST, "days": FEWEST_DAYS}


def _of_hundred(part: float) -> str:
    """Write so many more or fewer of a hundred."""
    if not part:
        return gettext("as many")
    count = round(part * HUNDRED) or copysign(1, part)
    said = gettext("%(count)s more") if count > 0 else gettext("%(count)s fewer")
    return said % {"count": abs(int(count))}


def _days_of(part: Part) -> dict[str, str]:
    return {"often": str(part.many), "days": days_words(part.of)}


def _parts(part: Part) -> dict[str, int]:
    return {"many": part.many, "of": part.of}


def _lead(what: What) -> str:
    return {
        "chosen": gettext(
            "In %(many)s of %(of)s hard moments you noted a choice of your own, such "
            "as to wait, to ask, or not to send."
        ),
        "finer": gettext(
            "In %(many)s of %(of)s hard moments with a named feeling, you found a word "
            "finer than the broad ones, such as wary instead of afraid."
        ),
        "stayed": gettext(
            "In %(many)s of %(of)s hard moments you chose to stay a little longer."
        ),
        "asked": gettext(
            "In %(many)s of %(of)s hard moments you chose to ask plainly."
        ),
        "let-in": gettext(
            "In %(many)s of %(of)s hard moments you chose to let somebody in."
        ),
        "waited": gettext(
            "%(many)s of %(of)s held texts waited until their hour, or were never sent."
        ),
        "steady": gettext(
            "%(many)s of %(of)s things you did with somebody were with people who had, "
            "by your own notes, mostly given until then."
        ),
        "closeness": gettext(
            "You tried a step toward closeness and could bear it, at least in part: "
            "on %(often)s of %(days)s."
        ),
        "asking": gettext(
            "You asked for something outside of a hard moment, on a ladder or in your "
            "own words: on %(often)s of %(days)s."
        ),
        "not-knowing": gettext(
            "You tried a step of not knowing and could bear it, at least in part: "
            "on %(often)s of %(days)s."
        ),
        "good": gettext(
            "You let something good in, or wrote down what was given: on %(often)s of "
            "%(days)s."
        ),
        "kindness": gettext(
            "You took time for a kind practice: on %(often)s of %(days)s."
        ),
    }[what]
