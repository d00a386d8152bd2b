"""One try in words: what was said beforehand, and what came of it."""

from moorings.companion.ladders import Tried
from moorings.journey.records import Borne
from moorings.library.catalogue import gettext, ngettext, voiced

_Facts = tuple[tuple[str, str], ...]


def before_facts(tried: Tried) -> _Facts:
    """Give what was said before a try, as pairs of a name and what was said."""
    attempt, feared = tried.attempt, tried.forecast
    told = (
        (
            gettext("How likely it seemed"),
            percent(feared.likelihood if feared else None),
        ),
        (gettext("By what you would know"), attempt.know),
        (gettext("How bad it would be"), of_ten(attempt.bad)),
        (gettext("What you will not do"), attempt.without),
        (gettext("How long"), minutes(attempt.minutes)),
    )
    return tuple(each for each in told if each[1])


def after_facts(tried: Tried) -> _Facts:
    """Give what was told after a try; nothing while it is open."""
    if tried.outcome is None:
        return ()
    told = (
        (gettext("What happened"), tried.outcome.happened),
        (gettext("Surprise"), of_ten(tried.outcome.surprise)),
        (gettext("Could you bear it"), bore_words(tried.outcome.bore)),
        (gettext("How likely it seems now"), percent(tried.outcome.likelihood)),
        (gettext("What you learned"), tried.outcome.learned),
        (gettext("What to change next time"), tried.outcome.vary),
    )
    return tuple(each for each in told if each[1])


def minutes(number: int | None) -> str:
    """Write for how long."""
    if number is None:
        return ""
    told = ngettext("%(count)s minute", "%(count)s minutes", number)
    return told % {"count": number}


def result_words(tried: Tried) -> str:
    """Say what came of one try beside how likely it had seemed."""
    if tried.forecast is None:
        return ""
    return {
        "happened": gettext("It seemed %(likely)s %% likely, and it came true."),
        "partly": gettext("It seemed %(likely)s %% likely, and came true in part."),
        "not": gettext("It seemed %(likely)s %% likely, and it did not come true."),
        "unknown": gettext("It seemed %(likely)s %% likely. Nobody can know."),
        None: gettext("It seemed %(likely)s %% likely. What came of it is open."),
    }[tried.came] % {"likely": tried.forecast.likelihood}


def kind_words(tried: Tried) -> str:
    """Say something fitting to how a try went; never blame, and never cheer."""
    bad = tried.outcome is not None and tried.outcome.bore == "no"
    if tried.came == "happened" or bad:
        return voiced(
            gettext(
                "That was a hard one. It has a cost, and the cost counts. To try was "
                "no mistake: a try can go wrong through no fault of yours."
            ),
            gettext("A hard one. The cost counts. The try was not the fault."),
        )
    if tried.outcome and (tried.outcome.surprise or 0) > 0:
        return gettext(
            "A surprise is worth more here than calm. It need not have felt good."
        )
    return gettext("It need not have felt good. What you saw is what counts.")


def bore_words(bore: Borne) -> str:
    """Say whether it could be borne."""
    return {
        "yes": gettext("yes"),
        "partly": gettext("in part"),
        "no": gettext("no"),
        "": "",
    }[bore]


def percent(number: int | None) -> str:
    """Write how likely something seems."""
    if number is None:
        return ""
    return gettext("%(number)s %%") % {"number": number}


def of_ten(number: int | None) -> str:
    """Write how strong something is."""
    if number is None:
        return ""
    return gettext("%(number)s of %(top)s") % {"number": number, "top": 10}
