"""Scores with their error, ready to be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from moorings.insight.moving import sitting_error
from moorings.insight.sittings import Sitting
from moorings.library.catalogue import gettext
from moorings.measures.adaptive import answers
from moorings.measures.instrument import Scale
from moorings.measures.item_response import standing
from moorings.web.rendering import number_words
from moorings.web.wording.scale import scale_name

#: Standard errors to each side in which 95 of 100 such scores would lie.
OF_95 = 1.96


@dataclass(frozen=True, slots=True)
class Scored:
    """One scale of a sitting; `wide` if its error is known and stands beside it."""

    name: str
    answered: str
    value: str
    span: str
    wide: bool


def scored(sitting: Sitting) -> Iterator[Scored]:
    """Give every scale of a sitting with its score and its error."""
    key = sitting.key
    known = key.known.scales if key.known else {}
    for scale in key.scales:
        found = sitting.scores[scale.id]
        name = scale_name(key, scale)
        answered = f"{found.answered} / {len(scale.items)}"
        if found.value is None:
            yield Scored(name, answered, *_standing(sitting, scale))
            continue
        low, high = key.span(scale)
        digits = 1 if key.counted == "mean" else 0
        value = number_words(found.value, digits)
        error = sitting_error(known.get(scale.id), scale, found)
        if error is not None:
            value += f" ± {number_words(OF_95 * error)}"
        span = f"{number_words(low, 0)}–{number_words(high, 0)}"  # noqa: RUF001
        yield Scored(name, answered, value, span, error is not None)


def _standing(sitting: Sitting, scale: Scale) -> tuple[str, str, bool]:
    """Tell where few answers to calibrated items lie, if they do."""
    key = sitting.key
    given = sitting.administration.responses
    told = answers(key, scale, given) if key.calibrated else ()
    if not told:
        return gettext("too few answers"), "", False
    found = standing(told)
    wide = number_words(OF_95 * found.standard_error)
    span = gettext("in standard deviations of people, 0 their mean")
    return f"{number_words(found.mean)} ± {wide}", span, True
