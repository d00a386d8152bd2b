"""Alarms in words and in a picture: what was feared, and how often it came true."""

from markupsafe import Markup

from moorings.insight.calibration import FEWEST, Bin, Calibration, TooFew
from moorings.library.catalogue import gettext, ngettext
from moorings.pictures.calibration import Legend, Row, Seen, draw_calibration
from moorings.pictures.drawing import Told
from moorings.web.rendering import number_words

SURE = 100


def calibration_sentence(found: Calibration | TooFew) -> str:
    """Say of how many how many came true; under ten only how many it takes."""
    if isinstance(found, TooFew):
        return ngettext(
            "%(count)s closed so far. Too few to tell: it takes %(least)s.",
            "%(count)s closed so far. Too few to tell: it takes %(least)s.",
            found.closed,
        ) % {"count": found.closed, "least": FEWEST}
    return bin_sentence(max(found.bins, key=lambda each: (each.count, each.first)))


def bin_sentence(told: Bin) -> str:
    """Say of one degree of being sure how many came true."""
    if not told.count:
        return gettext("At %(first)s to %(last)s %% there were none.") % {
            "first": told.first,
            "last": told.last,
        }
    said = (
        ngettext(
            "Of %(count)s alarm at %(first)s to %(last)s %%, %(happened)s came true, "
            "and %(partly)s in part.",
            "Of %(count)s alarms at %(first)s to %(last)s %%, %(happened)s came true, "
            "and %(partly)s in part.",
            told.count,
        )
        if told.partly
        else ngettext(
            "Of %(count)s alarm at %(first)s to %(last)s %%, %(happened)s came true.",
            "Of %(count)s alarms at %(first)s to %(last)s %%, %(happened)s came true.",
            told.count,
        )
    )
    return said % {
        "count": told.count,
        "first": told.first,
        "last": told.last,
        "happened": told.happened,
        "partly": told.partly,
    }


def gain_sentence(found: Calibration) -> str:
    """Hold the person's numbers against always saying how often it came true."""
    low, high = found.gain
    if not found.brier_base:
        return gettext("All of them ended the same way, so there is no more to tell.")
    if low > 0:
        told = gettext(
            "Your numbers came closer to what happened than %(base)s %% each time "
            "would have, which is how often it came true in all."
        )
    elif high < 0:
        told = gettext(
            "Your numbers came less close to what happened than %(base)s %% each time "
            "would have, which is how often it came true in all."
        )
    else:
        told = gettext(
            "There is no clear difference between your numbers and %(base)s %% each "
            "time, which is how often it came true in all."
        )
    return told % {"base": round(SURE * found.base)}


def figures(found: Calibration) -> tuple[tuple[str, str], ...]:
    """Give the numbers behind the sentence."""
    brier, base = number_words(found.brier, 3), number_words(found.brier_base, 3)
    told = (
        (gettext("Closed and counted"), str(found.closed)),
        (gettext("Brier score of your numbers (0 is best)"), brier),
        (gettext("Brier score of the same number every time"), base),
    )
    if found.skill is None:
        return told
    skill = number_words(found.skill, 2)
    return (*told, (gettext("Skill (1 is best, 0 is no difference)"), skill))


def table_rows(found: Calibration) -> tuple[tuple[str, ...], ...]:
    """Give the rows of the table: what happened at each degree of being sure."""
    return tuple(
        (
            _likely(each),
            str(each.happened),
            str(each.partly),
            str(each.not_),
            _reach(each) if each.count else "",
        )
        for each in found.bins
    )


def calibration_picture(found: Calibration) -> Markup:
    """Draw what was feared, and what happened."""
    rows = [_row(each) for each in found.bins]
    legend = Legend(
        gettext("never"),
        gettext("always"),
        gettext("how likely it seemed"),
        gettext("how often it came true, and how far off that may be"),
    )
    words = " ".join(bin_sentence(each) for each in found.bins if each.count)
    told = Told(gettext("Feared, and happened"), words)
    drawn = draw_calibration("calibration", rows, legend, told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def _row(told: Bin) -> Row:
    words = gettext("%(likely)s: none yet") % {"likely": _likely(told)}
    seen = None
    if told.share is not None:
        particulars = {
            "likely": _likely(told),
            "happened": told.happened,
            "count": told.count,
            "partly": told.partly,
        }
        words = (
            gettext("%(likely)s: %(happened)s of %(count)s, %(partly)s in part")
            if told.partly
            else gettext("%(likely)s: %(happened)s of %(count)s came true")
        ) % particulars
        seen = Seen(told.share, *told.interval)
    return Row(words, told.first / SURE, min((told.last + 1) / SURE, 1), seen)


def _likely(told: Bin) -> str:
    return gettext("%(first)s to %(last)s %%") % {
        "first": told.first,
        "last": told.last,
    }


def _reach(told: Bin) -> str:
    low, high = (round(SURE * share) for share in told.interval)
    return gettext("%(first)s to %(last)s %%") % {"first": low, "last": high}
