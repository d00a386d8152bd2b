"""How long it took until a choice, in words, beside the three months before."""

from moorings.insight.growth import Times
from moorings.insight.recovery import AtMost, Comparison, Settling, Told, TooUnsure
from moorings.library.catalogue import gettext
from moorings.web.rendering import number_words
from moorings.web.wording.recovery import compared_sentence, minutes_words
from moorings.web.wording.recovery import told_sentence as calm_sentence


def calm_times_sentence(found: Times) -> str:
    """Say when calm came back, and how that was before."""
    return f"{calm_sentence(found.latest)} {compared_sentence(found.comparison)}"


def choice_times_sentence(found: Times) -> str:
    """Say how long it took until a choice, and how that was before."""
    told = [_latest(found.latest)]
    if isinstance(found.before, Settling):
        earlier = gettext("In the three months before it was about %(time)s.")
        told.append(earlier % {"time": minutes_words(found.before.median.value)})
    if found.comparison is not None:
        told.append(_way(found.comparison))
    return " ".join(told)


def compared_ratio(comparison: Comparison) -> str:
    """Write how a comparison of times stands in numbers."""
    found = comparison.ratio
    return gettext(
        "From minute to minute %(ratio)s times as likely to be over as before (%(low)s "
        "to %(high)s)."
    ) % {
        "ratio": number_words(found.value, 2),
        "low": number_words(found.low, 2),
        "high": number_words(found.high, 2),
    }


def _latest(told: Told) -> str:
    match told:
        case Settling():
            return gettext(
                "From the first note to a choice it took about %(time)s or less in "
                "half of them; likely between %(low)s and %(high)s."
            ) % {
                "time": minutes_words(told.median.value),
                "low": minutes_words(told.median.low),
                "high": minutes_words(told.median.high),
            }
        case AtMost():
            return gettext(
                "From the first note to a choice it took no more than %(time)s in half "
                "of them."
            ) % {"time": minutes_words(told.minutes)}
        case TooUnsure():
            return gettext(
                "How long it took from the first note to a choice is too unsure to "
                "tell: the times lie far apart."
            )
        case _:
            return gettext(
                "In each of these the choice came more than three hours after the "
                "first note, so no usual time can be told."
            )


def _way(comparison: Comparison) -> str:
    match comparison.direction:
        case "later":
            return gettext("The choice came later than in the three months before.")
        case "sooner":
            return gettext("The choice came sooner than in the three months before.")
        case "no-clear-difference":
            return gettext("No clear difference between the two.")
